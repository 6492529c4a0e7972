"""Who takes a second step, and what is shut until they have."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from plans import permissions
from plans.accounts import sessions, two_step
from plans.models import Membership
from tests.accounts.two_step.conftest import after_password, give_app
from tests.test_who_may import patterns

OPEN = two_step.OPEN_TO_ALL | {"two-step"}


def test_equality_leads_and_superusers_must(equality_lead, superuser, officer, manager):
    assert [permissions.must_take_two_steps(user) for user in (equality_lead, superuser)] == [True, True]
    assert [permissions.must_take_two_steps(user) for user in (officer, manager)] == [False, False]
    assert not permissions.must_take_two_steps(AnonymousUser())


@pytest.mark.parametrize("required", [True, False])
def test_everybody_must_where_it_is_so_set(settings, equality_lead, superuser, officer, manager, required):
    settings.TWO_STEP_FOR_ALL, settings.TWO_STEP_REQUIRED = True, required
    assert [permissions.must_take_two_steps(user) for user in (equality_lead, superuser, officer, manager)] == [
        True
    ] * 4
    assert not permissions.must_take_two_steps(AnonymousUser())
    officer.is_active = False
    assert not permissions.must_take_two_steps(officer)


def test_an_officer_then_sets_up_an_app_first_and_cannot_turn_it_off(settings, officer):
    signed_in_before = after_password(officer)
    assert signed_in_before.get(reverse("my-actions")).status_code == 200
    settings.TWO_STEP_FOR_ALL = True
    for client in (signed_in_before, after_password(officer)):
        assert client.get(reverse("my-actions")).url.startswith(reverse("two-step-set-up"))
    assert "A password alone is not enough to sign in here." in client.get(reverse("two-step-set-up")).text
    assert "required of you." in client.get(reverse("account")).text
    assert client.get(reverse("two-step-remove")).url.startswith(reverse("two-step-set-up"))
    client.force_login(officer)
    give_app(officer)
    assert client.post(reverse("two-step-remove")).status_code == 403


def test_public_pages_are_for_strangers_as_before(settings, client, plan):
    settings.TWO_STEP_FOR_ALL = True
    type(plan).objects.update(is_public=True)
    assert client.get(reverse("plan-detail", args=[plan.council.slug, plan.slug])).status_code == 200


def test_an_equality_lead_of_one_council_of_several_must(officer, other_council):
    Membership.objects.create(user=officer, council=other_council, role="equality_lead")
    assert permissions.must_take_two_steps(officer)


def test_an_installation_to_try_things_out_asks_nobody_who_has_no_app(equality_lead, settings):
    settings.TWO_STEP_REQUIRED = False
    assert after_password(equality_lead).get(reverse("admin:index")).status_code == 200


def test_who_has_an_app_uses_it_even_where_nobody_must(equality_lead, settings):
    settings.TWO_STEP_REQUIRED = False
    give_app(equality_lead)
    assert after_password(equality_lead).get(reverse("admin:index")).status_code == 302


def pages_without_arguments():
    return [reverse(name) for name, pattern in patterns() if name != "admin:None" and "<" not in str(pattern.pattern)
            and not pattern.pattern.regex.groups and name not in OPEN]  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_is_shut_until_the_second_step(officer, action, method):
    give_app(officer)
    client = after_password(officer)
    for address in pages_without_arguments():
        answer = getattr(client, method)(address)
        assert answer.status_code == 302, address
        assert answer.url.startswith(reverse("two-step")), address


def test_public_pages_too_for_they_would_show_what_is_not_public(officer, plan, action):
    give_app(officer)
    client = after_password(officer)
    for name, arguments in (("plan-detail", [plan.council.slug, plan.slug]), ("action-detail", [action.pk])):
        assert client.get(reverse(name, args=arguments)).status_code == 302


def test_one_may_sign_out_instead(officer):
    give_app(officer)
    client = after_password(officer)
    client.post(reverse("sign-out"))
    assert "_auth_user_id" not in client.session


def test_the_page_that_was_wanted_comes_afterwards(officer):
    give_app(officer)
    answer = after_password(officer).get(reverse("action-list"), {"q": "a b"})
    assert answer.url == "/sign-in/two-step/?next=%2Factions%2F%3Fq%3Da%2Bb"


def test_who_must_and_has_no_app_sets_one_up_first(equality_lead):
    client = after_password(equality_lead)
    assert client.get(reverse("my-actions")).url.startswith(reverse("two-step-set-up"))
    assert client.get(reverse("two-step-set-up")).status_code == 200
    assert client.get(reverse("two-step-codes")).status_code == 302


def test_who_need_not_goes_on_with_the_password_alone(officer, manager):
    for person in (officer, manager):
        assert after_password(person).get(reverse("my-actions")).status_code == 200


def test_a_sign_on_with_a_second_step_of_its_own_is_enough(equality_lead):
    client = after_password(equality_lead)
    session = client.session
    session[sessions.TWO_STEP] = "single sign-on"
    session.save()
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_role_given_meanwhile_asks_for_the_second_step_at_once(officer, council):
    client = after_password(officer)
    assert client.get(reverse("my-actions")).status_code == 200
    officer.memberships.update(role="equality_lead")
    assert client.get(reverse("my-actions")).url.startswith(reverse("two-step-set-up"))


def test_what_was_typed_meanwhile_waits(officer, action):
    client = after_password(officer)
    officer.memberships.update(role="equality_lead")
    answer = client.post(reverse("action-report", args=[action.pk]), {"summary": "Two long hours of words."})
    assert answer.url == f"{reverse('two-step-set-up')}?next=%2Fsign-in%2Fresume%2F"
    two_steps_later = client.session
    two_steps_later[sessions.TWO_STEP] = "app"
    two_steps_later.save()
    page = client.get(reverse("sign-in-resume")).text
    assert "Two long hours of words." in page
    assert "because you had to sign in or prove who you are first" in page


def test_a_form_that_cannot_be_kept_says_so(officer):
    give_app(officer)
    client = after_password(officer)
    client.post(reverse("my-actions-report"))
    assert "What you sent was not saved." in client.get(reverse("two-step")).content.decode()


def test_an_unconfirmed_device_is_no_app(officer):
    TOTPDevice.objects.create(user=officer, name="Half-made", confirmed=False)
    assert not two_step.has_app(officer)


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return [query["sql"] for query in asked]


def test_it_costs_no_query_once_it_was_taken(officer, client):
    client.force_login(officer)
    asked = queries_of(client, reverse("home"))
    assert len(asked) == 3, asked  # the session, the person and the roles, for which the page asks


@pytest.mark.parametrize("name", ["home", "my-actions", "action-list", "dashboard"])
def test_it_costs_no_query_for_who_need_not(officer, action, client, name):
    client.force_login(officer)
    assert len(queries_of(after_password(officer), reverse(name))) == len(queries_of(client, reverse(name)))


def test_the_codes_of_apps_are_in_no_admin():
    assert [model for model in admin.site._registry if model._meta.app_label.startswith("otp_")] == []
