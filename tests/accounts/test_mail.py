"""E-mails: what they say, and what happens where they cannot be sent."""

import threading
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.accounts import mail
from plans.models import User

HOSTILE = "Ann\r\nBcc: all@example.org\r\n\r\nOpen http://evil.example.org\x00\u2028now"


def make_person(name="Ann Other"):
    return User(name=name, email="ann@example.org")


def send_link(person, link="https://edi.example.org/x"):
    return mail.send("password_reset", person, {"link": link, "councils": "Alderford"})


def test_an_e_mail_is_text_with_its_first_line_as_subject(outbox):
    assert send_link(make_person()) is True
    [message] = outbox
    assert message.subject == "Choose a new password for EDI Tracker"
    assert message.to == ["ann@example.org"]
    assert message.body.startswith("Hello Ann Other,\n\nSomebody asked")
    assert "\n\nhttps://edi.example.org/x\n\n" in message.body
    assert message.content_subtype == "plain"


def test_marks_stand_in_it_as_they_were_typed(outbox):
    send_link(make_person("D'Arcy <b>& Co</b> {{ 7 }}"))
    assert "Hello D'Arcy <b>& Co</b> {{ 7 }}," in outbox[0].body


def test_a_name_can_add_neither_a_header_nor_a_line(outbox):
    mail.send("password_changed", make_person(HOSTILE), {"link": HOSTILE})
    message = outbox[0].message()
    assert message["Bcc"] is None
    assert len(message.items()) == len(set(message.keys()))
    assert "Hello Ann Bcc: all@example.org Open http://evil.example.org now,\n" in outbox[0].body


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=150))
def test_whatever_the_name_the_e_mail_has_the_same_lines(outbox, name):
    outbox.clear()
    assert send_link(make_person(name))
    assert outbox[0].message().as_bytes().count(b"\nSubject:") == 1
    assert len(outbox[0].body.splitlines()) == 9


class Failing(EmailBackend):
    """A mail server that refuses, and says to whom."""

    fault = SMTPRecipientsRefused({"ann@example.org": (550, b"unknown")})

    def send_messages(self, messages):
        raise self.fault


@pytest.mark.parametrize("fault", [Failing.fault, ConnectionRefusedError("mail.example.org"), TimeoutError("late")])
def test_a_server_that_fails_is_told_to_the_log_without_names(outbox, settings, caplog, monkeypatch, fault):
    monkeypatch.setattr(Failing, "fault", fault)
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    assert send_link(make_person()) is False
    assert type(fault).__name__ in caplog.text
    assert "ann@" not in caplog.text
    assert "edi.example.org/x" not in caplog.text


def test_without_a_mail_server_nothing_is_sent_and_no_link_is_logged(settings, mailoutbox, caplog):
    settings.CAN_SEND_EMAIL = False
    caplog.set_level("DEBUG")
    assert send_link(make_person()) is False
    mail.send_afterwards("password_changed", make_person(), {"link": "https://edi.example.org/x"})
    assert not mailoutbox
    assert "edi.example.org" not in caplog.text


def test_what_is_sent_afterwards_keeps_nobody_waiting(settings, mailoutbox, monkeypatch):
    settings.CAN_SEND_EMAIL = True
    release, sent = threading.Event(), threading.Event()
    deliver = mail._deliver
    monkeypatch.setattr(mail, "_deliver", lambda *given: release.wait(10) and deliver(*given) and sent.set())
    mail.send_afterwards("password_changed", make_person(), {"link": "https://edi.example.org/x"})
    assert not mailoutbox
    release.set()
    assert sent.wait(10)
    assert len(mailoutbox) == 1
