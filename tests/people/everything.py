"""Somebody who did everything that leaves a trace, and every place in which a trace could be."""

from datetime import timedelta
from types import SimpleNamespace

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from plans.models import SignOnIdentity, TableUpload, User
from tests.admin.world import address, typed
from tests.builders import make_measure, make_reading, make_timescale, make_upload
from tests.measures.test_public_figures import NOT_OF_THE_PRODUCT, addresses, read
from tests.people.world import NEW_PASSWORD, choose_password, invite, newest_link
from tests.test_who_may import patterns

NAME, ADDRESS = "Zebedee Quillfeather", "zebedee.quillfeather@example.org"
KINDS = ["csv", "json", "xlsx"]


def live_through(desk, plan, action, lead, role="equality_lead"):
    """Somebody who is invited, signs in, and does everything; returns what they touched."""
    invite(desk, name=NAME, email=ADDRESS.title(), role=role, leads=[lead.pk])
    choose_password(Client(), newest_link())
    person = User.objects.get(email=ADDRESS)
    browser = sign_in_by_all_ways(person)
    url = address("change", plan.council)
    assert browser.post(url, typed(browser.get(url), colour="teal")).status_code == 302
    action.report(by=person, status="in_progress", summary="Begun.", evidence="https://example.org/")
    measure = make_measure(plan, owner=lead)
    reading = make_reading(measure, 7)
    make_timescale(plan, confirmed_by=person, confirmed_on=timezone.localdate())
    make_upload(person, plan.council)
    TableUpload.objects.create(by=person, table="plans.theme", file_name="a.csv", content=NAME.encode())
    return SimpleNamespace(person=person, measure=measure, reading=reading, browser=browser)


def sign_in_by_all_ways(person):
    """Wrong passwords, two steps, single sign-on, two sessions of which one ran out, a log that another admin keeps."""
    for tried in (ADDRESS, ADDRESS.upper()):
        Client().post(reverse("sign-in"), {"username": tried, "password": "not-the-pass-phrase"})
    browser, old = Client(), Client()
    browser.post(reverse("sign-in"), {"username": ADDRESS, "password": NEW_PASSWORD})
    browser.force_login(person)
    old.force_login(person)
    ran_out = timezone.now() - timedelta(days=1)
    Session.objects.filter(pk=old.session.session_key).update(expire_date=ran_out)
    SignOnIdentity.objects.create(user=person, issuer="https://sign-on.example.org", subject=ADDRESS)
    TOTPDevice.objects.create(user=person, name=f"Phone of {NAME}")
    StaticDevice.objects.create(user=person, name=NAME).token_set.create(token="abc")
    about = {"content_type": ContentType.objects.get_for_model(User), "object_id": person.pk, "action_flag": CHANGE}
    LogEntry.objects.create(user=person, object_repr=NAME, change_message=ADDRESS, **about)
    return browser


def dump():
    """Every value of every table, tables outside the models too, and what is in the sessions, as one text."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            parts += [f"{table}: {_plain(value)}" for row in cursor.fetchall() for value in row if value is not None]
    parts += [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(parts)


def _plain(value):
    return bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else str(value)


def walk(user, world):
    """Ask for every page and file; yield each address and what it says."""
    client = Client()
    if user:
        client.force_login(user)
    for name, pattern in patterns():
        if name not in NOT_OF_THE_PRODUCT and not name.startswith("admin:"):
            for here in addresses(world, name, pattern):
                yield here, read(client.get(here))
    for here in admin_addresses():
        yield here, read(client.get(here))


def admin_addresses():
    """The lists, files, pages and histories of all that the admin shows."""
    yield reverse("admin:index")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from (reverse(f"{name}_changelist"), reverse(f"{name}_changelist") + "?access=all&q=")
        if model._meta.model_name != "historyseal":
            yield from (reverse(f"{name}_export") + f"?export-kind={kind}" for kind in KINDS)
        for row in model._base_manager.all()[:8]:
            yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history"))


def ids(lived, action):
    """The rows about which addresses ask."""
    own = {"measure": [lived.measure.pk], "reading": [lived.reading.pk], "action": [action.pk]}
    return own | {"plan-import": [0], "person": [lived.person.pk]}


def tell_of(action, lead, by):
    """Name the person in the text of a report, of an action and in a reason."""
    action.report(by=by, status="on_hold", reason=f"{NAME} is ill.", summary=f"Ask {ADDRESS.upper()}.")
    lead.action_leads.filter(action=action).update(published_as=NAME)
