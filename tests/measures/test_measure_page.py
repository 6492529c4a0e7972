"""A measure's own page: its words, what it has to reach, its figures as charts and tables, and who reads what."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from measures.kinds import Direction, Frequency, Kind
from measures.models import Measure, Reading
from tests.builders import make_commitment, make_measure, make_plan, make_reading
from tests.measures.reading_pages import own_page as page
from tests.measures.reading_pages import rows_of, words, written_on

THEN, LATER = date(2026, 3, 2), date(2026, 6, 2)
MOST_QUERIES = 16


@pytest.fixture
def training(plan, lead):
    """A measure with everything stated."""
    return make_measure(
        plan, name="Training done", text="All staff have been trained.", kind=Kind.PERCENTAGE, direction=Direction.UP,
        baseline=20, baseline_on=date(2024, 3, 31), target=80, target_on=date(2027, 3, 31), owner=lead,
        definition="Staff in post on the day.", origin="Learning system", frequency=Frequency.QUARTERLY,
        is_about_people=True,
    )  # fmt: skip


@pytest.fixture
def public_measure(council):
    plan = make_plan(council, is_public=True)
    return make_measure(plan, name="Leavers", kind=Kind.PERCENTAGE, is_about_people=True)


def facts(answer):
    """The facts of the page by their names, as they are read."""
    return words(answer).split("As published", 1)[1].split("Readings", 1)[0]


def test_it_says_what_is_published_and_what_is_stated(client, training, manager):
    said = facts(page(client, training, manager))
    for fact in (
        "All staff have been trained.",
        "What it measures The whole plan",
        "Target 80% By 31 March 2027 Higher is better",
        "Baseline 20% 31 March 2024",
        "When it is on target On target if the newest figure is 80% or more.",
        "What is read Percentage Staff in post on the day.",
        "Source Learning system",
        "Owner Head of People",
        "How often it is read Every quarter",
    ):
        assert fact in said


def test_what_is_not_stated_is_a_gap(client, plan, manager):
    said = facts(page(client, make_measure(plan), manager))
    for gap in ("No target", "No baseline", "No source", "No owner", "How often it is read Not stated"):
        assert gap in said
    assert "No reading yet" in words(page(client, make_measure(plan), manager))


def test_what_the_plan_does_not_print_says_where_it_came_from(client, plan, manager):
    said = words(page(client, make_measure(plan, added_from="Social Care WRES"), manager))
    assert "Not in the published plan: added from Social Care WRES" in said
    assert "As published" not in said


def test_it_says_the_newest_figure_and_whether_it_is_on_target(client, training, manager):
    make_reading(training, None, date(2026, 9, 30), numerator=525, base=840)
    make_reading(training, 40, date(2025, 9, 30))
    said = words(page(client, training, manager))
    assert "62.5% 30 September 2026, 525 of 840 Not on target 17.5 points below the target of 80%." in said


def test_it_says_that_a_reading_is_due(client, training, manager):
    make_reading(training, 40, timezone.localdate() - timedelta(days=140))
    assert "A reading is due every quarter: the last was 140 days ago." in words(page(client, training, manager))


def test_it_names_the_levels_and_what_it_hangs_on(client, plan, action, manager):
    levels = "Developing\nAchieving\nExcellent"
    answer = page(client, make_measure(plan, kind=Kind.LEVEL, levels=levels, action=action, unit="level"), manager)
    assert "Level (level) From lowest to highest: Developing, Achieving, Excellent" in facts(answer)
    assert f'<a href="{reverse("action-detail", args=[action.pk])}">1.1 Do thing 1</a>' in answer.content.decode()


def test_all_words_of_a_long_commitment_are_there(client, plan, manager):
    commitment = make_commitment(plan, text="word " * 60 + "end")
    assert "word end" in facts(page(client, make_measure(plan, commitment=commitment), manager))


def test_each_reading_is_a_row_the_newest_first(client, training, manager):
    make_reading(training, 40, date(2025, 9, 30), origin="Survey", note="Before the merger")
    make_reading(training, None, date(2026, 3, 31), numerator=9, base=10, starts_on=date(2025, 4, 1))
    make_reading(training, 30, date(2026, 3, 31), category="Sex", group="Women")
    rows = [row for row in rows_of(page(client, training, manager)) if len(row) == 7]
    assert rows == [
        ["1 April 2025 to 31 March 2026", "–", "Everyone", "90%", "9 of 10", "–", "–"],
        ["31 March 2026", "Sex", "Women", "30%", "–", "–", "–"],
        ["30 September 2025", "–", "Everyone", "40%", "–", "Survey", "Before the merger"],
    ]


def test_a_column_that_no_reading_fills_is_left_out(client, training, manager):
    make_reading(training, 40)
    assert ["31 March 2026", "40%"] in rows_of(page(client, training, manager))


def test_one_reading_is_no_line_and_two_are(client, training, manager):
    make_reading(training, 40)
    assert "Figures over time" not in words(page(client, training, manager))
    make_reading(training, 50, date(2026, 6, 30))
    assert "Figures over time" in words(page(client, training, manager))


def test_the_newest_breakdown_of_each_category_is_drawn(client, training, manager):
    for on in (date(2025, 3, 31), date(2026, 3, 31)):
        for category, groups in (("Sex", ("men", "women")), ("", ("this team", "that team"))):
            for group in groups:
                make_reading(training, 40, on, category=category, group=group)
    said = words(page(client, training, manager))
    assert "By sex, 31 March 2026" in said
    assert "By group, 31 March 2026" in said
    assert ", 31 March 2025" not in said.split("Readings")[0]


def test_two_groups_are_compared_with_their_bases_and_how_it_moved(client, plan, manager):
    measure = make_measure(plan, kind=Kind.PERCENTAGE, compared_group="women", reference_group="men")
    for on, some in ((date(2025, 3, 31), 40), (date(2026, 3, 31), 50)):
        make_reading(measure, None, on, group="women", numerator=some, base=100)
        make_reading(measure, None, on, group="men", numerator=60, base=100)
    answer = page(client, measure, manager)
    said = words(answer)
    assert "A gap of 10 points: women 50% (50 of 100), men 60% (60 of 100). 31 March 2026" in said
    assert "Narrower than on 31 March 2025, when it was 20 points." in said
    assert ["31 March 2025", "A gap of 20 points: women 40% (40 of 100), men 60% (60 of 100)."] in rows_of(answer)


def test_many_readings_come_in_pages(client, plan, manager):
    measure = make_measure(plan)
    Reading.objects.bulk_create(
        Reading(measure=measure, value=number, read_on=date(2026, 1, 1) - timedelta(days=number))
        for number in range(120)
    )
    first = page(client, measure, manager)
    assert len(first.context["readings"]["rows"]) == 50
    assert 'aria-label="Page 3"' in first.content.decode()
    assert len(page(client, measure, query="?page=3").context["readings"]["rows"]) == 20
    assert page(client, measure, query="?page=x").status_code == 200


def test_who_takes_readings_may_add_and_correct_one(client, training, officer, manager):
    reading = make_reading(training, 40)
    links = [reverse("reading-add", args=[training.pk]), reverse("reading-correct", args=[reading.pk])]
    html = page(client, training, officer).content.decode()
    assert all(f'href="{link}"' in html for link in links)
    html = page(client, training, manager).content.decode()
    assert not any(link in html for link in links)


def test_who_runs_the_plan_finds_the_measure_in_the_admin(client, training, equality_lead, manager):
    link = reverse("admin:measures_measure_change", args=[training.pk])
    assert link in page(client, training, equality_lead).content.decode()
    assert link not in page(client, training, manager).content.decode()


def test_a_resident_reads_rounded_figures_only_and_why(client, public_measure):
    make_reading(public_measure, None, numerator=417, base=5251)
    make_reading(public_measure, None, numerator=4, base=5251, read_on=date(2025, 3, 31))
    said = words(page(client, public_measure))
    assert "8% 31 March 2026, 415 of 5,250" in said
    assert "fewer than 10 of 5,250" in said
    assert "rounded to the nearest 5" in said
    for exact in ("417", "5,251", "5251", "7.94"):
        assert exact not in page(client, public_measure).content.decode()


def test_a_resident_reads_no_notes_names_or_reasons(client, public_measure, officer):
    with written_on(THEN, by=officer, reason="Anna had left"):
        make_reading(public_measure, None, numerator=417, base=5251, note="Without Anna", origin="Anna’s list")
    answer = page(client, public_measure)
    assert answer.context["newest_changes"] == []
    said = words(answer)
    assert "Anna" not in said
    assert "Olive" not in said
    assert "is kept for the council’s own people" in said
    inside = words(page(client, public_measure, officer))
    for told in ("Without Anna", "Anna’s list", "by Olive Officer", "Why: Anna had left"):
        assert told in inside


def test_words_of_officers_cannot_become_markup(client, plan, manager):
    measure = make_measure(plan, name="<i>name</i>", text="<u>words</u>", definition="<b>d</b>", unit="<b>u</b>")
    make_reading(measure, 5, group="<em>g</em>", note="<em>n</em>", origin="<em>o</em>", category="<em>c")
    html = page(client, measure, manager).content.decode()
    assert not any(f"<{tag}>" in html for tag in ["i", "u", "b", "em"])


def test_a_past_day_is_told_as_it_was_known_then(client, council, equality_lead):
    with written_on(THEN):
        measure = make_measure(make_plan(council), name="Old name", target=5)
        reading = make_reading(measure, 3, date(2026, 2, 1))
    with written_on(LATER, reason="Counted again"):
        Measure.objects.filter(pk=measure.pk).update(name="New name", target=9)
        Reading.objects.filter(pk=reading.pk).update(value=4)
    said = words(page(client, measure, equality_lead, "?as_at=2026-06-01"))
    assert "As at the end of 1 June 2026" in said
    assert "Old name 3 1 February 2026" in said
    assert "Target 5" in said
    assert not any(later in said for later in ("Counted again", "Correct", "Add a reading"))
    assert "Old name" not in words(page(client, measure)).split("What has happened")[0]


def test_a_day_before_the_measure_was_held_here_says_so(client, council, manager):
    with written_on(THEN):
        measure = make_measure(make_plan(council))
    said = words(page(client, measure, manager, "?as_at=2026-03-01"))
    assert "This measure was not held here on that day: it was added on 2 March 2026." in said


@pytest.mark.parametrize("as_at", ["yesterday", "2999-01-01", "2026-02-30", "<b>"])
def test_a_day_that_makes_no_sense_is_refused_with_a_sentence(client, training, manager, as_at):
    make_reading(training, 83)
    answer = page(client, training, manager, f"?as_at={as_at}")
    assert answer.status_code == 400
    assert "There is a problem As at" in words(answer)
    assert "83%" not in words(answer)


def fill(measure, lead):
    """More readings, of groups too, and more that has happened."""
    for day in range(1, 20):
        for group in ("", "women", "men"):
            make_reading(
                measure, day, date(2025, 1, day) if measure.readings.count() < 57 else date(2024, 1, day), group=group
            )
    Measure.objects.filter(pk=measure.pk).update(target=measure.readings.count() // 10, owner=lead)


@pytest.mark.parametrize("query", ["", "?as_at=2026-06-01"])
@pytest.mark.parametrize("role", ["resident", "officer", "equality_lead"])
def test_it_takes_the_same_queries_however_many_readings_there_are(client, council, lead, request, role, query):
    user = None if role == "resident" else request.getfixturevalue(role)
    with written_on(THEN):
        measure = make_measure(make_plan(council, is_public=True), is_about_people=True)
        fill(measure, lead)
    few = queries(client, measure, user, query)
    with written_on(THEN):
        fill(measure, lead)
    assert queries(client, measure, user, query) == few <= MOST_QUERIES


def queries(client, measure, user, query):
    page(client, measure, user)
    with CaptureQueriesContext(connection) as asked:
        assert page(client, measure, query=query).status_code == 200
    return len([one for one in asked if one["sql"].startswith(("SELECT", "WITH"))])
