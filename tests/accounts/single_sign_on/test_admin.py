"""Who runs a person's account sees that one is linked for single sign-on, and may unlink it."""

import pytest
from django.urls import reverse

from plans.models import SignOnIdentity
from tests.accounts.single_sign_on.ways import sign_on, signed_in_as
from tests.builders import make_user

pytestmark = pytest.mark.django_db


def unlink_page(person):
    return reverse("admin:plans_user_unlink", args=[person.pk])


def test_an_equality_lead_unlinks_an_account(client, configured, linked, equality_lead):
    elsewhere = type(client)()
    sign_on(elsewhere, configured)
    client.force_login(equality_lead)
    assert unlink_page(linked) in client.get(reverse("admin:plans_user_change", args=[linked.pk])).content.decode()
    page = client.get(unlink_page(linked)).content.decode()
    assert configured.issuer in page
    assert configured.subject not in page
    client.post(unlink_page(linked))
    assert not SignOnIdentity.objects.exists()
    assert signed_in_as(client) == equality_lead.pk
    assert elsewhere.get(reverse("my-actions")).status_code == 302


def test_nothing_is_said_of_who_has_linked_none(client, configured, officer, equality_lead):
    client.force_login(equality_lead)
    assert "Unlink" not in client.get(reverse("admin:plans_user_change", args=[officer.pk])).content.decode()
    assert "has linked no account" in client.get(unlink_page(officer)).content.decode()


def test_who_may_not_edit_the_account_may_not_unlink_it(client, configured, linked, manager, outsider):
    for user, answer in ((manager, 403), (outsider, 404)):
        client.force_login(user)
        assert client.post(unlink_page(linked)).status_code == answer
    linked.memberships.create(council=outsider.memberships.get().council, role="officer")
    assert client.post(unlink_page(linked)).status_code == 403
    assert SignOnIdentity.objects.exists()


def test_one_unlinks_oneself_on_ones_own_page(client, configured, council):
    lead = make_user("Edie", council=council, role="equality_lead")
    SignOnIdentity.objects.create(user=lead, issuer=configured.issuer, subject="edie")
    client.force_login(lead)
    assert client.post(unlink_page(lead))["Location"] == reverse("account")
    assert SignOnIdentity.objects.exists()
