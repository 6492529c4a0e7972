"""A plan printed as headings and lists: which headings are themes, and which only say what a list holds."""

import re

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from actions.readers.tables.columns import Role
from actions.readers.tables.guess import guess_tables
from actions.readers.tables.outline import says_what_follows
from actions.readers.tables.rows import read_rows
from plans.files.grids import Grid
from tests.readers.tables.seed_tables import OUTLINE
from tests.readers.tables.test_nothing_lost import pieces, told


def read(*rows):
    grid = Grid("Headings and lists", (OUTLINE, *rows))
    (guess,) = guess_tables([grid])
    return read_rows([grid], {0: [column.role for column in guess.columns]})


def test_headings_that_only_say_what_a_list_holds_are_known():
    said = [
        "Measures",
        "How we measure our success",
        "Key output",
        "Activities",
        "Actions:",
        "We will:",
        "Our objectives",
    ]
    assert all(map(says_what_follows, said))
    assert not any(map(says_what_follows, ["Leadership", "Priorities for 2022/23", "Learning and development"]))


def test_headings_are_themes_and_the_text_above_a_list_is_the_commitment():
    result = read(
        ("Priorities", "Our staff", "", "We aim to be fair.\nWe will:", "train all staff"),
        ("Priorities", "Our staff", "", "We aim to be fair.\nWe will:", "ask all staff"),
    )
    found = [(row.theme, row.subtheme, row.commitment, row.lead_in, row.text) for row in result.rows]
    assert found == [
        ("Priorities", "Our staff", "We aim to be fair.", "We will:", text)
        for text in ("train all staff", "ask all staff")
    ]


def test_measures_are_the_themes_or_without_a_theme_the_plans():
    result = read(
        ("1. Staff", "Actions", "", "", "train all staff"),
        ("1. Staff", "Measures", "", "", "staff survey"),
        ("How we measure our success", "", "", "We will look at:", "exit data"),
    )
    assert [(row.theme_reference, row.theme, row.theme_measures) for row in result.rows] == [
        ("1.", "Staff", ()),
        ("1.", "Staff", ("staff survey",)),
    ]
    assert result.measures == ("exit data",)
    assert dict(result.words)["measures_lead_in"] == "We will look at:"


def test_a_list_under_no_heading_of_actions_is_left_out_where_the_plan_has_such_headings():
    result = read(
        ("", "", "", "The plan is about:", "fair pay"),
        ("1. Staff", "Activities", "", "1.1 - good work", "1.1.1 - train all staff"),
    )
    assert [(row.commitment_reference, row.reference, row.text) for row in result.rows] == [
        ("1.1", "1.1.1", "train all staff")
    ]
    assert [warning.words.partition("actions: ")[2] for warning in result.warnings] == [
        "The plan is about:",
        "fair pay",
    ]


def test_a_list_of_commitments_that_comes_again_with_actions_is_an_overview():
    detail = ("1. Staff", "Activities", "", "1.1 - good work", "1.1.1 - train all staff")
    same = read(("1. Staff", "Key outputs", "", "", "1.1 - good work"), detail)
    assert (len(same.rows), same.warnings) == (1, ())
    other = read(("1. Staff", "Key outputs", "", "", "1.1 - good jobs"), detail)
    assert [row.commitment for row in other.rows] == ["good work"]
    assert "1.1 - good jobs" in other.warnings[0].words


def test_commitments_that_never_come_again_keep_rows_of_their_own():
    result = read(*[("1. Staff", "Objectives", "", "", f"1.{n} - aim {n}") for n in (1, 2, 3)])
    assert [(row.commitment_reference, row.text) for row in result.rows] == [("1.1", ""), ("1.2", ""), ("1.3", "")]


def test_the_officer_may_read_the_items_as_measures():
    grid = Grid("Headings and lists", (OUTLINE, ("Staff", "", "", "", "staff survey")))
    roles = [Role.THEME, Role.LEFT_OUT, Role.LEFT_OUT, Role.LEFT_OUT, Role.MEASURE]
    assert [row.theme_measures for row in read_rows([grid], {0: roles}).rows] == [("staff survey",)]


CELLS = st.sampled_from(
    ["", "Measures", "Activities", "Key outputs", "1. People", "Our places", "The plan", "We will:", "1.1 - good work"]
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=6))
@settings(max_examples=150, phases=[Phase.generate], deadline=None)
def test_no_item_and_no_text_of_an_outline_disappears(rows):
    rows = [(*heads, *(f"{text} w{n}t{place}" if text else "" for n, text in enumerate(texts)))
            for place, (*heads, one, two) in enumerate(rows) for texts in [(one, two)]]  # fmt: skip
    known = told(read(*rows))
    printed = {word for row in rows for cell in row[3:] for word in pieces(cell) if re.fullmatch(r"w\dt\d", word)}
    assert printed - known == set()
