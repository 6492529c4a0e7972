"""Drafts can be deleted; what was published, what was reported on and people cannot."""

import pytest

from actions.models import Action
from plans.models import Plan
from tests.admin.world import MODELS, address


def delete(client, row):
    url = address("delete", row)
    page = client.get(url)
    form = page.context["form"] if page.status_code == 200 else None
    return client.post(url, {"post": "yes", "revision": form.initial["revision"] if form else ""})


IN_PLANS = ["plan", "theme", "commitment", "action", "timescale", "measure", "reading"]


@pytest.mark.parametrize("who", ["equality_lead", "superuser"])
@pytest.mark.parametrize("kind", [kind for kind in MODELS if kind != "membership"])
def test_nothing_published_and_nobody_is_deleted(request, signed_in, here, who, kind):
    client, row = signed_in(request.getfixturevalue(who)), getattr(here, kind)
    assert delete(client, row).status_code == 403
    row.refresh_from_db()


@pytest.mark.parametrize("kind", ["theme", "commitment", "action", "measure", "reading", "plan"])
def test_what_stands_in_a_draft_is(desk, draft, kind):
    row = getattr(draft, kind)
    assert delete(desk, row).status_code == 302
    assert not MODELS[kind].objects.filter(pk=row.pk).exists()


def test_the_question_says_how_much_would_go(desk, draft):
    page = desk.get(address("delete", draft.plan))
    counts = {name: number for name, number in page.context["model_count"]}
    assert counts["actions"] == counts["themes"] == counts["commitments"] == counts["timescales"] == 1


def test_a_timescale_in_use_says_what_refers_to_it(desk, draft):
    page = desk.get(address("delete", draft.timescale))
    assert "cannot be deleted, because other things still refer to it: actions" in page.content.decode()


def test_a_plan_that_another_follows_stays(desk, draft, here):
    Plan.objects.filter(pk=here.plan.pk).update(follows=draft.plan)
    assert "still refer to it: plans" in desk.get(address("delete", draft.plan)).content.decode()


def test_a_report_that_slipped_into_a_draft_keeps_its_action(desk, here, equality_lead):
    here.action.report(by=equality_lead, status="in_progress")
    Plan.objects.filter(pk=here.plan.pk).update(status="draft")
    assert "still refer to it: progress updates" in desk.get(address("delete", here.action)).content.decode()
    desk.post(address("delete", here.action), {"post": "yes"})
    assert Action.objects.filter(pk=here.action.pk).exists()
