"""A newer version of a plan changes its words, keeps what was done here, and deletes nothing."""

import copy
from datetime import date
from decimal import Decimal

import pytest

from actions.importing.changes import changes_between, fingerprint_of
from actions.importing.content import (
    ActionContent,
    ActionLeadContent,
    CommitmentContent,
    LeadContent,
    MeasureContent,
    PlanContent,
    ReadingContent,
    ThemeContent,
    TimescaleContent,
)
from actions.importing.importing import import_newer
from actions.importing.refusals import NotWritten
from actions.importing.stored import content_of
from actions.importing.writing import write_new
from actions.models import Action
from actions.seeding import COUNCILS, seed
from plans.audit.records import history_of
from plans.models import Plan
from tests.seeds.rows import SEEDED


def first_version():
    return PlanContent(
        facts={"title": "Our plan", "starts_on": date(2026, 4, 1), "status": "active"},
        leads=[LeadContent("Head of HR", spellings=["Head of HR"])],
        timescales=[TimescaleContent("March 2027", due_on=date(2027, 3, 31), certainty="month")],
        themes=[
            ThemeContent(
                title="Our people",
                commitments=[
                    CommitmentContent(
                        text="A fair place to work",
                        actions=[
                            ActionContent(
                                "Train every manager in fair recruitment",
                                reference="1.1",
                                leads_as_published="Head of HR",
                                leads=[ActionLeadContent("Head of HR", published_as="Head of HR")],
                                timescale=1,
                                due_on=date(2027, 3, 31),
                            ),
                            ActionContent("Publish the pay gap", reference="1.2"),
                        ],
                    )
                ],
            )
        ],
    )


@pytest.fixture
def plan(council):
    return write_new(first_version(), council=council, slug="our-plan", by=None, reason="Imported from plan.docx")


@pytest.fixture
def newer():
    """The newer version, to be changed by a test."""
    return first_version()


def actions_of(content):
    return list(content.actions())


def bring(newer, plan, by=None):
    plan.refresh_from_db()
    fingerprint = fingerprint_of(content_of(plan))
    return import_newer(newer, plan, by=by, file_name="plan v2.docx", sha256="b" * 64, fingerprint=fingerprint)


def kinds(plan, newer):
    return [(row.kind, row.where) for row in changes_between(content_of(plan), newer).rows]


def number_of_history_rows():
    return sum(history_of(model)._default_manager.count() for model in SEEDED)


def test_an_unchanged_version_writes_nothing(plan, newer):
    before = number_of_history_rows()
    assert changes_between(content_of(plan), newer).is_empty
    bring(newer, plan)
    assert number_of_history_rows() == before
    assert Plan.objects.get().source_sha256 == ""


@pytest.mark.parametrize("council", COUNCILS)
def test_a_seeded_plan_differs_in_nothing_from_itself(db, council):
    content = content_of(seed(council)[0])
    assert changes_between(content, copy.deepcopy(content), with_readings=True).rows == ()


def test_a_reworded_action_is_found_by_its_reference(plan, newer):
    actions_of(newer)[1].text = "Tell everyone what men and women earn"
    assert kinds(plan, newer) == [("changed", "Action")]
    bring(newer, plan)
    assert Action.objects.get(reference="1.2").text == "Tell everyone what men and women earn"
    assert Action.objects.count() == 2


def test_a_renumbered_action_is_found_by_its_wording(plan, newer):
    first, second = actions_of(newer)
    first.reference, second.reference = "1.2", "1.1"
    numbers = {one.text: one.pk for one in Action.objects.all()}
    bring(newer, plan)
    assert {one.text: one.pk for one in Action.objects.all()} == numbers
    assert Action.objects.get(reference="1.1").text == "Publish the pay gap"


def test_an_action_without_a_number_is_found_by_a_wording_that_is_close(plan, newer):
    actions_of(newer)[0].reference = ""
    actions_of(newer)[0].text = "Train all managers in fair recruitment"
    assert kinds(plan, newer) == [("changed", "Action")]


