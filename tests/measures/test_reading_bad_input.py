"""Bad input on the forms for a reading gets a clear answer, loses nothing and never gives a 500."""

import pytest

from measures.kinds import Kind
from tests.builders import make_measure, make_reading
from tests.measures.reading_desk import add_page, correct_page, corrected, typed

NASTY = {
    "empty": "",
    "over-long": "x" * 100_000,
    "many digits": "9" * 100_000,
    "NUL": "a\x00b",
    "script": "<script>alert(1)</script>",
    "right-to-left": "\u202egnp.exe",
    "emoji": "🧑🏽‍🦽",
    "template": "{{ 7|add:7 }}{% debug %}",
    "exponent": "1e9999",
    "not a number": "NaN",
    "other digits": "٣",
    "lines": "one\r\ntwo\rthree\x0b\x0c\x85four",
    "minus": "-1",
}
BOXES = [
    "numerator", "base", "value", "words", "read_on_day", "read_on_month", "read_on_year", "starts_on_day",
    "starts_on_year", "category", "group", "note", "origin", "reason", "revision", "another",
]  # fmt: skip


@pytest.fixture
def reading(plan):
    return make_reading(make_measure(plan, kind=Kind.PERCENTAGE), numerator=21, base=84)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY.keys())
def test_the_forms_take_or_refuse_anything(client, equality_lead, reading, box, nasty):
    client.force_login(equality_lead)
    answers = [
        client.post(add_page(reading.measure), typed(read_on_year="2025", note="Mine.") | {box: nasty}),
        client.post(correct_page(reading), corrected(reading, note="Mine.") | {box: nasty}),
    ]
    for answer in answers:
        assert answer.status_code in (200, 302, 409)
        if answer.status_code != 302:
            assert box == "note" or "Mine." in answer.content.decode()
            assert box == "revision" or "There is a problem" in answer.content.decode()
