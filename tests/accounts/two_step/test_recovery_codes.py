"""Recovery codes: shown once, used once, counted, made anew."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from plans.accounts import recovery_codes, second_step, sessions
from tests.accounts.two_step.conftest import after_password, give_app

PAGE = "/account/two-step/recovery-codes/"


@pytest.fixture
def client(officer):
    give_app(officer)
    client = Client()
    client.force_login(officer)
    return client


def make_anew(client):
    shown = re.search(r'name="instead_of"\s+value="(\d+)"', client.get(PAGE).content.decode())
    return client.post(PAGE, {"instead_of": shown[1]})


def codes_on(page):
    return re.findall(r'<li class="edi-code">([\d ]+)</li>', page.content.decode())


def use(user, code):
    return second_step.check(user, code.replace(" ", ""))


def after_no_wait(user):
    StaticDevice.objects.filter(user=user).update(throttling_failure_count=0)


def test_there_are_ten_of_twelve_digits():
    assert recovery_codes.in_groups("123456789012") == "1234 5678 9012"


def test_each_signs_in_once(officer):
    codes = recovery_codes.make(officer)
    assert len(set(codes)) == 10
    assert {use(officer, code) for code in codes} == {"recovery code"}
    for code in codes:
        after_no_wait(officer)
        with pytest.raises(ValidationError, match="wrong or was used before"):
            use(officer, code)


def test_they_are_stored_nowhere_as_they_are_read(client, officer):
    codes = codes_on(make_anew(client))
    stored = " ".join(StaticToken.objects.values_list("token", flat=True))
    session = str(dict(client.session.items()))
    for code in codes:
        assert code not in stored + session
        assert code.replace(" ", "") not in stored + session


def test_the_same_code_of_two_people_is_stored_differently(officer, manager):
    one, other = (StaticDevice.objects.create(user=user, name="x") for user in (officer, manager))
    assert recovery_codes.digest(one, "123456789012") != recovery_codes.digest(other, "123456789012")


def test_what_is_stored_cannot_be_made_without_the_secret_key(officer, settings):
    device = StaticDevice.objects.create(user=officer, name="x")
    before = recovery_codes.digest(device, "123456789012")
    settings.SECRET_KEY = "another secret key " * 3
    assert recovery_codes.digest(device, "123456789012") != before


def test_guessing_costs_a_hundred_thousand_rounds(monkeypatch):
    monkeypatch.undo()
    assert recovery_codes.ROUNDS >= 100_000


def test_a_digest_fits_its_column(officer):
    device = StaticDevice.objects.create(user=officer, name="x")
    assert len(recovery_codes.digest(device, "123456789012")) == StaticToken._meta.get_field("token").max_length


def test_nobody_elses_code_will_do(officer, manager):
    recovery_codes.make(officer)
    with pytest.raises(ValidationError):
        use(officer, recovery_codes.make(manager)[0])


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (10, "You have 10 recovery codes left."),
        (4, "You have 4 recovery codes left."),
        (3, "You have 3 recovery codes left. Make new ones soon: they let you in if you lose your phone."),
        (1, "You have 1 recovery code left. Make new ones soon: they let you in if you lose your phone."),
        (0, "You have no recovery codes left. Make new ones soon: they let you in if you lose your phone."),
    ],
)
def test_how_many_are_left_is_told_and_few_are_warned_of(client, officer, left, told):
    recovery_codes.make(officer)
    kept = StaticToken.objects.values("pk")[:left]
    StaticToken.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    assert f'<p class="govuk-body">{told}</p>' in client.get(PAGE).content.decode()


def test_few_codes_are_warned_of_on_the_account_page(client, officer):
    account = reverse("account")
    recovery_codes.make(officer)
    assert "govuk-warning-text" not in client.get(account).content.decode()
    for token in StaticToken.objects.all()[:7]:
        token.delete()
    page = client.get(account).content.decode()
    assert "You have 3 recovery codes left. Make new ones soon" in page
    assert "govuk-warning-text" in page


def test_new_ones_take_the_place_of_the_old(client, officer):
    old = recovery_codes.make(officer)
    new = codes_on(make_anew(client))
    assert len(new) == 10
    assert use(officer, new[0]) == "recovery code"
    with pytest.raises(ValidationError):
        use(officer, old[0])


def test_they_are_shown_once(client):
    codes = codes_on(make_anew(client))
    assert not any(code in client.get(PAGE).content.decode() for code in codes)


def test_a_form_sent_twice_makes_one_new_set(client, officer):
    present = recovery_codes.make(officer) and recovery_codes.set_of(officer)
    codes = codes_on(client.post(PAGE, {"instead_of": present}))
    again = client.post(PAGE, {"instead_of": present}, follow=True).content.decode()
    assert "New recovery codes were made meanwhile." in again
    assert use(officer, codes[0]) == "recovery code"


def test_making_new_ones_asks_for_a_second_step_of_a_moment_ago(client):
    session = client.session
    session[sessions.SIGNED_IN_AT] -= 11 * 60
    session.save()
    for answer in (client.get(PAGE), client.post(PAGE, {"instead_of": 0})):
        assert answer.url.startswith(reverse("two-step"))


def test_without_an_app_there_are_none(officer):
    assert after_password(officer).get(PAGE).url == reverse("account")


def test_they_can_be_saved_as_a_text_file(client, officer):
    codes = codes_on(make_anew(client))
    file = client.post(reverse("two-step-codes-file"), {"codes": "\r\n".join(codes)})
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="edi-tracker-recovery-codes.txt"'
    assert "no-store" in file["Cache-Control"]
    assert file.content.decode().splitlines()[-10:] == codes
    assert officer.email in file.content.decode()


@pytest.mark.parametrize("sent", ["", "<script>", "1234 5678 9012", "\n".join(["1234 5678 901x"] * 10)])
def test_nothing_but_codes_can_be_saved(client, sent):
    assert client.post(reverse("two-step-codes-file"), {"codes": sent}).status_code == 400


def test_the_log_says_that_new_ones_were_made_but_not_which(client, officer, caplog):
    caplog.set_level("INFO")
    codes = codes_on(make_anew(client))
    assert f"User {officer.pk} made new recovery codes" in caplog.messages
    assert not any(code in caplog.text for code in codes)
