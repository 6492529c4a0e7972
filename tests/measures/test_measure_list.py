"""The list of a plan's measures: newest figures, targets, verdicts and gaps, and what nobody measures."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.kinds import Direction, Frequency, Kind
from tests.builders import make_commitment, make_measure, make_reading, make_theme
from tests.measures.reading_pages import list_page as page
from tests.measures.reading_pages import row_of, rows_of, words


@pytest.fixture
def training(plan):
    """A measure with everything stated, off its target."""
    measure = make_measure(
        plan, name="Training done", text="All staff have been trained.", kind=Kind.PERCENTAGE, direction=Direction.UP,
        baseline=20, baseline_on=date(2024, 3, 31), target=80, target_on=date(2027, 3, 31),
    )  # fmt: skip
    make_reading(measure, 62.5, date(2026, 3, 31))
    return measure


def test_a_row_tells_the_measure_its_newest_figure_target_and_verdict(client, training, manager):
    make_reading(training, 40, date(2025, 3, 31))
    said = row_of(page(client, training.plan, manager), "Training done")
    assert "All staff have been trained." in said
    assert "62.5% 31 March 2026" in said
    assert "80% By 31 March 2027 Higher is better" in said
    assert "20% 31 March 2024" in said
    assert "Not on target 17.5 points below the target of 80%." in said


def test_what_is_not_stated_or_read_is_a_gap(client, plan, manager):
    make_measure(plan, name="Bare")
    answer = page(client, plan, manager)
    said = row_of(answer, "Bare")
    for gap in ("No reading yet", "No target", "No baseline"):
        assert gap in said
        assert f'<span class="govuk-tag edi-tag--gap">{gap}</span>' in answer.content.decode()
    assert "Not on target" not in said


def test_words_that_are_the_name_are_not_said_twice(client, plan, manager):
    make_measure(plan, text="Complaints", name="Complaints")
    assert row_of(page(client, plan, manager), "Complaints").count("Complaints") == 1


def test_the_number_of_measures_with_each_verdict_stands_on_top(client, training, manager):
    make_measure(training.plan)
    make_reading(make_measure(training.plan), 3)
    counts = [(one.number, one.label) for one in page(client, training.plan, manager).context["verdicts"]]
    assert counts == [(0, "On target"), (1, "Not on target"), (1, "No reading yet"), (1, "Not judged")]
    assert "0 On target 1 Not on target 1 No reading yet 1 Not judged" in words(page(client, training.plan, manager))


def test_a_measure_that_is_read_by_group_shows_its_newest_groups(client, plan, manager):
    measure = make_measure(plan, name="Leavers", kind=Kind.PERCENTAGE)
    for group, value in (("white", 60), ("B.A.M.E.", 13)):
        make_reading(measure, value, group=group)
        make_reading(measure, 1, date(2025, 3, 31), group=group)
    said = row_of(page(client, plan, manager), "Leavers")
    assert "B.A.M.E.: 13% white: 60% 31 March 2026" in said
    assert "Not judged It is read by group only." in said


def test_of_many_groups_the_first_stand_in_the_row(client, plan, manager):
    measure = make_measure(plan, name="Staff")
    for number in range(9):
        make_reading(measure, 20 + number, group=f"Team {number}")
    said = row_of(page(client, plan, manager), "Staff")
    assert "Team 5: 25" in said
    assert "Team 6" not in said
    assert "and 3 more groups" in said


def test_a_reading_that_is_due_is_said(client, plan, manager):
    measure = make_measure(plan, name="Cases", frequency=Frequency.QUARTERLY)
    make_reading(measure, 3, timezone.localdate() - timedelta(days=140))
    assert "A reading is due every quarter: the last was 140 days ago." in row_of(page(client, plan, manager), "Cases")


def test_the_owner_is_named(client, plan, lead, manager):
    make_measure(plan, name="Cases", owner=lead)
    assert "Owner: Head of People" in row_of(page(client, plan, manager), "Cases")


def test_measures_stand_in_plan_order_under_what_they_hang_on(client, plan, action, manager):
    theme = make_theme(plan, title="Workforce", reference="B")
    make_measure(plan, name="First")
    make_measure(plan, name="Second", theme=theme)
    make_measure(plan, name="Third", theme=theme)
    make_measure(plan, name="Fourth", commitment=action.commitment)
    make_measure(plan, name="Fifth", action=action)
    heads = [cells[0] for cells in rows_of(page(client, plan, manager))]
    expected = [
        "The whole plan", "First", "Theme B Workforce", "Second", "Third", "Commitment Commitment", "Fourth",
        "Action 1.1 Do thing 1", "Fifth",
    ]  # fmt: skip
    assert [told.split(" Measure ")[0] for told in heads] == expected


def test_what_a_measure_hangs_on_is_a_link_if_it_is_an_action(client, plan, action, manager):
    make_measure(plan, action=action)
    assert (
        f'<a href="{reverse("action-detail", args=[action.pk])}">1.1 Do thing 1</a>'
        in page(client, plan, manager).content.decode()
    )


def test_words_of_the_plan_cannot_become_markup(client, plan, manager):
    commitment = make_commitment(plan, text="<b>promise</b>")
    measure = make_measure(plan, name="<i>name</i>", text="<u>words</u>", commitment=commitment, target_text="<s>t</s>")
    make_reading(measure, 5, group="<em>group</em>")
    text = page(client, plan, manager).content.decode()
    assert not re.search("<(b|i|u|s|em)>", text)
    assert "&lt;em&gt;group" in text


def test_commitments_without_a_measure_are_listed(client, plan, action, manager):
    bare = make_commitment(plan, theme=action.commitment.theme, reference="2", text="Nobody measures this")
    make_measure(plan, action=action)
    answer = page(client, plan, manager)
    assert "Commitment: 1 without a measure" in words(answer)
    link = f'<a href="{reverse("plan-detail", args=[plan.council.slug, plan.slug])}#commitment-{bare.pk}">2 Nobody'
    assert link in answer.content.decode()


def test_a_measure_of_the_theme_or_the_plan_measures_no_commitment(client, plan, action, manager):
    make_measure(plan)
    make_measure(plan, theme=action.commitment.theme)
    assert "Commitment: 1 without a measure" in words(page(client, plan, manager))


def test_nothing_is_said_to_be_unmeasured_where_all_is_measured(client, training, manager):
    assert "Progress without measures" not in words(page(client, training.plan, manager))


def test_measures_without_a_reading_for_a_year_are_listed(client, training, manager):
    plan = training.plan
    make_reading(make_measure(plan, name="Old"), 1, timezone.localdate() - timedelta(days=367))
    make_measure(plan, name="Never")
    make_reading(make_measure(plan, name="Young"), 1, timezone.localdate() - timedelta(days=364))
    said = words(page(client, plan, manager)).split("measures without a reading for a year", 1)[1]
    assert "Old last read" in said
    assert "Never no reading yet" in said
    assert "Young" not in said


def test_a_long_list_of_gaps_is_folded(client, plan, manager):
    for _ in range(10):
        make_commitment(plan)
    short = page(client, plan, manager).content.decode()
    make_commitment(plan)
    long = page(client, plan, manager).content.decode()
    assert short.count('<details class="govuk-details" open>') == 1
    assert long.count('<details class="govuk-details" open>') == 0