def test_quotation_marks_typed_otherwise_are_the_same_action(plan, newer):
    actions_of(newer)[1].reference = ""
    actions_of(newer)[1].text = "PUBLISH  the pay gap"
    assert kinds(plan, newer) == [("changed", "Action")]


def test_what_is_new_is_added_and_what_is_missing_stays(plan, newer):
    commitment = newer.themes[0].commitments[0]
    commitment.actions[1] = ActionContent("Open a prayer room", reference="1.3")
    assert kinds(plan, newer) == [("new", "Action"), ("missing", "Action")]
    bring(newer, plan)
    assert [one.reference for one in Action.objects.order_by("position")] == ["1.1", "1.2", "1.3"]


def test_a_new_theme_comes_with_its_commitment_action_and_measure(plan, newer):
    measure = MeasureContent("Number of residents", "Number of residents", place=1)
    commitment = CommitmentContent(text="Listen", actions=[ActionContent("Ask residents", measures=[measure])])
    newer.themes.append(ThemeContent(title="Our residents", commitments=[commitment]))
    bring(newer, plan)
    assert content_of(plan).themes[1] == newer.themes[1]


def test_what_was_reported_here_stays(plan, newer, superuser):
    action = Action.objects.get(reference="1.2")
    action.report(by=superuser, status="in_progress", summary="Figures are being collected.")
    actions_of(newer)[1].status, actions_of(newer)[1].completed_on = "completed", date(2026, 9, 1)
    (row,) = changes_between(content_of(plan), newer).rows
    assert (row.kind, row.fields) == ("kept", (("Status", "In progress", "Completed"),))
    actions_of(newer)[1].subheading = "Pay"
    bring(newer, plan)
    action.refresh_from_db()
    assert (action.status, action.subheading) == ("in_progress", "Pay")


def test_another_timescale_moves_the_due_date(plan, newer):
    newer.timescales = [TimescaleContent("June 2027", due_on=date(2027, 6, 30), certainty="month")]
    (row,) = changes_between(content_of(plan), newer).rows
    assert row.fields == (("Timescale", "March 2027", "June 2027"),)
    bring(newer, plan)
    action = Action.objects.get(reference="1.1")
    assert (action.timescale.text, action.due_on) == ("June 2027", date(2027, 6, 30))


def test_a_due_date_that_was_moved_here_stays(plan, newer, superuser):
    moved = date(2027, 5, 1)
    Action.objects.get(reference="1.1").report(by=superuser, due_on=moved, reason="The trainer is ill.")
    newer.timescales = [TimescaleContent("June 2027", due_on=date(2027, 6, 30), certainty="month")]
    assert kinds(plan, newer) == [("changed", "Action"), ("kept", "Action")]
    bring(newer, plan)
    action = Action.objects.get(reference="1.1")
    assert (action.timescale.text, action.due_on) == ("June 2027", moved)


def test_a_reading_that_a_person_put_right_stays_as_long_as_the_words_do(plan, newer):
    plan.timescales.update(due_on=date(2027, 3, 1), certainty="exact")
    assert changes_between(content_of(plan), newer).is_empty


def test_a_file_of_our_own_brings_its_readings(plan, newer):
    newer.timescales[0].due_on = date(2027, 3, 1)
    now = content_of(plan)
    assert changes_between(now, newer).is_empty
    assert not changes_between(now, newer, with_readings=True).is_empty


def bring_own(newer, plan):
    plan.refresh_from_db()
    shown = fingerprint_of(content_of(plan))
    source = {"by": None, "file_name": "plan.xlsx", "sha256": "c" * 64}
    return import_newer(newer, plan, fingerprint=shown, with_readings=True, **source)


def test_a_file_of_our_own_brings_what_was_changed_in_it(db):
    plan, _ = seed("bexley")
    newer = content_of(plan)
    newer.facts |= {"contact": "equalities@bexley.example", "status": "closed"}
    measure = newer.themes[0].commitments[0].measures[0]
    measure.target = Decimal("40.0000")
    measure.readings.append(ReadingContent(date(2022, 9, 30), value=Decimal("35.0000")))
    newer.timescales[0].due_on = date(2022, 10, 15)
    actions_of(newer)[0].leads.reverse()
    bring_own(newer, plan)
    plan.refresh_from_db()
    assert (plan.contact, plan.status) == ("equalities@bexley.example", "active")
    now = content_of(plan)
    first = now.themes[0].commitments[0]
    assert (first.measures[0].target, len(first.measures[0].readings)) == (measure.target, len(measure.readings))
    assert first.actions[0].leads == actions_of(newer)[0].leads
    assert now.timescales[first.actions[0].timescale - 1].due_on == date(2022, 10, 15)


