"""Each change is recorded with the person who made it, why and when; and history keeps no person's name."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, ProgressUpdate
from plans.audit.context import audit, current
from plans.audit.records import TRACKED, history_of
from plans.models import User
from tests.audit.checks import assert_history_is_whole, newest, rows_of, trail
from tests.builders import make_user

pytestmark = pytest.mark.django_db

ODD_REASONS = {
    "quotes": """It's "so"; DROP TABLE plans_plan; -- %s %(x)s {0} \\ '' $f$ $function$""",
    "emoji": "Agreed 👍🏽 by the 🏳️‍🌈 network",
    "right to left": "مُتَّفَق عليه \u202eיחד",
    "lines": "First.\r\nSecond.\tThird.\u2028Fourth.",
    "long": "x" * 10_000,
    "nothing": "",
}


def said(thing):
    row = newest(thing)
    return row.history_user_id, row.history_change_reason, row.source


def test_a_report_is_recorded_with_its_reporter_and_reason_on_every_row_it_writes(action, officer):
    update = action.report(by=officer, status="on_hold", reason="The post is vacant.")
    assert said(action) == said(update) == (officer.pk, "The post is vacant.", "application")


def test_a_command_is_recorded_without_a_person(action):
    Action.objects.update(current_text="Reworded")
    assert said(action) == (None, "", "application")


def test_an_inner_block_keeps_what_it_does_not_say(action, officer, manager):
    with audit(by=officer, reason="Outer"):
        with audit(reason="Inner"):
            Action.objects.update(current_text="One")
        with audit(by=manager):
            Action.objects.update(current_text="Two")
        with audit(by=None):
            Action.objects.update(current_text="Three")
    assert [(row.history_user_id, row.history_change_reason) for row in rows_of(action)[1:]] == [
        (officer.pk, "Inner"), (manager.pk, "Outer"), (None, "Outer"),
    ]  # fmt: skip
    assert (current().user_id, current().reason) == (None, "")


def test_the_person_stays_right_after_a_savepoint_was_rolled_back(action, officer, manager):
    with transaction.atomic(), audit(by=officer):
        Action.objects.update(current_text="One")
        with transaction.atomic(), audit(by=manager):
            Action.objects.update(current_text="Two")
            transaction.set_rollback(True)
        Action.objects.update(current_text="Three")
    assert trail(action, "history_user_id")[1:] == [("~", officer.pk)] * 2


@pytest.mark.parametrize("kind", ODD_REASONS)
def test_an_odd_reason_is_kept_letter_by_letter(action, officer, kind):
    with audit(by=officer, reason=ODD_REASONS[kind]):
        Action.objects.update(current_text="Reworded")
    assert newest(action).history_change_reason == ODD_REASONS[kind]


def test_what_no_database_can_keep_is_left_out_of_a_reason(action):
    with audit(reason="Nul\x00 and half a \ud83d pair"):
        Action.objects.update(current_text="Reworded")
    assert newest(action).history_change_reason == "Nul and half a ? pair"


def test_a_backdated_change_says_when_it_was_really_recorded(action):
    published = datetime(2022, 4, 1, 12, tzinfo=UTC)
    with audit(moment=published):
        Action.objects.update(current_text="Reworded")
    row = newest(action)
    assert row.history_date == published
    assert row in rows_of(action).filter(history_date__lte=published)
    assert timedelta() <= timezone.now() - row.recorded_at < timedelta(minutes=1)
    assert_history_is_whole()


def test_a_moment_keeps_its_microseconds_and_needs_a_time_zone(action):
    exact = datetime(2022, 4, 1, 12, 0, 0, 123456, tzinfo=timezone.get_fixed_timezone(60))
    with audit(moment=exact):
        Action.objects.update(current_text="Reworded")
    assert newest(action).history_date == exact
    with pytest.raises(ValueError, match="time zone"), audit(moment=datetime(2022, 4, 1)):
        pass


def test_the_record_s_own_clock_is_the_real_one(action):
    before = timezone.now()
    Action.objects.update(current_text="Reworded")
    row = newest(action)
    assert abs(row.history_date - before) < timedelta(minutes=1)
    assert abs(row.history_date - row.recorded_at) < timedelta(seconds=1)


@pytest.mark.django_db(transaction=True)
def test_a_new_thread_begins_with_nobody(action, officer):
    def write():
        Action.objects.update(current_text="Reworded")
        connection.close()

    with audit(by=officer, reason="Mine"):
        thread = Thread(target=write)
        thread.start()
        thread.join()
    assert said(action) == (None, "", "application")


def test_asynchronous_code_takes_the_person_along(action, officer):
    async def write():
        with audit(by=officer, reason="Later"):
            await Action.objects.aupdate(current_text="Reworded")

    async_to_sync(write)()
    assert said(action) == (officer.pk, "Later", "application")


def test_a_request_is_recorded_with_who_is_signed_in_and_the_reason_typed(client, equality_lead, action):
    client.force_login(equality_lead)
    data = {"status": "in_progress", "rag": "green", "summary": "Begun.", "revision": newest(action).pk}
    assert client.post(reverse("action-report", args=[action.pk]), data).status_code == 302
    assert said(action) == said(ProgressUpdate.objects.get()) == (equality_lead.pk, "Begun.", "application")
    assert current().user_id is None


def test_a_stranger_is_nobody(action):
    with audit(by=AnonymousUser()):
        Action.objects.update(current_text="Reworded")
    assert said(action)[0] is None


def test_no_history_table_keeps_a_person_s_name_address_or_password(action, council):
    person = make_user("Zebedee Quibble", email="zq@example.org", council=council, password="unsayable")
    with audit(by=person):
        person.name = "Zebedee Quibble-Smith"
        person.save()
        User.objects.filter(pk=person.pk).update(last_login=timezone.now(), is_active=False)
    everything = [str(row) for model in TRACKED.values() for row in history_of(model).objects.values()]
    assert len(rows_of(person)) == 2
    for secret in ("Zebedee", "Quibble", "zq@", person.password):
        assert not [row for row in everything if secret in row]
