"""The five plans that ship with the product, read again from the tables and lists that their councils printed."""

import pytest

from actions.readers.tables.columns import Role
from actions.readers.tables.guess import guess_tables
from actions.readers.tables.rows import read_rows
from actions.readers.warnings import WarningCode
from tests.readers.tables.seed_tables import (
    SLUGS,
    actions_of,
    children,
    commitments_of,
    measures_of,
    plan_of,
    seed_grids,
    seed_tables,
    themes_of,
    timescale_of,
)


def read(grids):
    """The rows of the tables that are guessed to be the plan, with the roles that are guessed."""
    guesses = [guess for guess in guess_tables(grids) if guess.is_plan]
    return read_rows(grids, {guess.index: [column.role for column in guess.columns] for guess in guesses})


def printed_order(slug):
    """Every action of the fixture with its theme and commitment, in the order of the plan."""
    for theme in themes_of(slug):
        for commitment in commitments_of(slug, theme):
            for action in actions_of(slug, commitment):
                yield theme, commitment, action


def with_text(rows):
    return [row for row in rows.rows if row.text]


@pytest.mark.parametrize("slug", SLUGS)
def test_actions_keep_their_words_references_and_subheadings_in_order(slug):
    found = [(row.reference, row.subheading, row.text) for row in with_text(read(seed_grids(slug)))]
    assert found == [
        (action.get("reference", ""), action.get("subheading", ""), action["text"])
        for _, _, action in printed_order(slug)
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_actions_stand_under_their_themes(slug):
    titles = {theme["position"]: theme for theme in themes_of(slug)}
    expected = []
    for theme, _, _ in printed_order(slug):
        over = titles[theme["parent"][-1]] if theme.get("parent") else theme
        within = theme if theme.get("parent") else {}
        pair = [(each.get("reference", ""), each.get("title", "")) for each in (over, within)]
        expected.append((*pair[0], *pair[1], theme.get("outcome", "")))
    rows = with_text(read(seed_grids(slug)))
    found = [(r.theme_reference, r.theme, r.subtheme_reference, r.subtheme, r.outcome) for r in rows]
    assert found == expected


@pytest.mark.parametrize("slug", SLUGS)
def test_actions_stand_under_their_commitments(slug):
    names = ("reference", "text", "lead_in", "rationale", "success")
    expected = [tuple(commitment.get(name, "") for name in names) for _, commitment, _ in printed_order(slug)]
    rows = with_text(read(seed_grids(slug)))
    found = [(r.commitment_reference, r.commitment, r.lead_in, r.rationale, r.success) for r in rows]
    assert found == expected


@pytest.mark.parametrize("slug", SLUGS)
def test_timescales_hold_for_the_actions_that_share_them(slug):
    printed = [timescale_of(slug, action) for _, _, action in printed_order(slug)]
    expected = [words if slug != "brighton-hove" else "" for words in printed]
    assert [row.timescale for row in with_text(read(seed_grids(slug)))] == expected


@pytest.mark.parametrize("slug", SLUGS)
def test_leads_stand_where_the_council_printed_them(slug):
    rows = with_text(read(seed_grids(slug)))
    for row, (_, commitment, action) in zip(rows, printed_order(slug), strict=True):
        own = row.leads if not (row.continues_leads or row.leads_of_commitment) else ""
        assert own == action.get("leads_as_published", "")
        assert (row.leads if row.leads_of_commitment else "") == commitment.get("leads_as_published", "")


def test_a_paragraph_below_a_row_names_the_lead_of_that_row_and_says_so():
    row = next(row for row in read(seed_grids("oxfordshire")).rows if row.text.startswith("In our standard"))
    assert row.leads == "Corporate Director for Finance/Head of Procurement and Contract Management"
    assert row.continues_leads
    assert row.continues_timescale
    assert WarningCode.LEADS_DOUBTFUL in [warning.code for warning in row.warnings]


def test_actions_of_one_cell_share_its_timescale():
    rows = {row.reference: row for row in read(seed_grids("milton-keynes")).rows}
    assert (rows["k."].continues_timescale, rows["l."].continues_timescale) == (False, True)
    assert not rows["l."].continues_leads


def test_measures_stand_with_their_themes_or_with_the_plan():
    rows = read(seed_grids("brighton-hove")).rows
    found = [measure for row in rows for measure in row.theme_measures]
    assert found == measures_of("brighton-hove")
    assert list(read(seed_grids("buckinghamshire")).measures) == measures_of("buckinghamshire")


def test_an_overview_that_words_a_commitment_differently_is_told():
    warnings = [words for code, words in read(seed_grids("brighton-hove")).warnings if code == "row-left-out"]
    commitments = children("brighton-hove", "plans.commitment")
    different = [each["overview_text"] for each in commitments if each.get("overview_text")]
    assert len(warnings) == len(different) == 4
    assert all(any(text in words for words in warnings) for text in different)


@pytest.mark.parametrize("slug", ["oxfordshire", "milton-keynes", "bexley"])
def test_the_councils_own_words_are_kept(slug):
    words, plan = dict(read(seed_grids(slug)).words), plan_of(slug)
    names = [name for name in plan if name.endswith("_word") and name not in ("theme_word",)]
    assert {name: words.get(name) for name in names} == {name: plan[name] for name in names}


def test_the_sign_off_of_bexley_is_no_plan():
    *cards, sign_off = guess_tables(seed_grids("bexley"))
    assert [card.is_plan for card in cards] == [True] * 5
    assert (sign_off.is_plan, sign_off.because) == (False, "It says who signed the plan off.")
    assert [card.layout for card in cards] == ["card"] * 5


def test_brighton_as_a_sheet_says_the_same_as_its_lists():
    sheet, lists = read(seed_tables("brighton-hove")), read(seed_grids("brighton-hove"))
    names = ("theme_reference", "theme", "commitment_reference", "commitment", "reference", "text")
    assert [[getattr(row, name) for name in names] for row in with_text(sheet)] == [
        [getattr(row, name) for name in names] for row in with_text(lists)
    ]
    assert [m for row in sheet.rows for m in row.theme_measures] == measures_of("brighton-hove")


def test_buckinghamshire_as_a_sheet_keeps_its_actions_under_their_commitments():
    rows = with_text(read(seed_tables("buckinghamshire")))
    expected = [(commitment["text"], action["text"]) for _, commitment, action in printed_order("buckinghamshire")]
    assert [(row.commitment, row.text) for row in rows] == expected


def test_a_reference_column_is_the_commitments_where_it_stands_once_for_several_actions():
    roles = {slug: guess_tables(seed_grids(slug))[-2].columns[0].role for slug in ("oxfordshire", "milton-keynes")}
    assert roles == {"oxfordshire": Role.REFERENCE, "milton-keynes": Role.COMMITMENT_REFERENCE}
