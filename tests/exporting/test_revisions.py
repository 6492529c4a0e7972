"""The revision in a file is the edit token of a row, and never newer than the values beside it."""

import pytest

from actions.exporting.rows import BATCH, rows
from actions.history.standings import Standings
from actions.models import Action
from actions.scope import Scope
from plans.audit.revision import revision_of
from tests.builders import make_action


@pytest.fixture
def standings(action, manager):
    return Standings(Scope.of(manager))


def revisions(found):
    return {values[0]: values[-1] for values in rows(found, with_revisions=True)}


def test_each_action_has_its_own(action, standings):
    other = make_action(commitment=action.commitment)
    Action.objects.filter(pk=action.pk).update(subheading="Later")
    assert revisions(standings) == {action.pk: revision_of(action), other.pk: revision_of(other)}


def test_what_changed_while_the_file_was_made_is_stale(action, standings):
    first = revision_of(action)

    def meanwhile():
        for standing in standings:
            Action.objects.filter(pk=action.pk).update(subheading="Meanwhile")
            yield standing

    assert revisions(meanwhile()) == {action.pk: first}
    assert revision_of(action) > first


def test_a_file_of_a_day_that_is_over_has_none(standings):
    assert [values[-1] for values in rows(standings, with_revisions=False)] == [None]


@pytest.mark.parametrize("number", [1, BATCH + 1])
def test_it_asks_once_for_each_batch(standings, django_assert_num_queries, number):
    usual = next(iter(standings))
    with django_assert_num_queries(1 + -(-number // BATCH)):
        assert len(list(rows([usual] * number, with_revisions=True))) == number


def test_no_actions_need_no_revisions(db):
    assert list(rows([], with_revisions=True)) == []
