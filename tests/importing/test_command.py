"""A plan is imported from the command line: what it prints, what it writes, how it ends."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from actions.exporting.plan import csv_file, json_file, xlsx_file
from actions.exporting.plan.about import About
from actions.exporting.plan.outline import outline_of
from actions.importing.first_day import period_said
from actions.importing.stored import content_of
from actions.models import Action
from actions.seeding import seed
from plans.models import Plan
from tests.importing.making import HEADINGS, PUBLISH, TRAIN

WRITERS = {"xlsx": xlsx_file, "csv": csv_file, "json": json_file}
UNREADABLE = (*TRAIN[:4], "when the moon is blue", "")
COMPLETED = (*TRAIN[:5], "Completed")


def plan_file(plan, kind):
    """The whole plan as it is downloaded."""
    records = outline_of(content_of(plan), council=plan.council.slug, slug=plan.slug)
    return WRITERS[kind].write(records, About(plan.title, plan.council.name, "/", timezone.now()))


@pytest.fixture
def run(tmp_path, council):
    """Run the command on a CSV file with these rows; return what it printed."""

    def run(*rows, name="plan.csv", title="Equality plan 2026-2029", **options):
        lines = [",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows)]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        out, options = StringIO(), {"council": council.slug, "stderr": StringIO()} | options
        call_command("import_plan", tmp_path / name, title=title, stdout=out, **options)
        return out.getvalue()

    return run


def ended_with(code, run, *rows, **options):
    with pytest.raises(CommandError) as ended:
        run(*rows, **options)
    assert ended.value.returncode == code
    return str(ended.value)


def test_a_plan_is_imported_as_a_draft(run, council):
    run(TRAIN, PUBLISH)
    plan = Plan.objects.get(council=council)
    assert (plan.status, plan.is_public, plan.source_document) == ("draft", False, "plan.csv")
    assert len(plan.source_sha256) == 64
    assert [action.reference for action in Action.objects.order_by("position")] == ["1.1", "1.2"]
    assert Action.objects.first().history.get().history_change_reason == "Imported from plan.csv"


def test_every_row_is_printed_with_its_readings(run):
    first, second = json.loads(run(TRAIN, PUBLISH, json=True, dry_run=True))
    assert (first["ref"], first["theme"], first["action"]) == ("1.1", "Our people", "Train every manager")
    assert first["commitment"] == ""
    assert [(lead["name"], lead["role"]) for lead in first["leads"]] == [("Head of HR", "joint")]
    assert first["timescale"] | {"because": ""} == {
        "text": "March 2027", "starts_on": None, "due_on": "2027-03-31", "recurrence": "none", "ongoing": False,
        "reviews": [], "certainty": "month", "because": "",
    }  # fmt: skip
    assert (first["status"], first["measures"], first["warnings"]) == ("not_started", [], [])
    assert second["status"] == "in_progress"


def test_how_often_is_printed_in_the_words_of_plans(run):
    (row,) = json.loads(run((*TRAIN[:4], "every two years", ""), json=True, dry_run=True))
    assert row["timescale"]["recurrence"] == "every 2 years"


def test_a_warning_is_printed_beside_its_row(run):
    (row,) = json.loads(run(UNREADABLE, json=True, dry_run=True))
    assert row["warnings"][0]["code"] == "timescale-not-read"
    assert row["warnings"][0]["words"] in run(UNREADABLE, dry_run=True)


def test_a_dry_run_writes_nothing(run):
    run(TRAIN, dry_run=True)
    assert not Plan.objects.exists()


def test_the_period_is_read_from_the_title(run):
    run(TRAIN, title="Equality plan 2026/27")
    assert (Plan.objects.get().starts_on, Plan.objects.get().ends_on) == (date(2026, 4, 1), date(2027, 3, 31))


def test_the_period_that_was_given_counts(run):
    run(TRAIN, starts=date(2026, 9, 1), ends=date(2027, 8, 31))
    assert (Plan.objects.get().starts_on, Plan.objects.get().ends_on) == (date(2026, 9, 1), date(2027, 8, 31))


def test_a_schools_year_begins_in_september(run):
    (row,) = json.loads(run((*TRAIN[:4], "2027/28", ""), json=True, dry_run=True, year_starts=9))
    assert row["timescale"]["starts_on"] == "2027-09-01"


def test_a_plan_is_not_written_without_a_first_day(run):
    assert "Give --starts" in ended_with(2, run, TRAIN, title="Equality plan")
    assert json.loads(run(TRAIN, title="Equality plan", dry_run=True, json=True))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"council": "nowhere"}, "There is no council “nowhere”. The short names: alderford-council."),
        ({"newer_of": "nothing"}, "has no plan “nothing”"),
        ({"starts": date(2027, 1, 1), "ends": date(2026, 1, 1)}, "must end after it starts"),
    ],
)
def test_wrong_usage_ends_with_2(run, options, sentence):
    assert sentence in ended_with(2, run, TRAIN, **options)


def test_a_file_that_is_not_there_ends_with_2(council, tmp_path):
    with pytest.raises(CommandError) as ended:
        call_command("import_plan", tmp_path / "gone.docx", council=council.slug, title="Plan 2026/27")
    assert ended.value.returncode == 2


def test_a_file_that_cannot_be_read_ends_with_1(run):
    assert "docx" in ended_with(1, run, TRAIN, name="plan.docx")


def test_a_file_without_actions_ends_with_1(run):
    ended_with(1, run)


def test_a_row_that_needs_a_day_stops_the_import(run):
    assert "Nothing was imported" in ended_with(1, run, TRAIN, COMPLETED)
    assert not Plan.objects.exists()
    assert len(json.loads(run(COMPLETED, dry_run=True, json=True))) == 1


def test_a_newer_version_says_what_it_changes(run):
    run(TRAIN)
    plan = Plan.objects.get()
    Plan.objects.update(period="2026 to 2029")
    newer = ("1.1", "Our people", "Train all managers", "Head of HR", "March 2027", "")
    told = run(newer, newer_of=plan.slug, title=None)
    assert told.splitlines() == [
        "changed: Action 1.1 Train every manager. Action: Train every manager -> Train all managers"
    ]
    assert [action.text for action in Action.objects.all()] == ["Train all managers"]
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "starts_on", "ends_on"),
    [
        ("EDI action plan 2022/23", date(2022, 4, 1), date(2023, 3, 31)),
        ("Fair and Inclusive Action Plan (2023-2027)", date(2023, 1, 1), date(2027, 12, 31)),
        ("DIVERSITY ACTION PLAN 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("April 2022 to March 2023", date(2022, 4, 1), date(2023, 3, 31)),
    ],
)
def test_a_line_states_a_whole_period(line, starts_on, ends_on):
    period = period_said([line], 4)
    assert (period.starts_on, period.ends_on) == (starts_on, ends_on)


@pytest.mark.parametrize("line", ["Final action plan", "Version 3", "By March 2023", "Agreed in June 2023", ""])
def test_a_line_that_states_no_whole_period_states_none(line):
    assert period_said([line], 4) is None


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_a_downloaded_plan_comes_back_as_the_same_plan(db, council, tmp_path, kind):
    plan, _ = seed("bexley")
    said = content_of(plan)
    (tmp_path / f"plan.{kind}").write_bytes(plan_file(plan, kind))
    call_command("import_plan", tmp_path / f"plan.{kind}", council=council.slug, stderr=StringIO())
    again = Plan.objects.get(council=council)
    assert content_of(again) == said
    assert again.slug == plan.slug


def test_a_downloaded_plan_that_was_not_changed_changes_nothing(db, tmp_path):
    plan, _ = seed("bexley")
    (tmp_path / "plan.json").write_bytes(plan_file(plan, "json"))
    before = plan.history.count()
    out = {"stderr": StringIO(), "stdout": StringIO()}
    call_command("import_plan", tmp_path / "plan.json", council="bexley", newer_of=plan.slug, **out)
    assert plan.history.count() == before


def test_another_file_needs_a_title(run):
    assert "--title" in ended_with(2, run, TRAIN, title=None)
