"""The sets of measures that can be added: whole, sourced, and without anything that their source does not print."""

from dataclasses import fields

import pytest

from measures.adding.measure_templates import SETS, MeasureOutline
from measures.kinds import Direction, Frequency, Kind
from measures.models import Measure
from plans.plan_templates import TEMPLATES
from tests.builders import make_measure, make_reading

OUTLINES = [pytest.param(outline, id=outline.name) for one in SETS.values() for outline in one.measures]


def measures_of(slug):
    return SETS[slug].measures


@pytest.mark.parametrize("slug", SETS)
def test_every_set_says_what_it_is_for_and_where_it_comes_from(slug):
    one = SETS[slug]
    assert one.slug == slug
    assert all(text.strip().endswith(".") for text in (one.purpose, one.origin))
    assert len(one.name) <= Measure._meta.get_field("added_from").max_length


@pytest.mark.parametrize("outline", OUTLINES)
def test_every_measure_says_what_is_counted_and_where_its_readings_come_from(outline):
    assert outline.name
    assert outline.text
    assert outline.definition.endswith(".")
    assert outline.origin
    assert (Kind(outline.kind), Direction(outline.direction)) == (outline.kind, outline.direction)


@pytest.mark.parametrize("outline", OUTLINES)
def test_every_measure_is_read_at_least_once_a_year(outline):
    assert Frequency(outline.frequency) in (Frequency.QUARTERLY, Frequency.ANNUAL)


def test_no_set_brings_a_target_a_baseline_or_a_tolerance():
    brought = {field.name for field in fields(MeasureOutline)}
    assert not brought & {"target", "target_text", "target_on", "baseline", "baseline_on", "tolerance"}


@pytest.mark.parametrize("name", ["name", "text"])
def test_no_two_measures_of_a_set_are_called_or_worded_alike(name):
    for one in SETS.values():
        assert len({getattr(outline, name) for outline in one.measures}) == len(one.measures)


@pytest.mark.parametrize("outline", OUTLINES)
def test_a_measure_that_compares_groups_names_them_where_it_says_how_it_is_read(outline):
    for group in filter(None, (outline.compared_group, outline.reference_group)):
        assert f"“{group}”" in outline.definition


def test_the_social_care_standard_has_its_nine_indicators_in_order():
    numbers = [outline.name.partition(".")[0] for outline in measures_of("social-care-wres")]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7a", "7b", "8", "9"]
    cards = TEMPLATES["social-care-wres"].themes[0].commitments
    assert [card.reference for card in cards] == sorted({number.rstrip("ab") for number in numbers})


def test_harassment_is_read_by_who_did_it_and_less_is_better():
    read = [outline for outline in measures_of("social-care-wres") if "Harassment" in outline.name]
    for outline, by in zip(read, ("people who use care", "colleagues", "managers"), strict=True):
        assert by in outline.name
        assert f"from {by}" in outline.text
        assert (outline.kind, outline.direction) == (Kind.PERCENTAGE, Direction.DOWN)


def test_the_likelihoods_of_the_standard_are_ratios_whose_parity_is_1():
    ratios = [outline for outline in measures_of("social-care-wres") if outline.kind == Kind.RATIO]
    assert [outline.name[0] for outline in ratios] == ["2", "3", "4", "5", "8"]
    for outline in ratios:
        assert outline.direction == Direction.MATCH
        assert (outline.compared_group, outline.reference_group) == ("Minority ethnic", "White")


def test_the_pay_gap_has_the_six_statutory_figures():
    kinds = [outline.kind for outline in measures_of("gender-pay-gap")]
    assert kinds == [Kind.NUMBER] * 4 + [Kind.PERCENTAGE] * 2


def test_a_pay_gap_may_be_below_0_and_is_shown_to_the_public_as_it_is(db):
    hourly = measures_of("gender-pay-gap")[0]
    measure = make_measure(kind=hourly.kind, unit=hourly.unit, is_about_people=hourly.is_about_people)
    make_reading(measure, "-2.3")
    viewer = Measure.objects.viewer(exact=False, smallest=10)
    assert viewer.figure(measure.readings.get(), measure).words == "-2.3%"
    assert "no count of people" in hourly.definition


def test_all_that_count_people_are_about_people():
    averages = [outline for one in SETS.values() for outline in one.measures if not outline.is_about_people]
    assert averages == list(measures_of("gender-pay-gap")[:4])


def test_there_is_a_declaration_rate_for_each_characteristic_that_staff_are_asked_about():
    words = " ".join(outline.name for outline in measures_of("declaration-rates"))
    for asked in ("disabled", "ethnicity", "religion or belief", "sexual orientation", "gender identity"):
        assert asked in words
