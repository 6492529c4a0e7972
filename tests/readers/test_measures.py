"""Measures of real plans are read by what their words say, and nothing is made up."""

import json
import re
from datetime import date

import pytest
from django.conf import settings

from actions.readers.measures.read import name_of, read_measure, split_measures
from actions.readers.warnings import WarningCode
from tests.readers.real_words import rows_of

COUNCILS = ["buckinghamshire", "brighton-hove", "bexley"]
FAMILIES = {
    "%": "percentage",
    "c": "number",
    "h": "number",
    "l": "number",
    "p": "percentage",
    "y": "yes_no",
    "r": "rank",
}
SAME_WAY = {"above": "up", "below": "down"}


def lone_figure(words):
    """The figure that a person's summary gives, "" for none or for several."""
    figures = re.findall(r"\d+(?:\.\d+)?", words)
    return figures[0] if len(figures) == 1 else ""


def family(unit):
    return FAMILIES.get(unit[:1], "") if unit != "percentage points" else "percentage"


def kind_of(measure):
    return measure.kind if measure.kind in FAMILIES.values() else ""


EXPECTED = {
    "unit": lambda row: family(row["unit"]),
    "baseline": lambda row: lone_figure(row["baseline"]),
    "target": lambda row: lone_figure(row["target"]),
    "direction": lambda row: row["direction"].replace("down (better rank)", "up").split(" ")[0],
    "frequency": lambda row: row["frequency"].split(";")[0],
}
ACTUAL = {
    "unit": kind_of,
    "baseline": lambda measure: measure.baseline or "",
    "target": lambda measure: measure.target or "",
    "direction": lambda measure: SAME_WAY.get(measure.direction, measure.direction),
    "frequency": lambda measure: measure.frequency,
}


def compared(field):
    """For each real measure what a person read in a field, with all else that its row knows, and what was read here."""
    return [
        (EXPECTED[field](row), ACTUAL[field](read_measure(row["text"])), row["text"]) for row in rows_of("measures")
    ]


@pytest.mark.parametrize(
    ("field", "agree", "wrong"),
    [("unit", 77, 2), ("baseline", 85, 1), ("target", 81, 0), ("direction", 52, 0), ("frequency", 74, 0)],
)
def test_real_measures_are_read_as_far_as_their_words_go(field, agree, wrong):
    pairs = compared(field)
    assert sum(expected == actual for expected, actual, _ in pairs) >= agree
    assert len([text for expected, actual, text in pairs if actual not in ("", expected)]) <= wrong


def test_a_baseline_that_may_be_a_target_is_doubted():
    for expected, actual, text in compared("baseline"):
        if actual not in ("", expected):
            assert [warning.code for warning in read_measure(text).warnings] == [WarningCode.MEASURE_DOUBTFUL]


def test_few_real_measures_are_doubted():
    doubted = [row["text"] for row in rows_of("measures") if read_measure(row["text"]).warnings]
    assert len(doubted) <= 15


def seeded():
    """The measures of the seeds as the fixtures hold them."""
    for council in COUNCILS:
        path = settings.BASE_DIR / "fixtures" / f"{council}.json"
        for row in json.loads(path.read_text(encoding="utf-8")):
            if row["model"] == "measures.measure":
                yield row["fields"]


FIELDS = {"kind": "", "unit": "", "baseline": None, "target": None, "target_text": "", "frequency": ""}


@pytest.mark.parametrize("field", FIELDS)
def test_measures_of_the_seeds_are_read_as_the_fixtures_hold_them(field):
    measures = list(seeded())
    assert len(measures) == 41
    for fields in measures:
        assert getattr(read_measure(fields["text"]), field) == fields.get(field, FIELDS[field]), fields["text"]


def test_the_seeds_measures_of_people_are_known():
    for fields in seeded():
        assert read_measure(fields["text"]).is_about_people == fields["is_about_people"], fields["text"]


def test_no_direction_of_the_seeds_is_read_wrong():
    read = [(read_measure(fields["text"]).direction, fields.get("direction", "")) for fields in seeded()]
    assert all(direction in ("", fixture) for direction, fixture in read)
    assert sum(direction == fixture for direction, fixture in read) >= 31


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("number of mediation cases", "number", "cases"),
        ("No. of complaints upheld", "number", "complaints"),
        ("3 staff had logged incidents", "number", "staff"),
        ("0 members of staff reported harassment", "number", "staff"),
        ("PDP completion rates", "percentage", ""),
        ("Proportion of managers who are women", "percentage", ""),
        ("The % of applicants who are disabled", "percentage", ""),
        ("Relative likelihood of appointment from shortlist", "ratio", ""),
        ("improve our position in the Workplace Equality Index", "rank", ""),
        ("Scheme in place", "yes_no", ""),
        ("Revised policy", "yes_no", ""),
        ("Provision of a new leaflet", "yes_no", ""),
        ("staff survey", "narrative", ""),
        ("Performance Management Framework", "narrative", ""),
    ],
)
def test_a_measure_has_the_kind_and_unit_that_its_words_tell(text, kind, unit):
    read = read_measure(text)
    assert (read.kind, read.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("Our (mean) pay gap stands at 11.6%.", "11.6", None),
        ("At least 90% of pupils will meet their target", None, "90"),
        ("50% response rate for staff", None, "50"),
        ("Increase the share from 12% to 15.5%", "12", "15.5"),
        ("achieve level 3 of the scheme, moving up from level 2", "2", "3"),
        ("Calendars for all 58,000 households", None, "58000"),
        ("At least two sessions", None, "2"),
        ("Up to 12 champions are recruited", None, "12"),
        ("No staff report that they have been harassed", None, "0"),
        ("25% were shortlisted and 21% appointed", None, None),
        ("staff survey of 2022", None, None),
        ("Section 75 questions on surveys", None, None),
        ("results against the 2020/21 baseline", None, None),
        ("Policy adopted on 19 Jan 15", None, None),
        ("updated every three years", None, None),
        ("the 10 most deprived areas", None, None),
    ],
)
def test_a_figure_is_the_baseline_or_the_target_as_the_words_say(text, baseline, target):
    read = read_measure(text)
    assert (read.baseline, read.target) == (baseline, target)


