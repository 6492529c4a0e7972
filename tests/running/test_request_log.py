"""Each request leaves one line that says which page, how and for whom by number; and a number to ask after it by."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from plans import request_id
from plans.audit.revision import revision_of
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_a_request_is_told_in_one_line(client, log, officer, action):
    client.force_login(officer)
    answer = client.get(reverse("action-detail", args=[action.pk]) + "?about=zebra")
    [line] = log.of("answered")
    assert (line["method"], line["route"], line["object"], line["status"]) == ("GET", "action-detail", action.pk, 200)
    assert (line["user"], line["bytes"]) == (officer.pk, len(answer.content))
    assert 0 < line["ms"] < 60_000
    assert line["request_id"] == answer["X-Request-ID"]


@pytest.mark.parametrize(
    ("address", "route", "status"),
    [
        ("/nowhere/jane-doe/", "unknown", 404),
        ("/static/css/jane.css", "static", 404),
        ("/councils/?q=%00jane", "council-list", 400),
        ("/admin/", "admin:index", 302),
        ("/councils/jane-doe/", "council-detail", 404),
    ],
)
def test_what_is_refused_is_told_too_and_no_address_with_it(client, log, address, route, status):
    client.get(address)
    [line] = log.of("answered")
    assert line["route"] in (route, "unknown")
    assert line["status"] == status
    assert "jane" not in log.getvalue()


def test_a_method_that_nobody_knows_is_not_repeated(client, log):
    client.generic("JANE", "/")
    assert log.of("answered")[0]["method"] == "other"


def test_probes_are_told_only_when_all_is_not_well(client, log, settings):
    client.get("/healthz")
    assert log.lines == []
    client.get("/metrics")
    assert log.of("answered")[0]["status"] == 404


@pytest.mark.parametrize("asked", ["0123456789abcdef", "5f3ab0a2-86f8-4be1-9d3a-6b0f37c1b9a1"])
def test_the_number_of_the_server_in_front_is_kept(client, log, asked):
    assert client.get("/", headers={"X-Request-ID": asked})["X-Request-ID"] == asked
    assert log.of("answered")[0]["request_id"] == asked


@pytest.mark.parametrize("asked", ["jane-doe-was-here", "a" * 65, "abc", "", "0123456789abcdef\r\nSet-Cookie: a=b"])
def test_a_number_that_could_say_something_is_replaced(client, asked):
    given = client.get("/", headers={"X-Request-ID": asked})["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", given)


def test_a_number_ends_with_its_request(client):
    client.get("/")
    assert request_id.current() == ""


def test_an_error_page_names_the_number(client):
    answer = client.get("/nowhere/")
    assert answer["X-Request-ID"] in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/healthz", "/nowhere/", "/councils/?q=%00"])
def test_the_log_asks_the_database_nothing(client, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        client.get(address)


SAID = ["Quokka", "wombat-password", "Numbat", "bandicoot", "bilby@example.org", "echidna"]


def live(client, officer, action):
    """Somebody's day, with a distinctive word wherever text can be sent."""
    client.post("/sign-in/", {"username": "bilby@example.org", "password": "wombat-password"})
    client.post("/sign-in/", {"username": officer.email, "password": "wombat-password"})
    client.force_login(officer)
    told = {
        "status": "in_progress",
        "rag": "",
        "revision": revision_of(action),
        "summary": "Quokka",
        "change_reason": "echidna",
    }
    assert client.post(reverse("action-report", args=[action.pk]), told).status_code == 302
    client.get("/actions/?q=bandicoot&order=echidna")
    client.get("/councils/Quokka/?bandicoot=1")
    client.post("/my-actions/report/", {"bandicoot": "echidna"})
    client.get("/admin/?q=bandicoot")
    client.get("/actions/", headers={"Host": "bandicoot.example", "User-Agent": "echidna", "Referer": "/Quokka"})
    Client(enforce_csrf_checks=True).post(
        "/sign-in/bandicoot", {"a": "echidna"}, headers={"Origin": "https://echidna.example"}
    )


def test_nothing_that_a_person_typed_is_in_the_log(client, log, council, action):
    officer = make_user("Numbat", council=council, email="numbat@example.org", is_superuser=True, password=PASSWORD)
    live(client, officer, action)
    assert len(log.of("answered")) >= 8
    written = log.getvalue().lower()
    assert [word for word in SAID if word.lower() in written] == []


def test_nothing_that_a_person_typed_is_in_what_is_logged_of_a_fault(client, log, officer, action, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError(f"cannot keep {kwargs}")

    client.force_login(officer)
    client.raise_request_exception = False
    monkeypatch.setattr("actions.models.Action.report", fail)
    told = {"status": "in_progress", "rag": "", "revision": revision_of(action), "summary": "Quokka"}
    answer = client.post(reverse("action-report", args=[action.pk]) + "?q=bandicoot", told)
    assert answer.status_code == 500
    [fault] = [line for line in log.lines if "faults" in line]
    assert fault["request_id"] == answer["X-Request-ID"]
    assert fault["faults"][0]["type"] == "builtins.ValueError"
    assert "quokka" not in log.getvalue().lower()
    assert "bandicoot" not in log.getvalue()
