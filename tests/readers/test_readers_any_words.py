"""Whatever a cell holds, the readers of leads, statuses and measures answer, soon and in their own codes."""

from time import process_time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions.models import Lead
from actions.readers.leads.read import read_leads
from actions.readers.measures.read import read_measure, split_measures
from actions.readers.results import KnownLead
from actions.readers.statuses import read_completed, read_status, status_in_timescale
from actions.status import Rag, Status
from measures.kinds import Direction, Frequency, Kind
from tests.readers.real_words import rows_of

ANY = settings(
    max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
)
PIECES = [piece for name in ("leads", "measures") for row in rows_of(name) for piece in row["text"].split()]
SHUFFLED = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
WORDS = st.text(max_size=200) | SHUFFLED
KNOWN = tuple(KnownLead(f"Head of Service {number}", (f"Service {number} Manager",)) for number in range(300))
NASTY = [
    "a" * 100_000,
    " " * 100_000 + "x",
    "\n" * 100_000,
    "(" * 50_000,
    "/" * 100_000,
    "1 " * 50_000,
    "%" * 100_000,
    "A, B and " * 10_000,
    "HR and " * 10_000,
    "Asha Rahman, " * 10_000,
    "Headteacher SENCO " * 5_000,
    "with " * 20_000,
    "- x " * 20_000,
    "level 1 " * 10_000,
    "from 1 to " * 10_000,
    "completed 12-" * 10_000,
    "\x00\x01\ue000" * 1_000,
    "🙂‮\u200b" * 1_000,
]


@ANY
@given(WORDS)
def test_leads_of_any_words_are_named_in_codes_and_words_of_the_cell(text):
    read = read_leads(text, KNOWN)
    assert read.text == text
    for lead in read.leads:
        assert lead.kind in Lead.Kind.values
        assert lead.role in ("joint", "supporting")
        assert lead.published_as.strip() == lead.published_as != ""
        assert len(lead.published_as) <= 600


@ANY
@given(SHUFFLED)
def test_no_lead_is_made_of_words_that_the_cell_does_not_hold(text):
    for lead in read_leads(text).leads:
        assert set("".join(lead.published_as.split())) <= set(text)


@ANY
@given(WORDS)
def test_a_measure_of_any_words_has_codes_and_figures_that_the_words_print(text):
    read = read_measure(text)
    assert read.kind in Kind.values
    assert read.direction in Direction.values
    assert read.frequency in Frequency.values
    assert len(read.name) <= 200
    assert len(read.unit) <= 50
    assert len(read.target_text) <= 300
    for figure in filter(None, (read.baseline, read.target)):
        assert float(figure) < 10**10


@ANY
@given(WORDS)
def test_a_status_of_any_words_is_one_of_ours_or_none(text):
    for read in (read_status(text), read_completed(text), status_in_timescale(text)):
        assert read.status in (None, *Status.values)
        assert read.rag in (None, *Rag.values)
        assert read.completed_on is None or read.status == Status.COMPLETED


@ANY
@given(WORDS)
def test_measures_of_any_cell_lose_no_words(text):
    for measure in split_measures(text):
        assert measure
        assert set("".join(measure.split())) <= set(text)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize(
    "read",
    [
        lambda text: read_leads(text, KNOWN),
        read_measure,
        split_measures,
        read_status,
        read_completed,
        status_in_timescale,
    ],
    ids=["leads", "measure", "measures", "status", "completed", "timescale"],
)
def test_no_words_take_long(read, text):
    took = []
    for _ in range(3):
        start = process_time()
        read(text)
        took.append(process_time() - start)
    assert min(took) <= 0.05
