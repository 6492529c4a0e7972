"""A form sent twice (a double click, the back button, a second tab): one write, or a page that says why not."""

import pytest
from django.urls import reverse

from actions.models import ProgressUpdate
from measures.models import Reading
from plans.admin.forms import TWICE
from plans.models import Plan, Theme
from tests.admin.world import MODELS, fill, sentences, typed
from tests.audit.checks import assert_history_is_whole, at_once
from tests.builders import make_measure, make_reading
from tests.faults.pages import boxes_of, send

pytestmark = pytest.mark.django_db

TOGETHER = 4


@pytest.fixture
def draft(council):
    """One of everything in our council, in a draft."""
    return fill(council, status="draft")


@pytest.fixture
def edie(client, equality_lead):
    client.force_login(equality_lead)
    return client


@pytest.fixture
def olive(client, officer):
    client.force_login(officer)
    return client


def new(name, draft):
    """What somebody types to add one more of a kind."""
    return {
        "theme": {"plan": draft.plan.pk, "title": "Fair pay"},
        "commitment": {"theme": draft.theme.pk, "text": "We will pay fairly"},
        "action": {"commitment": draft.commitment.pk, "text": "Publish the gaps"},
        "timescale": {"plan": draft.plan.pk, "text": "March 2028"},
        "measure": {"plan": draft.plan.pk, "text": "Pay gap", "name": "Pay gap"},
        "lead": {"name": "Head of Pay"},
        "plan": {"title": "Next", "slug": "next", "starts_on": "2027-04-01"},
        "reading": {"measure": draft.measure.pk, "read_on": "2026-05-01", "words": "Fair"},
    }[name]


def add_page(name):
    return reverse(f"admin:{MODELS[name]._meta.app_label}_{name}_add")


@pytest.mark.parametrize("name", ["theme", "commitment", "action", "timescale", "measure", "lead", "plan", "reading"])
def test_what_is_added_in_the_admin_twice_is_added_once(edie, draft, name):
    before = MODELS[name].objects.count()
    said = typed(edie.get(add_page(name)), **new(name, draft))
    answers = [edie.post(add_page(name), said) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200], sentences(answers[0])
    assert any(words in sentences(answers[1]) for words in ("already", "has a lead with this", "has a plan with this"))
    assert MODELS[name].objects.count() == before + 1


def test_saving_once_more_is_a_choice(edie, draft):
    said = typed(edie.get(add_page("theme")), **new("theme", draft))
    edie.post(add_page("theme"), said)
    refused = edie.post(add_page("theme"), said)
    assert TWICE in sentences(refused)
    assert edie.post(add_page("theme"), typed(refused)).status_code == 302
    assert Theme.objects.filter(title="Fair pay").count() == 2


def test_two_tabs_with_different_words_are_two_rows(edie, draft):
    tabs = [typed(edie.get(add_page("theme")), **new("theme", draft)) for _ in range(2)]
    tabs[1]["title"] = "Fair hours"
    assert [edie.post(add_page("theme"), said).status_code for said in tabs] == [302, 302]


def test_what_somebody_else_adds_meanwhile_is_theirs(edie, draft, superuser):
    said = typed(edie.get(add_page("theme")), **new("theme", draft))
    edie.post(add_page("theme"), said)
    edie.force_login(superuser)
    assert edie.post(add_page("theme"), said).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_several_clicks_at_once_one_adds(client, draft, equality_lead):
    browsers = [type(client)() for _ in range(TOGETHER)]
    for browser in browsers:
        browser.force_login(equality_lead)
    said = typed(browsers[0].get(add_page("theme")), **new("theme", draft))
    answers = at_once(lambda number: browsers[number].post(add_page("theme"), said).status_code, TOGETHER)
    assert sorted(answers) == [200] * (TOGETHER - 1) + [302]
    assert Theme.objects.filter(title="Fair pay").count() == 1
    assert_history_is_whole()


def twice(client, page, **said):
    """Send a page's form twice; the status codes and the second answer."""
    first, second = send(client, page, **said), send(client, page, **said)
    return (first.status_code, second.status_code), second


def test_a_report_is_made_once(olive, action):
    page = olive.get(reverse("action-report", args=[action.pk]))
    codes, conflict = twice(olive, page, status="in_progress", rag="green", summary="We have begun")
    assert (codes, ProgressUpdate.objects.count()) == ((302, 409), 1)
    assert "We have begun" in conflict.text


def test_a_quick_report_is_made_once(olive, action):
    page = olive.get(reverse("my-actions-report"))
    codes, told = twice(olive, page, **{f"action-{action.pk}-summary": "We have begun"})
    assert (codes, ProgressUpdate.objects.count()) == ((302, 200), 1)
    assert "Somebody else changed this action meanwhile" in told.text


def test_a_reading_is_added_once_and_corrected_once(edie, plan):
    measure = make_measure(plan)
    day = {"read_on_day": "31", "read_on_month": "3", "read_on_year": "2026"}
    codes, told = twice(edie, edie.get(reverse("reading-add", args=[measure.pk])), value="9", **day)
    assert (codes, Reading.objects.count()) == ((302, 200), 1)
    assert "There is a reading for this date" in told.text
    page = edie.get(reverse("reading-correct", args=[Reading.objects.get().pk]))
    codes, _ = twice(edie, page, value="8", reason="A late return")
    assert codes == (302, 409)


def test_a_plan_is_started_once(edie, council):
    day = {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2027"}
    page = edie.get(reverse("plan-new", args=[council.slug]))
    codes, _ = twice(edie, page, title="A new plan", slug="new", template="blank", **day)
    assert (codes, Plan.objects.count()) == ((302, 200), 1)


def test_a_plan_is_imported_once(edie, upload):
    address = reverse("plan-import-do", args=[upload.pk])
    _, boxes = boxes_of(edie.get(reverse("plan-import-preview", args=[upload.pk])))
    assert [edie.post(address, boxes).status_code for _ in range(2)] == [302, 302]
    assert Plan.objects.count() == 1


def test_the_back_button_after_saving_shows_a_conflict_that_can_be_saved(olive, action):
    page = olive.get(reverse("action-report", args=[action.pk]))
    send(olive, page, status="in_progress", rag="green", summary="Said first")
    conflict = send(olive, page, status="in_progress", rag="amber", summary="Said after going back")
    assert conflict.status_code == 409
    _, boxes = boxes_of(conflict)
    assert olive.post(reverse("action-report", args=[action.pk]), boxes).status_code == 302
    assert [update.rag for update in ProgressUpdate.objects.order_by("pk")] == ["green", "amber"]


def test_a_correction_made_elsewhere_is_not_overwritten(edie, plan):
    reading = make_reading(make_measure(plan), 7)
    tabs = [edie.get(reverse("reading-correct", args=[reading.pk])) for _ in range(2)]
    codes = [send(edie, tab, value=value, reason="Late").status_code for tab, value in zip(tabs, "89", strict=True)]
    assert codes == [302, 409]
    assert Reading.objects.get().value == 8
