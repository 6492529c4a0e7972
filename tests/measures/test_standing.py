"""How a measure stands: its series, its groups, its verdict, as insiders and as the public are told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from actions.history.as_at import Day
from measures.judging import targets
from measures.judging.targets import Verdict
from measures.kinds import Kind
from measures.models import Measure, Reading
from measures.standing import BY_GROUP_ONLY, Viewer
from plans.audit.context import audit
from tests.builders import make_lead, make_measure, make_reading

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
INSIDER, PUBLIC = Viewer(exact=True), Viewer(exact=False)


@pytest.fixture
def standing(plan):
    """Say how the plan's newest measure stands today, or stood."""

    def ask(viewer=INSIDER, on=None, **fields):
        day = Day(on or timezone.localdate())
        return plan.measures.standings_of([plan.pk], viewer=viewer, day=day, **fields)[-1]

    return ask


def words(figures):
    return [f"{figure.group} {figure.words}".strip() for figure in figures]


def test_a_measure_without_any_number_shows_gaps_and_no_failure(plan, standing):
    make_measure(plan)
    one = standing()
    assert (one.newest, one.baseline, one.target, one.series) == (None, None, "", [])
    assert one.judgement.verdict == Verdict.NO_READING


def test_the_newest_figure_for_everyone_is_judged(plan, standing):
    measure = make_measure(plan, direction="up", target=50)
    for day, value, group in ((MARCH, 60, ""), (JUNE, 40, ""), (JUNE, 99, "Women")):
        make_reading(measure, value, day, group=group)
    one = standing()
    assert (words(one.series), one.newest_on) == (["40", "60"], JUNE)
    assert one.judgement.verdict == Verdict.NOT_ON_TARGET


def test_a_measure_that_is_read_by_group_only_shows_its_newest_groups(plan, standing):
    measure = make_measure(plan, direction="up", target=50)
    for day, group, value in ((JUNE, "Women", 2), (JUNE, "Men", 1), (MARCH, "Men", 3)):
        make_reading(measure, value, day, category="Sex", group=group)
    one = standing()
    assert words(one.newest_groups) == ["Men 1", "Women 2"]
    assert [words(breakdown) for breakdown in one.breakdowns] == [["Men 1", "Women 2"], ["Men 3"]]
    assert one.judgement.why == BY_GROUP_ONLY


@pytest.mark.parametrize("group", ["", "Women"])
def test_words_are_told_to_insiders_and_kept_from_the_public(plan, standing, group):
    make_reading(make_measure(plan, kind=Kind.NARRATIVE), words="Ann felt heard.", group=group, note="Ann’s note")
    assert words(standing().figures) == [f"{group} Ann felt heard.".strip()]
    assert "Ann" not in str(standing(PUBLIC).figures)
    assert {standing(viewer).judgement.why for viewer in (INSIDER, PUBLIC)} == {targets.TOLD_IN_WORDS}


@pytest.mark.parametrize(
    ("value", "target", "insiders", "public"),
    [(7317, 7317, "on_target", "not_on_target"), (7318, 7319, "not_on_target", "on_target"),
     (9, 5, "on_target", "not_judged"), (0, 5, "not_on_target", "not_judged")],
)  # fmt: skip
def test_the_public_is_told_a_verdict_on_the_figure_that_it_is_told(plan, standing, value, target, insiders, public):
    make_reading(make_measure(plan, is_about_people=True, direction="up", target=target), value)
    assert (standing().judgement.verdict, standing(PUBLIC).judgement.verdict) == (insiders, public)


def test_the_sentence_of_a_verdict_is_of_public_figures_only(plan, standing):
    make_reading(make_measure(plan, is_about_people=True, direction="up", baseline=4391), 7317)
    assert standing().judgement.why == "Better than the baseline of 4,391: 2,926 above it."
    assert standing(PUBLIC).judgement.why == "Better than the baseline of 4,390: 2,925 above it."


def test_a_small_baseline_is_not_shown_nor_judged_by(plan, standing):
    make_reading(make_measure(plan, is_about_people=True, direction="up", baseline=3), 7317)
    assert standing(PUBLIC).baseline.words == "fewer than 10"
    assert standing(PUBLIC).judgement.why == targets.BASELINE_NOT_TOLD


@pytest.fixture
def ratio(plan):
    """A relative likelihood of two groups of people: 1.5 in June from bases, 2 in March as it was given."""
    groups = {"compared_group": "Women", "reference_group": "Men"}
    measure = make_measure(plan, kind=Kind.RATIO, direction="match", tolerance="0.25", is_about_people=True, **groups)
    make_reading(measure, 2, MARCH)
    for group, numerator in (("Women", 31), ("Men", 19)):
        make_reading(measure, read_on=JUNE, category="Sex", group=group, numerator=numerator, base=101)
    return measure


def test_a_ratio_is_worked_out_from_its_groups_where_none_is_given(ratio, standing):
    assert words(standing().series) == ["1.63", "2"]
    assert standing().judgement.why == "0.63 above parity, 1, which is not close enough."


