"""Adding and correcting a reading in the browser: one page, and nothing typed is ever lost."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.kinds import Frequency, Kind
from measures.models import Reading
from plans.audit.revision import revision_of
from tests.audit.checks import at_once, newest, rows_of
from tests.builders import make_measure, make_plan, make_reading
from tests.measures.reading_desk import add_page, correct_page, corrected, typed

YEAR_END = date(2026, 3, 31)


@pytest.fixture
def measure(plan, lead):
    """A percentage about people, owned by the officer's post."""
    return make_measure(plan, kind=Kind.PERCENTAGE, owner=lead, is_about_people=True, target=30, name="Declared")


@pytest.fixture
def reading(measure):
    return make_reading(measure, numerator=21, base=84, origin="HR system")


@pytest.fixture
def desk(client, officer):
    """The officer's browser."""
    client.force_login(officer)
    return client


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# Adding


def test_an_officer_adds_a_reading_on_one_page(desk, measure):
    response = desk.post(add_page(measure), typed(), follow=True)
    assert response.redirect_chain == [(reverse("measure-detail", args=[measure.pk]), 302)]
    assert "Saved: 25% for 31 March 2026." in response.content.decode()
    assert (Reading.objects.get().numerator, Reading.objects.get().base) == (21, 84)


def test_the_page_shows_the_last_reading_and_the_target(desk, reading):
    page = text_of(desk.get(add_page(reading.measure)))
    assert "Last reading: 25% , 31 March 2026 Target: 30%" in page


def test_a_measure_without_readings_or_target_says_so(desk, plan, lead):
    page = text_of(desk.get(add_page(make_measure(plan, owner=lead))))
    assert "Last reading: none yet Target: none stated" in page


def test_the_form_begins_with_today_and_the_source_of_the_last_reading(desk, reading):
    form = desk.get(add_page(reading.measure)).context["form"]
    assert form["read_on"].value() == timezone.localdate()
    assert form["starts_on"].value() is None
    assert form["origin"].value() == "HR system"


def test_a_measure_read_in_turns_begins_with_its_next_turn(desk, plan, lead):
    yearly = make_measure(plan, owner=lead, frequency=Frequency.ANNUAL)
    make_reading(yearly, 4, date(2025, 3, 31), starts_on=date(2024, 4, 1))
    form = desk.get(add_page(yearly)).context["form"]
    assert (form["starts_on"].value(), form["read_on"].value()) == (date(2025, 4, 1), YEAR_END)


def test_a_measure_read_by_group_only_begins_with_its_category(desk, plan, lead):
    grouped = make_measure(plan, owner=lead)
    make_reading(grouped, 4, category="Sex", group="Women")
    response = desk.get(add_page(grouped))
    assert response.context["form"]["category"].value() == "Sex"
    assert '<details class="govuk-details" open>' in response.content.decode()


def test_characteristics_and_groups_used_before_are_suggested(desk, plan, reading):
    make_reading(make_measure(plan), 4, category="Care experience", group="Care leavers")
    page = desk.get(add_page(reading.measure)).content.decode()
    for suggested in ("Disability", "Religion or belief", "Care experience", "Care leavers"):
        assert f'<option value="{suggested}">' in page


def test_groups_of_plans_that_a_person_may_not_read_are_not_suggested(desk, council, other_council, measure):
    draft, elsewhere = make_plan(council, status="draft"), make_plan(other_council, is_public=True)
    for number, plan in enumerate((draft, elsewhere)):
        make_reading(make_measure(plan), 4, category=f"Secret {number}", group=f"Hidden {number}")
    page = desk.get(add_page(measure)).content.decode()
    assert not re.search(r"Secret|Hidden \d", page)


