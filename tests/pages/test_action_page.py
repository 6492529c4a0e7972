"""An action's page: as published, as it stands, who, when, and everything that happened to it."""

import pytest
from django.urls import reverse

from actions.history.timeline import timeline
from plans.audit.context import audit
from tests.builders import give_tag, make_action, make_lead, make_tag, make_timescale, name_lead


def page(client, action, user=None):
    if user:
        client.force_login(user)
    return client.get(reverse("action-detail", args=[action.pk]))


@pytest.fixture
def public_action(action):
    action.plan.is_public = True
    action.plan.save()
    return action


def test_a_stranger_does_not_learn_of_a_private_action(client, action, outsider):
    assert page(client, action).status_code == 404
    assert page(client, action, outsider).status_code == 404


def test_a_number_that_no_action_has_is_not_found(client, db):
    assert client.get("/actions/99999999999999999999999999/").status_code == 404


def test_the_published_words_stay_beside_the_current_wording(client, action, officer):
    action.current_text = "Do it better"
    action.save()
    html = page(client, action, officer).content.decode()
    assert "Do it better" in html
    assert action.text in html


def test_a_timescale_keeps_its_words_beside_its_reading(client, plan, action, officer):
    action.timescale = make_timescale(plan, "Rolled out by June 2027", due_on="2027-06-30", certainty="month")
    action.save()
    html = page(client, action, officer).content.decode()
    assert "“Rolled out by June 2027”" in html
    assert "due 30 June 2027" in html


def test_the_timeline_says_who_when_from_to_and_why(action, officer):
    action.report(by=officer, status="on_hold", reason="No money.")
    newest = timeline(action)[0]
    (change,) = newest.changes
    assert (newest.who, change.old, change.new) == (officer, "Not started", "On hold")
    assert newest.update.reason == "No money."


def test_a_lead_that_is_named_later_is_in_the_timeline(action, council, equality_lead):
    with audit(by=equality_lead, reason="Reorganisation"):
        name_lead(action, make_lead(council, "Head of Place"))
    newest = timeline(action)[0]
    assert (newest.changes[0].new, newest.who, newest.reason) == (
        "Head of Place",
        equality_lead,
        "Reorganisation",
    )


def test_the_first_lead_that_an_action_gets_is_in_the_timeline(action, council):
    action.action_leads.all().delete()
    bare = make_action(commitment=action.commitment)
    name_lead(bare, make_lead(council, "Head of Place"))
    assert [entry.changes[0].new for entry in timeline(bare) if entry.changes] == ["Head of Place"]


def test_residents_see_progress_but_neither_names_nor_notes(client, public_action, officer):
    public_action.report(by=officer, status="in_progress", summary="Between ourselves.")
    html = page(client, public_action).content.decode()
    assert "from <del>Not started</del> to <ins>In progress</ins>" in html
    assert "Between ourselves." not in html
    assert officer.name not in html


def test_people_of_the_council_see_names_and_notes(client, public_action, officer, manager):
    public_action.report(by=officer, status="in_progress", summary="Between ourselves.")
    html = page(client, public_action, manager).content.decode()
    assert "Between ourselves." in html
    assert officer.name in html


def test_only_those_who_may_report_are_offered_it(client, action, officer, manager):
    address = reverse("action-report", args=[action.pk])
    assert address in page(client, action, officer).content.decode()
    assert address not in page(client, action, manager).content.decode()


def test_its_tags_are_shown_with_their_kind(client, public_action, council):
    give_tag(public_action, make_tag("Shoe size"))
    give_tag(public_action, make_tag("Care experience", council))
    text = " ".join(page(client, public_action).content.decode().split())
    assert "Protected or local characteristic:</span> Shoe size; Care experience (local)" in text


def test_without_tags_only_those_who_may_tag_are_told(client, public_action, manager, equality_lead):
    assert ">Tags</dt>" not in page(client, public_action).content.decode()
    assert ">Tags</dt>" not in page(client, public_action, manager).content.decode()
    html = page(client, public_action, equality_lead).content.decode()
    address = reverse("admin:actions_action_change", args=[public_action.pk])
    assert f'href="{address}#action_tags-group">Tag this action</a>' in html


def test_its_queries_do_not_grow_with_its_history(
    client, action, officer, equality_lead, django_assert_max_num_queries
):
    action.report(by=officer, status="in_progress")
    client.force_login(officer)
    address = reverse("action-detail", args=[action.pk])
    client.get(address)
    with django_assert_max_num_queries(25) as first:
        client.get(address)
    for number in range(20):
        action.report(
            by=[officer, equality_lead][number % 2], status=["on_hold", "in_progress"][number % 2], reason="x"
        )
    with django_assert_max_num_queries(len(first)):
        client.get(address)
