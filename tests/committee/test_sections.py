"""What stands in each section of a report for a committee, and why."""

from datetime import date

import pytest

from actions.committee.facts import Asked, Facts
from actions.committee.period import Period
from actions.models import LeadHolder, ProgressUpdate
from actions.status import Status
from plans.models import Commitment
from tests.builders import make_commitment, make_lead, make_plan, make_theme, make_timescale, make_user, name_lead
from tests.committee.stage import AUGUST, JUNE, MAY, OCTOBER, QUARTER, everything_in, rows, says, section

SECTIONS = ["summary", "status", "exceptions", "completed", "due-next", "not-updated", "meanings", "annex"]


def names(report):
    return [section.name for section in report.sections]


def test_its_head_says_whose_which_and_when(stage):
    stage.action()
    report = stage.made()
    assert (report.council, report.title) == ("Alderford Council", "Our plan")
    assert report.subtitle == "Committee report: July to September 2024"
    assert dict(report.facts)["Position"] == "At the end of 30 September 2024"
    assert dict(report.facts)["Compared with"] == "The end of 30 June 2024"
    assert report.made.endswith("as at 30 September 2024")


def test_every_section_stands_in_its_place(stage):
    stage.action()
    assert names(stage.made()) == SECTIONS


def test_the_title_is_the_one_of_the_day(stage):
    with stage.on(OCTOBER):
        stage.plan.title = "Renamed since"
        stage.plan.save()
    assert stage.made().title == "Our plan"


def test_a_plan_without_actions_is_reported_on(stage):
    report = stage.made()
    assert "the plan had no actions" in says(report, "summary")
    assert says(report, "annex") == "The plan has no actions."
    assert rows(report, "exceptions") == []


def test_status_and_ratings_say_how_they_moved(stage):
    for _ in range(3):
        stage.action()
    first = stage.action()
    stage.report(first, MAY, status="in_progress", rag="green")
    stage.report(first, AUGUST, rag="amber")
    report = stage.made()
    figures = {row[0]: row[1:] for row in rows(report, "status", 1)}
    assert figures["In progress"] == ["1", "1", "no change", "25%"]
    assert figures["All actions"] == ["4", "4", "no change", ""]
    ratings = {row[0]: row[1:] for row in rows(report, "status", 2)}
    assert ratings["Amber"] == ["0", "1", "▲ 1 more", "25%"]
    assert ratings["Green"] == ["1", "0", "▼ 1 fewer", "0%"]
    assert "1 action moved from green to amber" in says(report, "summary")


def test_what_moved_says_who_when_and_why(stage, equality_lead):
    action = stage.action(text="Talk to staff")
    stage.report(action, status="on_hold", reason="No money.")
    [[what, changed, why]] = rows(stage.made(), "status", 3)
    assert "Talk to staff" in what
    assert changed == "Not started to on hold"
    assert why == f"No money. / {equality_lead}, 8 August 2024"


def test_what_was_added_or_taken_out_is_listed(stage):
    leaving = stage.action(text="Leave")
    stage.action(AUGUST, text="Come")
    with stage.on(AUGUST):
        leaving.delete()
    report = stage.made()
    assert [row[:2] for row in rows(report, "status", 3)] == [
        ["1.2 Come / Head of People", "Added to the plan"],
        ["1.1 Leave / Head of People", "Taken out of the plan"],
    ]
    assert "1 action was added and 1 was taken out" in says(report, "summary")


def test_without_a_past_nothing_is_said_of_movement(stage):
    stage.action(date(2024, 1, 9))
    report = stage.made(period=Period(date(2024, 1, 1), date(2024, 3, 31)))
    assert "not yet held here at the end of 31 December 2023" in says(report, "summary")
    table = section(report, "status").parts[1].table
    assert [column.label for column in table.columns] == ["Status", "31 March 2024", "Share now"]
    assert len(section(report, "status").parts[0].bars) == 1


