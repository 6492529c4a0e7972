"""The dashboard's measures: how many are on target, on the day that is asked about and on the one compared with."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.kinds import Direction
from plans.audit.context import audit
from tests.builders import make_action, make_measure, make_plan, make_reading

TODAY = timezone.localdate


def page(client, user, **query):
    client.force_login(user)
    return client.get(reverse("dashboard"), query)


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def numbers(response):
    return {one.label: one.number for one in response.context["measures"].verdicts}


def earlier(by):
    """Write what follows as of a hundred days ago."""
    return audit(by=by, reason="", moment=timezone.now() - timedelta(days=100))


@pytest.fixture
def measured(plan, action, equality_lead):
    """Four measures of the plan, one of each verdict since today; a hundred days ago none had been read."""
    with earlier(equality_lead):
        rising = {"direction": Direction.UP, "target": 50}
        met, unmet, unjudged = (make_measure(plan, **fields) for fields in (rising, rising, {}))
        make_measure(plan)
    for measure, value in ((met, 50), (unmet, 49), (unjudged, 7)):
        make_reading(measure, value, read_on=date(2026, 3, 31))
    return plan


def test_it_counts_the_measures_that_are_on_target_and_those_that_are_not(client, manager, measured):
    response = page(client, manager)
    assert numbers(response) == {"On target": 1, "Not on target": 1, "No reading yet": 1, "Not judged": 1}
    assert "A gap is not a failure" in words(response)
    for one in response.context["measures"].verdicts:
        assert one.means in words(response)


def test_it_leads_to_the_lists_of_the_plans_that_have_measures(client, manager, measured):
    make_action(make_plan(measured.council))
    [plan] = page(client, manager).context["measures"].plans
    assert plan.said == "4 measures: 1 on target, 1 not on target, 1 no reading yet and 1 not judged."
    assert client.get(plan.href).status_code == 200


def test_on_a_past_day_there_are_the_measures_that_were_there_then(client, manager, equality_lead, council):
    with earlier(equality_lead):
        make_action(plan := make_plan(council))
    make_reading(make_measure(plan), 3)
    assert numbers(page(client, manager))["Not judged"] == 1
    assert page(client, manager, as_at=TODAY() - timedelta(days=50)).context["measures"] is None


@pytest.fixture
def since_read(council, equality_lead):
    """A measure that was there a hundred days ago and was read since, of a day before that."""
    with earlier(equality_lead):
        make_action(plan := make_plan(council))
        measure = make_measure(plan, direction=Direction.UP, target=50)
    return make_reading(measure, 50, read_on=date(2026, 3, 31))


def test_on_a_past_day_only_what_was_known_then_counts(client, manager, since_read):
    day = TODAY() - timedelta(days=50)
    response = page(client, manager, as_at=day)
    assert numbers(response)["No reading yet"] == 1
    assert f"/measures/?as_at={day}" in response.content.decode()
    assert numbers(page(client, manager))["On target"] == 1


def test_beside_a_past_day_it_says_how_they_stood_then(client, manager, since_read):
    response = page(client, manager, compare=TODAY() - timedelta(days=50))
    assert numbers(response)["On target"] == 1
    assert "there was 1 measure: 1 no reading yet." in words(response)


def test_only_the_council_and_the_plan_choose_among_measures_and_the_page_says_so(client, manager, measured):
    for query in ({"status": "completed"}, {"q": "thing"}):
        response = page(client, manager, **query)
        assert sum(numbers(response).values()) == 4
        assert "only the council and the plan that are chosen above apply" in words(response)


def test_a_plan_without_measures_has_no_such_section(client, manager, action):
    assert ">Measures</h2>" not in page(client, manager).content.decode()


def test_of_several_councils_measures_are_not_counted_together(client, superuser, measured, other_council):
    make_action(make_plan(other_council))
    response = page(client, superuser)
    assert response.context["measures"] is None
    assert "Choose a council or a plan to see how its measures stand." in words(response)
    assert sum(numbers(page(client, superuser, council=measured.council.slug)).values()) == 4
