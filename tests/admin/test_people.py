"""People: equality leads invite and look after those of their council, and cannot reach beyond."""

import pytest
from django.urls import reverse

from plans.models import Membership, User
from tests.admin.world import address, sentences, typed
from tests.builders import PASSWORD, make_user

ADD = "admin:plans_user_add"


@pytest.fixture
def shared(council, other_council):
    """A person who belongs to another council too."""
    person = make_user("Sherry Shared", council=council)
    Membership.objects.create(user=person, council=other_council, role="officer")
    return person


def invite(client, council, **said):
    page = client.get(reverse(ADD))
    row = {"memberships-0-council": council.pk, "memberships-0-role": "officer"}
    return client.post(reverse(ADD), typed(page, name="Nia New", email="Nia@example.org", **row) | said)


def test_a_person_is_invited_with_a_role_and_without_a_password(desk, council):
    assert invite(desk, council, change_reason="Joined in June").status_code == 302
    nia = User.objects.get(email="nia@example.org")
    assert nia.roles == {council.pk: "officer"}
    assert not nia.has_usable_password()
    assert not nia.is_superuser


def test_nobody_is_invited_without_a_role(desk, council):
    page = invite(desk, council, **{"memberships-0-council": ""})
    assert "This field is required." in sentences(page)
    assert not User.objects.filter(email="nia@example.org").exists()


def test_nobody_is_invited_into_another_council(desk, other_council):
    assert "Select a valid choice" in sentences(invite(desk, other_council))


def test_an_address_in_use_is_explained(desk, council, outsider):
    page = invite(desk, council, email=outsider.email.upper())
    assert "ask those who run EDI Tracker to give them a role" in sentences(page)


@pytest.mark.parametrize("forged", [{"is_superuser": "on"}, {"password": "x"}, {"is_staff": "on"}])
def test_nobody_is_made_more_than_they_are(desk, council, forged):
    invite(desk, council, **forged)
    nia = User.objects.get(email="nia@example.org")
    assert not nia.is_superuser
    assert not nia.has_usable_password()


def test_the_list_shows_roles_here_only(desk, shared, council, other_council):
    page = desk.get(reverse("admin:plans_user_changelist")).content.decode()
    assert f"Officer in {council}" in page
    assert str(other_council) not in page


def test_the_list_opens_on_people_who_may_sign_in(desk, council):
    gone = make_user("Gwen Gone", council=council, is_active=False)
    url = reverse("admin:plans_user_changelist")
    assert gone not in desk.get(url).context["cl"].queryset
    assert list(desk.get(url, {"access": "left"}).context["cl"].queryset) == [gone]


def test_a_persons_name_address_and_access_are_theirs_to_change(desk, officer):
    url = address("change", officer)
    sent = typed(desk.get(url), name="Olive Other", email="OLIVE@example.org")
    del sent["is_active"]
    assert desk.post(url, sent).status_code == 302
    officer.refresh_from_db()
    assert (officer.name, officer.email, officer.is_active) == ("Olive Other", "olive@example.org", False)


@pytest.mark.parametrize("who", ["shared", "superuser"])
def test_the_account_of_somebody_with_more_than_this_council_is_not(request, desk, council, who):
    person = request.getfixturevalue(who)
    Membership.objects.get_or_create(user=person, council=council, defaults={"role": "officer"})
    url, email = address("change", person), person.email
    desk.post(url, typed(desk.get(url), email="mine@example.org", name="Mine", is_active="", is_superuser=""))
    person.refresh_from_db()
    assert (person.email, person.is_active) == (email, True)
    assert desk.get(reverse("admin:plans_user_password", args=[person.pk])).status_code == 403


def test_their_role_here_is(desk, shared, council):
    url = address("change", shared)
    page = desk.get(url)
    assert page.context["inline_admin_formsets"][0].formset.total_form_count() == 1
    assert desk.post(url, typed(page, **{"memberships-0-role": "manager"})).status_code == 302
    assert shared.memberships.get(council=council).role == "manager"


def test_a_role_elsewhere_cannot_be_reached_through_a_crafted_post(desk, shared, other_council):
    elsewhere = shared.memberships.get(council=other_council)
    url = address("change", shared)
    desk.post(url, typed(desk.get(url), **{"memberships-0-id": elsewhere.pk, "memberships-0-role": "equality_lead"}))
    elsewhere.refresh_from_db()
    assert elsewhere.role == "officer"


