"""The coverage page: what live actions address, what none of them does, and what nobody has said yet."""

import re

import pytest
from django.urls import reverse

from actions.coverage import MOST_COLUMNS, coverage
from actions.models import Action, Tag
from actions.scope import Scope
from plans.models import Plan, PlanPartner
from tests.builders import give_tag, make_action, make_council, make_plan, make_tag, make_user

HERE = reverse("coverage")


def page(client, user, query=""):
    client.force_login(user)
    return client.get(HERE + query)


def words(page):
    """The page as a person reads it."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def blocks(page):
    return {block.kind: block for block in page.context["coverage"].kinds}


def row(page, tag):
    """What a tag's row says: the number in each column, and in all."""
    [found] = [row for row in blocks(page)[tag.kind].rows if row.tag == tag]
    return [number for _, number in found.cells], found.total


@pytest.fixture
def tag(db):
    return make_tag("Shoe size")


@pytest.fixture
def tagged(action, tag):
    give_tag(action, tag)
    return action


def test_with_nothing_tagged_it_says_so_and_claims_nothing(client, action, tag, manager):
    said = words(page(client, manager))
    assert "No action has been tagged yet" in said
    assert "No live action addresses" not in said
    assert "equality lead tags actions" in said


def test_who_runs_the_plans_is_told_where_to_tag(client, action, equality_lead):
    html = page(client, equality_lead).content.decode()
    assert f'href="{reverse("admin:actions_action_changelist")}?needs=no_tag"' in html


def test_what_no_live_action_addresses_comes_first(client, tagged, manager):
    make_tag("Hat size")
    answer = page(client, manager)
    assert re.search(r"No live action addresses: [^.]*Hat size", words(answer))
    html = answer.content.decode()
    assert html.index("No live action addresses") < html.index("<table")
    assert not re.search(r"No live action addresses: [^.]*Shoe size", words(answer))


def test_a_kind_that_nobody_has_used_is_not_said_to_be_uncovered(client, tagged, manager):
    make_tag("Fifth module", kind=Tag.Kind.MODULE, is_statutory=False)
    assert "No action has been tagged with a module of the LGA framework yet" in words(page(client, manager))


def test_a_kind_that_is_covered_says_so(client, action, manager):
    make_tag("Fourth aim", kind=Tag.Kind.AIM)
    for aim in Tag.objects.filter(kind=Tag.Kind.AIM):
        give_tag(action, aim)
    assert "At least one live action addresses each of these." in words(page(client, manager))


@pytest.mark.parametrize(
    ("status", "dates", "counts"),
    [
        ("not_started", {}, 1),
        ("in_progress", {}, 1),
        ("on_hold", {}, 1),
        ("embedded", {"review_on": "2027-01-01"}, 1),
        ("completed", {"completed_on": "2026-06-01"}, 0),
        ("withdrawn", {}, 0),
    ],
)
def test_open_and_embedded_actions_are_live(client, plan, tag, manager, status, dates, counts):
    give_tag(make_action(plan, status=status, **dates), tag)
    answer = page(client, manager)
    assert row(answer, tag) == ([], counts)
    assert answer.context["coverage"].live.total == counts


def test_it_says_how_many_live_actions_carry_no_tag_of_a_kind(client, tagged, plan, manager):
    make_action(plan)
    make_action(plan, status="withdrawn")
    assert "1 of 2 live actions carries no protected or local characteristic." in words(page(client, manager))


def test_an_action_with_two_tags_of_a_kind_counts_once_as_tagged(client, tagged, plan, manager):
    give_tag(tagged, make_tag())
    make_action(plan)
    assert blocks(page(client, manager))["characteristic"].bare.total == 1


def test_several_plans_stand_side_by_side(client, tagged, council, tag, manager):
    second = make_action(make_plan(council))
    for action in (second, make_action(second.plan)):
        give_tag(action, tag)
    numbers, total = row(page(client, manager), tag)
    assert (sorted(numbers), total) == ([1, 2], 3)


def test_too_many_plans_for_columns_are_counted_in_all(client, tagged, council, tag, manager):
    for _ in range(MOST_COLUMNS):
        give_tag(make_action(make_plan(council)), tag)
    assert row(page(client, manager), tag) == ([], MOST_COLUMNS + 1)


def test_each_number_leads_to_a_list_of_exactly_so_many(client, tagged, council, other_council, tag, superuser):
    carers = make_tag("Carers", council)
    second, third = make_plan(council), make_plan(other_council, status=Plan.Status.CLOSED)
    for plan, given in [(tagged.plan, carers), (second, tag), (second, carers), (second, carers), (third, tag)]:
        give_tag(make_action(plan), given)
    give_tag(make_action(second, status="withdrawn"), tag)
    for query in ("", f"?council={council.slug}", f"?plan={second.pk}", f"?plan={third.pk}"):
        html = page(client, superuser, query).content.decode()
        links = re.findall(r'href="(/actions/[^"]*tag=[^"]*)">(\d+)', html)
        assert len(links) >= 1
        for address, number in links:
            assert client.get(address.replace("&amp;", "&")).context["page_obj"].paginator.count == int(number)


def test_statutory_and_local_ones_are_marked(client, tagged, council, manager):
    make_tag("Carers", council)
    said = words(page(client, manager))
    assert "Shoe size statutory" in said
    assert f"Carers local to {council}" in said


