"""Who reads what on the list of a plan's measures, as at which day, and at what cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from measures.kinds import Kind
from measures.models import Measure, Reading
from plans import permissions
from plans.models import Plan
from tests.builders import make_action, make_commitment, make_lead, make_measure, make_plan, make_reading
from tests.measures.reading_pages import list_page as page
from tests.measures.reading_pages import row_of, rows_of, words, written_on

MOST_QUERIES = 12
THEN, LATER = date(2026, 3, 2), date(2026, 6, 2)


@pytest.fixture
def public_plan(council):
    return make_plan(council, slug="public-plan", is_public=True)


def test_a_resident_reads_rounded_figures_and_why(client, public_plan):
    measure = make_measure(public_plan, name="Leavers", unit="people", is_about_people=True, baseline=4)
    make_reading(measure, 83)
    answer = page(client, public_plan)
    said = row_of(answer, "Leavers")
    assert "85 people" in said
    assert "fewer than 10" in said
    assert "83" not in said
    assert "figures about people are rounded to the nearest 5" in words(answer)


def test_a_council_that_shows_still_fewer_says_why(client, public_plan, council):
    council.smallest_figure, council.smallest_figure_reason = 20, "Our town is small"
    council.save()
    make_reading(make_measure(public_plan, name="Leavers", is_about_people=True), 17)
    answer = page(client, public_plan)
    assert "fewer than 20" in row_of(answer, "Leavers")
    assert "Our town is small." in words(answer)


def test_nothing_is_said_of_rounding_where_nothing_is_rounded(client, public_plan, manager):
    make_measure(public_plan)
    assert "rounded" not in words(page(client, public_plan))
    make_measure(public_plan, is_about_people=True)
    assert "rounded" not in words(page(client, public_plan, manager))


def test_somebody_with_the_right_reads_exact_figures(client, public_plan, officer, outsider):
    make_reading(make_measure(public_plan, name="Leavers", is_about_people=True), 83)
    assert "83" in row_of(page(client, public_plan, officer), "Leavers")
    assert "85" in row_of(page(client, public_plan, outsider), "Leavers")


def test_a_resident_reads_no_words_of_officers(client, public_plan, officer):
    measure = make_measure(public_plan, name="Survey", kind=Kind.NARRATIVE)
    make_reading(measure, words="Anna in payroll is unhappy", note="She said so")
    assert "Anna" not in words(page(client, public_plan))
    assert "Told in words" in row_of(page(client, public_plan), "Survey")
    assert "Anna in payroll" in row_of(page(client, public_plan, officer), "Survey")


def test_a_hidden_figure_of_every_group_is_said_once(client, public_plan):
    measure = make_measure(public_plan, name="Leavers", kind=Kind.PERCENTAGE, is_about_people=True)
    for group in ("men", "women"):
        make_reading(measure, 50, group=group)
    assert row_of(page(client, public_plan), "Leavers").count("of how many people is not recorded") == 1


def test_the_owners_holder_may_add_a_reading_and_others_may_not(client, plan, action, lead, officer):
    owned = make_measure(plan, owner=lead)
    of_action = make_measure(plan, action=action)
    other = make_measure(plan, owner=make_lead(plan.council))
    html = page(client, plan, officer).content.decode()
    assert [reverse("reading-add", args=[one.pk]) in html for one in (owned, of_action, other)] == [True, True, False]


@pytest.mark.parametrize("status", ["draft", "active", "closed"])
def test_the_list_and_the_form_agree_on_who_takes_readings(request, council, action, lead, status):
    Plan.objects.update(status=status)
    plan = Plan.objects.get(pk=action.plan.pk)
    make_measure(plan, owner=lead)
    make_measure(plan, action=action)
    make_measure(plan)
    for role in ("officer", "manager", "equality_lead", "superuser", "outsider"):
        user = request.getfixturevalue(role)
        listed = set(plan.measures.filter(permissions.readings_taken_by(user, plan)))
        assert listed == {one for one in plan.measures.all() if permissions.may_take_readings(user, one)}


def test_a_manager_reads_and_adds_nothing(client, plan, manager):
    make_measure(plan)
    html = page(client, plan, manager).content.decode()
    assert "readings/add/" not in html
    assert reverse("measure-add", args=[plan.council.slug, plan.slug]) not in html


def test_who_runs_the_plan_may_add_measures_and_readings(client, plan, equality_lead):
    measure = make_measure(plan)
    html = page(client, plan, equality_lead).content.decode()
    assert f'href="{reverse("reading-add", args=[measure.pk])}"' in html
    for name in ("measure-add", "reading-import"):
        assert f'href="{reverse(name, args=[plan.council.slug, plan.slug])}"' in html


def test_a_plan_without_measures_says_so(client, plan, manager, equality_lead):
    assert "The plan has no measures yet." in words(page(client, plan, manager))
    assert "Add measures" in words(page(client, plan, equality_lead))


def test_a_past_day_is_told_as_it_was_known_then(client, council, manager):
    with written_on(THEN):
        plan = make_plan(council)
        measure = make_measure(plan, name="Old name", target=5)
        reading = make_reading(measure, 3, date(2026, 2, 1))
    with written_on(LATER):
        Measure.objects.filter(pk=measure.pk).update(name="New name", target=9)
        Reading.objects.filter(pk=reading.pk).update(value=4)
        make_measure(plan, name="Another")
    answer = page(client, plan, manager, "?as_at=2026-06-01")
    assert [row[:3] for row in rows_of(answer)] == [
        ["The whole plan"],
        ["Old name Measure 1", "3 1 February 2026", "5"],
    ]
    assert "As at the end of 1 June 2026" in words(answer)
    assert "New name" in words(page(client, plan, manager))


def test_what_hung_elsewhere_on_a_past_day_hangs_there(client, council, manager):
    with written_on(THEN):
        plan = make_plan(council)
        action = make_action(plan, text="Old words")
        make_measure(plan, name="Cases", action=action)
        gone = make_commitment(plan, text="Promised then")
    with written_on(LATER):
        type(action).objects.filter(pk=action.pk).update(text="New words")
        gone.delete()
        Measure.objects.update(action=None)
    answer = page(client, plan, manager, "?as_at=2026-06-01")
    assert rows_of(answer)[0] == ["Action 1.1 Old words"]
    assert "Promised then" in words(answer)
    assert rows_of(page(client, plan, manager))[0] == ["The whole plan"]


def test_the_links_of_a_past_day_ask_about_the_same_day_and_write_nothing(client, plan, equality_lead):
    yesterday = timezone.localdate() - timedelta(days=1)
    with written_on(yesterday):
        measure = make_measure(plan)
    html = page(client, plan, equality_lead, f"?as_at={yesterday}").content.decode()
    assert f'href="{reverse("measure-detail", args=[measure.pk])}?as_at={yesterday}"' in html
    assert "readings/add/" not in html


def test_before_the_plan_was_held_here_nothing_is_known(client, council, manager):
    with written_on(THEN):
        plan = make_plan(council)
        make_measure(plan)
    said = words(page(client, plan, manager, "?as_at=2026-03-01"))
    assert "The plan was not held here yet on that day: it was added on 2 March 2026." in said


def test_a_past_day_without_measures_says_so(client, council, manager):
    with written_on(THEN):
        plan = make_plan(council)
    make_measure(plan)
    assert "The plan had no measures here on that day." in words(page(client, plan, manager, "?as_at=2026-03-03"))


@pytest.mark.parametrize("as_at", ["yesterday", "2999-01-01", "2026-02-30", "0001-01-01", "<b>"])
def test_a_day_that_makes_no_sense_is_refused_with_a_sentence(client, plan, manager, as_at):
    make_reading(make_measure(plan, name="Leavers"), 83)
    answer = page(client, plan, manager, f"?as_at={as_at}")
    assert answer.status_code == 400
    assert "There is a problem As at" in words(answer)
    assert "83" not in words(answer).replace(escape(as_at), "")


def make_many(plan, lead):
    """More measures, commitments, groups and readings, of every kind of place."""
    for number in range(3):
        action = make_action(commitment=make_commitment(plan))
        places = ({"action": action}, {"commitment": action.commitment}, {"theme": action.commitment.theme}, {})
        for place in places:
            measure = make_measure(plan, owner=lead, is_about_people=True, **place)
            for month in (1, 2, 3):
                make_reading(measure, 20 + number, date(2026, month, 1), group=f"Group {month % 2}")


@pytest.mark.parametrize("query", ["", "?as_at=2026-06-01"])
@pytest.mark.parametrize("role", ["resident", "officer", "equality_lead"])
def test_it_takes_the_same_few_queries_however_many_measures_there_are(client, council, lead, request, role, query):
    user = None if role == "resident" else request.getfixturevalue(role)
    with written_on(THEN):
        plan = make_plan(council, is_public=True)
        make_many(plan, lead)
    few = queries(client, plan, user, query)
    with written_on(THEN):
        make_many(plan, lead)
    assert queries(client, plan, user, query) == few <= MOST_QUERIES


def queries(client, plan, user, query):
    page(client, plan, user)
    with CaptureQueriesContext(connection) as asked:
        assert page(client, plan, query=query).status_code == 200
    return len([one for one in asked if one["sql"].startswith(("SELECT", "WITH"))])
