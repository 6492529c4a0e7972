from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from actions import charts
from actions.dashboard import Dashboard
from actions.dashboard_measures import dashboard_measures
from actions.dashboard_rows import lead_rows, line_rows, meaning_rows, tile_rows
from actions.standing_filter import StandingFilter
from actions.status import Status
from actions.tally import OPEN_PERCENT_MEANS, STATUS_PERCENT_MEANS
from plans.replica import reads_from_replica


@require_safe
@reads_from_replica
def dashboard(request: HttpRequest) -> HttpResponse:
    """How the plans that I read from the inside stand on a day, and what moved since another."""
    asked = StandingFilter(request.GET, user=request.user)
    context = {"form": asked, "scope": asked.scope, "council": asked.scope.council, "here": reverse("dashboard")}
    if not asked.is_valid():
        return render(request, "actions/dashboard.html", context, status=400)
    if not asked.scope.plans:
        return render(request, "actions/dashboard.html", context)
    shown = Dashboard(asked, list_url=reverse("action-list"), page_url=reverse("dashboard"))
    of, rows = shown.bars()
    concerns, gaps = shown.concerns(), shown.gaps()
    since = f"Since {date_format(asked.then.day.on)}" if asked.then else ""
    context |= {
        "shown": shown,
        "bars": charts.bars_by(f"Progress by {of.lower()}", rows, Status.choices, name="by", of=of),
        "trend": charts.stacked_months(
            "Status at the end of each month", shown.trend, Status.choices, name="trend", lists=shown.lists_of_trend
        ),
        "since": since,
        "tile_rows": [*tile_rows(concerns), *tile_rows(gaps, kind=" edi-tile--gap")],
        "meaning_rows": meaning_rows([*concerns, *gaps]),
        "status_rows": line_rows(shown.by_status(), kind="status", since=since),
        "rag_rows": line_rows(shown.by_rag(), kind="rag", since=since),
        "measures": dashboard_measures(asked.scope, asked.then),
        "lead_rows": lead_rows(shown.leads()),
        "status_percent_means": STATUS_PERCENT_MEANS,
        "open_percent_means": OPEN_PERCENT_MEANS,
        "list_query": asked.query(compare=None),
    }
    return render(request, "actions/dashboard.html", context)
