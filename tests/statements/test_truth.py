"""The statements say what the tests, the settings and the guides say: whoever changes these changes the words."""

import ast
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from actions.models import plan_upload
from plans import replica
from plans.backups.rotation import Keep
from plans.models import table_upload
from plans.statements import accessibility
from plans.statements.privacy import cookies
from tests.browser.conftest import WIDTHS
from tests.builders import PASSWORD
from tests.test_who_may import PAGES

TESTS = Path(__file__).resolve().parent.parent
NO_PAGES = {
    # for machines, files, and forms that only send somebody on
    "home", "healthz", "readyz", "metrics", "sign-out", "sign-out-everywhere", "two-step-codes-file", "measure-export",
    "plan-export", "reading-import-do", "reading-sheet", "plan-import-do", "plan-import-discard", "action-list-export",
    "committee-report-word", "stay-signed-in",
}  # fmt: skip
CLAIMS = {
    "the link to the main content": "browser/test_journey.py::test_the_skip_link_comes_first_and_leads_to_the_page",
    "reporting on an action": "browser/test_journey.py::test_an_officer_reports_progress_with_the_keyboard",
    "the way from a chart’s number": "browser/test_dashboards.py::test_from_a_number_to_its_list_by_keyboard",
    "stay by one press": "browser/test_staying.py::test_who_is_asked_stays_by_one_press",
    "every chart’s figures in a table": "browser/test_dashboards.py::test_the_figures_of_each_chart_are_in_a_table",
    "the lists, forms and histories of the admin": "admin/test_browser.py::test_the_pages_of_a_model",
    "the contrast of charts": "browser/test_charts.py::test_the_marks_on_a_colour_stand_out_from_it",
    "in every colour that a council can choose": (
        "browser/test_measure_charts.py::test_lines_and_bars_stand_out_from_the_page_in_every_council_s_colour"
    ),
    "headings in order": "committee/test_word.py::test_its_headings_stand_in_order_and_none_is_empty",
    "tables with header rows": (
        "committee/test_word.py::test_every_table_repeats_its_header_row_and_keeps_its_rows_whole"
    ),
    "a title and a language": "committee/test_word.py::test_its_properties_name_title_language_and_council",
}


def browser_tests():
    """What the browser tests spell out: the names of addresses, and the beginnings of those that they put together."""
    for path in sorted((TESTS / "browser").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("name", sorted(set(PAGES) - NO_PAGES))
def test_each_kind_of_page_is_looked_at_with_axe(name):
    said = set(browser_tests())
    assert name in said or name.rpartition("-")[0] + "-" in said


@pytest.mark.parametrize("claim", CLAIMS)
def test_each_claim_has_its_test(read, claim):
    path, _, test = CLAIMS[claim].partition("::")
    assert f"def {test}(" in (TESTS / path).read_text(encoding="utf-8")
    assert claim in read("accessibility-statement")


def test_the_widths_are_those_that_are_looked_at(read):
    assert WIDTHS == [1280, 320]
    assert "1280 and 320 pixels wide" in read("accessibility-statement")


def test_the_statement_says_what_nobody_has_tested(read):
    words = read("accessibility-statement")
    assert "is partially compliant with" in words
    for missing in ("screen readers", "speech recognition", "other browsers", "use by disabled people"):
        assert missing in words.split("Not tested:")[1]


def test_the_dates_are_in_order_and_on_the_page(read):
    assert accessibility.PREPARED_ON <= accessibility.REVIEWED_ON
    assert accessibility.TESTED_ON <= accessibility.REVIEWED_ON
    words = read("accessibility-statement")
    assert "prepared on 22 November 2026. It was last reviewed on 22 November 2026." in words


def test_each_date_is_the_statements_own(read, monkeypatch):
    for name, year in (("PREPARED_ON", 2031), ("REVIEWED_ON", 2032), ("TESTED_ON", 2033)):
        monkeypatch.setattr(f"plans.statements.views.{name}", date(year, 3, 31))
    words = read("accessibility-statement")
    assert "prepared on 31 March 2031. It was last reviewed on 31 March 2032." in words
    assert "last tested on 31 March 2033" in words


@pytest.mark.parametrize("statement", ["accessibility-statement", "privacy-notice"])
def test_the_time_limits_are_those_of_the_settings(read, settings, statement):
    settings.SIGNED_OUT_AFTER_IDLE, settings.SIGNED_OUT_AFTER = timedelta(minutes=17), timedelta(hours=9)
    words = read(statement)
    assert "17 minutes" in words
    assert "9 hours" in words


def test_the_notice_keeps_things_as_long_as_the_product_does(read, settings):
    settings.AXES_COOLOFF_TIME = timedelta(minutes=23)
    words = read("privacy-notice")
    assert "23 minutes to 1 hour" in words
    assert (Keep().monthly, "Up to 12 months" in words) == (12, True)
    assert (table_upload.KEPT_FOR.days, plan_upload.KEPT_FOR.days) == (1, 7)
    assert "after a day (rows in the admin) or a week (plans)" in words
    guide = (settings.BASE_DIR / "docs" / "deployment.md").read_text(encoding="utf-8")
    assert ("MaxRetentionSec=6month" in guide, "its guide says 6 months" in words) == (True, True)


def test_who_only_reads_gets_no_cookie(public, action):
    client = Client()
    addresses = [reverse("council-list"), reverse("accessibility-statement"), reverse("privacy-notice")]
    names = ("council-detail", "council-accessibility-statement", "council-privacy-notice")
    addresses += [reverse(name, args=[public.slug]) for name in names]
    for address in [*addresses, reverse("plan-detail", args=[public.slug, action.plan.slug])]:
        assert client.get(address).status_code == 200
    assert client.get(reverse("action-detail", args=[action.pk])).status_code == 200
    assert dict(client.cookies) == {}


def test_each_cookie_that_is_set_is_in_the_notice(read, action, officer):
    officer.set_password(PASSWORD)
    officer.save()
    client = Client()
    client.get(reverse("sign-in"))
    client.post(reverse("sign-in"), {"username": officer.email, "password": PASSWORD})
    client.post(reverse("action-report", args=[action.pk]), reported(client, action))
    found = {name: cookie["max-age"] for name, cookie in client.cookies.items()}
    assert set(found) == {cookie.name for cookie in cookies()}
    assert found[settings.SESSION_COOKIE_NAME] == settings.SIGNED_OUT_AFTER.total_seconds()
    assert found[settings.CSRF_COOKIE_NAME] // (24 * 60 * 60) in (364, 365)
    assert all(f"{cookie.name} {cookie.purpose} {cookie.kept}" in read("privacy-notice") for cookie in cookies())


def reported(client, action):
    """What the form of a report sends when one writes that work has begun."""
    page = client.get(reverse("action-report", args=[action.pk])).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return hidden | {"status": "in_progress", "rag": "green", "summary": "Begun."}


def test_a_replica_brings_a_cookie_more(monkeypatch):
    monkeypatch.setitem(settings.DATABASES, replica.REPLICA, {})
    last = cookies()[-1]
    assert (last.name, last.kept) == (replica.RECENT_WRITER, "10 seconds")


def test_nothing_is_fetched_from_anybody_else(client, db):
    policy = client.get(reverse("privacy-notice")).headers["Content-Security-Policy"]
    assert set(re.findall(r"https?:|//|\*", policy)) == set()
