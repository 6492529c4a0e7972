"""How long an import keeps others waiting: its rows are checked before anything is locked, and confirmed after."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from actions import reporting
from actions.models import Action, ActionLead, ActionTag, Lead, LeadHolder, LeadSpelling, ReviewDate, Tag, Timescale
from measures.models import Measure, Reading
from plans.admin.exchange.resource import ScopedResource
from plans.models import Commitment, Membership, Plan, PlanPartner, Theme
from tests.admin.exchange.desk import bring, confirm, exported, imported, sentences, wrong_with
from tests.admin.world import add_many
from tests.builders import make_action, make_commitment, make_lead, make_tag, make_theme

FEW, MANY = 2, 6
MOST = 4  # statements under the lock for a row: written once, and what its check asked is asked once more
OF_LOCK = "plans_tableupload"
CHANGED = [
    (Action, None, "RAG", "Green"), (Action, None, "Current wording", "Better"), (Action, None, "Due", "1/1/2028"),
    (Action, ActionLead, "Role", "Supporting"), (Lead, None, "Kind", "Team"), (Lead, LeadSpelling, "Spelling", "{} x"),
    (Lead, LeadHolder, "Until", "1/1/2027"), (Tag, None, "What it means", "Somebody"),
    (Timescale, None, "Due", "1/1/2028"), (Measure, None, "Unit", "cases"), (Reading, None, "Note", "Late"),
    (Timescale, ReviewDate, "Review", "1/{}/2029"), (Membership, None, "Role", "Manager"),
    (Plan, None, "Days between reports", "60"),
]  # fmt: skip


@pytest.fixture
def many(here, equality_lead):
    add_many(here, FEW + MANY, equality_lead)
    for _ in range(FEW + MANY):
        make_tag(council=here.council, is_statutory=False)
    return here


def under_the_lock(desk, model, page):
    """The statements of a confirmation after the file was taken, but for those that frame a transaction."""
    with CaptureQueriesContext(connection) as asked:
        confirm(desk, model, page)
    sent = [one["sql"] for one in asked]
    taken = next(place for place, sql in enumerate(sent) if sql.startswith(f'DELETE FROM "{OF_LOCK}"'))
    written = next(place for place, sql in enumerate(sent) if place > taken and "django_session" in sql)
    return [sql for sql in sent[taken:written] if "SAVEPOINT" not in sql]


def for_each(desk, model, what, rows):
    """How many statements more rows cost, each."""
    counts = []
    for some in (rows[:FEW], rows[FEW : FEW + MANY]):
        page = bring(desk, model, some, what)
        assert page.context["token"], wrong_with(page)
        counts.append(len(under_the_lock(desk, model, page)))
    return (counts[1] - counts[0]) / (MANY - FEW)


@pytest.mark.parametrize(("model", "what", "heading", "value"), CHANGED)
def test_a_row_that_changes_costs_little_under_the_lock(desk, many, equality_lead, model, what, heading, value):
    rows = [row for row in exported(desk, model, what) if row.get("User") != equality_lead.email]
    rows = [row for row in rows if row.get("Council") != ""]  # tags that are everybody's
    changed = [row | {heading: value.format(n), "Reason": "Agreed."} for n, row in enumerate(rows[-FEW - MANY :], 1)]
    for row in changed:
        if model is not Action or what:
            del row["Reason"]
    assert for_each(desk, model, what, changed) <= MOST


def test_a_report_costs_nothing_more_under_the_lock(desk, many):
    rows = [row | {"Status": "In progress", "RAG": "Green"} for row in exported(desk, Action)[-FEW - MANY :]]
    assert for_each(desk, Action, None, rows) < 1


def new_rows(here):
    """The rows of files that add something: (model, what, rows)."""
    plan = f"{here.council.slug}/{here.plan.slug}"
    tag = "/".join(make_tag(council=here.council, is_statutory=False).natural_key())
    lead = make_lead(here.council)
    numbers = range(1, FEW + MANY + 1)
    for _ in numbers:
        make_action(commitment=here.commitment)
    actions = [f"{plan}/1/1/{number + 1}" for number in numbers]
    return {
        "action": (Action, None, [{"Commitment": f"{plan}/1/1", "As published": f"Do {n}"} for n in numbers]),
        "lead": (Lead, None, [{"Council": here.council.slug, "Name": f"New {n}"} for n in numbers]),
        "its lead": (Action, ActionLead, [{"Action": one, "Lead": f"{lead.council.slug}/{lead}"} for one in actions]),
        "its tag": (Action, ActionTag, [{"Action": one, "Tag": tag} for one in actions]),
        "tag": (Tag, None, [{"Council": here.council.slug, "Name": f"New {n}"} for n in numbers]),
    }


@pytest.mark.parametrize("kind", ["action", "lead", "its lead", "its tag", "tag"])
def test_a_new_row_costs_little_under_the_lock(desk, here, kind):
    assert for_each(desk, *new_rows(here)[kind]) <= MOST + 2


# What others do between the check and the lock


@pytest.fixture
def refused(desk, monkeypatch):
    """What is said of a file that was good when it was previewed, as others do something once it was checked again."""
    check = ScopedResource.check

    def confirmed(deed, model, rows, what=None):
        page = bring(desk, model, rows, what)
        assert page.context["token"], wrong_with(page)
        monkeypatch.setattr(ScopedResource, "check", lambda *said: (check(*said), deed()))
        answer = confirm(desk, model, page)
        return wrong_with(answer) if answer.context.get("outcome") else []

    return confirmed


def test_a_row_that_changes_meanwhile_is_stale(desk, here, refused):
    rows = [row | {"Name": "New"} for row in exported(desk, Lead)]
    ((number, column, sentence),) = refused(lambda: Lead.objects.update(kind="team"), Lead, rows)
    assert (number, column) == (2, "Revision")
    assert "changed after this file was exported" in sentence


def test_a_report_meanwhile_is_not_overwritten(desk, here, equality_lead, refused):
    rows = [row | {"Status": "In progress"} for row in exported(desk, Action)]
    assert refused(lambda: here.action.report(by=equality_lead, status="completed"), Action, rows)
    assert Action.objects.get().status == "completed"


def test_a_plan_that_is_closed_meanwhile_is_not_reported_on(desk, here, refused):
    rows = [row | {"Status": "In progress"} for row in exported(desk, Action)]
    ((_, column, sentence),) = refused(lambda: Plan.objects.update(status="closed"), Action, rows)
    assert (column, sentence) == ("Status", "Its plan is closed. Progress is reported on active plans only.")
    assert Action.objects.get().updates.count() == 0


def test_who_loses_their_role_meanwhile_gets_no_lead(here, refused):
    row = {"Lead": f"{here.council.slug}/{make_lead(here.council)}", "User": here.user.email, "From": "1/1/2026"}
    ((_, column, sentence),) = refused(here.membership.delete, Lead, [row], LeadHolder)
    assert (column, "that you manage" in sentence) == ("User", True)


def test_a_partner_that_leaves_meanwhile_is_named_by_none_of_the_rows(here, there, refused):
    partner = PlanPartner.objects.create(plan=here.plan, council=there.council)
    actions = [here.action, make_action(commitment=here.commitment)]
    lead = f"{there.council.slug}/{there.lead}"
    rows = [{"Action": "/".join(map(str, one.natural_key())), "Lead": lead} for one in actions]
    assert {number for number, _, _ in refused(partner.delete, Action, rows, ActionLead)} == {2, 3}


def test_a_name_that_is_given_meanwhile_is_told(desk, here, refused):
    rows = [row | {"Name": "Taken"} for row in exported(desk, Lead)]
    found = refused(lambda: make_lead(here.council, "Taken"), Lead, rows)
    assert found == [(2, "", "This council has a lead with this name.")]


def test_a_place_that_is_taken_meanwhile_is_not_taken_twice(here, refused):
    key = f"{here.council.slug}/{here.plan.slug}/1/1"
    rows = [{"Commitment": key, "As published": words} for words in ("One", "Two")]
    assert refused(lambda: make_action(commitment=here.commitment), Action, rows) == []
    assert list(Action.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4]


# What the rows above have written


def test_new_rows_come_one_after_the_other(desk, here):
    key = f"{here.council.slug}/{here.plan.slug}/1/1"
    imported(desk, Action, [{"Commitment": key, "As published": words} for words in ("One", "Two", "Three")])
    assert list(Action.objects.order_by("position").values_list("text", flat=True))[1:] == ["One", "Two", "Three"]


def test_a_row_may_name_one_that_the_file_adds_above(desk, here):
    plan = f"{here.council.slug}/{here.plan.slug}"
    imported(
        desk,
        Theme,
        [{"Plan": plan, "Title": "Above", "Within": ""}, {"Plan": plan, "Title": "Below", "Within": f"{plan}/2"}],
    )
    assert Theme.objects.get(title="Below").parent == Theme.objects.get(title="Above")


def test_two_themes_do_not_stand_in_one_another(desk, draft):
    one, other = draft.theme, make_theme(draft.plan)
    keys = {str(row.pk): "/".join(map(str, row.natural_key())) for row in (one, other)}
    rows = [row | {"Within": next(key for pk, key in keys.items() if pk != row["ID"])} for row in exported(desk, Theme)]
    assert wrong_with(bring(desk, Theme, rows)) == [(3, "Within", "Themes nest one level deep.")]


def test_a_spelling_that_two_rows_give_to_two_leads_is_refused(desk, here):
    leads = [here.lead, make_lead(here.council)]
    rows = [{"Lead": f"{here.council.slug}/{lead}", "Spelling": "Hd of People"} for lead in leads]
    assert "merge the two leads instead" in sentences(bring(desk, Lead, rows, LeadSpelling))


def test_names_of_tags_that_differ_in_their_capitals_alone_are_refused(desk, here):
    rows = [{"Council": here.council.slug, "Name": name} for name in ("Carers", "CARERS")]
    assert [number for number, _, _ in wrong_with(bring(desk, Tag, rows))] == [3]


# Reports


def test_reports_keep_their_own_words_in_the_history(desk, many):
    rows = exported(desk, Action)[:3]
    told = [row | {"What happened": words} for row, words in zip(rows, ["One.", "Two.", "One."], strict=True)]
    imported(desk, Action, told)
    found = [Action.objects.get(pk=row["ID"]).history.first().history_change_reason for row in rows]
    assert found == ["One.", "Two.", "One."]


def test_reports_that_cannot_be_written_together_are_written_one_by_one(desk, many, monkeypatch):
    def refuse(*args):
        raise IntegrityError

    monkeypatch.setattr(reporting, "_save_together", refuse)
    imported(desk, Action, [row | {"Status": "Completed"} for row in exported(desk, Action)])
    assert not Action.objects.exclude(status="completed").exists()


def test_a_report_that_the_database_refuses_is_told_of_its_row(desk, many, monkeypatch):
    monkeypatch.setattr(reporting, "_check", lambda *args: None)
    rows = [row | {"Status": "In progress"} for row in exported(desk, Action)[:3]]
    rows[1]["Status"] = "Embedded"
    told = "Give the next review date when, and only when, the action is embedded."
    assert wrong_with(bring(desk, Action, rows)) == [(3, "", told)]


def test_columns_that_a_row_does_not_change_stay(desk, draft):
    make_commitment(theme=draft.theme, success="Well done")
    imported(desk, Commitment, [row | {"Text": "Other words"} for row in exported(desk, Commitment)])
    assert set(Commitment.objects.values_list("text", "success")) == {("Other words", ""), ("Other words", "Well done")}
