"""Long lists of the admin: as many pages as anybody reads, at a cost that does not grow with the list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.admin import filters, pages_of_rows
from plans.admin.pages_of_rows import FewPages
from plans.models import Theme
from tests.admin.world import fill
from tests.builders import make_action, make_commitment, make_plan, make_theme

LIST = "admin:actions_action_changelist"


@pytest.fixture
def desk(signed_in, superuser):
    return signed_in(superuser)


def test_it_counts_no_further_than_anybody_pages(monkeypatch, plan):
    monkeypatch.setattr(pages_of_rows, "MOST_FOUND", 3)
    for _ in range(3):
        make_theme(plan)
    few = FewPages(Theme.objects.all(), 2)
    assert (few.count, few.has_more, few.num_pages) == (3, False, 2)
    make_theme(plan)
    many = FewPages(Theme.objects.all(), 2)
    assert (many.count, many.has_more, len(many.page(2))) == (3, True, 1)
    with CaptureQueriesContext(connection) as asked:
        assert FewPages(Theme.objects.all(), 2).count == 3
    assert "LIMIT 4" in asked[0]["sql"]


def test_a_page_after_the_last_is_the_last(plan):
    assert FewPages(Theme.objects.filter(pk=make_theme(plan).pk), 2).page(99).number == 1
    assert FewPages(Theme.objects.none(), 2).page(99).number == 1


def test_a_list_that_goes_on_says_so(monkeypatch, desk, plan):
    commitment = make_commitment(plan)
    for _ in range(3):
        make_action(commitment=commitment)
    assert "3 found" in desk.get(reverse(LIST)).content.decode()
    monkeypatch.setattr(pages_of_rows, "MOST_FOUND", 2)
    html = desk.get(reverse(LIST)).content.decode()
    assert "More than 2 found" in html
    assert "More than 2 actions: search or filter to see the others" in html


def test_a_page_that_there_is_not_is_no_error(desk, action):
    assert desk.get(reverse(LIST), {"p": 999}).status_code == 200


def test_a_filter_offers_no_more_than_can_be_read(monkeypatch, desk, council):
    plans = [make_plan(council) for _ in range(3)]
    assert plans[0].title in desk.get(reverse(LIST)).content.decode()
    monkeypatch.setattr(filters, "MOST_OFFERED", 2)
    assert plans[0].title not in desk.get(reverse(LIST)).content.decode()


def test_equality_leads_see_actions_as_their_plans_print_them(signed_in, equality_lead, superuser, council):
    plan = fill(council).plan
    second = make_action(commitment=make_commitment(theme=make_theme(plan, position=99)))
    first = make_action(commitment=plan.themes.first().commitments.first())
    listed = {}
    for who in (equality_lead, superuser):
        rows = signed_in(who).get(reverse(LIST), {"status": "all"}).context["cl"].result_list
        listed[who] = [row.pk for row in rows]
    assert listed[equality_lead].index(first.pk) < listed[equality_lead].index(second.pk)
    assert listed[superuser] == sorted(listed[superuser], reverse=True)
