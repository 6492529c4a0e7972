"""Measures and their readings in the admin."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.models import Measure, Reading
from tests.admin.world import address, sentences, typed
from tests.builders import make_lead


def save(client, row, **said):
    url = address("change", row)
    return client.post(url, typed(client.get(url), **said))


def new_reading(**said):
    row = {"read_on": "2026-06-30", "value": "42.5", "group": "", "words": ""} | said
    return {"readings-TOTAL_FORMS": 2} | {f"readings-1-{name}": value for name, value in row.items()}


def test_a_reading_is_added_below_its_measure(desk, here):
    assert save(desk, here.measure, **new_reading(), change_reason="Quarter 1").status_code == 302
    reading = here.measure.readings.get(read_on=date(2026, 6, 30))
    assert reading.value == Decimal("42.5")
    assert reading.history.get().history_change_reason == "Quarter 1"


def test_a_reading_says_something(desk, here):
    page = save(desk, here.measure, **new_reading(value=""))
    assert "Give a value or say it in words." in sentences(page)


def test_a_second_reading_for_a_date_is_refused(desk, here):
    page = save(desk, here.measure, **new_reading(read_on=str(here.reading.read_on)))
    assert page.status_code == 200
    assert here.measure.readings.count() == 1


def test_a_percentage_lies_between_its_ends(desk, here):
    here.measure.kind = Measure.Kind.PERCENTAGE
    here.measure.save()
    assert "A percentage lies between 0 and 100." in sentences(save(desk, here.measure, **new_reading(value="101")))


def test_a_reading_is_corrected(desk, here):
    assert save(desk, here.reading, words="Not done", change_reason="Misread").status_code == 302
    here.reading.refresh_from_db()
    assert here.reading.words == "Not done"


def test_a_reading_stays_with_its_measure(desk, here):
    other = Measure.objects.create(plan=here.plan, position=9, text="Words", name="Other")
    save(desk, here.reading, measure=other.pk)
    here.reading.refresh_from_db()
    assert here.reading.measure == here.measure


def test_a_target_is_set_in_a_published_plan(desk, here):
    assert save(desk, here.measure, target="50", target_on="2027-03-31", direction="up").status_code == 302
    here.measure.refresh_from_db()
    assert (here.measure.target, here.measure.direction) == (50, "up")


def test_a_measure_hangs_in_one_place(desk, draft):
    page = save(desk, draft.measure, theme=draft.theme.pk, action=draft.action.pk)
    assert "Hang the measure on a theme, a commitment or an action" in sentences(page)


def test_a_measure_hangs_in_its_own_plan(desk, draft, here):
    page = save(desk, draft.measure, theme=here.theme.pk)
    assert "Choose a theme of the same plan." in sentences(page)


def test_the_owner_is_a_lead_of_the_council(desk, here, there):
    mine = make_lead(here.council)
    assert save(desk, here.measure, owner=mine.pk).status_code == 302
    assert "Select a valid choice" in sentences(save(desk, here.measure, owner=there.lead.pk))


def test_the_list_shows_values_with_their_unit(desk, here):
    here.measure.kind = Measure.Kind.PERCENTAGE
    here.measure.save()
    Reading.objects.create(measure=here.measure, read_on=date(2026, 6, 30), value=12)
    page = desk.get(reverse("admin:measures_reading_changelist"))
    assert "12%" in page.content.decode()


@pytest.mark.parametrize(("query", "finds"), [("q=Measure", 1), ("q=nothing", 0), ("kind__exact=number", 0)])
def test_measures_are_searched_and_filtered(desk, here, query, finds):
    page = desk.get(f"{reverse('admin:measures_measure_changelist')}?{query}")
    assert page.context["cl"].result_count == finds


def test_a_measure_without_readings_is_counted_as_such(desk, here):
    here.reading.delete()
    page = desk.get(reverse("admin:measures_measure_changelist"))
    assert [row.reading_count for row in page.context["cl"].result_list] == [0]
