"""A session that ran out in the middle of a long text: the text is kept, for the one who typed it."""

from datetime import timedelta
from time import time
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.models import ProgressUpdate
from plans.accounts import kept_text, sessions
from tests.admin.world import address, typed
from tests.builders import PASSWORD, make_lead
from tests.faults.pages import boxes_of, send

pytestmark = pytest.mark.django_db

STORY = "We held nine events.\n“Nobody” asked <b>us</b> before — & 190 people came."
RESUME = "/sign-in/resume/"


@pytest.fixture
def people(officer, manager):
    for person in (officer, manager):
        person.set_password(PASSWORD)
        person.save()


@pytest.fixture
def tired(officer, people):
    """The officer's browser, whose session runs out while they write; it checks forms as a real one's are."""
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    client.force_login(officer)
    return client


def run_out(client):
    """Let the session be idle for too long."""
    session = client.session
    session[sessions.SEEN_AT] -= 24 * 60 * 60
    session.save()


def sent_too_late(client, action):
    page = client.get(reverse("action-report", args=[action.pk]))
    run_out(client)
    return send(client, page, status="in_progress", rag="green", summary=STORY)


def sign_in(client, page, person):
    return send(client, page, username=person.email, password=PASSWORD)


def test_a_text_sent_after_the_session_ran_out_is_saved_after_signing_in(tired, officer, action):
    asked = sent_too_late(tired, action)
    assert (asked.status_code, ProgressUpdate.objects.count()) == (403, 0)
    again = sign_in(tired, asked, officer)
    assert (again.status_code, again.url) == (302, RESUME)
    shown = tired.get(RESUME)
    assert "We held nine events.<br>“Nobody” asked &lt;b&gt;us&lt;/b&gt; before — &amp; 190 people" in shown.text
    saved = send(tired, shown)
    assert (saved.status_code, saved.url) == (302, reverse("action-detail", args=[action.pk]))
    update = ProgressUpdate.objects.get()
    assert (update.summary, update.reported_by, update.rag) == (STORY, officer, "green")


def test_what_was_sent_waits_no_longer(tired, officer, action):
    sign_in(tired, sent_too_late(tired, action), officer)
    send(tired, tired.get(RESUME))
    assert tired.get(RESUME).status_code == 302
    assert kept_text.KEPT not in tired.session


def test_what_somebody_changed_meanwhile_is_shown_first(tired, officer, action):
    asked = sent_too_late(tired, action)
    action.report(by=officer, status="in_progress", rag="amber", summary="Said elsewhere")
    sign_in(tired, asked, officer)
    conflict = send(tired, tired.get(RESUME))
    assert (conflict.status_code, ProgressUpdate.objects.count()) == (409, 1)
    assert "190 people came." in conflict.text


def test_nobody_else_sees_it(tired, manager, officer, action):
    asked = sent_too_late(tired, action)
    sign_in(tired, asked, manager)
    assert tired.get(RESUME).url == reverse("home")
    assert kept_text.KEPT not in tired.session


def test_who_signs_in_by_another_page_finds_it_too(tired, manager, officer, action):
    sent_too_late(tired, action)
    tired.force_login(officer)
    assert "190 people came." in tired.get(RESUME).text


def test_who_signs_in_by_another_page_finds_nothing_of_others(tired, manager, action):
    sent_too_late(tired, action)
    tired.force_login(manager)
    assert tired.get(RESUME).status_code == 302
    assert kept_text.KEPT not in tired.session


def test_nothing_of_a_stranger_is_stored(client, action):
    client.post(reverse("action-report", args=[action.pk]), {"summary": "Some words"})
    assert kept_text.KEPT not in client.session


def test_a_wrong_password_does_not_lose_it(tired, officer, action):
    wrong = send(tired, sent_too_late(tired, action), username=officer.email, password="not my password")
    assert wrong.status_code == 200
    sign_in(tired, wrong, officer)
    assert "190 people came." in tired.get(RESUME).text


