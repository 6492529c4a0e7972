"""Reporting on several actions at once: through the one door, all of them or none."""

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action, ProgressUpdate
from tests.builders import make_action

LIST = "admin:actions_action_changelist"
ALL = "?status=all"


@pytest.fixture
def actions(here):
    return [here.action, make_action(commitment=here.commitment), make_action(commitment=here.commitment)]


def chosen(actions):
    return {"action": "report_on_selected", "_selected_action": [action.pk for action in actions], "index": 0}


def report(client, actions, page=None, **said):
    """Send the page that asks what to report, as it was shown."""
    page = page or client.post(reverse(LIST) + ALL, chosen(actions))
    tokens = [f"{action.pk}:{action.token}" for action in page.context["actions"]]
    sent = chosen(actions) | {"report": "yes", "token": tokens} | said
    del sent["index"]
    return client.post(reverse(LIST), sent)


def statuses(actions):
    return [Action.objects.get(pk=action.pk).status for action in actions]


def test_the_page_shows_the_actions_as_they_stand(desk, actions):
    page = desk.post(reverse(LIST), chosen(actions))
    assert page.context["title"] == "Report progress on several actions"
    assert all(str(action) in page.content.decode() for action in actions)


def test_a_report_is_made_on_each(desk, actions, equality_lead):
    page = report(desk, actions, status="in_progress", rag="green", summary="All have begun.", reason="Meeting")
    assert page.status_code == 302
    updates = ProgressUpdate.objects.all()
    assert {(u.action_id, u.reported_by, u.rag, u.summary) for u in updates} == {
        (action.pk, equality_lead, "green", "All have begun.") for action in actions
    }
    newest = actions[0].history.first()
    assert (newest.history_change_reason, newest.history_user_id) == ("Meeting", equality_lead.pk)


def test_one_refusal_stops_them_all_and_says_which_and_why(desk, actions, equality_lead):
    actions[1].report(by=equality_lead, status="completed")
    page = report(desk, actions, status="on_hold", reason="No budget")
    assert statuses(actions) == ["not_started", "completed", "not_started"]
    assert [(action.pk, words) for action, words in page.context["refusals"]] == [
        (actions[1].pk, ["An action that is completed cannot become on hold."])
    ]
    assert "Nothing has been saved" in page.content.decode()
    assert "No budget" in page.content.decode()


def test_an_action_that_left_the_list_meanwhile_is_not_forgotten(desk, actions, equality_lead):
    shown = desk.post(reverse(LIST), chosen(actions))
    actions[1].report(by=equality_lead, status="completed")
    page = report(desk, actions, page=shown, status="in_progress")
    assert [action.pk for action, _ in page.context["refusals"]] == [actions[1].pk]
    assert statuses(actions) == ["not_started", "completed", "not_started"]


def test_what_needs_a_reason_needs_it_here_too(desk, actions):
    page = report(desk, actions, status="withdrawn")
    assert {words for _, sentences in page.context["refusals"] for words in sentences} == {
        "Say why the action is withdrawn."
    }


def test_somebody_elses_report_meanwhile_is_not_run_over(desk, actions, equality_lead):
    shown = desk.post(reverse(LIST), chosen(actions))
    actions[2].report(by=equality_lead, status="in_progress")
    page = report(desk, actions, page=shown, status="completed")
    assert [action.pk for action, _ in page.context["refusals"]] == [actions[2].pk]
    assert "Somebody else changed it" in page.content.decode()
    assert report(desk, actions, page=page, status="completed").status_code == 302


def test_the_page_after_a_refusal_shows_what_is_in_the_database(desk, actions):
    page = report(desk, actions, status="withdrawn")
    assert {action.status for action in page.context["actions"]} == {"not_started"}


@pytest.mark.parametrize("tokens", [[], ["x"], ["1:"], [":1"], ["²:²"], ["9" * 30 + ":1"]])
def test_without_tokens_everything_counts_as_stale(desk, actions, tokens):
    sent = chosen(actions) | {"report": "yes", "status": "completed", "token": tokens}
    del sent["index"]
    assert len(desk.post(reverse(LIST), sent).context["refusals"]) == 3


def test_saying_nothing_is_not_a_report(desk, actions):
    page = report(desk, actions, reason="Nothing to say")
    assert page.context["form"].non_field_errors() == ["Choose a status or a RAG rating, or say what happened."]
    assert not ProgressUpdate.objects.exists()


def test_actions_of_a_draft_are_refused_in_plain_words(desk, draft):
    page = report(desk, [draft.action], status="in_progress")
    assert page.context["refusals"][0][1] == ["Its plan is draft. Progress is reported on active plans only."]


def test_embedding_asks_for_the_next_review(desk, actions):
    page = report(desk, actions, status="embedded")
    assert page.context["refusals"][0][1] == ["Give the date of the next review."]
    assert report(desk, actions, page=page, status="embedded", review_on="2028-04-01").status_code == 302
    assert Action.objects.get(pk=actions[0].pk).review_on == date(2028, 4, 1)


def test_another_councils_actions_are_passed_over(desk, actions, there):
    page = desk.post(reverse(LIST), chosen([*actions, there.action]))
    assert there.action.pk not in {action.pk for action in page.context["actions"]}
    report(desk, [*actions, there.action], page=page, status="in_progress")
    assert statuses([there.action]) == ["not_started"]


def test_there_is_an_end_to_how_many(desk, here, monkeypatch):
    monkeypatch.setattr("actions.admin.bulk_report.MOST_ACTIONS", 1)
    page = desk.post(reverse(LIST), chosen([here.action, make_action(commitment=here.commitment)]), follow=True)
    assert "Choose at most 1 actions at a time. Nothing has been changed." in page.content.decode()
