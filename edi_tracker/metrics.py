"""Figures about the running product, for Prometheus: counts, never who or what.

With several worker processes each writes its counts to PROMETHEUS_MULTIPROC_DIR, and any of them answers for all.
"""

import os
import secrets
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.context_managers import InprogressTracker
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from edi_tracker.security_events import Answered
from plans import upkeep

REGISTRY = CollectorRegistry()
SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

requests = Counter("edi_requests", "Requests answered", ["route", "method", "status"], registry=REGISTRY)
duration = Histogram("edi_request_duration_seconds", "Time to answer", ["route"], buckets=SECONDS, registry=REGISTRY)
under_way = Gauge("edi_requests_in_flight", "Under way now", registry=REGISTRY, multiprocess_mode="livesum")
busy = Counter("edi_busy", "Answers that the service is busy: the database failed (503)", registry=REGISTRY)
security = Counter("edi_security_events", "Events that concern security", ["event"], registry=REGISTRY)


def in_flight() -> InprogressTracker:
    """Count a request as under way inside the block."""
    return under_way.track_inprogress()


def note_request(answered: Answered, seconds: float, event: str) -> None:
    """Count a request that was answered, and the security event that it was, if any."""
    requests.labels(answered.route, answered.method, f"{answered.status // 100}xx").inc()
    duration.labels(answered.route).observe(seconds)
    if answered.status == 503:
        busy.inc()
    if event:
        security.labels(event).inc()


@require_safe
@login_not_required
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all figures to who shows METRICS_TOKEN; to everybody else, and while none is set, 404."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    wanted = settings.METRICS_TOKEN.encode()
    if not wanted or not secrets.compare_digest(shown, wanted):
        raise Http404
    return HttpResponse(_counted() + _upkeep(), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _counted() -> bytes:
    """What all worker processes counted; without a folder for it, what this one did."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return generate_latest(together)


def _upkeep() -> bytes:
    """What the database says of the upkeep at this moment; what is unknown is left out."""
    asked = CollectorRegistry()
    asked.register(Upkeep())
    return generate_latest(asked)


class Upkeep(Collector):
    """The figures of the upkeep, as Prometheus asks for them."""

    def collect(self) -> Iterator[Metric]:
        """Yield what is known; nothing while the database fails, since the counts are wanted then above all."""
        try:
            figures = upkeep.figures()
        except Error:
            return
        for name, (meaning, value) in figures.items():
            if value is not None:
                yield GaugeMetricFamily(f"edi_{name}", meaning, value=value)
