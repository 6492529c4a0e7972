"""Seeding begins the history as published, dated at publication, and never touches what came after."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.serializers.base import DeserializationError

from actions import seeding
from plans.audit.records import TRACKED, history_of
from plans.audit.verify import verify
from plans.models import Council, Plan, User
from tests.seeds.documents import actions_of
from tests.seeds.rows import SEEDED, TO_PLAN, rows_of

KNOWN_SINCE = {
    "buckinghamshire": date(2022, 4, 1),
    "brighton-hove": date(2023, 6, 1),
    "oxfordshire": date(2020, 10, 1),
    "milton-keynes": date(2021, 1, 19),
    "bexley": date(2022, 5, 13),
}


def midday(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/London"))


def beginnings(model, rows):
    """How the history of these rows says that they began."""
    names = ("history_type", "history_change_reason", "history_user_id", "source", "history_date")
    histories = history_of(model).objects.filter(**{"id__in": [row.pk for row in rows]})
    assert len(histories) == len(rows)
    return set(histories.values_list(*names))


def history_counts():
    return {table: history_of(model).objects.count() for table, model in TRACKED.items()}


@pytest.mark.parametrize("council", KNOWN_SINCE)
def test_everything_begins_as_published_on_the_day_the_plan_is_known(plans, council):
    as_published = ("+", "As published", None, "application", midday(KNOWN_SINCE[council]))
    owners = Council.objects.filter(plans=plans[council]) | Council.objects.filter(partner_plans=plans[council])
    assert beginnings(Council, owners) == {as_published}
    for model in TO_PLAN:
        if rows := rows_of(plans[council], model):
            assert beginnings(model, rows) == {as_published}


def test_every_seeded_row_belongs_to_one_of_the_plans(plans):
    for model in TO_PLAN:
        assert model.objects.count() == sum(rows_of(plan, model).count() for plan in plans.values())


def test_state_and_history_agree(plans):
    assert [problem for model in TRACKED.values() for problem in verify(model)[1]] == []


def test_seeding_again_changes_nothing(plans):
    before = history_counts()
    assert [seeding.seed(council)[1] for council in seeding.COUNCILS] == [False] * 5
    assert history_counts() == before


def test_seeding_again_leaves_what_an_officer_reported(plans):
    action = actions_of(plans["oxfordshire"]).first()
    action.report(by=User.objects.create_superuser("sam@example.org", name="Sam"), status="completed")
    seeding.seed("oxfordshire")
    action.refresh_from_db()
    assert action.status == "completed"


def test_a_plan_is_known_again_when_its_short_names_have_changed(plans):
    Council.objects.filter(slug="bexley").update(slug="lb-bexley", name="Bexley Council")
    Plan.objects.filter(pk=plans["bexley"].pk).update(slug="race-equality")
    assert seeding.seed("bexley") == (plans["bexley"], False)


def test_a_council_that_was_here_first_keeps_its_name(plans, unloaded):
    Council.objects.filter(slug="bexley").update(name="Bexley Council")
    plan, is_new = seeding.seed("bexley")
    assert (is_new, plan.council.name, plan.council.leads.count()) == (True, "Bexley Council", 4)


def test_a_fixture_that_cannot_be_loaded_leaves_nothing_behind(plans, unloaded):
    fixture = unloaded / "bexley.json"
    rows = [row for row in json.loads(fixture.read_text(encoding="utf-8")) if row["model"] != "actions.timescale"]
    fixture.write_text(json.dumps(rows), encoding="utf-8")
    before = history_counts()
    with pytest.raises(DeserializationError, match="Timescale matching query does not exist"):
        seeding.seed("bexley")
    assert history_counts() == before


@pytest.mark.parametrize("model", SEEDED)
def test_every_row_passes_the_checks_of_the_forms(plans, model):
    for row in model.objects.all():
        row.full_clean()


@pytest.mark.parametrize("council", seeding.COUNCILS)
def test_a_fixture_names_no_primary_key(council):
    rows = json.loads((seeding.FIXTURES / f"{council}.json").read_text(encoding="utf-8"))
    assert {key for row in rows for key in row} == {"model", "fields"}
