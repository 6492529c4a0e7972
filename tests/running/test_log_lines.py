"""A log record is one line, and holds nothing that somebody typed or that a library quotes of a row."""

import json
import logging
import sys
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from edi_tracker.logs import JsonLines, TextLines, faults, logging_settings
from plans.models import User

FORMS = {"json": JsonLines(), "text": TextLines()}


def record(message, *args, name="plans.health", fault=None, level=logging.WARNING, **extra):
    made = logging.LogRecord(name, level, "", 0, message, args, fault)
    made.__dict__.update(extra)
    return made


def caught(fault):
    try:
        raise fault
    except type(fault):
        return sys.exc_info()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x1b[2K"])
def test_nothing_forges_another_line(form, ending):
    line = FORMS[form].format(record("asked for %s", f"/a{ending}ERROR forged", fault=caught(ValueError("a\nb"))))
    assert len(line.splitlines()) == 1
    assert line.isprintable()


def test_a_line_of_json_says_when_with_the_zone():
    told = json.loads(FORMS["json"].format(record("done")))
    assert datetime.fromisoformat(told["at"]).utcoffset() == timedelta(0)
    assert (told["level"], told["logger"], told["message"]) == ("WARNING", "plans.health", "done")


def test_a_line_of_text_holds_the_facts_too():
    line = FORMS["text"].format(record("answered", facts={"status": 200, "route": "home"}))
    assert line.endswith("WARNING plans.health answered status=200 route=home")


@pytest.mark.parametrize(
    ("name", "message", "args", "written"),
    [
        ("axes.handlers.database", "AXES: New login failure by %s", ("jane",), "AXES: New login failure by …"),
        ("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'jane'", (), "…"),
        ("django.request", "Internal Server Error: %s", ("/jane",), "Internal Server Error: …"),
        ("requests", {"name": "jane"}, (), "…"),
        ("axes", "Reset %(count)d attempts of %(who)s", ({"count": 3, "who": "jane"},), "Reset … attempts of …"),
        ("gunicorn.error", "WORKER TIMEOUT (pid:%s)", (12,), "WORKER TIMEOUT (pid:12)"),
        ("gunicorn.error", "(pid:%s) was sent %s! 100%%", (12, "SIGKILL"), "(pid:12) was sent SIGKILL! 100%"),
        ("gunicorn.error", "Invalid request from ip=::1: jane", (), "…"),
        ("measures.taking", "took %s", ("seven",), "took seven"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", FORMS)
def test_a_library_is_not_quoted(form, name, message, args, written):
    line = FORMS[form].format(record(message, *args, name=name))
    assert "jane" not in line
    assert written in (json.loads(line)["message"] if form == "json" else line)


def test_gunicorn_says_where_it_listens():
    said = record("Listening at: %s", "http://127.0.0.1:8000", name="gunicorn.error", level=logging.INFO)
    assert "http://127.0.0.1:8000" in FORMS["json"].format(said)


@pytest.mark.parametrize("form", FORMS)
def test_an_exception_is_told_by_kind_and_place_not_in_its_words(form):
    try:
        raise KeyError("jane") from ValueError("doe")
    except KeyError:
        fault = sys.exc_info()
    line = FORMS[form].format(record("failed", fault=fault))
    assert "jane" not in line
    assert "doe" not in line
    assert "builtins.KeyError" in line
    assert "builtins.ValueError" in line
    assert "test_log_lines.py" in line


def test_what_led_to_an_exception_is_told_once_even_in_a_circle():
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert [fault["type"] for fault in faults(one)] == ["builtins.ValueError", "builtins.KeyError"]


@pytest.mark.django_db
def test_a_row_that_is_refused_is_named_by_the_databases_code():
    User.objects.create_user("jane.doe@example.org", name="Jane")
    with pytest.raises(IntegrityError, match="email") as refusal:
        User.objects.create_user("jane.doe@example.org", name="Jane")
    line = FORMS["json"].format(record("failed", fault=(type(refusal.value), refusal.value, refusal.tb)))
    assert "jane" not in line.lower()
    assert json.loads(line)["faults"][-1]["code"] in ("23505", "SQLITE_CONSTRAINT_UNIQUE"), connection.vendor


def test_only_while_developing_does_a_line_reveal_the_words():
    for revealing in (True, False):
        settings = logging_settings(form="text", revealing=revealing)
        assert settings["formatters"]["lines"]["revealing"] is revealing
    line = TextLines(revealing=True).format(
        record("asked for %s", "/jane", name="django", fault=caught(KeyError("doe")))
    )
    assert "asked for /jane" in line
    assert "KeyError: 'doe'" in line
    assert len(line.splitlines()) == 1
