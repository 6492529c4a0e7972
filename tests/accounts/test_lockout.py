"""Guessing is slow: ten tries of a name from an address, a hundred from an address whatever the names."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.core.management import call_command
from django.utils import timezone

from edi_tracker import settings as product
from tests.accounts.conftest import ADDRESS, PASSWORD, try_password

ELSEWHERE = "198.51.100.9"


@pytest.fixture(autouse=True)
def few_tries(settings):
    """Most of these tests lock after three tries, to be quick."""
    settings.AXES_FAILURE_LIMIT = 3


def fail(email, times, **ways):
    """The status codes that so many wrong passwords get."""
    return [try_password(email, f"wrong words number {number}", **ways).status_code for number in range(times)]


def later(**ago):
    """Let time pass, by moving what was remembered into the past."""
    for model in (AccessAttempt, AccessFailureLog):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(attempt_time=row.attempt_time - timedelta(**ago))


def test_the_tenth_wrong_try_locks_and_the_right_password_is_refused_then(olive, settings):
    settings.AXES_FAILURE_LIMIT = product.AXES_FAILURE_LIMIT
    assert fail(olive.email, 12) == [200] * 9 + [429] * 3
    assert try_password(olive.email).status_code == 429


def test_the_page_says_when_to_try_again(olive, settings):
    settings.CAN_SEND_EMAIL = True
    fail(olive.email, 2)
    answer = try_password(olive.email, "wrong words")
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert f"from {until:%H:%M} on" in answer.text
    assert "choose a new one by e-mail" in answer.text
    assert 890 <= int(answer.headers["Retry-After"]) <= 900


def test_after_a_quarter_of_an_hour_it_is_open_again(olive):
    fail(olive.email, 3)
    later(minutes=14)
    assert try_password(olive.email).status_code == 429
    later(minutes=1, seconds=1)
    assert try_password(olive.email).status_code == 302


def test_going_on_trying_does_not_keep_anybody_out_for_longer(olive):
    fail(olive.email, 3)
    later(minutes=14)
    assert fail(olive.email, 3) == [429] * 3
    later(minutes=1, seconds=1)
    assert try_password(olive.email).status_code == 302


def test_the_person_is_not_locked_out_from_another_address(olive):
    fail(olive.email, 4, at=ELSEWHERE)
    assert try_password(olive.email).status_code == 302


def test_another_person_at_the_address_is_not_locked_out(olive, manager):
    manager.set_password(PASSWORD)
    manager.save()
    fail(olive.email, 4)
    assert try_password(manager.email).status_code == 302


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "client-ip", "x-client-ip", "via"])
def test_a_forged_header_does_not_help(olive, header):
    answers = [try_password(olive.email, "wrong", **{header: f"192.0.2.{one}"}).status_code for one in range(4)]
    assert answers == [200, 200, 429, 429]


def test_behind_a_proxy_a_forged_header_does_not_help_either(olive, settings):
    settings.PROXIES = 1
    told = [f"192.0.2.{number}, {ADDRESS}" for number in range(4)]
    ways = [{"at": "127.0.0.1", "x-forwarded-for": forwarded} for forwarded in told]
    assert [try_password(olive.email, "wrong", **way).status_code for way in ways] == [200, 200, 429, 429]


def test_behind_a_proxy_people_are_told_apart(olive, settings):
    settings.PROXIES = 1
    fail(olive.email, 3, at="127.0.0.1", **{"x-forwarded-for": ELSEWHERE})
    assert try_password(olive.email, at="127.0.0.1", **{"x-forwarded-for": ADDRESS}).status_code == 302


def test_neither_case_nor_spaces_nor_browsers_dodge_the_count(olive):
    spellings = [olive.email, olive.email.upper(), f"  {olive.email}", f"{olive.email}\t ", olive.email.title()]
    answers = [try_password(name, "wrong", **{"user-agent": name}).status_code for name in spellings]
    assert answers == [200, 200, 429, 429, 429]


@pytest.mark.parametrize("name", ["", "   ", "\t"])
def test_empty_names_lock_nobody(olive, name):
    fail(name, 4)
    assert not AccessAttempt.objects.exists()
    assert try_password(olive.email).status_code == 302


@pytest.mark.parametrize("name", ["nul\0byte@example.org", "x" * 3000, "🦊@example.org", "' OR 1=1 --"])
def test_a_strange_name_is_answered_as_any_other(db, name):
    assert set(fail(name, 2)) == {200}


def test_nobody_can_tell_by_a_lock_whether_somebody_exists(olive):
    assert fail("nobody@example.org", 4) == fail(olive.email, 4)


def test_signing_in_begins_the_count_again(olive):
    fail(olive.email, 2)
    assert try_password(olive.email).status_code == 302
    assert fail(olive.email, 3) == [200, 200, 429]


def test_spraying_names_from_one_address_is_stopped(olive, settings):
    settings.FAILURES_PER_ADDRESS = 5
    tries = [try_password(f"name{number}@example.org", "Autumn2026!").status_code for number in range(7)]
    assert tries == [200] * 5 + [429] * 2
    answer = try_password(olive.email)
    assert answer.status_code == 429
    assert "from your network within an hour" in answer.text
    assert try_password(olive.email, at=ELSEWHERE).status_code == 302


def test_the_limit_is_well_above_what_a_council_mistypes(settings):
    assert settings.FAILURES_PER_ADDRESS == 100


def test_a_success_does_not_begin_the_address_count_again(olive, settings):
    settings.FAILURES_PER_ADDRESS = 4
    fail("one@example.org", 2)
    assert try_password(olive.email).status_code == 302
    fail("two@example.org", 2)
    assert try_password(olive.email).status_code == 429


def test_an_address_is_open_again_once_enough_is_an_hour_ago(olive, settings):
    settings.FAILURES_PER_ADDRESS = 4
    fail("one@example.org", 2)
    later(minutes=50)
    fail("two@example.org", 2)
    assert 590 <= int(try_password(olive.email).headers["Retry-After"]) <= 600
    later(minutes=10, seconds=1)
    assert try_password(olive.email).status_code == 302


def test_where_addresses_are_not_known_no_address_is_locked(olive, settings):
    settings.FAILURES_PER_ADDRESS = 3
    fail("one@example.org", 2, at="")
    fail("two@example.org", 2, at="")
    assert try_password(olive.email, at="").status_code == 302


def test_whoever_runs_the_product_unlocks(olive, settings):
    settings.FAILURES_PER_ADDRESS = 4
    fail(olive.email, 3)
    fail("somebody@example.org", 1)
    assert try_password(olive.email).status_code == 429
    call_command("axes_reset")
    assert try_password(olive.email).status_code == 302


@pytest.mark.parametrize(("command", "given"), [("axes_reset_ip", ADDRESS), ("axes_reset_username", None)])
def test_one_address_or_one_person_can_be_unlocked(olive, command, given):
    fail(olive.email, 3)
    call_command(command, given or olive.email)
    assert try_password(olive.email).status_code == 302


def test_nobody_can_be_kept_out_of_the_whole_installation(superuser):
    superuser.set_password(PASSWORD)
    superuser.save()
    for number in range(5):
        fail(superuser.email, 3, at=f"198.51.100.{number}")
    assert try_password(superuser.email).status_code == 302


def test_no_more_is_remembered_than_is_needed(olive):
    fail(olive.email, 2, **{"user-agent": "A browser", "accept": "text/html"})
    attempt = AccessAttempt.objects.get()
    assert (attempt.username, attempt.ip_address, attempt.failures_since_start) == (olive.email, ADDRESS, 2)
    assert (attempt.get_data, attempt.post_data, attempt.user_agent, attempt.http_accept) == ("", "", "", "")
    assert set(AccessFailureLog.objects.values_list("username", "ip_address", "user_agent")) == {("", ADDRESS, "")}
    assert not AccessLog.objects.exists()


def test_what_no_longer_counts_is_forgotten_at_the_next_signing_in(olive, manager):
    fail(manager.email, 2)
    later(minutes=61)
    assert try_password(olive.email).status_code == 302
    assert not AccessAttempt.objects.exists()
    assert not AccessFailureLog.objects.exists()


def test_the_admin_is_no_other_door(client, olive):
    fail(olive.email, 3)
    answer = client.post("/admin/login/", {"username": olive.email, "password": PASSWORD}, REMOTE_ADDR=ADDRESS)
    assert answer.status_code == 302
    assert "/sign-in/" in answer.headers["Location"]
