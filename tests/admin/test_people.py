"""People: equality leads look after those of their council, and cannot reach beyond."""

import pytest
from django.urls import reverse

from plans.models import Membership, User
from tests.admin.world import address, sentences, typed
from tests.builders import PASSWORD, make_user


@pytest.fixture
def shared(council, other_council):
    """A person who belongs to another council too."""
    person = make_user("Sherry Shared", council=council)
    Membership.objects.create(user=person, council=other_council, role="officer")
    return person


def test_people_are_invited_on_a_page_of_its_own_and_not_added_here(desk):
    page = desk.get(reverse("admin:plans_user_changelist")).content.decode()
    assert reverse("person-invite") in page
    assert reverse("admin:plans_user_add") not in page
    assert desk.get(reverse("admin:plans_user_add")).status_code == 403


@pytest.mark.parametrize("forged", [{"is_superuser": "on"}, {"password": "x"}, {"is_staff": "on"}])
def test_nobody_is_made_more_than_they_are(desk, officer, forged):
    url, before = address("change", officer), officer.password
    assert desk.post(url, typed(desk.get(url), name="Olive Other", **forged)).status_code == 302
    officer.refresh_from_db()
    assert (officer.name, officer.is_superuser, officer.password) == ("Olive Other", False, before)


def test_the_list_shows_roles_here_only(desk, shared, council, other_council):
    page = desk.get(reverse("admin:plans_user_changelist")).content.decode()
    assert f"Officer in {council}" in page
    assert str(other_council) not in page


def test_the_list_opens_on_people_who_may_sign_in(desk, council):
    gone = make_user("Gwen Gone", council=council, is_active=False)
    url = reverse("admin:plans_user_changelist")
    assert gone not in desk.get(url).context["cl"].queryset
    assert list(desk.get(url, {"access": "left"}).context["cl"].queryset) == [gone]


def test_the_list_shows_who_was_invited_and_has_not_come(desk, officer, equality_lead):
    url = reverse("admin:plans_user_changelist")
    assert list(desk.get(url, {"access": "invited"}).context["cl"].queryset) == [officer]
    assert "Invited, not yet signed in" in desk.get(url).content.decode()
    make_user("Gwen Gone", council=officer.memberships.get().council, is_active=False)
    assert list(desk.get(url, {"access": "invited"}).context["cl"].queryset) == [officer]


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
    for method in (desk.get, desk.post):
        assert method(reverse("admin:plans_user_link", args=[person.pk])).status_code == 403


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


def test_nobody_sets_a_password_for_another(desk, officer):
    before = officer.password
    desk.post(
        reverse("admin:plans_user_link", args=[officer.pk]), {"new_password1": PASSWORD, "new_password2": PASSWORD}
    )
    officer.refresh_from_db()
    assert officer.password == before


def test_ones_own_password_is_changed_on_ones_own_page(desk, equality_lead):
    answer = desk.get(reverse("admin:plans_user_link", args=[equality_lead.pk]))
    assert answer.url == reverse("password-change")
    assert reverse("password-change") in desk.get(address("change", equality_lead)).content.decode()


def test_another_councils_people_are_sent_no_link(desk, outsider):
    assert desk.post(reverse("admin:plans_user_link", args=[outsider.pk])).status_code == 404


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


def test_who_manages_two_councils_chooses(desk, equality_lead, other_council):
    Membership.objects.create(user=equality_lead, council=other_council, role="equality_lead")
    assert "council" not in desk.get(reverse("admin:plans_plan_add")).context["adminform"].form.initial