def test_red_overdue_amber_and_slipped_actions_are_exceptions_in_that_order(stage):
    actions = {name: stage.action(text=name) for name in ("slipped", "amber", "overdue", "red", "fine", "green")}
    for name, due_on in (("slipped", date(2024, 12, 1)), ("overdue", date(2024, 9, 29)), ("fine", date(2024, 9, 30))):
        stage.report(actions[name], MAY, status="in_progress", due_on=due_on)
    stage.report(actions["slipped"], due_on=date(2025, 3, 1), reason="Waiting for the budget.")
    stage.report(actions["red"], status="in_progress", rag="red", reason="Nobody there.", next_steps="Recruit.")
    stage.report(actions["amber"], status="in_progress", rag="amber", summary="Half done.")
    stage.report(actions["green"], status="in_progress", rag="green")
    listed = rows(stage.made(), "exceptions")
    assert [row[0].split()[1] for row in listed] == ["red", "overdue", "amber", "slipped"]
    assert [row[1].split(" / ")[0] for row in listed] == [
        "Red", "Overdue: due 29 September 2024", "Amber", "Due date moved from 1 December 2024 to 1 March 2025",
    ]  # fmt: skip
    assert listed[0][2] == "Reported 8 August 2024 / Next: Recruit. / Reason: Nobody there."
    assert listed[2][2] == "Reported 8 August 2024 / Half done."
    assert "Waiting for the budget. / Edie Equality, 8 August 2024" in listed[3][1]


def test_an_exception_that_nobody_has_reported_on_says_so(stage):
    stage.action(due_on=date(2024, 7, 1))
    assert rows(stage.made(), "exceptions")[0][2] == "No report yet"


def test_the_officers_words_are_those_of_the_period(stage):
    action = stage.action()
    stage.report(action, status="in_progress", rag="amber", summary="Said in August.")
    stage.report(action, OCTOBER, summary="Said in October.")
    report = stage.made()
    assert "Said in August." in rows(report, "exceptions")[0][2]
    assert "October." not in everything_in(report)


def test_words_of_a_report_that_was_removed_since_are_still_told(stage):
    action = stage.action()
    stage.report(action, status="in_progress", rag="amber", summary="Said in August.")
    with stage.on(OCTOBER):
        action.latest_update = None
        action.save()
        ProgressUpdate.objects.all().delete()
    assert "Said in August." in rows(stage.made(), "exceptions")[0][2]


def test_an_action_that_slipped_and_was_finished_is_no_exception(stage):
    action = stage.action(due_on=date(2024, 8, 1))
    stage.report(action, date(2024, 7, 3), status="in_progress", due_on=date(2024, 9, 1), reason="Late.")
    stage.report(action, AUGUST, status="completed")
    assert rows(stage.made(), "exceptions") == []
    assert "put off" not in says(stage.made(), "summary")


def test_a_recurring_action_that_was_done_in_time_has_not_slipped(stage):
    with stage.on(MAY):
        every_quarter = make_timescale(stage.plan, "Quarterly", recurrence="quarterly")
    action = stage.action(timescale=every_quarter, due_on=date(2024, 9, 1))
    stage.report(action, status="in_progress", is_period_done=True)
    action.refresh_from_db()
    assert action.due_on > date(2024, 9, 1)
    assert rows(stage.made(), "exceptions") == []
    assert "put off" not in says(stage.made(), "summary")


def test_what_was_completed_stands_with_its_dates_and_evidence(stage):
    action = stage.action(text="Finish")
    stage.report(action, status="completed", summary="All of it.", evidence="Minutes\nhttps://example.org/a")
    embedded = stage.action(text="Embed")
    stage.report(embedded, status="embedded", review_on=date(2025, 8, 8))
    first, second = rows(stage.made(), "completed")
    assert first[1] == "Completed / 8 August 2024"
    assert first[2] == "Reported 8 August 2024 / All of it. / Evidence: Minutes\nhttps://example.org/a"
    assert second[1] == "Embedded / Next review 8 August 2025"
    assert second[2].endswith("No evidence given")
    assert "2 actions were completed or embedded." in says(stage.made(), "completed")


def test_what_was_completed_is_not_told_twice(stage):
    stage.report(stage.action(), status="completed")
    assert len(section(stage.made(), "status").parts) == 3


@pytest.mark.parametrize("on", [MAY, OCTOBER])
def test_what_was_completed_before_or_after_is_not_listed(stage, on):
    stage.report(stage.action(), on, status="completed")
    assert rows(stage.made(), "completed") == []
    assert says(stage.made(), "completed") == "No action was completed or embedded."


def test_a_completed_action_that_becomes_embedded_was_done_before(stage):
    action = stage.action()
    stage.report(action, MAY, status="completed")
    stage.report(action, AUGUST, status="embedded", review_on=date(2025, 1, 1))
    assert rows(stage.made(), "completed") == []


