"""The committee report in a browser: accessible at every width, within the content policy, and on paper."""

import pytest
from django.urls import reverse

from actions.models import ProgressUpdate
from measures.models import Measure
from plans.models import Commitment
from tests.browser.conftest import WIDTHS
from tests.committee.stage import MAY, Stage

pytestmark = pytest.mark.django_db(transaction=True)

HERE = reverse("committee-report")


@pytest.fixture
def told(council, equality_lead, officer):
    """A plan with something for every section of its report."""
    stage = Stage(council, equality_lead, officer)
    with stage.on(MAY):
        Commitment.objects.filter(pk=stage.commitment.pk).update(rationale="Staff asked for it.")
    done, late, due = stage.action(), stage.action(due_on=MAY), stage.action(due_on="2024-12-01")
    stage.report(done, status="completed", summary="All of it.", evidence="https://example.org/a")
    stage.report(late, status="in_progress", rag="red", reason="Nobody there.")
    stage.report(due, status="in_progress", rag="amber", summary="Begun.")
    stage.action(text="Silent" * 20)
    Measure.objects.create(plan=stage.plan, position=1, text="staff survey", name="Survey")
    assert ProgressUpdate.objects.count() == 3
    return stage


@pytest.mark.parametrize("width", WIDTHS)
def test_the_report_and_its_form(look, sign_in, told, manager, width):
    sign_in(manager)
    for query in ("", f"?plan={told.plan.pk}&starts=2024-07-01&ends=2024-09-30&said=1"):
        assert look(HERE + query, width).status == 200


@pytest.mark.parametrize("width", WIDTHS)
def test_wrong_dates_are_in_view_and_in_focus(page, look, sign_in, told, manager, width):
    sign_in(manager)
    look(f"{HERE}?plan={told.plan.pk}&starts=2024-09-30&ends=2024-07-01", width)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.get_by_role("link", name="First day must not be after the last day").click()
    assert page.get_by_label("First day").is_visible()


def test_the_form_leads_to_a_report_without_script(page, look, sign_in, told, manager):
    sign_in(manager)
    look(HERE)
    page.get_by_label("Plan", exact=True).select_option(label="Our plan")
    with page.expect_navigation():
        page.get_by_role("button", name="Show the report").click()
    page.get_by_label("Period", exact=True).select_option(index=1)
    page.get_by_label("Who is it for?").select_option("public")
    with page.expect_navigation():
        page.get_by_role("button", name="Show the report").click()
    assert "audience=public" in page.url
    assert "period=" not in page.url
    assert page.get_by_role("heading", level=1).inner_text().startswith("Our plan\nProgress report")


def test_paper_shows_the_report_alone(page, look, sign_in, told, manager):
    sign_in(manager)
    look(f"{HERE}?plan={told.plan.pk}&starts=2024-07-01&ends=2024-09-30")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Show the report").is_visible()
    assert not page.get_by_role("link", name="Download as a Word document").is_visible()
    assert not page.get_by_text("Report on other dates").is_visible()
    assert page.get_by_role("heading", name="Annex: every action").is_visible()
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert sheets >= 4
