"""Starting a blank plan from a template: its words, its themes, its source, and no promise made for anybody."""

import re
from datetime import date
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import get_resolver, reverse

from actions.models import Action
from plans.audit.records import history_rows
from plans.models import Commitment, Plan, Theme
from plans.models.plan import NOT_FOR_PLANS
from plans.plan_templates import TEMPLATES
from plans.starting import short_name, start_plan
from tests.builders import make_action, make_plan, make_user

FACTS = {"title": "New plan", "slug": "new", "starts_on": date(2027, 4, 1)}


@pytest.fixture
def start(council, equality_lead):
    """Start a plan from the template with this slug."""

    def begin(template="blank", by=equality_lead, **values):
        return start_plan(council, by=by, template=TEMPLATES[template], **FACTS | values)

    return begin


@pytest.fixture
def address(council):
    return reverse("plan-new", args=[council.slug])


@pytest.fixture
def send(client, equality_lead, address):
    """Send the form as the equality lead."""

    def post(follow=False, **values):
        client.force_login(equality_lead)
        day = {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2027"}
        return client.post(address, {"title": "New plan", "template": "blank"} | day | values, follow=follow)

    return post


@pytest.mark.parametrize("slug", TEMPLATES)
def test_every_template_says_what_it_is_for_and_where_it_comes_from(slug):
    template = TEMPLATES[slug]
    assert template.slug == slug
    assert all(text.strip().endswith(".") for text in (template.purpose, template.origin))
    assert template.name
    assert template.themes


@pytest.mark.parametrize("slug", TEMPLATES)
def test_every_template_makes_a_whole_draft(start, slug):
    plan = start(slug)
    assert (plan.status, plan.is_public, plan.follows) == ("draft", False, None)
    rows = [plan, *plan.themes.all(), *Commitment.objects.filter(theme__plan=plan)]
    for row in rows:
        row.full_clean()
    assert [theme.position for theme in plan.themes.order_by("position")] == list(range(1, plan.themes.count() + 1))


@pytest.mark.parametrize("slug", TEMPLATES)
def test_no_template_promises_anything_for_the_council(start, slug):
    plan = start(slug)
    assert not Action.objects.filter(commitment__theme__plan=plan).exists()
    assert not plan.timescales.exists()
    assert not plan.measures.exists()


@pytest.mark.parametrize("slug", TEMPLATES)
def test_the_words_of_a_template_are_the_plans_own(start, slug):
    plan = start(slug)
    for name, word in TEMPLATES[slug].words.items():
        assert getattr(plan, name) == word


@pytest.mark.parametrize(("slug", "kind"), [("equality-framework", "MODULES"), ("equality-duty", "AIMS")])
def test_the_framework_and_the_duty_are_those_that_actions_are_tagged_with(slug, kind):
    titles = [theme.title for theme in TEMPLATES[slug].themes]
    names = [name for name, _ in getattr(import_module("actions.migrations.0004_statutory_tags"), kind)]
    assert len(titles) == len(names)
    for title, name in zip(titles, names, strict=True):
        assert title.startswith(name)


def test_the_social_care_standard_has_a_card_for_each_of_its_nine_indicators(start):
    plan = start("social-care-wres")
    cards = Commitment.objects.filter(theme__plan=plan).order_by("position")
    assert [card.reference for card in cards] == [str(number) for number in range(1, 10)]
    assert all(card.text for card in cards)


def test_its_card_has_the_headings_that_a_council_printed(start, client):
    """Bexley's published plan follows the form."""
    plan = start("social-care-wres")
    printed = (plan.commitment_word, plan.lead_word, plan.success_word, plan.action_word, plan.timescale_word)
    assert printed == (
        "Objective", "Lead", "Indicators of Improvement: What does good look like?", "Specific action", "Timeframe",
    )  # fmt: skip
    assert plan.rationale_word == "Data"


def test_the_gender_plan_says_that_it_is_voluntary(client, send):
    html = send(title="").content.decode()
    assert "is voluntary for the 2026-27 reporting year" in " ".join(html.split())


def test_actions_can_be_added_at_once_where_a_template_prints_no_commitments(start):
    for slug in ("blank", "gender-equality-action-plan"):
        plan = start(slug, slug=slug)
        for theme in plan.themes.all():
            assert theme.commitments.get().text == ""


def test_the_history_says_which_template_it_was(start, equality_lead):
    plan = start("equality-duty")
    for row in (plan, *plan.themes.all()):
        born = history_rows(type(row), row.pk).get()
        said = "Started from the template “The three aims of the public sector equality duty”"
        assert (born.history_user_id, born.history_change_reason) == (equality_lead.pk, said)


@pytest.mark.parametrize("who", ["officer", "manager", "outsider"])
def test_only_those_who_run_the_council_may(request, start, who):
    with pytest.raises(PermissionDenied):
        start(by=request.getfixturevalue(who))
    assert not Plan.objects.exists()


def test_a_plan_that_is_refused_leaves_nothing(start):
    with pytest.raises(ValidationError):
        start(ends_on=date(2026, 1, 1))
    assert not Plan.objects.exists()
    assert not Theme.objects.exists()


def test_a_name_that_is_taken_is_refused_by_field(start):
    start()
    with pytest.raises(ValidationError) as refusal:
        start()
    assert list(refusal.value.message_dict) == ["slug"]


NAMES = [
    ("Equality plan", "2027/28", "equality-plan-202728"),
    ("Equality plan 2027/28", "2027/28", "equality-plan-202728"),
    ("Equality plan", "", "equality-plan"),
    ("Cynllun Cydraddoldeb Strategol", "2028–32", "cynllun-cydraddoldeb-strategol-202832"),
    ("💜", "", ""),
    (
        "A title of very many words indeed, as some published plans have",
        "",
        "a-title-of-very-many-words-indeed-as-some-publishe",
    ),
]


@pytest.mark.parametrize(("title", "period", "name"), NAMES)
def test_a_short_name_is_made_from_title_and_period(title, period, name):
    assert short_name(title, period) == name


def test_no_plan_takes_the_address_of_another_page_of_the_council():
    routes = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
    pages = {found[1] for route in routes if (found := re.fullmatch(r"councils/<slug:council>/([\w-]+)/", route))}
    assert pages == set(NOT_FOR_PLANS)


# The page


def test_every_template_is_offered_with_its_source(client, equality_lead, address):
    client.force_login(equality_lead)
    words = " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())
    for template in TEMPLATES.values():
        for text in (template.name, template.purpose, template.origin):
            assert " ".join(text.split()) in words


def test_the_blank_one_is_chosen_first(client, equality_lead, address):
    client.force_login(equality_lead)
    chosen = re.findall(r"<input[^>]*checked[^>]*>", client.get(address).content.decode())
    assert len(chosen) == 1
    assert 'value="blank"' in chosen[0]


def test_starting_leads_to_the_draft(send, council):
    response = send(template="equality-framework", period="2027/28", follow=True)
    plan = Plan.objects.get()
    assert response.redirect_chain == [(reverse("plan-detail", args=[council.slug, "new-plan-202728"]), 302)]
    html = response.content.decode()
    assert "Saved: the plan is a draft" in html
    assert "Diverse and engaged workforce" in html
    assert (plan.theme_word, plan.period) == ("Module", "2027/28")


def test_a_second_post_of_the_same_form_makes_no_second_plan(send):
    assert [send(slug="same").status_code for _ in range(2)] == [302, 200]
    assert "This council has a plan with the short name" in send(slug="same").content.decode()
    assert Plan.objects.count() == 1


WRONG = [
    ({"template": "nonsense"}, "select one of the answers in the list"),
    ({"template": ""}, "Answer the question “What should it start with?”"),
    ({"title": ""}, "Enter title of the new plan"),
    ({"title": "New plan", "slug": "new-plan"}, "is the address of another page"),
    ({"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2027"}, "Last day must not be before the first day"),
    ({"starts_on_year": "27"}, "First day must include a year with 4 numbers"),
]


@pytest.mark.parametrize(("fields", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_saved(send, fields, sentence):
    response = send(**fields)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Plan.objects.exists()


def test_a_council_that_one_may_not_know_of_is_not_found(client, council, outsider, address):
    client.force_login(outsider)
    assert client.get(address).status_code == 404
    make_plan(council, is_public=True)
    assert client.get(address).status_code == 403


def test_an_officer_of_a_council_without_plans_may_not(client, officer, address):
    client.force_login(officer)
    assert client.get(address).status_code == 403


def test_a_partner_may_read_but_not_start_plans(client, plan, other_council, outsider, address):
    plan.plan_partners.create(council=other_council)
    client.force_login(outsider)
    assert client.get(address).status_code == 403


def test_a_council_that_is_not_there_is_not_found(client, superuser):
    client.force_login(superuser)
    assert client.get(reverse("plan-new", args=["no-such-council"])).status_code == 404


def test_the_councils_page_offers_it_to_those_who_run_it(client, plan, manager, equality_lead, address):
    here = reverse("council-detail", args=[plan.council.slug])
    for person, is_offered in ((manager, False), (equality_lead, True)):
        client.force_login(person)
        assert (address in client.get(here).content.decode()) is is_offered


def test_the_plan_of_one_council_is_not_started_in_another(client, council, other_council, address):
    both = make_user("Bo Both", council=council, role="equality_lead")
    client.force_login(both)
    elsewhere = reverse("plan-new", args=[other_council.slug])
    make_action(make_plan(other_council, is_public=True))
    day = {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2027"}
    assert client.post(elsewhere, {"title": "Mine", "template": "blank"} | day).status_code == 403
    assert not Plan.objects.filter(title="Mine").exists()
