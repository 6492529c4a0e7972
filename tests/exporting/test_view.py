"""Downloads of the action list: exactly what is on screen, for those who may read it, and a sentence otherwise."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actions.exporting.xlsx_file import LONGEST
from actions.models import Action
from plans.audit.context import audit
from plans.audit.revision import revision_of
from plans.models import Plan
from tests.builders import make_action, make_commitment, make_lead, make_plan, name_lead
from tests.exporting import reading

KINDS = ["csv", "json", "xlsx"]
QUESTIONS = [
    "", "status=not_started", "state=open", "rag=red", "concern=overdue", "gap=no_lead", "gap=no_date&gap=no_measure",
    "q=thing", "q=%2B1", "sort=due", "sort=status", "sort=rag&state=open", "sort=reported&q=thing",
]  # fmt: skip


def address(kind):
    return reverse("action-list-export", args=[kind])


@pytest.fixture
def download(client):
    """Ask for a file; return the answer and the ids of its actions, in its order."""

    def ask(user, kind, query=""):
        client.force_login(user)
        answer = client.get(f"{address(kind)}?{query}")
        assert answer.status_code == 200, answer.content.decode()
        content = b"".join(answer)
        return answer, [row["ID"] for row in READERS[kind](content)], content

    return ask


READERS = {
    "csv": reading.from_csv_file,
    "json": reading.from_json_file,
    "xlsx": lambda content: reading.from_workbook(load_workbook(BytesIO(content))),
}


@pytest.fixture
def several(action):
    """Actions that differ in what can be filtered and sorted by; more than a page of them."""
    today = timezone.localdate()
    for number in range(60):
        due_on = today + timedelta(days=30 - 7 * number % 60) if number % 3 else None
        status, rag = [("not_started", "red"), ("in_progress", "not_rated"), ("withdrawn", "not_rated")][number % 3]
        text = f"Do thing {number}" if number % 2 else "+1 for this"
        made = make_action(commitment=action.commitment, due_on=due_on, status=status, rag=rag, text=text)
        if number % 5:
            name_lead(made, make_lead(action.plan.council))
    return action.plan


def on_screen(client, query):
    """The ids of the actions of all pages of the list."""
    found, number, last = [], 1, 1
    while number <= last:
        page = client.get(f"{reverse('action-list')}?{query}&page={number}").context["page_obj"]
        found, number, last = found + [row.pk for row in page], number + 1, page.paginator.num_pages
    return found


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_file_holds_exactly_what_is_on_screen(client, download, several, manager, query):
    _, in_file, _ = download(manager, "csv", query)
    assert in_file == on_screen(client, query)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_holds_all_pages_in_the_order_asked_for(client, download, several, manager, kind):
    _, in_file, _ = download(manager, kind, "sort=due&state=open")
    assert in_file == on_screen(client, "sort=due&state=open")
    assert len(in_file) > 30


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_exports_what_they_may_not_read(download, action, outsider, kind):
    _, in_file, content = download(outsider, kind)
    assert in_file == []
    assert action.text.encode() not in content
    assert action.plan.title.encode() not in content


def test_the_plan_of_another_council_cannot_be_asked_for(client, action, outsider):
    client.force_login(outsider)
    answer = client.get(f"{address('csv')}?plan={action.plan.pk}")
    assert answer.status_code == 400
    assert action.plan.title not in answer.content.decode()


def test_an_officer_exports_no_draft(download, action, officer):
    Plan.objects.filter(pk=action.plan.pk).update(status="draft")
    assert download(officer, "json")[1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_strangers_are_asked_to_sign_in_and_brought_back(client, action, kind):
    answer = client.get(f"{address(kind)}?status=on_hold")
    assert answer.url.startswith(reverse("sign-in"))
    assert "status%3Don_hold" in answer.url


@pytest.mark.parametrize(
    ("query", "name"),
    [("", "actions-alderford-council-{today}"), ("plan={plan}", "actions-alderford-council-our-plan-{today}"),
     ("as_at=2021-06-30", "actions-as-at-2021-06-30")],
)  # fmt: skip
@pytest.mark.parametrize("kind", KINDS)
def test_the_name_of_a_file_says_whose_it_is_and_of_which_day(download, action, manager, query, name, kind):
    answer, _, _ = download(manager, kind, query.format(plan=action.plan.pk))
    expected = name.format(today=timezone.localdate().isoformat())
    assert answer["Content-Disposition"] == f'attachment; filename="{expected}.{kind}"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_says_its_council_plan_filters_order_and_address(download, several, manager):
    query = f"plan={several.pk}&q=%2B1&status=not_started&concern=overdue&concern=not_updated&sort=due"
    about = json.loads(download(manager, "json", query)[2])["about"]
    assert about["filters"] == {
        "Council": "Alderford Council", "Plan": "Our plan", "Search": "“+1”", "Status": "Not started",
        "Concerns": "Overdue and Not updated",
    }  # fmt: skip
    assert about["sorted_by"] == "Due date"
    assert about["address"].startswith("/actions/?")
    assert set(about["address"].partition("?")[2].split("&")) == set(query.split("&"))


def test_a_file_of_all_plans_says_so(download, action, superuser):
    make_action(plan=make_plan())
    about = json.loads(download(superuser, "json")[2])["about"]
    assert about["filters"] == {"Council": "All my councils", "Plan": "All active plans"}
    assert about["address"] == "/actions/"


def test_a_file_of_a_day_that_is_over_shows_what_held_then(client, download, council, manager):
    today = timezone.now()
    with audit(by=manager, reason="Then", moment=today - timedelta(days=20)):
        action = make_action(commitment=make_commitment(make_plan(council)), text="Old words")
    with audit(by=manager, reason="Since", moment=today - timedelta(days=2)):
        Action.objects.filter(pk=action.pk).update(due_on=timezone.localdate(), current_text="New words")
    on = timezone.localdate() - timedelta(days=10)
    row = reading.from_csv_file(download(manager, "csv", f"as_at={on}")[2])[0]
    assert (row["Due"], row["Current wording"], row["Revision"]) == (None, None, None)
    row = reading.from_csv_file(download(manager, "csv")[2])[0]
    assert (row["Due"], row["Current wording"]) == (timezone.localdate(), "New words")
    assert row["Revision"] == revision_of(action)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("query", "says"),
    [("as_at=tomorrow", "As at must be"), ("as_at=9999-01-01", "cannot be after today"),
     ("as_at=0001-01-01", "As at must be in"), ("status=sleeping", "Status"), ("plan=99999999999999999999", "Plan"),
     ("colour=red", "Nothing can be filtered by colour"),
     (f"q={'x' * 4000}", "Search"), ("lead=x", "Lead"), ("sort=colour", "There is a problem")],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_a_sentence(client, action, manager, kind, query, says):
    client.force_login(manager)
    answer = client.get(f"{address(kind)}?{query}")
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()
    assert says in answer.content.decode()


@pytest.mark.parametrize("kind", ["pdf", "html", "csvx", "XLSX"])
def test_there_is_no_other_kind(client, manager, kind):
    client.force_login(manager)
    assert client.get(address(kind)).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_asking_for_the_headers_alone_makes_no_file(client, action, manager, kind, django_assert_max_num_queries):
    client.force_login(manager)
    with django_assert_max_num_queries(8):
        answer = client.head(address(kind))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    assert answer.content == b""


def test_a_text_too_long_for_excel_is_told_and_not_cut(client, download, action, manager):
    Action.objects.filter(pk=action.pk).update(text="x" * (LONGEST + 1))
    client.force_login(manager)
    answer = client.get(address("xlsx"))
    assert answer.status_code == 400
    assert "Download the list as CSV or JSON instead." in answer.content.decode()
    [row] = reading.from_csv_file(download(manager, "csv")[2])
    assert len(row["Action as published"]) == LONGEST + 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_of_queries_does_not_grow_with_the_list(
    client, several, manager, django_assert_max_num_queries, kind
):
    client.force_login(manager)
    with django_assert_max_num_queries(12):
        b"".join(client.get(address(kind)))
