"""A plan that is exported, deleted and imported is the same plan, row by row; only its council has to be there."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import serializers
from django.db import transaction

from actions.importing.changes import changes_between
from actions.importing.importing import import_newer
from actions.importing.own_files import read_own_file
from actions.importing.refusals import NotWritten
from actions.importing.stored import content_of
from actions.importing.writing import write_new
from actions.models import Action, ActionLead, ActionTag, Lead, LeadSpelling, ReviewDate, Tag, Timescale
from actions.seeding import COUNCILS, seed
from plans.audit.records import history_of
from plans.models import Commitment, Council, Plan, PlanPartner, Theme
from tests.builders import (
    give_tag,
    make_action,
    make_commitment,
    make_council,
    make_lead,
    make_tag,
    make_theme,
    make_timescale,
    name_lead,
)
from tests.exporting.plan.made_up import NASTY, WRITERS
from tests.exporting.plan.made_up import written as written_as

MODELS = [
    Plan, PlanPartner, Lead, LeadSpelling, Theme, Commitment, Timescale, ReviewDate, Action, ActionLead, ActionTag,
    Plan._meta.get_field("measures").related_model,
    Plan._meta.get_field("measures").related_model._meta.get_field("readings").related_model,
]  # fmt: skip
STAYS = {"follows", "latest_update", "confirmed_by", "confirmed_on", "merged_into"}
each_kind = pytest.mark.parametrize("kind", WRITERS)


def rows():
    """Every row of every model of a plan by its natural keys, without what a file does not hold."""
    found = [row for model in MODELS for row in model.objects.all()]
    told = serializers.serialize("python", found, use_natural_foreign_keys=True, use_natural_primary_keys=True)
    kept = [(row["model"], {name: value for name, value in row["fields"].items() if name not in STAYS}) for row in told]
    return sorted(map(repr, kept))


def history():
    """How many rows the history of each model has."""
    return [history_of(model)._default_manager.count() for model in MODELS]


def written(plan, kind):
    return written_as(content_of(plan), kind)


def brought_back(plan, kind):
    """The plan, from its own file, after all that was there but councils and tags is gone."""
    file, council, slug = written(plan, kind), plan.council, plan.slug
    lose_everything()
    return written_new(file, council, slug)


def lose_everything():
    for model in (Plan, Lead):
        model.objects.all().delete()
    Tag.objects.exclude(council=None).delete()
    assert rows() == []


def written_new(file, council, slug):
    return write_new(read_own_file(file).said, council=council, slug=slug, by=None, reason="Imported")


@pytest.mark.parametrize("council", COUNCILS)
def test_a_seeded_plan_survives_the_loss_of_everything(db, council):
    plan, _ = seed(council)
    said, before, files = content_of(plan), rows(), {kind: written(plan, kind) for kind in WRITERS}
    assert len(before) > 40
    lose_everything()
    for file in files.values():
        with transaction.atomic():
            after = written_new(file, plan.council, plan.slug)
            assert content_of(after) == said
            assert rows() == before
            transaction.set_rollback(True)


@pytest.fixture
def nasty(council, other_council, plan):
    """A plan with all that can be said, in the nastiest words."""
    plan.plan_partners.create(council=other_council)
    theme = make_theme(plan, title="=1+1")
    make_theme(plan, parent=theme, title="  Goal\u200b", outcome="\r\n\n")
    commitment = make_commitment(theme=theme, text="'=cmd", rationale="_x000D_\u00a0", rationale_on=date(1899, 1, 1))
    shared = make_timescale(plan, "\tby then", due_on=date(2027, 3, 31), certainty="month")
    shared.reviews.create(review_on=date(2026, 9, 30))
    for text in NASTY:
        action = make_action(commitment=commitment, text=text, timescale=shared, subheading=text)
        LeadSpelling.objects.create(lead=make_lead(council, f"Post {text}"), text=text)
        name_lead(action, make_lead(other_council, f"Team {text}"), published_as=text, role="supporting")
    give_tag(action, make_tag("Care\nexperience", council))
    for place, on in enumerate(({}, {"theme": theme}, {"commitment": commitment}, {"action": action}), 1):
        measure = plan.measures.create(
            position=place, text="\n", name=f"'{place}", kind="percentage", target=Decimal("0.0001"), definition="=1+1",
            levels=" \n\n", added_from="'=", origin="\\n", tolerance=0, compared_group=" ", reference_group="=", **on,
        )  # fmt: skip
        measure.readings.create(read_on=date(2026, 6, 30), value=Decimal("12.3456"), note="\r\n=1")
        share = {"value": Decimal("33.3333"), "numerator": 1, "base": 3}
        for category in ("", "'=Sex"):
            measure.readings.create(
                starts_on=date(1899, 1, 1), read_on=date(2026, 6, 30), category=category, group="=Women", **share
            )
    return plan


@each_kind
def test_the_nastiest_plan_survives_the_loss_of_everything(nasty, kind):
    said = content_of(nasty)
    assert content_of(brought_back(nasty, kind)) == said


@each_kind
def test_status_and_publicity_are_as_they_were(plan, kind):
    Plan.objects.filter(pk=plan.pk).update(status="closed", is_public=True)
    action = make_action(plan, status="embedded", review_on=date(2027, 1, 1), completed_on=date(2026, 1, 1))
    after = brought_back(Plan.objects.get(), kind)
    assert (after.status, after.is_public) == ("closed", True)
    assert Action.objects.get().review_on == action.review_on


def test_what_is_of_this_tracker_only_is_not_in_a_file(plan, officer, equality_lead):
    action = make_action(plan, timescale=make_timescale(plan, confirmed_by=officer, confirmed_on=date(2026, 5, 1)))
    action.report(by=equality_lead, status="in_progress", summary="Met the network")
    for kind in ("csv", "json"):
        words = written(plan, kind).decode()
        assert action.text in words
        for private in ("Met the network", "2026-05-01", officer.name, officer.email, equality_lead.name):
            assert private not in words


@pytest.mark.parametrize("council", COUNCILS)
def test_importing_an_unchanged_file_writes_nothing(db, council):
    plan, _ = seed(council)
    said, before = read_own_file(written(plan, "xlsx")).said, history()
    changes = changes_between(content_of(plan), said, with_readings=True)
    assert changes.rows == ()
    given = {"by": None, "file_name": "plan.csv", "sha256": "", "fingerprint": changes.fingerprint}
    import_newer(said, plan, with_readings=True, **given)
    assert history() == before


def test_a_partner_that_is_not_here_is_named(nasty, other_council):
    file = written(nasty, "xlsx")
    elsewhere = make_council("Castleton Council")
    Plan.objects.all().delete()
    Lead.objects.all().delete()
    Council.objects.filter(pk=other_council.pk).delete()
    with pytest.raises(NotWritten, match=f"a partner council that is not here: {other_council.slug}. Add it first"):
        write_new(read_own_file(file).said, council=elsewhere, slug="again", by=None, reason="Imported")
    assert rows() == []
