"""The edit token: the id of the newest history row, which anything that writes makes stale."""

import pytest

from actions.models import Action
from plans.audit.revision import StaleRevision, refuse_stale, revision_of
from plans.models import Plan
from tests.audit.checks import execute, execute_outside, newest, tables

pytestmark = pytest.mark.django_db

WRITERS = {
    "save": lambda action: action.save(),
    "update": lambda action: Action.objects.update(current_text="Theirs"),
    "bulk_update": lambda action: Action.objects.bulk_update([action], ["current_text"]),
    "raw SQL": lambda action: execute(f"UPDATE {tables(Action)[0]} SET current_text = 'Theirs'"),
}


def test_a_token_is_the_newest_history_row(action):
    assert revision_of(action) == newest(action).history_id
    refuse_stale(action, revision_of(action))


def test_what_was_never_saved_has_no_token():
    assert revision_of(Plan()) is None


def test_a_command_has_no_token_and_is_never_stale(action):
    refuse_stale(action, None)


@pytest.mark.parametrize("kind", WRITERS)
def test_whatever_writes_makes_a_token_stale(action, kind):
    token = revision_of(action)
    action.current_text = "Theirs"
    WRITERS[kind](action)
    with pytest.raises(StaleRevision) as refusal:
        refuse_stale(action, token)
    assert refusal.value.current == newest(action).history_id > token


@pytest.mark.django_db(transaction=True)
def test_another_program_makes_a_token_stale(action):
    token = revision_of(action)
    execute_outside(f"UPDATE {tables(Action)[0]} SET current_text = 'Theirs'")
    with pytest.raises(StaleRevision):
        refuse_stale(action, token)


def test_a_write_that_changes_nothing_leaves_the_token_good(action):
    token = revision_of(action)
    action.save()
    refuse_stale(action, token)


def test_a_token_of_another_action_is_stale(action):
    with pytest.raises(StaleRevision):
        refuse_stale(action, revision_of(action) + 1)
