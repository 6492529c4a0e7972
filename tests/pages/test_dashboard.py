"""The dashboard: every number leads to the list that makes it up, on any day, and a wrong question gets no number."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from actions.models import ActionLead
from plans.audit.context import audit
from tests.builders import (
    make_action,
    make_commitment,
    make_lead,
    make_measure,
    make_plan,
    make_reading,
    make_theme,
    name_lead,
)

TODAY = timezone.localdate


REPORTS = [
    {"status": "in_progress", "rag": "amber"},
    {"status": "in_progress", "rag": "red", "reason": "Late."},
    {"status": "on_hold", "reason": "No money."},
    {"status": "completed"},
    {"status": "withdrawn", "reason": "No."},
    {"status": "embedded", "review_on": TODAY()},
    {"status": "in_progress", "rag": "green"},
]


def page(client, user, **query):
    client.force_login(user)
    return client.get(reverse("dashboard"), query)


def figures(response):
    """Every figure of the page: label -> (number, address of its list)."""
    shown = response.context["shown"]
    lines = [*shown.by_status(), *shown.by_rag(), *shown.concerns(), *shown.gaps()]
    found = {line.label: (line.number, line.href) for line in lines}
    for name, of_lead in shown.leads():
        found |= {f"{name}, {place}": number for place, number in enumerate(of_lead)}
    return found


def listed(client, href):
    """How many rows a list shows, over all its pages."""
    response = client.get(href)
    assert response.status_code == 200, href
    return response.context["page_obj"].paginator.count


@pytest.fixture
def full_plan(plan, action, lead, equality_lead):
    """A plan in which every figure counts something."""
    top = make_theme(plan, title="Top")
    within = make_theme(plan, title="Within", parent=top)
    commitment = make_commitment(theme=within)
    for number, values in enumerate(REPORTS):
        other = make_action(commitment=commitment, due_on=TODAY() + timedelta(days=number * 40 - 60))
        other.report(by=equality_lead, **values)
        name_lead(other, lead)
    make_measure(plan, text="Survey", theme=top)
    ActionLead.objects.filter(action=other).update(lead=make_lead(plan.council, "Another post"))
    return plan


def test_each_number_leads_to_a_list_of_exactly_that_many(client, manager, full_plan):
    found = figures(page(client, manager))
    assert len([number for number, _ in found.values() if number]) > 15
    for label, (number, href) in found.items():
        assert bool(href) == bool(number), label
        assert not number or listed(client, href) == number, label


@pytest.mark.parametrize(
    "query",
    [{"concern": "overdue"}, {"status": "in_progress"}, {"rag": "not_rated"}, {"gap": "no_measure"}, {"q": "thing"}],
)
def test_so_it_does_on_a_filtered_page(client, manager, full_plan, query):
    response = page(client, manager, **query)
    total = response.context["shown"].tally.total
    assert 0 < total < 9
    for label, (number, href) in figures(response).items():
        assert number <= total
        assert not number or listed(client, href) == number, label


def test_every_link_of_the_page_leads_somewhere(client, manager, full_plan):
    main = page(client, manager, compare="2026-01-01").content.decode().split("<main")[1]
    links = {unescape(href) for href in re.findall(r'href="(/[^"]*)"', main)}
    assert len(links) > 30
    assert {href: client.get(href).status_code for href in links} == dict.fromkeys(links, 200)


def test_the_bars_lead_to_the_actions_of_their_theme(client, manager, full_plan):
    of, rows = page(client, manager).context["shown"].bars()
    assert (of, [label for label, _, _ in rows]) == ("Theme", ["Theme", "Top › Within"])
    assert [listed(client, href) for _, href, _ in rows] == [sum(counts.values()) for _, _, counts in rows]


def test_each_number_of_the_charts_tables_leads_to_its_list_too(client, manager, full_plan, old_actions):
    words = page(client, manager).content.decode()
    rows = re.findall(r"<tr><th scope=.row.>.*?</tr>", words)
    cells = [
        (unescape(href), int(number))
        for row in rows
        for href, number in re.findall(r'<td[^>]*><a href="([^"]+)">(\d+)<', row)
    ]
    assert len(cells) > 20
    for href, number in cells:
        assert listed(client, href) == number, href


def test_several_plans_are_told_apart_and_so_are_several_councils(client, manager, superuser, full_plan, other_council):
    make_action(make_plan(full_plan.council, title="Second"))
    assert page(client, manager).context["shown"].bars()[0] == "Plan"
    make_action(make_plan(other_council))
    of, rows = page(client, superuser).context["shown"].bars()
    assert (of, [label for label, _, _ in rows]) == ("Council", ["Alderford Council", "Brimley Council"])
    assert [listed(client, href) for _, href, _ in rows] == [9, 1]


def test_only_plans_that_are_active_count_unless_one_is_chosen(client, manager, full_plan):
    closed = make_plan(full_plan.council, status="closed")
    make_action(closed)
    assert page(client, manager).context["shown"].tally.total == 8
    assert page(client, manager, plan=closed.pk).context["shown"].tally.total == 1


def test_a_public_plan_of_a_council_that_is_not_mine_is_not_counted(client, outsider, full_plan):
    full_plan.is_public = True
    full_plan.save()
    response = page(client, outsider)
    assert "You belong to no council with a plan yet" in response.content.decode()
    assert page(client, outsider, plan=full_plan.pk).status_code == 400


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"as_at": "0001-01-01"}, "As at must be in 2000 or later"),
        ({"as_at": "9999-12-31"}, "As at cannot be after today"),
        ({"as_at": "tomorrow"}, "As at must be a real date, like 2026-03-31"),
        ({"as_at": "2026-02-30"}, "As at must be a real date, like 2026-03-31"),
        ({"compare": "2999-01-01"}, "Compare with cannot be after today"),
        ({"as_at": "2026-01-01", "compare": "2026-01-01"}, "Compare with a day before the one that is shown"),
        ({"status": "banana"}, "Status: select one of the answers in the list"),
        ({"council": "nowhere"}, "Council: select one of the answers in the list"),
        ({"theme": "1"}, "Theme: select one of the answers in the list"),
        ({"plan": "one"}, "Plan: select one of the answers in the list"),
        ({"plan": "9" * 30}, "Plan: select one of the answers in the list"),
        ({"lead": "-1"}, "Lead: select one of the answers in the list"),
        ({"concern": ["overdue", "nonsense"]}, "Concerns: select one of the answers in the list"),
        ({"q": "x" * 201}, "Search must be 200 characters or fewer"),
    ],
)
def test_a_wrong_question_gets_a_sentence_and_no_number(client, manager, full_plan, query, sentence):
    for name in ("dashboard", "action-list"):
        client.force_login(manager)
        response = client.get(reverse(name), query)
        assert response.status_code == 400
        assert sentence in unescape(response.content.decode())
        assert "shown" not in response.context
        assert "page_obj" not in response.context


def test_a_name_that_means_nothing_is_left_out_and_said(client, manager, full_plan):
    response = page(client, manager, utm_source="mail", page="2")
    assert response.context["shown"].tally.total == 8
    assert "The address asks for “utm_source”, which means nothing here." in response.content.decode()


def test_a_link_survives_signing_in(client, manager, full_plan):
    asked = f"{reverse('dashboard')}?status=on_hold&as_at={TODAY()}"
    manager.set_password("correct-horse-battery")
    manager.save()
    to_sign_in = client.get(asked).url
    answer = client.post(to_sign_in, {"username": manager.email, "password": "correct-horse-battery"})
    assert answer.url == asked


def test_the_number_of_queries_does_not_grow(client, manager, full_plan, django_assert_max_num_queries):
    client.force_login(manager)
    for _ in range(2):
        with django_assert_max_num_queries(10):
            client.get(reverse("dashboard"))
        for _ in range(20):
            post = make_lead(full_plan.council)
            name_lead(make_action(commitment=make_commitment(theme=make_theme(full_plan))), post)
            make_reading(make_measure(full_plan, owner=post), 7)


def test_definitions_and_denominators_are_on_the_page(client, manager, full_plan):
    words = unescape(page(client, manager).content.decode())
    for sentence in (
        "The percentages by status are of all actions that have not been withdrawn.",
        "Their percentages are of the open actions.", "It will be late or fall short.",
        "No work on the action has begun.", "The due date has passed and the action is still open.",
        "Saving a correction is not a report.",
        "Measures of a whole plan are not counted here.", "A gap is not a failure",
    ):  # fmt: skip
        assert sentence in words


def test_withdrawn_actions_are_in_no_percentage(client, manager, full_plan):
    percents = {line.code: line.percent for line in page(client, manager).context["shown"].by_status()}
    assert percents == {
        "not_started": 14, "in_progress": 42, "on_hold": 14, "completed": 14, "embedded": 14, "withdrawn": None,
    }  # fmt: skip


@pytest.fixture
def old_actions(council, officer, equality_lead):
    """Three actions that were there a hundred days ago; since then one moved, one slipped and one was deleted."""
    with audit(by=officer, moment=timezone.now() - timedelta(days=100)):
        commitment = make_commitment(make_plan(council))
        moved, slipped, gone = (make_action(commitment=commitment, due_on="2027-01-31") for _ in range(3))
    moved.report(by=equality_lead, status="on_hold", reason="No money until April.")
    slipped.report(by=equality_lead, due_on=date(2027, 6, 30), reason="The survey comes later.")
    gone.delete()
    return moved, slipped, gone


def test_what_moved_is_told_with_who_when_and_why(client, manager, old_actions, action):
    moved, slipped, gone = old_actions
    response = page(client, manager, compare=TODAY() - timedelta(days=50))
    found, words = response.context["shown"].movement, unescape(response.content.decode())
    assert [move.after.pk for move in found.moved] == [moved.pk]
    assert [move.after.pk for move in found.slipped] == [slipped.pk]
    assert [(one.standing.reference, one.why) for one in found.gone] == [(gone.reference, "Deleted")]
    assert [(one.standing.pk, one.why) for one in found.new] == [(action.pk, "Its plan became active")]
    for told in (
        "Not started to on hold", "No money until April.", f"{date_format(TODAY())}, Edie Equality",
        "31 January 2027", "30 June 2027", "The survey comes later.",
    ):  # fmt: skip
        assert told in words


def test_how_each_number_moved_is_said_in_words(client, manager, old_actions):
    words = page(client, manager, compare=TODAY() - timedelta(days=50)).content.decode()
    assert re.search(r"▲</span> 1 more", words)
    assert re.search(r"▼</span> 2 fewer", words)
    assert "no change" in words


def test_a_filter_keeps_what_met_it_on_either_day(client, manager, old_actions):
    earlier = TODAY() - timedelta(days=50)
    assert len(page(client, manager, compare=earlier, status="on_hold").context["shown"].movement.moved) == 1
    assert page(client, manager, compare=earlier, status="completed").context["shown"].tally.total == 0


def test_each_month_of_the_trend_leads_to_that_day(client, manager, old_actions):
    months = page(client, manager).context["shown"].trend
    assert [sum(counts.values()) for _, _, counts in months][-2:] == [3, 2]
    day, href, counts = months[-2]
    there = client.get(href).context
    assert (there["scope"].day.on, there["shown"].progress.counts) == (day, counts)
