"""Every page in a real browser: no accessibility violation, no sideways scrolling, no breach of the policy."""

import pytest
from django.urls import reverse

from actions.models import Timescale
from measures.models import Measure
from tests.browser.conftest import WIDTHS
from tests.builders import make_action, make_timescale, name_lead

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def full_plan(plan, action, lead, officer):
    """A public plan with everything that a page can show."""
    plan.is_public, plan.introduction, plan.signed_off_by = True, "Words.\n\nMore words.", "A Director"
    plan.save()
    action.commitment.rationale, action.commitment.lead_in = "The survey said so.", "We will:"
    action.commitment.save()
    action.timescale = make_timescale(plan, "Every March", recurrence=Timescale.Recurrence.ANNUAL, due_on="2026-03-31")
    action.due_on = action.timescale.due_on
    action.save()
    Measure.objects.create(plan=plan, position=1, text="staff survey", name="Survey", commitment=action.commitment)
    other = make_action(commitment=action.commitment, subheading="Training")
    name_lead(other, lead)
    action.report(by=officer, status="in_progress", rag="amber", summary="Begun.", evidence="https://example.org/a")
    return plan


@pytest.mark.parametrize("width", WIDTHS)
def test_what_residents_read(look, full_plan, action, width):
    council = full_plan.council
    for address in (
        reverse("council-list"),
        reverse("council-detail", args=[council.slug]),
        reverse("plan-detail", args=[council.slug, full_plan.slug]),
        reverse("plan-detail", args=[council.slug, full_plan.slug]) + "?q=nothing+fits",
        reverse("action-detail", args=[action.pk]),
        reverse("sign-in"),
    ):
        assert look(address, width).status == 200


@pytest.mark.parametrize("width", WIDTHS)
def test_what_officers_work_with(look, sign_in, full_plan, action, officer, width):
    sign_in(officer)
    for name in ("my-actions", "my-actions-report"):
        look(reverse(name), width)
    for name in ("action-detail", "action-report"):
        look(reverse(name, args=[action.pk]), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_report_with_mistakes(page, look, sign_in, full_plan, action, officer, width):
    sign_in(officer)
    look(reverse("action-report", args=[action.pk]), width)
    page.get_by_label("Withdrawn").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save report").click()
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_that_is_not_there(look, violations, width):
    assert look("/no-such-page/", width, expect_errors=True).status == 404


@pytest.mark.parametrize("width", WIDTHS)
def test_a_conflict_keeps_what_was_typed(page, look, sign_in, full_plan, action, officer, equality_lead, width):
    sign_in(officer)
    look(reverse("action-report", args=[action.pk]), width)
    page.get_by_label("What happened").fill("My words.")
    action.report(by=equality_lead, status="on_hold", reason="No money.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save report").click()
    look(width=width, expect_errors=True)
    assert page.get_by_label("What happened").input_value() == "My words."
    assert "Somebody else changed this action" in page.title()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_with_mistakes_in_the_quick_report(page, look, sign_in, full_plan, officer, width):
    sign_in(officer)
    look(reverse("my-actions-report"), width)
    page.get_by_label("Status").first.select_option("withdrawn")
    with page.expect_navigation():
        page.get_by_role("button", name="Save reports").click()
    look(width=width)
    assert "Say why the action is withdrawn." in page.content()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_that_one_may_not_use(look, sign_in, action, manager, width):
    sign_in(manager)
    assert look(reverse("action-report", args=[action.pk]), width, expect_errors=True).status == 403
