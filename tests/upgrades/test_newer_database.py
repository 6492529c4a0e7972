"""A database that a newer release has migrated: this one serves people until it is replaced, and changes no table."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from plans import migrated
from plans.audit import triggers
from tests.audit.checks import execute

REFUSED = "This database is of a newer release than this one (plans.9999_later). Install that release"


@pytest.fixture
def newer(db):
    """The tests' database, as a newer release leaves it: a migration more, and triggers that differ."""
    MigrationRecorder(connection).record_applied("plans", "9999_later")
    connection.check_constraints()
    with connection.cursor() as cursor:
        execute(next(drop for drop in triggers.dialect().drops(cursor) if drop.strip('"').endswith("plans_council")))
    assert triggers.missing() != []


@pytest.mark.parametrize("target", [[], ["plans", "0005"]], ids=["forwards", "backwards"])
def test_an_older_release_does_not_migrate_it(newer, target):
    found = triggers.missing()
    with pytest.raises(CommandError) as refused:
        call_command("migrate", *target, verbosity=0)
    assert str(refused.value).startswith(REFUSED)
    assert triggers.missing() == found


def test_an_older_release_goes_on_serving_people(newer, client, plan):
    assert client.get(reverse("sign-in")).status_code == 200
    answer = client.get(reverse("readyz"))
    assert answer.status_code == 200
    assert "the database is of a newer release" in answer.json()["warnings"]


def test_this_release_s_own_database_is_no_newer_one(db, client):
    assert migrated.unknown(migrated.applied()) == []
    assert "the database is of a newer release" not in client.get(reverse("readyz")).json()["warnings"]


def test_what_an_app_left_behind_that_is_no_longer_here_makes_no_database_newer():
    assert migrated.unknown(["plans.0001_people_councils_plans", "forgotten.0001_initial"]) == []


@pytest.mark.parametrize(
    ("had", "unknown", "lacking"),
    [
        (["plans.0001", "plans.0002"], [], []),
        (["plans.0001_0002"], [], []),
        (["plans.0001"], [], ["plans.0001_0002"]),
        (["plans.0001", "plans.0002", "plans.0003"], ["plans.0003"], []),
    ],
)
def test_a_migration_that_replaces_others_stands_for_them(monkeypatch, had, unknown, lacking):
    monkeypatch.setattr(migrated, "on_disk", lambda: {"plans.0001_0002": ["plans.0001", "plans.0002"]})
    assert (migrated.unknown(had), migrated.lacking(had)) == (unknown, lacking)
