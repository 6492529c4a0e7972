"""Between the preview and the confirmation a file is its person's alone, and does not stay."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from actions.models import Lead, LeadSpelling
from plans.models import TableUpload, Theme
from plans.uploads import plain_name
from tests.admin.exchange.desk import address, bring, confirm, exported
from tests.builders import make_user

GONE = "This file is no longer kept here"


@pytest.fixture
def preview(desk, here):
    """The preview of one renamed lead."""
    rows = exported(desk, Lead)
    rows[0]["Name"] = "Renamed"
    return bring(desk, Lead, rows)


def post(client, model=Lead, **sent):
    return client.post(address(model, "process_import"), sent, follow=True)


def is_renamed():
    return Lead.objects.filter(name="Renamed").exists()


def test_a_file_is_kept_until_it_is_confirmed_and_no_longer(desk, preview):
    assert TableUpload.objects.get().file_name == "file.csv"
    confirm(desk, Lead, preview)
    assert (is_renamed(), TableUpload.objects.count()) == (True, 0)


def test_a_double_click_imports_once(desk, preview):
    confirm(desk, Lead, preview)
    assert GONE in confirm(desk, Lead, preview).content.decode()
    assert Lead.history.filter(name="Renamed").count() == 1


@pytest.mark.parametrize("token", ["", "1", "x:y:z", "../../etc/passwd", "\0", "é", "9" * 5000])
def test_a_made_up_token_is_refused(desk, preview, token):
    assert post(desk, what="lead", upload=token).status_code == 400
    assert not is_renamed()


def test_a_changed_token_is_refused(desk, preview):
    token = preview.context["token"]
    for changed in (token[:-1], token.swapcase(), signing.dumps(1), token + "x"):
        assert post(desk, what="lead", upload=changed).status_code == 400
    assert not is_renamed()


@pytest.mark.parametrize("what", ["", "nothing", "user", "action", "leadspelling"])
def test_a_token_holds_for_its_own_rows_only(desk, preview, what):
    assert post(desk, what=what, upload=preview.context["token"]).status_code == 400
    assert post(desk, Theme, what="theme", upload=preview.context["token"]).status_code == 400
    assert not is_renamed()


def test_a_token_holds_for_its_own_person_only(signed_in, here, preview, superuser, council):
    colleague = make_user(council=council, role="equality_lead")
    for person in (colleague, superuser):
        assert post(signed_in(person), what="lead", upload=preview.context["token"]).status_code == 400
    assert not is_renamed()


def test_who_lost_their_role_meanwhile_imports_nothing(desk, preview, equality_lead):
    equality_lead.memberships.update(role="officer")
    assert post(desk, what="lead", upload=preview.context["token"]).status_code == 403
    assert not is_renamed()


def test_a_newer_file_takes_the_place_of_the_older(desk, here, preview):
    rows = exported(desk, Lead)
    rows[0]["Name"] = "Newer"
    newer = bring(desk, Lead, rows)
    assert GONE in confirm(desk, Lead, preview).content.decode()
    confirm(desk, Lead, newer)
    assert (is_renamed(), Lead.objects.filter(name="Newer").exists()) == (False, True)


def test_files_of_other_rows_and_people_stay(desk, here, preview, signed_in, superuser):
    row = {"Lead": f"{here.council.slug}/{here.lead.name}", "Spelling": "Hd"}
    bring(desk, Lead, [row], LeadSpelling)
    bring(signed_in(superuser), Lead, [row], LeadSpelling)
    assert TableUpload.objects.count() == 3


def test_what_was_left_behind_goes_after_a_day(desk, here, preview):
    TableUpload.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    bring(desk, Theme, exported(desk, Theme))
    assert not TableUpload.objects.exists()
    assert GONE in confirm(desk, Lead, preview).content.decode()


def test_a_token_is_too_old_after_a_day(desk, preview, monkeypatch):
    later = timezone.now().timestamp() + 24 * 60 * 60 + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert GONE in confirm(desk, Lead, preview).content.decode()
    assert not is_renamed()


def test_a_file_that_changes_nothing_or_is_refused_is_not_kept(desk, here):
    rows = exported(desk, Lead)
    bring(desk, Lead, rows)
    rows[0] |= {"Kind": "Robot"}
    bring(desk, Lead, rows)
    assert not TableUpload.objects.exists()


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_confirming_is_a_post(desk, here, method):
    assert getattr(desk, method)(address(Lead, "process_import")).status_code == 405


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("plan.xlsx", "plan.xlsx"), ("../../etc/passwd", "passwd"), ("a\nb\u202ecsv.exe", "abcsv.exe"), ("", "a file"),
        ("x" * 500, "x" * 120), ("<b>.csv", "<b>.csv"), ("Plan 2027 – final.csv", "Plan 2027 – final.csv"),
    ],
)  # fmt: skip
def test_a_name_is_made_fit_to_be_read(name, plain):
    assert plain_name(name) == plain


def test_no_name_of_a_file_runs_on_the_page(desk, here):
    rows = exported(desk, Lead)
    rows[0]["Name"] = "<script>alert(1)</script>"
    preview = bring(desk, Lead, rows, name="<img src=x onerror=y>.csv").content.decode()
    assert "<script>alert" not in preview
    assert "<img src=x" not in preview


def test_the_import_page_says_how_a_file_is_read(desk, here):
    preview = desk.get(reverse("admin:actions_action_import")).content.decode()
    assert "An empty cell empties them, where they may be empty." in preview
    assert "A column that is missing leaves things as they are." in preview
