"""The triggers are there, all of them, as generated; and anything less is noticed."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models, transaction

from actions.models import Action
from plans.audit import triggers
from plans.audit.records import TRACKED, TrackedHistory, history_of
from tests.audit.checks import assert_history_is_whole, execute, newest, tables, without_triggers

pytestmark = pytest.mark.django_db


def drops():
    with connection.cursor() as cursor:
        return triggers.dialect().drops(cursor)


def installed():
    with connection.cursor() as cursor:
        return triggers.dialect().installed(cursor)


def test_each_trigger_is_missed_when_it_is_dropped():
    connection.check_constraints()
    for drop in drops():
        with transaction.atomic():
            execute(drop)
            (problem,) = triggers.missing()
            assert "its triggers are missing, switched off or altered" in problem
            transaction.set_rollback(True)
    assert triggers.missing() == []


def test_everything_is_missing_from_a_database_without_triggers():
    with without_triggers():
        assert len(triggers.missing()) == 2 * len(TRACKED) + 1
    assert triggers.missing() == []


def test_installing_again_changes_nothing():
    before = installed()
    triggers.install()
    assert installed() == before


def test_a_trigger_of_a_forgotten_table_is_dropped(action):
    connection.check_constraints()
    forgotten = {"sqlite": "edi_insert_plans_old", "postgresql": "edi_old"}[connection.vendor]
    body = {
        "sqlite": "BEGIN INSERT INTO plans_historicalold VALUES (NEW.id); END",
        "postgresql": "FOR EACH ROW EXECUTE FUNCTION edi_append_only()",
    }
    execute(f"CREATE TRIGGER {forgotten} AFTER INSERT ON {tables(Action)[0]} {body[connection.vendor]}")
    triggers.install()
    assert [drop for drop in drops() if forgotten in drop] == []


def test_an_error_without_triggers_puts_them_back(action):
    with pytest.raises(RuntimeError), without_triggers():
        raise RuntimeError
    assert triggers.missing() == []
    Action.objects.update(current_text="Reworded")
    assert newest(action).source == "application"
    assert_history_is_whole()


def test_history_keeps_every_tracked_column_and_may_lack_any_but_the_key():
    for model in TRACKED.values():
        columns = {field.column: field for field in history_of(model)._meta.concrete_fields}
        for field in model.tracked.fields_included(model):
            assert columns[field.column].null != field.primary_key


def test_a_model_with_a_column_that_history_has_itself_is_refused():
    with pytest.raises(ImproperlyConfigured, match=r"Clash.source: history tables have a column of this name"):

        class Clash(models.Model):  # noqa: DJ008
            source = models.TextField()
            history = TrackedHistory()

            class Meta:
                app_label = "plans"