def test_another_group_for_the_same_date_keeps_the_date_and_the_category(desk, measure):
    group = {"category": "Ethnicity", "group": "Asian", "origin": "HR system", "another": "yes"}
    response = desk.post(add_page(measure), typed(**group), follow=True)
    assert response.redirect_chain == [(f"{add_page(measure)}?after={Reading.objects.get().pk}", 302)]
    form = response.context["form"]
    begun = [form[name].value() for name in ("read_on", "category", "origin", "group", "numerator")]
    assert begun == [YEAR_END, "Ethnicity", "HR system", None, None]
    assert "31 March 2026, by ethnicity, so far: Asian 25%" in text_of(response)


def test_the_groups_of_the_time_before_are_still_to_come(desk, measure):
    for group in ("Asian", "Black", "White"):
        make_reading(measure, 20, date(2025, 3, 31), category="Ethnicity", group=group)
    make_reading(measure, 20, date(2025, 3, 31), category="Sex", group="Women")
    first = make_reading(measure, 20, category="Ethnicity", group="White")
    page = text_of(desk.get(add_page(measure), {"after": first.pk}))
    assert "Still to come, as on 31 March 2025: Asian; Black" in page


@pytest.mark.parametrize("after", ["", "x", "-1", "٣", "9" * 40, "a\u202eb"])
def test_an_address_that_names_no_reading_begins_afresh(desk, reading, after):
    response = desk.get(add_page(reading.measure), {"after": after})
    assert response.context["before"] is None


def test_a_reading_of_another_measure_is_not_gone_on_from(desk, plan, measure):
    elsewhere = make_reading(make_measure(plan), 4, category="Sex", group="Women")
    assert desk.get(add_page(measure), {"after": elsewhere.pk}).context["before"] is None


def test_a_date_and_group_that_are_taken_link_to_the_reading_there(desk, reading):
    response = desk.post(add_page(reading.measure), typed(numerator="40", note="Mine."))
    page = response.content.decode()
    assert response.status_code == 200
    assert "There is a reading for this date and group already: correct that one." in page
    assert f'href="{correct_page(reading)}"' in page
    assert "Mine." in page
    assert Reading.objects.count() == 1


def test_what_is_wrong_is_summed_up_and_nothing_typed_is_lost(desk, measure):
    group = {"category": "Ethnicity", "group": "Asian"}
    response = desk.post(add_page(measure), typed(base="about 80", note="Half a year.", **group))
    page = response.content.decode()
    assert "<title>Error: Add a reading" in " ".join(page.split())
    assert '<a href="#id_base">Of how many must be a whole number, like 12 or 1,200</a>' in page
    assert all(f'value="{words}"' in page for words in ("21", "about 80", "Ethnicity", "Asian", "2026"))
    assert "Half a year." in page
    assert '<details class="govuk-details" open>' in page
    assert not Reading.objects.exists()


def test_nothing_that_was_typed_runs(desk, measure):
    script = "<script>alert(1)</script>"
    page = desk.post(add_page(measure), typed(numerator=script, group=script, note=script)).content.decode()
    assert script not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_the_page_asks_as_many_questions_of_few_readings_as_of_many(desk, measure, django_assert_max_num_queries):
    with django_assert_max_num_queries(14) as few:
        desk.get(add_page(measure))
    for month in range(1, 13):
        make_reading(measure, 20, date(2025, month, 1), category="Sex", group="Women")
    with django_assert_max_num_queries(len(few)):
        desk.get(add_page(measure))


# Correcting


def test_an_officer_corrects_a_reading_with_a_reason(desk, officer, reading):
    response = desk.post(correct_page(reading), corrected(reading, numerator="42"), follow=True)
    assert response.redirect_chain == [(reverse("measure-detail", args=[reading.measure_id]), 302)]
    assert "Corrected: it is now 50% for 31 March 2026." in response.content.decode()
    row = newest(reading)
    assert (row.numerator, row.history_user_id, row.history_change_reason) == (42, officer.pk, "A late return came in.")


def test_the_form_shows_what_stands_and_sends_it_back_unchanged(desk, reading):
    form = desk.get(correct_page(reading)).context["form"]
    sent = {box.html_name: box.value() for box in form if box.value() is not None and box.name != "read_on"}
    response = desk.post(correct_page(reading), typed(**sent), follow=True)
    assert "Nothing was changed, so nothing was saved." in response.content.decode()
    assert rows_of(reading).count() == 1