def test_a_reading_that_differs_in_a_file_of_our_own_is_put_right(db):
    plan, _ = seed("bexley")
    newer = content_of(plan)
    measure = next(one for one in newer.all_measures() if one.readings)
    measure.readings[0].value = Decimal("1.5000")
    bring_own(newer, plan)
    again = next(one for one in content_of(plan).all_measures() if one.readings)
    assert again.readings == measure.readings


def test_another_lead_takes_the_place_of_the_old_one(plan, newer):
    newer.leads = [LeadContent("Chief Executive", spellings=["Chief Executive"])]
    action = actions_of(newer)[0]
    action.leads_as_published = "Chief Executive"
    action.leads = [ActionLeadContent("Chief Executive", published_as="Chief Executive")]
    bring(newer, plan)
    assert [one.lead.name for one in Action.objects.get(reference="1.1").action_leads.all()] == ["Chief Executive"]


def test_actions_follow_a_commitment_that_is_another_one_now(plan, newer):
    commitment = newer.themes[0].commitments[0]
    commitment.text = "Nobody is treated worse than anybody else here"
    bring(newer, plan)
    assert {one.commitment.text for one in Action.objects.all()} == {commitment.text}
    assert ("missing", "Commitment") in kinds(plan, newer)


def test_the_history_says_which_file_brought_the_change(plan, newer, equality_lead):
    actions_of(newer)[1].text = "Publish the pay gaps"
    bring(newer, plan, by=equality_lead)
    newest = Action.objects.get(reference="1.2").history.first()
    assert (newest.history_user_id, newest.history_change_reason) == (equality_lead.pk, "Imported from plan v2.docx")
    assert Plan.objects.get().source_document == "plan v2.docx"
    assert Plan.objects.get().source_sha256 == "b" * 64


def test_a_plan_that_changed_meanwhile_is_not_overwritten(plan, newer):
    shown = fingerprint_of(content_of(plan))
    Action.objects.filter(reference="1.2").update(text="Changed by somebody else")
    with pytest.raises(NotWritten, match="Somebody changed the plan"):
        import_newer(newer, plan, by=None, file_name="v2.docx", sha256="", fingerprint=shown)
    assert Action.objects.get(reference="1.2").text == "Changed by somebody else"


def test_a_closed_plan_stays_as_it_is(plan, newer):
    actions_of(newer)[1].text = "Publish the pay gaps"
    Plan.objects.update(status="closed")
    with pytest.raises(NotWritten, match="The plan is closed"):
        bring(newer, plan)


def test_a_report_meanwhile_does_not_stop_the_import(plan, newer, superuser):
    shown = fingerprint_of(content_of(plan))
    Action.objects.get(reference="1.2").report(by=superuser, status="in_progress", summary="Begun.")
    actions_of(newer)[1].text = "Publish the pay gaps"
    import_newer(newer, plan, by=None, file_name="v2.docx", sha256="", fingerprint=shown)
    assert Action.objects.get(reference="1.2").status == "in_progress"


def test_importing_twice_changes_nothing_the_second_time(plan, newer):
    actions_of(newer)[1].text = "Publish the pay gaps"
    newer.themes.append(ThemeContent(title="Our residents", commitments=[CommitmentContent(text="Listen")]))
    bring(newer, plan)
    before = number_of_history_rows()
    bring(newer, plan)
    assert number_of_history_rows() == before


def test_what_cannot_be_kept_changes_nothing(plan, newer):
    actions_of(newer)[0].text = "Train everyone"
    actions_of(newer)[1].reference = "9" * 21
    before = content_of(plan)
    with pytest.raises(NotWritten, match="20 characters"):
        bring(newer, plan)
    assert content_of(plan) == before
