"""Bars of a breakdown and the small charts of a list; and what holds for every chart of a measure."""

import re

import pytest

from measures.drawing.charts import bars, line, spark
from measures.kinds import Kind
from tests.measures.rules.test_charts import (
    LEVELS,
    QUARTERS,
    aim_of,
    breakdown,
    drawn,
    figure,
    of_group,
    over_time,
    table_of,
)


def rows_of(chart):
    """Each row as (its words, the start and the length of its bar in per cent, None without one)."""
    rows = re.findall(r"<li><span>(.*?)</li>", chart)
    bar = r'<rect class="edi-chart__group" x="([\d.]+)%" width="([\d.]+)%"'
    found = [(re.sub(r"<[^>]+>", " ", row).split(), re.search(bar, row)) for row in rows]
    return [(" ".join(words), tuple(map(float, match.groups())) if match else None) for words, match in found]


def test_a_share_is_drawn_of_the_whole_with_its_words_at_the_end():
    chart = breakdown(
        of_group("Women", 25, numerator=21, base=84),
        of_group("Men", 100),
        of_group("Another", None, words="fewer than 10 of 30", base=30),
    )
    assert rows_of(chart) == [
        ("Women 25% (21 of 84)", (0, 25)),
        ("Men 100%", (0, 100)),
        ("Another fewer than 10 of 30", None),
    ]
    assert chart.count("edi-chart__track") == 2


def test_the_table_of_a_breakdown_has_what_the_bars_say():
    chart = breakdown(of_group("Women", 25, numerator=21, base=84), of_group("Men", None, words="fewer than 10 of 30"))
    assert table_of(chart) == [
        ["Sex", "Figure", "How many of how many"],
        ["Women", "25%", "21 of 84"],
        ["Men", "fewer than 10 of 30", "Not given"],
    ]
    assert table_of(breakdown(of_group("Men", 4)))[0] == ["Sex", "Figure"]


@pytest.mark.parametrize(
    ("kind", "values", "lengths"),
    [
        (Kind.NUMBER, (50, 200), [(0, 25), (0, 100)]),
        (Kind.NUMBER, (3, -1), [(25, 75), (0, 25)]),
        (Kind.NUMBER, (0, 0), [(0, 0), (0, 0)]),
        (Kind.NUMBER, (-2, -4), [(50, 50), (0, 100)]),
        (Kind.RATIO, (1, 2), [(0, 50), (0, 100)]),
        (Kind.LEVEL, (1, 3), [(0, 33.33), (0, 100)]),
        (Kind.YES_NO, (0, 1), [(0, 0), (0, 100)]),
        (Kind.RANK, (1, 100), [None, None]),
    ],
)
def test_bars_begin_at_nought_and_are_in_proportion(kind, values, lengths):
    groups = [of_group(name, value, kind) for name, value in zip("AB", values, strict=True)]
    assert [length for _, length in rows_of(breakdown(*groups, kind=kind, levels=LEVELS))] == lengths


def test_the_groups_of_a_ratio_are_drawn_as_the_shares_that_they_are():
    chart = breakdown(of_group("A", 20, base=50, numerator=10), of_group("B", 40, base=50, numerator=20), kind="ratio")
    assert [length for _, length in rows_of(chart)] == [(0, 20), (0, 40)]


def test_groups_keep_their_order():
    chart = breakdown(of_group("B", 1), of_group("A", 2), of_group("C", None))
    assert [words.split()[0] for words, _ in rows_of(chart)] == ["B", "A", "C"]


def test_when_no_group_has_a_value_their_words_are_still_there():
    chart = breakdown(of_group("Women", None, words="fewer than 10"), of_group("Men", None, words="fewer than 10"))
    assert rows_of(chart) == [("Women fewer than 10", None), ("Men fewer than 10", None)]
    assert len(table_of(chart)) == 3


def test_without_groups_a_sentence_stands_in_for_the_chart():
    chart = breakdown()
    assert "<p>No figure is shown, so there is nothing to draw.</p>" in chart
    assert "<table" not in chart


def test_a_small_chart_is_the_line_of_the_large_one():
    told, aim = over_time(35, 41, None, 66), aim_of(target=80, baseline=35)
    path = re.compile(r'<path class="edi-line" d="([^"]*)"')
    assert path.search(spark(told, aim=aim))[1] == path.search(line("A", told, aim=aim, name="n"))[1]


def test_a_small_chart_has_its_target_and_a_dot_at_the_newest_value():
    chart = spark(over_time(20, 40, None), aim=aim_of(target=80))
    assert '<path class="edi-line--target" d="M0 20.0H100"/>' in chart
    assert re.search(r'edi-spark__newest" d="M([\d.]+) 60.0h0"', chart)[1] == "49.7"
    assert "edi-line--target" not in spark(over_time(20, 40), aim=aim_of(baseline=20))


@pytest.mark.parametrize("values", [(), (None,), (None, None)])
def test_a_small_chart_of_nothing_is_nothing(values):
    assert spark(over_time(*values), aim=aim_of()) == ""


def test_a_small_chart_is_small_and_silent():
    chart = spark(over_time(20, 40, 30, 60), aim=aim_of(target=80))
    assert len(chart) < 400
    assert 'aria-hidden="true"' in chart
    assert re.sub(r"<[^>]+>", "", chart) == ""


def test_names_words_and_titles_are_escaped():
    nasty = '<script>"&'
    levels = f"{nasty}\nother"
    told = [figure(QUARTERS[0], 1, words=nasty), figure(QUARTERS[1], None, words=nasty)]
    chart = line(nasty, told, aim=aim_of(Kind.LEVEL, levels=levels, target=1), name="n")
    chart += bars(nasty, [of_group(nasty, 1, words=nasty)], aim=aim_of(Kind.NUMBER, unit=nasty), name="m", of=nasty)
    pair = [figure(QUARTERS[0], 1, group=nasty)], [figure(QUARTERS[0], 2, group=nasty)]
    chart += line("A", pair[0], aim=aim_of(), name="p", beside=pair[1])
    chart += line("A", over_time(1), aim=aim_of(Kind.NUMBER, unit=nasty, target=1), name="n")
    assert "<script" not in chart
    assert "<strong>&lt;script&gt;&quot;&amp;</strong>" in chart
    assert "Target: &lt;script&gt;&quot;&amp;" in chart
    assert "Reading (&lt;script&gt;&quot;&amp;)" in chart


def test_two_charts_of_a_page_share_no_id_and_name_only_their_own():
    page = drawn(1, 2) + breakdown(of_group("A", 1)) + line("B", over_time(1, 2), aim=aim_of(), name="other")
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page)) <= set(ids)


def test_a_chart_keeps_the_content_policy():
    page = drawn(1, None, 2, target=4) + breakdown(of_group("A", 1)) + spark(over_time(1, 2), aim=aim_of())
    assert re.findall(r"\s(?:style|on\w+)=|<script|<style|javascript:", page) == []


def test_a_breakdown_has_no_key_for_its_bars_are_all_alike():
    assert "edi-bar__key" not in breakdown(of_group("A", 1))
    assert "edi-bar__key" in drawn(1, 2)
