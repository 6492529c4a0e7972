"""The pages on which people come and go, in a real browser."""

import pytest
from django.urls import reverse

from actions.models import LeadHolder
from tests.browser.conftest import WIDTHS
from tests.builders import make_lead, make_user
from tests.people.everything import NAME, tell_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_inviting_somebody_with_mistakes(page, look, sign_in, lead, equality_lead, width):
    sign_in(equality_lead)
    look(reverse("person-invite"), width)
    with page.expect_navigation():
        page.get_by_role("button", name="Send the invitation").click()
    look(width=width)
    assert page.title().startswith("Error: ")


@pytest.mark.parametrize("width", WIDTHS)
def test_somebody_leaves_while_somebody_else_changes_what_they_hold(
    page, look, sign_in, action, officer, equality_lead, width
):
    make_lead(action.plan.council, "Chair", holder=officer)
    sign_in(equality_lead)
    look(reverse("person-leave", args=[officer.pk]), width)
    page.get_by_label("Who takes over?").select_option("nobody")
    page.get_by_label("Reason").fill("Left.")
    LeadHolder.objects.filter(lead__name="Chair").delete()
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    look(width=width, expect_errors=True)
    assert "changed while this page was open" in page.content()
    assert page.get_by_label("Who takes over?").input_value() == "nobody"


@pytest.mark.parametrize("width", WIDTHS)
def test_forgetting_somebody(page, look, sign_in, action, lead, council, equality_lead, width):
    gone = make_user(NAME, council=council, is_active=False)
    tell_of(action, lead, equality_lead)
    sign_in(equality_lead)
    look(reverse("person-forget", args=[gone.pk]), width)
    with page.expect_navigation():
        page.get_by_role("button", name="Forget this person for good").click()
    look(width=width)
    assert "Enter type the person" not in page.content()
