"""What is always true of the rows, said in sentences that people can read."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actions.models import Action, ActionLead, Lead, LeadHolder, LeadSpelling, Timescale
from actions.status import MOVES, Rag, Status
from measures.models import Measure, Reading
from plans.models import Commitment, Membership, Plan, PlanPartner, Theme, User
from tests.builders import (
    make_action,
    make_commitment,
    make_council,
    make_lead,
    make_plan,
    make_theme,
    make_timescale,
    make_user,
    name_lead,
)


def refused(row, sentence):
    """The row is refused with a sentence, and by the database too where it is a constraint of one row."""
    with pytest.raises(ValidationError, match=sentence):
        row.full_clean()


def refused_by_database(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_completed_action_needs_a_date(action):
    action.status = Status.COMPLETED
    refused(action, "Give the completion date when, and only when, the action is completed.")
    refused_by_database(action)


def test_an_open_action_has_no_completion_date(action):
    action.completed_on = date(2026, 1, 1)
    refused(action, "Give the completion date")
    refused_by_database(action)


def test_an_embedded_action_needs_a_review_date_and_no_other_has_one(action):
    action.status = Status.EMBEDDED
    refused(action, "Give the next review date")
    refused_by_database(action)
    action.status, action.review_on = Status.IN_PROGRESS, date(2027, 1, 1)
    refused(action, "Give the next review date")
    refused_by_database(action)


def test_only_an_open_action_is_rated(action):
    action.status, action.completed_on, action.rag = Status.COMPLETED, date(2026, 1, 1), Rag.GREEN
    refused(action, "Only an open action is rated")
    refused_by_database(action)


@pytest.mark.parametrize("old", Status)
@pytest.mark.parametrize("new", Status)
def test_the_table_of_moves_holds_at_every_door(action, old, new):
    dates = {Status.COMPLETED: {"completed_on": date(2026, 1, 1)}, Status.EMBEDDED: {"review_on": date(2027, 1, 1)}}
    Action._base_manager.filter(pk=action.pk)._update(
        [(Action._meta.get_field(name), None, value) for name, value in ({"status": old} | dates.get(old, {})).items()]
    )
    action.refresh_from_db()
    action.completed_on = action.review_on = None
    action.status = new
    for name, value in dates.get(new, {}).items():
        setattr(action, name, value)
    if new == old or new in MOVES[old]:
        action.full_clean()
    else:
        refused(action, f"An action that is {old.label.lower()} cannot become {new.label.lower()}")


@pytest.mark.parametrize("name", ["status", "rag", "completed_on", "latest_update"])
def test_where_actions_stand_is_not_changed_in_bulk(action, name):
    with pytest.raises(TypeError, match="the one door"):
        Action.objects.update(**{name: None})
    with pytest.raises(TypeError, match="the one door"):
        Action.objects.bulk_update([action], [name])


def test_a_lead_of_another_council_is_refused(action, other_council):
    foreign = make_lead(other_council)
    refused(ActionLead(action=action, lead=foreign, position=9), "is not in this plan")


def test_a_lead_of_a_partner_council_is_welcome(action, plan, other_council):
    plan.plan_partners.create(council=other_council)
    ActionLead(action=action, lead=make_lead(other_council), position=9).full_clean()


def test_a_timescale_of_another_plan_is_refused(action):
    action.timescale = make_timescale(make_plan())
    refused(action, "Choose a timescale of the same plan.")


@pytest.mark.parametrize("place", ["theme", "commitment", "action"])
def test_a_measure_hangs_within_its_plan(plan, place):
    theirs = make_action(commitment=make_commitment(make_plan()))
    elsewhere = {"action": theirs, "commitment": theirs.commitment, "theme": theirs.commitment.theme}[place]
    refused(Measure(plan=plan, text="m", name="m", position=1, **{place: elsewhere}), "of the same plan")


def test_a_measure_hangs_in_one_place(action):
    commitment = action.commitment
    measure = Measure(plan=action.plan, text="m", name="m", position=1, action=action, commitment=commitment)
    refused(measure, "Hang the measure on a theme, a commitment or an action, or on the whole plan.")
    refused_by_database(measure)


def test_a_measure_is_owned_by_a_lead_of_the_council(plan, other_council):
    refused(Measure(plan=plan, text="m", name="m", position=1, owner=make_lead(other_council)), "is not in this plan")


def test_a_theme_stands_within_a_theme_of_its_plan_and_no_deeper(plan):
    top = make_theme(plan)
    inner = make_theme(plan, parent=top)
    refused(Theme(plan=plan, parent=inner, title="t"), "Themes nest one level deep.")
    refused(Theme(plan=plan, parent=make_theme(), title="t"), "Choose a theme of the same plan.")
    top.parent = make_theme(plan)
    refused(top, "Themes nest one level deep.")


def test_nothing_leaves_its_plan_or_council(action, lead, plan, other_council):
    other_plan = make_plan(other_council)
    moves = [
        (plan, "council", other_council),
        (lead, "council", other_council),
        (action.commitment.theme, "plan", other_plan),
        (action.commitment, "theme", make_theme(other_plan)),
        (action, "commitment", make_commitment(other_plan)),
        (make_timescale(plan), "plan", other_plan),
        (Measure.objects.create(plan=plan, position=1, text="m", name="m"), "plan", other_plan),
    ]
    for row, field, elsewhere in moves:
        setattr(row, field, elsewhere)
        refused(row, "stays in its (plan|council)")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends_on": date(2020, 1, 1)}, "The plan must end after it starts."),
        ({"status": "draft", "is_public": True}, "A draft cannot be public"),
        ({"signed_off_on": date(2026, 1, 1)}, "Say who signed the plan off."),
        ({"status": "nonsense"}, "not a valid choice"),
    ],
)
def test_a_plan_makes_sense(plan, fields, sentence):
    for name, value in fields.items():
        setattr(plan, name, value)
    refused(plan, sentence)
    refused_by_database(plan)


def test_a_plan_follows_another_of_its_council(plan, other_council):
    plan.follows = make_plan(other_council)
    refused(plan, "Choose a plan of the same council.")
    plan.follows = plan
    refused(plan, "A plan cannot follow itself.")


def test_a_partner_is_another_council(plan):
    refused(PlanPartner(plan=plan, council=plan.council), "This council owns the plan")


def test_a_spelling_belongs_to_one_lead_of_a_council(council, lead):
    LeadSpelling.objects.create(lead=lead, text="Head of HR")
    refused(LeadSpelling(lead=make_lead(council), text="Head of HR"), "merge the two leads instead")
    LeadSpelling(lead=make_lead(make_council()), text="Head of HR").full_clean()


def test_a_holder_has_a_role_in_the_council(lead, outsider):
    refused(LeadHolder(lead=lead, user=outsider), "has no role in Alderford Council")


def test_a_holder_holds_a_lead_once_at_a_time_and_stops_after_starting(lead, officer):
    refused(LeadHolder(lead=lead, user=officer), "holds this lead already")
    refused(LeadHolder(lead=lead, user=officer, ends_on=date(1999, 1, 1)), "must stop after they start")


def test_a_merged_lead_takes_no_new_action(action, council, lead):
    gone = Lead.objects.create(council=council, name="Old post", merged_into=lead)
    refused(ActionLead(action=action, lead=gone, position=9), "choose that one")


def test_a_person_has_one_role_in_a_council(officer, council):
    refused(Membership(user=officer, council=council, role="manager"), "already has a role")


def test_an_address_is_kept_in_lower_case(db):
    assert make_user("X", email="MiXed@Example.ORG").email == "mixed@example.org"
    refused_by_database(User(email="MiXed@Example.ORG", name="X"))


def test_a_timescale_keeps_its_words_and_makes_sense(plan):
    refused(Timescale(plan=plan, text="", position=1), "cannot be blank")
    wrong = Timescale(plan=plan, text="x", position=1, starts_on=date(2026, 2, 1), due_on=date(2026, 1, 1))
    refused(wrong, "It must be due after it starts.")
    refused_by_database(wrong)


def test_a_reading_is_one_per_date_and_group_and_says_something(plan):
    measure = Measure.objects.create(plan=plan, position=1, text="m", name="m", kind="percentage")
    Reading.objects.create(measure=measure, read_on=date(2026, 1, 1), group="All", value=5)
    refused(Reading(measure=measure, read_on=date(2026, 1, 1), group="All", value=6), "correct that one")
    refused(Reading(measure=measure, read_on=date(2026, 1, 2)), "Give a value or say it in words.")
    refused(Reading(measure=measure, read_on=date(2026, 1, 2), value=150), "lies between 0 and 100")


def test_what_is_added_without_a_place_comes_last(action, plan):
    theme = Theme(plan=plan, title="Last")
    commitment = Commitment(theme=action.commitment.theme, text="Last")
    last = Action(commitment=action.commitment, text="Last")
    for row in (theme, commitment, last):
        row.full_clean()
        assert row.position == 2


def test_words_as_published_stay_beside_the_current_wording(action):
    assert action.wording == action.text
    action.current_text = "Better words"
    assert action.wording == "Better words"


def test_overdue_is_judged_for_the_day_asked_about(action):
    action.due_on = date(2026, 3, 31)
    action.save()
    assert not action.is_overdue(date(2026, 3, 31))
    assert action.is_overdue(date(2026, 4, 1))
    assert list(Action.objects.overdue(on=date(2026, 4, 1))) == [action]
    assert not Action.objects.overdue(on=date(2026, 3, 31))


def test_a_plan_with_progress_is_not_deleted(action, officer):
    action.report(by=officer, status="in_progress")
    with pytest.raises(Exception, match="protected"):
        Plan.objects.get().delete()


def test_a_name_of_a_lead_is_named_once_for_an_action(action, lead):
    with pytest.raises(IntegrityError), transaction.atomic():
        name_lead(action, lead)
