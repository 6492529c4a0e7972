"""The coverage page in a browser: wide and narrow, tagged and untagged, with a mistake in its address."""

import pytest
from django.urls import reverse

from plans.models import PlanPartner
from tests.browser.conftest import WIDTHS
from tests.builders import give_tag, make_action, make_council, make_plan, make_tag

pytestmark = pytest.mark.django_db(transaction=True)
HERE = reverse("coverage")


@pytest.fixture
def tagged(action, council):
    """Actions of two plans, tagged with a statutory and a local characteristic; a third that nobody addresses."""
    second = make_action(make_plan(council, title="Our second plan, with a title of a great many words"))
    PlanPartner.objects.create(plan=second.plan, council=make_council("Cumbermere Council"))
    for tag in (make_tag("Shoe size"), make_tag("Care experience", council)):
        give_tag(action, tag)
        give_tag(second, tag)
    make_tag("Hat size")
    return action


@pytest.mark.parametrize("width", WIDTHS)
def test_the_matrix(page, look, sign_in, tagged, manager, width):
    sign_in(manager)
    look(HERE, width)
    assert page.get_by_text("No live action addresses").locator("..").get_by_text("Hat size").count() == 1
    look(f"{HERE}?plan={tagged.plan.pk}", width)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_tagged_yet(page, look, sign_in, action, equality_lead, width):
    sign_in(equality_lead)
    look(HERE, width)
    with page.expect_navigation():
        page.get_by_role("link", name="Actions without a tag").click()
    assert page.get_by_role("link", name=action.text).count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_mistake_in_the_address(page, look, sign_in, tagged, manager, width):
    sign_in(manager)
    assert look(f"{HERE}?plan=99999", width, expect_errors=True).status == 400
    assert page.title().startswith("Error: ")
    with page.expect_navigation():
        page.get_by_role("link", name="Show all").click()
    assert page.get_by_role("table").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_the_tags_of_an_action(page, look, sign_in, tagged, equality_lead, width):
    sign_in(equality_lead)
    look(reverse("action-detail", args=[tagged.pk]), width)
    with page.expect_navigation():
        page.get_by_role("link", name="Change the tags").click()
    assert page.locator("#action_tags-group").get_by_text("Care experience").count() > 0
