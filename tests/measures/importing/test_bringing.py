"""Readings of a file are written all or not at all, and the history says who brought them and why."""

from datetime import date
from decimal import Decimal

import pytest

from measures.importing import bringing
from measures.importing.bringing import CHANGED_MEANWHILE, NotBrought, bring
from measures.models import Reading
from tests.builders import make_measure, make_reading
from tests.measures.importing.desk import compared, history

ROWS = [("Grievances", "31/03/2026", "12"), ("Grievances", "30/06/2026", "9")]


def brought(plan, changes, by, **more):
    bring(plan, changes, by=by, file_name="q1.csv", **{"shown": changes.revision} | more)


@pytest.fixture
def changed(plan, cases):
    """A file with a new reading and a correction of one that is there."""
    make_reading(cases, 7)
    return compared(plan, *ROWS)


def test_new_readings_and_corrections_are_written_together(plan, changed, equality_lead):
    brought(plan, changed, equality_lead, reason="Recounted")
    assert list(Reading.objects.order_by("read_on").values_list("read_on", "value")) == [
        (date(2026, 3, 31), Decimal(12)), (date(2026, 6, 30), Decimal(9)),
    ]  # fmt: skip


def test_the_history_says_who_brought_what_and_why(plan, changed, equality_lead):
    brought(plan, changed, equality_lead, reason="Recounted")
    told = [(row.history_type, row.history_user_id, row.history_change_reason) for row in history()][1:]
    assert told == [
        ("+", equality_lead.pk, "Readings brought from q1.csv"),
        ("~", equality_lead.pk, "Readings brought from q1.csv: Recounted"),
    ]


def test_what_nobody_saw_is_not_written(plan, changed, equality_lead):
    with pytest.raises(NotBrought, match=CHANGED_MEANWHILE):
        brought(plan, changed, equality_lead, shown="0-0")
    assert Reading.objects.count() == 1


def test_a_file_with_refusals_is_not_written(plan, cases, equality_lead):
    changes = compared(plan, *ROWS, ("Grievances", "soon", "1"))
    with pytest.raises(NotBrought):
        brought(plan, changes, equality_lead)
    assert not Reading.objects.exists()


@pytest.mark.parametrize("deed", ["add", "correct", "delete", "rename"])
def test_nothing_is_written_after_somebody_changed_something(plan, cases, changed, equality_lead, deed):
    first = Reading.objects.get()
    if deed == "add":
        make_reading(make_measure(plan), 1)
    elif deed == "correct":
        Reading.objects.filter(pk=first.pk).update(value=8)
    elif deed == "delete":
        first.delete()
    else:
        type(cases).objects.filter(pk=cases.pk).update(kind="percentage")
    lines = history().count()
    with pytest.raises(NotBrought, match=CHANGED_MEANWHILE):
        brought(plan, changed, equality_lead)
    assert history().count() == lines


def test_what_happens_elsewhere_does_not_matter(plan, changed, equality_lead):
    make_reading(make_measure(), 1)
    brought(plan, changed, equality_lead, reason="Recounted")
    assert Reading.objects.filter(measure__plan=plan).count() == 2


def test_half_is_taken_back_when_the_database_refuses_the_rest(plan, changed, equality_lead):
    changed.corrections[0].reading.numerator = 1
    with pytest.raises(NotBrought, match=CHANGED_MEANWHILE):
        brought(plan, changed, equality_lead, reason="Recounted")
    assert Reading.objects.get().value == 7


def test_a_reading_that_came_after_the_last_look_is_not_doubled(plan, cases, changed, equality_lead, monkeypatch):
    monkeypatch.setattr(bringing, "revision_of", lambda _: changed.revision)
    make_reading(cases, 5, date(2026, 6, 30))
    with pytest.raises(NotBrought, match=CHANGED_MEANWHILE):
        brought(plan, changed, equality_lead)
    assert Reading.objects.order_by("read_on").values_list("value", flat=True)[0] == 7


def test_what_is_done_first_is_taken_back_with_the_rest(plan, cases, changed, equality_lead):
    def first():
        make_reading(cases, 1, date(2020, 1, 1))

    with pytest.raises(NotBrought):
        brought(plan, changed, equality_lead, first=first)
    assert not Reading.objects.filter(read_on__year=2020).exists()


@pytest.mark.parametrize("number", [2, 60])
def test_no_reading_costs_a_question_of_its_own(plan, cases, equality_lead, number, django_assert_num_queries):
    days = [date(2025, day // 28 + 1, day % 28 + 1) for day in range(number)]
    for day in days[::2]:
        make_reading(cases, 3, day)
    changes = compared(plan, *(("Grievances", day, "4") for day in days))
    with django_assert_num_queries(8):
        brought(plan, changes, equality_lead, reason="Recounted")
    assert set(Reading.objects.values_list("value", flat=True)) == {4}
