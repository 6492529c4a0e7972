"""Measures and readings of a file of our own: what is changed there is brought, what contradicts itself is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from actions.importing.changes import changes_between, fingerprint_of
from actions.importing.content import MeasureContent, ReadingContent
from actions.importing.importing import import_newer
from actions.importing.own_files import read_own_file
from actions.importing.refusals import NotWritten
from actions.importing.stored import content_of
from tests.builders import make_measure, make_plan, make_reading
from tests.exporting.plan.changing import changed_csv, problem_of
from tests.exporting.plan.made_up import make_plan as make_content
from tests.exporting.plan.made_up import written

DAY = date(2026, 6, 30)


@pytest.fixture
def measure(plan):
    """A percentage with a reading for each sex."""
    measure = make_measure(plan, text="Women among leaders", kind="percentage", target=Decimal(40))
    make_reading(measure, read_on=DAY, category="Sex", group="Women", numerator=5, base=40)
    make_reading(measure, read_on=DAY, category="Age", group="Women", numerator=9, base=40)
    return measure


@pytest.fixture
def newer(measure):
    """What a file says of the plan, to be changed by a test."""
    return content_of(measure.plan)


def of(said):
    (measure,) = said.all_measures()
    return measure


def changes(newer, plan):
    return [field for row in changes_between(content_of(plan), newer, with_readings=True).rows for field in row.fields]


def bring(newer, plan):
    plan.refresh_from_db()
    shown = fingerprint_of(content_of(plan))
    import_newer(newer, plan, by=None, file_name="plan.xlsx", sha256="", fingerprint=shown, with_readings=True)
    return of(content_of(plan))


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("added_from", "Social Care WRES", ("Added from", "Not stated", "Social Care WRES")),
        ("levels", "Low\nHigh", ("Levels", "Not stated", "Low\nHigh")),
        ("definition", "Whom it counts", ("Definition", "Not stated", "Whom it counts")),
        ("origin", "Payroll", ("Source", "Not stated", "Payroll")),
        ("tolerance", Decimal("2.0000"), ("Tolerance", "Not stated", "2")),
        ("name", "Women", ("Name", "Women among leaders", "Women")),
        ("direction", "up", ("Direction", "Not stated", "Up")),
        ("is_about_people", True, ("About people", "No", "Yes")),
        ("baseline_on", DAY, ("Baseline as at", "Not stated", "30 June 2026")),
    ],
)
def test_what_is_changed_of_a_measure_is_shown_in_words_and_written(newer, plan, name, value, shown):
    setattr(of(newer), name, value)
    assert changes(newer, plan) == [shown]
    assert getattr(bring(newer, plan), name) == value


def test_two_groups_to_compare_are_written_together(newer, plan):
    of(newer).compared_group, of(newer).reference_group = "Women", "Men"
    after = bring(newer, plan)
    assert (after.compared_group, after.reference_group) == ("Women", "Men")


def test_a_reading_is_put_right_within_its_own_breakdown(newer, plan):
    sex = next(one for one in of(newer).readings if one.category == "Sex")
    sex.numerator, sex.value, sex.note = 10, Decimal("25.0000"), "One post was missed"
    (shown,) = changes(newer, plan)
    assert shown == (
        "Reading",
        "12.5, 5 of 40, on 30 June 2026, Sex, Women",
        "25, 10 of 40, on 30 June 2026, Sex, Women, One post was missed",
    )
    values = {one.category: one.value for one in bring(newer, plan).readings}
    assert values == {"Sex": Decimal("25.0000"), "Age": Decimal("22.5000")}


def test_the_same_group_of_another_breakdown_is_a_reading_of_its_own(newer, plan):
    new = ReadingContent(DAY, "Women", Decimal("30.0000"), category="Grade", starts_on=date(2026, 4, 1))
    of(newer).readings.append(new)
    assert changes(newer, plan) == [("Reading", "Not stated", "30, from 1 April 2026 to 30 June 2026, Grade, Women")]
    assert new in bring(newer, plan).readings


def test_an_unchanged_file_changes_nothing(newer, plan):
    for kind in ("csv", "json", "xlsx"):
        assert changes(read_own_file(written(newer, kind)).said, plan) == []


@pytest.mark.parametrize(
    ("kind", "column", "value", "sentence"),
    [
        ("Reading", "Value", "14", "“Value”: 5 of 40 is 12.5%. Leave the value empty, or correct it."),
        ("Reading", "Numerator", "41", "“Numerator”: How many cannot be more than the 40 of whom they are some."),
        ("Reading", "Base", "", "“Base”: Say of how many too."),
        ("Reading", "Base", "0", "“Base”: Of how many must be 1 or more: there is no share of nothing."),
        ("Reading", "Base", "40.5", "“Base”: give a whole number from 0 to 2,147,483,647."),
        ("Reading", "Base", "2147483648", "“Base”: give a whole number from 0 to 2,147,483,647."),
        ("Reading", "Category", "Sex by age", "“Category”: Name one characteristic or category"),
        ("Reading", "Read on", "2999-01-01", "“Read on”: A reading cannot be of a day that has not come yet."),
        ("Measure", "Levels", "Only one", "“Levels”: Give at least two levels"),
        ("Measure", "Target", "9", "“Target”: Choose one of the levels of this measure."),
        ("Measure", "Type", "Score", "“Type”: choose one of: Number, Percentage, Ratio, Rank, Level, Yes or no"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_row(kind, column, value, sentence):
    problem = problem_of(changed_csv(kind, column, value))
    assert problem.startswith("Row ")
    assert sentence in problem


def test_a_share_without_its_value_is_worked_out():
    said = read_own_file(changed_csv("Reading", "Value", "")).said
    assert list(said.all_measures())[3].readings[0].value == Decimal("12.5000")


def test_a_share_that_was_rounded_is_made_exact():
    said = read_own_file(changed_csv("Reading", "Value", "13")).said
    assert list(said.all_measures())[3].readings[0].value == Decimal("12.5000")


def test_no_one_of_many_is_a_share_too():
    said = make_content(measures=[MeasureContent("Share", "Share", 1, "percentage")])
    of(said).readings = [ReadingContent(DAY, value=Decimal("0.0000"), numerator=0, base=40)]
    for kind in ("csv", "json", "xlsx"):
        assert read_own_file(written(said, kind)).said == said


def refusal(newer, plan):
    before = content_of(plan)
    with pytest.raises(NotWritten) as refused:
        bring(newer, plan)
    assert content_of(plan) == before
    return str(refused.value)


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        (ReadingContent(DAY, category="Sex", value=Decimal(1)), "Name the group: this is a reading for one of a"),
        (ReadingContent(DAY, starts_on=DAY + timedelta(days=1), value=Decimal(1)), "The first day of the period must"),
        (ReadingContent(DAY), "Give a value or say it in words."),
        (ReadingContent(DAY, numerator=2, base=1, value=Decimal(1)), "Give how many of how many"),
    ],
)
def test_what_the_database_refuses_is_told_in_words(newer, plan, reading, sentence):
    of(newer).readings.append(reading)
    assert refusal(newer, plan).startswith(sentence)


def test_the_same_date_and_group_twice_is_told_in_words(newer, plan):
    again = ReadingContent(DAY, "Men", Decimal("1.0000"), category="Sex")
    of(newer).readings += [again, ReadingContent(DAY, "Men", Decimal("2.0000"), category="Sex")]
    assert "There is a reading for this date and group already" in refusal(newer, plan)


def test_a_group_cannot_be_compared_with_itself(newer, plan):
    of(newer).compared_group = of(newer).reference_group = "Women"
    assert refusal(newer, plan) == "Name two different groups to compare, or none."


def test_a_negative_tolerance_is_told_in_words(newer, plan):
    of(newer).tolerance = Decimal("-1.0000")
    assert "A tolerance is 0 or more" in refusal(newer, plan)


def test_a_day_that_comes_is_refused_today_and_read_then(db):
    measure = make_measure(make_plan(), kind="number")
    make_reading(measure, 1, timezone.localdate())
    assert problem_of(written(content_of(measure.plan), "csv")) == ""
