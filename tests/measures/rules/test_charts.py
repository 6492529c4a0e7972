"""Charts of measures: what is drawn, what is said of it and what its table says are the same figures, as told."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from measures.drawing.charts import bars, line, spark
from measures.figures.figure import Figure, value_in_words
from measures.judging.targets import Aim
from measures.kinds import Kind

QUARTERS = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
LEVELS = "Starting\nDeveloping\nAchieving and more than that for all of us"
SHARES = st.none() | st.decimals(0, 100, places=1)


def aim_of(kind=Kind.PERCENTAGE, **fields):
    numbers = {name: Decimal(str(fields.pop(name))) for name in ("target", "baseline") if name in fields}
    return Aim(kind=kind, **{"direction": "up"} | numbers | fields)


def figure(read_on, value, kind=Kind.PERCENTAGE, **fields):
    value = None if value is None else Decimal(str(value))
    words = "Not shown" if value is None else value_in_words(value, kind=kind, levels=LEVELS)
    return Figure(pk=1, read_on=read_on, value=value, **{"words": words} | fields)


def over_time(*values, kind=Kind.PERCENTAGE, days=QUARTERS):
    return [figure(on, value, kind) for on, value in zip(days, values, strict=False)]


def drawn(*values, kind=Kind.PERCENTAGE, **fields):
    return line("Trained", over_time(*values, kind=kind), aim=aim_of(kind, **fields), name="line")


def breakdown(*figures, kind=Kind.PERCENTAGE, **fields):
    return bars("By sex", figures, aim=aim_of(kind, **fields), name="bars", of="Sex")


def of_group(group, value, kind=Kind.PERCENTAGE, **fields):
    return figure(QUARTERS[0], value, kind, group=group, **fields)


def table_of(chart):
    rows = re.findall(r"<tr>(.*?)</tr>", chart)
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def path_of(chart):
    """The runs of a line, each a list of how far from the left and from the top its points are."""
    path = re.search(r'<path class="edi-line" d="([^"]*)"', chart)[1]
    runs = [re.split("L", run) for run in path.split("M")[1:]]
    return [[tuple(float(number) for number in point.split()) for point in run] for run in runs]


def circles(chart, look):
    found = re.findall(rf'<circle class="{look}" cy="([-\d.]+)%?" cx="([\d.]+)%"><title>(.*?)</title>', chart)
    return [(float(x), float(y), unescape(title)) for y, x, title in found]


def desc_of(chart):
    return unescape(re.search(r"<desc[^>]*>(.*?)</desc>", chart)[1])


def key_of(chart):
    return [unescape(words) for words in re.findall(r"</svg>([^<]*)</li>", chart)]


@given(st.lists(SHARES, min_size=1, max_size=30))
@settings(phases=[Phase.generate], max_examples=60)
def test_line_dots_and_table_show_each_figure_once(values):
    days = [date(2020, 1, 31) + timedelta(31 * n) for n in range(len(values))]
    told = over_time(*values, days=days)
    chart = line("Trained", told, aim=aim_of(), name="line")
    shown = [one for one in told if one.value is not None]
    if not shown:
        assert "<p>No figure is shown, so there is nothing to draw.</p>" in chart
        return
    assert table_of(chart) == [["Date", "Figure"], *([one.when, one.words] for one in told)]
    assert [title for _, _, title in circles(chart, "edi-dot")] == [f"{one.when}: {one.words}" for one in shown]
    assert len(circles(chart, "edi-gap")) == len(told) - len(shown)
    assert sum(len(run) for run in path_of(chart)) == len(shown)


def test_a_figure_lies_as_high_as_its_value_and_as_far_along_as_its_day():
    days = [date(2025, 1, 1), date(2025, 1, 11), date(2025, 4, 11)]
    chart = line("Trained", over_time(0, 25, 100, days=days), aim=aim_of(), name="line")
    assert path_of(chart) == [[(4, 100), (13.2, 75), (96, 0)]]
    assert [(x, y) for x, y, _ in circles(chart, "edi-dot")] == path_of(chart)[0]


def test_the_order_in_which_figures_come_does_not_matter():
    told = over_time(10, 50, 90)
    assert line("A", told, aim=aim_of(), name="n") == line("A", told[::-1], aim=aim_of(), name="n")
    assert spark(told, aim=aim_of()) == spark(told[::-1], aim=aim_of())


def test_a_figure_without_a_value_breaks_the_line_and_is_marked_above_it():
    chart = drawn(10, 40, None, 90)
    assert [len(run) for run in path_of(chart)] == [2, 1]
    ((_, y, title),) = circles(chart, "edi-gap")
    assert y < 0
    assert title == "30 September 2025: Not shown"
    assert key_of(chart)[-1] == "No value shown: the line is broken there"
    assert "1 of them not drawn" in desc_of(chart)
    assert "No value shown" not in drawn(10, 40, 90)


def test_what_is_not_told_is_not_in_the_drawing():
    hidden = figure(QUARTERS[1], None, words="fewer than 10 of 45", base=45)
    chart = line("Trained", [figure(QUARTERS[0], 60), hidden, figure(QUARTERS[2], 60)], aim=aim_of(), name="line")
    assert {y for run in path_of(chart) for _, y in run} == {40}
    assert table_of(chart)[2] == ["30 June 2025", "fewer than 10 of 45"]


def test_one_figure_is_one_dot_in_the_middle():
    chart = drawn(40)
    assert [(x, y) for x, y, _ in circles(chart, "edi-dot")] == [(50, 60)]
    assert desc_of(chart) == "A line over time, figures: 1. 31 March 2025: 40%. A table with every figure follows."


def test_a_line_is_described_from_its_first_figure_to_its_newest():
    chart = drawn(40, 50, 60, target=80, target_on=date(2027, 3, 31), baseline=35, baseline_on=date(2024, 4, 1))
    assert desc_of(chart) == (
        "A line over time, figures: 3. 31 March 2025: 40%. 30 September 2025: 60%. "
        "Target: 80% by 31 March 2027. Baseline: 35% on 1 April 2024. A table with every figure follows."
    )


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        (Kind.PERCENTAGE, {"target": 80}, "Target: 80%"),
        (Kind.PERCENTAGE, {"target": 80, "direction": "above"}, "Target: stay above 80%"),
        (Kind.NUMBER, {"target": 5, "direction": "below", "unit": "cases"}, "Target: stay below 5 cases"),
        (Kind.PERCENTAGE, {"baseline": 35, "direction": "above"}, "Baseline: 35%"),
        (Kind.RATIO, {"direction": "match"}, "Parity: 1"),
        (Kind.RATIO, {"direction": "match", "target": 1.2}, "Target: 1.2"),
        (Kind.RANK, {"target": 10}, "Target: 10th"),
    ],
)
def test_target_and_baseline_are_level_lines_with_their_words(kind, fields, words):
    chart = drawn(1, 2, kind=kind, **fields)
    look = "baseline" if "baseline" in fields else "target"
    assert key_of(chart)[1:] == [words]
    y1, y2 = re.search(rf'<line class="edi-line--{look}" x2="100%" y1="([\d.]+)%" y2="([\d.]+)%"', chart).groups()
    assert y1 == y2
    assert f">{words.split(':')[0]}</text>" in chart


def test_without_a_target_and_a_baseline_there_is_no_level_line():
    assert "edi-line--" not in drawn(1, 2) + drawn(1, 2, kind=Kind.RATIO)
    assert key_of(drawn(1, 2)) == ["Reading"]


def test_the_key_says_what_is_counted():
    assert key_of(drawn(1, 2, kind=Kind.NUMBER, unit="cases")) == ["Reading (cases)"]
    assert key_of(drawn(1, 2, kind=Kind.NUMBER, unit="%")) == ["Reading"]


def test_a_shortened_axis_is_said_beneath_the_drawing():
    assert '<p class="edi-note">The upright axis runs only from 80% to 90%' in drawn(81, 89)
    assert "edi-note" not in drawn(10, 90)


def test_levels_go_up_in_steps_and_long_names_are_cut_off_in_the_drawing_only():
    chart = drawn(1, 3, kind=Kind.LEVEL, levels=LEVELS, target=3)
    assert re.search(r'd="M4.0 100.0H96.0V-?0.0"', chart)
    assert ">Achieving and more t…</text>" in chart
    assert table_of(chart)[2] == ["30 June 2025", "Achieving and more than that for all of us"]


def test_a_target_and_a_baseline_on_one_level_have_one_word():
    words = re.compile(r'class="edi-chart__goal"[^>]*>(\w+)<')
    assert words.findall(drawn(1, kind=Kind.LEVEL, levels=LEVELS, target=3, baseline=3)) == ["Target"]
    assert words.findall(drawn(1, kind=Kind.LEVEL, levels=LEVELS, target=3, baseline=1)) == ["Target", "Baseline"]
    assert words.findall(drawn(1, target=3, baseline=3)) == ["Target", "Baseline"]


def test_yes_and_no_are_the_ends_of_the_axis():
    chart = drawn(0, 1, kind=Kind.YES_NO)
    assert re.findall(r'class="edi-chart__tick"[^>]*>(\w+)<', chart) == ["No", "Yes"]
    assert re.search(r'd="M4.0 100.0H96.0V-?0.0"', chart)


@pytest.mark.parametrize(("days", "named", "on_a_phone"), [(1, 1, 1), (4, 4, 4), (8, 8, 4), (200, 8, 4)])
def test_days_are_named_as_far_as_there_is_room_and_the_newest_always(days, named, on_a_phone):
    told = over_time(*[50] * days, days=[date(2020, 1, 1) + timedelta(7 * n) for n in range(days)])
    chart = line("Trained", told, aim=aim_of(), name="line")
    names = re.findall(r'edi-chart__month( edi-chart__month--minor)?" y="100%"><tspan x="([\d.]+)%[^>]*>([^<]*)', chart)
    assert len(names) == named
    assert len([name for minor, _, name in names if not minor]) == on_a_phone
    newest = told[-1].read_on
    assert names[0] == ("", "50.0" if days == 1 else "96.0", f"{newest.day} {newest:%b}")


def test_the_group_to_match_is_a_second_line_with_its_own_column():
    told = [figure(on, value, group="B.A.M.E.") for on, value in zip(QUARTERS, (40, 50, 60), strict=False)]
    others = [figure(on, value, group="White") for on, value in zip(QUARTERS, (80, None, 70), strict=False)]
    others[2] = figure(QUARTERS[2], 70, group="White", numerator=70, base=100)
    chart = line("Trained", told[::-1], aim=aim_of(direction="match"), name="line", beside=others[::-1])
    beside, own = re.findall(r'<path class="edi-line" d="([^"]*)"', chart)
    assert (beside.count("M"), own.count("M")) == (2, 1)
    assert key_of(chart) == ["B.A.M.E.", "White", "No value shown: the line is broken there"]
    assert "B.A.M.E., 30 September 2025: 60%. White, 30 September 2025: 70%." in desc_of(chart)
    assert table_of(chart)[0] == ["Date", "B.A.M.E.", "White"]
    assert table_of(chart)[2:] == [
        ["30 June 2025", "50%", "Not shown"],
        ["30 September 2025", "60%", "70% (70 of 100)"],
    ]


def test_periods_and_shares_are_in_the_table():
    told = [
        figure(QUARTERS[0], 25, starts_on=date(2024, 4, 1), numerator=1210, base=4840),
        figure(QUARTERS[1], None, words="fewer than 10 of 45", base=45),
        figure(QUARTERS[2], 30),
    ]
    assert table_of(line("Trained", told, aim=aim_of(), name="line")) == [
        ["Date", "Figure", "How many of how many"],
        ["1 April 2024 to 31 March 2025", "25%", "1,210 of 4,840"],
        ["30 June 2025", "fewer than 10 of 45", "Not given"],
        ["30 September 2025", "30%", "Not given"],
    ]
