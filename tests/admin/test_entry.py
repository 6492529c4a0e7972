"""Who gets into the admin, and what they find there."""

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from plans.admin.scoped import ScopedAdmin
from plans.audit import seals
from tests.admin.world import address


def test_a_stranger_signs_in_on_the_products_own_page(client, db):
    page = client.get(reverse("admin:index"), follow=True)
    assert page.resolver_match.url_name == "sign-in"
    assert page.redirect_chain[-1][0] == f"{reverse('sign-in')}?next={reverse('admin:index')}"


@pytest.mark.parametrize("who", ["officer", "manager"])
def test_people_without_the_right_are_told_so_and_not_asked_to_sign_in_again(request, signed_in, here, who):
    client = signed_in(request.getfixturevalue(who))
    for page in (reverse("admin:index"), address("change", here.plan), reverse("admin:autocomplete")):
        assert client.get(page).status_code == 403
    assert client.get(reverse("admin:login"), follow=True).status_code == 403


def test_a_deactivated_equality_lead_is_out(desk, equality_lead):
    equality_lead.is_active = False
    equality_lead.save()
    assert desk.get(reverse("admin:index"), follow=True).resolver_match.url_name == "sign-in"


def test_the_first_page_groups_what_there_is_by_what_people_come_to_do(desk):
    sections = desk.get(reverse("admin:index")).context["app_list"]
    assert [section["name"] for section in sections] == ["Plans", "Who does what", "How it is going"]
    plans = [model["object_name"] for model in sections[0]["models"]]
    assert plans == ["Plan", "Theme", "Commitment", "Action", "Timescale", "Tag"]


def test_every_model_is_in_a_section(signed_in, superuser):
    sections = signed_in(superuser).get(reverse("admin:index")).context["app_list"]
    assert sections[-1]["name"] == "For who runs the product"
    assert sum(len(section["models"]) for section in sections) == len(admin.site._registry)


def test_seals_are_for_reading_by_those_who_run_the_product(desk, signed_in, superuser):
    listed = reverse("admin:plans_historyseal_changelist")
    assert desk.get(listed).status_code == 403
    assert signed_in(superuser).get(listed).status_code == 200
    assert signed_in(superuser).get(reverse("admin:plans_historyseal_add")).status_code == 403
    seal = seals.seal_all()[0]
    assert signed_in(superuser).get(reverse("admin:plans_historyseal_change", args=[seal.pk])).status_code == 200


def test_every_admin_asks_whose_a_row_is():
    assert all(isinstance(one, ScopedAdmin) for one in admin.site._registry.values())


def test_no_address_leads_from_any_id_of_anything_to_its_page():
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, 1])


def test_signing_out_of_the_admin_is_signing_out(desk):
    desk.post(reverse("admin:logout"))
    assert desk.get(reverse("my-actions")).status_code == 302
