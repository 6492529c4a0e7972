"""Leads of real plans are read as a person reads them."""

import json
from itertools import chain, pairwise

import pytest
from django.conf import settings

from actions.readers.leads.read import read_leads
from actions.readers.warnings import WarningCode
from tests.readers.real_words import rows_of
from tests.seeds.rows import expected

COUNCILS = ["oxfordshire", "milton-keynes", "bexley"]


def read_in_words(text):
    return "|".join(lead.published_as for lead in read_leads(text).leads)


def share_read(rows):
    return sum(read_in_words(row["text"]) == row["leads"] for row in rows) / len(rows)


def fixture(council):
    """The rows of a fixture, by model."""
    rows = json.loads((settings.BASE_DIR / "fixtures" / f"{council}.json").read_text(encoding="utf-8"))
    return lambda model: [row["fields"] for row in rows if row["model"] == model]


def test_leads_that_the_rules_were_made_with_are_read_exactly():
    rows = rows_of("leads")
    assert len(rows) == 82
    assert share_read(rows) == 1


@pytest.mark.parametrize(("name", "count"), [("leads_unseen", 70), ("leads_unseen_again", 37)])
def test_leads_of_plans_that_were_collected_later_are_read_too(name, count):
    rows = rows_of(name)
    assert len(rows) == count
    assert share_read(rows) >= 0.95


def test_no_lead_of_a_real_plan_is_split_wrong_without_a_warning():
    for row in chain(rows_of("leads"), rows_of("leads_unseen"), rows_of("leads_unseen_again")):
        if read_in_words(row["text"]) != row["leads"]:
            assert read_leads(row["text"]).warnings


def test_few_real_cells_raise_a_doubt():
    rows = [*rows_of("leads"), *rows_of("leads_unseen"), *rows_of("leads_unseen_again")]
    doubtful = [row["text"] for row in rows if read_leads(row["text"]).warnings]
    assert len(doubtful) <= 0.1 * len(rows)


@pytest.mark.parametrize("row", expected("leads"), ids=lambda row: row["cell"][:40])
def test_every_cell_of_the_seeds_is_read_as_its_leads_in_order(row):
    assert read_in_words(row["cell"]) == row["leads"]


@pytest.mark.parametrize("council", COUNCILS)
def test_leads_of_the_seeds_have_their_kind(council):
    for lead in fixture(council)("actions.lead"):
        assert read_leads(lead["name"]).leads[0].kind == lead["kind"], lead["name"]


@pytest.mark.parametrize("council", COUNCILS)
def test_leads_of_the_seeds_have_their_role(council):
    rows = fixture(council)
    named = {}
    for link in rows("actions.actionlead"):
        named.setdefault(tuple(link["action"]), []).append((link["published_as"], link["role"]))
    for action in rows("actions.action"):
        if action.get("leads_as_published"):
            key = (*action["commitment"], action["position"])
            leads = read_leads(action["leads_as_published"]).leads
            assert [(lead.published_as, lead.role) for lead in leads] == named[key]


def test_the_words_of_the_cell_are_kept_as_they_are():
    for row in rows_of("leads"):
        assert read_leads(row["text"]).text == row["text"]


def test_two_leads_of_real_plans_joined_by_a_sure_mark_are_read_as_the_two():
    single = [row["leads"].split("|")[0] for row in rows_of("leads")[::3]]
    for mark in ("; ", "\n- ", " | "):
        for left, right in pairwise(dict.fromkeys(single)):
            assert read_in_words(f"- {left}{mark}{right}") == f"{left}|{right}"


def test_a_section_joined_by_a_slash_is_shown_for_confirmation():
    for text in ("Policy / Equality", "ICT & Policy / Equality"):
        assert {warning.code for warning in read_leads(text).warnings} == {WarningCode.LEADS_DOUBTFUL}
