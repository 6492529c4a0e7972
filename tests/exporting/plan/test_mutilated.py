"""Whatever happens to a file of ours, it is read or refused in words: nothing else is ever raised."""

import json

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions.importing.content import PlanContent
from actions.importing.own_files import read_own_file
from plans.files.grids import Refused
from tests.exporting.plan.changing import as_csv, as_json, csv_rows, saved, workbook
from tests.exporting.plan.made_up import NASTY, whole_plan, written

FILES = {kind: written(whole_plan(), kind) for kind in ("csv", "json", "xlsx")}
often = settings(max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
seldom = settings(often, max_examples=15)
words = st.sampled_from([*NASTY, "Theme 1", "Action 99", "9" * 30, "1e999999", "-1", "Yes", "31/12/2026", "nan", ""])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)


def read_or_refused(content):
    """The sentence of the refusal, the plan, or None for a file that is no longer ours."""
    try:
        own = read_own_file(content)
    except Refused as refused:
        told = str(refused).strip()
    else:
        told = "read" if own is None or isinstance(own.said, PlanContent) else ""
    assert told


def can_be_written(value):
    """Whether openpyxl takes it."""
    return not isinstance(value, str) or value.isprintable()


@pytest.mark.parametrize("kind", FILES)
@often
@given(data=st.data())
def test_bytes_that_were_lost_or_changed(kind, data):
    content = FILES[kind]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 300)) | st.just(len(content)))
    read_or_refused(content[:start] + data.draw(st.binary(max_size=4)) + content[end:])


@often
@given(data=st.data())
def test_cells_of_csv(data):
    rows = csv_rows(FILES["csv"])
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(words)
    read_or_refused(as_csv(rows, data.draw(st.sampled_from(",;\t"))))


@often
@given(data=st.data())
def test_rows_of_csv(data):
    rows = csv_rows(FILES["csv"])
    kept = data.draw(st.lists(st.sampled_from(rows[1:]), max_size=len(rows)))
    read_or_refused(as_csv([rows[0], *kept]))


@seldom
@given(data=st.data())
def test_cells_of_a_workbook(data):
    book = workbook()
    sheet = book[data.draw(st.sampled_from(book.sheetnames[:-1]))]
    for _ in range(data.draw(st.integers(1, 4))):
        row, column = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 20))
        value = st.none() | st.integers() | st.booleans() | st.datetimes() | st.floats(-1e9, 1e9) | words
        sheet.cell(row, column).value = data.draw(value.filter(can_be_written))
    read_or_refused(saved(book))


@often
@given(data=st.data())
def test_values_of_json(data):
    file = as_json()
    holder = file
    for _ in range(data.draw(st.integers(1, 9))):
        keys = sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(holder[key], dict | list) or not holder[key]:
            break
        holder = holder[key]
    keys = sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))
    holder[data.draw(st.sampled_from(keys))] = data.draw(values)
    read_or_refused(json.dumps(file).encode())


@often
@given(
    content=st.binary(max_size=200),
    begin=st.sampled_from([b"", b"PK\x03\x04", b"{", b'{"plan": "EDI Tracker plan 1"', b"Kind,Number,Part of,"]),
)
def test_anything(content, begin):
    read_or_refused(begin + content)