@pytest.mark.parametrize(("completed_on", "counts"), [(date(2024, 8, 1), 1), (date(2020, 1, 1), 0)])
def test_an_action_that_came_in_completed_counts_by_its_date(stage, completed_on, counts):
    stage.action(AUGUST, status=Status.COMPLETED, completed_on=completed_on)
    assert len(rows(stage.made(), "completed")) == counts


def test_due_next_are_the_open_actions_of_the_next_quarter_by_date(stage):
    for text, due_on in (
        ("last", date(2024, 12, 31)), ("first", date(2024, 10, 1)), ("late", date(2024, 9, 30)),
        ("far", date(2025, 1, 1)), ("undated", None),
    ):  # fmt: skip
        stage.action(text=text, due_on=due_on)
    stage.report(stage.action(text="done", due_on=date(2024, 11, 1)), status="completed")
    report = stage.made()
    assert [row[0].split()[1] for row in rows(report, "due-next")] == ["first", "last"]
    assert rows(report, "due-next")[0][1] == "1 October 2024"
    assert "2 open actions are due in the next period, October to December 2024." in says(report, "due-next")


def test_the_published_words_stand_beside_the_date(stage):
    with stage.on(MAY):
        autumn = make_timescale(stage.plan, "By autumn")
    stage.action(timescale=autumn)
    stage.action()
    due = [row[2] for row in rows(stage.made(), "annex") if len(row) > 1]
    assert due == ["“By autumn”", "Not stated in the published plan"]


def test_not_updated_names_leads_and_who_held_them_that_day(stage, council, officer):
    action = stage.action()
    with stage.on(MAY):
        name_lead(action, make_lead(council, "Head of Nothing"))
        LeadHolder.objects.filter(lead=stage.lead).update(ends_on=date(2024, 9, 29))
        LeadHolder.objects.create(
            lead=stage.lead, user=make_user("Hattie Holder", council=council), starts_on=date(2024, 9, 30)
        )
    [[what, who, when]] = rows(stage.made(), "not-updated")
    assert what == "1.1 Do thing 1"
    assert who == "Head of People: Hattie Holder / Head of Nothing: no holder recorded"
    assert when == "No report yet"
    assert officer.name not in everything_in(stage.made())


def test_not_updated_names_the_holder_of_a_lead_that_was_merged_since(stage, council, officer):
    stage.action()
    with stage.on(OCTOBER):
        kept = make_lead(council, "Kept", holder=officer)
        LeadHolder.objects.filter(lead=stage.lead).delete()
        stage.lead.merged_into = kept
        stage.lead.save()
    assert rows(stage.made(), "not-updated")[0][1] == "Head of People: Olive Officer"


def test_an_action_reported_on_within_the_interval_is_updated(stage):
    stage.report(stage.action(), date(2024, 7, 2), status="in_progress")
    assert rows(stage.made(), "not-updated") == []
    assert rows(stage.made(period=Period(JUNE, date(2024, 10, 1))), "not-updated") != []


def test_an_action_without_a_lead_says_so(stage):
    stage.action().action_leads.all().delete()
    with stage.on(MAY):
        stage.action().action_leads.all().delete()
    assert rows(stage.made(), "not-updated")[1][1] == "No lead is named"


def test_the_annex_holds_every_action_by_theme_and_commitment(stage):
    stage.action(text="One")
    with stage.on(MAY):
        make_commitment(theme=make_theme(stage.plan, title="Homes"), text="Good homes")
        elsewhere = Commitment.objects.get(text="Good homes")
    stage.action(commitment=elsewhere, text="Two")
    report = stage.made()
    assert [part.title for part in section(report, "annex").parts] == ["Jobs", "Homes"]
    assert rows(report, "annex", 0)[0] == ["Fair work"]
    assert [row[0] for row in rows(report, "annex", 1)] == ["Good homes", "1.1 Two"]
    assert section(report, "annex").is_wide


def test_other_plans_of_the_council_are_not_in_it(stage, council):
    with stage.on(MAY):
        other = make_commitment(make_plan(council), text="Other plan")
    stage.action(commitment=other, text="Not ours")
    assert "Not ours" not in everything_in(stage.made())


def test_what_every_figure_means_is_said(stage):
    meanings = everything_in(stage.made())
    for said in (
        "Done means completed or embedded.",
        "withdrawn",
        "of the open actions",
        "its due date was moved later",
    ):
        assert said in meanings


def test_facts_are_fetched_only_when_they_are_asked_for(stage, django_assert_num_queries):
    stage.action()
    with django_assert_num_queries(1):
        Facts(Asked(stage.plan, QUARTER))
