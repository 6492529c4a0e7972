"""A file is shown as the plan that it would become: with readings, doubts and what a person put right."""

from datetime import date

import pytest

from actions.importing.answers import Answers, Correction
from actions.importing.proposal import known_leads, propose
from actions.importing.stored import content_of
from actions.importing.writing import write_new
from actions.models import Lead
from actions.readers.results import KnownLead
from actions.readers.tables.columns import Role
from actions.readers.warnings import WarningCode
from plans.files.grids import Grid, Refused
from tests.builders import make_lead
from tests.importing.making import HEADINGS, LISTEN, PUBLISH, TRAIN, answers, table


def proposed(*rows, known=(), **said):
    return propose(table(*rows), answers(**said), known=known)


def only(proposal):
    (row,) = proposal.rows
    return row


def corrected(row, **put_right):
    """The proposal of one row with something put right in it."""
    key = only(proposed(row)).key
    return only(proposed(row, corrections={key: Correction(**put_right)}))


def codes(row):
    return [warning.code for warning in row.warnings]


def test_rows_stand_under_their_themes():
    content = proposed(TRAIN, PUBLISH, LISTEN).content
    assert [theme.title for theme in content.themes] == ["Our people", "Our residents"]
    assert [len(theme.commitments[0].actions) for theme in content.themes] == [2, 1]


def test_a_theme_that_comes_again_is_the_one_it_was():
    content = proposed(TRAIN, LISTEN, PUBLISH).content
    assert [theme.title for theme in content.themes] == ["Our people", "Our residents"]


def test_a_row_is_read():
    row = only(proposed(PUBLISH))
    assert (row.timescale.starts_on, row.timescale.due_on) == (date(2027, 7, 1), date(2027, 9, 30))
    assert [lead.published_as for lead in row.leads.leads] == ["Chief Executive"]
    assert row.action.status == "in_progress"
    assert row.action.due_on == date(2027, 9, 30)
    assert row.warnings == ()


def test_what_cannot_be_read_stays_words_with_a_warning():
    row = only(proposed((*TRAIN[:4], "when the moon is blue", "")))
    assert row.action.due_on is None
    assert WarningCode.TIMESCALE_NOT_READ in codes(row)


def test_the_plan_says_what_the_person_said():
    facts = proposed(TRAIN, period="2026 to 2029").content.facts
    assert (facts["title"], facts["period"], facts["starts_on"]) == ("Equality plan", "2026 to 2029", date(2026, 4, 1))


def test_an_action_without_a_status_is_not_started():
    assert only(proposed(TRAIN)).action.status == "not_started"


def test_work_that_is_underway_by_its_timescale_is_in_progress():
    assert only(proposed((*TRAIN[:4], "Underway", ""))).action.status == "in_progress"


def test_a_completed_action_without_a_day_cannot_be_imported():
    proposal = proposed((*TRAIN[:5], "Completed"))
    assert only(proposal).action.status == "completed"
    (problem,) = proposal.problems
    assert "completed" in problem
    assert problem.startswith(only(proposal).where)


def test_an_action_that_is_there_already_needs_no_day(council):
    plan = write_new(proposed(TRAIN).content, council=council, slug="plan", by=None, reason="Imported")
    grids = table((*TRAIN[:5], "Completed"), ("9.9", *PUBLISH[1:5], "Completed"))
    (problem,) = propose(grids, answers(), current=content_of(plan)).problems
    assert "row 3" in problem


def test_a_completed_action_is_given_its_day():
    row = corrected((*TRAIN[:5], "Completed"), completed_on=date(2026, 9, 1))
    assert (row.action.completed_on, row.problem, row.is_corrected) == (date(2026, 9, 1), "", True)
    assert WarningCode.STATUS_NEEDS_DATE not in codes(row)


def test_an_embedded_action_needs_the_day_of_its_next_review():
    assert "embedded" in corrected(TRAIN, status="embedded").problem
    assert corrected(TRAIN, status="embedded", review_on=date(2027, 1, 1)).problem == ""


def test_words_dates_and_leads_are_put_right():
    row = corrected(
        TRAIN, text="Train all managers", reference="1.9", is_dated=True, due_on=date(2027, 1, 15),
        leads=["Chief Executive"], supporting=["Head of HR"],
    )  # fmt: skip
    assert (row.action.text, row.action.reference, row.action.due_on) == (
        "Train all managers",
        "1.9",
        date(2027, 1, 15),
    )
    assert [(lead.lead, lead.role) for lead in row.action.leads] == [
        ("Chief Executive", "joint"),
        ("Head of HR", "supporting"),
    ]
    assert row.action.leads_as_published == "Head of HR"
    assert row.timescale.text == "March 2027"


def test_a_date_is_taken_away():
    row = corrected(TRAIN, is_dated=True)
    assert (row.action.due_on, row.timescale.certainty) == (None, "none")


def test_a_row_that_is_left_out_is_shown_but_not_imported():
    key = only(proposed(TRAIN)).key
    proposal = propose(table(TRAIN, LISTEN), answers(corrections={key: Correction(is_left_out=True)}))
    assert [row.is_left_out for row in proposal.rows] == [True, False]
    assert [action.text for action in proposal.content.actions()] == ["Listen to residents"]


def test_a_known_lead_is_used_and_a_like_one_is_only_offered():
    known = [KnownLead("Head of HR"), KnownLead("Director of Digital and ICT")]
    like = (*TRAIN[:3], "Director for Digital and ICT", "March 2027", "")
    proposal = proposed(TRAIN, like, known=known)
    assert [lead.name for lead in proposal.content.leads] == ["Head of HR", "Director for Digital and ICT"]
    assert proposal.resembling == (("Director for Digital and ICT", ("Director of Digital and ICT",)),)


