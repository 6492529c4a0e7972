"""Text that could run is inert in a spreadsheet, and the very same when it is read back."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.files.texts import from_csv, from_xlsx, might_run, to_csv, to_xlsx

FORMULAS = [
    "=1+1", "==1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "\u202e=1",
    "'=1", "''=1", "＝1", "－1", "- Provide training", "=cmd|' /C calc'!A0", "\x00=1", "-", "\ttext", "\ntext",
]  # fmt: skip
HARMLESS = ["", "1 = 1", "Do it - soon", "'tis done", "'", "– Provide", "• Provide", "a@b.uk", "#REF!", "(=1)", "  two"]
pieces = st.sampled_from([*"=+-@＝'\"\t\r\n;, _x", "\ufeff", "\u202e", "_x0041_", "\x01", "\x0b", "\ufffe", "🧑🏽‍🦽"])
texts = st.lists(pieces | st.text(max_size=3), max_size=8).map("".join)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_might_run_gets_an_apostrophe(text):
    assert to_csv(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays_as_it_is(text):
    assert to_csv(text) == text
    assert from_csv(text) == text


@given(texts)
@example("'=1")
@example("''")
def test_text_comes_back_from_csv_as_it_was(text):
    assert from_csv(to_csv(text)) == text


@given(texts)
def test_nothing_in_csv_begins_as_a_formula(text):
    """The obvious rule: beyond all that is not seen, the first character is not one of those."""
    assert to_csv(text)[:1] not in tuple("=+-@＝＋－＠\t\r\n")
    assert to_csv(text).lstrip("\ufeff\u202e\x01\x0b ")[:1] not in tuple("=+-@＝＋－＠")


@given(texts)
@example("_x0041_x0042_")
@example("__x0001_\x01x0041_")
def test_text_comes_back_from_a_workbook_as_it_was(text):
    assert from_xlsx(to_xlsx(text)) == text


@given(texts)
def test_nothing_in_a_workbook_is_beyond_xml(text):
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", to_xlsx(text))


def test_control_characters_are_written_as_excel_writes_them():
    assert to_xlsx("a\x0bb\r\nc _x0041_") == "a_x000B_b_x000D_\nc _x005F_x0041_"


def test_an_apostrophe_that_was_there_before_stays():
    assert might_run("'=1")
    assert from_csv(to_csv("'=1")) == "'=1"
