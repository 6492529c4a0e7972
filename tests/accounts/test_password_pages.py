"""Changing one's password, and choosing a new one by a link."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessFailureLog
from django.contrib.auth import tokens
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.accounts import reset
from plans.models import SignOnIdentity
from tests.accounts.conftest import ADDRESS, PASSWORD, is_signed_in, signed_in, try_password
from tests.builders import make_user

NEW = "walnut kettle drum"
CHANGE, FORGOTTEN = "/account/password/", "/sign-in/forgotten/"


def change(client, old=PASSWORD, new=NEW, again=None):
    return client.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": again or new})


def ask(email, at=ADDRESS, **headers):
    return Client().post(FORGOTTEN, {"email": email}, REMOTE_ADDR=at, headers=headers)


def link_in(message):
    return re.search(r"^http://testserver(/sign-in/set-password/\S+)$", message.body, re.MULTILINE)[1]


def choose(link, new=NEW):
    """Open a link, choose a password; the page that answers."""
    client = Client()
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(address, {"new_password1": new, "new_password2": new}, follow=True)


def test_a_password_is_changed_by_who_knows_it(olive, outbox):
    client = signed_in(olive)
    assert change(client).headers["Location"] == reverse("account")
    assert try_password(olive.email).status_code == 200
    assert try_password(olive.email, NEW).status_code == 302
    assert outbox[0].subject == "Your password for EDI Tracker was changed"
    assert NEW not in outbox[0].body


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"old": "wrong words"}, "The present password is wrong."),
        ({"again": "walnut kettle drums"}, "The two passwords are not the same."),
        ({"new": "Password2026!"}, "Choose three random words"),
        ({"new": "OliveOfficer2026"}, "made of your name"),
    ],
)
def test_a_change_that_is_refused_says_what_to_do_and_shows_no_password(olive, given, said):
    answer = change(signed_in(olive), **given)
    assert said in answer.text
    assert not [word for word in (PASSWORD, NEW, *given.values()) if word in answer.text]
    assert try_password(olive.email).status_code == 302


def test_a_borrowed_browser_cannot_be_used_to_guess_the_password(olive, settings):
    settings.AXES_FAILURE_LIMIT = 3
    client = signed_in(olive)
    assert [change(client, old=f"wrong {number}").status_code for number in range(4)] == [200, 200, 429, 429]


def test_who_has_no_password_has_none_to_change(client, officer):
    client.force_login(officer)
    page = client.get(CHANGE, follow=True)
    assert page.redirect_chain == [(reverse("account"), 302)]
    assert "You have no password here" in page.text


@pytest.mark.parametrize("address", [CHANGE, "link"])
def test_password_managers_are_helped(olive, outbox, address):
    client = signed_in(olive)
    if address == "link":
        ask(olive.email)
        address = link_in(outbox[0])
    page = " ".join(client.get(address, follow=True).text.split())
    assert page.count('autocomplete="new-password"') == 2
    assert f'autocomplete="username" value="{olive.email}"' in page
    assert "maxlength" not in page
    assert "onpaste" not in page


def test_who_forgot_their_password_gets_a_link_and_chooses_another(olive, outbox):
    assert ask(olive.email.upper()).headers["Location"] == reverse("password-reset-sent")
    [message] = outbox
    assert (message.to, message.subject) == ([olive.email], "Choose a new password for EDI Tracker")
    assert "(Alderford Council)" in message.body
    assert "Your new password is set" in choose(link_in(message)).text
    assert try_password(olive.email, NEW).status_code == 302
    assert try_password(olive.email).status_code == 200


def test_a_link_works_once(olive, outbox):
    ask(olive.email)
    link = link_in(outbox[0])
    choose(link)
    assert "This link does not work any more" in choose(link, "other random words").text
    assert try_password(olive.email, "other random words").status_code == 200


@pytest.mark.parametrize(("minutes", "holds"), [(59, True), (61, False)])
def test_a_link_works_for_an_hour(olive, outbox, monkeypatch, minutes, holds):
    ask(olive.email)
    later = timezone.now().replace(tzinfo=None) + timedelta(minutes=minutes)
    monkeypatch.setattr(tokens.default_token_generator, "_now", lambda: later)
    assert ("Your new password is set" in choose(link_in(outbox[0])).text) is holds


def test_a_link_does_not_work_once_one_has_signed_in(olive, outbox):
    ask(olive.email)
    signed_in(olive)
    assert "This link does not work any more" in choose(link_in(outbox[0])).text


def test_a_link_does_not_work_once_the_account_is_closed(olive, outbox):
    ask(olive.email)
    olive.is_active = False
    olive.save()
    assert "This link does not work any more" in choose(link_in(outbox[0])).text


def test_a_link_of_one_is_none_of_another(olive, manager, outbox):
    ask(olive.email)
    token = link_in(outbox[0]).split("/")[-2]
    theirs = reverse("password-set", args=["MTIz", token])
    assert "This link does not work any more" in choose(theirs).text
    assert not reset.Links().check_token(manager, token)


def test_the_link_is_not_in_the_address_of_the_page_that_one_chooses_on(olive, outbox):
    ask(olive.email)
    link = link_in(outbox[0])
    page = Client().get(link, follow=True)
    assert link.split("/")[-2] not in page.redirect_chain[-1][0]
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_weak_password_is_refused_there_too(olive, outbox):
    ask(olive.email)
    assert "Choose three random words" in choose(link_in(outbox[0]), "Password2026!").text


def test_choosing_a_new_password_ends_every_session_and_signs_nobody_in(olive, outbox):
    elsewhere = signed_in(olive)
    ask(olive.email)
    page = choose(link_in(outbox[0]))
    assert page.redirect_chain[-1][0] == reverse("sign-in")
    assert not page.context["user"].is_authenticated
    assert not is_signed_in(elsewhere)


def test_choosing_a_new_password_unlocks(olive, outbox, settings):
    settings.AXES_FAILURE_LIMIT = 2
    ask(olive.email)
    assert [try_password(olive.email, "wrong").status_code for _ in range(2)] == [200, 429]
    choose(link_in(outbox[0]))
    assert try_password(olive.email, NEW).status_code == 302


@pytest.fixture
def strangers(db):
    """The addresses of people who get no link, each for a reason of its own."""
    make_user("Clara Closed", password=PASSWORD, is_active=False)
    make_user("Fay Forgotten", password=PASSWORD, forgotten_at=timezone.now())
    make_user("Dee Demo", email="dee@council.example", password=PASSWORD)
    elsewhere = make_user("Sonia Signon")
    SignOnIdentity.objects.create(user=elsewhere, issuer="https://sso.example.org", subject="1")
    return [
        *(f"{name}@example.org" for name in ("clara.closed", "fay.forgotten", "sonia.signon", "x")),
        "dee@council.example",
    ]


def test_nobody_can_tell_who_has_an_account(olive, strangers, outbox, django_assert_num_queries):
    answers = [ask(email) for email in (olive.email, *strangers)]
    assert {(one.status_code, one.headers["Location"], one.content) for one in answers} == {
        (302, reverse("password-reset-sent"), b"")
    }
    assert [message.to for message in outbox] == [[olive.email]]


def test_the_same_work_is_done_whoever_is_asked_for(olive, strangers, outbox, monkeypatch):
    """What differs in time is what a mail server takes, and that is after the answer."""
    written, write = [], reset.mail._written
    monkeypatch.setattr(reset.mail, "_written", lambda *given: written.append(given[0]) or write(*given))
    for email in (olive.email, *strangers):
        ask(email)
    assert written == ["password_reset"] * 6


def test_who_was_invited_and_never_chose_a_password_gets_a_link(db, outbox):
    ask(make_user("Ina Invited").email)
    assert len(outbox) == 1


def test_a_person_is_sent_three_links_an_hour_whoever_asks(olive, outbox):
    answers = [ask(olive.email, at=f"198.51.100.{number}").status_code for number in range(5)]
    assert (answers, len(outbox)) == ([302] * 5, 3)
    AccessFailureLog.objects.update(attempt_time=timezone.now() - timedelta(minutes=61))
    ask(olive.email)
    assert len(outbox) == 4


def test_too_many_links_asked_for_from_one_address_are_refused(olive, outbox, settings):
    settings.FORGOTTEN_PER_ADDRESS = 3
    answers = [ask(f"name{number}@example.org").status_code for number in range(4)]
    assert answers == [302, 302, 302, 429]
    refused = ask(olive.email)
    assert (refused.status_code, refused.headers["Retry-After"], len(outbox)) == (429, "3600", 0)
    assert ask(olive.email, at="198.51.100.9").status_code == 302


def test_asking_for_links_is_no_wrong_password(olive, outbox, settings):
    settings.FAILURES_PER_ADDRESS = 2
    for number in range(3):
        ask(f"name{number}@example.org")
    assert try_password(olive.email).status_code == 302


def test_what_is_remembered_of_asking_names_nobody(olive, outbox):
    ask(olive.email)
    row = AccessFailureLog.objects.get()
    assert olive.email.split("@")[0] not in row.username
    assert len(row.username) == 64


def test_another_sites_name_cannot_get_into_the_link(olive, outbox):
    assert ask(olive.email, host="evil.example.org").status_code == 400
    ask(olive.email, **{"x-forwarded-host": "evil.example.org"})
    assert "http://testserver/" in outbox[0].body


def test_a_mail_server_that_fails_changes_nothing_that_one_sees(olive, outbox, settings):
    settings.EMAIL_BACKEND = "tests.accounts.test_mail.Failing"
    answers = [ask(olive.email), ask("nobody@example.org")]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, reverse("password-reset-sent"))
    }


def test_where_no_mail_can_be_sent_the_page_says_so_and_no_link_is_made(olive, mailoutbox, caplog):
    caplog.set_level("DEBUG")
    assert "cannot send e-mail" in Client().get(FORGOTTEN).text
    answer = ask(olive.email)
    assert (answer.status_code, "cannot send e-mail" in answer.text) == (200, True)
    assert not mailoutbox
    assert "set-password" not in caplog.text


@pytest.mark.parametrize("email", ["", "not an address", "a@b@c", "x" * 300 + "@example.org", "a\0@example.org"])
def test_what_is_no_address_is_said_to_be_none(db, outbox, email):
    answer = ask(email)
    assert answer.status_code == 200
    assert "There is a problem" in answer.text
