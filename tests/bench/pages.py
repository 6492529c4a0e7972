"""The pages that are measured, and what each may cost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from actions.models import Action
from plans.audit.revision import revision_of
from plans.models import Plan, User
from tests.bench import urls
from tests.bench.asking import Answer, Browser

FLOOR, HELLO, RAW_WRITE = "floor50: 50 rows by one raw query", "hello world, to a stranger", "a raw UPDATE and INSERT"
DASHBOARD = "council dashboard, 250 actions, with trend"
OFFICER, WRITER = "officer-1@council-2.example.org", "officer-1@council-1.example.org"
YARDSTICK_TIMES = 5  # in each turn, as they are short

numbers = count(1)


class Places:
    """Whom and what the pages are about: a council that nobody writes in, and one in which reports are written."""

    def __init__(self) -> None:
        settings.ROOT_URLCONF = urls.__name__
        self.application = get_wsgi_application()

    @cached_property
    def stranger(self) -> Browser:
        return Browser(self.application)

    @cached_property
    def officer(self) -> Browser:
        return Browser(self.application, OFFICER)

    @cached_property
    def manager(self) -> Browser:
        return Browser(self.application, "manager@council-2.example.org")

    @cached_property
    def superuser(self) -> Browser:
        return Browser(self.application, "superuser@example.org")

    @cached_property
    def writer(self) -> Browser:
        return Browser(self.application, WRITER)

    @cached_property
    def plan(self) -> int:
        return Plan.objects.get(council__slug="council-2", slug="plan-1").pk

    @cached_property
    def action(self) -> int:
        return self._led_by(OFFICER)[0]

    @cached_property
    def written(self) -> list[int]:
        """An action for each way of writing."""
        return self._led_by(WRITER)

    def _led_by(self, email: str) -> list[int]:
        led = Action.objects.held_by(User.objects.get(email=email)).filter(status="in_progress")
        return list(led.order_by("pk").values_list("pk", flat=True)[:3])

    @cached_property
    def past_day(self) -> date:
        return timezone.localdate() - timedelta(days=365)

    @cached_property
    def last_page(self) -> int:
        return -(-Action.objects.count() // 50)

    @cached_property
    def etag(self) -> str:
        return self.stranger.get("/councils/council-2/plan-1/").headers.get("ETag", "")


@dataclass(frozen=True)
class Page:
    """A page, or another thing to ask of the product, and what is needed of it.

    ``most`` is how many times as long as ``beside`` it may take, ``growth`` how many times as long with many
    actions as with a thousand; ``most_clock`` is how many milliseconds it may take with PostgreSQL.
    """

    name: str
    ask: Callable[[Places], Answer]
    most: float | None = None
    beside: str = FLOOR
    growth: float | None = 1.25
    most_queries: int | None = None
    most_clock: int | None = None
    status: int = 200


def report(places: Places) -> Answer:
    """Report progress through the product's form."""
    action = Action.objects.get(pk=places.written[0])
    fields = {"status": "in_progress", "rag": "green", "revision": revision_of(action), "summary": happened()}
    return places.writer.post(f"/actions/{action.pk}/report/", fields)


def raw_write(places: Places) -> Answer:
    fields = {"status": "in_progress", "summary": happened()}
    return places.writer.post(f"/bench/write/{places.written[1]}/", fields)


def raw_write_with_history(places: Places) -> Answer:
    fields = {"status": "in_progress", "summary": happened()}
    return places.writer.post(f"/bench/write-with-history/{places.written[2]}/", fields)


def happened() -> str:
    return f"For the {next(numbers)}th time, something happened that takes a sentence or two to tell. " * 2


SEARCH, FINDS_ALL = "polling+stations", "working+with"  # both fill a page at every size
PUBLIC_PLAN = "/councils/council-2/plan-1/"
ACTION_LIST = "/admin/actions/action/"

YARDSTICKS = [
    Page(HELLO, lambda at: at.stranger.get("/bench/hello/"), growth=None),
    Page(FLOOR, lambda at: at.officer.get("/bench/floor50/"), growth=None),
]
PAGES = [
    Page("my actions, 50 rows, filtered", lambda at: at.officer.get(f"/my-actions/?plan={at.plan}"), 5),
    Page("an action with 10 changes", lambda at: at.officer.get(f"/actions/{at.action}/"), 4),
    Page("public plan, 200 rows", lambda at: at.stranger.get(PUBLIC_PLAN)),
    Page(
        "public plan, 200 rows, unchanged",
        lambda at: at.stranger.get(PUBLIC_PLAN, HTTP_IF_NONE_MATCH=at.etag),
        5, beside=HELLO, status=304,
    ),
    Page(DASHBOARD, lambda at: at.manager.get("/dashboard/"), 9, most_queries=10),
    Page(
        "council dashboard, as at a past day",
        lambda at: at.manager.get(f"/dashboard/?as_at={at.past_day}"), 1.6, beside=DASHBOARD,
    ),
    Page("council dashboard, beside a past day", lambda at: at.manager.get(f"/dashboard/?compare={at.past_day}")),
    Page("action list of a council, 50 rows", lambda at: at.manager.get("/actions/")),
    Page(
        "action list of a council, 50 rows, as at a past day",
        lambda at: at.manager.get(f"/actions/?as_at={at.past_day}&sort=due"),
    ),
    Page("coverage of a council", lambda at: at.manager.get("/coverage/")),
    Page("dashboard of all councils", lambda at: at.superuser.get("/dashboard/"), growth=None, most_clock=1500),
    Page("action list of all councils, 50 rows", lambda at: at.superuser.get("/actions/"), growth=None),
    Page("admin: actions", lambda at: at.superuser.get(ACTION_LIST), growth=2),
    Page("admin: actions, a search", lambda at: at.superuser.get(f"{ACTION_LIST}?q={SEARCH}"), growth=2),
    Page(
        "admin: actions, last page of all that a search finds",
        lambda at: at.superuser.get(f"{ACTION_LIST}?q={FINDS_ALL}&p={at.last_page}"), growth=2,
    ),
    Page(RAW_WRITE, raw_write, growth=None, status=302),
    Page("a status report", report, 3, beside=RAW_WRITE, status=302),
]  # fmt: skip


def chosen(words: str) -> list[Page]:
    """The yardsticks, and the pages whose names have the words, with those that they are compared with."""
    found = [page for page in PAGES if words in page.name]
    names = {page.beside for page in found} | {page.name for page in found}
    return YARDSTICKS + [page for page in PAGES if page.name in names]


def turn(places: Places, pages: list[Page]) -> dict[str, Any]:
    """Ask for every page once, for the yardsticks a few times; return what each cost."""
    took: dict[str, Any] = {}
    for page in pages:
        times = YARDSTICK_TIMES if page in YARDSTICKS else 1
        answers = [page.ask(places) for _ in range(times)]
        answers.sort(key=lambda answer: answer.cpu)
        middle = answers[times // 2]
        took[page.name] = {"cpu": middle.cpu, "server": middle.server, "clock": middle.clock}
    return took


def first_turn(places: Places, pages: list[Page]) -> dict[str, Any]:
    """Ask for every page once, to warm up; return what does not change from one turn to the next."""
    found: dict[str, Any] = {}
    for page in pages:
        page.ask(places)
        Browser.counts = True
        answer = page.ask(places)
        Browser.counts = False
        found[page.name] = {"status": answer.status, "bytes": answer.size, "queries": answer.queries}
    return found
