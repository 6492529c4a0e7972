"""A process killed in the middle of its writing (-9) leaves nothing half done, and what it did can be done again.

Each deed is killed just before it commits, and right after its first, its middle and its last write.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from actions.merging import merge_leads
from actions.models import Lead, ProgressUpdate
from actions.seeding import seed
from tests.admin.exchange.desk import address as exchange_address
from tests.admin.exchange.desk import bring, exported
from tests.admin.test_bulk_report import LIST, chosen
from tests.audit.checks import assert_history_is_whole
from tests.builders import make_action, make_lead, make_measure, make_reading, make_upload, name_lead
from tests.faults.killing import killed, transactions_of
from tests.faults.pages import boxes_of
from tests.faults.writes import rows_of_all_tables
from tests.measures.importing.desk import bring as bring_readings
from tests.measures.importing.desk import table

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def olive(officer):
    return signed_in(officer)


@pytest.fixture
def edie(equality_lead):
    return signed_in(equality_lead)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def sending(client, page, to=None, **changes):
    """Return the deed of sending a page's form, which must be taken."""
    assert page.status_code == 200
    address, boxes = boxes_of(page)

    def deed():
        answer = client.post(to or address, boxes | changes)
        assert answer.status_code == 302, answer.text[:2000]

    return deed


def assert_all_or_nothing(deed):
    before = rows_of_all_tables()
    number = killed(deed)
    for after in sorted({1, (number + 1) // 2, number}):
        assert rows_of_all_tables() == before
        assert killed(deed, after) == after
    assert rows_of_all_tables() == before
    assert transactions_of(deed) == 1
    assert rows_of_all_tables() != before
    assert_history_is_whole()


def test_a_report(olive, action):
    page = olive.get(reverse("action-report", args=[action.pk]))
    assert_all_or_nothing(sending(olive, page, status="in_progress", rag="green", summary="Begun"))


def test_a_quick_report(olive, action):
    page = olive.get(reverse("my-actions-report"))
    assert_all_or_nothing(sending(olive, page, **{f"action-{action.pk}-summary": "Begun"}))


def test_rows_of_a_quick_report_are_reports_of_their_own(olive, action, lead):
    second = name_lead(make_action(commitment=action.commitment), lead).action
    said = {f"action-{one.pk}-summary": "Begun" for one in (action, second)}
    deed = sending(olive, olive.get(reverse("my-actions-report")), **said)
    killed(deed, after=killed(deed) + 1)
    assert [update.action for update in ProgressUpdate.objects.all()] == [action]
    assert_history_is_whole()


def test_the_import_of_a_plan(edie, equality_lead, council):
    upload = make_upload(equality_lead, council)
    page = edie.get(reverse("plan-import-preview", args=[upload.pk]))
    assert_all_or_nothing(sending(edie, page, reverse("plan-import-do", args=[upload.pk])))


def test_the_import_of_readings(edie, plan):
    make_reading(make_measure(plan, name="Grievances", unit="cases"), 7)
    rows = [("Grievances", f"{day}/06/2026", str(day)) for day in range(1, 29)]
    assert_all_or_nothing(sending(edie, bring_readings(edie, plan, table(*rows))))


def test_adding_and_correcting_a_reading(edie, plan):
    measure = make_measure(plan)
    day = {"read_on_day": "31", "read_on_month": "3", "read_on_year": "2026"}
    assert_all_or_nothing(sending(edie, edie.get(reverse("reading-add", args=[measure.pk])), value="9", **day))
    page = edie.get(reverse("reading-correct", args=[measure.readings.get().pk]))
    assert_all_or_nothing(sending(edie, page, value="8", reason="A late return"))


def test_rolling_a_plan_forward(edie, action):
    plan = action.plan
    plan.ends_on = date(2027, 3, 31)
    plan.save()
    page = edie.get(reverse("plan-roll-forward", args=[plan.council.slug, plan.slug]))
    assert_all_or_nothing(sending(edie, page, title="Our next plan", slug="next", close="on"))


def test_starting_a_plan(edie, council):
    page = edie.get(reverse("plan-new", args=[council.slug]))
    day = {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2027"}
    assert_all_or_nothing(sending(edie, page, title="A new plan", slug="new", template="blank", **day))


def test_merging_two_leads(council, action, lead, equality_lead):
    other = make_lead(council, "Head of HR", holder=equality_lead)
    name_lead(action, other)

    assert_all_or_nothing(lambda: merge_leads(keep=lead, merge=other, by=equality_lead, reason="The same post"))


def test_an_import_in_the_admin(edie, council):
    for number in range(20):
        make_lead(council, f"Post {number}")
    rows = [row | {"Name": f"{row['Name']} (new)"} for row in exported(edie, Lead)]
    page = bring(edie, Lead, rows)
    assert page.context["token"]
    assert_all_or_nothing(sending(edie, page, exchange_address(Lead, "process_import")))


def test_adding_and_changing_a_plan_in_the_admin(edie, action):
    page = edie.get(reverse("admin:plans_plan_change", args=[action.plan.pk]))
    assert_all_or_nothing(sending(edie, page, **{"update_every_days": "45", "_save": "Save"}))


def test_a_report_on_several_actions(edie, action):
    actions = [action, *(make_action(commitment=action.commitment) for _ in range(4))]
    page = edie.post(reverse(LIST), chosen(actions))
    assert_all_or_nothing(sending(edie, page, reverse(LIST), status="in_progress", rag="green", report="yes"))


def test_seeding_a_council(transactional_db):
    assert_all_or_nothing(lambda: seed("bexley"))
