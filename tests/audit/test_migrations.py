"""A later release migrates a database that is in use: the audit is whole before, and after, each time.

PostgreSQL keeps its triggers on, so what a migration writes is recorded as it happens. SQLite has them off
meanwhile, and what was written is appended afterwards, marked as reconciled.
"""

import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, migrations, models

from plans.audit import triggers
from plans.audit.records import history_of
from plans.models import Theme
from tests.audit.checks import assert_history_is_whole, execute, newest, rows_of, tables, trail
from tests.builders import make_theme

pytestmark = pytest.mark.django_db(transaction=True)

ON_SQLITE = connection.vendor == "sqlite"
NOW = sorted(path.stem for path in (settings.BASE_DIR / "plans" / "migrations").glob("0*.py"))
AGAIN = "from importlib import import_module\nMigration = import_module('plans.migrations.{}').Migration\n"
LATER = """from django.db import migrations
from tests.audit import test_migrations

class Migration(migrations.Migration):
    dependencies = [("plans", "{before}")]
    operations = test_migrations.STEPS[{number}]
"""
STEPS = []
HISTORY = history_of(Theme)._meta.model_name


@pytest.fixture
def release(tmp_path, monkeypatch, settings):
    """``release([operation, ...], [...])``: bring out a migration for each list and run ``manage.py migrate``."""
    package, monkeypatched = tmp_path / "later_migrations", monkeypatch
    package.mkdir()
    (package / "__init__.py").touch()
    for name in NOW:
        (package / f"{name}.py").write_text(AGAIN.format(name))
    monkeypatched.syspath_prepend(tmp_path)

    def run(*steps):
        STEPS[:], before = steps, NOW[-1]
        for number in range(len(steps)):
            (package / f"{number + 9001}_later.py").write_text(LATER.format(before=before, number=number))
            before = f"{number + 9001}_later"
        settings.MIGRATION_MODULES = {"plans": "later_migrations"}
        call_command("migrate", verbosity=0)

    yield run
    call_command("migrate", "plans", NOW[-1], verbosity=0)
    for name in [name for name in sys.modules if name.startswith("later_migrations")]:
        del sys.modules[name]


def both(operation, *args, **kwargs):
    """The operation on the tracked model and the one that makemigrations puts beside it for its history."""
    field = kwargs["field"].clone()
    field.null = True
    return [operation("theme", *args, **kwargs), operation(HISTORY, *args, **kwargs | {"field": field})]


def retitle(title):
    def write(apps, schema_editor):
        apps.get_model("plans", "Theme").objects.update(title=title)

    return migrations.RunPython(write, migrations.RunPython.noop)


def check(theme, recorded):
    assert triggers.missing() == []
    assert trail(theme, "title") == recorded
    assert_history_is_whole()
    theme.refresh_from_db()
    Theme.objects.filter(pk=theme.pk).update(outcome="Written afterwards")
    assert (newest(theme).source, newest(theme).outcome) == ("application", "Written afterwards")
    assert_history_is_whole()


def test_altering_a_tracked_table_and_its_history_with_a_data_migration(release):
    theme = make_theme(title="Before")
    wider = both(migrations.AlterField, "title", field=models.CharField(max_length=301, blank=True))
    release(wider, [retitle("After")])
    assert newest(theme).source == ("reconciled" if ON_SQLITE else "application")
    check(theme, [("+", "Before"), ("~", "After")])


def test_a_data_migration_right_after_adding_a_column_that_may_not_be_empty(release):
    theme = make_theme(title="Before")
    weight = both(migrations.AddField, "weight", field=models.IntegerField(default=7))
    release(weight, [retitle("After")])
    execute(
        f"INSERT INTO {tables(Theme)[0]} (plan_id, position, reference, title, outcome, weight) "
        f"SELECT plan_id, 99, '', 'Raw', '', 9 FROM {tables(Theme)[0]}"
    )
    assert len(rows_of(Theme.objects.get(position=99))) == 1
    check(theme, [("+", "Before"), ("~", "After")])


def test_a_data_migration_right_after_a_column_was_removed(release):
    theme = make_theme(title="Before")
    gone = [migrations.AddField(model, "weight", models.IntegerField(null=True)) for model in ("theme", HISTORY)]
    away = [migrations.RemoveField(model, "weight") for model in ("theme", HISTORY)]
    release(gone, [retitle("Between")], away, [retitle("After")])
    between = [] if ON_SQLITE else [("~", "Between")]
    check(theme, [("+", "Before"), *between, ("~", "After")])


def test_filling_a_column_and_forbidding_it_to_be_empty_rewrites_no_history(release):
    theme = make_theme(title="Before")
    empty = both(migrations.AddField, "weight", field=models.IntegerField(null=True))
    fill = migrations.RunSQL(f"UPDATE {tables(Theme)[0]} SET weight = 7", migrations.RunSQL.noop)
    release(empty, [fill, retitle("After")], [migrations.AlterField("theme", "weight", models.IntegerField(default=8))])
    check(theme, [("+", "Before"), *([] if ON_SQLITE else [("~", "Before")]), ("~", "After")])


def test_what_is_written_while_a_failed_migration_left_the_triggers_off(release):
    theme = make_theme(title="Before")

    def fail(apps, schema_editor):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        release([retitle("After")], [migrations.RunPython(fail, migrations.RunPython.noop)])
    assert bool(triggers.missing()) == ON_SQLITE
    Theme.objects.update(title="Written meanwhile")
    call_command("migrate", "plans", "9001_later", verbosity=0)
    assert newest(theme).source == ("reconciled" if ON_SQLITE else "application")
    check(theme, [("+", "Before"), *([] if ON_SQLITE else [("~", "After")]), ("~", "Written meanwhile")])


def test_migrating_away_from_what_the_models_say_leaves_the_other_tables_whole(release, council):
    make_theme()
    release([migrations.RemoveField(model, "outcome") for model in ("theme", HISTORY)])
    council.name = "Renamed"
    council.save()
    assert trail(council, "name") == [("+", "Alderford Council"), ("~", "Renamed")]


def test_going_back_and_forth_between_releases():
    theme = make_theme(title="Before")
    call_command("migrate", "measures", "zero", verbosity=0)
    assert {problem.split("_")[0] for problem in triggers.missing()} == {"measures"}
    Theme.objects.update(title="Meanwhile")
    call_command("migrate", verbosity=0)
    check(theme, [("+", "Before"), ("~", "Meanwhile")])


def test_migrating_with_nothing_to_do_leaves_everything_as_it_is():
    theme = make_theme(title="Before")
    call_command("migrate", verbosity=0)
    check(theme, [("+", "Before")])


def test_it_says_how_many_rows_were_appended(capsys):
    make_theme(title="Before")
    triggers.remove()
    Theme.objects.update(title="After")
    call_command("migrate", verbosity=1)
    assert "History rows appended for what changed while the triggers were off: 1\n" in capsys.readouterr().out
