"""What happened to a measure and its readings, as the council's own people read it."""

from datetime import date

import pytest
from django.utils import timezone

from actions.history.as_at import Day
from measures.history import held_since, measure_history
from measures.kinds import Direction, Kind
from measures.models import Measure, Reading
from tests.audit.checks import execute_outside
from tests.builders import make_lead, make_measure, make_plan, make_reading, make_theme
from tests.measures.reading_pages import written_on

MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 2), date(2026, 5, 2)


def told(measure, on=None):
    return measure_history(measure, Day(on or timezone.localdate()))


def what(measure, on=None):
    return [entry.what for entry in told(measure, on)]


def changes(entry):
    return [(change.label, change.old, change.new) for change in entry.changes]


@pytest.fixture
def measure(plan):
    with written_on(MARCH, reason="As published"):
        return make_measure(plan, name="Cases", kind=Kind.NUMBER, unit="cases")


def test_it_tells_the_newest_first_with_who_and_why(measure, officer):
    with written_on(APRIL, by=officer, reason="Quarterly return"):
        reading = make_reading(measure, 7, date(2026, 3, 31))
    with written_on(MAY, by=officer, reason="Counted again"):
        Reading.objects.filter(pk=reading.pk).update(value=8, note="Two were merged")
    corrected, added, created = told(measure)
    assert (corrected.what, corrected.reason) == ("Reading of 31 March 2026, corrected", "Counted again")
    assert changes(corrected) == [("Value", "7 cases", "8 cases"), ("Note", "none", "Two were merged")]
    assert (added.what, added.reason) == ("Reading of 31 March 2026, added: 7 cases", "Quarterly return")
    assert (created.what, created.reason) == ("Measure added", "As published")
    assert [entry.who for entry in (corrected, added, created)] == [officer, officer, None]


def test_a_change_of_the_measure_is_told_in_words(measure):
    with written_on(APRIL, by=None, reason="Agreed by the board"):
        Measure.objects.filter(pk=measure.pk).update(
            target=5, target_on=date(2027, 3, 31), direction=Direction.DOWN, is_about_people=True, tolerance=2
        )
    assert changes(told(measure)[0]) == [
        ("Target", "none", "5 cases"),
        ("Target date", "none", "31 March 2027"),
        ("Direction", "none", "Down"),
        ("Tolerance", "none", "2"),
        ("About people", "no", "yes"),
    ]


def test_an_owner_and_a_place_are_told_by_name(measure, plan):
    lead, theme = make_lead(plan.council, "Head of People"), make_theme(plan, title="Workforce")
    with written_on(APRIL):
        Measure.objects.filter(pk=measure.pk).update(owner=lead)
    with written_on(MAY):
        Measure.objects.filter(pk=measure.pk).update(owner=None, theme=theme)
    moved, owned, _ = told(measure)
    assert changes(owned) == [("Owner", "none", "Head of People")]
    assert changes(moved) == [("Owner", "Head of People", "none"), ("Theme", "none", "Workforce")]


def test_a_place_that_is_gone_is_said_to_be(measure, plan):
    theme = make_theme(plan)
    with written_on(APRIL):
        Measure.objects.filter(pk=measure.pk).update(theme=theme)
    with written_on(MAY):
        Measure.objects.filter(pk=measure.pk).update(theme=None)
        theme.delete()
    assert changes(told(measure)[0]) == [("Theme", "one that is gone", "none")]


def test_readings_that_were_added_together_are_one_entry(measure, officer):
    with written_on(APRIL, by=officer, reason="Readings brought from a file"):
        for month in (1, 2, 3):
            make_reading(measure, month, date(2026, month, 1), group="women")
    with written_on(APRIL, by=officer, reason="Another file"):
        make_reading(measure, 4, date(2025, 4, 1))
    assert what(measure)[:2] == ["Reading of 1 April 2025, added: 4 cases", "3 readings added"]
    assert told(measure)[1].reason == "Readings brought from a file"


def test_readings_of_two_people_or_two_days_are_told_apart(measure, officer, manager):
    for day, by in ((APRIL, officer), (APRIL, manager), (MAY, manager)):
        with written_on(day, by=by):
            make_reading(measure, 1, date(2025, day.month, 1 + by.pk % 20))
    assert len(told(measure)) == 4


def test_corrections_are_never_told_as_one(measure):
    readings = [make_reading(measure, day, date(2026, 1, day)) for day in (1, 2)]
    for reading in readings:
        Reading.objects.filter(pk=reading.pk).update(value=9)
    assert what(measure)[:2] == ["Reading of 2 January 2026, corrected", "Reading of 1 January 2026, corrected"]


def test_a_reading_that_was_deleted_is_still_told(measure):
    reading = make_reading(measure, 7, date(2026, 3, 31), group="women", starts_on=date(2026, 1, 1))
    reading.delete()
    assert what(measure)[0] == "Reading of 1 January 2026 to 31 March 2026, women, deleted: 7 cases"


@pytest.mark.django_db(transaction=True)
def test_what_was_done_outside_the_application_says_so(measure):
    execute_outside("UPDATE measures_measure SET name = 'Behind the back' WHERE id = %s", measure.pk)
    assert what(measure)[0] == "Measure changed (changed outside the application)"


def test_a_past_day_knows_nothing_later(measure):
    with written_on(APRIL):
        make_reading(measure, 7, date(2026, 3, 31))
    with written_on(MAY):
        Measure.objects.filter(pk=measure.pk).update(name="Renamed")
    assert what(measure, date(2026, 5, 1)) == ["Reading of 31 March 2026, added: 7 cases", "Measure added"]
    assert what(measure, APRIL) == what(measure, date(2026, 5, 1))
    assert what(measure, date(2026, 4, 1)) == ["Measure added"]


def test_of_the_same_moment_the_measure_came_first(plan):
    with written_on(MARCH):
        measure = make_measure(plan)
        make_reading(measure, 3)
    assert what(measure)[-1] == "Measure added"


def test_another_measures_history_is_its_own(measure, plan):
    make_reading(make_measure(plan), 5)
    assert what(measure) == ["Measure added"]


def test_it_is_known_since_when_something_is_held_here(measure, council):
    assert held_since(measure) == MARCH
    with written_on(APRIL):
        assert held_since(make_plan(council)) == APRIL
    assert held_since(Measure(pk=10**9)) is None
