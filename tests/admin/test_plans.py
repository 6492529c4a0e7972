"""Plans, themes and commitments: from an empty draft to a plan that is public."""

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action
from plans.models import Commitment, Plan, Theme
from tests.admin.world import address, sentences, typed
from tests.builders import make_action, make_commitment, make_council, make_plan, make_theme

LIST = "admin:plans_plan_changelist"


def add(client, model, **said):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    return client.post(url, typed(client.get(url), **said))


def save(client, row, **said):
    url = address("change", row)
    return client.post(url, typed(client.get(url), **said))


def test_a_plan_is_written_from_its_title_to_its_first_action(desk, council):
    add(desk, Plan, title="Our new plan", slug="our-new-plan", starts_on="2027-04-01", change_reason="Adopted")
    plan = Plan.objects.get(slug="our-new-plan")
    assert (plan.council, plan.status, plan.is_public) == (council, "draft", False)
    add(desk, Theme, plan=plan.pk, title="Our people")
    add(desk, Commitment, theme=plan.themes.get().pk, text="A fair employer")
    commitment = Commitment.objects.get(theme__plan=plan)
    add(desk, Action, commitment=commitment.pk, text="Train all managers", due_on="2028-03-31")
    action = commitment.actions.get()
    assert (action.position, action.status, action.due_on) == (1, "not_started", date(2028, 3, 31))


def test_a_draft_becomes_active_and_public(desk, draft):
    assert save(desk, draft.plan, status="active", is_public="on", change_reason="Agreed").status_code == 302
    draft.plan.refresh_from_db()
    assert (draft.plan.status, draft.plan.is_public) == ("active", True)
    assert draft.plan.history.first().history_change_reason == "Agreed"


def test_a_mistake_in_publishing_keeps_everything_that_was_typed(desk, draft):
    """The form is shown again as that of a draft: the words can still be edited."""
    page = save(desk, draft.plan, status="active", title="Better title", ends_on="2020-01-01")
    assert "The plan must end after it starts." in sentences(page)
    assert typed(page)["title"] == "Better title"
    assert desk.post(address("change", draft.plan), typed(page, ends_on="2028-03-31")).status_code == 302
    draft.plan.refresh_from_db()
    assert (draft.plan.title, draft.plan.status) == ("Better title", "active")


def test_the_same_for_going_back_to_a_draft(desk, here):
    here.plan.is_public = True
    here.plan.save()
    page = save(desk, here.plan, status="draft")
    assert "A draft cannot be public" in sentences(page)
    assert "This plan has been published" in page.content.decode()


def test_a_sign_off_is_by_somebody(desk, here):
    page = save(desk, here.plan, signed_off_on="2026-03-31")
    assert "Say who signed the plan off." in sentences(page)
    assert save(desk, here.plan, signed_off_on="2026-03-31", signed_off_by="A. Councillor").status_code == 302


def test_a_partner_is_added_once_and_is_another_council(desk, here, council):
    partner = make_council("Partnerton Council")
    row = {"plan_partners-TOTAL_FORMS": 1, "plan_partners-0-council": partner.pk}
    assert save(desk, here.plan, **row).status_code == 302
    again = {"plan_partners-TOTAL_FORMS": 2, "plan_partners-1-council": partner.pk}
    assert save(desk, here.plan, **again).status_code == 200
    own = {"plan_partners-TOTAL_FORMS": 2, "plan_partners-1-council": council.pk}
    assert "This council owns the plan" in sentences(save(desk, here.plan, **own))


def test_a_plan_follows_one_of_the_same_council(desk, here, there):
    before = make_plan(here.council)
    assert save(desk, here.plan, follows=before.pk).status_code == 302
    assert "Select a valid choice" in sentences(save(desk, here.plan, follows=there.plan.pk))
    assert "A plan cannot follow itself." in sentences(save(desk, here.plan, follows=here.plan.pk))


def test_themes_nest_one_level_deep(desk, draft):
    inner = make_theme(draft.plan, parent=draft.theme)
    assert save(desk, make_theme(draft.plan), parent=draft.theme.pk).status_code == 302
    page = save(desk, make_theme(draft.plan), parent=inner.pk)
    assert "Themes nest one level deep." in sentences(page)
    lonely = make_theme(draft.plan)
    assert "A theme cannot stand within itself." in sentences(save(desk, lonely, parent=lonely.pk))


def test_a_commitments_actions_are_listed_below_it(desk, here, draft):
    page = desk.get(address("change", here.commitment))
    assert "Not started" in page.content.decode()
    assert not page.context["inline_admin_formsets"][0].has_add_permission
    assert desk.get(address("change", draft.commitment)).context["inline_admin_formsets"][0].has_add_permission


def test_actions_of_a_draft_are_typed_below_their_commitment(desk, draft):
    rows = {"actions-TOTAL_FORMS": 3, "actions-1-text": "Second", "actions-2-text": "Third"}
    assert save(desk, draft.commitment, **rows).status_code == 302
    assert list(draft.commitment.actions.values_list("position", "text")) == [
        (1, "Do thing 1"), (2, "Second"), (3, "Third"),
    ]  # fmt: skip


def test_the_list_opens_on_drafts_and_active_plans(desk, here, draft, council):
    closed = make_plan(council, status="closed")
    assert closed not in desk.get(reverse(LIST)).context["cl"].queryset
    assert set(desk.get(reverse(LIST), {"status": "closed"}).context["cl"].queryset) == {closed}
    assert desk.get(reverse(LIST), {"status": "all"}).context["cl"].result_count == 3


def test_the_list_counts_themes_and_actions(desk, here):
    make_action(commitment=make_commitment(theme=make_theme(here.plan)))
    row = desk.get(reverse(LIST)).context["cl"].result_list[0]
    assert (row.theme_count, row.action_count) == (2, 2)


@pytest.mark.parametrize(("kind", "numbers"), [("theme", (1, 2)), ("commitment", (None, 2))])
def test_so_do_the_lists_below(desk, here, kind, numbers):
    make_action(commitment=here.commitment)
    row = desk.get(address("changelist", getattr(here, kind))).context["cl"].result_list[0]
    assert (getattr(row, "commitment_count", None), row.action_count) == numbers


def test_a_commitment_without_words_is_named_by_its_theme(desk, here):
    here.commitment.text = ""
    here.commitment.save()
    assert "Actions under Theme" in desk.get(address("changelist", here.commitment)).content.decode()


def test_a_plan_leads_to_its_actions_and_to_a_new_theme(desk, here):
    page = desk.get(address("change", here.plan)).content.decode()
    actions = f"{reverse('admin:actions_action_changelist')}?commitment__theme__plan__id__exact={here.plan.pk}"
    theme = f"{reverse('admin:plans_theme_add')}?plan={here.plan.pk}"
    for url in (actions, theme):
        assert url in page
    assert list(desk.get(actions).context["cl"].queryset) == [here.action]
    assert typed(desk.get(theme))["plan"] == str(here.plan.pk)


@pytest.mark.parametrize(
    "kind", ["plan", "theme", "commitment", "action", "timescale", "measure", "reading", "council"]
)
def test_a_form_leads_to_what_the_public_sees(desk, here, kind):
    page = desk.get(address("change", getattr(here, kind)))
    assert page.context["has_absolute_url"]
    assert desk.get(page.context["absolute_url"]).status_code == 200