def test_a_lead_that_a_person_says_is_the_same_is_that_one():
    like = (*TRAIN[:3], "Director for Digital and ICT", "March 2027", "")
    same = {"Director for Digital and ICT": "Director of Digital and ICT"}
    proposal = proposed(like, known=[KnownLead("Director of Digital and ICT")], same_as=same)
    (named,) = only(proposal).action.leads
    assert (named.lead, named.published_as) == ("Director of Digital and ICT", "Director for Digital and ICT")
    assert proposal.resembling == ()
    assert codes(only(proposal)) == []


def test_leads_of_one_file_that_are_spelled_alike_are_offered_too():
    rows = [(*TRAIN[:3], name, "", "") for name in ("Director of Digital and ICT", "Director for Digital and ICT")]
    assert proposed(*rows).resembling == (("Director for Digital and ICT", ("Director of Digital and ICT",)),)


def test_leads_of_the_same_file_do_not_cut_a_post_in_two():
    rows = [(*TRAIN[:3], name, "", "") for name in ("Principal", "Chief Executive", "Principal and Chief Executive")]
    *_, last = proposed(*rows).rows
    assert [lead.published_as for lead in last.leads.leads] == ["Principal and Chief Executive"]


def test_a_lead_that_comes_again_is_the_same_lead():
    rows = [(*TRAIN[:3], name, "", "") for name in ("Head of HR", "- Head of HR", "HEAD OF HR")]
    content = proposed(*rows).content
    assert [(lead.name, lead.spellings) for lead in content.leads] == [("Head of HR", ["Head of HR", "HEAD OF HR"])]


def test_a_merged_lead_is_known_as_the_one_that_is_left(council):
    left, gone = make_lead(council, "Director of HR"), make_lead(council, "HR Director")
    Lead.objects.filter(pk=gone.pk).update(merged_into=left)
    (known,) = known_leads(council)
    assert (known.name, "HR Director" in known.spellings) == ("Director of HR", True)


def test_a_story_of_progress_is_told_and_not_imported():
    headings = ("Ref", "Action", "Lead", "Progress")
    story = "Two sessions were held and forty managers came"
    grids = table(("1", "Train every manager", "Head of HR", story), headings=headings)
    row = only(propose(grids, answers()))
    assert row.action.status == "not_started"
    (warning,) = [one for one in row.warnings if one.code == WarningCode.PROGRESS_LEFT_OUT]
    assert story in warning.words


def test_a_status_in_a_column_of_progress_is_read():
    headings = ("Ref", "Action", "Lead", "Progress")
    grids = table(("1", "Train every manager", "Head of HR", "Underway"), headings=headings)
    row = only(propose(grids, answers()))
    assert row.action.status == "in_progress"
    assert WarningCode.PROGRESS_LEFT_OUT not in codes(row)


def test_a_column_is_what_the_person_says_it_is():
    guessed = proposed(TRAIN)
    columns = [Role.LEFT_OUT if role == Role.TIMESCALE else role for role in guessed.chosen[0]]
    row = only(proposed(TRAIN, columns={0: columns}))
    assert row.timescale is None
    assert row.action.due_on is None


def test_a_reference_that_repeats_is_told():
    rows = proposed(TRAIN, ("1.1", *PUBLISH[1:])).rows
    assert all(WarningCode.REFERENCE_REPEATS in codes(row) for row in rows)


def test_words_that_are_too_long_are_told_whole():
    words = "as soon as it can be done " * 30
    row = only(proposed((*TRAIN[:4], words, "")))
    (warning,) = [one for one in row.warnings if one.code == WarningCode.TEXT_TOO_LONG]
    assert words[500:].strip() in warning.words


def test_a_file_without_a_table_of_actions_is_refused():
    with pytest.raises(Refused, match="No table of actions"):
        propose((Grid("Contacts", (("Name", "Phone"), ("Ann", "01234 567890"))),), answers())
    with pytest.raises(Refused, match="No table of actions"):
        propose(table(TRAIN), answers(tables=[]))


def test_a_table_without_actions_is_refused():
    with pytest.raises(Refused, match="No action was found"):
        propose(table(headings=HEADINGS), answers(tables=[0]))


def test_answers_are_kept_from_step_to_step():
    said = answers(
        tables=[0],
        columns={0: [Role.ACTION]},
        same_as={"a": "b"},
        corrections={"0.1.1": Correction(due_on=date(2027, 1, 1))},
    )
    assert Answers.from_json(said.as_json()) == said


def test_a_proposal_is_written_as_it_was_shown(council):
    content = proposed(
        TRAIN, PUBLISH, LISTEN, (*LISTEN[:2], "Listen again", "Policy Officer", "From May 2027", "")
    ).content
    plan = write_new(content, council=council, slug="imported", by=None, reason="Imported")
    stored = content_of(plan)
    stored.facts = {name: stored.facts[name] for name in content.facts}
    for action in content.actions():
        action.key = ""
    assert stored == content
    assert plan.status == "draft"


def test_a_column_whose_guess_is_not_sure_is_told_until_somebody_looked():
    rows = [
        ("1.1", "Train every manager in fair recruitment", "Head of HR", "March 2027"),
        ("1.2", "Publish the pay gap on the council's website", "Chief Executive", "June 2027"),
    ]
    grids = table(*rows, headings=("Ref", "What", "X", "When"))
    told = [one.words for one in propose(grids, answers()).warnings if one.code == WarningCode.COLUMN_DOUBTFUL]
    assert told == ["Actions: the column “What” was taken as “Action”.", "Actions: the column “X” was taken as “Lead”."]
    looked = answers(columns={0: list(propose(grids, answers()).chosen[0])})
    assert [one for one in propose(grids, looked).warnings if one.code == WarningCode.COLUMN_DOUBTFUL] == []
