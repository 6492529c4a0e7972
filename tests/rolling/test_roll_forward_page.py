"""The page that rolls a plan forward: what it proposes, what it refuses and what it never loses."""

import re

import pytest
from django.urls import reverse

from actions.models import Action
from actions.rolling import revision_of_actions
from plans.models import Plan
from tests.builders import make_action, make_commitment, make_plan, make_theme, make_timescale


@pytest.fixture
def address(old):
    return reverse("plan-roll-forward", args=[old.council.slug, old.slug])


@pytest.fixture
def shown(client, equality_lead, address):
    """Open the page as the equality lead and return its words."""

    def show():
        client.force_login(equality_lead)
        return client.get(address).content.decode()

    return show


@pytest.fixture
def send(client, equality_lead, old, address):
    """Send the form as the equality lead: what the page proposes, with these actions and changes."""

    def post(*actions, follow=False, **values):
        client.force_login(equality_lead)
        facts = {"title": "Equality plan", "period": "2027/28", "slug": "", "revision": revision_of_actions(old)}
        starts = {"starts_on_day": "1", "starts_on_month": "April", "starts_on_year": "2027"}
        return client.post(address, facts | starts | {"actions": [one.pk for one in actions]} | values, follow=follow)

    return post


def box(html, action):
    """The box to tick of an action."""
    return re.search(rf'<input type="checkbox" name="actions" value="{action.pk}"[^>]*>', html)[0]


def test_unfinished_actions_are_ticked_and_others_not(shown, promise):
    ticked = {"not_started": True, "in_progress": True, "on_hold": True, "withdrawn": False}
    actions = {status: make_action(commitment=promise, status=status) for status in ticked}
    actions["completed"] = make_action(commitment=promise, status="completed", completed_on="2026-09-01")
    actions["embedded"] = make_action(commitment=promise, status="embedded", review_on="2027-09-01")
    html = shown()
    assert {status: " checked" in box(html, one) for status, one in actions.items()} == ticked | {
        "completed": False,
        "embedded": False,
    }


def test_each_action_says_what_becomes_of_it(shown, old, promise):
    make_action(commitment=promise, status="embedded", review_on="2027-09-01")
    make_action(commitment=promise, status="withdrawn")
    make_action(commitment=promise, timescale=make_timescale(old, "Every quarter", recurrence="quarterly"))
    html = shown()
    assert "Next review on 1 September 2027." in html
    assert html.count("If it carries on, it starts again as not started.") == 1
    assert "Its timescale carries on in words: “Every quarter”." in html


def test_actions_stand_under_their_themes_and_commitments(shown, old, begun):
    make_action(commitment=make_commitment(theme=make_theme(old, position=1, title="Services"), text="Serve all"))
    words = re.sub(r"<[^>]+>|\s+", " ", shown())
    places = [words.index(part) for part in ("Services", "Serve all", "Workforce", "Recruitment", "Recruit fairly")]
    assert places == sorted(places)


def test_the_dates_follow_the_old_plan(shown, begun):
    html = shown()
    for name, value in (("starts_on_day", 1), ("starts_on_month", 4), ("starts_on_year", 2027), ("ends_on_year", 2028)):
        assert re.search(rf'name="{name}" value="{value}"', html), name


def test_no_date_is_invented_for_a_plan_without_an_end(shown, old, begun):
    Plan.objects.filter(pk=old.pk).update(ends_on=None)
    assert not re.search(r'name="(starts|ends)_on_\w+" value=', shown())


@pytest.mark.parametrize(("ends_on", "is_ticked"), [("2026-05-01", True), ("2099-03-31", False), (None, False)])
def test_closing_is_proposed_once_the_old_plan_has_ended(shown, old, begun, ends_on, is_ticked):
    Plan.objects.filter(pk=old.pk).update(ends_on=ends_on)
    assert (" checked" in re.search(r'<input[^>]*name="close"[^>]*>', shown())[0]) is is_ticked


def test_a_closed_plan_is_not_closed_again(shown, old, begun):
    Plan.objects.filter(pk=old.pk).update(status="closed")
    assert 'name="close"' not in shown()


def test_the_words_of_an_action_are_only_words(shown, promise):
    make_action(commitment=promise, text="<script>alert(1)</script> {box}")
    html = shown()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {box}" in html


def test_rolling_forward_leads_to_the_new_plan_and_says_what_was_done(send, old, begun):
    response = send(begun, close="on", follow=True)
    new = old.followed_by.get()
    assert response.redirect_chain == [(reverse("plan-detail", args=[old.council.slug, new.slug]), 302)]
    html = response.content.decode()
    assert "Saved: 1 action carries on in this draft." in html
    assert "“Equality plan (2026/27)” is closed." in html
    assert (new.slug, new.period, str(new.starts_on), new.ends_on) == (
        "equality-plan-202728", "2027/28", "2027-04-01", None,
    )  # fmt: skip


