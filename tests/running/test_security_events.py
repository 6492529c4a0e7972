"""What concerns security leaves a line of its own: what happened, to whom by number, from where; never who by name."""

import pytest
from django.urls import reverse

from edi_tracker import sign_on_urls
from edi_tracker.security_events import ASKED_FOR, DONE, EXPORTS, FAILED, Answered, event_of
from tests.builders import PASSWORD, make_user
from tests.test_who_may import PAGES, patterns

pytestmark = pytest.mark.django_db

SIGN_IN = {"username": "Ann@example.org"}

# Posts that change what the product is for, or send somebody on: the history and the request's own line tell of them.
NO_EVENT = {
    "sign-in", "sign-out", "plan-import", "plan-import-tables", "plan-import-columns", "plan-import-preview",
    "plan-import-row", "plan-import-discard", "plan-new", "plan-roll-forward", "measure-add", "reading-import",
    "sign-in-resume", "two-step-codes-file",
    "my-actions-report", "action-report", "reading-add", "reading-correct", "home",
}  # fmt: skip


def test_every_address_that_takes_a_post_is_classified():
    takes = {name for name, (_, post) in PAGES.items() if "405" not in post.split()[1:]}
    assert sorted(takes - set(DONE) - set(FAILED) - set(ASKED_FOR) - NO_EVENT) == []


def test_every_address_of_the_table_exists():
    known = {name for name, _ in patterns()} | {address.name for address in sign_on_urls.urlpatterns}
    assert (set(DONE) | set(FAILED) | set(ASKED_FOR) | EXPORTS) - known == set()


@pytest.mark.parametrize(
    ("answered", "event"),
    [
        (("sign-in", "POST", 200), "sign-in failed"),
        (("sign-in", "POST", 429), "locked out"),
        (("sign-in", "POST", 302, None, 5), "signed in"),
        (("sign-on-return", "GET", 302, None, 5), "signed in"),
        (("sign-on-return", "GET", 302), "sign-in failed"),
        (("sign-out", "POST", 302, 5, None), "signed out"),
        (("sign-in", "GET", 200), ""),
        (("two-step", "POST", 200, 5, 5), "two-step failed"),
        (("two-step", "POST", 302, 5, 5), "two-step passed"),
        (("password-change", "POST", 302, 5, 5), "password changed"),
        (("password-change", "POST", 200, 5, 5), "password change refused"),
        (("password-reset", "POST", 200), ""),
        (("two-step-set-up", "POST", 200, 5, 5), "two-step set-up asked for"),
        (("plan-detail", "GET", 403, 5, 5), "refused"),
        (("plan-import-do", "POST", 400, 5, 5), "refused"),
        (("admin:actions_lead_process_import", "POST", 400, 5, 5), "refused"),
        (("unknown", "POST", 400), "refused"),
        (("dashboard", "GET", 400, 5, 5), ""),
        (("action-report", "POST", 302, 5, 5), ""),
        (("plan-export", "GET", 200, 5, 5), "exported"),
        (("plan-export", "GET", 302), ""),
        (("plan-import-do", "POST", 302, 5, 5), "imported"),
        (("admin:plans_user_change", "POST", 302, 5, 5), "people or roles changed"),
        (("admin:plans_user_change", "POST", 200, 5, 5), ""),
        (("admin:plans_user_password_change", "POST", 302, 5, 5), "password changed"),
        (("admin:plans_user_sign_out", "POST", 302, 5, 5), "signed out everywhere"),
        (("admin:actions_lead_process_import", "POST", 302, 5, 5), "imported"),
        (("admin:actions_lead_export", "POST", 200, 5, 5), "exported"),
        (("admin:actions_lead_change", "POST", 302, 5, 5), ""),
    ],
)
def test_the_table_of_events(answered, event):
    assert event_of(Answered(*answered)) == event


def test_a_wrong_password_is_told_with_where_it_came_from(client, log):
    make_user("Ann", email="ann@example.org", password=PASSWORD)
    client.post("/sign-in/", SIGN_IN | {"password": "a wrong password"})
    [told] = log.of("security")
    assert (told["level"], told["event"], told["user"]) == ("WARNING", "sign-in failed", None)
    assert told["from"] == "127.0.0.1"
    assert "wrong" not in log.getvalue()


def test_who_signs_in_is_told_by_number(client, log):
    user = make_user("Ann", email="ann@example.org", password=PASSWORD)
    client.post("/sign-in/", SIGN_IN | {"password": PASSWORD})
    client.post("/sign-out/")
    assert [(told["event"], told["user"]) for told in log.of("security")] == [
        ("signed in", user.pk),
        ("signed out", user.pk),
    ]
    assert "ann" not in log.getvalue().lower()


def test_a_refusal_is_told_with_what_was_asked_for(client, log, manager, action):
    client.force_login(manager)
    client.get(reverse("action-report", args=[action.pk]))
    [told] = log.of("security")
    assert (told["event"], told["user"], told["object"]) == ("refused", manager.pk, action.pk)


def test_a_form_that_nobody_was_given_is_a_refusal_to_be_watched(client, log, manager):
    client.force_login(manager)
    assert client.post(reverse("two-step-codes-file"), {"codes": "made up"}).status_code == 400
    [told] = log.of("security")
    assert (told["level"], told["event"], told["status"], told["user"]) == ("WARNING", "refused", 400, manager.pk)
    assert "made up" not in log.getvalue()
