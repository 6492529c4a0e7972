"""People with passwords, and ways to try them."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.accounts import mail

PASSWORD = "lemur quilt harbour"
ADDRESS = "203.0.113.7"


@pytest.fixture
def olive(officer):
    """An officer who signs in by e-mail address and password."""
    officer.set_password(PASSWORD)
    officer.save()
    return officer


@pytest.fixture
def outbox(settings, monkeypatch, mailoutbox):
    """What was sent, from an installation that can send, and sends at once."""
    settings.CAN_SEND_EMAIL = True

    class AtOnce:
        def submit(self, do, *given):
            do(*given)

    monkeypatch.setattr(mail, "AFTERWARDS", AtOnce())
    return mailoutbox


def try_password(email, password=PASSWORD, *, at=ADDRESS, client=None, **headers):
    """The answer to an e-mail address and a password, sent from an address."""
    data = {"username": email, "password": password}
    return (client or Client()).post(reverse("sign-in"), data, REMOTE_ADDR=at, headers=headers)


def signed_in(user, password=PASSWORD):
    """A browser in which a person has signed in by password."""
    client = Client()
    assert try_password(user.email, password, client=client).status_code == 302
    return client


def is_signed_in(client):
    return client.get(reverse("account")).status_code == 200
