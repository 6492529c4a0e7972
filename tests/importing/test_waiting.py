"""How long a newer version keeps others waiting: it is compared before anything is locked, confirmed under the lock."""

import gc
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.importing import importing
from actions.importing.changes import fingerprint_of
from actions.importing.content import (
    ActionContent,
    ActionLeadContent,
    CommitmentContent,
    LeadContent,
    PlanContent,
    TagContent,
    ThemeContent,
    TimescaleContent,
)
from actions.importing.refusals import NotWritten
from actions.importing.stored import content_of
from actions.importing.writing import all_or_nothing, write_new
from actions.models import Action, ActionLead, ActionTag, Timescale
from plans.models import Plan

pytestmark = pytest.mark.django_db
FEW, MANY = 2, 12


def version(number, word, due_on=date(2027, 3, 1)):
    """A plan of so many actions, with all of which goes this word and a timescale that is due on this day."""
    actions = [
        ActionContent(
            f"{word} {at}", reference=str(at), leads_as_published=f"{word} team", timescale=at, due_on=due_on,
            leads=[ActionLeadContent(f"{word} team", published_as=f"{word} team")], tags=[("characteristic", word)],
        )
        for at in range(1, number + 1)
    ]  # fmt: skip
    return PlanContent(
        facts={"title": "Our plan", "starts_on": date(2026, 4, 1), "status": "active"},
        leads=[LeadContent(f"{word} team", spellings=[f"{word} team"])],
        timescales=[TimescaleContent(f"{word} time {at}", due_on=due_on) for at in range(1, number + 1)],
        local_tags=[TagContent("characteristic", word)],
        themes=[ThemeContent(title="Our staff", commitments=[CommitmentContent(text="Fair", actions=actions)])],
    )


def written(council, number=FEW):
    return write_new(version(number, "Early"), council=council, slug=f"plan-of-{number}", by=None, reason="Imported.")


def bring(newer, plan, first=lambda: None):
    shown = fingerprint_of(content_of(plan))
    given = {"by": None, "file_name": "v2.csv", "sha256": "", "with_readings": True, "first": first}
    return importing.import_newer(newer, plan, fingerprint=shown, **given)


def number_under_the_lock(newer, plan):
    """How many statements it takes to bring a newer version, once the transaction of the writing has begun."""
    with CaptureQueriesContext(connection) as asked:
        before = []
        bring(newer, plan, first=lambda: before.append(len(asked)))
    return len(asked) - before[0]


def test_many_changes_cost_no_more_statements_under_the_lock_than_few(council, other_council):
    few, many = (
        number_under_the_lock(version(number, "Late", date(2028, 5, 1)), written(whose, number))
        for whose, number in ((council, FEW), (other_council, MANY))
    )
    assert few == many
    for plan in Plan.objects.all():
        actions = Action.objects.filter(commitment__theme__plan=plan)
        assert {one.text.split()[0] for one in actions} == {"Late"}
        assert {one.timescale.text for one in actions} == {f"Late time {at}" for at in range(1, len(actions) + 1)}
        assert {one.due_on for one in actions} == {date(2028, 5, 1)}
        assert {one.lead.name for one in ActionLead.objects.filter(action__in=actions)} == {"Late team"}
        assert {one.tag.name for one in ActionTag.objects.filter(action__in=actions)} == {"Late"}
    assert Timescale.objects.count() == 2 * (FEW + MANY)


def test_new_parts_that_are_made_before_any_is_saved_each_count_from_one(council):
    newer = version(FEW, "Early")
    for title in ("Our schools", "Our streets"):
        commitments = [CommitmentContent(text=f"{title} {at}", actions=[ActionContent(f"Do {at}")]) for at in (1, 2)]
        newer.themes.append(ThemeContent(title=title, commitments=commitments))
    plan = bring(newer, written(council))
    assert [theme.position for theme in plan.themes.order_by("pk")] == [1, 2, 3]
    for theme in plan.themes.exclude(position=1):
        assert [one.position for one in theme.commitments.order_by("pk")] == [1, 2]
        assert {one.position for one in Action.objects.filter(commitment__theme=theme)} == {1}


def test_what_is_compared_is_not_compared_again_under_the_lock(council, monkeypatch):
    compared = []
    monkeypatch.setattr(importing, "content_of", lambda plan: compared.append(plan) or content_of(plan))
    bring(version(FEW, "Late"), written(council))
    assert len(compared) == 1


def test_what_an_officer_reports_after_the_comparison_stays(council, superuser):
    plan = written(council)
    action = Action.objects.get(reference="1")
    moved = {"due_on": date(2029, 1, 1), "reason": "The supplier is late."}
    bring(
        version(FEW, "Late", date(2028, 5, 1)), plan,
        first=lambda: action.report(by=superuser, status="in_progress", summary="Begun.", **moved),
    )  # fmt: skip
    one, other = Action.objects.order_by("reference")
    assert (one.text, one.status, one.due_on) == ("Late 1", "in_progress", date(2029, 1, 1))
    assert (other.text, other.status, other.due_on) == ("Late 2", "not_started", date(2028, 5, 1))


@pytest.mark.parametrize(
    ("meanwhile", "told"),
    [
        (lambda: Action.objects.filter(reference="1").update(text="Somebody else's words"), "Somebody changed"),
        (lambda: Plan.objects.update(status="closed"), "The plan is closed"),
    ],
    ids=["its words", "where it stands"],
)
def test_who_changes_the_plan_after_the_comparison_is_not_overwritten(council, meanwhile, told):
    plan = written(council)
    with pytest.raises(NotWritten, match=told):
        bring(version(FEW, "Late"), plan, first=meanwhile)
    assert not Action.objects.filter(text__startswith="Late").exists()


def test_no_garbage_is_looked_for_while_others_wait():
    assert gc.isenabled()
    with all_or_nothing(by=None, reason=""):
        with all_or_nothing(by=None, reason=""):
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def refuse():
    """What goes wrong while an import writes."""
    raise NotWritten("Refused.")


def test_garbage_is_looked_for_again_after_a_refusal(council):
    with pytest.raises(NotWritten):
        bring(version(FEW, "Late"), written(council), first=refuse)
    assert gc.isenabled()
