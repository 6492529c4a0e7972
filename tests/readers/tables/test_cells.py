"""One cell may hold several actions; what stands between them is kept."""

import pytest

from actions.readers.tables.cells import split_actions, split_list, with_reference


def texts(cell):
    return [(action.reference, action.subheading, action.text) for action in split_actions(cell).actions]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("Train staff", [("", "", "Train staff")]),
        (" b. An internal group is formed", [("b.", "", "An internal group is formed")]),
        ("k. Review training l. Consider guidance", [("k.", "", "Review training"), ("l.", "", "Consider guidance")]),
        ("a) Ask\nb) Tell", [("a)", "", "Ask"), ("b)", "", "Tell")]),
        ("1. Ask\n2. Tell", [("1.", "", "Ask"), ("2.", "", "Tell")]),
        ("1.1.1 - embed the framework", [("1.1.1", "", "embed the framework")]),
        ("• Ask • Tell", [("", "", "Ask"), ("", "", "Tell")]),
        ("- Ask them\n- Tell them", [("", "", "Ask them"), ("", "", "Tell them")]),
        ("Use plain words, e.g. Easy Read", [("", "", "Use plain words, e.g. Easy Read")]),
        ("12 champions are found", [("", "", "12 champions are found")]),
        ("A. Smith leads this", [("", "", "A. Smith leads this")]),
        ("a. See c. Above", [("a.", "", "See c. Above")]),
    ],
)
def test_bullets_letters_and_numbers_part_actions(cell, expected):
    assert texts(cell) == expected
    assert split_actions(cell).doubt == ""


def test_short_lines_between_bullets_are_subheadings():
    cell = "Recruitment\n• Advertise\n• Shortlist\nExit interviews\n• Ask"
    assert texts(cell) == [
        ("", "Recruitment", "Advertise"),
        ("", "Recruitment", "Shortlist"),
        ("", "Exit interviews", "Ask"),
    ]


def test_two_subheadings_in_a_row_both_stay():
    assert texts("Staff\nRecruitment\n• Advertise") == [("", "Staff\nRecruitment", "Advertise")]


def test_we_will_leads_into_the_actions():
    read = split_actions("We will:\n• listen\n• learn")
    assert (read.lead_in, [action.text for action in read.actions]) == ("We will:", ["listen", "learn"])


def test_a_list_that_belongs_to_one_action_stays_whole_and_is_doubtful():
    read = split_actions("Review the forms for all services that people use, namely:\n• housing\n• schools")
    assert len(read.actions) == 1
    assert read.doubt == "The list belongs to one action, so it was kept whole."


def test_paragraphs_stay_one_action_and_are_doubtful():
    read = split_actions("Review the whole policy now.\nThen train everyone in it.")
    assert len(read.actions) == 1
    assert read.doubt


def test_a_paragraph_among_bullets_is_an_action_of_its_own_and_doubtful():
    read = split_actions("• Ask\n• Tell\nReview everything that was heard and said in the year with the board.\n• End")
    assert len(read.actions) == 4
    assert read.doubt


def test_a_line_that_goes_on_in_small_letters_belongs_to_the_bullet_above():
    assert texts("• Ask all\nof them\n• Tell") == [("", "", "Ask all\nof them"), ("", "", "Tell")]


def test_lists_of_measures_are_parted_at_bullets_only():
    assert split_list("• staff survey\n• number of cases") == ("staff survey", "number of cases")
    assert split_list("Survey. 20% more.") == ("Survey. 20% more.",)
    assert split_list("") == ()


def test_a_reference_in_front_is_taken_apart():
    assert with_reference("1. Leadership") == ("1.", "Leadership")
    assert with_reference("2024 targets") == ("", "2024 targets")