def test_a_role_can_be_taken_away_and_the_person_stays(desk, officer, council):
    url = address("change", officer)
    assert desk.post(url, typed(desk.get(url), **{"memberships-0-DELETE": "on"})).status_code == 302
    assert not officer.memberships.exists()
    assert User.objects.filter(pk=officer.pk).exists()


def test_nobody_changes_or_takes_away_their_own_role(desk, equality_lead):
    role = equality_lead.memberships.get()
    for page in ("change", "delete"):
        assert desk.post(address(page, role), {"role": "officer", "post": "yes"}).status_code == 403
    url = address("change", equality_lead)
    desk.post(url, typed(desk.get(url), **{"memberships-0-role": "officer", "memberships-0-DELETE": "on"}))
    assert equality_lead.memberships.get().role == "equality_lead"


def test_nobody_takes_away_their_own_access(desk, equality_lead):
    url = address("change", equality_lead)
    sent = typed(desk.get(url))
    del sent["is_active"]
    assert "You cannot take away your own access." in sentences(desk.post(url, sent))


def set_password(client, person, new=PASSWORD):
    url = reverse("admin:plans_user_password", args=[person.pk])
    return client.post(url, {"new_password1": new, "new_password2": new})


def test_a_password_is_set_for_somebody_of_the_council(desk, officer):
    assert set_password(desk, officer).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_weak_password_is_refused(desk, officer):
    page = set_password(desk, officer, "password")
    assert "too short" in str(page.context["form"].errors)


def test_whose_password_is_set_signs_in_again(desk, signed_in, officer):
    browser = signed_in(officer)
    set_password(desk, officer)
    assert browser.get(reverse("my-actions")).status_code == 302


def test_ones_own_password_is_changed_by_giving_the_old_one(desk, equality_lead, other_council):
    Membership.objects.create(user=equality_lead, council=other_council, role="officer")
    equality_lead.set_password("an-old-pass-phrase")
    equality_lead.save()
    desk.force_login(equality_lead)
    assert "old_password" in set_password(desk, equality_lead).context["form"].errors
    url = reverse("admin:plans_user_password", args=[equality_lead.pk])
    sent = {"old_password": "an-old-pass-phrase", "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert desk.post(url, sent).status_code == 302
    assert desk.get(reverse("admin:index")).status_code == 200


def test_another_councils_people_have_no_password_page(desk, outsider):
    assert set_password(desk, outsider).status_code == 404


def test_those_who_run_the_product_give_roles_anywhere(signed_in, superuser, officer, other_council):
    url = reverse("admin:plans_membership_add")
    client = signed_in(superuser)
    sent = typed(client.get(url), user=officer.pk, council=other_council.pk, role="manager")
    assert client.post(url, sent).status_code == 302
    assert officer.memberships.count() == 2


def test_those_who_run_the_product_add_councils_and_equality_leads_do_not(desk, signed_in, superuser, council):
    url = reverse("admin:plans_council_add")
    assert desk.get(url).status_code == 403
    client = signed_in(superuser)
    sent = typed(client.get(url), name="Crale Council", slug="crale", gss_code="E06000042")
    assert client.post(url, sent).status_code == 302


def test_a_councils_address_is_not_for_its_equality_lead(desk, council):
    url = address("change", council)
    assert desk.post(url, typed(desk.get(url), slug="elsewhere", colour="teal")).status_code == 302
    council.refresh_from_db()
    assert (council.slug, council.colour) == ("alderford-council", "teal")


def test_who_manages_one_council_need_not_choose_it(desk, council):
    page = desk.get(reverse("admin:plans_plan_add"))
    assert page.context["adminform"].form.initial["council"] == council.pk
    assert typed(desk.get(reverse(ADD)))["memberships-0-council"] == council.pk


def test_who_manages_two_councils_chooses(desk, equality_lead, other_council):
    Membership.objects.create(user=equality_lead, council=other_council, role="equality_lead")
    assert "council" not in desk.get(reverse("admin:plans_plan_add")).context["adminform"].form.initial
    assert "memberships-0-council" not in typed(desk.get(reverse(ADD)))
