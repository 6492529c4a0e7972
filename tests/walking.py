"""A walk past every address of the product: who asks, and what they are answered. What a question changes is undone."""

import re
import time
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from plans.accounts import sessions
from plans.models import User
from tests.builders import make_user
from tests.faults.writes import writes

METHODS = ["get", "post", "head", "options", "put", "patch", "delete"]
TIDIED = "axes_"  # tries to sign in, of which old ones go whenever somebody signs in or out
TOKENS = re.compile(rb"[A-Za-z0-9_:=-]{32,}")  # which are different in each answer


def patterns(resolver=None, namespace=""):
    """Every pattern of the product as (name with its namespace, pattern)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern


def wanted_by(name):
    """The names of what an address has to be told: the ``pk`` of /actions/<int:pk>/."""
    (pattern,) = [pattern for known, pattern in patterns() if known == name]
    return re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern))


def signed_in(user, *, hours_ago=0, idle_minutes=0, two_step="app"):
    """The browser of somebody who signed in; nobody's if there is none."""
    client, request = Client(), HttpRequest()
    if user is None:
        return client
    request.session = client.session
    sessions.begin(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1], two_step=two_step)
    request.session[sessions.SIGNED_IN_AT] -= int(hours_ago * 3600)
    request.session[sessions.SEEN_AT] = int(time.time() - idle_minutes * 60)
    request.session.save()
    client._set_login_cookies(request)
    return client


def closed_to(user, **fields):
    """The browser of somebody whose access ended while they were signed in."""
    client = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False, **fields)
    return client


def without_role(user):
    """The browser of somebody whose only role ended while they were signed in."""
    client = signed_in(user)
    user.memberships.all().delete()
    return client


def with_an_app(user):
    """The browser of somebody who gave their password, and has not yet said what their authenticator app shows."""
    TOTPDevice.objects.create(user=user, name="Phone")
    return signed_in(user, two_step="")


def make_browsers(council, other_council, known):
    """The browser of everybody who may ask; ``known`` are the people who are there already."""
    lead, officer = known["equality_lead"], known["officer"]
    browsers = {role: signed_in(person) for role, person in known.items()}
    elsewhere = {role: make_user(council=other_council, role=role) for role in ("officer", "manager")}
    browsers |= {f"{role}_elsewhere": signed_in(person) for role, person in elsewhere.items()}
    browsers["deactivated"] = closed_to(User.objects.create_superuser("gone@example.org"))
    browsers["forgotten"] = closed_to(make_user(council=council, role="equality_lead"), forgotten_at=timezone.now())
    browsers["ran_out"] = signed_in(lead, hours_ago=settings.SIGNED_OUT_AFTER / timedelta(hours=1) + 1)
    browsers["idle"] = signed_in(lead, idle_minutes=settings.SIGNED_OUT_AFTER_IDLE / timedelta(minutes=1) + 1)
    browsers["role_ended"] = without_role(make_user(council=council, role="equality_lead"))
    browsers["lead_before_second_step"] = signed_in(lead, two_step="")
    browsers["officer_before_second_step"] = with_an_app(make_user(council=council))
    browsers["officer_without_app"] = signed_in(officer, two_step="")
    return browsers


def ask(client, method, address, data=None):
    """What is answered, and the statements that wrote; everything is as before afterwards, the browser too."""
    cookies = dict(client.cookies)
    before = transaction.savepoint()
    with writes() as written:
        answer = getattr(client, method)(address, data)
    transaction.savepoint_rollback(before)
    client.cookies.clear()
    client.cookies.update(cookies)
    return answer, written


def surprises(client, expected):
    """What is not as expected; ``expected`` has (method, address, the statuses that are right)."""
    for method, address, right in expected:
        answer, written = ask(client, method, address)
        if str(answer.status_code) not in right:
            yield f"{method.upper()} {address}: {answer.status_code}, not {' or '.join(sorted(right))}"
        written = [sql for sql in written if TIDIED not in sql]
        if written and method != "post":
            yield f"{method.upper()} {address} wrote: {written[0]}"


def told(client, method, address):
    """What an answer tells, without tokens and without the address that was asked for, which are different in each."""
    answer, _ = ask(client, method, address)
    leads_to = answer.headers.get("Location", "").partition("?")[0]
    return answer.status_code, TOKENS.sub(b"", answer.content), leads_to
