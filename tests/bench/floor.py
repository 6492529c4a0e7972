"""The yardsticks: views that do the least that can be done, through the same middleware as every page.

CPU time is compared with theirs in the same run, so that figures mean the same on a slow or busy machine.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import escape
from django.views.decorators.http import require_POST, require_safe

from actions.models import Action, ProgressUpdate
from plans.audit.records import history_of, tracked_columns

FIFTY = """
SELECT action.id, action.reference, action.text, action.status, action.rag, action.due_on, plan.title
FROM actions_action action
JOIN plans_commitment commitment ON commitment.id = action.commitment_id
JOIN plans_theme theme ON theme.id = commitment.theme_id
JOIN plans_plan plan ON plan.id = theme.plan_id
WHERE action.id > %s ORDER BY action.id LIMIT 50
"""
ROW = '<tr><td><a href="/actions/{}/">{}</a></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
PAGE = "<!doctype html><html lang=en><title>Fifty actions</title><table><tbody>{}</tbody></table></html>"

INSERT = """
INSERT INTO actions_progressupdate (action_id, reported_at, reported_by_id, status, rag, summary, next_steps, evidence,
    reason, is_period_done, is_demonstration)
VALUES (%s, %s, %s, %s, 'green', %s, '', '', '', %s, %s) RETURNING id
"""
UPDATE = "UPDATE actions_action SET status = %s, rag = 'green', latest_update_id = %s WHERE id = %s"


@require_safe
@login_not_required
def hello(request: HttpRequest) -> HttpResponse:
    """Greet a stranger."""
    return HttpResponse("Hello, world")


@require_safe
def floor50(request: HttpRequest) -> HttpResponse:
    """Show somebody who is signed in fifty actions, by one query and by joining strings."""
    with connection.cursor() as cursor:
        cursor.execute(FIFTY, [250])
        rows = [ROW.format(*map(escape, row)) for row in cursor.fetchall()]
    return HttpResponse(PAGE.format("".join(rows)))


@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """Show somebody who is signed in the frame of every page, with nothing in it."""
    return render(request, "base.html")


@require_POST
def raw_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Insert a report and update its action; what triggers there are do their work."""
    with transaction.atomic(), connection.cursor() as cursor:
        _write(cursor, request, pk)
    return HttpResponseRedirect(f"/actions/{pk}/")


@require_POST
def raw_write_with_history(request: HttpRequest, pk: int) -> HttpResponse:
    """The same with both history rows written by hand, for when there are no triggers."""
    with transaction.atomic(), connection.cursor() as cursor:
        update = _write(cursor, request, pk)
        for model, row, kind in ((ProgressUpdate, update, "+"), (Action, pk, "~")):
            cursor.execute(record(model), [_now(), _now(), kind, request.user.pk, row])
    return HttpResponseRedirect(f"/actions/{pk}/")


def _write(cursor: Any, request: HttpRequest, pk: int) -> int:
    status, summary = request.POST["status"], request.POST["summary"]
    cursor.execute(INSERT, [pk, _now(), request.user.pk, status, summary, False, False])
    update = cursor.fetchone()[0]
    cursor.execute(UPDATE, [status, update, pk])
    return update


@cache
def record(model: Any) -> str:
    """The statement that copies a row into its history."""
    table, columns = model._meta.db_table, ", ".join(tracked_columns(model))
    return (
        f"INSERT INTO {history_of(model)._meta.db_table} ({columns}, history_date, recorded_at, history_type, "
        f"history_user_id, source) SELECT {columns}, %s, %s, %s, %s, 'application' FROM {table} WHERE id = %s"
    )


def _now() -> Any:
    return connection.ops.adapt_datetimefield_value(datetime.now(UTC))