def test_a_local_tag_stands_open_in_plans_that_are_not_offered_it(client, tagged, council, other_council, superuser):
    carers = make_tag("Carers", council)
    give_tag(tagged, carers)
    make_action(make_plan(other_council))
    answer = page(client, superuser)
    assert sorted(row(answer, carers)[0], key=str) == [1, None]
    assert "Not a tag of this plan" in words(answer)


def test_a_partners_local_tag_belongs_to_the_shared_plan(client, tagged, plan, other_council, manager):
    theirs = make_tag("Carers", other_council)
    assert theirs not in {row.tag for row in blocks(page(client, manager))["characteristic"].rows}
    PlanPartner.objects.create(plan=plan, council=other_council)
    assert row(page(client, manager), theirs) == ([], 0)


def test_nobody_learns_of_another_councils_actions(client, tagged, tag, other_council, outsider):
    give_tag(make_action(make_plan(other_council)), tag)
    assert row(page(client, outsider), tag) == ([], 1)


def test_public_plans_of_others_are_not_counted(client, tagged, outsider):
    tagged.plan.is_public = True
    tagged.plan.save()
    assert "No plan of yours is active here" in words(page(client, outsider))


def test_plans_that_are_not_active_count_only_when_chosen(client, tagged, tag, manager):
    Plan.objects.update(status=Plan.Status.CLOSED)
    assert "No plan of yours is active here" in words(page(client, manager))
    assert row(page(client, manager, f"?plan={tagged.plan.pk}"), tag) == ([], 1)


def test_one_council_of_several_is_chosen_in_the_address(client, tagged, tag, other_council, superuser):
    give_tag(make_action(make_plan(other_council)), tag)
    assert row(page(client, superuser), tag)[1] == 2
    answer = page(client, superuser, f"?council={other_council.slug}")
    assert row(answer, tag) == ([], 1)
    assert "Brimley Council Coverage" in words(answer)


def test_plans_are_offered_once_the_council_is_known(client, tagged, other_council, superuser, manager):
    make_plan(other_council)
    assert "plan" not in page(client, superuser).context["form"].fields
    assert "plan" in page(client, superuser, f"?council={other_council.slug}").context["form"].fields
    assert set(page(client, manager).context["form"].fields) == {"plan"}


WRONG = [
    "?plan=99999", "?plan=x", "?plan=-1", f"?plan={'9' * 4000}", "?council=nowhere", "?council=%F0%9F%98%80",
    "?council=nowhere&plan=99999",
]  # fmt: skip


@pytest.mark.parametrize("query", WRONG)
def test_a_wrong_address_is_told_and_nothing_is_counted(client, tagged, manager, query):
    answer = page(client, manager, query)
    assert answer.status_code == 400
    assert "There is a problem" in words(answer)
    assert "select one of the answers in the list" in words(answer)
    assert "<table" not in answer.content.decode()


@pytest.mark.parametrize("query", ["?plan=", "?council=", "?nothing=1", f"?q={'x' * 4000}"])
def test_what_says_nothing_is_passed_over(client, tagged, tag, manager, query):
    assert row(page(client, manager, query), tag) == ([], 1)


def test_anothers_plan_is_not_there(client, tagged, other_council, manager):
    theirs = make_plan(other_council)
    assert "select one of the answers in the list" in words(page(client, manager, f"?plan={theirs.pk}"))


def test_a_plan_of_another_council_than_the_chosen_one_is_told(client, tagged, other_council, superuser):
    make_plan(other_council)
    said = words(page(client, superuser, f"?council={other_council.slug}&plan={tagged.plan.pk}"))
    assert "is not a plan of Brimley Council. Choose one of its plans" in said


def test_it_is_to_be_read_only(client, manager):
    client.force_login(manager)
    assert client.post(HERE).status_code == 405


def test_the_numbers_equal_a_slow_recount(council, superuser):
    other = make_plan(make_council())
    tags = [make_tag(), make_tag(council=council), make_tag(kind=Tag.Kind.AIM)]
    for number in range(24):
        plan = Plan.objects.filter(council=council).first() if number % 3 else other
        status = ["not_started", "in_progress", "withdrawn", "on_hold"][number % 4]
        action = make_action(plan or make_plan(council), status=status)
        for place, tag in enumerate(tags):
            if number % (place + 2) == 0 and (tag.council is None or action.plan.council == council):
                give_tag(action, tag)
    scope = Scope.of(superuser)
    live = [action for plan in scope.plans for action in _live(plan.pk)]
    borne = [[given.tag for given in action.action_tags.all()] for action in live]
    found = coverage(scope.plans)
    assert found.live.total == len(live) > 0
    for block in found.kinds:
        assert block.bare.total == sum(block.kind not in [tag.kind for tag in own] for own in borne)
        assert {row.tag.pk: row.total for row in block.rows} == {
            row.tag.pk: sum(row.tag in own for own in borne) for row in block.rows
        }


def _live(plan):
    actions = Plan.objects.get(pk=plan).themes.values_list("commitments__actions", flat=True)
    found = Action.objects.filter(pk__in=actions)
    return [action for action in found if action.is_open or action.status == "embedded"]


def test_its_queries_do_not_grow(client, tagged, council, tag, manager, django_assert_max_num_queries):
    page(client, manager)
    with django_assert_max_num_queries(11) as first:
        client.get(HERE)
    for number in range(5):
        partner = make_council()
        plan = make_plan(council)
        PlanPartner.objects.create(plan=plan, council=partner)
        make_user(council=partner)
        for _ in range(3):
            give_tag(make_action(plan), [tag, make_tag(council=partner)][number % 2])
    with django_assert_max_num_queries(len(first)):
        client.get(HERE)
