"""Timescales: the words stay, the reading is put right and confirmed by somebody with a name."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from actions.models import Timescale
from tests.admin.world import address, typed
from tests.builders import make_timescale

LIST = "admin:actions_timescale_changelist"


def save(client, timescale, **said):
    url = address("change", timescale)
    sent = typed(client.get(url)) | said
    response = client.post(url, {name: value for name, value in sent.items() if value != "untick"})
    timescale.refresh_from_db()
    return response


def confirmed(timescale):
    return timescale.confirmed_by, timescale.confirmed_on


def test_a_tick_confirms_the_reading_in_ones_own_name(desk, here, equality_lead):
    save(desk, here.timescale, is_confirmed="on")
    assert confirmed(here.timescale) == (equality_lead, timezone.localdate())


def test_the_name_and_day_cannot_be_posted(desk, here, officer):
    save(desk, here.timescale, confirmed_by=officer.pk, confirmed_on="2020-01-01", note="Read anew")
    assert confirmed(here.timescale) == (None, None)


def test_a_confirmation_stays_while_the_reading_does(desk, here, officer):
    here.timescale.confirmed_by, here.timescale.confirmed_on = officer, date(2026, 1, 1)
    here.timescale.save()
    save(desk, here.timescale, note="As discussed")
    assert confirmed(here.timescale) == (officer, date(2026, 1, 1))


def test_a_changed_reading_is_confirmed_anew(desk, here, officer, equality_lead):
    here.timescale.confirmed_by, here.timescale.confirmed_on = officer, date(2026, 1, 1)
    here.timescale.save()
    save(desk, here.timescale, due_on="2028-03-31")
    assert confirmed(here.timescale) == (equality_lead, timezone.localdate())


def test_taking_the_tick_away_takes_the_confirmation_away(desk, here, equality_lead):
    save(desk, here.timescale, is_confirmed="on")
    save(desk, here.timescale, is_confirmed="untick")
    assert confirmed(here.timescale) == (None, None)


def test_several_are_confirmed_at_once_and_earlier_names_stay(desk, here, officer, equality_lead):
    earlier = make_timescale(here.plan, confirmed_by=officer, confirmed_on=date(2026, 1, 1))
    rows = [here.timescale.pk, earlier.pk]
    page = desk.post(
        f"{reverse(LIST)}?reading=all", {"action": "confirm", "_selected_action": rows, "index": 0}, follow=True
    )
    assert "1 reading was confirmed." in page.content.decode()
    for row in (here.timescale, earlier):
        row.refresh_from_db()
    assert (here.timescale.confirmed_by, earlier.confirmed_by) == (equality_lead, officer)
    assert here.timescale.history.first().history_change_reason == "The reading was confirmed."


def test_another_councils_readings_are_not_confirmed(desk, here, there):
    desk.post(reverse(LIST), {"action": "confirm", "_selected_action": [there.timescale.pk], "index": 0})
    assert Timescale.objects.get(pk=there.timescale.pk).confirmed_by is None


def test_the_list_opens_on_what_is_to_be_confirmed(desk, here, officer):
    done = make_timescale(here.plan, confirmed_by=officer, confirmed_on=date(2026, 1, 1))
    assert list(desk.get(reverse(LIST)).context["cl"].queryset) == [here.timescale]
    assert list(desk.get(reverse(LIST), {"reading": "confirmed"}).context["cl"].queryset) == [done]


def test_a_review_date_is_added_and_taken_away(desk, here):
    save(desk, here.timescale, **{"reviews-TOTAL_FORMS": 1, "reviews-0-review_on": "2026-10-01"})
    assert here.timescale.reviews.get().review_on == date(2026, 10, 1)
    save(desk, here.timescale, **{"reviews-0-DELETE": "on"})
    assert not here.timescale.reviews.exists()


def test_correcting_a_reading_leaves_the_actions_own_due_date(desk, here):
    save(desk, here.timescale, due_on="2030-01-01")
    here.action.refresh_from_db()
    assert here.action.due_on == date(2027, 3, 31)
