"""Bad input gets a clear answer, loses nothing and never gives a 500."""

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import ProgressUpdate
from plans.audit.revision import revision_of

NASTY = {
    "empty": "",
    "over-long": "x" * 100_000,
    "NUL": "a\x00b",
    "script": "<script>alert(1)</script>",
    "right-to-left": "\u202egnp.exe",
    "emoji": "🧑🏽‍🦽 👩🏿‍🤝‍👨🏻",
    "template": "{{ 7|add:7 }}{% debug %}",
    "SQL": "'; DROP TABLE plans_plan; --",
    "lines": "one\r\ntwo\rthree\x0b\x0c\x85four",
    "number": "99999999999999999999999999",
    "surrogate": "\udcff".encode("utf-8", "replace").decode(),
}
REPORT_FIELDS = [
    "status", "rag", "summary", "next_steps", "evidence", "reason", "revision", "is_period_done",
    "due_on_day", "due_on_month", "due_on_year", "completed_on_day", "review_on_year",
]  # fmt: skip


@pytest.fixture(params=NASTY.values(), ids=NASTY.keys())
def nasty(request):
    return request.param


@pytest.mark.parametrize("field", REPORT_FIELDS)
def test_a_report_takes_or_refuses_anything(client, officer, action, field, nasty):
    client.force_login(officer)
    fields = {"status": "in_progress", "rag": "green", "summary": "Mine.", "revision": revision_of(action)}
    response = client.post(reverse("action-report", args=[action.pk]), fields | {field: nasty})
    assert response.status_code in (200, 302, 409)
    if response.status_code != 302:
        assert not ProgressUpdate.objects.exists()
        assert field == "summary" or "Mine." in response.content.decode()
        assert field == "revision" or "There is a problem" in response.content.decode()


@pytest.mark.parametrize("field", ["summary", "next_steps", "evidence", "reason"])
def test_nothing_that_was_typed_runs(client, officer, action, field):
    client.force_login(officer)
    fields = {"status": "in_progress", "revision": revision_of(action), field: NASTY["script"]}
    page = client.post(reverse("action-report", args=[action.pk]), fields, follow=True).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("31", "2", "2027"), ("0", "0", "0"), ("-1", "1", "2027"), ("1", "13", "2027"), ("1", "1", "1999"),
     ("1", "1", "99999"), ("one", "May", "2027"), ("١", "١", "٢٠٢٧"), ("1.5", "1", "2027"), ("", "", "2027")],
)  # fmt: skip
def test_impossible_dates_are_refused_where_they_stand(client, officer, action, day, month, year):
    client.force_login(officer)
    fields = {"status": "in_progress", "revision": revision_of(action), "summary": "Mine."}
    dates = {"due_on_day": day, "due_on_month": month, "due_on_year": year}
    page = client.post(reverse("action-report", args=[action.pk]), fields | dates).content.decode()
    assert "New due date must" in page
    assert "Mine." in page
    assert f'value="{year}"' in page


@pytest.mark.parametrize(
    "address",
    ["/actions/0/", "/actions/99999999999999999999/", "/actions/99999999999999999999/report/", "/actions/-1/",
     "/councils/nowhere/", "/councils/nowhere/no-plan/", f"/councils/{'x' * 500}/", "/councils/%F0%9F%98%80/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, officer, address):
    client.force_login(officer)
    assert client.get(address).status_code == 404


def test_an_address_with_a_nul_is_refused(client, db):
    assert client.get("/councils/%00/").status_code == 400
    assert client.get("/councils/?q=%00").status_code == 400


def test_four_thousand_characters_are_too_many(client, manager, db):
    client.force_login(manager)
    assert client.get(reverse("dashboard"), {"q": "x" * 4096}).status_code == 414


def test_a_form_that_expired_says_what_to_do(officer, action):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)
    response = strict.post(reverse("action-report", args=[action.pk]), {"status": "in_progress"})
    assert response.status_code == 403
    assert "form had expired" in response.content.decode()
