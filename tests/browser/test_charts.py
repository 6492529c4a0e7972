"""Charts in a real browser: readable at both widths, on paper, and without telling colours apart."""

import re
from datetime import date
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from actions.charts import bars_by, stacked_months
from actions.status import Status
from tests.browser.conftest import WIDTHS

LONG = "Leadership, partnership and organisational commitment to equality, diversity and inclusion"
EACH = {status: 3 for status in Status}


def chart_page(months=24):
    days = [(date(2024 + n // 12, n % 12 + 1, 28), "", EACH | {"completed": n * 4}) for n in range(months)]
    rows = [(LONG, "/actions/?theme=1", EACH), ("Short", "", {"withdrawn": 1}), ("Empty", "", {})]
    body = stacked_months("By month", days, Status.choices, name="trend")
    body += bars_by("By theme", rows, Status.choices, name="themes")
    return f'<html lang="en-GB"><title>Charts</title><main class="govuk-width-container"><h1>Charts</h1>{body}</main>'


@pytest.fixture
def show(page):
    """Put the charts in a page of a width, with the product's own stylesheet."""

    def at(width, months=24):
        page.set_viewport_size({"width": width, "height": 900})
        page.set_content(chart_page(months))
        page.add_style_tag(content=(settings.BASE_DIR / "static" / "css" / "edi.css").read_text(encoding="utf-8"))

    return at


@pytest.mark.parametrize("width", WIDTHS)
def test_charts_and_their_tables_are_accessible_and_fit(page, show, width):
    show(width)
    for _ in ("closed", "open"):
        found = Axe().run(page).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.get_by_role("img", name="By month").is_visible()


@pytest.mark.parametrize("width", [*WIDTHS, 660])
@pytest.mark.parametrize("months", [6, 12, 24, 36, 60])
def test_the_names_of_months_never_touch(page, show, width, months):
    show(width, months)
    labels = page.locator(".edi-chart__month:visible").all()
    boxes = sorted((label.bounding_box() for label in labels), key=lambda box: box["x"])
    assert len(boxes) >= 4
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] < right["x"]
    assert boxes[-1]["x"] + boxes[-1]["width"] <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_words_in_a_chart_keep_a_size_that_can_be_read(page, show, width):
    show(width)
    heights = [label.bounding_box()["height"] for label in page.locator(".edi-chart__tick, .edi-chart__number").all()]
    assert min(heights) >= 14


def test_columns_stand_on_the_axis_and_grow_by_their_numbers(page, show):
    show(1280)
    boxes = [
        part.bounding_box() for part in page.locator("#trend-title ~ .edi-chart__columns .edi-chart__parts rect").all()
    ]
    first, last = boxes[0], boxes[-6]
    assert first["y"] + first["height"] == pytest.approx(last["y"] + last["height"], abs=1)
    completed, outline = boxes[-3], 1
    grown = (completed["height"] - outline) / (last["height"] - outline)
    assert grown == pytest.approx(23 * 4 / 3, rel=0.05)


def test_on_paper_the_tables_are_open_and_colours_stay(page, show):
    show(660)
    page.emulate_media(media="print")
    assert page.get_by_role("table", name="By month").is_visible()
    assert not page.get_by_text("Show the figures as a table").first.is_visible()
    drawn = page.locator(".edi-chart__columns")
    assert drawn.evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"


def test_words_show_on_the_reader_s_own_dark_colours(page, show):
    show(1280)
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert page.locator(".edi-chart__tick").first.evaluate("one => getComputedStyle(one).fill") == "rgb(255, 255, 255)"


def contrast(page, one, other):
    """The contrast of two shapes, as WCAG counts it; each is (selector, "fill" or "stroke")."""
    light, dark = sorted((brightness(page, *one), brightness(page, *other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def brightness(page, selector, paint):
    colour = page.locator(selector).evaluate("(one, paint) => getComputedStyle(one)[paint]", paint)
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("look", "paint"), [("in-progress", "stroke"), ("on-hold", "fill"), ("embedded", "stroke"), ("withdrawn", "stroke")]
)
def test_the_marks_on_a_colour_stand_out_from_it(page, show, look, paint):
    show(1280)
    assert contrast(page, (f"#trend-{look} path", paint), (f"#trend-{look} rect", "fill")) >= 3


def test_the_two_colours_without_marks_are_light_and_dark(page, show):
    show(1280)
    assert contrast(page, ("#trend-not-started rect", "fill"), ("#trend-completed rect", "fill")) >= 3
