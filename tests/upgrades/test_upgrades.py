"""A database that an earlier release filled is migrated to this one: nothing is lost, and it works."""

from decimal import Decimal

from django.core.management import call_command
from django.test import Client

from actions.models import Action, Tag
from measures.models import Measure, Reading
from plans.audit import triggers
from plans.migrated import applied, lacking
from plans.models import Plan, SignOnIdentity, User
from tests.audit.checks import assert_history_is_whole, newest, rows_of
from tests.upgrades.releases import rows

PLAN = "/councils/alderford-council/equality-plan/"
PAGES = ["/my-actions/", "/councils/alderford-council/", PLAN, f"{PLAN}measures/"]
ADMIN_PAGES = ["/admin/", "/admin/plans/plan/", "/admin/actions/action/1/change/", "/admin/measures/measure/1/change/"]


def test_a_database_in_use_is_upgraded_from_an_earlier_release(earlier):
    """One test for each release, because making its tables takes longer than everything else in it."""
    before = rows(earlier)
    assert lacking(applied())
    call_command("migrate", verbosity=0)
    assert lacking(applied()) == []
    assert rows(earlier) == before
    assert triggers.missing() == []
    assert_history_is_whole()
    the_past_is_told_with_the_new_columns_empty()
    pages_answer()
    what_is_written_now_is_recorded()


def the_past_is_told_with_the_new_columns_empty():
    assert [row.title for row in rows_of(Plan.objects.get())] == ["Equality plan", "Equality plan 2026 to 2030"]
    measure, reading = Measure.objects.get(), Reading.objects.get()
    for one in (measure, *rows_of(measure)):
        assert (one.definition or "", one.levels or "", one.tolerance, one.target) == ("", "", None, 40)
    for one in (reading, *rows_of(reading)):
        assert (one.category or "", one.note or "", one.numerator, one.starts_on) == ("", "", None, None)
    assert [row.value for row in rows_of(reading)] == [Decimal("38.5"), Decimal("38.6")]
    assert Tag.objects.count() == 16
    assert {person.forgotten_at for person in User.objects.all()} == {None}


def pages_answer():
    assert {answers(None, page) for page in ("/councils/alderford-council/", PLAN, "/readyz")} == {200}
    assert {answers("officer@alderford.example.org", page) for page in PAGES} == {200}
    assert {answers("equality-lead@alderford.example.org", page) for page in ADMIN_PAGES} == {200}


def answers(email, page):
    client = Client()
    if email:
        client.force_login(User.objects.get(email=email))
    return client.get(page).status_code


def what_is_written_now_is_recorded():
    equality_lead = User.objects.get(email="equality-lead@alderford.example.org")
    action, reading = Action.objects.get(text="Train every manager"), Reading.objects.get()
    action.report(by=equality_lead, status="in_progress", rag="green", summary="Begun")
    assert (newest(action).status, newest(action).history_user_id) == ("in_progress", equality_lead.pk)
    reading.category, reading.group, reading.numerator, reading.base = "Hours", "Part-time", Decimal(193), Decimal(500)
    reading.save()
    assert (newest(reading).category, newest(reading).numerator) == ("Hours", 193)
    linked = SignOnIdentity.objects.create(user=equality_lead, issuer="https://sign-on.example", subject="1")
    assert newest(linked).history_type == "+"
    assert_history_is_whole()
