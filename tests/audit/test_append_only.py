"""What was recorded stays: neither the application nor another program changes or deletes it."""

import pytest
from django.db import DatabaseError, connection, transaction

from actions.models import Action, PlanUpload, ProgressUpdate
from plans.audit.records import TRACKED, history_of
from plans.audit.seals import seal_all
from plans.models import HistorySeal, TableUpload, Theme
from tests.audit.checks import execute, execute_outside, newest, rows_of, tables, trail

pytestmark = pytest.mark.django_db

HISTORIES = sorted(history_of(model)._meta.db_table for model in TRACKED.values())
OUR_FLOORS = {"plans", "actions", "measures"}
UPDATES, _ = tables(ProgressUpdate)
REFUSED = "append-only"


@pytest.fixture
def refused():
    """Expect a refusal, and go on in the same test transaction."""

    def run(sql, *params):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            execute(sql, *params)

    return run


@pytest.fixture
def a_row_of_everything(action, officer):
    """Insert a row into every history table, as its guards fire for each row."""
    action.report(by=officer, status="in_progress", summary="We have begun.")
    for model in TRACKED.values():
        history_of(model).objects.create(id=10**6, history_type="+", history_date=newest(action).history_date)


@pytest.mark.usefixtures("a_row_of_everything")
@pytest.mark.parametrize("history", HISTORIES)
def test_a_history_row_is_neither_changed_nor_deleted(refused, history):
    refused(f"UPDATE {history} SET history_type = '-'")
    refused(f"UPDATE {history} SET history_user_id = 1")
    refused(f"UPDATE {history} SET history_date = recorded_at, source = 'application', previous_id = 5")
    refused(f"DELETE FROM {history}")


def test_the_orm_cannot_change_history_either(action):
    row = newest(action)
    row.history_change_reason = "Another"
    for attempt in (row.save, row.delete, rows_of(action).delete, lambda: rows_of(action).update(status="completed")):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            attempt()


def test_a_signature_is_given_once(refused, action):
    _, history = tables(Action)
    refused(f"UPDATE {history} SET source = 'application', history_user_id = 99 WHERE id = %s", action.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["UPDATE {} SET history_type = '-'", "DELETE FROM {}"])
def test_another_program_cannot_change_history(action, deed):
    with pytest.raises(Exception, match=REFUSED):
        execute_outside(deed.format(tables(Action)[1]))


@pytest.fixture
def update(action, officer):
    return action.report(by=officer, status="in_progress", summary="We have begun.")


def test_a_report_is_neither_changed_nor_deleted(refused, update):
    refused(f"UPDATE {UPDATES} SET summary = 'Never said'")
    refused(f"UPDATE {UPDATES} SET is_demonstration = %s", True)
    refused(f"DELETE FROM {UPDATES}")
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        ProgressUpdate.objects.update(summary="Never said")
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        update.delete()
    assert trail(update, "summary") == [("+", "We have begun.")]


def test_a_demonstration_is_not_changed_but_may_be_removed(refused, action, officer):
    shown = action.report(by=officer, status="in_progress", summary="For show.", is_demonstration=True)
    refused(f"UPDATE {UPDATES} SET summary = 'Never said'")
    pk = shown.pk
    shown.delete()
    assert trail(ProgressUpdate, "summary", pk=pk) == [("+", "For show."), ("-", "For show.")]
    assert Action.objects.get().latest_update is None


@pytest.mark.django_db(transaction=True)
def test_another_program_removes_demonstrations_only(action, officer):
    real = action.report(by=officer, status="in_progress", summary="We have begun.")
    shown = action.report(by=officer, summary="For show.", is_demonstration=True)
    execute_outside(f"UPDATE {tables(Action)[0]} SET latest_update_id = %s", real.pk)
    execute_outside(f"DELETE FROM {UPDATES} WHERE id = %s", shown.pk)
    with pytest.raises(Exception, match=REFUSED):
        execute_outside(f"DELETE FROM {UPDATES}")
    assert [update.pk for update in action.updates.all()] == [real.pk]


def test_a_seal_is_neither_changed_nor_deleted(refused, action):
    seal_all()
    refused(f"UPDATE {HistorySeal._meta.db_table} SET digest = ''")
    refused(f"DELETE FROM {HistorySeal._meta.db_table}")


def test_where_an_action_stands_is_refused_to_update(action):
    for name in ("status", "rag", "completed_on", "latest_update"):
        with pytest.raises(TypeError, match="one door for progress"):
            Action.objects.update(**{name: None})


def test_where_an_action_stands_is_refused_to_bulk_update(action):
    action.status = "in_progress"
    with pytest.raises(TypeError, match="one door for progress"), transaction.atomic():
        Action.objects.bulk_update([action], ["status"])


def test_nothing_is_recorded_where_nothing_changes(action):
    theme = action.commitment.theme
    theme.save()
    Theme.objects.update(title=theme.title)
    assert len(rows_of(theme)) == 1


def test_every_table_that_people_edit_is_tracked():
    untracked = {HistorySeal._meta.db_table, PlanUpload._meta.db_table, TableUpload._meta.db_table}
    ours = {table for table in connection.introspection.table_names() if table.split("_")[0] in OUR_FLOORS}
    assert ours - untracked - set(HISTORIES) == set(TRACKED)