def test_a_figure_that_only_is_may_be_either():
    read = read_measure("60% of the network are members of the space")
    assert (read.baseline, read.target) == ("60", None)
    assert read.warnings[0].words == (
        "Say whether 60 is where things stand now or the target: it was read as where things stand now."
    )


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Increase the number of applicants", "up"),
        ("Participation improves", "up"),
        ("Reduce the number of complaints", "down"),
        ("Narrowing the gap", "down"),
        ("improve our ranking", "up"),
        ("at least 20 sessions", "above"),
        ("no more than 5 complaints", "below"),
        ("maintain our award", "maintain"),
        ("in line with the workforce", "match"),
        ("Leaders are representative of the community", "match"),
        ("not representative of the community", ""),
        ("in line with council policy", ""),
        ("although higher than before", ""),
        ("number of cases", ""),
        ("100% of staff are trained", ""),
    ],
)
def test_a_direction_is_read_only_where_the_words_say_it(text, direction):
    assert read_measure(text).direction == direction


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("one post per month", "monthly"),
        ("Quarterly number of lifts", "quarterly"),
        ("survey twice a year", "six_monthly"),
        ("six-monthly survey", "six_monthly"),
        ("annual staff survey", "annual"),
        ("year-on-year rise", "annual"),
        ("every three years", ""),
        ("staff survey", ""),
    ],
)
def test_a_frequency_is_read_only_where_the_words_say_it(text, frequency):
    assert read_measure(text).frequency == frequency


def test_dates_of_target_and_baseline_are_read_from_the_words():
    read = read_measure("By 2027, 90% of our staff will feel confident")
    assert (read.target, read.target_on) == ("90", date(2027, 12, 31))
    assert read_measure("increase by March 2025").target_on == date(2025, 3, 31)
    read = read_measure("The pay gap was 9.1% as at 31 March 2021")
    assert (read.baseline, read.baseline_on) == ("9.1", date(2021, 3, 31))


def test_a_target_without_a_figure_is_kept_in_words():
    assert read_measure("Staff are in line with the community.").target_text == "in line with the community"
    assert read_measure("No staff report in ASC that they were harassed").target_text == "No staff report in ASC"
    assert read_measure("Up to 12 champions are recruited").target_text == "Up to 12"


def test_a_name_is_the_words_with_a_capital_cut_after_a_word():
    assert name_of("staff  survey\n2022") == "Staff survey 2022"
    long = name_of("participation " * 40)
    assert len(long) <= 200
    assert long.endswith("participation…")
    assert len(name_of("x" * 500)) == 200


def test_measures_about_people_are_told_from_others():
    assert read_measure("number of mediation cases").is_about_people
    assert read_measure("exit interview data").is_about_people
    assert not read_measure("Performance Management Framework").is_about_people
    assert not read_measure("Revised policy").is_about_people


@pytest.mark.parametrize(
    "cell",
    [
        "staff survey\nexit data, by grade\nPDP rates",
        "• staff survey\n• exit data, by grade\n• PDP rates",
        "- staff survey\n- exit data, by grade\n- PDP rates",
        "• staff survey • exit data, by grade • PDP rates",
        "1. staff survey\n2. exit data, by grade\n3. PDP rates",
        "staff survey; exit data, by grade; PDP rates;",
        "\r\nstaff survey\r\n\r\nexit data, by grade\r\n- \r\nPDP rates",
    ],
)
def test_a_cell_is_split_at_lines_bullets_and_semicolons_and_not_at_commas(cell):
    assert split_measures(cell) == ("staff survey", "exit data, by grade", "PDP rates")


def test_a_wrapped_line_is_one_measure():
    assert split_measures("number of\ncases") == ("number of cases",)
    assert split_measures("") == ()


def test_no_figures_are_read_from_the_seeds_that_print_none():
    for fields in seeded():
        read = read_measure(fields["text"])
        printed = re.findall(r"\d+", fields["text"])
        assert all(figure in printed or figure == "0" for figure in filter(None, (read.baseline, read.target)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("at least 100% of staff", "percentage"),
        ("at least 150% of last year's applications", "number"),
        ("achieve rank 20 in the index", "rank"),
        ("achieve rank 2.5 in the index", "number"),
    ],
)
def test_a_figure_is_one_that_its_kind_can_have(text, kind):
    assert read_measure(text).kind == kind
