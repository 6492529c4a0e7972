"""Adding measures of a set to a plan: one click, once, where it was wanted, and by those who may."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from measures.adding.deed import add_measures
from measures.adding.measure_templates import SETS
from measures.models import Measure
from plans.audit.records import history_rows
from plans.models import Plan
from tests.audit.checks import at_once
from tests.builders import make_commitment, make_measure, make_theme

TRAINING = SETS["training-completion"]
WRES = SETS["social-care-wres"]


@pytest.fixture
def address(plan):
    return reverse("measure-add", args=[plan.council.slug, plan.slug])


@pytest.fixture
def shown(client, equality_lead, address):
    """Open the page as the equality lead and return its words, on one line."""

    def show(query=""):
        client.force_login(equality_lead)
        return " ".join(client.get(address + query).content.decode().split())

    return show


@pytest.fixture
def send(client, equality_lead, address):
    """Press a button of the page as the equality lead, and return the words of what is shown next."""

    def press(add, **values):
        client.force_login(equality_lead)
        answer = client.post(address, {"place": "", "add": add} | values, follow=True)
        return " ".join(answer.content.decode().split())

    return press


@pytest.mark.parametrize("slug", SETS)
def test_one_click_adds_a_whole_set(send, plan, slug):
    words = send(slug)
    assert f"Added: {len(SETS[slug].measures)} measures." in words
    added = plan.measures.order_by("position")
    assert [measure.name for measure in added] == [outline.name for outline in SETS[slug].measures]
    assert {measure.added_from for measure in added} == {SETS[slug].name}


@pytest.mark.parametrize("slug", SETS)
def test_what_is_added_is_whole_and_as_the_set_says(send, plan, slug):
    send(slug)
    for measure, outline in zip(plan.measures.order_by("position"), SETS[slug].measures, strict=True):
        measure.full_clean()
        assert {name: getattr(measure, name) for name in vars(outline)} == vars(outline)
        assert (measure.baseline, measure.target, measure.target_text, measure.tolerance) == (None, None, "", None)


def test_a_second_click_adds_nothing_and_says_so(send, plan):
    send("training-completion")
    assert "Nothing was added: the plan has all these measures already." in send("training-completion")
    assert "Nothing was added: the plan has this measure already." in send("training-completion:2")
    assert plan.measures.count() == 3


def test_one_measure_can_be_added_and_the_others_later(send, plan):
    assert f"Added: “{TRAINING.measures[1].name}”." in send("training-completion:2")
    words = send("training-completion")
    assert "Added: 2 measures." in words
    assert [measure.name for measure in plan.measures.order_by("position")] == [
        TRAINING.measures[place].name for place in (1, 0, 2)
    ]


@pytest.mark.parametrize("changed", [{"name": "Trained managers"}, {"text": "All managers are trained"}])
def test_a_measure_that_the_council_has_renamed_or_reworded_is_not_added_again(send, plan, changed):
    send("training-completion")
    plan.measures.filter(position=2).update(**changed)
    assert "Nothing was added" in send("training-completion")


def test_a_measure_of_the_same_name_that_the_plan_prints_is_another_one(send, plan):
    make_measure(plan, text=TRAINING.measures[0].name)
    assert "Added: 3 measures." in send("training-completion")


def test_what_another_plan_has_counts_for_nothing(send, plan, equality_lead):
    other = Plan.objects.create(council=plan.council, title="Other", slug="other", starts_on="2026-04-01")
    add_measures(other, TRAINING, TRAINING.measures, by=equality_lead)
    assert "Added: 3 measures." in send("training-completion")


def test_new_measures_stand_after_those_of_the_plan(send, plan):
    make_measure(plan, position=7)
    send("training-completion")
    assert list(plan.measures.values_list("position", flat=True)) == [7, 8, 9, 10]


@pytest.mark.parametrize("kind", ["theme", "commitment"])
def test_they_hang_where_it_was_asked(send, plan, kind):
    theme = make_theme(plan, title="Our people")
    place = theme if kind == "theme" else make_commitment(theme=theme)
    send("training-completion", place=f"{kind}-{place.pk}")
    assert {getattr(measure, kind) for measure in plan.measures.all()} == {place}
    assert place.measures.count() == 3


def test_the_next_one_is_offered_for_the_same_place(send, plan):
    place = make_theme(plan, title="Our people")
    words = send("training-completion:1", place=f"theme-{place.pk}")
    assert f'<option value="theme-{place.pk}" selected>' in words


def test_a_place_in_another_plan_is_refused(send, plan, equality_lead):
    elsewhere = make_commitment()
    assert "select one of the answers in the list" in send("training-completion", place=f"commitment-{elsewhere.pk}")
    with pytest.raises(ValidationError):
        add_measures(plan, TRAINING, TRAINING.measures, by=equality_lead, on=elsewhere)
    assert not Measure.objects.exists()


NOT_OFFERED = [
    "",
    "no-such-set",
    ":1",
    *(f"training-completion:{number}" for number in ("0", "4", "-1", "²", "9" * 5000)),
]


@pytest.mark.parametrize("add", NOT_OFFERED, ids=range(len(NOT_OFFERED)))
def test_a_measure_that_is_not_offered_is_refused_with_a_sentence(send, add):
    assert "Choose one of the measures on this page" in send(add)
    assert not Measure.objects.exists()


def test_the_page_offers_every_measure_with_what_it_counts_and_its_source(shown):
    words = shown()
    for one in SETS.values():
        assert f"Source: {one.origin}" in words
        for place, outline in enumerate(one.measures, 1):
            assert outline.definition in words
            assert f'value="{one.slug}:{place}"' in words


def test_the_page_shows_what_the_plan_has_already(send, shown, plan):
    send("training-completion")
    words = shown()
    assert "The plan has all these measures." in words
    assert 'value="training-completion' not in words
    for measure in plan.measures.all():
        assert f'href="{reverse("measure-detail", args=[measure.pk])}"' in words


def test_the_page_offers_the_rest_of_a_set(send, shown):
    send("training-completion:1")
    assert "Add the other 2 measures" in shown()


def test_the_page_leads_to_a_measure_of_ones_own(client, shown, plan):
    (link,) = re.findall(r'href="([^"]*)">Add a measure of your own', shown())
    answer = client.get(link)
    assert answer.context["adminform"].form.initial["plan"] == str(plan.pk)


def test_the_page_takes_a_fixed_number_of_queries(send, shown, plan, django_assert_num_queries, client, address):
    shown()
    with django_assert_num_queries(7):
        client.get(address)
    send("social-care-wres")
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)


def test_the_history_says_who_added_it_and_from_what(send, plan, equality_lead):
    send("training-completion:1")
    born = history_rows(Measure, plan.measures.get().pk).get()
    assert (born.history_user_id, born.history_change_reason) == (equality_lead.pk, "Added from “Training completion”")


@pytest.mark.parametrize("who", ["officer", "manager", "outsider"])
def test_only_those_who_run_the_council_may_add(request, plan, who):
    with pytest.raises(PermissionDenied):
        add_measures(plan, TRAINING, TRAINING.measures, by=request.getfixturevalue(who))
    assert not Measure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_clicks_at_once_one_adds(plan, equality_lead):
    results = at_once(lambda number: add_measures(plan, TRAINING, TRAINING.measures, by=equality_lead), 6)
    assert sorted(len(new) for new in results) == [0] * 5 + [3]
    assert list(plan.measures.values_list("position", flat=True)) == [1, 2, 3]
