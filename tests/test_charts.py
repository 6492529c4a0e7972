"""Charts: what is drawn, what is said of it and what its table says are the same numbers."""

import re
from collections import Counter
from datetime import date
from html import unescape

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from actions.charts import bars_by, stacked_months
from actions.progress import Progress
from actions.status import Status

SERIES = Status.choices
CODES = {label.lower(): code for code, label in SERIES}
JUNE = (date(2026, 6, 30), "", {"not_started": 12, "in_progress": 5, "completed": 24})
JULY = (date(2026, 7, 31), "", {"not_started": 10, "in_progress": 3, "completed": 27, "withdrawn": 1})
COUNTS = st.dictionaries(st.sampled_from(Status.values), st.integers(0, 5000))


def trend(*months, **options):
    return stacked_months("Status by month", months, SERIES, name="trend", **options)


def bars(*rows, **options):
    return bars_by("Progress by theme", rows, SERIES, name="themes", **options)


def month_ends(counts):
    return [(date(2020 + n // 12, n % 12 + 1, 28), "", one) for n, one in enumerate(counts)]


def table_of(chart):
    """The rows of a chart's table as {heading of the column: text}."""
    table = re.search(r"<table.*</table>", chart, re.DOTALL)[0]
    found = [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", table)
    ]
    return [dict(zip(found[0], row, strict=True)) for row in found[1:]]


def counts_in_table(row):
    counts = {CODES[head.lower()]: int(text.replace(",", "")) for head, text in row.items() if head.lower() in CODES}
    return {code: number for code, number in counts.items() if number}


def counts_in_words(words):
    return {CODES[label]: int(number.replace(",", "")) for number, label in re.findall(r"([\d,]+) ([a-z ]+),", words)}


def titles_of(chart):
    return [unescape(title) for title in re.findall(r"<title>(.*?)</title>", chart)]


def rectangles(chart, length):
    """Each drawn part as (status, place, length in per cent), in the order of drawing."""
    place = {"height": "x", "width": "y"}[length]
    drawn = re.findall(r'<rect fill="url\(#\w+-([\w-]+)\)" ([^>]*)/>', chart.split("</defs>")[1].split("<details")[0])
    parts = [(look.replace("-", "_"), dict(re.findall(r'(\w+)="([\d.]+)%"', lengths))) for look, lengths in drawn]
    return [(code, lengths.get(place), float(lengths[length])) for code, lengths in parts]


@given(st.lists(COUNTS, min_size=1, max_size=30))
def test_the_words_of_each_column_the_table_and_the_input_agree(counts):
    chart = trend(*month_ends(counts))
    expected = [{code: number for code, number in one.items() if number} for one in counts]
    if any(expected):
        assert [counts_in_table(row) for row in table_of(chart)] == expected
        assert [counts_in_words(title.split(": ")[1]) for title in titles_of(chart)] == expected
        assert [int(row["Total"].replace(",", "")) for row in table_of(chart)] == [sum(one.values()) for one in counts]
    else:
        assert "There are no actions to show." in chart


@given(st.lists(COUNTS.filter(lambda counts: any(counts.values())), min_size=1, max_size=30))
def test_heights_are_in_proportion_and_a_column_is_as_high_as_its_total(counts):
    chart = trend(*month_ends(counts))
    number, unit = re.search(r'y="0\.0%">([\d,]+)(k?)<', chart).groups()
    top = int(number.replace(",", "")) * (1000 if unit else 1)
    heights = Counter()
    for _, place, height in rectangles(chart, "height"):
        heights[place] += height
    assert list(heights.values()) == pytest.approx([sum(one.values()) * 100 / top for one in counts], abs=0.05)


def test_a_column_is_stacked_from_the_first_status_up():
    chart = trend(JULY)
    assert [code for code, _, _ in rectangles(chart, "height")] == [
        "not_started", "in_progress", "completed", "withdrawn",
    ]  # fmt: skip
    tops = [float(y) for y in re.findall(r'<rect fill=[^>]* y="([\d.]+)%"', chart)]
    assert tops == sorted(tops, reverse=True)


def test_key_table_and_words_keep_the_order_of_the_statuses():
    chart = trend(JUNE, JULY)
    key = re.search(r'<ul class="edi-bar__key">(.*?)</ul>', chart, re.DOTALL)[1]
    assert re.findall(r"</svg>(.*?)</li>", key) == ["Not started", "In progress", "Completed", "Withdrawn"]
    assert list(table_of(chart)[0]) == ["Date", "Not started", "In progress", "Completed", "Withdrawn", "Total"]
    assert titles_of(chart)[1] == "31 July 2026: 10 not started, 3 in progress, 27 completed, 1 withdrawn, 41 in all"


def test_a_status_that_never_occurs_is_left_out_and_one_that_does_says_nought():
    chart = trend(JUNE, JULY)
    assert "On hold" not in chart
    assert "on-hold" not in chart
    assert table_of(chart)[0]["Withdrawn"] == "0"


def test_a_month_without_actions_says_so_between_the_others():
    chart = trend((date(2026, 5, 31), "", {}), JUNE)
    assert titles_of(chart)[0] == "31 May 2026: no actions"
    assert table_of(chart)[0]["Total"] == "0"


@pytest.mark.parametrize(
    ("draw", "rows"),
    [(trend, []), (trend, [(date(2026, 6, 30), "", {"completed": 0})]), (bars, []), (bars, [("A", "", {})])],
)
def test_with_no_actions_a_sentence_stands_in_for_the_chart(draw, rows):
    chart = draw(*rows)
    assert "<p>There are no actions to show.</p>" in chart
    assert "<svg" not in chart
    assert "<table" not in chart


def test_one_month_is_one_column_and_is_described_once():
    chart = trend(JUNE)
    assert len({place for _, place, _ in rectangles(chart, "height")}) == 1
    assert re.search(r"<desc[^>]*>(.*?)</desc>", chart)[1] == (
        "Stacked columns by status, 1 in all. 30 June 2026: 12 not started, 5 in progress, 24 completed, 41 in all. "
        "A table with every figure follows."
    )


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (1, "0 1"),
        (6, "0 1 2 3 4 5 6"),
        (7, "0 2 4 6 8"),
        (41, "0 10 20 30 40 50"),
        (60, "0 10 20 30 40 50 60"),
        (6100, "0 2,000 4,000 6,000 8,000"),
        (99_999, "0 20k 40k 60k 80k 100k"),
        (100_000_000, "0 20m 40m 60m 80m 100m"),
    ],
)
def test_the_axis_has_a_few_round_numbers(highest, ticks):
    chart = trend((date(2026, 6, 30), "", {"completed": highest}))
    assert " ".join(re.findall(r'class="edi-chart__tick"[^>]*>([^<]*)', chart)) == ticks


def test_huge_numbers_are_written_in_full_in_words_and_table():
    chart = trend((date(2026, 6, 30), "", {"completed": 1_234_567, "withdrawn": 1}))
    assert titles_of(chart) == ["30 June 2026: 1,234,567 completed, 1 withdrawn, 1,234,568 in all"]
    assert table_of(chart)[0]["Total"] == "1,234,568"


@pytest.mark.parametrize(
    ("months", "named", "on_a_phone"), [(1, 1, 1), (6, 6, 6), (12, 12, 4), (24, 8, 4), (120, 10, 5)]
)
def test_months_are_named_as_far_as_there_is_room_and_the_newest_always(months, named, on_a_phone):
    chart = trend(*month_ends([{"completed": 1}] * months))
    names = re.findall(r'class="edi-chart__month( edi-chart__month--minor)?"[^>]*><tspan[^>]*>(\w+)<', chart)
    assert len(names) == named
    assert len([name for minor, name in names if not minor]) == on_a_phone
    assert names[-1] == ("", f"{month_ends([{}] * months)[-1][0]:%b}")


def test_a_month_leads_where_it_was_told_to_and_its_numbers_to_their_part():
    chart = trend(
        (*JUNE[:1], "/dashboard/?as_at=2026-06-30", JUNE[2]), lists={JUNE[0]: "/actions/?as_at=2026-06-30&q=a"}
    )
    assert '<th scope="row"><a href="/dashboard/?as_at=2026-06-30">30 June 2026</a></th>' in chart
    assert '<a href="/actions/?as_at=2026-06-30&amp;q=a&amp;status=completed">24</a>' in chart
    assert '<a href="/actions/?as_at=2026-06-30&amp;q=a">41</a>' in chart
    assert "<a " not in chart.split("<details")[0]  # nothing inside an image can be reached by keyboard


@given(COUNTS.filter(lambda counts: any(counts.values())))
def test_a_bar_is_as_long_as_any_other_and_says_what_its_table_says(counts):
    chart = bars(("A", "", counts), ("B", "", {"completed": 1}))
    widths = [width for _, _, width in rectangles(chart.replace('height="100%"', ""), "width")]
    assert sum(widths) == pytest.approx(200, abs=0.1)
    row, _, total = table_of(chart)
    expected = {code: number for code, number in counts.items() if number}
    assert counts_in_table(row) == counts_in_words(titles_of(chart)[0].split(": ")[1]) == expected
    assert counts_in_table(total) == Counter(expected) + Counter(completed=1)


@pytest.mark.parametrize(
    ("counts", "end"),
    [
        ({"completed": 1, "embedded": 1, "in_progress": 4}, "<strong>33%</strong> done, 6 actions"),
        ({"completed": 199, "on_hold": 1}, "<strong>99%</strong> done, 200 actions"),
        ({"completed": 1, "withdrawn": 1}, "<strong>100%</strong> done, 2 actions"),
        ({"completed": 1}, "<strong>100%</strong> done, 1 action<"),
        ({"withdrawn": 2}, "<strong>all withdrawn</strong><"),
        ({}, "<strong>no actions</strong><"),
    ],
)
def test_a_bar_ends_with_what_is_done_of_how_many(counts, end):
    chart = bars(("A", "", counts), ("B", "", {"on_hold": 1}))
    percent = Progress(counts).percent_done
    assert end in chart
    assert percent is None or table_of(chart)[0]["Done"] == f"{percent}%"


def test_a_row_without_actions_has_no_bar():
    assert bars(("A", "", {}), ("B", "", {"on_hold": 1})).count("<title>") == 1


def test_rows_lead_to_their_lists_and_are_called_what_they_are():
    chart = bars(("A & B", "/actions/?theme=1&q=a", {"on_hold": 2}), of="Council")
    assert chart.count('<a href="/actions/?theme=1&amp;q=a">A &amp; B</a>') == 2
    assert '<a href="/actions/?theme=1&amp;q=a&amp;status=on_hold">2</a>' in chart
    assert list(table_of(chart)[0]) == ["Council", "On hold", "Total", "Done"]


def test_labels_titles_and_addresses_are_escaped():
    nasty = '<script>"&'
    chart = bars_by(nasty, [(nasty, f"/?q={nasty}", {"x": 1})], [("x", nasty)], name="n", of=nasty)
    chart += stacked_months(nasty, [(date(2026, 6, 30), f"/?q={nasty}", {"x": 1})], [("x", nasty)], name="m")
    assert "<script" not in chart
    assert '<a href="/?q=&lt;script&gt;&quot;&amp;">&lt;script&gt;&quot;&amp;</a>' in chart


def test_marks_tell_statuses_apart_and_all_but_two_have_their_own():
    chart = bars(("A", "", dict.fromkeys(Status.values, 1)))
    marks = dict(re.findall(r'<pattern id="themes-([\w-]+)".*?(?: d="([^"]+)"/>)?</pattern>', chart))
    assert [look for look, mark in marks.items() if not mark] == ["not-started", "completed"]
    assert len(set(marks.values())) == len(Status) - 1


def test_two_charts_of_a_page_share_no_id():
    page = trend(JUNE) + bars(("A", "", JUNE[2])) + stacked_months("Other", [JULY], SERIES, name="other")
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([\w-]+)\)", page)) <= set(ids)
    assert set(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page)) <= set(ids)


def test_a_chart_keeps_the_content_policy():
    assert (
        re.findall(r"\s(?:style|on\w+)=|<script|<style|javascript:", trend(JUNE, JULY) + bars(("A", "", JULY[2]))) == []
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (1, 4, '<span class="edi-moved"><span aria-hidden="true">▲</span> 3 more</span>'),
        (4, 2, '<span class="edi-moved"><span aria-hidden="true">▼</span> 2 fewer</span>'),
        (0, 1200, '<span class="edi-moved"><span aria-hidden="true">▲</span> 1,200 more</span>'),
        (3, 3, "no change"),
    ],
)
def test_how_a_number_moved_is_said_in_words_beside_the_arrow(before, after, said):
    drawn = Template("{% load edi %}{{ before|moved:after }}").render(Context({"before": before, "after": after}))
    assert drawn == said
