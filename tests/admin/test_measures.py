"""Measures and their readings in the admin."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.kinds import Kind
from measures.models import Measure, Reading
from tests.admin.world import address, sentences, typed
from tests.builders import make_lead, make_reading


def save(client, row, **said):
    url = address("change", row)
    return client.post(url, typed(client.get(url), **said))


def new_reading(**said):
    row = {"read_on": "2026-06-30", "value": "42.5", "group": "", "words": ""} | said
    return {"readings-TOTAL_FORMS": 2} | {f"readings-1-{name}": value for name, value in row.items()}


def test_a_reading_is_added_below_its_measure(desk, here):
    Measure.objects.update(kind=Kind.NUMBER)
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
    here.measure.kind = Kind.PERCENTAGE
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
    said = {"kind": "number", "target": "50", "target_on": "2027-03-31", "direction": "up"}
    assert save(desk, here.measure, **said).status_code == 302
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
    here.measure.kind = Kind.PERCENTAGE
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


def test_how_many_of_how_many_gives_the_value(desk, here):
    here.measure.kind = Kind.PERCENTAGE
    here.measure.save()
    share = new_reading(value="", category="Sex", group="Women", numerator="5", base="40", starts_on="2026-04-01")
    assert save(desk, here.measure, **share).status_code == 302
    reading = here.measure.readings.get(category="Sex")
    assert (reading.value, reading.starts_on) == (Decimal("12.5"), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("typed_in", "sentence"),
    [
        ({"numerator": "5", "base": "40", "value": "14"}, "5 of 40 is 12.5%. Leave the value empty, or correct it."),
        ({"numerator": "5"}, "Say of how many too."),
        ({"numerator": "5", "base": "4"}, "How many cannot be more than the 4 of whom they are some."),
        ({"category": "Sex"}, "Name the group: this is a reading for one of a breakdown."),
        ({"category": "Sex and age", "group": "x"}, "Name one characteristic or category"),
        ({"starts_on": "2026-07-01"}, "The first day of the period must not be after its last day."),
        ({"read_on": "2999-01-01"}, "A reading cannot be of a day that has not come yet."),
    ],
)
def test_a_reading_that_cannot_be_is_refused_in_words(desk, here, typed_in, sentence):
    here.measure.kind = Kind.PERCENTAGE
    here.measure.save()
    page = save(desk, here.measure, **new_reading(**typed_in))
    assert sentence in sentences(page)
    assert here.measure.readings.count() == 1


def test_a_measure_that_is_of_another_kind_now_says_which_reading_does_not_fit(desk, here):
    here.measure.kind = Kind.PERCENTAGE
    here.measure.save()
    here.reading.numerator, here.reading.base, here.reading.value = 5, 40, Decimal("12.5")
    here.reading.save()
    page = save(desk, here.measure, kind=Kind.NUMBER)
    assert "Only a percentage, or a group of a ratio, is so many of so many." in sentences(page)


def test_the_note_and_the_source_of_a_reading_are_on_its_own_page(desk, here):
    page = desk.get(address("change", here.measure))
    assert address("change", here.reading) in page.content.decode()
    assert save(desk, here.reading, note="Two posts were missed.", origin="Payroll").status_code == 302
    here.reading.refresh_from_db()
    assert (here.reading.note, here.reading.origin) == ("Two posts were missed.", "Payroll")


@pytest.mark.parametrize(
    ("typed_in", "sentence"),
    [
        ({"kind": "level", "levels": "Low"}, "Give at least two levels, the lowest first, one on each line."),
        ({"kind": "percentage", "target": "150"}, "A percentage lies between 0 and 100."),
        ({"kind": "number", "tolerance": "-1"}, "A tolerance is 0 or more: it counts both ways."),
        ({"compared_group": "Women"}, "Name two different groups to compare, or none."),
    ],
)
def test_a_measure_that_cannot_be_is_refused_in_words(desk, here, typed_in, sentence):
    assert sentence in sentences(save(desk, here.measure, **typed_in))


def test_what_is_counted_and_compared_is_set_in_a_published_plan(desk, here):
    said = {
        "kind": "ratio", "levels": "", "definition": "Appointed of those shortlisted", "origin": "Recruitment system",
        "added_from": "Social Care WRES", "tolerance": "0.25", "compared_group": "White", "reference_group": "Black",
    }  # fmt: skip
    assert save(desk, here.measure, **said).status_code == 302
    assert Measure.objects.filter(**said).get() == here.measure


@pytest.mark.parametrize(("query", "finds"), [("category=Sex", 1), ("category=Age", 0), ("", 2)])
def test_readings_are_filtered_by_what_they_are_broken_down_by(desk, here, query, finds):
    make_reading(here.measure, read_on=date(2026, 6, 30), category="Sex", group="Women", words="Better")
    page = desk.get(f"{reverse('admin:measures_reading_changelist')}?{query}")
    assert page.context["cl"].result_count == finds
    assert "?category=Sex" in page.content.decode()


def test_nobody_is_offered_another_councils_breakdown(desk, here, there):
    make_reading(there.measure, read_on=date(2026, 6, 30), category="Shoe size", group="Wide", words="Better")
    assert "Shoe size" not in desk.get(reverse("admin:measures_reading_changelist")).content.decode()
