"""What the list of a plan with many measures costs, beside an empty page for somebody who is signed in; and how long
many readings from a file take.
"""

from datetime import date
from decimal import Decimal
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

from measures.importing.bringing import bring
from measures.importing.changes import changes_of
from measures.importing.sheet import read_sheet
from measures.kinds import Direction, Frequency, Kind
from measures.models import Measure, Reading
from measures.models.todays_rows import remembered_standing
from measures.taking.due import months_after
from plans.audit.records import history_of
from plans.models import Membership, Plan, User
from tests.bench import urls
from tests.bench.asking import Browser
from tests.builders import make_commitment, make_council, make_measure, make_plan, make_user

MEASURES, READINGS = 60, 40
COMMITMENTS = 20
TURNS = 21
MOST_QUERIES, MOST_TIMES = 12, 2
ROWS, MOST_SECONDS = 10_000, 10
EMPTY = "/bench/empty/"
LINE = "{:<54}{:>10}{:>10}  {}"


def measure() -> bool:
    """Print what the list costs beside what it may; return whether that is good enough."""
    settings.ROOT_URLCONF = urls.__name__
    plan = make_measures()
    editor = make_user("Bench Equality", council=plan.council, role=Membership.Role.EQUALITY_LEAD)
    browser = Browser(get_wsgi_application(), editor.email)
    address = reverse("measure-list", args=[plan.council.slug, plan.slug])
    asked = statements(browser, address)
    took = [(browser.get(EMPTY).cpu, browser.get(address).cpu, milliseconds(asked)) for _ in range(TURNS)]
    empty, listed, sql = (median(column) for column in zip(*took, strict=True))
    first = median(first_time(browser, address) for _ in range(TURNS))
    most = MOST_TIMES * empty + sql
    name = f"{connection.display_name}: {MEASURES} measures, {MEASURES * READINGS:,} readings"
    print("\n" + LINE.format(name, "", "most", ""))
    print(LINE.format("empty signed-in page, CPU ms", f"{empty:.1f}", "", ""))
    print(LINE.format("the same statements, fetched raw, ms", f"{sql:.1f}", "", ""))
    print(LINE.format("list of measures, CPU ms", f"{listed:.1f}", f"{most:.1f}", "" if listed <= most else "TOO SLOW"))
    print(LINE.format("the same, nothing remembered, CPU ms", f"{first:.1f}", "", ""))
    print(LINE.format("list of measures, queries", len(asked), MOST_QUERIES, ""))
    bring_readings(editor)
    return listed <= most and len(asked) <= MOST_QUERIES


def bring_readings(editor: User) -> None:
    """Print how long it takes to look at a file of readings and to bring it, with its history."""
    plan = make_plan(make_council("Council of readings"), slug="brought")
    for number in range(MEASURES):
        make_measure(plan, name=f"Measure {number}")
    days = [months_after(date(2009, 1, 31), month) for month in range(ROWS // MEASURES + 1)]
    lines = [f"Measure {place % MEASURES},{days[place // MEASURES]},{place}" for place in range(ROWS)]
    content = "\n".join(["Measure,Date,Value", *lines]).encode()
    started = perf_counter()
    changes = changes_of(plan, read_sheet("readings.csv", content))
    looked = perf_counter()
    bring(plan, changes, by=editor, file_name="readings.csv", shown=changes.revision)
    brought = perf_counter()
    assert history_of(Reading)._default_manager.filter(measure__plan=plan).count() == ROWS
    for name, seconds in (("look at", looked - started), ("bring", brought - looked)):
        remark = "" if seconds <= MOST_SECONDS else "slow"
        print(LINE.format(f"{name} {ROWS:,} readings, clock s", f"{seconds:.1f}", MOST_SECONDS, remark))


def first_time(browser: Browser, address: str) -> float:
    """What the list takes when nothing is remembered, in milliseconds of CPU."""
    remembered_standing.cache_clear()
    return browser.get(address).cpu


def make_measures() -> Plan:
    """Make a plan with measures of percentages, each read every quarter for ten years."""
    plan = make_plan(make_council("Measured Council"), slug="measured")
    commitments = [make_commitment(plan) for _ in range(COMMITMENTS)]
    Measure.objects.bulk_create(
        Measure(
            plan=plan, commitment=commitments[number % COMMITMENTS], position=number + 1, name=f"Measure {number + 1}",
            text="The share of staff who have completed the training.", kind=Kind.PERCENTAGE, direction=Direction.UP,
            frequency=Frequency.QUARTERLY, baseline=Decimal(20), target=Decimal(80), is_about_people=True,
        )
        for number in range(MEASURES)
    )  # fmt: skip
    Reading.objects.bulk_create(
        Reading(
            measure=measure, read_on=months_after(date(2016, 12, 31), 3 * quarter), numerator=20 + quarter, base=100,
            value=Decimal(20 + quarter), origin="Training system",
        )
        for measure in Measure.objects.filter(plan=plan)
        for quarter in range(READINGS)
    )  # fmt: skip
    return plan


def statements(browser: Browser, address: str) -> list[tuple[str, Any]]:
    """Ask for a page; return the statements that it reads by, with their parameters."""
    browser.get(address)
    sent: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        browser.get(address)
    return sent


def milliseconds(asked: list[tuple[str, Any]]) -> float:
    """How long the statements alone take, their rows fetched."""
    started = perf_counter()
    for sql, params in asked:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()
    return (perf_counter() - started) * 1000
