"""The edition of a public plan's page: a mark that changes whenever anything that the page shows does.

Whoever holds the page of the current edition is told so (304) instead of being sent it again.
"""

from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac

from actions.models import Action, ActionLead, ActionTag, Lead, Tag, Timescale
from plans.audit.records import history_of
from plans.messages import MessagesCookie
from plans.models import Commitment, Council, Plan, PlanPartner, Theme
from plans.release import release

Measure: Any = Plan._meta.get_field("measures").related_model
Reading: Any = Measure._meta.get_field("readings").related_model
# Only what a stranger is shown has an edition, so nobody learns from one that a private plan is there.
PLAN = """
SELECT plan.id, plan.council_id, plan.follows_id
FROM plans_plan plan JOIN plans_council council ON council.id = plan.council_id
WHERE council.slug = %s AND plan.slug = %s AND plan.is_public AND plan.status <> 'draft'
"""
PARTS: dict[str, tuple[type[models.Model], str]] = {
    "plan": (Plan, PLAN),
    "partner": (PlanPartner, "SELECT x.id, x.council_id FROM {table} x JOIN plan ON x.plan_id = plan.id"),
    "council": (Council, "SELECT council_id AS id FROM plan UNION SELECT council_id FROM partner"),
    "theme": (Theme, "SELECT x.id FROM {table} x JOIN plan ON x.plan_id = plan.id"),
    "commitment": (Commitment, "SELECT x.id FROM {table} x JOIN theme ON x.theme_id = theme.id"),
    "timescale": (Timescale, "SELECT x.id FROM {table} x JOIN plan ON x.plan_id = plan.id"),
    "measure": (Measure, "SELECT x.id FROM {table} x JOIN plan ON x.plan_id = plan.id"),
    "action": (Action, "SELECT x.id FROM {table} x JOIN commitment ON x.commitment_id = commitment.id"),
    "lead": (Lead, "SELECT x.id FROM {table} x JOIN council ON x.council_id = council.id"),
    "tag": (Tag, "SELECT x.id FROM {table} x"),
    "neighbour": (
        Plan,
        "SELECT x.id FROM {table} x JOIN plan ON x.follows_id = plan.id OR x.id = plan.follows_id "
        "WHERE x.is_public AND x.status <> 'draft'",
    ),
}
MANY: dict[type[models.Model], str] = {ActionLead: "action", ActionTag: "action", Reading: "measure"}
"""What the page draws on besides: there are many, and their history is asked for by what they hang on: it is quicker.
A report is there through its action, which names its latest one.
"""


def answer_unchanged(request: HttpRequest, council: str, plan: str) -> tuple[str, HttpResponse | None]:
    """Return the edition that a plan's page has for the person who asks, "" for none, and 304 if they have it."""
    etag = "" if settings.DEBUG or _is_known(request) else edition(council, plan)
    answer = get_conditional_response(request, etag=etag, response=marked(HttpResponse(), etag)) if etag else None
    return etag, answer if answer and answer.status_code == 304 else None


def marked(response: HttpResponse, etag: str) -> HttpResponse:
    """Mark a page with its edition: to be kept, and asked about every time. One without is left as it is."""
    if etag:
        response["ETag"] = etag
        response["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ["Cookie"])
    return response


def edition(council: str, plan: str) -> str:
    """Return the edition of a plan's page today, as an ETag; "" where there is no such plan for strangers."""
    newest = _newest_of(council, plan, _moment_of_database())
    if newest is None:
        return ""
    shown = (newest, timezone.localdate(), release())
    return f'"{salted_hmac("actions.edition", repr(shown)).hexdigest()}"'


def _is_known(request: HttpRequest) -> bool:
    """Whether the page may be drawn for one person: they are signed in, or there is a message for them."""
    return not {settings.SESSION_COOKIE_NAME, MessagesCookie.cookie_name}.isdisjoint(request.COOKIES)


def _moment_of_database() -> Any:
    """Return something that stays the same only while nothing at all is written.

    PostgreSQL gives out numbers before it commits, so a newest number says nothing there; SQLite writes in turns.
    """
    histories = (history_of(model)._meta.db_table for model in [model for model, _ in PARTS.values()] + [*MANY])
    newest = ", ".join(f"(SELECT MAX(history_id) FROM {table})" for table in histories)
    question = "pg_current_snapshot()" if connection.vendor == "postgresql" else newest
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}")
        return cursor.fetchone()


@lru_cache(maxsize=500)
def _newest_of(council: str, plan: str, moment: Any) -> tuple | None:
    """Return how many rows each part has, and the sum of their newest history rows; None where there is no plan.

    A row's newest number only grows, and a deletion shows in how many there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(_question(), [council, plan])
        newest = {name: numbers for name, *numbers in cursor.fetchall()}
    return tuple(sorted(newest.items())) if newest["plan"][0] else None


@cache
def _question() -> str:
    tables = [f"{name} AS ({rows.format(table=model._meta.db_table)})" for name, (model, rows) in PARTS.items()]
    asked = [_newest(name, model) for name, (model, _) in PARTS.items()] + [
        _newest_of_many(model, parent) for model, parent in MANY.items()
    ]
    return f"WITH {', '.join(tables)} {' UNION ALL '.join(asked)}"


def _newest(name: str, model: Any) -> str:
    history = history_of(model)._meta.db_table
    newest = f"(SELECT MAX(history.history_id) FROM {history} history WHERE history.id = {name}.id)"
    return f"SELECT '{name}', COUNT(*), SUM({newest}) FROM {name}"


def _newest_of_many(model: Any, parent: str) -> str:
    table, history = model._meta.db_table, history_of(model)._meta.db_table
    number = f"(SELECT COUNT(*) FROM {table} x JOIN {parent} ON x.{parent}_id = {parent}.id)"
    newest = f"(SELECT SUM(x.history_id) FROM {parent} JOIN {history} x ON x.{parent}_id = {parent}.id)"
    return f"SELECT '{table}', {number}, {newest}"
