"""Two people edit one thing: the second sees what the first changed, and loses nothing that they typed."""

from datetime import date

import pytest
from django.db import connection

from actions.models import ActionLead, ReviewDate
from tests.admin.world import address, sentences, typed
from tests.builders import make_lead, make_user, name_lead


@pytest.fixture
def colleague(council, signed_in):
    return signed_in(make_user("Cora Colleague", council=council, role="equality_lead"))


def test_a_stale_form_is_refused_and_says_who_changed_what(desk, colleague, here):
    url = address("change", here.lead)
    mine = typed(desk.get(url), name="Head of Culture", change_reason="Renamed")
    colleague.post(url, typed(colleague.get(url), name="Head of Skills"))
    page = desk.post(url, mine)
    assert "Somebody else changed this while you were editing" in sentences(page)
    assert "Cora Colleague" in sentences(page)
    assert f"Name of lead from “{here.lead.name}” to “Head of Skills”" in sentences(page)
    here.lead.refresh_from_db()
    assert here.lead.name == "Head of Skills"


def test_what_was_typed_stays_and_saving_again_is_a_choice(desk, colleague, here):
    url = address("change", here.lead)
    mine = typed(desk.get(url), name="Head of Culture", change_reason="Renamed")
    colleague.post(url, typed(colleague.get(url), name="Head of Skills"))
    page = desk.post(url, mine)
    again = typed(page)
    assert (again["name"], again["change_reason"]) == ("Head of Culture", "Renamed")
    assert desk.post(url, again).status_code == 302
    here.lead.refresh_from_db()
    assert here.lead.name == "Head of Culture"


def test_a_report_meanwhile_makes_an_actions_form_stale(desk, here, equality_lead):
    url = address("change", here.action)
    mine = typed(desk.get(url), current_text="Do it better")
    here.action.report(by=equality_lead, status="in_progress", summary="Begun.")
    page = desk.post(url, mine)
    assert "Status of action from “Not started” to “In progress”" in sentences(page)


def test_so_does_a_lead_named_meanwhile(desk, here):
    url = address("change", here.action)
    mine = typed(desk.get(url), current_text="Do it better")
    name_lead(here.action, make_lead(here.council, "Head of Parks"))
    page = desk.post(url, mine)
    assert "added lead of an action “Head of Parks”" in sentences(page)


def test_so_does_a_row_taken_away_meanwhile(desk, here):
    url = address("change", here.timescale)
    review = ReviewDate.objects.create(timescale=here.timescale, review_on=date(2026, 10, 1))
    mine = typed(desk.get(url), note="Read anew")
    review.delete()
    page = desk.post(url, mine)
    assert "deleted review date “1 October 2026”" in sentences(page)


def test_a_change_outside_the_product_counts_too(desk, here):
    url = address("change", here.lead)
    mine = typed(desk.get(url), name="Head of Culture")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE actions_lead SET name = 'By hand' WHERE id = %s", [here.lead.pk])
    assert "to “By hand”" in sentences(desk.post(url, mine))


@pytest.mark.parametrize("token", ["", "0", "none", "1.2.3.4", "9" * 40, "²"])
def test_a_form_without_a_good_token_is_stale(desk, here, token):
    url = address("change", here.lead)
    page = desk.post(url, typed(desk.get(url)) | {"revision": token, "name": "Forced"})
    assert "Somebody else changed this" in sentences(page)
    here.lead.refresh_from_db()
    assert here.lead.name != "Forced"


def test_a_double_click_does_not_write_twice(desk, here):
    url = address("change", here.action)
    sent = typed(desk.get(url), current_text="Do it better")
    assert desk.post(url, sent).status_code == 302
    assert "Somebody else changed this" in sentences(desk.post(url, sent))
    assert here.action.history.count() == 2


def test_deleting_what_somebody_changed_meanwhile_asks_again(desk, colleague, draft):
    url = address("delete", draft.action)
    token = desk.get(url).context["form"].initial["revision"]
    change = address("change", draft.action)
    colleague.post(change, typed(colleague.get(change), text="Better words"))
    page = desk.post(url, {"post": "yes", "revision": token, "change_reason": "Twice in the draft"})
    assert "Better words" in page.content.decode()
    assert page.context["form"].initial["change_reason"] == "Twice in the draft"
    fresh = page.context["form"].initial["revision"]
    assert desk.post(url, {"post": "yes", "revision": fresh}).status_code == 302
    assert not ActionLead.objects.filter(action=draft.action.pk).exists()
