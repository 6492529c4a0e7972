"""The files of a plan's measures: every reading, exact for its own people and as published for everybody else."""

import csv
import json
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actions.exporting.xlsx_file import LONGEST
from measures.exporting.about import EXACT
from measures.kinds import Kind
from measures.models import Measure, Reading
from plans.audit.context import audit
from plans.files.texts import from_csv
from plans.models import Plan
from tests.builders import make_measure, make_reading

KINDS = ["csv", "json", "xlsx"]
MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
JSON_NAMES = {"Measure": "name", "Figure": "figure", "Group": "group", "Part of": "part_of", "Number": "number"}


@pytest.fixture
def public(plan):
    """The plan, which residents may read."""
    plan.is_public = True
    plan.save()
    return plan


@pytest.fixture
def share(plan, action):
    """A measure of shares of people, read in March for everyone and in June by sex."""
    fields = {"direction": "up", "target": 90, "target_on": date(2027, 3, 31), "is_about_people": True}
    measure = make_measure(plan, kind=Kind.PERCENTAGE, name="Trained", action=action, **fields)
    make_reading(measure, None, MARCH, numerator=4391, base=5251, note="Without schools.", origin="HR")
    for group, numerator in (("Women", 2996), ("Men", 7)):
        of = {"numerator": numerator, "base": 3503}
        make_reading(measure, None, JUNE, starts_on=date(2026, 4, 1), category="Sex", group=group, **of)
    return measure


@pytest.fixture
def download(client, plan):
    """Ask for the file of the plan's measures, as somebody or as a resident."""

    def ask(kind, user=None, query=""):
        if user:
            client.force_login(user)
        return client.get(reverse("measure-export", args=[plan.council.slug, plan.slug, kind]) + query)

    return ask


def rows_of(answer, kind):
    """The rows of a file by their headings, in its own values; a gap is None."""
    if kind == "json":
        return json.loads(answer.content)["measures"]
    if kind == "xlsx":
        lines = load_workbook(BytesIO(answer.content))["Measures"].iter_rows(values_only=True)
    else:
        text = StringIO(answer.content.decode("utf-8-sig"), newline="")
        lines = ([from_csv(cell) or None for cell in line] for line in csv.reader(text))
    header, *found = lines
    return [dict(zip(header, line, strict=True)) for line in found]


def column(answer, kind, heading):
    return [row[JSON_NAMES[heading] if kind == "json" else heading] for row in rows_of(answer, kind)]


def told(row, *headings):
    return [row[heading] for heading in headings]


FIGURE = ("figure", "value", "numerator", "base", "source")


@pytest.mark.parametrize("kind", KINDS)
def test_each_reading_is_a_row_and_so_is_a_measure_without_any(plan, share, manager, download, kind):
    make_measure(plan, name="Never read")
    answer = download(kind, manager)
    assert column(answer, kind, "Measure") == ["Trained", "Trained", "Trained", "Never read"]
    assert column(answer, kind, "Group") == ["Men", "Women", None, None]
    assert column(answer, kind, "Figure") == ["0.2%", "85.53%", "83.62%", None]


def test_a_row_tells_the_measure_where_it_hangs_and_whether_it_is_on_target(share, manager, download):
    row = rows_of(download("json", manager), "json")[0]
    names = ("number", "part_of", "text", "kind", "direction", "target", "target_on", "verdict")
    assert told(row, *names) == [
        1, "Action: 1.1 Do thing 1", "Measure 1", "Percentage", "Up", "90%", "2027-03-31", "Not on target"
    ]  # fmt: skip
    assert row["why"] == "6.38 points below the target of 90%. The target is for 31 March 2027."
    assert told(row, "starts_on", "read_on", "category") == ["2026-04-01", "2026-06-30", "Sex"]


def test_the_councils_own_people_are_told_exact_figures_and_notes(share, manager, download):
    row = rows_of(download("json", manager), "json")[-1]
    assert told(row, *FIGURE, "note") == ["83.62%", 83.6222, 4391, 5251, "HR", "Without schools."]
    assert json.loads(download("json").content)["about"]["notes"][0] == EXACT


@pytest.mark.parametrize("reader", ["resident", "outsider"])
def test_everybody_else_is_told_public_figures_and_no_notes(public, share, download, reader, outsider):
    first, *_, last = rows_of(download("json", outsider if reader == "outsider" else None), "json")
    assert told(last, *FIGURE) == ["84%", 84, 4390, 5250, None]
    assert told(first, *FIGURE) == ["fewer than 10 of 3,505", None, None, 3505, None]
    assert "note" not in first


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_file_says_why_its_figures_are_rounded(public, council, share, download, kind):
    type(council).objects.filter(pk=council.pk).update(smallest_figure=15, smallest_figure_reason="We are few.")
    answer = download(kind)
    if kind == "csv":
        assert {row["Figures"] for row in rows_of(answer, "csv")} == {"As published: figures about people are rounded"}
    else:
        said = answer.content.decode() if kind == "json" else str(about_sheet(answer))
        assert "fewer than 15" in said
        assert "We are few." in said


