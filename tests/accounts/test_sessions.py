"""How long somebody stays signed in, what ends it, and what their browser keeps."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.accounts import sessions
from tests.accounts.conftest import PASSWORD, is_signed_in, signed_in

NEW = "walnut kettle drum"
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)


def age(client, *, began=timedelta(0), seen=timedelta(0)):
    """Make a browser's session older."""
    session = client.session
    session[sessions.SIGNED_IN_AT] -= int(began.total_seconds())
    session[sessions.SEEN_AT] -= int(seen.total_seconds())
    session.save()


def change_password(client, new=NEW):
    given = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    return client.post(reverse("password-change"), given)


def test_signing_in_gives_the_session_a_new_key(olive):
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["session"] = before = session.session_key
    client.post(reverse("sign-in"), {"username": olive.email, "password": PASSWORD})
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_key_of_nobody_s_is_not_taken(olive):
    client = Client()
    client.cookies["session"] = "chosenbyanattacker1234567890abcd"
    client.post(reverse("sign-in"), {"username": olive.email, "password": PASSWORD})
    assert client.session.session_key != "chosenbyanattacker1234567890abcd"


def test_a_password_change_ends_every_other_session_and_gives_this_one_a_new_key(olive, outbox):
    here, elsewhere = signed_in(olive), signed_in(olive)
    before = here.session.session_key
    assert change_password(here).status_code == 302
    assert not is_signed_in(elsewhere)
    assert is_signed_in(here)
    assert here.session.session_key != before
    assert here.session[sessions.SIGNED_IN_AT]


def test_somebody_who_is_deactivated_is_out_at_their_next_request(olive):
    client = signed_in(olive)
    olive.is_active = False
    olive.save()
    assert not is_signed_in(client)


def test_signing_out_everywhere_ends_all_of_ones_own_sessions_alone(olive, manager):
    here, elsewhere, other = signed_in(olive), signed_in(olive), Client()
    other.force_login(manager)
    answer = here.post(reverse("sign-out-everywhere"), follow=True)
    assert "You are signed out on every device" in answer.text
    assert [is_signed_in(client) for client in (here, elsewhere, other)] == [False, False, True]


def test_a_session_that_was_ended_does_not_come_back(olive):
    client = signed_in(olive)
    session = client.session
    sessions.end_all(olive)
    with pytest.raises(UpdateError):
        session.save()
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("began", "seen", "is_on"),
    [
        (IDLE, IDLE - timedelta(seconds=5), True),
        (IDLE, IDLE + timedelta(seconds=5), False),
        (LONGEST - timedelta(seconds=5), timedelta(0), True),
        (LONGEST + timedelta(seconds=5), timedelta(0), False),
    ],
)
def test_a_session_ends_after_half_an_hour_unused_and_after_twelve_hours_in_all(olive, began, seen, is_on):
    client = signed_in(olive)
    age(client, began=began, seen=seen)
    assert is_signed_in(client) is is_on


def test_using_it_keeps_a_session_going(olive):
    client = signed_in(olive)
    for _ in range(3):
        age(client, began=timedelta(minutes=25), seen=timedelta(minutes=25))
        assert is_signed_in(client)


def test_a_session_without_a_beginning_is_over(olive):
    client = signed_in(olive)
    session = client.session
    del session[sessions.SIGNED_IN_AT]
    session.save()
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ({"seen": IDLE * 2, "began": IDLE * 2}, "because you had not used EDI Tracker for 30 minutes"),
        ({"began": LONGEST * 2}, "because you signed in more than 12 hours ago"),
    ],
)
def test_the_sign_in_page_says_why_one_is_there(olive, old, said):
    client = signed_in(olive)
    age(client, **old)
    answer = client.get(reverse("dashboard"), follow=True)
    assert answer.redirect_chain == [(f"{reverse('sign-in')}?next={reverse('dashboard')}", 302)]
    assert said in answer.text
    assert said not in client.get(reverse("sign-in")).text


def test_a_public_page_says_it_too(olive):
    client = signed_in(olive)
    age(client, seen=IDLE * 2)
    assert "You were signed out because" in client.get(reverse("council-list")).text


def test_reading_writes_no_more_than_when_a_session_was_used_once_a_minute(client, olive):
    client.force_login(olive)

    def writes():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("account"))
        return [
            query["sql"].split('"')[1] for query in queries if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))
        ]

    assert writes() == []
    age(client, seen=timedelta(seconds=61))
    assert writes() == ["django_session"]
    assert writes() == []


def test_the_cookie_is_the_browser_s_alone_and_its_row_ends_with_the_session(olive):
    client = signed_in(olive)
    cookie = client.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert int(cookie["max-age"]) == LONGEST.total_seconds()


def test_pages_of_somebody_signed_in_are_kept_by_no_cache(olive, plan):
    client = signed_in(olive)
    for address in (reverse("account"), reverse("dashboard"), reverse("council-list"), reverse("my-actions")):
        assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_public_pages_of_strangers_are_not_marked_so(client, db):
    assert "no-store" not in client.get(reverse("council-list")).headers.get("Cache-Control", "")


def test_signing_out_tells_the_browser_to_forget_what_it_kept(olive):
    client = signed_in(olive)
    assert client.post(reverse("sign-out")).headers["Clear-Site-Data"] == '"cache"'
    assert not is_signed_in(client)
