"""The page that asks for the second step: right codes, wrong codes, used codes, many codes."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.accounts import recovery_codes, second_step, sessions
from plans.accounts.two_step_forms import CodeForm
from tests.accounts.two_step.conftest import after_password, after_the_wait, code_at, give_app, wrong_code

pytestmark = pytest.mark.usefixtures("frozen")
PAGE = "/sign-in/two-step/"


@pytest.fixture
def phone(officer):
    return give_app(officer)


@pytest.fixture
def client(officer, phone):
    return after_password(officer)


def refused(user, code):
    with pytest.raises(ValidationError) as refusal:
        second_step.check(user, code)
    return refusal.value.messages[0]


def test_the_code_of_the_app_opens_the_page_that_was_wanted(client, phone):
    answer = client.post(PAGE, {"code": code_at(phone.key), "next": "/my-actions/?q=x"})
    assert answer.url == "/my-actions/?q=x"
    assert client.get("/my-actions/").status_code == 200
    assert client.session[sessions.TWO_STEP] == "app"


def test_the_session_gets_a_new_key_with_the_second_step(client, phone):
    before = client.session.session_key
    client.post(PAGE, {"code": code_at(phone.key)})
    assert client.session.session_key != before
    assert not client.session.exists(before)


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil", "0"]
)
def test_one_is_led_nowhere_else_afterwards(client, phone, elsewhere):
    assert client.post(PAGE, {"code": code_at(phone.key), "next": elsewhere}).url == "/"


@pytest.mark.parametrize("typed", ["{} {}", " {}-{} ", "{}\u00a0{}\n"])
def test_a_code_may_be_pasted_with_spaces(client, phone, typed):
    code = code_at(phone.key)
    assert client.post(PAGE, {"code": typed.format(code[:3], code[3:])}).status_code == 302


def test_the_box_is_one_for_codes(client):
    page = client.get(PAGE).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_the_page_is_kept_in_no_cache(client):
    assert "no-store" in client.get(PAGE)["Cache-Control"]


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_one_step_off(officer, phone, steps):
    assert second_step.check(officer, code_at(phone.key, steps)) == "app"


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_may_not_be_two_steps_off(officer, phone, steps):
    assert "wrong" in refused(officer, code_at(phone.key, steps))


def test_how_late_one_typed_last_time_does_not_move_the_clock(officer, phone, monkeypatch, frozen):
    second_step.check(officer, code_at(phone.key, -1))
    monkeypatch.setattr(time, "time", lambda: frozen + 300)
    assert second_step.check(officer, code_at(phone.key, 1)) == "app"


def test_a_code_serves_once(officer, phone):
    code = code_at(phone.key)
    second_step.check(officer, code)
    assert "used before" in refused(officer, code)


def test_an_older_code_than_the_one_used_is_refused(officer, phone):
    second_step.check(officer, code_at(phone.key))
    assert "wrong" in refused(officer, code_at(phone.key, -1))


def test_another_persons_code_is_refused(officer, manager, phone):
    assert "wrong" in refused(officer, code_at(give_app(manager).key))


def test_a_wrong_code_makes_the_next_wait_and_says_how_long(officer, phone):
    for _ in range(5):
        refused(officer, wrong_code(phone.key))
        after_the_wait(phone)
    refused(officer, wrong_code(phone.key))
    assert refused(officer, code_at(phone.key)) == "There were too many wrong codes. Try again in 32 seconds"


def test_the_wait_is_never_longer_than_nine_minutes(officer, phone):
    phone.throttling_failure_count = 60
    phone.save()
    refused(officer, wrong_code(phone.key))
    assert refused(officer, code_at(phone.key)).endswith("Try again in 9 minutes")


def test_a_right_code_ends_the_waiting(officer, phone):
    refused(officer, wrong_code(phone.key))
    after_the_wait(phone)
    second_step.check(officer, code_at(phone.key))
    phone.refresh_from_db()
    assert phone.throttling_failure_count == 0


def test_wrong_codes_for_one_person_make_nobody_else_wait(officer, manager, phone):
    others = give_app(manager)
    refused(officer, wrong_code(phone.key))
    assert second_step.check(manager, code_at(others.key)) == "app"


def test_five_wrong_codes_in_a_session_end_it(client, phone):
    for _ in range(4):
        assert client.post(PAGE, {"code": wrong_code(phone.key)}).status_code == 200
    answer = client.post(PAGE, {"code": wrong_code(phone.key), "next": "/actions/"}, follow=True)
    assert answer.redirect_chain == [("/sign-in/?next=%2Factions%2F", 302)]
    assert "because of too many wrong codes" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter the code that your app shows, or a recovery code"),
        ("12345", "The code must be 6 digits from your app, or a recovery code of 12 digits"),
        ("12a456", "The code must be 6 digits from your app, or a recovery code of 12 digits"),
        ("-12345", "The code must be 6 digits from your app, or a recovery code of 12 digits"),
    ],
)
def test_what_cannot_be_a_code_counts_as_no_try(client, phone, typed, told):
    assert told in client.post(PAGE, {"code": typed}).content.decode()
    phone.refresh_from_db()
    assert phone.throttling_failure_count == 0


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_whatever_is_typed_the_form_lets_through_codes_alone(typed):
    form = CodeForm({"code": typed})
    if form.is_valid():
        code = form.cleaned_data["code"]
        assert len(code) in (6, 12)
        assert set(code) <= set("0123456789")


def test_a_recovery_code_will_do(client, officer):
    code, *_ = recovery_codes.make(officer)
    page = client.post(PAGE, {"code": code, "next": "/my-actions/"}, follow=True).content.decode()
    assert "You used a recovery code. It cannot be used again. You have 9 recovery codes left." in page
    assert client.session[sessions.TWO_STEP] == "recovery code"


def test_who_took_it_a_short_while_ago_is_led_on(client, phone):
    client.post(PAGE, {"code": code_at(phone.key)})
    assert client.get(PAGE, {"next": "/actions/"}).url == "/actions/"


def test_the_log_says_who_and_how_but_no_code(officer, phone, caplog):
    right, wrong = code_at(phone.key), wrong_code(phone.key)
    caplog.set_level(logging.INFO, "plans.accounts")
    refused(officer, wrong)
    after_the_wait(phone)
    second_step.check(officer, right)
    lines = [record.getMessage() for record in caplog.records if record.name == "plans.accounts"]
    pk = officer.pk
    assert lines == [f"Second step of user {pk} by app was refused", f"Second step of user {pk} was taken by app"]


def at_once(check, times=4):
    def alone(_):
        try:
            return check()
        except ValidationError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(alone, range(times)))


@pytest.mark.django_db(transaction=True)
def test_of_several_uses_of_a_code_at_once_one_succeeds(officer, phone):
    code = code_at(phone.key)
    assert at_once(lambda: second_step.check(officer, code)) == ["app", "refused", "refused", "refused"]


@pytest.mark.django_db(transaction=True)
def test_of_several_uses_of_a_recovery_code_at_once_one_succeeds(officer):
    code = recovery_codes.make(officer)[0].replace(" ", "")
    assert at_once(lambda: second_step.check(officer, code)) == ["recovery code", "refused", "refused", "refused"]
    assert recovery_codes.left(officer) == 9


def test_without_an_app_there_is_nothing_to_ask(officer, equality_lead):
    assert after_password(officer).get(PAGE).url == "/"
    page = after_password(equality_lead).get(PAGE, {"next": "/actions/"})
    assert page.url == f"{reverse('two-step-set-up')}?next=%2Factions%2F"
