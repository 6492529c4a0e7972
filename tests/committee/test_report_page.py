"""The committee report's page and its download: what is asked for, what is refused, who may."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from actions.committee.period import last_quarter
from plans.models import Plan, PlanPartner
from tests.builders import make_action, make_commitment, make_plan
from tests.committee.stage import MAY

HERE, WORD = reverse("committee-report"), reverse("committee-report-word")
QUARTER = "starts=2024-07-01&ends=2024-09-30"


@pytest.fixture
def told(stage):
    """A plan with an action that was reported on."""
    stage.report(
        stage.action(text="Talk & listen"),
        status="in_progress",
        rag="red",
        reason="Why.",
        evidence=" https://a.example/b",
    )
    return stage


@pytest.fixture
def reader(client, manager):
    """A manager, signed in."""
    client.force_login(manager)
    return client


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_without_a_plan_it_asks_and_nothing_is_wrong(reader, told):
    page = reader.get(HERE)
    assert "There is a problem" not in words(page)
    assert 'name="plan"' in page.content.decode()
    assert "report" not in page.context


def test_a_person_without_plans_is_told_so(client, officer, other_council):
    client.force_login(officer)
    assert "there is nothing to report on" in words(client.get(HERE))


def test_a_plan_alone_leads_to_the_last_quarter_at_its_own_address(reader, told):
    quarter = last_quarter(told.plan, timezone.localdate())
    page = reader.get(HERE, {"plan": told.plan.pk})
    assert page.status_code == 302
    assert page["Location"] == (
        f"{HERE}?plan={told.plan.pk}&starts={quarter.starts_on}&ends={quarter.ends_on}&audience=committee"
    )


def test_a_period_of_the_list_leads_to_an_address_with_its_days(reader, told):
    asked = {"plan": told.plan.pk, "period": "2024-07-01.2024-09-30", "audience": "public", "said": "on"}
    page = reader.get(HERE, asked)
    assert page["Location"] == f"{HERE}?plan={told.plan.pk}&{QUARTER}&audience=public&said=1"


def test_the_address_holds_the_report(reader, told):
    page = reader.get(f"{HERE}?plan={told.plan.pk}&{QUARTER}")
    html = page.content.decode()
    assert "Committee report: July to September 2024" in words(page)
    assert "Talk &amp; listen" in html
    assert f'href="{WORD}?plan={told.plan.pk}&amp;{QUARTER.replace("&", "&amp;")}&amp;audience=committee"' in html
    assert html.count("<caption") == html.count("<table")


def test_days_of_ones_own_stand_first_in_the_list_of_periods(reader, told):
    page = reader.get(f"{HERE}?plan={told.plan.pk}&starts=2024-07-02&ends=2024-09-30")
    choices = page.context["form"].fields["period"].choices
    assert choices[0] == ("2024-07-02.2024-09-30", "2 July 2024 to 30 September 2024")


def test_days_may_be_typed_as_people_write_them(reader, told):
    page = reader.get(f"{HERE}?plan={told.plan.pk}&starts=01/07/2024&ends=30+September+2024")
    assert "July to September 2024" in words(page)


def test_the_download_is_the_same_report(reader, told):
    answer = reader.get(f"{WORD}?plan={told.plan.pk}&{QUARTER}&said=1")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    name = "alderford-council-committee-report-2024-09-30.docx"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    page = reader.get(f"{HERE}?plan={told.plan.pk}&{QUARTER}&said=1")
    headings = [p.text for p in Document(BytesIO(answer.content)).paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.title for section in page.context["report"].sections]


def test_the_download_without_a_plan_leads_to_the_form(reader):
    answer = reader.get(WORD)
    assert (answer.status_code, answer["Location"]) == (302, HERE)


TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()
WRONG = [
    ("plan=", "Select plan"),
    ("plan=x", "Plan: select one of the answers in the list"),
    ("plan=99999999999999999999", "Plan: select one of the answers in the list"),
    (f"plan={'9' * 4000}", "Plan: select one of the answers in the list"),
    ("{plan}&starts=2024-07-01", "Enter last day"),
    ("{plan}&ends=2024-07-01", "Enter first day"),
    ("{plan}&starts=tomorrow&ends=2024-07-01", "First day must be a real date, like 2026-03-31"),
    ("{plan}&starts=2024-02-30&ends=2024-07-01", "First day must be a real date"),
    ("{plan}&starts=0001-01-01&ends=9999-12-31", "First day must be in 2000 or later"),
    ("{plan}&starts=1999-12-31&ends=2024-07-01", "First day must be in 2000 or later"),
    ("{plan}&starts=2024-07-01&ends=2101-01-01", "Last day cannot be after today"),
    (f"{{plan}}&starts=2024-07-01&ends={TOMORROW}", "Last day cannot be after today"),
    ("{plan}&starts=2024-09-30&ends=2024-07-01", "First day must not be after the last day"),
    ("{plan}&starts=2023-01-01&ends=2023-03-31", "This plan was not yet held here at the end of 31 March 2023."),
    ("{plan}&period=x", "First day must be a real date"),
    ("{plan}&period=2024-07-01.", "Enter last day"),
    ("{plan}&period=2024-07-01.2024-09-30.2024-12-31", "Last day must be a real date"),
    (f"{{plan}}&period={'.' * 4000}", "Enter first day"),
    (f"{{plan}}&{QUARTER}&audience=everyone", "Who is it for"),
]


@pytest.mark.parametrize("address", [HERE, WORD])
@pytest.mark.parametrize(("query", "said"), WRONG)
def test_what_is_wrong_is_said_in_a_sentence(reader, told, address, query, said):
    page = reader.get(f"{address}?{query.replace('{plan}', f'plan={told.plan.pk}')}")
    assert page.status_code == 200
    assert "There is a problem" in words(page)
    assert said in words(page).replace("&#x27;", "'")
    assert "Summary" not in words(page)


@pytest.mark.parametrize("query", [f"&q={'x' * 4000}", "&as_at=tomorrow", "&said=", "&said=false"])
def test_what_says_nothing_is_passed_over(reader, told, query):
    page = reader.get(f"{HERE}?plan={told.plan.pk}&{QUARTER}{query}")
    assert "Summary" in words(page)
    assert "You said, we did" not in [section.title for section in page.context["report"].sections]


@pytest.mark.parametrize("address", [HERE, WORD])
def test_another_councils_plan_is_not_there(client, outsider, told, address):
    make_plan(outsider.memberships.get().council)
    client.force_login(outsider)
    assert "select one of the answers" in words(client.get(f"{address}?plan={told.plan.pk}&{QUARTER}"))


def test_a_public_plan_of_others_is_not_offered(client, outsider, told):
    Plan.objects.filter(pk=told.plan.pk).update(is_public=True)
    make_plan(outsider.memberships.get().council)
    client.force_login(outsider)
    assert "select one of the answers" in words(client.get(f"{HERE}?plan={told.plan.pk}&{QUARTER}"))


def test_a_partner_reports_on_the_shared_plan(client, outsider, told, other_council):
    PlanPartner.objects.create(plan=told.plan, council=other_council)
    client.force_login(outsider)
    assert "Summary" in words(client.get(f"{HERE}?plan={told.plan.pk}&{QUARTER}"))


def test_plans_of_several_councils_stand_under_their_names(client, superuser, told, other_council):
    make_plan(other_council, title="Their plan")
    client.force_login(superuser)
    _, *groups = client.get(HERE).context["form"].fields["plan"].choices
    assert [name for name, _ in groups] == ["Alderford Council", "Brimley Council"]


@pytest.mark.parametrize("address", [HERE, WORD])
def test_it_is_to_be_read_only(reader, address):
    assert reader.post(address).status_code == 405


def test_evidence_that_is_a_web_address_is_a_link(reader, told):
    action = told.action()
    told.report(action, status="completed", evidence="https://example.org/a\nMinutes")
    html = reader.get(f"{HERE}?plan={told.plan.pk}&{QUARTER}").content.decode()
    assert '<a class="govuk-link" href="https://example.org/a"' in html


def test_what_people_typed_is_escaped(reader, told):
    told.report(told.action(), status="in_progress", rag="amber", summary="<script>alert(1)</script>\nNext line")
    html = reader.get(f"{HERE}?plan={told.plan.pk}&{QUARTER}").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Next line" in html


def test_its_queries_do_not_grow(reader, told, django_assert_max_num_queries):
    address = f"{HERE}?plan={told.plan.pk}&{QUARTER}&said=1"
    reader.get(address)
    with django_assert_max_num_queries(25) as few:
        reader.get(address)
    with told.on(MAY):
        for _ in range(6):
            make_action(commitment=make_commitment(told.plan))
    with django_assert_max_num_queries(len(few)):
        reader.get(address)
