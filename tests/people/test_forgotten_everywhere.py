"""Who was forgotten is nowhere: not in the database, on no page, in no file; and the history is whole."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from actions.models import ProgressUpdate
from plans.audit.seals import seal_all
from plans.models import User
from tests.audit.checks import assert_history_is_whole
from tests.people.everything import ADDRESS, NAME, dump, ids, live_through, walk
from tests.people.world import forget, leave

TRACE = re.compile(r"zebedee|quillfeather", re.IGNORECASE)


@pytest.fixture
def lived(desk, plan, action, lead, settings):
    settings.SEAL_KEY = "a key for the seals"
    return live_through(desk, plan, action, lead)


@pytest.fixture
def forgotten(lived, desk):
    """The person left, and was forgotten by a colleague, by the pages."""
    seal_all()
    assert TRACE.search(dump())
    assert leave(desk, lived.person, to_all="nobody", ends_access="on").status_code == 302
    assert forget(desk, lived.person).status_code == 302
    return lived.person


@pytest.mark.usefixtures("forgotten")
def test_the_whole_database_holds_neither_name_nor_address(lived):
    assert TRACE.findall(dump()) == []


@pytest.mark.usefixtures("forgotten")
def test_no_page_and_no_file_names_them(lived, plan, action, manager, equality_lead, superuser):
    world = {"plan": plan, "ids": ids(lived, action)}
    for user in (None, manager, equality_lead, superuser):
        assert [here for here, said in walk(user, world) if TRACE.search(said)] == [], user


def test_the_walk_would_find_them(lived, equality_lead, plan, action):
    world = {"plan": plan, "ids": ids(lived, action)}
    said = "\n".join(words for _, words in walk(equality_lead, world))
    assert NAME in said
    assert ADDRESS in said


def test_what_they_did_stays_and_the_history_verifies(forgotten, capsys):
    assert ProgressUpdate.objects.get(reported_by=forgotten).summary == "Begun."
    assert ProgressUpdate.history.get(reported_by=forgotten).history_type == "+"
    assert_history_is_whole()
    call_command("verify_history")
    assert "no problems" in capsys.readouterr().out


def test_pages_say_that_a_former_user_did_it(forgotten, equality_lead, action):
    client = Client()
    client.force_login(equality_lead)
    assert f"Former user {forgotten.pk}" in client.get(f"/actions/{action.pk}/").content.decode()


def test_nobody_signs_in_with_what_was_theirs(forgotten, lived):
    person = User.objects.get(pk=forgotten.pk)
    assert lived.browser.get("/my-actions/").status_code == 302
    assert (person.is_active, person.has_usable_password(), person.last_login) == (False, False, None)
    assert not person.sign_on_identities.exists()
