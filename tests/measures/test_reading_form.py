"""The forms for a reading: what each kind of measure asks for, what is taken as typed, and what is refused where."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from measures.kinds import Kind
from measures.models import Reading
from measures.taking.reading_form import CorrectionForm, NewReadingForm
from measures.taking.suggesting import Breakdowns
from tests.builders import make_measure, make_reading

KNOWN = Breakdowns(["Ethnicity"], ["White", "Asian"])
LEVELS = "Developing\nAchieving\nExcellent"
YEAR_END = date(2026, 3, 31)


def typed(**fields):
    """What a person sends for 31 March 2026."""
    return {"read_on_day": "31", "read_on_month": "3", "read_on_year": "2026"} | fields


def form_for(measure, **fields):
    return NewReadingForm(typed(**fields), measure=measure, known=KNOWN)


def told(form):
    """The sentences of a refused form, by box."""
    return {name: [str(sentence) for sentence in sentences] for name, sentences in form.errors.items()}


@pytest.fixture
def measure(plan):
    """A measure of a kind, with its levels: ``measure("level")``."""

    def of_kind(kind, **fields):
        return make_measure(plan, kind=kind, levels=LEVELS if kind == Kind.LEVEL else "", **fields)

    return of_kind


@pytest.fixture
def add(measure, equality_lead):
    """Fill in the form for a measure of a kind; gives the form and the reading, None where it was refused."""

    def fill_in(kind, **fields):
        form = form_for(measure(kind), **fields)
        return form, form.add(by=equality_lead) if form.is_valid() else None

    return fill_in


# What is asked


@pytest.mark.parametrize(
    ("kind", "boxes"),
    [
        ("number", ["value"]),
        ("percentage", ["numerator", "base", "value"]),
        ("ratio", ["value", "numerator", "base"]),
        ("rank", ["value"]),
        ("level", ["value"]),
        ("yes_no", ["value"]),
        ("narrative", ["words"]),
    ],
)
def test_each_kind_asks_for_what_it_needs(measure, kind, boxes):
    form = NewReadingForm(measure=measure(kind), known=KNOWN)
    assert [field.name for field in form.figures] == boxes


def test_yes_or_no_and_levels_are_chosen_by_name(measure):
    def choices(kind):
        return NewReadingForm(measure=measure(kind), known=KNOWN).fields["value"].choices

    assert choices("yes_no") == [("1", "Yes"), ("0", "No")]
    assert choices("level") == [("1", "Developing"), ("2", "Achieving"), ("3", "Excellent")]


def test_a_reading_that_has_more_than_its_kind_asks_for_shows_that_too(measure):
    reading = make_reading(measure("number"), 12, words="Two teams did not answer.")
    form = CorrectionForm(reading=reading, known=KNOWN)
    assert [field.name for field in form.figures] == ["value", "words"]
    assert form["words"].value() == "Two teams did not answer."


# What is taken


@pytest.mark.parametrize(
    ("kind", "fields", "value"),
    [
        ("number", {"value": "1,200"}, "1200"),
        ("number", {"value": " -3.5 "}, "-3.5"),
        ("number", {"value": "0"}, "0"),
        ("percentage", {"value": "62%"}, "62"),
        ("percentage", {"value": "62.5 %"}, "62.5"),
        ("percentage", {"numerator": "21", "base": "84"}, "25"),
        ("percentage", {"numerator": "1,000", "base": "4,000"}, "25"),
        ("percentage", {"numerator": "0", "base": "30"}, "0"),
        ("percentage", {"numerator": "1", "base": "3", "value": "33%"}, "33.3333"),
        ("ratio", {"value": "1.4"}, "1.4"),
        ("ratio", {"numerator": "3", "base": "12", "group": "White"}, "25"),
        ("rank", {"value": "7"}, "7"),
        ("level", {"value": "3"}, "3"),
        ("yes_no", {"value": "1"}, "1"),
        ("yes_no", {"value": "0"}, "0"),
    ],
)
def test_what_people_type_is_understood(add, kind, fields, value):
    _, reading = add(kind, **fields)
    assert reading.value == Decimal(value)


def test_a_narrative_is_its_words(add):
    _, reading = add("narrative", words="People feel heard.")
    assert (reading.value, reading.words) == (None, "People feel heard.")


def test_everything_beside_the_figure_is_kept(add):
    beside = {"category": "Ethnicity", "group": "Mixed", "note": "Two\r\nlines", "origin": "HR system"}
    first = {"starts_on_day": "1", "starts_on_month": "april", "starts_on_year": "2025"}
    _, reading = add("number", value="4", **beside, **first)
    assert (reading.starts_on, reading.read_on) == (date(2025, 4, 1), YEAR_END)
    assert (reading.category, reading.group) == ("Ethnicity", "Mixed")
    assert (reading.note, reading.origin) == ("Two\nlines", "HR system")


@pytest.mark.parametrize("group", ["white", " WHITE ", "White"])
def test_a_known_group_keeps_its_spelling(add, group):
    assert add("number", value="4", group=group)[1].group == "White"


def test_a_correction_may_change_the_spelling(measure, equality_lead):
    reading = make_reading(measure("number"), 4, group="White")
    again = typed(value="4", group="white", reason="As we write it.", revision=reading.history.latest().pk)
    assert CorrectionForm(again, reading=reading, known=KNOWN).is_valid()
    form = CorrectionForm(again, reading=reading, known=KNOWN)
    assert form.is_valid()
    assert form.correct(by=equality_lead) == ["group"]


# What is refused, and where

NOT_A_FIGURE = [
    "about 40",
    "NaN",
    "Infinity",
    "1e9999",
    "1e5",
    "٣",
    "²",
    "£3m",
    "1,2",
    "1.200,5",
    "1 200",
    "--1",
    "1_0",
]


@pytest.mark.parametrize("value", NOT_A_FIGURE)
@pytest.mark.parametrize("kind", ["number", "percentage", "ratio", "rank"])
def test_what_is_no_figure_is_refused_at_its_box(add, kind, value):
    form, reading = add(kind, value=value)
    assert reading is None
    assert list(form.errors) == ["value"]
    assert "must be a number, like 12 or 1,200.5" in form.errors["value"][0]


@pytest.mark.parametrize("box", ["numerator", "base"])
@pytest.mark.parametrize("value", [*NOT_A_FIGURE, "-1", "2.5", "50%"])
def test_how_many_are_whole_numbers(add, box, value):
    form, reading = add("percentage", **{"numerator": "1", "base": "2"} | {box: value})
    assert reading is None
    assert list(form.errors) == [box]


@pytest.mark.parametrize(
    ("kind", "fields", "box", "sentence"),
    [
        ("number", {}, "value", "Enter the value"),
        ("number", {"value": "   "}, "value", "Enter the value"),
        ("percentage", {}, "numerator", "Enter how many of how many, or the percentage"),
        ("ratio", {}, "value", "Enter the ratio, or for one group how many of how many"),
        ("rank", {}, "value", "Enter the rank"),
        ("level", {}, "value", "Select a level"),
        ("yes_no", {}, "value", "Select yes or no"),
        ("narrative", {"words": " \r\n "}, "words", "Enter what was found, in words"),
        ("percentage", {"value": "150%"}, "value", "A percentage lies between 0 and 100."),
        ("percentage", {"value": "-1"}, "value", "A percentage lies between 0 and 100."),
        ("percentage", {"numerator": "0", "base": "0"}, "base", "there is no share of nothing"),
        ("percentage", {"numerator": "5", "base": "4"}, "numerator", "How many cannot be more than the 4"),
        ("percentage", {"numerator": "5"}, "base", "Say of how many too."),
        ("percentage", {"base": "5"}, "numerator", "Say how many too"),
        ("percentage", {"numerator": "1", "base": "4", "value": "52"}, "value", "1 of 4 is 25.0%."),
        ("ratio", {"value": "-0.1"}, "value", "A ratio is 0 or more."),
        ("ratio", {"numerator": "3", "base": "12"}, "numerator", "Only a percentage, or a group of a ratio"),
        ("rank", {"value": "0"}, "value", "A rank is a whole number, counted from 1."),
        ("level", {"value": "4"}, "value", "select one of the answers"),
        ("yes_no", {"value": "yes"}, "value", "select one of the answers"),
        ("number", {"value": "1.23456"}, "value", "must have 4 decimal places or fewer"),
        ("number", {"value": "10000000000"}, "value", "must be less than 10,000,000,000"),
        ("percentage", {"numerator": "1", "base": "2147483648"}, "base", "must be 2,147,483,647 or less"),
        ("number", {"value": "1", "category": "Sex"}, "group", "Name the group"),
        ("number", {"value": "1", "category": "Sex and age", "group": "x"}, "category", "Name one characteristic"),
        ("number", {"value": "1", "category": "x" * 101}, "category", "must be 100 characters or fewer"),
        ("number", {"value": "1", "group": "x" * 201}, "group", "must be 200 characters or fewer"),
        ("number", {"value": "1", "note": "x" * 3001}, "note", "must be 3000 characters or fewer"),
        ("number", {"value": "1", "origin": "x" * 301}, "origin", "must be 300 characters or fewer"),
        ("narrative", {"words": "x" * 10_001}, "words", "must be 10000 characters or fewer"),
        ("number", {"value": "1", "group": "a\x00b"}, "group", "hidden character"),
        ("number", {"value": "1\x002"}, "value", "must be a number"),
        ("number", {"value": "1", "read_on_year": ""}, "read_on", "must include a year"),
        ("number", {"value": "1", "read_on_day": "32"}, "read_on", "must be a real date"),
        ("number", {"value": "1", "read_on_day": "٣"}, "read_on", "must be a real date"),
        ("number", {"value": "1", "read_on_year": "99"}, "read_on", "a year with 4 numbers"),
        ("number", {"value": "1", "starts_on_day": "1"}, "starts_on", "must include a month and a year"),
    ],
)
def test_what_is_wrong_is_said_at_its_box(add, kind, fields, box, sentence):
    form, reading = add(kind, **fields)
    assert reading is None
    assert list(form.errors) == [box]
    assert sentence in form.errors[box][0]
    assert not Reading.objects.exists()


def test_a_day_that_has_not_come_is_refused_at_its_boxes(add):
    tomorrow = timezone.localdate() + timedelta(days=1)
    boxes = {"read_on_day": tomorrow.day, "read_on_month": tomorrow.month, "read_on_year": tomorrow.year}
    form, reading = add("number", value="1", **boxes)
    assert reading is None
    assert told(form) == {"read_on": ["A reading cannot be of a day that has not come yet."]}


def test_a_period_that_ends_before_it_begins_is_refused_at_its_first_day(add):
    form, _ = add("number", value="1", starts_on_day="1", starts_on_month="4", starts_on_year="2026")
    assert told(form) == {"starts_on": ["The first day of the period must not be after its last day."]}


def test_a_date_and_group_that_are_taken_are_refused_and_the_reading_there_is_named(measure, equality_lead):
    there = make_reading(measure("number"), 4, group="White")
    form = form_for(there.measure, value="5", group="white")
    assert form.is_valid()
    assert form.add(by=equality_lead) is None
    assert told(form) == {"read_on": ["There is a reading for this date and group already: correct that one."]}
    assert form.existing == there


def test_a_correction_does_not_take_itself_for_another_reading(measure, equality_lead):
    reading = make_reading(measure("percentage"), 40)
    form = CorrectionForm(typed(value="150", revision=reading.history.latest().pk), reading=reading, known=KNOWN)
    assert form.is_valid()
    assert form.correct(by=equality_lead) is None
    assert form.existing is None


# A correction begins with what stands


@pytest.mark.parametrize(
    ("kind", "fields", "shown"),
    [
        ("number", {"value": "1200.5"}, {"value": "1200.5"}),
        ("number", {"value": "1200"}, {"value": "1200"}),
        ("level", {"value": 2}, {"value": "2"}),
        ("yes_no", {"value": 0}, {"value": "0"}),
        ("percentage", {"value": 62}, {"numerator": None, "base": None, "value": "62"}),
        ("percentage", {"numerator": 21, "base": 84}, {"numerator": 21, "base": 84, "value": None}),
    ],
)
def test_a_correction_shows_what_stands(measure, kind, fields, shown):
    reading = make_reading(measure(kind), **fields)
    reading.refresh_from_db()
    form = CorrectionForm(reading=reading, known=KNOWN)
    assert {field.name: field.value() for field in form.figures} == shown


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.NARRATIVE])
@settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_the_form_takes_or_refuses_any_text(measure, equality_lead, kind, data):
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    boxes = ["numerator", "base", "value", "words", "read_on_day", "category", "group", "note", "origin"]
    answers = data.draw(st.dictionaries(st.sampled_from(boxes), st.one_of(text, st.integers().map(str)), min_size=1))
    form = form_for(measure(kind), **answers)
    assert form.is_valid() is not bool(form.errors)
    if form.is_valid() and not form.add(by=equality_lead):
        assert form.errors
