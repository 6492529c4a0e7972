"""/metrics: counts for Prometheus, for who shows the token; no name, no address, few series."""

import pytest
from django.db import OperationalError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from plans import health, upkeep
from plans.audit.seals import seal_all

pytestmark = pytest.mark.django_db

TOKEN = "a token for tests only"


@pytest.fixture
def token(settings):
    settings.METRICS_TOKEN = TOKEN


def shown(client, token=TOKEN):
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def figures(client):
    """Every sample by its name and labels."""
    families = text_string_to_metric_families(shown(client).content.decode())
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value for family in families for sample in family.samples
    }


@pytest.mark.parametrize("told", ["", "another token", TOKEN + "!", "ä", f"x{TOKEN}"])
def test_whoever_does_not_show_the_token_finds_nothing(client, token, told):
    assert shown(client, told).status_code == 404


def test_while_no_token_is_set_nobody_finds_anything(client, settings):
    settings.METRICS_TOKEN = ""
    assert shown(client, "").status_code == 404
    assert client.get("/metrics").status_code == 404


def test_a_request_is_counted_by_its_route(client, token):
    before = figures(client)
    client.get("/councils/?q=zebra")
    client.get("/nowhere/zebra/")
    after = figures(client)

    def grew(*key):
        return after.get(key, 0) - before.get(key, 0)

    assert grew("edi_requests_total", "2xx", "GET", "council-list") == 1
    assert grew("edi_requests_total", "4xx", "GET", "unknown") == 1
    assert grew("edi_request_duration_seconds_count", "council-list") == 1
    assert after["edi_requests_in_flight",] == 1
    assert "zebra" not in shown(client).content.decode()


def test_made_up_addresses_and_methods_make_no_new_series(client, token):
    client.get("/first/")
    client.generic("JANE", "/first/")
    before = len(figures(client))
    for number in range(20):
        client.get(f"/{number}/")
        client.generic(f"JANE{number}", f"/{number}/")
    assert len(figures(client)) == before


def test_a_failed_sign_in_and_a_busy_database_are_counted(client, token, monkeypatch):
    before = figures(client)
    client.post("/sign-in/", {"username": "ann@example.org", "password": "wrong"})
    monkeypatch.setitem(health.CHECKS, "database", lambda: ["gone"])
    client.get("/readyz")
    after = figures(client)
    for key in [("edi_security_events_total", "sign-in failed"), ("edi_busy_total",)]:
        assert after[key] - before.get(key, 0) == 1


def test_the_upkeep_is_told(client, token, action):
    assert figures(client)["edi_history_rows_unsealed",] > 0
    seal_all()
    told = figures(client)
    assert told["edi_history_rows_unsealed",] == 0
    assert told["edi_seal_age_seconds",] < 60


def test_no_name_is_told(token, officer, plan):
    client = Client()
    client.force_login(officer)
    client.get("/my-actions/")
    text = shown(client).content.decode()
    assert not {word for word in ("Olive", officer.email, plan.title, plan.council.name) if word in text}


def test_the_counts_are_told_while_the_database_fails(client, token, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(upkeep, "figures", fail)
    client.get("/councils/")
    told = figures(client)
    assert told["edi_requests_total", "2xx", "GET", "council-list"] > 0
    assert ("edi_history_rows_unsealed",) not in told
