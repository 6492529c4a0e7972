"""Measures on any day: as they were known then, with the readings that had come in until then."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.history.as_at import Day
from measures.standing import Viewer
from plans.audit.context import audit
from tests.builders import make_lead, make_measure, make_plan, make_reading

APRIL, MAY, JUNE = (datetime(2026, month, 10, 9, tzinfo=UTC) for month in (4, 5, 6))
EXACT = Viewer(exact=True)


@pytest.fixture
def measure(plan):
    """A measure of April whose reading of March came in April, was put right in May, and was followed in June."""
    with audit(moment=APRIL):
        measure = make_measure(plan, name="Cases", target=20)
        reading = make_reading(measure, 12, date(2026, 3, 31))
    with audit(moment=MAY):
        reading.value = 15
        reading.save()
    with audit(moment=JUNE):
        make_reading(measure, 18, date(2026, 6, 1))
        measure.target = 30
        measure.save()
    return measure


def known(measure, on, **options):
    """How the measure stood on a day."""
    (standing,) = measure.plan.measures.standings_of([measure.plan_id], viewer=EXACT, day=Day(on), **options)
    return standing


def told(standing):
    return [(figure.read_on.month, figure.words) for figure in standing.figures]


def test_a_past_day_shows_the_figures_that_were_known_then(measure):
    assert told(known(measure, date(2026, 4, 30))) == [(3, "12")]
    assert told(known(measure, date(2026, 5, 31))) == [(3, "15")]
    assert told(known(measure, date(2026, 6, 30))) == [(6, "18"), (3, "15")]


def test_a_past_day_shows_the_target_that_held_then(measure):
    assert known(measure, date(2026, 5, 31)).target == "20"
    assert known(measure, date(2026, 6, 30)).target == "30"


def test_today_shows_what_is_there_today(measure):
    today = known(measure, date.max)
    assert (today.target, told(today)) == ("30", [(6, "18"), (3, "15")])


def test_a_day_before_the_measure_was_here_shows_none(measure):
    assert measure.plan.measures.standings_of([measure.plan_id], viewer=EXACT, day=Day(date(2026, 4, 9))) == []


def test_a_reading_that_was_deleted_since_is_still_known_on_its_day(measure):
    measure.readings.all().delete()
    assert told(known(measure, date(2026, 6, 30))) == [(6, "18"), (3, "15")]
    assert told(known(measure, date.max)) == []


def test_a_measure_that_was_deleted_since_is_still_known_on_its_day(measure):
    pk, plan = measure.pk, measure.plan
    measure.delete()
    (standing,) = plan.measures.standings_of([plan.pk], viewer=EXACT, day=Day(date(2026, 6, 30)))
    assert (standing.measure.id, standing.newest.words) == (pk, "18")


def test_readings_of_later_dates_can_be_left_out_as_known_today(measure):
    standing = known(measure, date.max, until=date(2026, 4, 30))
    assert told(standing) == [(3, "15")]
    assert standing.on == date(2026, 4, 30)


@pytest.mark.parametrize("on", [date(2026, 6, 30), date.max])
def test_only_the_newest_of_each_group_can_be_asked_for(measure, on):
    with audit(moment=JUNE):
        for group in ("Women", "Men"):
            for day in (1, 2, 3):
                make_reading(measure, day, date(2026, 2, day), category="Sex", group=group)
    newest = known(measure, on, last=2).figures
    assert sorted((figure.group, figure.read_on) for figure in newest) == [
        ("", date(2026, 3, 31)),
        ("", date(2026, 6, 1)),
        ("Men", date(2026, 2, 2)),
        ("Men", date(2026, 2, 3)),
        ("Women", date(2026, 2, 2)),
        ("Women", date(2026, 2, 3)),
    ]


def test_measures_come_in_plan_order_and_only_those_that_are_asked_for(plan):
    second, first = make_measure(plan, position=2, name="Second"), make_measure(plan, position=1, name="First")
    make_measure(make_plan(), name="Of another plan")
    found = plan.measures.standings_of([plan.pk], viewer=EXACT, day=Day(date.max))
    assert [one.measure.name for one in found] == ["First", "Second"]
    chosen = plan.measures.standings_of([plan.pk], viewer=EXACT, day=Day(date.max), only=[second.pk])
    assert [one.measure.id for one in chosen] == [second.pk] != [first.pk]


def test_a_standing_names_the_lead_that_owns_the_measure(plan):
    measure = make_measure(plan, owner=make_lead(plan.council, "Head of People"))
    assert known(measure, date.max).owner == "Head of People"


@pytest.mark.parametrize("on", [date(2026, 6, 30), date.max])
def test_it_takes_three_queries_however_many_there_are(measure, on):
    with audit(moment=JUNE):
        lead = make_lead(measure.plan.council)
        for _ in range(5):
            make_reading(make_measure(measure.plan, owner=lead), 1)
    with CaptureQueriesContext(connection) as asked:
        found = measure.plan.measures.standings_of([measure.plan_id], viewer=EXACT, day=Day(on))
        assert [one.newest for one in found]
    assert len(asked) == 3
