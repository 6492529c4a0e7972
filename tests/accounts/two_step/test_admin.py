"""The admin opens to nobody by a password alone, at whatever address and by whatever method."""

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from plans.accounts import sessions
from tests.accounts.two_step.conftest import after_password, give_app
from tests.test_who_may import patterns

ADDRESSES = [(name, str(pattern.pattern)) for name, pattern in patterns() if name.startswith("admin:")]
OPEN = {"admin:login", "admin:logout", "admin:None", "admin:app_list"}
WITHOUT_THE_MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("RequireTwoSteps")]
# A walk takes a second or two, so each person goes by one of the methods.
EITHER_PERSON_AND_METHOD = pytest.mark.parametrize(
    ("person", "method"), [("has an app", "get"), ("has none yet", "post")], indirect=["person"]
)


def every_address(pk):
    """Every address of the admin, about the row with this number."""
    for name, pattern in ADDRESSES:
        if name not in OPEN:
            yield reverse(name, args=[pk] if "<" in pattern else [])


@pytest.fixture(params=["has an app", "has none yet"])
def person(request, superuser):
    if request.param == "has an app":
        give_app(superuser)
    return superuser


@EITHER_PERSON_AND_METHOD
def test_every_address_leads_to_the_second_step(person, method):
    client = after_password(person)
    answers = {getattr(client, method)(address).url.partition("?")[0] for address in every_address(person.pk)}
    assert len(answers) == 1
    assert answers <= {reverse("two-step"), reverse("two-step-set-up")}


@EITHER_PERSON_AND_METHOD
def test_the_admin_itself_refuses_what_the_middleware_would_let_through(person, method):
    client = after_password(person)
    with override_settings(MIDDLEWARE=WITHOUT_THE_MIDDLEWARE):
        answers = {address: getattr(client, method)(address).status_code for address in every_address(person.pk)}
    assert {address: status for address, status in answers.items() if status != 403} == {}


def test_with_the_second_step_it_is_open(person):
    client = after_password(person)
    session = client.session
    session[sessions.TWO_STEP] = "app"
    session.save()
    assert client.get(reverse("admin:index")).status_code == 200


def test_every_address_is_tried():
    assert len(ADDRESSES) > 100


@pytest.mark.parametrize(
    ("required", "for_trying_out", "found"),
    [(True, False, []), (False, True, []), (True, True, []), (False, False, ["plans.E001"])],
)
def test_a_real_installation_may_not_do_without(settings, required, for_trying_out, found):
    settings.TWO_STEP_REQUIRED, settings.FOR_TRYING_OUT = required, for_trying_out
    told = run_checks(include_deployment_checks=True, tags=["security"])
    assert [message.id for message in told if message.id == "plans.E001"] == found


def test_the_check_is_for_deployment_alone(settings):
    settings.TWO_STEP_REQUIRED, settings.FOR_TRYING_OUT = False, False
    call_command("check", tags=["security"])
