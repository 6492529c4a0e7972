"""What is always true of a measure and of a reading: a sentence for a person, and the database refuses it beneath."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from measures.models import Measure, Reading
from plans.audit.verify import verify_all
from tests.builders import make_measure, make_reading

DAY = date(2026, 6, 30)


@pytest.fixture
def share(plan):
    return make_measure(plan, kind="percentage")


def sentences(row):
    """What is wrong with a row, by field."""
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return refused.value.message_dict


def assert_refused_beneath(model, **fields):
    """Neither one row nor many are written where the database says no."""
    for write in (
        lambda: model.objects.create(**fields),
        lambda: model.objects.bulk_create([model(**fields)]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"tolerance": Decimal(-1)}, "A tolerance is 0 or more: it counts both ways."),
        ({"compared_group": "Women"}, "Name two different groups to compare, or none."),
        ({"reference_group": "Men"}, "Name two different groups to compare, or none."),
        ({"compared_group": "Men", "reference_group": "Men"}, "Name two different groups to compare, or none."),
    ],
)
def test_what_a_measure_cannot_be(plan, fields, sentence):
    whole = {"plan": plan, "position": 1, "text": "m", "name": "m"} | fields
    assert sentences(Measure(**whole)) == {"__all__": [sentence]}
    assert_refused_beneath(Measure, **whole)


@pytest.mark.parametrize(
    "fields",
    [
        {"tolerance": Decimal(0)},
        {"tolerance": Decimal("0.25"), "kind": "ratio"},
        {"compared_group": "Women", "reference_group": "Men"},
        {"kind": "level", "levels": "Low\n\nHigh\n", "target": Decimal(2)},
    ],
)
def test_what_a_measure_can_be(plan, fields):
    Measure(**{"plan": plan, "text": "m", "name": "m"} | fields).full_clean()


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"kind": "level", "levels": "Low"}, "levels", "Give at least two levels, the lowest first, one on each line."),
        ({"kind": "level", "levels": "Low\nHigh", "target": 3}, "target", "Choose one of the levels of this measure."),
        ({"kind": "percentage", "target": 101}, "target", "A percentage lies between 0 and 100."),
        ({"kind": "percentage", "baseline": -1}, "baseline", "A percentage lies between 0 and 100."),
        ({"kind": "ratio", "target": Decimal("-0.1")}, "target", "A ratio is 0 or more."),
        ({"kind": "rank", "target": 0}, "target", "A rank is a whole number, counted from 1."),
        ({"kind": "rank", "baseline": Decimal("1.5")}, "baseline", "A rank is a whole number, counted from 1."),
        ({"kind": "yes_no", "target": 2}, "target", "Say 1 for yes or 0 for no."),
        ({"kind": "narrative", "target": 1}, "target", "This measure is told in words: leave the figure empty."),
    ],
)
def test_figures_that_a_measure_of_this_kind_cannot_have(plan, fields, field, sentence):
    told = sentences(Measure(**{"plan": plan, "text": "m", "name": "m"} | fields))
    assert told == {field: [sentence]}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts_on": DAY + timedelta(days=1)}, "The first day of the period must not be after its last day."),
        ({"category": "Sex"}, "Name the group: this is a reading for one of a breakdown."),
        ({"value": None}, "Give a value or say it in words."),
    ],
)
def test_what_a_reading_cannot_be(share, fields, sentence):
    whole = {"measure": share, "read_on": DAY, "value": Decimal(1)} | fields
    assert sentences(Reading(**whole)) == {"__all__": [sentence]}
    assert_refused_beneath(Reading, **whole)


@pytest.mark.parametrize(
    ("numerator", "base", "field", "sentence"),
    [
        (5, None, "base", "Say of how many too."),
        (None, 5, "numerator", "Say how many too: a base alone gives no percentage."),
        (6, 5, "numerator", "How many cannot be more than the 5 of whom they are some."),
        (0, 0, "base", "Of how many must be 1 or more: there is no share of nothing."),
        (-1, 5, "numerator", "Ensure this value is greater than or equal to 0."),
    ],
)
def test_so_many_of_so_many_that_cannot_be(share, numerator, base, field, sentence):
    whole = {"measure": share, "read_on": DAY, "value": Decimal(1), "numerator": numerator, "base": base}
    assert sentences(Reading(**whole))[field] == [sentence]
    assert_refused_beneath(Reading, **whole)


@pytest.mark.parametrize(
    ("kind", "fields", "field", "words"),
    [
        ("percentage", {"value": Decimal(14), "numerator": 5, "base": 40}, "value", "5 of 40 is 12.5%"),
        ("percentage", {"value": Decimal("100.1")}, "value", "A percentage lies between 0 and 100."),
        ("number", {"numerator": 5, "base": 40}, "numerator", "Only a percentage, or a group of a ratio"),
        ("ratio", {"numerator": 5, "base": 40}, "numerator", "Only a percentage, or a group of a ratio"),
        ("narrative", {"value": Decimal(1)}, "value", "told in words: leave the figure empty"),
        ("yes_no", {"value": Decimal("0.5")}, "value", "Say 1 for yes or 0 for no."),
        (
            "number",
            {"value": Decimal(1), "category": "Sex by age", "group": "x"},
            "category",
            "Name one characteristic",
        ),
    ],
)
def test_what_a_reading_of_this_kind_cannot_be(plan, kind, fields, field, words):
    told = sentences(Reading(measure=make_measure(plan, kind=kind), read_on=DAY, **fields))
    assert words in told[field][0]


def test_a_reading_is_of_a_day_that_has_come(share):
    today = timezone.localdate()
    Reading(measure=share, read_on=today, value=Decimal(1)).full_clean()
    told = sentences(Reading(measure=share, read_on=today + timedelta(days=1), value=Decimal(1)))
    assert told == {"read_on": ["A reading cannot be of a day that has not come yet."]}


def test_a_share_is_worked_out_and_a_rounded_one_made_exact(share):
    for value in (None, Decimal(33), Decimal("33.8")):
        reading = Reading(measure=share, read_on=DAY, value=value, numerator=1, base=3)
        reading.full_clean()
        assert reading.value == Decimal("33.3333")


def test_each_group_of_a_ratio_may_be_a_share(plan):
    reading = Reading(measure=make_measure(plan, kind="ratio"), read_on=DAY, group="Black", numerator=1, base=4)
    reading.full_clean()
    assert reading.value == Decimal(25)


def test_a_date_and_group_have_one_reading_in_each_breakdown(share):
    told = {"measure": share, "read_on": DAY, "group": "Women", "value": Decimal(1)}
    for category in ("", "Sex", "Grade"):
        Reading.objects.create(category=category, **told)
    assert "correct that one" in sentences(Reading(category="Sex", **told))["__all__"][0]
    assert_refused_beneath(Reading, category="Sex", **told)


def test_a_reading_is_found_by_its_natural_key(share):
    keys = {("", ""), ("", "Women"), ("Sex", "Women"), ("Grade", "Women")}
    for number, (category, group) in enumerate(keys):
        make_reading(share, number, DAY, category=category, group=group)
    for reading in Reading.objects.all():
        assert Reading.objects.get_by_natural_key(*reading.natural_key()) == reading


def test_a_natural_key_of_an_older_fixture_finds_the_reading_for_all(share):
    reading = make_reading(share, 1, DAY)
    council, plan, position, *_ = reading.natural_key()
    assert Reading.objects.get_by_natural_key(council, plan, position, "2026-06-30") == reading


def test_a_form_without_a_measure_is_told_so(db):
    assert list(sentences(Reading(read_on=DAY, value=Decimal(1)))) == ["measure"]


def test_history_keeps_every_new_column_of_a_measure(plan):
    said = {
        "added_from": "Social Care WRES", "kind": "level", "levels": "Low\nHigh", "definition": "Whom it counts",
        "origin": "Payroll", "tolerance": Decimal("0.5000"), "compared_group": "Women", "reference_group": "Men",
    }  # fmt: skip
    measure = make_measure(plan)
    Measure.objects.filter(pk=measure.pk).update(**said)
    newest, first = measure.history.values(*said)
    assert (newest, first["levels"], first["tolerance"]) == (said, "", None)
    assert verify_all()[1] == []


def test_history_keeps_every_new_column_of_a_reading(share):
    said = {"starts_on": date(2026, 4, 1), "category": "Sex", "group": "Women", "numerator": 5, "base": 40, "note": "?"}
    reading = make_reading(share, 12, DAY)
    Reading.objects.filter(pk=reading.pk).update(**said)
    newest, first = reading.history.values(*said)
    assert newest == said
    assert first == dict.fromkeys(said) | {"category": "", "group": "", "note": ""}
    assert verify_all()[1] == []
