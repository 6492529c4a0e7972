"""Handing over: the time of one holder ends where that of the next begins, all of it or nothing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.handing_over import hand_over, hold
from actions.models import LeadHolder
from plans.audit.revision import StaleRevision
from plans.models import User
from tests.audit.checks import assert_history_is_whole
from tests.builders import make_lead, make_user
from tests.people.world import TODAY, TOMORROW, YESTERDAY

LONG_AGO, IN_SPRING, IN_SUMMER = date(2020, 1, 1), date(2099, 4, 1), date(2099, 7, 1)


@pytest.fixture
def successor(council):
    return make_user("Sue Successor", council=council)


def times(lead, user):
    return list(lead.holders.filter(user=user).order_by("starts_on").values_list("starts_on", "ends_on"))


def pass_on(officer, lead, to, by, day=TODAY, **said):
    hand_over(officer, by=by, to={lead.holders.get(user=officer).pk: to}, day=day, **said)


def test_no_day_is_without_a_holder_and_none_has_two(officer, successor, lead, equality_lead):
    pass_on(officer, lead, successor, equality_lead, TOMORROW)
    assert (times(lead, officer), times(lead, successor)) == ([(LONG_AGO, TODAY)], [(TOMORROW, None)])
    assert_history_is_whole()


def test_who_holds_it_already_goes_on_holding_it_once(officer, successor, lead, equality_lead):
    hold(lead, successor, starts_on=YESTERDAY)
    pass_on(officer, lead, successor, equality_lead)
    assert times(lead, successor) == [(YESTERDAY, None)]


def test_times_of_a_successor_that_meet_become_one(officer, successor, lead, equality_lead):
    hold(lead, successor, starts_on=LONG_AGO, ends_on=TOMORROW)
    hold(lead, successor, starts_on=IN_SPRING)
    pass_on(officer, lead, successor, equality_lead)
    assert times(lead, successor) == [(LONG_AGO, None)]


def test_a_time_that_had_an_end_keeps_it(officer, successor, lead, equality_lead):
    LeadHolder.objects.filter(lead=lead).update(ends_on=IN_SPRING)
    pass_on(officer, lead, successor, equality_lead)
    assert times(lead, successor) == [(TODAY, IN_SPRING)]


def test_a_time_that_ends_before_the_day_stays_as_it_is(officer, successor, lead, equality_lead):
    LeadHolder.objects.filter(lead=lead).update(ends_on=IN_SPRING)
    pass_on(officer, lead, successor, equality_lead, IN_SUMMER)
    assert (times(lead, officer), times(lead, successor)) == ([(LONG_AGO, IN_SPRING)], [])


def test_a_time_that_has_not_begun_goes_over_whole(officer, successor, lead, equality_lead):
    LeadHolder.objects.filter(lead=lead).update(starts_on=IN_SPRING)
    pass_on(officer, lead, successor, equality_lead)
    assert (times(lead, officer), times(lead, successor)) == ([], [(IN_SPRING, None)])


def test_a_refusal_of_one_lead_leaves_all_as_they_were(officer, successor, council, lead, outsider, equality_lead):
    other = make_lead(council, holder=officer)
    to = {lead.holders.get().pk: successor, other.holders.get().pk: outsider}
    with pytest.raises(ValidationError, match="has no role in Alderford Council"):
        hand_over(officer, by=equality_lead, to=to, day=TODAY, ends_access=True)
    assert (times(lead, officer), times(lead, successor)) == ([(LONG_AGO, None)], [])
    assert User.objects.get(pk=officer.pk).is_active


def test_nobody_who_may_not_sign_in_takes_over(officer, lead, council, equality_lead):
    with pytest.raises(ValidationError, match="may not sign in"):
        pass_on(officer, lead, make_user(council=council, is_active=False), equality_lead)


def test_a_stale_token_is_refused(officer, successor, lead, equality_lead):
    with pytest.raises(StaleRevision):
        pass_on(officer, lead, successor, equality_lead, revision="0.0/0")
    assert times(lead, officer) == [(LONG_AGO, None)]


def test_another_councils_equality_lead_hands_nothing_over(officer, successor, lead, outsider):
    pass_on(officer, lead, successor, outsider)
    assert times(lead, officer) == [(LONG_AGO, None)]