def test_the_public_is_told_a_ratio_of_rounded_figures(ratio, standing):
    series = standing(PUBLIC).series
    assert (words(series)[0], series[0].value) == ("1.5", Decimal("1.5"))
    assert series[1].value is None


def test_a_ratio_that_is_given_counts_before_one_that_is_worked_out(ratio, standing):
    make_reading(ratio, "1.7", JUNE)
    assert words(standing().series) == ["1.7", "2"]
    assert words(standing(PUBLIC).series)[0] == "1.5"


def test_a_group_that_has_to_match_another_is_judged_by_it(plan, standing):
    groups = {"compared_group": "Women", "reference_group": "Men"}
    measure = make_measure(plan, kind=Kind.PERCENTAGE, direction="match", tolerance=5, **groups)
    for group, value in (("Women", 50), ("Men", 62)):
        make_reading(measure, value, category="Sex", group=group)
    assert words(standing().series) == ["Women 50%"]
    assert standing().judgement.why == "12 points below Men, 62%, which is not close enough."


@pytest.mark.parametrize(
    ("fields", "target"),
    [({"target": 62}, "62%"), ({"target_text": "in line"}, "in line"),
     ({"target": 62, "target_text": "of staff"}, "62%: of staff"), ({}, "")],
)  # fmt: skip
def test_a_target_is_told_as_figure_and_words(plan, standing, fields, target):
    make_measure(plan, kind=Kind.PERCENTAGE, **fields)
    assert standing().target == target


def test_readings_after_the_period_are_left_out_and_old_ones_kept(plan, standing):
    measure = make_measure(plan)
    for day, value in ((MARCH, 1), (JUNE, 2)):
        make_reading(measure, value, day)
        make_reading(measure, value, day, group="Women")
    assert sorted(words(standing(until=MARCH).figures)) == ["1", "Women 1"]
    assert sorted(words(standing(last=1).figures)) == ["2", "Women 2"]


def test_a_past_day_is_told_as_it_was_known_then(plan, standing):
    now = timezone.now()
    with audit(moment=now - timedelta(days=20)):
        measure = make_measure(plan, name="Old name", target=50)
        reading = make_reading(measure, 40)
    with audit(moment=now - timedelta(days=5)):
        Measure.objects.filter(pk=measure.pk).update(name="New name", target=60)
        Reading.objects.filter(pk=reading.pk).update(value=45)
        make_reading(measure, 70, JUNE)
    then = standing(on=timezone.localdate() - timedelta(days=10))
    assert (then.measure.name, then.target, words(then.figures)) == ("Old name", "50", ["40"])
    assert (standing().measure.name, words(standing().figures)) == ("New name", ["70", "45"])


@pytest.mark.parametrize("is_deleted", [True, False])
def test_what_is_known_to_be_about_people_now_is_rounded_on_each_past_day(plan, standing, is_deleted):
    now = timezone.now()
    with audit(moment=now - timedelta(days=20)):
        measure = make_measure(plan)
        make_reading(measure, 7317)
    with audit(moment=now - timedelta(days=5)):
        Measure.objects.filter(pk=measure.pk).update(is_about_people=True)
        if is_deleted:
            measure.delete()
    before = timezone.localdate() - timedelta(days=10)
    assert words(standing(PUBLIC, before).figures) == ["7,315"]
    assert words(standing(INSIDER, before).figures) == ["7,317"]


@pytest.mark.parametrize(
    ("viewer", "days_ago", "queries"), [(INSIDER, 0, 3), (PUBLIC, 0, 3), (INSIDER, 1, 3), (PUBLIC, 1, 4)]
)
def test_the_number_of_queries_is_fixed(plan, council, standing, viewer, days_ago, queries, django_assert_num_queries):
    with audit(moment=timezone.now() - timedelta(days=20)):
        for _ in range(4):
            make_reading(make_measure(plan, owner=make_lead(council)), 5)
    with django_assert_num_queries(queries):
        one = standing(viewer, timezone.localdate() - timedelta(days=days_ago))
        assert (one.owner, one.judgement, one.comparisons, one.breakdowns, one.due) != ()


def test_the_viewer_is_made_without_knowing_measures(plan):
    assert plan.measures.viewer(exact=False, smallest=15) == Viewer(exact=False, smallest=15)


def test_a_council_that_raised_its_smallest_figure_hides_more(plan, standing):
    make_reading(make_measure(plan, is_about_people=True), 12)
    assert words(standing(Viewer(exact=False, smallest=15)).figures) == ["fewer than 15"]
    assert words(standing(PUBLIC).figures) == ["10"]


def test_what_is_due_and_unread_is_told_of_the_newest_reading(plan, standing):
    make_reading(make_measure(plan, frequency="quarterly"), 1, MARCH, group="Women")
    assert standing(until=date(2026, 6, 30)).due == ""
    assert standing(until=date(2026, 7, 1)).due.startswith("A reading is due every quarter: the last was 92 days ago")
    assert not standing(until=date(2027, 3, 31)).is_unread_for_a_year
    assert standing(until=date(2027, 4, 1)).is_unread_for_a_year