def test_a_double_click_makes_one_plan(send, old, begun):
    assert [send(begun).status_code for _ in range(2)] == [302, 200]
    html = send(begun).content.decode()
    assert "follows this plan already" in html
    assert old.followed_by.count() == 1


def test_a_short_name_that_is_taken_says_so_and_keeps_what_was_typed(send, council, begun):
    make_plan(council, slug="taken")
    html = send(begun, slug="taken", title="My title").content.decode()
    assert "This council has a plan with the short name “taken”. Choose another." in html
    assert 'value="My title"' in html
    assert " checked" in box(html, begun)


def test_a_second_plan_is_made_only_when_it_is_meant(shown, send, old, begun):
    send(begun)
    assert 'name="again"' in shown()
    assert send(begun, slug="second").status_code == 200
    assert send(begun, slug="second", again="on").status_code == 302
    assert old.followed_by.count() == 2


def test_the_page_warns_of_a_plan_that_follows_already(shown, send, begun):
    assert 'name="again"' not in shown()
    send(begun)
    words = re.sub(r"<[^>]+>|\s+", " ", shown())
    assert "follows this plan already. An action can then carry on in more than one plan." in " ".join(words.split())


WRONG = [
    ({"title": ""}, "Enter title of the new plan"),
    ({"title": "x" * 301}, "must be 300 characters or fewer"),
    ({"starts_on_day": ""}, "First day must include a day"),
    ({"starts_on_day": "", "starts_on_month": "", "starts_on_year": ""}, "Enter first day"),
    ({"ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2027"}, "Last day must not be before the first day"),
    ({"slug": "no spaces"}, "must be letters, digits and hyphens only"),
    ({"title": "💜", "period": ""}, "Enter a short name in addresses"),
    ({"actions": []}, "Tick at least one action"),
    ({"actions": ["x"]}, "Choose what carries on among the actions of this plan"),
    ({"actions": ["99999999"]}, "Choose what carries on among the actions of this plan"),
]


@pytest.mark.parametrize(("fields", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_saved(send, old, begun, fields, sentence):
    response = send(begun, **fields)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not old.followed_by.exists()


def test_the_problem_leads_to_the_first_box(send, begun):
    html = send(begun, actions=[]).content.decode()
    assert '<a href="#id_actions_0">Tick at least one action' in html
    assert 'id="id_actions_0"' in html


def test_a_report_meanwhile_is_told_and_the_ticks_stay(send, old, promise, begun, equality_lead):
    left_out = make_action(commitment=promise)
    shown = revision_of_actions(old)
    begun.report(by=equality_lead, status="completed")
    response = send(begun, revision=shown)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Somebody changed an action of this plan after this page was shown." in html
    assert (" checked" in box(html, begun), " checked" in box(html, left_out)) == (True, False)
    again = re.search(r'name="revision" value="(\d+)"', html)[1]
    assert send(begun, revision=again).status_code == 302


def test_a_form_without_its_token_is_a_stale_form(send, begun):
    assert send(begun, revision="").status_code == 409


def test_a_draft_leads_back_to_its_page_with_a_sentence(client, equality_lead, old, address):
    Plan.objects.filter(pk=old.pk).update(status="draft")
    client.force_login(equality_lead)
    response = client.get(address, follow=True)
    assert "This plan is a draft. Make it active before another plan follows it." in response.content.decode()


def test_the_equality_lead_of_another_council_may_not(client, old, outsider, address):
    client.force_login(outsider)
    assert client.get(address).status_code == 403  # the plan is shared with theirs
    old.plan_partners.all().delete()
    assert client.get(address).status_code == 404
    Plan.objects.filter(pk=old.pk).update(is_public=True)
    assert client.get(address).status_code == 403


def test_the_plan_page_offers_it_to_those_who_run_the_plan(client, old, manager, equality_lead, address):
    here = reverse("plan-detail", args=[old.council.slug, old.slug])
    for person, is_offered in ((manager, False), (equality_lead, True)):
        client.force_login(person)
        assert (address in client.get(here).content.decode()) is is_offered


def test_what_needs_a_decision_leads_here(client, old, equality_lead, address):
    Plan.objects.filter(pk=old.pk).update(ends_on="2026-05-01")
    client.force_login(equality_lead)
    assert address in client.get(reverse("decision-list")).content.decode()


def test_the_page_never_grows_in_queries(client, equality_lead, old, promise, address, django_assert_max_num_queries):
    make_action(commitment=promise)
    client.force_login(equality_lead)
    with django_assert_max_num_queries(10) as first:
        client.get(address)
    for _ in range(20):
        theme = make_theme(old, position=old.themes.count() + 10)
        make_action(commitment=make_commitment(theme=theme), timescale=make_timescale(old))
    with django_assert_max_num_queries(len(first)):
        client.get(address)
    assert Action.objects.filter(commitment__theme__plan=old).count() == 21