def test_it_is_kept_for_some_hours_only(tired, officer, action, monkeypatch):
    asked = sent_too_late(tired, action)
    much_later = time() + 13 * 60 * 60
    monkeypatch.setattr("django.core.signing.time", SimpleNamespace(time=lambda: much_later))
    sign_in(tired, asked, officer)
    assert tired.get(RESUME).url == reverse("home")
    assert kept_text.KEPT not in tired.session


def test_what_was_made_up_is_not_believed(tired, officer, action):
    page = tired.get(reverse("sign-in"))
    tired.logout()
    page = tired.get(reverse("sign-in"))
    send(tired, page, username=officer.email, password=PASSWORD, kept_text="eyJhZGRyZXNzIjoiLyJ9:1:forged")
    assert tired.get(RESUME).url == reverse("home")


def test_it_can_be_thrown_away(tired, officer, action):
    sign_in(tired, sent_too_late(tired, action), officer)
    _, boxes = boxes_of(tired.get(RESUME))
    assert tired.post(RESUME, {"csrfmiddlewaretoken": boxes["csrfmiddlewaretoken"]}).status_code == 302
    assert tired.get(RESUME).url == reverse("home")


def test_a_form_of_the_admin_is_kept_with_all_its_boxes(equality_lead, council):
    lead = make_lead(council)
    client = Client()
    client.force_login(equality_lead)
    boxes = typed(client.get(address("change", lead)), name="Head of Everything", change_reason="A new post")
    run_out(client)
    kept = client.post(address("change", lead), boxes).context["kept"]
    assert dict(kept.pairs) == {name: str(value) for name, value in boxes.items()}
    assert (kept.address, kept.user_id) == (address("change", lead), equality_lead.pk)


def test_a_file_is_to_be_chosen_again(tired, officer, action):
    client = Client()
    sent = {"summary": "Two words", "file": SimpleUploadedFile("plan.csv", b"Ref,Action")}
    kept = client.post(reverse("action-report", args=[action.pk]), sent).context["kept"]
    assert kept.had_files
    assert dict(kept.fields) == {"summary": ["Two words"]}


@pytest.mark.parametrize(
    "sent",
    [
        {"old_password": "secret of mine", "comment": "Some words"},
        {"new_password1": "secret of mine"},
        {"summary": "x" * (kept_text.LONGEST + 1)},
        {},
    ],
)
def test_a_secret_or_what_is_too_long_is_not_kept(client, action, sent):
    answer = client.post(reverse("action-report", args=[action.pk]), sent)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("sign-in"))


def test_a_forged_form_is_kept_for_nobody(action):
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(reverse("action-report", args=[action.pk]), {"summary": "Never typed"})
    assert answer.status_code == 403
    assert "Never typed" not in answer.text


def test_a_form_without_its_cookie_shows_what_was_typed_on_our_own_page_only(officer, action):
    where = reverse("action-report", args=[action.pk])
    for site, seen in (("same-origin", True), ("cross-site", False), ("same-site", False)):
        client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": site})
        client.force_login(officer)
        answer = client.post(where, {"status": "in_progress", "summary": STORY})
        assert (answer.status_code, "190 people came." in answer.text) == (403, seen)
        assert answer.text.count("<form") == (2 if seen else 1)


def test_what_lost_its_cookie_can_be_sent_again(tired, action):
    where = reverse("action-report", args=[action.pk])
    _, boxes = boxes_of(tired.get(where))
    refused = tired.post(where, boxes | {"csrfmiddlewaretoken": "", "status": "in_progress", "summary": STORY})
    assert send(tired, refused).status_code == 302
    assert ProgressUpdate.objects.get().summary == STORY


def test_a_session_that_lasted_too_long_is_over_too(tired, officer, action):
    session = tired.session
    session[sessions.SIGNED_IN_AT] = int((timezone.now() - timedelta(days=1)).timestamp())
    session.save()
    assert tired.get(reverse("my-actions")).status_code == 302