def test_a_correction_without_a_reason_keeps_what_was_typed(desk, reading):
    page = desk.post(correct_page(reading), corrected(reading, numerator="42", reason=" ")).content.decode()
    assert "Say why the reading is corrected." in page
    assert 'value="42"' in page
    assert Reading.objects.get().numerator == 21


def test_a_stale_form_gets_a_page_that_keeps_the_text_and_shows_what_changed(desk, equality_lead, reading):
    mine = corrected(reading, numerator="42", note="My note.")
    other = Client()
    other.force_login(equality_lead)
    theirs = corrected(reading, numerator="63", reason="Counted again.")
    assert other.post(correct_page(reading), theirs).status_code == 302
    response = desk.post(correct_page(reading), mine)
    page = response.content.decode()
    assert response.status_code == 409
    for words in ("Nothing of yours is lost", "My note.", "<del>21</del> to <ins>63</ins>", "Counted again.", "75%"):
        assert words in page
    assert "by Edie Equality" in " ".join(page.split())
    again = mine | {"revision": revision_of(reading)}
    assert f'value="{again["revision"]}"' in page
    assert desk.post(correct_page(reading), again).status_code == 302
    assert Reading.objects.get().numerator == 42


def test_a_form_without_its_token_is_a_stale_form(desk, reading):
    fields = corrected(reading, numerator="42")
    del fields["revision"]
    assert desk.post(correct_page(reading), fields).status_code == 409
    assert Reading.objects.get().numerator == 21


def test_what_a_person_clears_is_asked_for_or_kept_in_the_history(desk, reading):
    page = desk.post(correct_page(reading), corrected(reading, numerator="", base="")).content.decode()
    assert "Enter how many of how many, or the percentage" in page
    assert desk.post(correct_page(reading), corrected(reading, origin="")).status_code == 302
    assert list(rows_of(reading).values_list("origin", flat=True)) == ["HR system", ""]


# Who


@pytest.mark.parametrize(("who", "code"), [("manager", 403), ("outsider", 404), ("equality_lead", 200)])
def test_who_sees_the_forms(request, client, reading, who, code):
    client.force_login(request.getfixturevalue(who))
    assert client.get(add_page(reading.measure)).status_code == code
    assert client.get(correct_page(reading)).status_code == code
    assert client.post(add_page(reading.measure), {}).status_code == code
    assert client.post(correct_page(reading), {}).status_code == code


def test_a_public_plan_asks_residents_to_sign_in_and_refuses_other_councils(client, plan, reading, outsider):
    plan.is_public = True
    plan.save()
    assert client.get(add_page(reading.measure)).url.startswith(reverse("sign-in"))
    client.force_login(outsider)
    assert client.get(add_page(reading.measure)).status_code == 403


def test_a_draft_is_for_equality_leads_and_a_closed_plan_still_takes_readings(desk, plan, reading):
    for status, code in (("draft", 404), ("closed", 200)):
        plan.status = status
        plan.save()
        assert desk.get(add_page(reading.measure)).status_code == code


@pytest.mark.parametrize("pk", [0, 10**12, 10**30])
@pytest.mark.parametrize("name", ["reading-add", "reading-correct"])
def test_what_is_not_there_is_not_found(desk, name, pk):
    assert desk.get(reverse(name, args=[pk])).status_code == 404
    assert desk.post(reverse(name, args=[pk]), typed()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_four_who_send_the_same_reading_at_once_one_is_saved_and_the_others_get_the_sentence(measure, officer):
    clients = [Client(raise_request_exception=False) for _ in range(4)]
    for client in clients:
        client.force_login(officer)

    def send(number):
        answer = clients[number].post(add_page(measure), typed(numerator=str(number)))
        return answer.status_code, "for this date and group already" in answer.content.decode()

    assert sorted(at_once(send, 4)) == [(200, True)] * 3 + [(302, False)]
    assert Reading.objects.count() == 1
