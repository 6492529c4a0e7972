"""Signing in and out."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, ScryptPasswordHasher
from django.test import Client, override_settings
from django.urls import reverse

from edi_tracker import settings as product
from tests.accounts.conftest import PASSWORD, is_signed_in, signed_in, try_password
from tests.builders import make_user


def words_of(answer):
    """What the page says, but for what was typed and the token against forgery."""
    start = answer.text.index("There is a problem")
    return answer.text[start : answer.text.index("</div>", start)]


@pytest.fixture
def closed(db):
    return make_user("Clara Closed", password=PASSWORD, is_active=False)


@pytest.fixture
def forgotten_password(db):
    return make_user("Ina Invited")


def test_one_signs_in_by_address_and_password(olive):
    assert is_signed_in(signed_in(olive))


@pytest.mark.parametrize("spelling", [str.upper, str.title, lambda email: f"  {email} "])
def test_case_and_spaces_of_the_address_do_not_matter(olive, spelling):
    assert try_password(spelling(olive.email)).status_code == 302


def test_spaces_of_the_password_do_matter(olive):
    assert try_password(olive.email, f"{PASSWORD} ").status_code == 200


def test_the_same_is_said_whatever_does_not_go_together(olive, closed, forgotten_password):
    tries = [("nobody@example.org", PASSWORD), (olive.email, "wrong words"), (closed.email, PASSWORD)]
    tries += [(closed.email, "wrong words"), (forgotten_password.email, PASSWORD)]
    answers = [try_password(*one) for one in tries]
    assert {answer.status_code for answer in answers} == {200}
    assert len({words_of(answer) for answer in answers}) == 1


def test_it_takes_as_long_for_an_address_that_nobody_has(olive, closed, forgotten_password, monkeypatch):
    """Each try hashes one password, however it ends; the hash is nearly all of its time."""
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or encode(*given))
    tries = [(olive.email, PASSWORD), (olive.email, "wrong"), ("nobody@example.org", "wrong")]
    tries += [(closed.email, PASSWORD), (closed.email, "wrong"), (forgotten_password.email, "wrong")]
    for one in tries:
        hashed.clear()
        try_password(*one)
        assert len(hashed) == 1, one


@override_settings(PASSWORD_HASHERS=["tests.accounts.hashers.Watched"])
@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_database_while_a_password_is_hashed(outbox):
    """Hashing takes a quarter of a second: within a transaction that writes, SQLite would make all writers wait."""
    person = make_user("Wanda Watched", password=PASSWORD)
    browser = signed_in(person)
    new = {"new_password1": "walnut kettle drum", "new_password2": "walnut kettle drum"}
    answer = browser.post(reverse("password-change"), {"old_password": PASSWORD, **new})
    assert answer.status_code == 302


def test_the_boxes_let_browsers_and_password_managers_help(client, db):
    page = client.get(reverse("sign-in")).text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_after_signing_in_one_is_where_one_wanted_to_be_on_this_site_alone(olive):
    def goes_to(address):
        data = {"username": olive.email, "password": PASSWORD, "next": address}
        return Client().post(reverse("sign-in"), data).headers["Location"]

    assert goes_to("/dashboard/?rag=red") == "/dashboard/?rag=red"
    for elsewhere in ("https://evil.example.org/", "//evil.example.org/", "/\\evil.example.org", "javascript:alert(1)"):
        assert goes_to(elsewhere) == reverse("home")


def test_a_form_from_elsewhere_signs_nobody_in_or_out(olive):
    strict = Client(enforce_csrf_checks=True)
    assert try_password(olive.email, client=strict).status_code == 403
    assert strict.post(reverse("sign-out")).status_code == 403


def test_passwords_are_kept_as_scrypt():
    assert product.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.ScryptPasswordHasher"
    hasher = ScryptPasswordHasher()
    assert (hasher.work_factor, hasher.block_size, hasher.parallelism) == (2**14, 8, 5)  # OWASP's least for scrypt


def test_where_no_mail_is_sent_the_page_names_a_person_to_ask(client, db, settings):
    assert "choose a new password" not in client.get(reverse("sign-in")).text.lower()
    settings.CAN_SEND_EMAIL = True
    assert reverse("password-reset") in client.get(reverse("sign-in")).text
