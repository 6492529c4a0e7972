"""Taking a reading: who may, what is written with it, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.kinds import Kind
from measures.models import Reading
from measures.taking.deed import ADDED, add_reading, correct_reading
from plans.audit.revision import StaleRevision, revision_of
from plans.permissions import may_take_readings
from tests.audit.checks import at_once, newest, rows_of
from tests.builders import make_lead, make_measure, make_plan, make_reading, make_user

YEAR_END = date(2026, 3, 31)


@pytest.fixture
def measure(plan, lead):
    """A percentage about people, owned by the officer's post."""
    return make_measure(plan, kind=Kind.PERCENTAGE, owner=lead, is_about_people=True)


@pytest.fixture
def reading(measure):
    return make_reading(measure, numerator=21, base=84)


def add(measure, by, **values):
    return add_reading(measure, by=by, **{"read_on": YEAR_END, "numerator": 21, "base": 84} | values)


def correct(reading, by, **values):
    values = {"revision": revision_of(reading), "reason": "A late return came in."} | values
    return correct_reading(reading, by=by, **values)


# Who may


def test_the_holder_of_the_owning_post_takes_readings(measure, officer):
    assert add(measure, officer).value == Decimal(25)


def test_the_holder_of_the_actions_lead_takes_readings(action, officer):
    assert add(make_measure(action.plan, kind=Kind.PERCENTAGE, action=action), officer)


def test_an_equality_lead_and_a_superuser_take_readings(measure, equality_lead, superuser):
    assert may_take_readings(equality_lead, measure)
    assert may_take_readings(superuser, measure)


@pytest.mark.parametrize("who", ["manager", "outsider"])
def test_those_who_only_read_take_none(request, measure, reading, who):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        add(measure, person, read_on=date(2025, 3, 31))
    with pytest.raises(PermissionDenied):
        correct(reading, person, numerator=22)
    assert list(Reading.objects.values_list("numerator", flat=True)) == [21]


def test_a_post_that_is_held_no_more_gives_no_right(measure, lead, officer):
    lead.holders.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not may_take_readings(officer, measure)


def test_another_officers_measure_is_not_mine(plan, council, officer):
    theirs = make_measure(plan, owner=make_lead(council, holder=make_user(council=council)))
    assert not may_take_readings(officer, theirs)
    assert not may_take_readings(officer, make_measure(plan))


@pytest.mark.parametrize(("status", "may"), [("draft", False), ("active", True), ("closed", True)])
def test_figures_of_a_closed_plan_still_come_in_and_a_draft_takes_none(council, lead, officer, status, may):
    measure = make_measure(make_plan(council, status=status), owner=lead)
    assert may_take_readings(officer, measure) is may


def test_somebody_whose_account_is_closed_takes_none(measure, officer):
    officer.is_active = False
    assert not may_take_readings(officer, measure)


# What is written


def test_the_history_says_who_added_a_reading(measure, officer):
    row = newest(add(measure, officer))
    assert (row.history_type, row.history_user_id, row.history_change_reason) == ("+", officer.pk, ADDED)


def test_the_history_says_who_corrected_a_reading_and_why(reading, officer):
    changed = correct(reading, officer, numerator=22, base=84, value=None)
    row = newest(reading)
    assert (row.history_user_id, row.history_change_reason) == (officer.pk, "A late return came in.")
    assert (row.numerator, row.value) == (22, Decimal("26.1905"))
    assert changed == ["value", "numerator"]


def test_fields_that_are_not_named_stay(measure, officer):
    reading = make_reading(measure, numerator=21, base=84, note="Two teams missing.", origin="Staff survey")
    correct(reading, officer, note="One team missing.")
    stored = Reading.objects.get()
    assert (stored.numerator, stored.note, stored.origin) == (21, "One team missing.", "Staff survey")


def test_what_is_cleared_is_cleared_and_stays_in_the_history(measure, officer):
    reading = make_reading(measure, 25, note="Two teams missing.")
    correct(reading, officer, note="")
    assert list(rows_of(reading).values_list("note", flat=True)) == ["Two teams missing.", ""]


def test_a_correction_needs_a_reason(reading, officer):
    with pytest.raises(ValidationError) as refusal:
        correct(reading, officer, numerator=22, value=None, reason="  ")
    assert refusal.value.message_dict == {"reason": ["Say why the reading is corrected."]}
    assert Reading.objects.get().numerator == 21


def test_all_that_is_wrong_with_a_correction_is_said_at_once(reading, officer):
    with pytest.raises(ValidationError) as refusal:
        correct(reading, officer, numerator=90, reason="")
    assert set(refusal.value.message_dict) == {"numerator", "reason"}


def test_a_correction_that_changes_nothing_writes_nothing_and_asks_for_no_reason(measure, officer):
    reading = make_reading(measure, numerator=21, base=84, note="One line\r\nand another ")
    same = {"numerator": 21, "base": 84, "value": None, "note": " One line\r\nand another\r\n", "read_on": YEAR_END}
    assert correct(reading, officer, reason="", **same) == []
    assert rows_of(reading).count() == 1


def test_a_stale_correction_is_refused(reading, officer, equality_lead):
    token = revision_of(reading)
    correct(reading, equality_lead, note="Checked.")
    with pytest.raises(StaleRevision):
        correct(reading, officer, revision=token, numerator=22, value=None)
    assert Reading.objects.get().numerator == 21


def test_a_second_reading_for_the_same_date_and_group_is_refused(measure, reading, officer):
    with pytest.raises(ValidationError, match="a reading for this date and group already"):
        add(measure, officer)
    assert add(measure, officer, category="Sex", group="Women")


def test_a_correction_cannot_take_the_place_of_another_reading(measure, reading, officer):
    other = make_reading(measure, 30, date(2025, 3, 31))
    with pytest.raises(ValidationError, match="a reading for this date and group already"):
        correct(other, officer, read_on=YEAR_END)


def test_what_the_check_overlooked_is_a_sentence_when_the_database_refuses_it(measure, officer, monkeypatch):
    """Somebody else's reading that comes between the check and the writing."""
    check, calls = Reading.full_clean, []

    def check_before_the_other(self, *args, **options):
        calls.append(self)
        check(self, *args, **options)
        if len(calls) == 1:
            make_reading(measure, 30)

    monkeypatch.setattr(Reading, "full_clean", check_before_the_other)
    with pytest.raises(ValidationError, match="a reading for this date and group already"):
        add(measure, officer)


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_add_the_same_reading_at_once_one_wins_and_the_others_get_the_sentence(measure, officer):
    results = at_once(lambda number: add(measure, officer, numerator=number), 8)
    assert sorted(type(result).__name__ for result in results) == ["Reading"] + ["ValidationError"] * 7
    sentences = {message for result in results if isinstance(result, ValidationError) for message in result.messages}
    assert sentences == {"There is a reading for this date and group already: correct that one."}
    (stored,) = Reading.objects.all()
    assert newest(stored).numerator == stored.numerator


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_correct_the_same_reading_at_once_one_wins_and_the_others_are_told(reading, officer):
    token = revision_of(reading)

    def put_right(number):
        mine = Reading.objects.select_related("measure__plan").get(pk=reading.pk)
        return correct(mine, officer, revision=token, numerator=number + 1, value=None)

    results = at_once(put_right, 8)
    assert [result for result in results if isinstance(result, list)] == [["value", "numerator"]]
    assert sum(isinstance(result, StaleRevision) for result in results) == 7
    assert rows_of(reading).count() == 2
