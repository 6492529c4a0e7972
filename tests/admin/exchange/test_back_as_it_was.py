"""What is exported and imported again unchanged writes nothing, whatever it is and in whatever kind of file."""

import pytest
from django.contrib import admin

from actions.seeding import COUNCILS, seed
from plans.admin.scoped import ScopedAdmin
from plans.audit.records import TRACKED, history_of
from plans.models import PlanPartner, SignOnIdentity
from tests.admin.exchange.desk import bring, export, name_of, resources, rows_of, wrong_with
from tests.admin.world import add_many
from tests.builders import give_tag, make_council, make_tag

IMPORTED = [(model, resource._meta.model) for model, resource in resources() if resource.is_imported]


def lines_of_history():
    return {model: history_of(model)._base_manager.count() for model in TRACKED.values()}


def test_every_model_whose_history_is_kept_is_exported_but_the_keys_of_sign_on():
    assert {resource._meta.model for _, resource in resources()} == set(TRACKED.values()) - {SignOnIdentity}


def test_all_are_imported_but_people_and_reports():
    kept = {resource._meta.model.__name__ for _, resource in resources() if not resource.is_imported}
    assert kept == {"User", "ProgressUpdate"}


def test_every_admin_of_a_council_has_its_pages():
    without = {model.__name__ for model, one in admin.site._registry.items() if not one.resources}
    assert without == {"HistorySeal"}
    assert all(isinstance(one, ScopedAdmin) for one in admin.site._registry.values())


@pytest.fixture
def five_plans(db):
    for council in COUNCILS:
        seed(council)


def brought_back(client, model, what, kind):
    """What is wrong with the file that was just exported, and how many of its rows are as they were."""
    page = bring(client, model, export(client, model, what, kind).content, what, f"file.{kind}")
    return wrong_with(page), page.context["outcome"].unchanged


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_published_plans_come_back_as_they_were(five_plans, signed_in, superuser, kind):
    client, before = signed_in(superuser), lines_of_history()
    filled = [(model, what) for model, what in IMPORTED if what.objects.exists()]
    assert len(filled) >= 12
    for model, what in filled:
        assert brought_back(client, model, what, kind) == ([], what.objects.count()), what
    assert lines_of_history() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_so_does_one_of_everything(desk, here, equality_lead, kind):
    add_many(here, 2, equality_lead)
    PlanPartner.objects.create(plan=here.plan, council=make_council())
    give_tag(here.action, make_tag("Care experience", here.council))
    before = lines_of_history()
    for model, what in IMPORTED:
        wrong, unchanged = brought_back(desk, model, what, kind)
        assert wrong == [], what
        assert unchanged > 0, what
    assert lines_of_history() == before


def test_the_two_that_are_not_imported_have_no_page_for_it(desk, here, equality_lead):
    here.action.report(by=equality_lead, rag="green", summary="Well.")
    for model, resource in resources():
        if not resource.is_imported:
            assert len(rows_of(export(desk, model))) > 0
            assert desk.get(f"/admin/{name_of(model).replace('_', '/')}/import/", follow=True).status_code == 404
