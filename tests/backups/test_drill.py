"""The drill: people report progress while the database is backed up, and what is restored from that is whole."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from time import sleep

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from actions.models import Action, ProgressUpdate
from plans.audit.revision import revision_of
from plans.audit.seals import seal_all
from plans.backups.beside import kind_of
from plans.backups.making import back_up
from plans.backups.restoring import drill, restore
from plans.backups.rotation import Keep
from tests.audit.checks import assert_history_is_whole
from tests.backups.looking import SESSIONS, assert_whole, rows
from tests.builders import make_action, make_lead, name_lead

pytestmark = pytest.mark.usefixtures("places_beside")

WRITERS, TIMES = 3, 5


@contextmanager
def people_reporting(officer, actions):
    """Let people report on an action each, through the page, as fast as they can; gives the list of the answers."""
    stop, answers = Event(), []

    def report(action):
        client = Client()
        client.force_login(officer)
        try:
            while not stop.is_set():
                said = {"status": "in_progress", "rag": "green", "summary": "Going on", "revision": revision_of(action)}
                answers.append(client.post(reverse("action-report", args=[action.pk]), said).status_code)
                sleep(0.05)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        work = [pool.submit(report, action) for action in actions]
        try:
            while Action.objects.filter(status="in_progress").count() < WRITERS:
                sleep(0.01)
            yield answers
        finally:
            stop.set()
    assert [each.result() for each in work] == [None] * WRITERS


@pytest.fixture
def actions(plan, officer):
    lead, actions = make_lead(plan.council, holder=officer), [make_action(plan) for _ in range(WRITERS)]
    for action in actions:
        name_lead(action, lead)
    seal_all()
    return actions


def test_what_is_backed_up_under_writes_is_restored_whole_every_time(actions, officer, folder, elsewhere, said):
    name = kind_of(elsewhere).name_of(connections[elsewhere].settings_dict)
    with people_reporting(officer, actions) as answers:
        for _ in range(TIMES):
            before = len(answers)
            backup = back_up("default", folder, keep=Keep(), say=said.append)
            assert len(answers) > before
            restore(elsewhere, backup.file, overwrite=name, with_safety_copy=False, say=said.append)
            assert_whole(elsewhere)
            assert rows(elsewhere) == backup.manifest.facts.rows | {SESSIONS: 0}
            seal_all()
    assert set(answers) == {302}
    assert_history_is_whole()


def test_reports_that_were_answered_before_the_backup_are_in_it(actions, officer, folder, elsewhere, said):
    with people_reporting(officer, actions) as answers:
        answered = len(answers)
        backup = back_up("default", folder, keep=Keep(), say=said.append)
    restore(elsewhere, backup.file, say=said.append)
    assert ProgressUpdate.objects.using(elsewhere).count() >= answered
    assert Action.objects.using(elsewhere).filter(status="in_progress").count() == WRITERS


def test_a_drill_restores_the_newest_backup_and_leaves_everything_as_it_was(backed_up, folder, said):
    before = rows()
    newest = back_up("default", folder, keep=Keep(), say=said.append)
    said.clear()
    drill("default", None, say=said.append)
    (sentence,) = said
    assert sentence.startswith(f"{newest.file.name} can be restored: {sum(before.values()):,} rows, ")
    assert rows() == before
