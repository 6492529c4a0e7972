"""Charts of measures in a real browser: readable at both widths, on paper, and without telling colours apart."""

from datetime import date
from itertools import combinations, pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from measures.drawing.charts import bars, line, spark
from measures.kinds import Kind
from tests.browser.conftest import WIDTHS
from tests.browser.test_charts import contrast
from tests.measures.rules.test_charts import LEVELS, aim_of, figure, of_group, over_time

MONTHS = [date(2024 + n // 12, n % 12 + 1, 28) for n in range(24)]
LONG = "Leadership, partnership and organisational commitment to equality, diversity and inclusion"
TOLD = over_time(*[None if n == 7 else 30 + n for n in range(24)], days=MONTHS)
AIM = aim_of(target=80, target_on=date(2027, 3, 31), baseline=79.5)
STYLES = settings.BASE_DIR / "static" / "css" / "edi.css"


def charts():
    yield line("Share", TOLD, aim=AIM, name="share") + spark(TOLD, aim=AIM)
    yield line(
        "Level",
        over_time(1, 3, kind=Kind.LEVEL),
        aim=aim_of(Kind.LEVEL, levels=LEVELS, target=3, baseline=1),
        name="level",
    )
    pair = [[figure(on, share, group=group) for on in MONTHS] for group, share in ((LONG, 20), ("Others", 40))]
    yield line("Matched", pair[0], aim=aim_of(), name="matched", beside=pair[1])
    groups = [of_group(LONG, 62.5, numerator=20, base=32), of_group("W" * 60, None, words=f"Not shown: {LONG}")]
    yield bars("Groups", groups, aim=aim_of(), name="groups")
    yield bars(
        "Gaps", [of_group("A", 3, Kind.NUMBER), of_group("B", -2, Kind.NUMBER)], aim=aim_of("number"), name="gaps"
    )


@pytest.fixture
def show(page):
    """Put the charts in a page of a width, with the product's own stylesheet."""

    def at(width):
        page.set_viewport_size({"width": width, "height": 900})
        body = f'<main class="govuk-width-container"><h1>Charts</h1>{"".join(charts())}</main>'
        page.set_content(f'<html lang="en-GB"><title>Charts</title>{body}</html>')
        page.add_style_tag(content=STYLES.read_text(encoding="utf-8"))

    return at


@pytest.mark.parametrize("width", WIDTHS)
def test_charts_and_their_tables_are_accessible_and_fit(page, show, width):
    show(width)
    for _ in ("closed", "open"):
        found = Axe().run(page).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.get_by_role("img", name="Share").is_visible()
    assert page.get_by_role("table", name="Groups").is_visible()


@pytest.mark.parametrize("width", [*WIDTHS, 660])
def test_the_names_of_days_never_touch(page, show, width):
    show(width)
    labels = page.locator("#share-title ~ .edi-chart__columns .edi-chart__month:visible").all()
    boxes = sorted((label.bounding_box() for label in labels), key=lambda box: box["x"])
    assert len(boxes) >= 4
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] < right["x"]
    assert boxes[-1]["x"] + boxes[-1]["width"] <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", ["share", "level"])
def test_words_in_a_drawing_can_be_read_and_never_touch(page, show, width, chart):
    show(width)
    words = page.locator(f"#{chart}-title ~ .edi-chart__columns :is(.edi-chart__goal, .edi-chart__level)").all()
    boxes = [word.bounding_box() for word in words]
    assert min(box["height"] for box in boxes) >= 14
    for one, other in combinations(boxes, 2):
        apart = abs(one["y"] - other["y"]) >= 12
        left, right = sorted((one, other), key=lambda box: box["x"])
        assert apart or left["x"] + left["width"] < right["x"]


def test_dots_lie_on_their_line_and_a_gap_above_the_drawing(page, show):
    show(1280)
    line_box = page.locator("#share-title ~ .edi-chart__columns .edi-line").bounding_box()
    dots = [dot.bounding_box() for dot in page.locator("#share-title ~ .edi-chart__columns .edi-dot").all()]
    lowest, highest = dots[0], dots[-1]
    assert lowest["y"] + lowest["height"] / 2 == pytest.approx(line_box["y"] + line_box["height"], abs=2)
    assert highest["y"] + highest["height"] / 2 == pytest.approx(line_box["y"], abs=2)
    top = page.locator("#share-title ~ .edi-chart__columns .edi-chart__line").last.bounding_box()
    gap = page.locator("#share-title ~ .edi-chart__columns .edi-gap").bounding_box()
    assert gap["y"] + gap["height"] < top["y"]


def test_on_paper_the_tables_are_open_and_colours_stay(page, show):
    show(660)
    page.emulate_media(media="print")
    assert page.get_by_role("table", name="Share").is_visible()
    assert (
        page.locator(".edi-chart__columns").first.evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"
    )


def test_words_and_lines_show_on_the_reader_s_own_dark_colours(page, show):
    show(1280)
    page.emulate_media(forced_colors="active", color_scheme="dark")
    for selector, paint in (
        (".edi-chart__goal", "fill"),
        (".edi-line", "stroke"),
        (".edi-dot", "fill"),
        (".edi-gap", "stroke"),
    ):
        assert page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{paint}") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("brand", ["blue", "teal", "green", "maroon", "navy", "slate"])
def test_lines_and_bars_stand_out_from_the_page_in_every_council_s_colour(page, show, brand):
    show(1280)
    page.evaluate("brand => document.body.classList.add(`edi-brand--${brand}`)", brand)
    paper = ("#share-title ~ .edi-chart__columns .edi-gap", "fill")
    share = "#share-title ~ .edi-chart__columns"
    for drawn in ((f"{share} .edi-line", "stroke"), (f"{share} > .edi-line--target", "stroke")):
        assert contrast(page, drawn, paper) >= 3
    assert contrast(page, (f"{share} > .edi-line--baseline", "stroke"), paper) >= 3
