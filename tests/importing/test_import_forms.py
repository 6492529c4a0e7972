"""What an import asks of a file: what helps to choose, and what is kept of the answers."""

from datetime import date

from actions.importing.answers import Answers
from actions.importing.forms import ColumnsForm, SameLeadsForm, TablesForm
from actions.readers.tables.columns import ROLE_LABELS, ColumnGuess, Role, TableGuess

ROLES = {"Ref": Role.REFERENCE, "Action": Role.ACTION, "Lead": Role.LEADS, "": Role.LEFT_OUT}


def table(index=0, headings=("Ref", "Action", "Lead"), *, is_plan=True, layout="rows"):
    columns = [
        ColumnGuess(at, heading, ROLES[heading], True, "Its heading says so.", (f"words {at}",))
        for at, heading in enumerate(headings)
    ]
    return TableGuess(index, f"Table {index + 1}", is_plan, "It has actions.", layout, 0, tuple(columns), 3)


def columns_form(*tables, columns=None, **changes):
    said = Answers(title="Plan", starts_on=date(2026, 4, 1), columns=columns or {})
    shown = {box.html_name: box.value() for box in ColumnsForm(guesses=tables, said=said)}
    return ColumnsForm(shown | changes, guesses=tables, said=said)


def test_the_tables_that_look_like_the_plan_are_ticked():
    form = TablesForm(guesses=[table(), table(1, is_plan=False), table(2)], said=Answers())
    assert form["tables"].value() == [0, 2]


def test_the_tables_that_were_chosen_stay_ticked():
    form = TablesForm(guesses=[table(), table(1, is_plan=False)], said=Answers(tables=[1]))
    assert form["tables"].value() == [1]


def test_a_table_is_told_by_its_size_its_headings_and_what_it_seems_to_be():
    hints = TablesForm(guesses=[table()], said=Answers()).fields["tables"].widget.hints
    assert hints == {"0": "3 rows. Headings: Ref, Action, Lead. It has actions."}


def test_a_table_without_headings_is_told_by_how_it_begins():
    hints = TablesForm(guesses=[table(headings=("", ""))], said=Answers()).fields["tables"].widget.hints
    assert hints == {"0": "3 rows. It begins: “words 0 words 1”. It has actions."}


def test_a_table_that_is_not_there_cannot_be_chosen():
    form = TablesForm({"tables": ["7"]}, guesses=[table()], said=Answers())
    assert "select one of the answers in the list" in str(form.errors)


def test_a_column_can_be_any_role():
    offered = ColumnsForm(guesses=[table()], said=Answers()).fields["column-0-0"].choices
    assert [label for _, label in offered] == list(ROLE_LABELS.values())


def test_a_column_without_a_heading_is_told_by_its_place():
    form = ColumnsForm(guesses=[table(headings=("Action", ""))], said=Answers())
    assert form["column-0-1"].label == "What is in column 2, which has no heading?"


def test_tables_with_the_same_headings_get_the_same_roles():
    form = columns_form(table(), table(3), **{"column-0-0": "commitment_reference"})
    assert form.is_valid()
    assert form.columns == {at: [Role.COMMITMENT_REFERENCE, Role.ACTION, Role.LEADS] for at in (0, 3)}


def test_tables_with_other_headings_or_laid_out_otherwise_are_asked_about_apart():
    form = columns_form(table(), table(1, ("Action", "Lead")), table(2, layout="card"))
    assert [group.name for group in form.groups] == ["Table 1", "Table 2", "Table 3"]


def test_roles_that_were_chosen_before_are_shown_again():
    before = {0: [Role.COMMITMENT, Role.ACTION, Role.LEFT_OUT]}
    form = columns_form(table(), columns=before)
    assert form.is_valid()
    assert form.columns == before


def test_one_column_of_any_table_has_to_hold_the_actions():
    form = columns_form(table(), **{"column-0-1": "commitment"})
    assert form.errors == {"column-0-0": ["Say which column holds the actions: choose “Action” for it"]}


def test_a_role_that_there_is_none_of_is_refused():
    form = columns_form(table(), **{"column-0-1": "wages"})
    assert list(form.errors) == ["column-0-1"]


def same_leads(data=None, **same_as):
    resembling = [("HR Director", ("Director of HR", "HR Manager"))]
    return SameLeadsForm(data, resembling=resembling, said=Answers(same_as=same_as))


def test_a_lead_is_one_of_its_own_unless_somebody_says_otherwise():
    assert same_leads()["lead-0"].value() == ""
    form = same_leads({"lead-0": ""})
    assert form.is_valid()
    assert form.same_as == {}


def test_a_lead_that_is_the_same_is_kept_by_its_printed_words():
    form = same_leads({"lead-0": "HR Manager"})
    assert form.is_valid()
    assert form.same_as == {"HR Director": "HR Manager"}


def test_an_answer_stays_on_the_page_to_be_changed():
    form = SameLeadsForm(resembling=[], said=Answers(same_as={"HR Director": "Director of HR"}))
    assert form["lead-0"].value() == "Director of HR"
    assert [value for value, _ in form.fields["lead-0"].choices] == ["", "Director of HR"]
