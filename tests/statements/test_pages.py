"""The accessibility statement and the privacy notice, of a council and of the installation: what each says to whom."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from plans.models import Plan, PlanPartner
from tests.builders import make_council, make_plan

PAGES = ["accessibility-statement", "privacy-notice"]
NONE_YET = "The council has not given a contact yet."
HOSTILE = "<b>\"&{{ 7|add:7 }}\u202e\U0001f600'"
EHRC, ECNI = "Equality and Human Rights Commission", "Equality Commission for Northern Ireland"


@pytest.mark.parametrize("statement", PAGES)
def test_a_contact_that_is_missing_is_said_to_be_and_not_made_up(read, public, statement):
    words = read(f"council-{statement}", public.slug)
    assert NONE_YET in words
    assert "@" not in words


def test_whom_to_tell_what_cannot_be_used(read, public):
    public.accessibility_email, public.accessibility_answer_days = "web@council.example", 1
    public.save()
    words = read("council-accessibility-statement", public.slug)
    assert "e-mail web@council.example" in words
    assert "within 1 day." in words
    assert "call" not in words
    assert NONE_YET not in words


def test_a_telephone_alone_is_a_contact(read, public):
    public.accessibility_phone = "01632 960 001"
    public.save()
    words = read("council-accessibility-statement", public.slug)
    assert "call 01632 960 001" in words
    assert "e-mail" not in words
    assert "get back to you" not in words


@pytest.mark.parametrize(
    ("post", "email", "said"),
    [
        ("Data Protection Officer", "dpo@council.example", "Data Protection Officer , dpo@council.example"),
        ("Data Protection Officer", "", "Questions about personal data: Data Protection Officer"),
        ("", "dpo@council.example", "Questions about personal data: dpo@council.example"),
    ],
)
def test_whom_to_ask_about_personal_data(read, public, post, email, said):
    public.privacy_contact, public.privacy_email = post, email
    public.save()
    words = read("council-privacy-notice", public.slug)
    assert said.replace(" ,", ",") in words.replace(" ,", ",")
    assert NONE_YET not in words


def test_the_councils_own_pages_are_linked(client, public):
    public.accessibility_statement = "https://www.council.example/accessibility"
    public.privacy_notice = "https://www.council.example/privacy"
    public.save()
    for page, address in zip(PAGES, (public.accessibility_statement, public.privacy_notice), strict=True):
        assert f'href="{address}"' in client.get(reverse(f"council-{page}", args=[public.slug])).content.decode()


def test_an_e_mail_address_adds_nothing_to_the_message_that_it_opens(client, public):
    public.accessibility_email = public.privacy_email = "a?cc=b&body=c@council.example"
    public.save()
    for page in PAGES:
        text = client.get(reverse(f"council-{page}", args=[public.slug])).content.decode()
        assert 'href="mailto:a%3Fcc%3Db%26body%3Dc@council.example"' in text


def test_what_a_council_wrote_is_shown_as_it_wrote_it(read, client, public):
    public.name = public.privacy_contact = HOSTILE
    public.save()
    for page in PAGES:
        assert "<b>" not in client.get(reverse(f"council-{page}", args=[public.slug])).content.decode()
        assert HOSTILE in read(f"council-{page}", public.slug)


@pytest.mark.parametrize(
    ("code", "named", "not_named"),
    [("E09000004", EHRC, ECNI), ("S12000033", EHRC, ECNI), ("W06000015", EHRC, ECNI), ("N09000003", ECNI, EHRC)],
)
def test_who_enforces_the_regulations_where_the_council_is(read, public, code, named, not_named):
    public.gss_code = code
    public.save()
    words = read("council-accessibility-statement", public.slug)
    assert named in words
    assert not_named not in words


def test_both_enforcers_are_named_where_it_is_not_known_which(read, public):
    for words in (read("council-accessibility-statement", public.slug), read("accessibility-statement")):
        assert f"In England, Scotland and Wales, the {EHRC}" in words
        assert f"In Northern Ireland, the {ECNI}" in words


@pytest.mark.parametrize("statement", PAGES)
def test_the_installation_names_the_councils_with_public_plans_and_no_others(
    read, public, equality_lead, superuser, outsider, statement
):
    assert outsider.memberships.exists()
    partner = make_council("Partner Council")
    PlanPartner.objects.create(plan=public.plans.get(), council=partner)
    make_plan(make_council("Draft Council"), status=Plan.Status.DRAFT)
    said = {read(statement, who=who) for who in (None, equality_lead, superuser, outsider)}
    assert len(said) == 1
    assert ["Brimley" in words or "Draft Council" in words for words in said] == [False]
    assert ["Alderford Council Partner Council" in words for words in said] == [True]


@pytest.mark.parametrize("statement", PAGES)
def test_an_installation_without_public_plans_says_so(read, plan, statement):
    assert "No council has made a plan public here yet." in read(statement)


@pytest.mark.parametrize("status", ["draft", "active", "public", "shared", "none"])
def test_whoever_may_know_of_a_council_reads_its_pages_and_nobody_else(
    plan, officer, manager, equality_lead, superuser, outsider, status
):
    council = plan.council
    if status == "none":
        council = make_council("Empty Council")
    elif status == "shared":
        council = outsider.memberships.get().council
        PlanPartner.objects.create(plan=plan, council=council)
    else:
        Plan.objects.filter(pk=plan.pk).update(
            status="draft" if status == "draft" else "active", is_public=status == "public"
        )
    for who in (None, officer, manager, equality_lead, superuser, outsider):
        client = Client()
        if who:
            client.force_login(who)
        names = ["council-detail", *(f"council-{page}" for page in PAGES)]
        assert len({client.get(reverse(name, args=[council.slug])).status_code for name in names}) == 1


@pytest.mark.parametrize("statement", PAGES)
def test_a_council_that_is_not_there_has_no_page(client, db, statement):
    assert client.get(reverse(f"council-{statement}", args=["nowhere"])).status_code == 404


def test_every_page_leads_to_the_statements_of_its_council(client, public, action, equality_lead):
    action.report(by=equality_lead, status="in_progress", rag="green", summary="Begun.")
    names = [("council-detail", [public.slug]), ("plan-detail", [public.slug, action.plan.slug])]
    for name, arguments in [*names, ("action-detail", [action.pk]), ("council-privacy-notice", [public.slug])]:
        footer = client.get(reverse(name, args=arguments)).content.decode().split("<footer")[1]
        assert f'href="/councils/{public.slug}/accessibility/"' in footer
        assert f'href="/councils/{public.slug}/privacy/"' in footer


@pytest.mark.parametrize("name", ["council-list", "sign-in", "account", "dashboard", "admin:index", "nowhere"])
def test_a_page_of_no_council_leads_to_those_of_the_installation(client, equality_lead, name):
    if name not in ("council-list", "sign-in"):
        client.force_login(equality_lead)
    address = "/no-such-page/" if name == "nowhere" else reverse(name)
    footer = client.get(address).content.decode().split("<footer")[1]
    assert 'href="/accessibility/"' in footer
    assert 'href="/privacy/"' in footer


def test_each_page_takes_few_questions_to_the_database(client, public, django_assert_max_num_queries):
    for page in PAGES:
        with django_assert_max_num_queries(2):
            client.get(reverse(f"council-{page}", args=[public.slug]))
        with django_assert_max_num_queries(1):
            client.get(reverse(page))


@pytest.mark.parametrize("word", ["accessibility", "privacy"])
def test_a_plan_cannot_take_the_address_of_a_statement(plan, word):
    plan.slug = word
    with pytest.raises(ValidationError, match="is the address of another page"):
        plan.full_clean()
