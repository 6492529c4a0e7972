"""One row of an import: its printed words beside its readings, put right on a page of its own."""

import pytest
from django.urls import reverse

from actions.importing.answers import Correction
from actions.models import Action
from tests.pages.test_plan_import import address, edie, words

__all__ = ["edie"]

FIRST, SECOND, LAST = "1.2.1", "1.3.1", "1.4.1"


def row(upload, key=LAST):
    return reverse("plan-import-row", args=[upload.pk, key])


def as_shown(response):
    """What a browser sends when nothing on the page was changed."""
    sent = {}
    for box in response.context["form"]:
        widget = box.field.widget
        if hasattr(widget, "decompress"):
            day, month, year = widget.decompress(box.value())
            sent |= {f"{box.html_name}_day": day, f"{box.html_name}_month": month, f"{box.html_name}_year": year}
        else:
            sent[box.html_name] = "\n".join(box.value()) if isinstance(box.value(), list) else box.value()
    return {name: value for name, value in sent.items() if value not in (None, False)}


def send(browser, upload, key=LAST, follow=False, **changes):
    return browser.post(row(upload, key), as_shown(browser.get(row(upload, key))) | changes, follow=follow)


def day(name, said):
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), said.split(), strict=True))


def imported(browser, upload):
    browser.post(address("do", upload))
    return {action.text: action for action in Action.objects.select_related("timescale")}


def test_the_printed_words_stand_beside_the_boxes(edie, upload):
    shown = edie.get(row(upload))
    assert "as printed" in words(shown)
    assert words(shown).count("when funding allows") >= 2
    assert "Check:" in words(shown)
    assert shown.context["form"]["leads"].value() == "Community Team"


def test_a_date_that_is_put_right_is_the_one_that_is_imported(edie, upload):
    send(edie, upload, **day("due_on", "31 12 2026"))
    action = imported(edie, upload)["Hold listening events"]
    assert str(action.due_on) == str(action.timescale.due_on) == "2026-12-31"
    assert action.timescale.text == "when funding allows"


def test_a_date_can_be_taken_away(edie, upload):
    send(edie, upload, FIRST, due_on_day="", due_on_month="", due_on_year="")
    assert imported(edie, upload)["Train every manager"].due_on is None


def test_words_leads_and_status_can_be_put_right(edie, upload):
    changes = {"text": "Train everybody", "leads": "Head of HR\nDirector of People", "supporting": "Unions"}
    send(edie, upload, FIRST, **changes, status="on_hold", reference="A1")
    action = imported(edie, upload)["Train everybody"]
    named = [(one.lead.name, one.role) for one in action.action_leads.select_related("lead").order_by("position")]
    assert named == [("Head of HR", "joint"), ("Director of People", "joint"), ("Unions", "supporting")]
    assert (action.status, action.reference) == ("on_hold", "A1")


def test_a_completed_action_needs_its_day_and_then_has_it(edie, upload):
    again = send(edie, upload, status="completed", text="What I typed")
    assert "Say on which day it was completed, or choose another status" in words(again)
    assert again.context["form"]["text"].value() == "What I typed"
    send(edie, upload, status="completed", **day("completed_on", "1 5 2026"))
    assert str(imported(edie, upload)["Hold listening events"].completed_on) == "2026-05-01"


def test_an_embedded_action_needs_its_next_review(edie, upload):
    assert "Say when it is reviewed next" in words(send(edie, upload, status="embedded"))
    send(edie, upload, status="embedded", **day("review_on", "1 5 2027"))
    assert str(imported(edie, upload)["Hold listening events"].review_on) == "2027-05-01"


def test_it_must_be_due_after_it_starts(edie, upload):
    again = send(edie, upload, **day("starts_on", "1 5 2027"), **day("due_on", "1 4 2027"))
    assert "It must be due after it starts" in words(again)


def test_a_row_that_is_left_out_is_not_imported_and_needs_nothing_else(edie, upload):
    send(edie, upload, is_left_out="on", text="", status="completed")
    assert "Left out" in words(edie.get(address("preview", upload), {"show": "out"}))
    assert list(imported(edie, upload)) == ["Train every manager", "Publish the pay gaps"]


def test_a_row_that_was_left_out_can_come_back(edie, upload):
    send(edie, upload, is_left_out="on")
    back = as_shown(edie.get(row(upload)))
    assert back.pop("is_left_out") is True
    edie.post(row(upload), back)
    assert "Hold listening events" in imported(edie, upload)


def test_a_doubtful_row_that_is_right_counts_as_checked(edie, upload):
    send(edie, upload)
    upload.refresh_from_db()
    assert upload.said.corrections == {LAST: Correction()}
    preview = edie.get(address("preview", upload))
    assert preview.context["preview"].to_check == []
    assert "Noted:" in words(preview)


def test_what_was_changed_is_taken_back(edie, upload):
    send(edie, upload, text="Wrong")
    edie.post(row(upload), {"undo": "yes"})
    upload.refresh_from_db()
    assert upload.said.corrections == {}
    assert edie.get(row(upload)).context["form"]["text"].value() == "Hold listening events"


def test_a_second_correction_keeps_the_first(edie, upload):
    send(edie, upload, text="Hold events")
    send(edie, upload, reference="B2")
    upload.refresh_from_db()
    assert (upload.said.corrections[LAST].text, upload.said.corrections[LAST].reference) == ("Hold events", "B2")


def test_the_printed_words_stay_beside_a_wording_that_was_put_right(edie, upload):
    send(edie, upload, text="Hold events")
    assert edie.get(row(upload)).context["parts"][0].printed == ["2.1", "Hold listening events"]


def test_saving_leads_to_the_next_row_to_check_or_back(edie, upload):
    upload.content = upload.content.replace(b"March 2027", b"when it suits")
    upload.save()
    assert send(edie, upload, SECOND, next="yes").url == row(upload, LAST)
    assert send(edie, upload, LAST, next="yes").url == row(upload, FIRST)
    assert send(edie, upload, FIRST, next="yes").url == address("preview", upload)


@pytest.mark.parametrize("key", ["9.9.9", "x", "1.2.1.1"])
def test_a_row_that_the_file_does_not_have_is_not_found(edie, upload, key):
    assert edie.get(row(upload, key)).status_code == 404
    assert edie.post(row(upload, key), {"text": "x"}).status_code == 404


def test_a_row_of_a_file_in_which_nothing_is_read_any_more_leads_back(edie, upload):
    upload.answers["tables"] = []
    upload.save()
    assert edie.get(row(upload)).url == address("preview", upload)
