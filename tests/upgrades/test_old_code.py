"""While a new release is brought in, the code of the one before still serves people, and what it writes is recorded.

A linter reads each migration for what old code does not survive; the statements of the last release are tried.
"""

import pytest
from django.db import connection
from django_migration_linter import MigrationLinter

from actions.models import Action, ProgressUpdate
from measures.models import Reading
from plans.audit.records import TRACKED
from plans.migrated import on_disk
from plans.models import Council, Plan, User
from tests.audit.checks import assert_history_is_whole, execute, newest
from tests.upgrades.releases import NEWEST, RELEASES, inserts

OURS = ("plans.", "actions.", "measures.")

# What was released before the rule was kept. Stop the old code before one of these is applied; add none.
NOT_SURVIVED = {
    "plans.0003_source_fingerprint": "a column that may not be empty, without a default in the database",
    "plans.0005_smallest_figure_shown": "the same, twice",
    "measures.0003_readings_that_show_change": "the same, and one reading a day and group became one a category too",
}


@pytest.fixture(scope="module")
def linter(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return MigrationLinter(no_cache=True)


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="it makes tables anew, where the linter sees no column change"
)
@pytest.mark.parametrize("name", [name for name in sorted(on_disk()) if name.startswith(OURS)])
def test_old_code_survives_a_migration_or_it_is_said_why_not(linter, django_db_blocker, name):
    linter.reset_counters()
    with django_db_blocker.unblock():
        linter.lint_migration(linter.migration_loader.get_migration(*name.split(".", 1)))
    assert linter.has_errors == (name in NOT_SURVIVED)


def test_no_migration_to_come_is_excused():
    latest = {app: f"{app}.{name}" for app, name in RELEASES[NEWEST].items()}
    assert [name for name in NOT_SURVIVED if name > latest[name.partition(".")[0]]] == []


@pytest.fixture
def old_code_has_written(db):
    """All that the last release's code wrote into an empty database, by its own statements, into today's tables."""
    for table, (_, statement) in inserts(NEWEST).items():
        if table in TRACKED and table != "actions_tag":  # a migration wrote the tags
            execute(statement)
    connection.check_constraints()


def test_what_old_code_writes_is_taken_and_recorded(old_code_has_written):
    for model in (User, Council, Plan, Action, ProgressUpdate, Reading):
        assert {newest(row).history_type for row in model.objects.all()} == {"+"}
    assert_history_is_whole()


def test_what_old_code_knew_nothing_of_has_its_default(old_code_has_written):
    council = Council.objects.get(slug="alderford-council")
    council.full_clean()
    assert (council.accessibility_email, council.accessibility_answer_days, council.privacy_notice) == ("", None, "")
    assert newest(council).privacy_notice == ""
    assert {person.forgotten_at for person in User.objects.all()} == {None}


def test_what_old_code_changes_is_recorded_with_what_it_knew_nothing_of(old_code_has_written):
    council = Council.objects.get(slug="alderford-council")
    council.privacy_contact = "Data Protection Officer"
    council.save()
    execute("UPDATE plans_council SET name = 'Alderford Borough Council' WHERE id = %s", council.pk)
    told = newest(council)
    assert (told.name, told.privacy_contact) == ("Alderford Borough Council", "Data Protection Officer")
    assert_history_is_whole()
