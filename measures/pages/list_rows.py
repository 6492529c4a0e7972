"""The rows of the list of a plan's measures, ready to be written into their fragments."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from itertools import groupby

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from measures.drawing import charts
from measures.figures.figure import Figure
from measures.judging.rules import direction_in_words
from measures.judging.targets import Judgement
from measures.pages.hanging import Place, PlanParts
from measures.standing import MeasureStanding
from plans.days import in_words
from plans.templatetags.edi import filled, gap_tag, status_tag

Row = dict[str, str]

LONGEST_WORDS, LONGEST_PLACE = 40, 30
"""So many words are shown of a measure, and of what it hangs on; the measure's own page has all of them."""

MOST_GROUPS = 6
PAGES = {"add": "measure-add", "bring": "reading-import"}


@dataclass(frozen=True)
class Addresses:
    """Where each measure's pages are: worked out once for all rows. ``query`` ends the address of its own page."""

    query: str

    def page(self, pk: int) -> str:
        """Return the address of a measure's own page."""
        return self._pages[0].replace("/0/", f"/{pk}/") + self.query

    def add(self, pk: int) -> str:
        """Return the address at which a reading of a measure is added."""
        return self._pages[1].replace("/0/", f"/{pk}/")

    @cached_property
    def _pages(self) -> list[str]:
        return [reverse(name, args=[0]) for name in ("measure-detail", "reading-add")]


@lru_cache(maxsize=1_000)
def addresses_of(council: str, plan: str) -> dict[str, str]:
    """Return where a plan, by its short names, has measures added, readings brought and each kind of file."""
    files = {kind: reverse("measure-export", args=[council, plan, kind]) for kind in ("xlsx", "csv", "json")}
    return {name: reverse(what, args=[council, plan]) for name, what in PAGES.items()} | files


def places(
    standings: Iterable[MeasureStanding], parts: PlanParts, *, query: str, readable: Collection[int]
) -> list[Row]:
    """Return a row for each part of the plan that measures hang on, with the rows of its measures, in plan order.

    ``query`` ends the address of each measure's page, ``readable`` are the ids of those that the reader may add
    readings to.
    """
    to = Addresses(query)
    return [
        {
            "place": _place_cell(place),
            "rows": SafeString("".join(_row(one, to, one.measure.id in readable) for one in ones)),
        }
        for place, ones in groupby(standings, key=lambda one: parts.place(one.measure))
    ]


def unmeasured_rows(commitments: Iterable[tuple[int, str]], plan_url: str) -> list[Row]:
    """Return a row for each commitment without a measure, as a link to its place on the plan's page."""
    return [
        {"href": f"{plan_url}#commitment-{pk}", "name": _short(words, LONGEST_PLACE), "when": ""}
        for pk, words in commitments
    ]


def unread_rows(standings: Iterable[MeasureStanding], *, query: str) -> list[Row]:
    """Return a row for each measure that has no reading of the last year, with the day of its newest."""
    to = Addresses(query)
    return [
        {
            "href": to.page(one.measure.id),
            "name": one.measure.name,
            "when": f"last read {in_words(one.newest_on)}" if one.newest_on else "no reading yet",
        }
        for one in standings
        if one.is_unread_for_a_year
    ]


def verdict_cell(judgement: Judgement) -> SafeString:
    """Return the verdict as a tag, with its reason."""
    return format_html("{}{}", status_tag(judgement.verdict.value, judgement.label), note(judgement.reason))


def figure_cell(figure: Figure | None, without: str, *, on: bool = True) -> SafeString:
    """Return a figure with its day; a gap that says what there is none of, where there is none."""
    if figure is None:
        return gap_tag(without)
    return SafeString(f"{_told(figure)}{note(figure.when if on else '')}")


def target_cell(standing: MeasureStanding) -> SafeString:
    """Return the target with its date, and which way is better."""
    one = standing.measure
    target = escape(standing.target) if standing.target else gap_tag("No target")
    by = f"By {in_words(one.target_on)}" if one.target_on else ""
    return SafeString(f"{target}{note(by)}{note(_way(standing))}")


def _way(standing: MeasureStanding) -> str:
    """Which way is better; for a group that has to match another one, which."""
    name = standing.aim.reference_name
    return f"Match {name}" if name else direction_in_words(standing.measure.kind, standing.measure.direction)


def note(words: str) -> SafeString:
    """Return words that stand small under others; none for none."""
    return SafeString(f'<span class="edi-note edi-note--block">{escape(words)}</span>' if words else "")


@lru_cache(maxsize=2_000)
def _place_cell(place: Place) -> SafeString:
    name = _short(place.name, LONGEST_PLACE)
    if place.action:
        name = format_html('<a href="{}">{}</a>', reverse("action-detail", args=[place.action]), name)
    return (
        format_html('<span class="edi-note">{}</span> {}', place.word, name) if place.word else conditional_escape(name)
    )


@lru_cache(maxsize=2_000)
def _row(standing: MeasureStanding, to: Addresses, may_add: bool) -> SafeString:
    """Draw a row, once for each standing: it takes most of the page's time, and says the same until a reading comes."""
    one = standing.measure
    about = _short(one.text, LONGEST_WORDS) if one.text != one.name else ""
    row = {
        "href": to.page(one.id),
        "name": one.name,
        "about": note(about) + note(f"Owner: {standing.owner}" if standing.owner else ""),
        "baseline": figure_cell(standing.baseline, "No baseline", on=one.baseline_on is not None),
        "newest": _newest_cell(standing),
        "target": target_cell(standing),
        "verdict": verdict_cell(standing.judgement),
        "add": _add_link(to.add(one.id), one.name) if may_add else SafeString(""),
    }
    return filled("measures/_measure_row.html", [row])


def _newest_cell(standing: MeasureStanding) -> SafeString:
    """The newest figure, or of a measure that is read by group only its newest groups; how it moved; what is due."""
    groups = standing.newest_groups
    told = _groups(groups) if groups else figure_cell(standing.newest, "No reading yet")
    spark = charts.spark(standing.series, aim=standing.aim) if len(standing.series) > 1 else ""
    return SafeString(f"{told}{spark}{note(standing.due)}")


def _groups(figures: list[Figure]) -> SafeString:
    if all(one.value is None and one.words == figures[0].words for one in figures):
        told = f"{escape(', '.join(one.group for one in figures))}: {_told(figures[0])}"
    else:
        told = "<br>".join(f"{escape(one.group)}: {_told(one)}" for one in figures[:MOST_GROUPS])
        more = len(figures) - MOST_GROUPS
        told += note(f"and {more} more group{'' if more == 1 else 's'}" if more > 0 else "")
    return SafeString(f"{told}{note(figures[0].when)}")


def _told(figure: Figure) -> str:
    """A figure in bold; words that stand in its place are not."""
    words = escape(_short(figure.words, LONGEST_WORDS))
    return words if figure.value is None else f'<span class="edi-figure">{words}</span>'


def _add_link(href: str, name: str) -> SafeString:
    return SafeString(
        '<span class="edi-note--block edi-no-print">'
        f'<a href="{href}">Add a reading<span class="govuk-visually-hidden">: {escape(name)}</span></a></span>'
    )


def _short(text: str, words: int) -> str:
    """Cut a text off after so many words; one that cannot have more is spared the count, which takes longer."""
    return text if text.count(" ") < words else Truncator(text).words(words)
