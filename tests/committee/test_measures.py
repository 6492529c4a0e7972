"""The measures of a report: what they have to reach, what they are by the end of the period, and the verdict."""

from datetime import date

import pytest

from actions.committee.facts import Audience
from actions.committee.word import word_document
from measures.kinds import Direction, Kind
from tests.builders import make_measure, make_reading
from tests.committee.stage import AUGUST, JUNE, MAY, OCTOBER, everything_in, rows, says, section

LIKELIHOOD = {
    "kind": Kind.RATIO,
    "direction": Direction.MATCH,
    "tolerance": "0.25",
    "compared_group": "Disabled",
    "reference_group": "Not disabled",
}


@pytest.fixture
def survey(stage):
    """A share of staff that has to rise, which hangs on the plan's commitment."""
    fields = {"kind": Kind.PERCENTAGE, "direction": Direction.UP, "baseline": 10, "target": 20}
    dates = {"baseline_on": date(2023, 3, 31), "target_on": date(2025, 3, 31)}
    return make_measure(stage.plan, text="Staff survey", commitment=stage.commitment, **fields, **dates)


def row(report):
    [found] = rows(report, "measures")
    return found


def test_a_measure_stands_with_what_it_is_of_and_what_it_has_to_reach(stage, survey):
    words, aim, *_ = row(stage.made())
    assert words == "Staff survey / Of Fair work"
    assert aim == "Direction: Up / Baseline: 10%, 31 March 2023 / Target: 20%, by 31 March 2025"


def test_a_measure_that_the_plan_does_not_print_says_so(stage):
    make_measure(stage.plan, text="Pay gap", added_from="Gender pay gap")
    words, aim, reading, verdict = row(stage.made())
    assert words == "Pay gap / Not in the published plan: added from Gender pay gap"
    assert (aim, reading, verdict) == ("No baseline and no target", "No reading yet", "No reading yet")


def test_the_newest_reading_by_the_end_of_the_period_stands_beside_that_before_it(stage, survey):
    for read_on, value in ((MAY, 12), (AUGUST, 20), (OCTOBER, 17)):
        make_reading(survey, value, read_on=read_on)
    *_, reading, verdict = row(stage.made())
    assert reading == "20% / 8 August 2024 / Before the period: 12%, 14 May 2024"
    assert verdict == "On target / The target of 20% is reached."


def test_a_reading_from_before_the_period_is_said_to_be_older(stage, survey):
    make_reading(survey, 12, read_on=JUNE)
    *_, reading, verdict = row(stage.made())
    assert reading == "12% / 30 June 2024 / No reading in the period"
    assert verdict.startswith("Not on target / 8 points below the target of 20%.")


def test_groups_stand_with_their_figures_and_of_how_many_they_are(stage, survey):
    make_reading(survey, 12, read_on=MAY)
    for group, some in (("Women", 30), ("Men", 32)):
        make_reading(survey, read_on=AUGUST, category="Sex", group=group, numerator=some, base=200)
    *_, reading, _ = row(stage.made())
    by_group = "By Sex, 8 August 2024 / Men: 16% (32 of 200) / Women: 15% (30 of 200)"
    assert reading == f"12% / 14 May 2024 / {by_group}"


def test_two_groups_are_compared_in_words_and_not_told_twice(stage):
    measure = make_measure(stage.plan, **LIKELIHOOD)
    for group, some in (("Disabled", 20), ("Not disabled", 40)):
        make_reading(measure, read_on=AUGUST, group=group, numerator=some, base=100)
    *_, reading, verdict = row(stage.made())
    compared = "0.5 times as likely: Disabled 20% (20 of 100), Not disabled 40% (40 of 100)."
    assert reading == f"0.5 / 8 August 2024 / {compared}"
    assert verdict.startswith("Not on target")


def test_a_measure_in_words_is_told_to_the_committee_only(stage):
    make_reading(make_measure(stage.plan, kind=Kind.NARRATIVE), words="Staff feel heard.", read_on=AUGUST)
    assert "Staff feel heard." in row(stage.made())[2]
    assert "Staff feel heard." not in everything_in(stage.made(Audience.PUBLIC))


def test_the_summary_and_the_section_count_the_verdicts(stage, survey):
    make_measure(stage.plan)
    make_reading(survey, 20, read_on=AUGUST)
    report = stage.made()
    for name in ("summary", "measures"):
        assert "2 measures: 1 on target and 1 no reading yet." in says(report, name)


def test_that_figures_come_in_late_is_said(stage, survey):
    assert "as at 30 September 2024 or before, as known today" in says(stage.made(), "measures")


def test_without_measures_there_is_no_word_of_them(stage):
    report = stage.made()
    assert "measures" not in [section.name for section in report.sections]
    assert "measure" not in says(report, "summary")


def test_figures_that_are_not_about_people_are_the_same_for_the_public(stage, survey):
    make_reading(survey, "12.34", read_on=AUGUST)
    committee, public = stage.made(), stage.made(Audience.PUBLIC)
    assert row(public) == row(committee)
    assert "rounded" not in says(public, "measures")


def test_the_document_is_made_from_the_same_cells(stage, survey):
    make_reading(survey, 12, read_on=AUGUST)
    assert len(section(stage.made(), "measures").parts[0].table.columns) == 4
    assert word_document(stage.made(), "blue").startswith(b"PK")
