"""The release that brought groups and definitions finds measures and readings in use, and keeps them and their past."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection

from measures.models import Measure, Reading
from plans.audit import triggers
from tests.audit.checks import execute, rows_of, tables
from tests.builders import make_measure, make_reading

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = "0002_index_deletions"
NEW_OF_MEASURE = ("added_from", "levels", "definition", "origin", "tolerance", "compared_group", "reference_group")
NEW_OF_READING = ("starts_on", "category", "numerator", "base", "note")


@pytest.fixture
def before():
    """A measure that was renamed and two readings of it, as the release before has them."""
    measure = make_measure(name="Women", kind="percentage", target=Decimal(40))
    make_reading(measure, 12, date(2026, 3, 31), words="As printed")
    make_reading(measure, 13, date(2026, 3, 31), group="Part-time")
    Measure.objects.update(name="Women among leaders")
    call_command("migrate", "measures", BEFORE, verbosity=0)
    yield measure
    call_command("migrate", verbosity=0)


def migrate():
    """Bring the new release; the command fails where the history is not whole afterwards."""
    call_command("migrate", verbosity=0)
    call_command("verify_history", verbosity=0)


def columns(model):
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, tables(model)[0])}


def test_measures_and_readings_in_use_and_their_past_are_kept(before):
    """One test, because going back and forth between the releases takes longer than everything else in it."""
    assert columns(Measure).isdisjoint(NEW_OF_MEASURE)
    migrate()
    rows_keep_what_they_said_and_the_new_columns_are_empty()
    the_past_is_whole_and_has_no_line_more(before)
    what_is_written_afterwards_is_recorded_with_the_new_columns()


def rows_keep_what_they_said_and_the_new_columns_are_empty():
    measure = Measure.objects.get()
    assert (measure.name, measure.target) == ("Women among leaders", 40)
    assert {getattr(measure, name) for name in NEW_OF_MEASURE} == {"", None}
    assert [(one.group, one.value, one.words) for one in measure.readings.all()] == [
        ("", 12, "As printed"), ("Part-time", 13, ""),
    ]  # fmt: skip
    assert {getattr(one, name) for one in measure.readings.all() for name in NEW_OF_READING} == {"", None}


def the_past_is_whole_and_has_no_line_more(measure):
    assert triggers.missing() == []
    assert list(rows_of(measure).values_list("history_type", "name")) == [("+", "Women"), ("~", "Women among leaders")]
    assert Reading.history.count() == 2
    assert {getattr(row, name) for row in rows_of(measure) for name in NEW_OF_MEASURE} == {"", None}


def what_is_written_afterwards_is_recorded_with_the_new_columns():
    execute(f"UPDATE {tables(Reading)[0]} SET category = 'Hours', numerator = 13, base = 100 WHERE value = 13")
    newest = rows_of(Reading.objects.get(value=13)).last()
    assert (newest.history_type, newest.category, newest.numerator, newest.base) == ("~", "Hours", 13, 100)
    call_command("verify_history", verbosity=0)
