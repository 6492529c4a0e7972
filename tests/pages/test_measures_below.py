"""Measures where they hang: on the page of the plan and of an action, with their newest figure and the verdict."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from measures.kinds import Direction, Kind
from tests.builders import make_measure, make_reading

MARCH = date(2026, 3, 31)
SHARE = {"kind": Kind.PERCENTAGE, "direction": Direction.UP, "target": 80, "is_about_people": True}


@pytest.fixture
def public_plan(plan, action):
    plan.is_public = True
    plan.save()
    return plan


@pytest.fixture(params=["plan-detail", "action-detail"])
def address(request, public_plan, action):
    """The two pages that show what hangs on the commitment of the action."""
    arguments = {"plan-detail": [public_plan.council.slug, public_plan.slug], "action-detail": [action.pk]}
    return reverse(request.param, args=arguments[request.param])


@pytest.fixture
def measure(public_plan, action):
    return make_measure(public_plan, text="More staff say <so>", commitment=action.commitment, **SHARE)


def html(client, address, user=None):
    if user:
        client.force_login(user)
    return client.get(address).content.decode()


def words(client, address, user=None):
    """What the page says, without its markup."""
    return " ".join(unescape(strip_tags(html(client, address, user))).split())


def test_the_published_words_stand_first_and_then_the_newest_figure_and_the_verdict(client, manager, measure, address):
    make_reading(measure, 61, read_on=date(2025, 3, 31))
    make_reading(measure, read_on=MARCH, numerator=101, base=163)
    told = "61.96%, 31 March 2026. Not on target 18.04 points below the target of 80%."
    assert f"More staff say <so> {told} Details of More staff say <so>" in words(client, address, manager)


def test_it_leads_to_the_page_of_the_measure(client, manager, measure, address):
    assert f'href="{reverse("measure-detail", args=[measure.pk])}"' in html(client, address, manager)


def test_the_public_is_told_rounded_figures_only_and_once_why(client, measure, address):
    make_reading(measure, read_on=MARCH, numerator=101, base=163, note="Ask Ann.")
    told = words(client, address)
    assert "61%, 31 March 2026. Not on target 19 points below the target of 80%." in told
    assert told.count("figures about people are rounded to the nearest 5") == 1
    assert not re.search("61.9|101|163|Ask Ann", told.replace("plan-", ""))


def test_a_figure_about_few_people_is_not_told_to_the_public(client, manager, measure, address):
    make_reading(measure, read_on=MARCH, numerator=3, base=60)
    assert "fewer than 10 of 60, 31 March 2026." in words(client, address)
    assert "5%, 31 March 2026." in words(client, address, manager)


def test_a_raised_smallest_figure_is_obeyed_and_its_reason_given(client, measure, address):
    council = measure.plan.council
    council.smallest_figure, council.smallest_figure_reason = 15, "Our wards are small."
    council.save()
    make_reading(measure, read_on=MARCH, numerator=12, base=60)
    told = words(client, address)
    assert "fewer than 15 of 60, 31 March 2026." in told
    assert "Our wards are small." in told


def test_nothing_is_said_about_rounding_where_nothing_is_rounded(client, manager, measure, address):
    assert "rounded" not in words(client, address)
    make_reading(measure, read_on=MARCH, numerator=101, base=163)
    assert "rounded" not in words(client, address, manager)


def test_a_measure_that_nobody_has_read_is_a_gap_and_no_failure(client, measure, address):
    assert '<span class="govuk-tag edi-tag--gap">No reading yet</span>' in html(client, address)
    assert "Not on target" not in words(client, address)


def test_what_is_told_in_words_is_for_the_council(client, manager, public_plan, action, address):
    measure = make_measure(public_plan, commitment=action.commitment, kind=Kind.NARRATIVE)
    make_reading(measure, words="Staff feel heard.", read_on=MARCH)
    assert "Staff feel heard." not in words(client, address)
    assert "Told in words, which are kept for the council’s own people, 31 March 2026." in words(client, address)
    assert "Staff feel heard., 31 March 2026." in words(client, address, manager)


def test_a_measure_that_is_read_by_group_shows_its_newest_groups(client, manager, measure, address):
    for group, some in (("Women", 40), ("Men", 60)):
        make_reading(measure, read_on=MARCH, group=group, numerator=some, base=100)
    told = words(client, address, manager)
    assert "Men: 60%; Women: 40%, 31 March 2026. It is read by group only." in told


def test_a_measure_that_the_plan_does_not_print_says_where_it_is_from(client, public_plan, action, address):
    make_measure(public_plan, commitment=action.commitment, text="Pay gap", added_from="Gender pay gap")
    assert "Pay gap Not in the published plan: added from Gender pay gap." in words(client, address)


def test_a_corrected_reading_is_told_as_it_is_now(client, manager, measure, address):
    reading = make_reading(measure, 61, read_on=MARCH)
    reading.value = 81
    reading.save()
    assert "81%, 31 March 2026. On target 1 point above the target of 80%, as wanted." in words(
        client, address, manager
    )


def test_the_plan_says_how_many_are_on_target_and_leads_to_the_list(client, public_plan, measure):
    page = reverse("plan-detail", args=[public_plan.council.slug, public_plan.slug])
    make_reading(measure, read_on=MARCH, numerator=90, base=100)
    make_measure(public_plan)
    assert "2 measures: 1 on target and 1 no reading yet." in words(client, page)
    assert f'href="{page}measures/"' in html(client, page)


def test_a_plan_without_measures_says_so_to_those_who_may_add_some(client, equality_lead, officer, public_plan):
    page = reverse("plan-detail", args=[public_plan.council.slug, public_plan.slug])
    assert f"{page}measures/" not in html(client, page)
    assert f"{page}measures/" not in html(client, page, officer)
    assert "The plan has no measures yet." in words(client, page, equality_lead)


def test_a_commitment_can_be_linked_to(client, public_plan, action):
    page = reverse("plan-detail", args=[public_plan.council.slug, public_plan.slug])
    assert f'id="commitment-{action.commitment_id}"' in html(client, page)


def test_of_an_action_are_the_measures_that_it_serves_and_no_others(client, manager, public_plan, action, measure):
    for place in ({"action": action}, {"theme": action.commitment.theme}):
        make_measure(public_plan, text=f"Of the {next(iter(place))}", **place)
    make_measure(public_plan, text="Of another plan part")
    told = words(client, reverse("action-detail", args=[action.pk]), manager)
    assert all(of in told for of in ("More staff say <so>", "Of the action", "Of the theme"))
    assert "Of another plan part" not in told


def test_the_queries_of_an_action_do_not_grow_with_its_measures(
    client, officer, public_plan, action, lead, django_assert_max_num_queries
):
    address = reverse("action-detail", args=[action.pk])
    client.force_login(officer)
    make_reading(make_measure(public_plan, action=action, owner=lead), 1)
    with django_assert_max_num_queries(25) as first:
        client.get(address)
    for _ in range(12):
        make_reading(make_measure(public_plan, action=action, owner=lead), 1)
    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_a_measure_stands_once_where_it_hangs(client, public_plan, action, measure):
    make_measure(public_plan, theme=action.commitment.theme)
    make_measure(public_plan)
    page = html(client, reverse("plan-detail", args=[public_plan.council.slug, public_plan.slug]))
    assert page.count(">Details<") == 3
    assert all(
        page.count(f'href="{reverse("measure-detail", args=[one.pk])}"') == 1 for one in public_plan.measures.all()
    )
