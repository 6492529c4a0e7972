"""How success is judged, and the figures that Bexley prints."""

import re
from collections import Counter
from datetime import date

import pytest

from actions.history.as_at import Day
from measures.judging.targets import Verdict
from measures.models import Measure, Reading
from measures.standing import Viewer

AUGUST_2021 = date(2021, 8, 31)
TODAY = date(2026, 12, 31)


def figures(text):
    """The figures that a text prints of people: percentages, and numbers at the start of a count."""
    return Counter(re.findall(r"(?<![\w-])\d+(?=%| members| staff| by a)", text))


def readings_of(objective):
    readings = Reading.objects.filter(measure__commitment=objective)
    return Counter(f"{reading.value.normalize():f}" for reading in readings)


def test_brighton_hove_measures_each_theme_and_buckinghamshire_the_whole_plan(plans):
    themes = plans["brighton-hove"].themes.all()
    assert [theme.measures.count() for theme in themes] == [7, 4, 5, 2, 1]
    whole = plans["buckinghamshire"].measures.filter(theme=None, commitment=None, action=None)
    assert whole.count() == 4


@pytest.mark.parametrize("council", ["buckinghamshire", "brighton-hove"])
def test_where_no_figure_is_printed_there_is_none(plans, council):
    measures = plans[council].measures
    assert not measures.exclude(baseline=None, target=None, target_on=None, target_text="", direction="").exists()
    assert not Reading.objects.filter(measure__plan=plans[council]).exists()
    assert not measures.exclude(owner=None, frequency="").exists()


def test_every_figure_that_bexley_prints_is_a_reading(plans):
    for objective in plans["bexley"].themes.get().commitments.all():
        assert readings_of(objective) == figures(objective.rationale) + figures(objective.success)
        assert objective.rationale_on == AUGUST_2021
    assert Reading.objects.count() == 23


def test_every_reading_is_dated_sourced_and_printed_in_its_measure(plans):
    for reading in Reading.objects.select_related("measure"):
        assert reading.read_on == AUGUST_2021
        assert reading.origin
        assert figures(reading.measure.text)[f"{reading.value.normalize():f}"]
        assert reading.group in reading.measure.text


def test_each_objective_ends_with_its_indicator_as_a_measure(plans):
    for objective in plans["bexley"].themes.get().commitments.all():
        *data, indicator = objective.measures.all()
        assert indicator.text == objective.success
        assert indicator.target_on == objective.actions.first().due_on
        assert all(measure.text in objective.rationale for measure in data)


def test_only_the_last_indicator_prints_a_target_in_figures(plans):
    (measure,) = Measure.objects.exclude(target=None)
    assert (measure.commitment.reference, measure.target, measure.direction) == ("5", 0, "down")
    assert measure.readings.get().group == "Children’s Social Care"


def test_a_sentence_with_one_figure_gives_it_as_the_baseline_too(plans):
    for measure in plans["bexley"].measures.exclude(baseline=None):
        assert (measure.baseline, measure.baseline_on) == (measure.readings.get().value, AUGUST_2021)
    assert plans["bexley"].measures.exclude(baseline=None).count() == 4


def test_bexleys_figures_are_about_people(plans):
    assert set(plans["bexley"].measures.values_list("is_about_people", flat=True)) == {True}


def test_two_groups_are_compared_where_a_sentence_prints_both(plans):
    compared = plans["bexley"].measures.exclude(compared_group="")
    assert [measure.position for measure in compared] == [4, 5, 7, 8, 14]
    for measure in compared:
        groups = set(measure.readings.values_list("group", flat=True))
        assert groups == {measure.compared_group, measure.reference_group}
        assert measure.direction == "match"


def test_what_is_compared_is_told_with_its_gap_and_judged_no_further_than_printed(plans):
    standings = Measure.objects.standings_of([plans["bexley"].pk], viewer=Viewer(exact=True), day=Day(TODAY))
    told = {one.measure.position: one for one in standings if one.comparisons}
    gaps = {position: one.comparisons[0].words.partition(":")[0] for position, one in told.items()}
    small = "A gap of 1 point"
    assert gaps == {4: "A gap of 4 points", 5: small, 7: "A gap of 4 points", 8: small, 14: small}
    assert {one.judgement.verdict for one in told.values()} == {Verdict.NOT_JUDGED}


def test_leavers_and_workforce_are_broken_down_by_ethnicity(plans):
    readings = Reading.objects.filter(measure__plan=plans["bexley"])
    by_ethnicity = readings.filter(category="Ethnicity").values_list("measure__position", flat=True)
    assert set(by_ethnicity) == {9, 10, 11}
    assert not readings.exclude(category="Ethnicity").exclude(category="").exists()


def test_nothing_is_made_up_to_judge_by(plans):
    measures = plans["bexley"].measures
    assert not measures.exclude(tolerance=None, definition="", origin="", added_from="", frequency="").exists()
    assert (
        not Reading.objects.filter(measure__plan=plans["bexley"]).exclude(numerator=None, base=None, note="").exists()
    )


def test_residents_are_shown_none_of_bexleys_figures_as_readings(plans):
    standings = Measure.objects.standings_of([plans["bexley"].pk], viewer=Viewer(exact=False), day=Day(TODAY))
    told = {figure.words for one in standings for figure in one.figures}
    assert told == {"Not shown: of how many people is not recorded", "fewer than 10"}
