"""Whatever a table holds: it is read without fail, the same each time, and no word of it disappears."""

import re
import time
from dataclasses import fields

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from actions.readers.plan_rows import PlanRow
from actions.readers.tables.columns import Role
from actions.readers.tables.continuing import lay_out
from actions.readers.tables.guess import guess_tables
from actions.readers.tables.rows import read_rows
from plans.files.grids import Grid, Line

MODEST = settings(max_examples=150, phases=[Phase.generate], deadline=None)
LABELS = {"Goal", "Objective", "Desired", "Outcome"}  # in front of words they only say what those are
HEADINGS = ["Ref", "Goal", "Objective", "Action", "Lead", "By when", "Measure", "Status", "Theme", "Outcome", "", "Why"]
ANY_WORDS = st.text(max_size=30)
PLAN_WORDS = st.sampled_from(
    ["", "", "1.1", "a.", "Goal", "Total", "Note: see above", "March 2024", "Head of HR", "Section One: Ours", "Year 1",
     "Review the policy", "a. Train staff b. Train leads", "We will:\n• Listen\n• Learn", "Recruitment\n• Ask\n• Tell",
     "• One\n• Two", "Objective", "Desired Outcome", "Actions", "Train all staff on equality every year.", "25%",
     "First paragraph of it.\nSecond paragraph of it.", "Timescale: May 2022", "1. Our people", "Underway", "*2021"]
)  # fmt: skip
ROLES = st.sampled_from([role for role in Role if role is not Role.LEFT_OUT])


def _own(cell, mark):
    """The cell with a word in each line that stands nowhere else; short words and lead-ins stay as they are."""
    lines = [f"{line} w{mark}x{n}" if len(line.split()) > 2 else line for n, line in enumerate(cell.split("\n"))]
    return "\n".join(lines)


@st.composite
def grids(draw, words=PLAN_WORDS):
    """A few tables of one width each, some under a header, some of their empty cells covered by merges."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        width = draw(st.integers(1, 6))
        rows = draw(st.lists(st.tuples(*[words] * width), max_size=8))
        if draw(st.booleans()):
            rows = [tuple(draw(st.permutations(HEADINGS))[:width]), *rows]
        rows = [tuple(_own(cell, f"{number}x{r}x{c}") for c, cell in enumerate(row)) for r, row in enumerate(rows)]
        blank = [(r, c) for r, cells in enumerate(rows) for c, cell in enumerate(cells) if not cell]
        covered = frozenset(draw(st.lists(st.sampled_from(blank), max_size=6))) if blank else frozenset()
        above = tuple(Line(draw(words), draw(st.integers(0, 3))) for _ in range(draw(st.integers(0, 2))))
        found.append(Grid(f"Table {number + 1}", tuple(rows), above, covered))
    return found


def pieces(text):
    return re.findall(r"\w+", text)


def told(rows):
    """All words of what was read, warnings included."""
    texts = [*rows.measures, *(words for _, words in rows.warnings), *(word for _, word in rows.words)]
    for row in rows.rows:
        values = [getattr(row, field.name) for field in fields(PlanRow)]
        texts += [value for value in values if isinstance(value, str)]
        texts += [str(piece) for value in values if isinstance(value, tuple) for piece in value]
    return set(pieces(" ".join(texts)))


@given(st.data())
@MODEST
def test_no_word_of_the_chosen_tables_disappears(data):
    found = data.draw(grids())
    chosen = {place: data.draw(st.tuples(*[ROLES] * len(lay_out(grid).headings))) for place, grid in enumerate(found)}
    rows = read_rows(found, chosen)
    known = told(rows)
    for grid in found:
        head = {word for heading in lay_out(grid).headings for word in pieces(heading)}
        printed = {word for cells in grid.rows for cell in cells for word in pieces(cell)}
        assert printed - head - known - LABELS == set()


@given(grids())
@MODEST
def test_the_same_file_is_read_the_same_each_time_with_a_key_for_each_row(found):
    chosen = {guess.index: [column.role for column in guess.columns] for guess in guess_tables(found)}
    rows = read_rows(found, chosen)
    assert rows == read_rows(found, chosen)
    assert len({row.key for row in rows.rows}) == len(rows.rows)


@given(grids(words=ANY_WORDS))
@MODEST
def test_any_words_are_read_without_fail(found):
    guesses = guess_tables(found)
    assert [guess.index for guess in guesses] == list(range(len(found)))
    read_rows(found, {guess.index: [column.role for column in guess.columns] for guess in guesses})


def test_roles_too_few_or_too_many_leave_the_rest_out():
    grid = Grid("Table 1", (("Action", "Lead"), ("Train staff", "Head of HR")))
    assert read_rows([grid], {0: [Role.ACTION]}).rows[0].leads == ""
    assert read_rows([grid], {0: [Role.ACTION, Role.LEADS, Role.STATUS]}).rows[0].leads == "Head of HR"


@pytest.mark.parametrize("cell", ["Review how we do this and train everybody who does it", "• One thing\n• Another"])
def test_five_thousand_rows_are_read_at_once(cell):
    head = ("Ref", "Theme", "Objective", "Why", "Action", "Lead", "Partners", "By when", "Status", "RAG", "Measure", "")
    body = [(f"1.{n}", "", "Ours", "", cell, "Head of HR", "", "May 2024", "", "", f"{n}%", "x") for n in range(5000)]
    grid = Grid("Sheet Plan", (head, *body))
    begun = time.process_time()
    (guess,) = guess_tables([grid])
    rows = read_rows([grid], {0: [column.role for column in guess.columns]})
    assert len(rows.rows) >= 5000
    assert time.process_time() - begun < 5  # 1.5 s when the machine does nothing else
