"""Two people, one action: nobody overwrites another unseen, and nobody is shown an error."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import Action, ProgressUpdate
from plans.audit.revision import StaleRevision, revision_of
from tests.audit.checks import assert_history_is_whole, at_once, newest, trail

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, ROUNDS = 16, 5


def test_of_sixteen_reports_with_one_token_one_wins(action, officer):
    for turn in range(ROUNDS):
        token = revision_of(action)

        def report(number, token=token, turn=turn):
            mine = Action.objects.get(pk=action.pk)
            mine.report(by=officer, status="in_progress", summary=f"{turn}, {number}", revision=token)

        results = at_once(report, THREADS)
        assert results.count(None) == 1
        assert {type(result) for result in results if result} == {StaleRevision}
    assert ProgressUpdate.objects.count() == ROUNDS
    assert_history_is_whole()


def test_of_sixteen_forms_with_one_token_one_is_saved_and_the_others_are_told(action, officer):
    address, answers = reverse("action-report", args=[action.pk]), Counter()
    clients = [Client(raise_request_exception=False) for _ in range(THREADS)]
    for client in clients:
        client.force_login(officer)
    for _ in range(ROUNDS):
        token = revision_of(action)

        def post(number, token=token):
            data = {"status": "in_progress", "rag": "green", "summary": f"Said by {number}", "revision": token}
            answer = clients[number].post(address, data)
            return answer.status_code, f"Said by {number}" in answer.content.decode()

        answers.update(at_once(post, THREADS))
    assert answers == {(302, False): ROUNDS, (409, True): ROUNDS * (THREADS - 1)}
    assert_history_is_whole()


def test_what_won_is_what_the_history_and_the_action_say(action, officer):
    token = revision_of(action)

    def report(number):
        mine = Action.objects.get(pk=action.pk)
        return mine.report(by=officer, status="in_progress", summary=str(number), revision=token)

    (won,) = [result for result in at_once(report, THREADS) if isinstance(result, ProgressUpdate)]
    assert Action.objects.get().latest_update == won
    assert trail(action, "latest_update_id") == [("+", None), ("~", won.pk)]
    assert newest(action).history_change_reason == won.summary


def test_links_stay_whole_when_many_write_the_same_rows(plan, action):
    def write(number):
        for turn in range(5):
            Action.objects.update(current_text=f"{number}, {turn}")

    assert at_once(write, THREADS) == [None] * THREADS
    assert len(trail(action)) == 1 + THREADS * 5
    assert_history_is_whole()
