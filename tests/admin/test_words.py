"""What was published stays as published; what may be reworded has a box of its own."""

import pytest

from tests.admin.world import address, sentences, typed
from tests.builders import make_commitment

WORDS = [
    ("plan", "title"), ("plan", "introduction"), ("plan", "contact"), ("theme", "title"), ("theme", "outcome"),
    ("commitment", "text"), ("commitment", "rationale"), ("action", "text"), ("action", "leads_as_published"),
    ("action", "reference"), ("timescale", "text"), ("measure", "text"), ("measure", "target_text"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field"), WORDS)
@pytest.mark.parametrize("status", ["active", "closed"])
@pytest.mark.parametrize("who", ["equality_lead", "superuser"])
def test_published_words_cannot_be_edited(request, signed_in, here, kind, field, status, who):
    here.plan.status = status
    here.plan.save()
    client, row = signed_in(request.getfixturevalue(who)), getattr(here, kind)
    page = client.get(address("change", row))
    assert "This plan has been published" in page.content.decode()
    client.post(address("change", row), typed(page, **{field: "Rewritten", "change_reason": "Because"}))
    row.refresh_from_db()
    assert getattr(row, field) != "Rewritten"


@pytest.mark.parametrize(("kind", "field"), WORDS)
def test_the_words_of_a_draft_can(desk, draft, kind, field):
    row = getattr(draft, kind)
    page = desk.get(address("change", row))
    assert "This plan has been published" not in page.content.decode()
    assert desk.post(address("change", row), typed(page, **{field: "Rewritten"})).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "Rewritten"


def test_an_action_is_reworded_beside_its_published_words(desk, here):
    url = address("change", here.action)
    desk.post(url, typed(desk.get(url), current_text="Do it better", change_reason="Agreed in June"))
    here.action.refresh_from_db()
    assert (here.action.wording, here.action.text) == ("Do it better", "Do thing 1")


def test_themes_of_a_published_plan_are_listed_for_reading(desk, here, draft):
    for where, editable in ((here, False), (draft, True)):
        page = desk.get(address("change", where.plan))
        themes = page.context["inline_admin_formsets"][1]
        assert (themes.has_change_permission, themes.has_add_permission) == (editable, editable)
        assert "Open Theme" in page.content.decode()


def test_a_spelling_as_published_stays(desk, here):
    url = address("change", here.action)
    sent = typed(desk.get(url), **{"action_leads-0-published_as": "Other", "action_leads-0-role": "supporting"})
    desk.post(url, sent)
    named = here.action.action_leads.get()
    assert (named.published_as, named.role) == (here.lead.name, "supporting")


def test_something_new_can_be_added_to_a_published_plan(desk, here):
    url = address("add", here.action)
    sent = typed(desk.get(url), commitment=here.commitment.pk, text="New this year", change_reason="Agreed in June")
    assert desk.post(url, sent).status_code == 302
    assert here.commitment.actions.get(text="New this year").position == 2


def test_new_rows_are_numbered_after_the_last(desk, draft):
    make_commitment(theme=draft.theme, position=7)
    url = address("change", draft.theme)
    rows = {"commitments-TOTAL_FORMS": 4, "commitments-2-text": "Third", "commitments-3-text": "Fourth"}
    assert desk.post(url, typed(desk.get(url), **rows)).status_code == 302
    assert list(draft.theme.commitments.values_list("position", "text"))[2:] == [(8, "Third"), (9, "Fourth")]


def test_the_rows_of_a_new_plan_are_numbered_from_one(desk, here):
    url = address("add", here.plan)
    rows = {"themes-TOTAL_FORMS": 2, "themes-0-title": "First", "themes-1-title": "Second"}
    sent = typed(desk.get(url), title="New plan", slug="our-new-plan", starts_on="2027-04-01", **rows)
    assert desk.post(url, sent).status_code == 302
    plan = here.council.plans.get(slug="our-new-plan")
    assert list(plan.themes.values_list("position", "title")) == [(1, "First"), (2, "Second")]


def test_a_plan_nobody_reported_on_can_be_a_draft_again(desk, here):
    url = address("change", here.plan)
    assert desk.post(url, typed(desk.get(url), status="draft", change_reason="Too early")).status_code == 302


def test_a_plan_with_progress_cannot(desk, here, equality_lead):
    here.action.report(by=equality_lead, status="in_progress")
    url = address("change", here.plan)
    page = desk.post(url, typed(desk.get(url), status="draft"))
    assert "cannot become a draft again" in sentences(page)


def test_the_models_own_sentences_are_shown(desk, draft):
    url = address("change", draft.plan)
    page = desk.post(url, typed(desk.get(url), is_public="on"))
    assert "A draft cannot be public: make the plan active first." in sentences(page)
