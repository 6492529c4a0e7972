"""What a file changes: whatever is edited in it, by whom and why, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest

from actions.models import Action, Lead, LeadSpelling, Timescale
from measures.models import Measure, Reading
from plans.models import Commitment, Membership, Plan, Theme
from tests.admin.exchange.desk import as_xlsx, bring, exported, imported, sentences, wrong_with
from tests.builders import make_user


def edited(desk, model, what=None, **said):
    """The exported rows, the first of them edited; keys are headings with _ for a space."""
    rows = exported(desk, model, what)
    rows[0] |= {heading.replace("_", " "): value for heading, value in said.items()}
    return rows


def test_an_edited_row_is_saved_with_who_and_why(desk, here, equality_lead):
    page = imported(desk, Lead, edited(desk, Lead, Name="Head of Culture"), name="leads.csv")
    assert "“leads.csv” was imported: 0 added, 1 changed, 0 as they were." in page.content.decode()
    last = Lead.objects.get(pk=here.lead.pk).history.first()
    assert (last.name, last.history_user_id) == ("Head of Culture", equality_lead.pk)
    assert last.history_change_reason == "Imported from leads.csv"


def test_the_preview_tells_the_change_and_saves_nothing(desk, here):
    page = bring(desk, Lead, edited(desk, Lead, Name="Head of Culture"))
    (row,) = page.context["outcome"].rows
    assert (row.number, row.is_new, [tuple(told) for told in row.told]) == (
        2, False, [("Name", here.lead.name, "Head of Culture")],
    )  # fmt: skip
    assert Lead.objects.get(pk=here.lead.pk).history.count() == 1


def test_a_row_without_an_id_is_added(desk, here):
    key = f"{here.council.slug}/{here.plan.slug}"
    page = imported(desk, Theme, [{"Plan": key, "Title": "Our people"}])
    assert "1 added, 0 changed" in page.content.decode()
    theme = Theme.objects.get(title="Our people")
    assert (theme.plan, theme.position) == (here.plan, 2)


def test_rows_of_many_kinds_are_added(desk, here):
    plan = f"{here.council.slug}/{here.plan.slug}"
    imported(desk, Commitment, [{"Theme": f"{plan}/1", "Text": "We will listen"}])
    imported(desk, Timescale, [{"Plan": plan, "Published words": "June 2027", "Due": "30/06/2027"}])
    imported(desk, Action, [{"Commitment": f"{plan}/1/2", "As published": "Ask", "Timescale": f"{plan}/2"}])
    imported(desk, Lead, [{"Council": here.council.slug, "Name": "Mayor", "Kind": "person"}])
    action = Action.objects.get(text="Ask")
    assert (action.commitment.text, action.timescale.due_on) == ("We will listen", date(2027, 6, 30))
    assert Lead.objects.get(name="Mayor").kind == "person"


def test_rows_below_another_are_edited_in_files_of_their_own(desk, here):
    row = {"Lead": f"{here.council.slug}/{here.lead.name}", "Spelling": "Hd of People"}
    imported(desk, Lead, [row], LeadSpelling)
    assert [spelling.text for spelling in here.lead.spellings.all()] == ["Hd of People"]
    imported(desk, Lead, edited(desk, Lead, LeadSpelling, Spelling="Head of Ppl"), LeadSpelling)
    assert [spelling.text for spelling in here.lead.spellings.all()] == ["Head of Ppl"]


def test_a_role_is_changed_but_not_ones_own(desk, here, equality_lead):
    rows = exported(desk, Membership)
    for row in rows:
        row["Role"] = "Manager"
    assert "You may not change this." in sentences(bring(desk, Membership, rows))
    others = [row for row in rows if row["User"] != equality_lead.email]
    imported(desk, Membership, others)
    assert here.user.memberships.get().role == "manager"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("31/03/2027", date(2027, 3, 31)), ("5/4/2027", date(2027, 4, 5)), ("2027-03-31", date(2027, 3, 31))],
)
def test_dates_are_read_the_day_first(desk, here, typed, read):
    imported(desk, Measure, edited(desk, Measure, Target_date=typed))
    assert Measure.objects.get().target_on == read


@pytest.mark.parametrize("typed", ["03/31/2027", "31 March", "2027", "31/03/27", "30/02/2027", "0/0/2027"])
def test_what_is_no_date_is_refused(desk, here, typed):
    page = bring(desk, Measure, edited(desk, Measure, Target_date=typed))
    assert wrong_with(page) == [(2, "Target date", f"“{typed}” is not a date. Write it as 31/03/2027, the day first.")]


def test_a_workbook_keeps_dates_and_numbers(desk, here):
    rows = edited(desk, Measure)
    rows[0] |= {"ID": int(rows[0]["ID"]), "Revision": float(rows[0]["Revision"]), "Place": ""}
    del rows[0]["Place"]
    rows[0] |= {"Kind": "Number", "Target": 45.5, "Target date": date(2027, 3, 31), "About people": True}
    imported(desk, Measure, as_xlsx(rows), name="measures.xlsx")
    measure = Measure.objects.get()
    assert (measure.target, measure.target_on, measure.is_about_people) == (Decimal("45.5"), date(2027, 3, 31), True)


def test_a_date_in_a_column_of_words_is_refused(desk, here):
    rows = edited(desk, Lead)
    rows[0]["Name"] = date(2027, 3, 31)
    assert "Excel made a date of this cell." in sentences(bring(desk, Lead, as_xlsx(rows), name="leads.xlsx"))


def test_a_missing_column_keeps_and_an_empty_cell_empties(desk, here):
    Measure.objects.update(kind="number", unit="cases", target=5)
    rows = edited(desk, Measure, Unit="")
    for row in rows:
        del row["Target"]
    imported(desk, Measure, rows)
    measure = Measure.objects.get()
    assert (measure.unit, measure.target) == ("", 5)


def test_an_empty_cell_is_refused_where_nothing_may_be(desk, here):
    page = bring(desk, Lead, edited(desk, Lead, Name=" "))
    assert wrong_with(page) == [(2, "Name", "This cannot be empty.")]


def test_columns_may_come_in_any_order_and_by_their_plain_names(desk, here):
    rows = [{"NAME": "Head of Culture", "revision": row["Revision"], "id": row["ID"]} for row in exported(desk, Lead)]
    imported(desk, Lead, rows)
    assert Lead.objects.get(pk=here.lead.pk).name == "Head of Culture"


def test_choices_are_read_by_name_or_code(desk, here):
    for typed, kind in (("Team", "team"), ("GROUP", "group"), ("person", "person")):
        imported(desk, Lead, edited(desk, Lead, Kind=typed))
        assert Lead.objects.get(pk=here.lead.pk).kind == kind
    page = bring(desk, Lead, edited(desk, Lead, Kind="Robot"))
    assert wrong_with(page) == [(2, "Kind", "“Robot” is none of these: Post, Team, Group, Person.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_are_read_right_in_every_encoding_that_excel_writes(desk, here, encoding):
    row = exported(desk, Lead)[0]
    text = f"ID,Name,Revision\r\n{row['ID']},Café “Zoë” – naïve,{row['Revision']}\r\n"
    imported(desk, Lead, text.encode(encoding))
    assert Lead.objects.get(pk=here.lead.pk).name == "Café “Zoë” – naïve"


def test_semicolons_part_cells_as_well(desk, here):
    row = exported(desk, Lead)[0]
    imported(desk, Lead, f"ID;Name;Revision\n{row['ID']};Head of Culture;{row['Revision']}\n".encode())
    assert Lead.objects.get(pk=here.lead.pk).name == "Head of Culture"


def test_line_ends_are_no_change(desk, here):
    Plan.objects.update(introduction="One.\r\nTwo.\n\nThree. ")
    rows = exported(desk, Plan)
    rows[0]["Introduction"] = "One.\nTwo.\r\n\r\nThree."
    page = bring(desk, Plan, rows)
    assert (wrong_with(page), page.context["outcome"].unchanged) == ([], 1)


def test_a_confirmed_reading_that_is_changed_is_confirmed_anew(desk, here, equality_lead):
    confirmer = make_user("Before", council=here.council)
    Timescale.objects.update(confirmed_by=confirmer, confirmed_on=date(2026, 5, 1))
    imported(desk, Timescale, edited(desk, Timescale, Due="30/06/2027"))
    timescale = Timescale.objects.get()
    assert (timescale.due_on, timescale.confirmed_by) == (date(2027, 6, 30), equality_lead)


def test_a_reading_is_corrected_to_the_last_decimal(desk, here):
    Measure.objects.update(kind="number")
    Reading.objects.update(value=Decimal("1234567890.1234"), words="")
    assert exported(desk, Reading)[0]["Value"] == "1234567890.1234"
    imported(desk, Reading, edited(desk, Reading, Value="1,234,567,890.1235"))
    assert Reading.objects.get().value == Decimal("1234567890.1235")


def test_a_reading_is_brought_with_its_period_group_and_share(desk, here):
    Measure.objects.update(kind="percentage")
    Reading.objects.all().delete()
    row = {
        "Measure": "/".join(map(str, here.measure.natural_key())), "First day of the period": "1/4/2026",
        "As at": "30/6/2026", "Breakdown by": "Sex", "Group": "Women", "How many": "5", "Of how many": "40",
        "Note": "One post was missed", "Source": "Payroll",
    }  # fmt: skip
    imported(desk, Reading, [row, row | {"Breakdown by": "Grade", "How many": "0"}])
    found = Reading.objects.values_list("starts_on", "category", "group", "numerator", "base", "value", "note")
    assert set(found) == {
        (date(2026, 4, 1), "Sex", "Women", 5, 40, Decimal("12.5"), "One post was missed"),
        (date(2026, 4, 1), "Grade", "Women", 0, 40, Decimal(0), "One post was missed"),
    }
    assert exported(desk, Reading)[0]["Of how many"] == "40"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"Value": "14"}, "5 of 40 is 12.5%. Leave the value empty, or correct it."),
        ({"Of how many": ""}, "Say of how many too."),
        ({"Of how many": "many"}, "whole number"),
        ({"Group": ""}, "Name the group: this is a reading for one of a breakdown."),
    ],
)
def test_a_reading_that_contradicts_itself_is_refused_in_words(desk, here, changed, sentence):
    Measure.objects.update(kind="percentage")
    share = {"starts_on": None, "category": "Sex", "group": "Women", "numerator": 5, "base": 40, "value": "12.5"}
    Reading.objects.update(**share)
    page = bring(
        desk, Reading, edited(desk, Reading, **{name.replace(" ", "_"): told for name, told in changed.items()})
    )
    assert sentence in sentences(page)


def test_a_measure_is_brought_with_what_is_counted_and_compared(desk, here):
    typed = {
        "Added_from": "Social Care WRES", "Kind": "Level", "Levels": "Low\nHigh", "Definition": "Whom it counts",
        "Source": "Payroll", "Tolerance": "0.5", "Compared_group": "Women", "Reference_group": "Men", "Target": "2",
    }  # fmt: skip
    imported(desk, Measure, edited(desk, Measure, **typed))
    said = {name.lower(): value for name, value in typed.items()} | {"kind": "level"}
    said["origin"] = said.pop("source")
    assert Measure.objects.filter(**said).get() == here.measure


def test_what_is_wrong_with_a_figure_that_a_file_lacks_is_told_by_its_name(desk, here):
    Measure.objects.update(kind="narrative", target=5)
    rows = [{name: row[name] for name in ("ID", "Unit", "Revision")} for row in edited(desk, Measure, Unit="cases")]
    told = "Target: This measure is told in words: leave the figure empty."
    assert told in sentences(bring(desk, Measure, rows))