def about_sheet(answer):
    return list(load_workbook(BytesIO(answer.content))["About this file"].iter_rows(values_only=True))


def test_a_workbook_says_what_it_is(share, manager, download):
    said = dict(about_sheet(download("xlsx", manager))[:-3])
    today = timezone.localdate()
    assert said["What this is"].startswith("Measures of the plan “Our plan” of Alderford Council as they are known on")
    assert (said["As known on"].date(), said["Number of rows"]) == (today, 3)
    assert said["Address of the list"] == "/councils/alderford-council/our-plan/measures/"


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_that_is_over_is_told_as_it_was_known(plan, manager, download, kind):
    now = timezone.now()
    with audit(moment=now - timedelta(days=20)):
        reading = make_reading(make_measure(plan, name="Old name"), 40)
    with audit(moment=now - timedelta(days=5)):
        Measure.objects.update(name="New name")
        Reading.objects.filter(pk=reading.pk).update(value=45)
    on = timezone.localdate() - timedelta(days=10)
    then, now = download(kind, manager, f"?as_at={on}"), download(kind, manager)
    assert (column(then, kind, "Measure"), column(then, kind, "Figure")) == (["Old name"], ["40"])
    assert (column(now, kind, "Measure"), column(now, kind, "Figure")) == (["New name"], ["45"])
    assert (
        then["Content-Disposition"] == f'attachment; filename="measures-alderford-council-our-plan-as-at-{on}.{kind}"'
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("query", "says"), [("9999-01-01", "cannot be after today"), ("soon", "As at"), ("0001-01-01", "As at")]
)
def test_a_day_that_makes_no_sense_is_refused_with_a_sentence(plan, manager, download, kind, query, says):
    answer = download(kind, manager, f"?as_at={query}")
    assert answer.status_code == 400
    assert says in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_for_those_who_run_the_plans(plan, share, officer, equality_lead, download, kind):
    Plan.objects.filter(pk=plan.pk).update(status="draft")
    assert download(kind).status_code == 404
    assert download(kind, officer).status_code == 404
    assert download(kind, equality_lead).status_code == 200


@pytest.mark.parametrize("kind", ["pdf", "html", "XLSX", "csvx"])
def test_there_is_no_other_kind(public, download, kind):
    assert download(kind).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_looks_like_a_formula_stays_text(plan, manager, download, kind):
    measure = make_measure(plan, name="=1+1")
    make_reading(measure, words="@SUM(A1)", group="-2")
    answer = download(kind, manager)
    assert [column(answer, kind, heading) for heading in ("Measure", "Group", "Figure")] == [
        ["=1+1"],
        ["-2"],
        ["@SUM(A1)"],
    ]
    if kind == "csv":
        assert ",'=1+1," in answer.content.decode()
    else:
        cells = [cell for row in load_workbook(BytesIO(answer.content))["Measures"].iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value == "=1+1"} == {"s"}


def test_a_text_too_long_for_excel_is_told_and_not_cut(client, plan, manager, download):
    make_measure(plan, text="x" * (LONGEST + 1), name="Long")
    answer = download("xlsx", manager)
    assert answer.url == reverse("measure-list", args=[plan.council.slug, plan.slug])
    assert "Download the measures as CSV or JSON instead." in client.get(answer.url).content.decode()
    assert "x" * (LONGEST + 1) in download("csv").content.decode()


def test_a_measure_that_is_not_in_the_plan_has_no_published_words(plan, manager, download):
    make_measure(plan, added_from="Social Care WRES", text="Likelihood")
    [row] = rows_of(download("json", manager), "json")
    assert told(row, "text", "added_from", "part_of") == [None, "Social Care WRES", "The whole plan"]


@pytest.mark.parametrize("kind", KINDS)
def test_asking_for_the_headers_alone_makes_no_file(client, plan, share, manager, kind):
    client.force_login(manager)
    answer = client.head(reverse("measure-export", args=[plan.council.slug, plan.slug, kind]))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Disposition"].endswith(f'.{kind}"')


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_of_queries_is_fixed(client, plan, manager, download, kind, django_assert_num_queries):
    for number in range(30):
        make_reading(make_measure(plan), number)
    client.force_login(manager)
    with django_assert_num_queries(7):
        assert download(kind).status_code == 200
