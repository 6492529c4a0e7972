"""The first page of the admin and the links at its head: everything leads somewhere useful."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import LeadHolder
from tests.builders import make_action, make_lead


def links(page):
    """The addresses that the page leads to, inside the admin."""
    return set(re.findall(r'href="(/admin/[^"]*)"', page.content.decode().replace("&amp;", "&")))


def test_every_link_leads_to_a_page(desk, here):
    found = links(desk.get(reverse("admin:index")))
    assert len(found) > 20
    assert {url: desk.get(url).status_code for url in found} == dict.fromkeys(found, 200)


def test_the_head_leads_to_the_lists_from_everywhere(desk, here):
    lists = ["plans_plan", "actions_action", "actions_lead", "actions_timescale", "actions_progressupdate"]
    for url in (reverse("admin:index"), reverse("admin:plans_plan_change", args=[here.plan.pk])):
        assert {reverse(f"admin:{name}_changelist") for name in lists} <= links(desk.get(url))


def found_by(desk, words):
    """What the list shows that the first page leads to by these words."""
    page = desk.get(reverse("admin:index")).content.decode()
    [url] = re.findall(rf'<a href="([^"]+)">{words}</a>', page)
    return list(desk.get(url).context["cl"].queryset)


def test_overdue_actions_are_a_click_away(desk, here):
    late = make_action(commitment=here.commitment, due_on=timezone.localdate() - timedelta(days=1))
    assert found_by(desk, "Overdue actions") == [late]


def test_actions_due_soon_are(desk, here):
    soon = make_action(commitment=here.commitment, due_on=timezone.localdate() + timedelta(days=29))
    make_action(commitment=here.commitment, due_on=timezone.localdate() + timedelta(days=31))
    assert found_by(desk, "Actions due soon") == [soon]


def test_actions_without_a_lead_or_a_date_are(desk, here):
    bare = make_action(commitment=here.commitment)
    assert found_by(desk, "Actions without a lead") == found_by(desk, "Actions without a date") == [bare]


def test_actions_never_reported_on_are(desk, here, equality_lead):
    silent = make_action(commitment=here.commitment)
    here.action.report(by=equality_lead, status="in_progress")
    assert found_by(desk, "Actions never reported on") == [silent]


@pytest.mark.parametrize(
    ("begun", "ended", "is_held"), [(-9, None, True), (-9, 0, True), (-9, -1, False), (1, None, False)]
)
def test_leads_that_nobody_holds_today_are(desk, council, officer, begun, ended, is_held):
    lead, today = make_lead(council), timezone.localdate()
    ends_on = None if ended is None else today + timedelta(days=ended)
    LeadHolder.objects.create(lead=lead, user=officer, starts_on=today + timedelta(days=begun), ends_on=ends_on)
    assert found_by(desk, "Leads held by nobody") == ([] if is_held else [lead])
    held = desk.get(reverse("admin:actions_lead_changelist")).content.decode()
    assert (str(officer) in held) == is_held


def test_readings_to_confirm_are(desk, here):
    assert found_by(desk, "Readings of timescales to confirm") == [here.timescale]


def test_lists_say_yes_and_no_in_words(desk, here):
    page = desk.get(reverse("admin:plans_plan_changelist")).content.decode()
    assert "icon-no" not in page
    assert '<td class="field-public">No</td>' in page


def test_the_head_leads_back_to_the_site_and_out(desk):
    page = desk.get(reverse("admin:index")).content.decode()
    for name in ("council-list", "my-actions", "sign-out"):
        assert f'"{reverse(name)}"' in page


def test_every_page_names_who_is_signed_in(desk, equality_lead, here):
    for url in links(desk.get(reverse("admin:index"))):
        assert str(equality_lead) in desk.get(url).content.decode(), url


def test_nothing_of_another_council_shows_on_any_page(desk, here, there):
    """The names that only the other council uses are nowhere to be read."""
    there.plan.title, there.lead.name = "Foreign plan", "Foreign post"
    for row in (there.plan, there.lead):
        row.save()
    for url in links(desk.get(reverse("admin:index"))):
        page = desk.get(url).content.decode()
        assert "Foreign" not in page, url
        assert there.council.name not in page, url
