"""What is written of a plan is read back as the very same plan, from each kind of file."""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from actions.exporting.plan.cells import DoesNotFit
from actions.exporting.plan.xlsx_file import MOST_ROWS
from actions.importing.content import MeasureContent, ReadingContent
from actions.importing.own_files import read_own_file
from tests.exporting.plan.made_up import (
    NASTY,
    WRITERS,
    any_plan,
    make_action,
    make_plan,
    whole_plan,
    written,
)

each_kind = pytest.mark.parametrize("kind", WRITERS)


def there_and_back(said, kind):
    return read_own_file(written(said, kind)).said


@each_kind
def test_a_plan_that_says_everything_comes_back_as_it_was(kind):
    assert there_and_back(whole_plan(), kind) == whole_plan()


@each_kind
def test_a_plan_that_says_next_to_nothing_comes_back_as_it_was(kind):
    said = make_plan(leads=[], themes=[])
    assert there_and_back(said, kind) == said


@each_kind
@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_changed(kind, text):
    said = make_plan(make_action(text, subheading=text), make_action(current_text=text))
    said.leads[0].spellings = [text, f"{text}a{text}"]
    said.facts["introduction"] = text
    assert there_and_back(said, kind) == said


@each_kind
@settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
@given(said=any_plan())
def test_whatever_a_plan_says_comes_back_as_it_was(kind, said):
    assert there_and_back(said, kind) == said


@each_kind
def test_the_file_says_whose_plan_it_is(kind):
    own = read_own_file(written(whole_plan(), kind))
    assert (own.council, own.slug) == ("alderford", "our-plan")


@each_kind
def test_a_theme_that_stands_before_the_one_it_is_within_comes_back(kind):
    said = whole_plan()
    said.themes[0].within, said.themes[1].within = 2, None
    assert there_and_back(said, kind) == said


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_text_longer_than_a_cell_is_not_cut_but_refused(kind):
    fits, too_long = make_plan(make_action("x" * 32_767)), make_plan(make_action(), make_action("x" * 32_768))
    assert there_and_back(fits, kind) == fits
    with pytest.raises(DoesNotFit, match="^Action 2 has a text of more than 32,767 .* as JSON instead"):
        written(too_long, kind)


def test_a_workbook_holds_as_many_readings_as_are_read_back_and_no_more():
    measure = MeasureContent("Cases", "Cases", 1)
    measure.readings = [ReadingContent(date(2026, 1, 1), str(number), words="-") for number in range(MOST_ROWS)]
    said = make_plan(measures=[measure])
    assert there_and_back(said, "xlsx") == said
    measure.readings.append(ReadingContent(date(2026, 1, 1), "x", words="-"))
    with pytest.raises(DoesNotFit, match="more than 9,998 readings, too many for a workbook.*JSON"):
        written(said, "xlsx")
    assert there_and_back(said, "csv") == said


def test_json_holds_text_of_any_length():
    said = make_plan(make_action("🧑" * 200_000))
    assert there_and_back(said, "json") == said
