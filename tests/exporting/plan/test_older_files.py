"""Files of older formats: what they do not say is empty in a new plan, and stays as it is in one that is here."""

from decimal import Decimal
from pathlib import Path

import pytest

from actions.exporting.plan.kinds import FORMATS, KINDS
from actions.importing.changes import changes_between, fingerprint_of
from actions.importing.importing import import_newer
from actions.importing.own_files import read_own_file
from actions.importing.stored import content_of
from actions.importing.writing import write_new
from tests.builders import make_council, make_tag
from tests.exporting.plan.changing import as_csv, changed_csv, changed_json, csv_rows, problem_of, saved, workbook
from tests.exporting.plan.made_up import WRITERS, older_plan, whole_plan

FOLDER = Path(__file__).parent / "first_format"  # the whole plan, as the first release wrote it
each_kind = pytest.mark.parametrize("kind", WRITERS)


def older_file(kind):
    return (FOLDER / f"plan.{kind}").read_bytes()


@each_kind
def test_a_file_of_the_first_format_is_read_and_what_it_lacks_is_empty(kind):
    own = read_own_file(older_file(kind))
    assert own.said == older_plan()
    assert (own.council, own.slug) == ("alderford", "our-plan")


def test_an_older_file_may_have_the_newer_columns():
    rows = csv_rows()
    next(row for row in rows if "EDI Tracker plan 2" in row)[6] = FORMATS[0]
    assert problem_of(as_csv(rows)) == ""


def test_a_column_that_was_taken_away_from_a_newer_table_is_missed():
    rows = csv_rows()
    at = rows[0].index("Levels")
    rows = [row[:at] + row[at + 1 :] for row in rows]
    assert problem_of(as_csv(rows)) == (
        "Row 39, “Levels”: this is missing. Download the plan again and change that file."
    )


def test_a_column_that_was_taken_away_from_a_newer_sheet_is_missed():
    book = workbook()
    names = [cell.value for cell in book["Readings"][1]]
    book["Readings"].delete_cols(names.index("numerator") + 1)
    assert "Row 3 of the sheet “Readings”, “How many”: this is missing." in problem_of(saved(book))


def test_a_value_that_was_taken_away_from_newer_json_is_missed():
    def take_away(file):
        del file["measures"][0]["definition"]

    assert problem_of(changed_json(take_away)).startswith("Measure 1, “definition”: this is missing.")


def test_a_column_that_every_format_has_is_missed_in_an_older_file():
    content = older_file("json").replace(b'"target_text"', b'"target_texts"')
    assert "lacks “target_text”" in problem_of(content)


def test_a_format_that_is_not_known_yet_is_refused():
    assert "made by another version" in problem_of(changed_csv("Plan", "Text", "EDI Tracker plan 3"))


def test_only_measures_and_their_readings_have_newer_columns():
    newer = {kind.name for kind in KINDS.values() if any(column.is_new for column in kind.columns)}
    assert newer == {"Measure", "Reading"}


@pytest.fixture
def brought(other_council):
    """The whole plan of today, in the tracker."""
    council = make_council("Alderford")
    other_council.slug = "brimley"
    other_council.save()
    make_council("Castleton")
    make_tag("Good", kind="aim")
    said = whole_plan()
    said.measures[0].kind, said.measures[0].target = "narrative", None
    said.themes[0].measures[0].kind = "narrative"
    said.themes[0].commitments[0].actions[0].measures[0].readings.pop()
    return write_new(said, council=council, slug="our-plan", by=None, reason="Imported")


def older_said():
    """The older file, of which the last reading says nothing."""
    said = read_own_file(older_file("json")).said
    said.themes[0].commitments[0].actions[0].measures[0].readings.pop()
    return said


def test_what_an_older_file_does_not_say_stays_here(brought):
    changes = changes_between(content_of(brought), older_said(), with_readings=True)
    assert [row for row in changes.rows if row.where == "Measure"] == []


def test_a_share_does_not_stay_beside_the_other_value_of_an_older_file(brought):
    brought.refresh_from_db()
    now, older = content_of(brought), older_said()
    (reading,) = list(older.all_measures())[3].readings
    reading.value = Decimal("14.0000")
    source = {"by": None, "file_name": "plan.json", "sha256": "", "fingerprint": fingerprint_of(now)}
    import_newer(older, brought, with_readings=True, **source)
    (after,) = list(content_of(brought).all_measures())[3].readings
    assert (after.value, after.numerator, after.base) == (Decimal("14.0000"), None, None)
    assert (after.category, after.note) == ("Sex", "Two\nlines")
