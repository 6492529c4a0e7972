"""What the plan that follows takes over, word for word, and what stays with the old one."""

from datetime import date
from decimal import Decimal

import pytest

from actions.models import Action, Lead, ProgressUpdate
from measures.models import Measure, Reading
from plans.models import Commitment, Theme
from tests.builders import (
    make_action,
    make_commitment,
    make_lead,
    make_theme,
    make_timescale,
    name_lead,
)


def test_the_new_plan_is_a_private_draft_that_follows_the_old_one(forward, old, begun):
    new = forward(begun)
    assert (new.status, new.is_public, new.follows, new.council) == ("draft", False, old, old.council)


def test_it_takes_over_the_plans_own_words(forward, old, begun):
    new = forward(begun)
    for name in ("action_word", "theme_word", "lead_word", "measures_lead_in", "contact", "update_every_days"):
        assert getattr(new, name) == getattr(old, name), name


def test_what_the_old_plan_says_of_itself_stays_with_it(forward, begun):
    new = forward(begun)
    said = (new.introduction, new.signed_off_by, new.published_as, new.source_document, new.source_sha256)
    assert said == ("",) * 5


def test_the_partners_share_it_too(forward, begun, other_council):
    assert [partner.council for partner in forward(begun).plan_partners.all()] == [other_council]


def test_themes_keep_their_words_and_stand_where_they_stood(forward, begun):
    top, within = forward(begun).themes.order_by("position")
    assert (top.reference, top.title, top.outcome, top.position) == ("B", "Workforce", "A fair employer.", 1)
    assert (within.parent, within.title, within.position) == (top, "Recruitment", 2)


def test_a_commitment_keeps_all_its_words(forward, begun, promise):
    new = Commitment.objects.get(theme__plan=forward(begun))
    for name in ("reference", "text", "lead_in", "overview_text", "rationale", "rationale_on", "success"):
        assert getattr(new, name) == getattr(promise, name), name


def test_themes_and_commitments_without_a_carried_action_are_left_out(forward, old, begun, people_theme):
    make_action(commitment=make_commitment(theme=people_theme, text="Another promise"))
    make_action(commitment=make_commitment(theme=make_theme(old, position=4, title="Services")))
    new = forward(begun)
    assert [theme.title for theme in new.themes.order_by("position")] == ["Workforce", "Recruitment"]
    assert Commitment.objects.get(theme__plan=new).text == "Recruit fairly"


def test_places_are_counted_anew_and_references_kept(forward, promise, begun):
    last = make_action(commitment=promise, reference="1.3", position=8, text="Last")
    make_action(commitment=promise, reference="1.2", position=5, text="Left out")
    made = Action.objects.filter(commitment__theme__plan=forward(last, begun)).in_plan_order()
    assert [(one.position, one.reference) for one in made] == [(1, "1.1"), (2, "1.3")]


def test_the_wording_that_now_holds_is_published_anew(carried, begun):
    new = carried(begun)
    assert (new.text, new.current_text, new.subheading) == ("Train all panels", "", "Training")
    begun.refresh_from_db()
    assert (begun.text, begun.current_text) == ("Train panels", "Train all panels")


@pytest.mark.parametrize("status", ["not_started", "in_progress", "on_hold"])
def test_an_unfinished_action_stands_where_it_stood_but_is_not_rated(carried, promise, status):
    action = make_action(commitment=promise, status=status, rag="red")
    new = carried(action)
    assert (new.status, new.rag, new.latest_update) == (status, "not_rated", None)


def test_an_embedded_action_keeps_its_next_review(carried, promise):
    action = make_action(commitment=promise, status="embedded", review_on=date(2027, 9, 1))
    new = carried(action)
    assert (new.status, new.review_on) == ("embedded", date(2027, 9, 1))


def test_an_embedded_action_that_was_completed_before_has_no_completion_here(carried, promise):
    action = make_action(
        commitment=promise, status="embedded", review_on=date(2027, 9, 1), completed_on=date(2026, 9, 1)
    )
    assert carried(action).completed_on is None


