"""Leads that a council has already are known by their letters, and proposed when nearly so."""

import pytest

from actions.readers.leads.read import read_leads
from actions.readers.results import KnownLead
from actions.readers.warnings import WarningCode

STRATEGY = KnownLead(
    "Director of Strategy, Insight and Communications", ("Director Communications, Insight and Strategy",)
)
DIGITAL = KnownLead("Director of Digital and ICT")
HR = KnownLead("Head of Human Resources")
KNOWN = (STRATEGY, DIGITAL, HR)


def only_lead(text):
    (lead,) = read_leads(text, KNOWN).leads
    return lead


@pytest.mark.parametrize(
    "text",
    [
        "Director of Digital and ICT",
        "director of digital and ict",
        "Director of Digital & ICT",
        "Director of  Digital and ICT.",
        "DIRECTOR OF DIGITAL AND I.C.T",
        "Director-of-Digital-and-ICT",
    ],
)
def test_a_name_is_known_but_for_case_spaces_and_marks(text):
    lead = only_lead(text)
    assert (lead.known_as, lead.resembles) == (DIGITAL.name, ())
    assert not read_leads(text, KNOWN).warnings


def test_a_spelling_is_known_as_the_lead_that_has_it():
    lead = only_lead("Director Communications, Insight and Strategy")
    assert lead.known_as == STRATEGY.name
    assert lead.published_as == "Director Communications, Insight and Strategy"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Director for Digital and ICT", DIGITAL.name),
        ("Director of ICT and Digital", DIGITAL.name),
        ("Director of Strategy, Insight and Communication", STRATEGY.name),
        ("Director of Stratergy, Insight and Communications", STRATEGY.name),
        ("Head of HR", HR.name),
        ("Interim Head of Human Resources", HR.name),
    ],
)
def test_a_name_that_is_near_is_proposed_and_never_merged(text, name):
    read = read_leads(text, KNOWN)
    (lead,) = read.leads
    assert (lead.known_as, lead.resembles) == (None, (name,))
    (warning,) = read.warnings
    assert warning.code == WarningCode.LEAD_RESEMBLES
    assert warning.words == f"Say whether “{text}” is “{name}”."


@pytest.mark.parametrize("text", ["Director of Housing", "Head of Legal", "Director", "Deputy Head of Human Resources"])
def test_another_post_resembles_none(text):
    assert only_lead(text).resembles == ()


def test_a_cell_that_is_a_known_lead_as_a_whole_is_not_split():
    known = [KnownLead("Headteacher and Governors")]
    (lead,) = read_leads("headteacher  and governors", known).leads
    assert lead.known_as == "Headteacher and Governors"
    assert len(read_leads("headteacher and governors").leads) == 2


def test_a_known_lead_within_a_cell_is_split_off_for_sure():
    known = [KnownLead("Learning and Growth"), KnownLead("Waste and Parks")]
    read = read_leads("Waste and Parks and Learning and Growth", known)
    assert [lead.known_as for lead in read.leads] == ["Waste and Parks", "Learning and Growth"]
    assert read.warnings == ()


def test_two_spellings_of_a_known_lead_in_one_cell_are_one():
    read = read_leads(
        "Director of Strategy, Insight and Communications; Director Communications, Insight and Strategy", KNOWN
    )
    assert len(read.leads) == 1


def test_a_name_may_resemble_more_than_one():
    known = [KnownLead("Director of Digital and ICT"), KnownLead("Director for ICT & Digital")]
    (lead,) = read_leads("ICT and Digital Director", known).leads
    assert lead.resembles == ("Director of Digital and ICT", "Director for ICT & Digital")


def test_known_leads_without_letters_name_nobody():
    assert read_leads("Head of HR", [KnownLead("—"), KnownLead("")]).leads[0].known_as is None


def test_a_known_section_does_not_take_the_end_of_a_longer_post():
    (lead,) = read_leads("Director of Digital and ICT", [KnownLead("ICT"), KnownLead("Director of Digital")]).leads
    assert (lead.published_as, lead.known_as) == ("Director of Digital and ICT", None)
