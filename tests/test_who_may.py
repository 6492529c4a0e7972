"""Every address x every role x reading and writing. An address that is not listed here fails the build."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.builders import make_measure, make_reading
from tests.faults.writes import writes

ROLES = ["stranger", "officer", "manager", "equality_lead", "superuser", "outsider"]

# What a GET, then a POST, answers to each role in turn, about a private plan of the council:
# 200 shown, 302 sent elsewhere (strangers: to sign in), 403 may read but not do, 404 may not know of it,
# 405 not a thing to do here.
PAGES = {
    "home": ("302 302 302 302 302 302", "405 405 405 405 405 405"),
    "sign-in": ("200 302 302 302 302 302", "200 302 302 302 302 302"),
    "sign-out": ("405 405 405 405 405 405", "302 302 302 302 302 302"),
    "password-reset": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "password-reset-sent": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    # A link that does not hold.
    "password-set": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "account": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    # The people of this test have no password, as those who sign in elsewhere: there is nothing to change.
    "password-change": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "sign-out-everywhere": ("302 405 405 405 405 405", "302 302 302 302 302 302"),
    "sign-in-resume": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "healthz": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "readyz": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "metrics": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    # Nobody here has an authenticator app: equality leads and superusers are sent to set one up, the others need none.
    "two-step": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "two-step-set-up": ("302 200 200 200 200 200", "302 302 302 302 302 302"),
    "two-step-codes": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "two-step-codes-file": ("302 405 405 405 405 405", "302 400 400 400 400 400"),
    "two-step-remove": ("302 302 302 403 403 403", "302 302 302 403 403 403"),
    "accessibility-statement": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "privacy-notice": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "council-accessibility-statement": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "council-privacy-notice": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "council-list": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "council-detail": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "plan-detail": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "plan-export": ("302 200 200 200 200 404", "302 405 405 405 405 405"),
    "plan-import": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    # A file that was brought is for its owner alone: here the equality lead.
    "plan-import-tables": ("302 404 404 200 404 404", "302 404 404 200 404 404"),
    "plan-import-columns": ("302 404 404 200 404 404", "302 404 404 200 404 404"),
    "plan-import-preview": ("302 404 404 200 404 404", "302 404 404 302 404 404"),
    "plan-import-row": ("302 404 404 200 404 404", "302 404 404 200 404 404"),
    "plan-import-do": ("302 405 405 405 405 405", "302 404 404 302 404 404"),
    "plan-import-discard": ("302 405 405 405 405 405", "302 404 404 302 404 404"),
    "plan-new": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    "plan-roll-forward": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    "measure-list": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "measure-export": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "measure-add": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    "reading-import": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    # What is confirmed names a file that was brought: without one the question is refused.
    "reading-import-do": ("302 405 405 405 405 405", "302 403 403 400 400 404"),
    "reading-sheet": ("302 403 403 200 200 404", "302 405 405 405 405 405"),
    "my-actions": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "my-actions-report": ("302 200 200 200 200 200", "302 302 302 302 302 302"),
    "decision-list": ("302 403 403 200 200 200", "302 405 405 405 405 405"),
    "dashboard": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "action-list": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "coverage": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "action-list-export": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "committee-report": ("302 200 200 200 200 200", "302 405 405 405 405 405"),
    "committee-report-word": ("302 302 302 302 302 302", "302 405 405 405 405 405"),
    "action-detail": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "action-report": ("302 200 403 200 200 404", "302 200 403 200 200 404"),
    # A measure that hangs on the officer's action.
    "measure-detail": ("404 200 200 200 200 404", "405 405 405 405 405 405"),
    "reading-add": ("302 200 403 200 200 404", "302 200 403 200 200 404"),
    "reading-correct": ("302 200 403 200 200 404", "302 200 403 200 200 404"),
    # Another council's equality lead invites to their own council; about the officer of this one they know nothing.
    "person-invite": ("302 403 403 200 200 200", "302 403 403 200 200 200"),
    "person-leave": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
    "person-forget": ("302 403 403 200 200 404", "302 403 403 200 200 404"),
}


def patterns(resolver=None, namespace=""):
    """Every pattern of the product as (name with its namespace, pattern, route)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern


@pytest.fixture
def people(officer, manager, equality_lead, superuser, outsider):
    return {
        "stranger": None,
        "officer": officer,
        "manager": manager,
        "equality_lead": equality_lead,
        "superuser": superuser,
        "outsider": outsider,
    }


@pytest.fixture
def reading(action):
    return make_reading(make_measure(action.plan, action=action), 7)


def answers(people, method, address, data=None):
    """The status codes that the roles get in turn. Whoever only reads changes nothing: not a row is written."""
    codes = []
    for role in ROLES:
        client = Client()
        if people[role]:
            client.force_login(people[role])
        with writes() as written:
            codes.append(str(getattr(client, method)(address, data).status_code))
        assert method != "get" or written == []
    return " ".join(codes)


def test_every_address_is_classified():
    product = {name for name, _ in patterns() if not name.startswith("admin:")}
    assert product == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_who_may_read_and_write(people, action, upload, reading, name):
    plan = action.plan
    arguments = {"council": plan.council.slug, "plan": plan.slug, "pk": action.pk, "kind": "xlsx"}
    arguments |= {"pk": upload.pk, "key": "1.2.1"} if name.startswith("plan-import-") else {}
    arguments |= {"pk": reading.measure_id} if name in ("measure-detail", "reading-add") else {}
    arguments |= {"pk": reading.pk} if name == "reading-correct" else {}
    arguments |= {"pk": people["officer"].pk} if name.startswith("person-") else {}
    arguments |= {"uidb64": "MQ", "token": "made-up"}
    (pattern,) = [pattern for known, pattern in patterns() if known == name]
    needed = {key: arguments[key] for key in re.findall(r"<\w+:(\w+)>", str(pattern.pattern))}
    address = reverse(name, kwargs=needed)
    expected_get, expected_post = PAGES[name]
    assert answers(people, "get", address) == expected_get
    assert answers(people, "post", address) == expected_post