@pytest.mark.parametrize(("status", "completed_on"), [("completed", date(2026, 9, 1)), ("withdrawn", None)])
def test_what_was_finished_or_withdrawn_starts_again(carried, promise, status, completed_on):
    action = make_action(commitment=promise, status=status, completed_on=completed_on)
    new = carried(action)
    assert (new.status, new.completed_on) == ("not_started", None)


def test_a_date_of_the_old_plan_is_no_promise_of_the_new_one(carried, begun):
    new = carried(begun)
    assert (new.timescale, new.due_on) == (None, None)
    assert not new.plan.timescales.exists()


CARRIED = [
    # words, what was read, whether they are carried
    ("March 2027", {"due_on": "2027-03-31", "certainty": "month"}, False),
    ("To be agreed", {}, False),
    ("Every March", {"due_on": "2027-03-31", "recurrence": "annual", "certainty": "month"}, True),
    ("Ongoing", {"is_ongoing": True}, True),
    ("From May 2026 onwards", {"starts_on": "2026-05-01", "is_ongoing": True, "certainty": "month"}, True),
    ("Ongoing to March 2027", {"due_on": "2027-03-31", "is_ongoing": True}, False),
]


@pytest.mark.parametrize(("words", "read", "is_carried"), CARRIED)
def test_only_what_recurs_or_goes_on_keeps_its_words_and_none_its_dates(carried, old, promise, words, read, is_carried):
    timescale = make_timescale(old, words, note="Read by hand.", **read)
    new = carried(make_action(commitment=promise, timescale=timescale, due_on=read.get("due_on")))
    assert (new.timescale is not None) is is_carried
    assert new.due_on is None
    if new.timescale:
        kept = new.timescale
        assert (kept.text, kept.recurrence, kept.is_ongoing) == (words, timescale.recurrence, timescale.is_ongoing)
        assert (kept.starts_on, kept.due_on, kept.certainty, kept.note) == (None, None, "none", "")


def test_a_confirmed_reading_is_confirmed_for_the_old_plan_only(carried, old, promise, equality_lead):
    sure = make_timescale(old, "Ongoing", is_ongoing=True, confirmed_by=equality_lead, confirmed_on="2026-05-01")
    sure.reviews.create(review_on=date(2026, 10, 1))
    kept = carried(make_action(commitment=promise, timescale=sure)).timescale
    assert (kept.confirmed_by, kept.confirmed_on, kept.reviews.count()) == (None, None, 0)


def test_a_timescale_that_actions_share_is_still_one(forward, old, promise):
    shared = make_timescale(old, "Every quarter", recurrence="quarterly")
    both = [make_action(commitment=promise, timescale=shared) for _ in range(2)]
    assert forward(*both).timescales.get().actions.count() == 2


def test_leads_are_named_as_they_are_called_now(carried, begun, lead):
    new = carried(begun)
    named = new.action_leads.get()
    assert (named.lead, named.role, named.published_as, new.leads_as_published) == (lead, "joint", "", "")
    assert new.commitment.leads_as_published == ""


def test_printed_words_stay_where_nobody_else_says_who_leads(carried, promise):
    new = carried(make_action(commitment=promise, leads_as_published="All managers"))
    assert new.leads_as_published == "All managers"
    assert new.commitment.leads_as_published == "Head of HR"


def test_a_lead_that_was_merged_is_replaced_by_the_one_it_was_merged_into(carried, promise, council, lead):
    action = make_action(commitment=promise)
    gone = Lead.objects.create(council=council, name="Head of Personnel", merged_into=lead)
    name_lead(action, lead, role="supporting")
    name_lead(action, make_lead(council, "Head of Place"))
    name_lead(action, gone, role="joint")
    named = carried(action).action_leads.order_by("position")
    assert [(one.lead.name, one.role, one.position) for one in named] == [
        ("Head of People", "joint", 1),
        ("Head of Place", "joint", 2),
    ]


