"""Pages of measures in a real browser: what residents read, what officers and equality leads work with."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.kinds import Direction, Frequency, Kind
from measures.models import Reading
from tests.browser.conftest import WIDTHS
from tests.browser.test_plan_import import fill_date, press
from tests.builders import make_measure, make_reading

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Leadership, partnership and organisational commitment to equality, diversity and inclusion"
QUARTERS = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31), date(2025, 3, 31)]


@pytest.fixture
def trained(plan, action, lead):
    """A share of people that the officer's post owns, with small numbers in it and a reading due."""
    fields = {"target": 80, "target_on": date(2027, 3, 31), "baseline": 20, "baseline_on": date(2024, 3, 31)}
    measure = make_measure(
        plan, name=LONG, kind=Kind.PERCENTAGE, direction=Direction.UP, is_about_people=True, owner=lead, action=action,
        definition="Managers who have been trained.", frequency=Frequency.QUARTERLY, **fields,
    )  # fmt: skip
    for on, many in zip(QUARTERS, (12, 21, 7, 46, 62), strict=True):
        make_reading(measure, None, on, numerator=many, base=84, note="From the learning system.", origin="HR")
    return measure


@pytest.fixture
def likelihood(plan, action):
    """Two groups compared, as in social care WRES."""
    measure = make_measure(
        plan, name="Appointed from shortlisting", kind=Kind.RATIO, direction=Direction.MATCH, is_about_people=True,
        compared_group="White", reference_group="Global majority", commitment=action.commitment,
    )  # fmt: skip
    for on in QUARTERS[-2:]:
        for group, many in (("White", 40), ("Global majority", 25), ("W" * 60, 3)):
            make_reading(measure, None, on, numerator=many, base=90, category="Ethnicity", group=group)
    return measure


@pytest.fixture
def everything(plan, trained, likelihood):
    """A public plan with a measure of every kind, and one that nobody has read."""
    plan.is_public = True
    plan.save()
    level = make_measure(plan, kind=Kind.LEVEL, levels=f"Starting\n{LONG}", target=2, direction=Direction.UP)
    rank, answer = make_measure(plan, kind=Kind.RANK), make_measure(plan, kind=Kind.YES_NO, direction=Direction.UP)
    for measure, values in ((level, (1, 2)), (rank, (87, 12)), (answer, (0, 1))):
        for on, value in zip(QUARTERS, values, strict=False):
            make_reading(measure, value, on)
    survey = make_measure(plan, kind=Kind.NARRATIVE, text="Staff survey")
    make_reading(survey, None, QUARTERS[0], words="Staff said that they are heard.")
    make_measure(plan, unit="cases", text="W" * 60)
    return [trained, likelihood, level, rank, answer, survey]


def pages_of(plan, measures):
    names = [reverse(name, args=[plan.council.slug, plan.slug]) for name in ("measure-list", "plan-detail")]
    return names + [reverse("measure-detail", args=[measure.pk]) for measure in measures]


def choose_file(page, *rows):
    content = "\n".join(("Measure,Date,How many,Of how many", *rows)).encode()
    page.get_by_label("File").set_input_files({"name": "readings.csv", "mimeType": "text/csv", "buffer": content})
    press(page, "Show what it would do")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_residents_read(look, page, plan, everything, width):
    for address in pages_of(plan, everything):
        assert look(address, width).status == 200
    assert "From the learning system." not in look(reverse("measure-detail", args=[everything[0].pk]), width).text()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_officers_read(look, page, sign_in, plan, everything, officer, width):
    sign_in(officer)
    for address in pages_of(plan, everything):
        assert look(address, width).status == 200
    look(reverse("measure-detail", args=[everything[0].pk]) + "?as_at=2025-01-01", width)
    assert "From the learning system." in look(reverse("measure-detail", args=[everything[0].pk]), width).text()


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_of_charts_open_and_fit(look, page, sign_in, everything, officer, width):
    sign_in(officer)
    for measure in everything[:3]:
        look(reverse("measure-detail", args=[measure.pk]), width)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        look(width=width)
        assert page.locator(".edi-chart table").count() == page.locator(".edi-chart").count() >= 1


@pytest.mark.parametrize("width", WIDTHS)
def test_what_equality_leads_work_with(look, page, sign_in, plan, everything, equality_lead, width):
    sign_in(equality_lead)
    for name in ("measure-list", "measure-add", "reading-import"):
        look(reverse(name, args=[plan.council.slug, plan.slug]), width)
    for measure in everything:
        look(reverse("reading-add", args=[measure.pk]), width)
        look(reverse("reading-correct", args=[measure.readings.first().pk]), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reading_with_mistakes_keeps_what_was_typed(look, page, sign_in, trained, officer, width):
    sign_in(officer)
    look(reverse("reading-add", args=[trained.pk]), width)
    page.get_by_label("How many", exact=True).fill("ninety")
    page.get_by_label("Note").fill("My words.")
    press(page, "Save reading")
    look(width=width)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert page.get_by_label("How many", exact=True).input_value() == "ninety"
    assert page.get_by_label("Note").input_value() == "My words."


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_of_readings_is_shown_before_it_is_written(look, page, sign_in, plan, trained, equality_lead, width):
    sign_in(equality_lead)
    look(reverse("reading-import", args=[plan.council.slug, plan.slug]), width)
    choose_file(page, f'"{LONG}",30/06/2025,70,84', f'"{LONG}",31/03/2025,60,84')
    look(width=width)
    assert Reading.objects.count() == 5
    page.get_by_label("Why are readings corrected?").fill("The system was late.")
    press(page, "Bring these readings")
    look(width=width)
    assert Reading.objects.count() == 6


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_with_mistakes_names_each(look, page, sign_in, plan, trained, equality_lead, width):
    sign_in(equality_lead)
    look(reverse("reading-import", args=[plan.council.slug, plan.slug]), width)
    choose_file(page, f'"{LONG}",30/06/2025,70,0', "Unheard of,31/03/2025,60,84", f'"{LONG}",30/09/2025,70,84')
    look(width=width)
    assert Reading.objects.count() == 5


def test_a_set_of_measures_is_added_with_one_click(look, page, sign_in, plan, action, equality_lead):
    sign_in(equality_lead)
    look(reverse("measure-add", args=[plan.council.slug, plan.slug]))
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    look()
    assert plan.measures.count() > 1


def test_an_officer_adds_a_reading_in_four_steps(look, page, sign_in, trained, officer):
    """From the page that an officer opens in the morning: the link, the two figures, the button; the day is given."""
    sign_in(officer)
    look(reverse("my-actions"))
    with page.expect_navigation():
        page.get_by_role("link", name="Add a reading").first.click()
    page.get_by_label("How many", exact=True).fill("70")
    page.get_by_label("Of how many").fill("84")
    press(page, "Save reading")
    page.get_by_text("Saved: 83.33%").wait_for()
    look()
    newest = trained.readings.first()
    assert (newest.numerator, newest.base) == (70, 84)
    assert newest.read_on <= timezone.localdate()


def test_an_officer_corrects_a_reading_and_the_page_shows_why(look, page, sign_in, trained, officer):
    sign_in(officer)
    look(reverse("measure-detail", args=[trained.pk]))
    with page.expect_navigation():
        page.get_by_role("link", name="Correct").first.click()
    page.get_by_label("How many", exact=True).fill("63")
    fill_date(page, "read_on", "30 6 2025")
    page.get_by_label("Reason").fill("One was counted twice.")
    press(page, "Save")
    look()
    assert page.get_by_text("One was counted twice.").is_visible()
    assert trained.readings.first().numerator == 63
