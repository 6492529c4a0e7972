"""Ending access, wherever it is done: never one's own, never the last who runs the product, never unseen."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from plans.accounts.leaving import LAST, YOURSELF, end_access
from plans.models import User
from tests.admin.world import address, sentences, typed
from tests.people.world import choose_password, leave, newest_link


def untick(client, person):
    """Take away somebody's access on their page in the admin."""
    sent = typed(client.get(address("change", person)))
    del sent["is_active"]
    return client.post(address("change", person), sent)


def test_in_the_admin_nobody_who_holds_a_lead_loses_access_silently(desk, officer, lead):
    page = untick(desk, officer)
    assert "still holds leads" in sentences(page)
    assert f'href="{reverse("person-leave", args=[officer.pk])}"' in page.content.decode()
    officer.refresh_from_db()
    assert officer.is_active


def test_who_handed_over_loses_access_in_the_admin_and_all_that_goes_with_it(desk, officer, lead):
    leave(desk, officer, to_all="nobody")
    browser = Client()
    browser.force_login(officer)
    assert untick(desk, officer).status_code == 302
    officer.refresh_from_db()
    assert (officer.is_active, officer.has_usable_password()) == (False, False)
    assert browser.get(reverse("my-actions")).status_code == 302


def test_who_comes_back_is_sent_a_link(desk, officer, django_capture_on_commit_callbacks):
    untick(desk, officer)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address("change", officer), typed(desk.get(address("change", officer)), is_active="on"))
    assert [message.to for message in mail.outbox] == [[officer.email]]
    assert choose_password(Client(), newest_link())


def test_nobody_ends_their_own_access(superuser, equality_lead):
    for person in (superuser, equality_lead):
        with pytest.raises(ValidationError, match=YOURSELF):
            end_access(person, by=person)


@pytest.mark.parametrize("who", ["officer", "manager", "outsider"])
def test_who_may_not_look_after_somebody_ends_nobodys_access(request, who, equality_lead):
    with pytest.raises(PermissionDenied):
        end_access(equality_lead, by=request.getfixturevalue(who))


def test_of_two_who_run_the_product_and_end_each_others_access_one_stays(superuser):
    second = User.objects.create_superuser("second@example.org", name="Second")
    end_access(User.objects.get(pk=second.pk), by=superuser)
    with pytest.raises(ValidationError, match=LAST):
        end_access(superuser, by=second)


def test_the_last_who_runs_the_product_cannot_be_made_less(client, superuser):
    client.force_login(superuser)
    sent = typed(client.get(address("change", superuser)))
    del sent["is_superuser"]
    assert LAST in sentences(client.post(address("change", superuser), sent))
    superuser.refresh_from_db()
    assert superuser.is_superuser