def test_tags_are_given_to_the_new_action(carried, begun):
    assert [str(link.tag) for link in carried(begun).action_tags.all()] == ["Shoe size"]


def test_a_measure_keeps_its_baseline_and_its_readings_stay_behind(carried, begun, measure, lead):
    new = carried(begun)
    kept = new.measures.get()
    assert (kept.text, kept.baseline, kept.baseline_on, kept.target) == (
        measure.text, measure.baseline, measure.baseline_on, measure.target,
    )  # fmt: skip
    assert (kept.plan, kept.position, kept.owner, kept.readings.count()) == (new.plan, 1, lead, 0)
    assert Reading.objects.get().measure == measure


def test_a_measure_keeps_what_is_counted_and_how_it_is_judged(carried, begun, measure):
    kept = {
        "added_from": "Social Care WRES", "kind": "level", "levels": "Low\nHigh", "definition": "Whom it counts",
        "origin": "Payroll", "tolerance": Decimal("0.5000"), "compared_group": "Women", "reference_group": "Men",
        "baseline": Decimal(1), "target": Decimal(2),
    }  # fmt: skip
    Measure.objects.filter(pk=measure.pk).update(**kept)
    assert carried(begun).measures.values(*kept).get() == kept


def test_a_target_date_before_the_new_plan_is_not_carried(carried, begun, measure):
    assert carried(begun).measures.get().target_on is None


def test_a_target_date_in_the_new_plan_still_holds(carried, begun, measure):
    measure.target_on = date(2028, 3, 31)
    measure.save()
    assert carried(begun).measures.get().target_on == date(2028, 3, 31)


def test_measures_hang_where_they_hung_or_are_left_behind(forward, old, begun, promise):
    left_out = make_action(commitment=make_commitment(theme=make_theme(old, position=4, title="Services")))
    places = {"plan": {}, "theme": {"theme": promise.theme}, "commitment": {"commitment": promise}}
    places |= {"elsewhere": {"theme": left_out.commitment.theme}, "left": {"action": left_out}}
    for position, (name, place) in enumerate(places.items(), 1):
        Measure.objects.create(plan=old, position=position, text="Words", name=name, **place)
    new = forward(begun)
    kept = {measure.name: measure for measure in new.measures.all()}
    assert list(kept) == ["plan", "theme", "commitment"]
    assert kept["theme"].theme == Theme.objects.get(plan=new, title="Recruitment")
    assert kept["commitment"].commitment == Commitment.objects.get(theme__plan=new)


def test_a_measure_of_a_merged_lead_goes_to_the_one_that_stays(carried, begun, measure, council, lead):
    measure.owner = Lead.objects.create(council=council, name="Head of Personnel", merged_into=lead)
    measure.save()
    assert carried(begun).measures.get().owner == lead


def test_no_report_is_carried(carried, begun):
    new = carried(begun)
    assert new.latest_update is None
    assert not new.updates.exists()
    assert ProgressUpdate.objects.get().action == begun


def test_the_old_plan_stays_as_it_was(forward, old, begun, measure):
    def picture():
        old.refresh_from_db()
        rows = [old, *old.themes.all(), *Action.objects.filter(commitment__theme__plan=old), *old.measures.all()]
        return [{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} for row in rows]

    before = picture()
    forward(begun)
    assert picture() == before


def test_the_questions_do_not_grow_with_the_plan(forward, promise, begun, lead, django_assert_max_num_queries):
    with django_assert_max_num_queries(70) as first:
        forward(begun)
    more = [make_action(commitment=promise) for _ in range(30)]
    for action in more:
        name_lead(action, lead)
    with django_assert_max_num_queries(len(first)):
        forward(*more, slug="another", again=True)


def test_every_row_is_whole(forward, begun, measure):
    new = forward(begun)
    new.full_clean()
    for rows in (new.themes, new.timescales, new.measures):
        for row in rows.all():
            row.full_clean()
    action = begun.followed_by.get()
    for row in (action.commitment, action, *action.action_leads.all(), *action.action_tags.all()):
        row.full_clean()
