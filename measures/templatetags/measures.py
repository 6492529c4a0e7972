"""Measures as pages of every floor show them."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from measures.figures.figure import Figure
from measures.judging.targets import Verdict
from measures.judging.verdicts import VerdictCount
from measures.standing import MeasureStanding
from measures.taking.due_to_me import readings_due_to
from plans.templatetags.edi import gap_tag, status_tag

register = template.Library()

MOST_WORDS = 40
JUDGED = (Verdict.ON_TARGET, Verdict.NOT_ON_TARGET)


@register.inclusion_tag("measures/_readings_due.html")
def readings_due(user: Any) -> dict[str, Any]:
    """Draw the measures whose next reading waits for this person; nothing where none does."""
    return {"due": readings_due_to(user, timezone.localdate())}


@register.simple_tag
def verdict_rows(verdicts: Iterable[VerdictCount]) -> list[dict[str, str]]:
    """Return a row for each verdict: how many measures have it and what it means. What nobody can judge is a gap."""
    return [
        {
            "kind": "" if one.verdict in JUDGED else " edi-tile--gap",
            "number": str(one.number),
            "label": one.label,
            "means": one.means,
        }
        for one in verdicts
    ]


@register.simple_tag
def newest_line(standing: MeasureStanding) -> SafeString:
    """Draw the newest figure of a measure and its day, whether it is on target and why, and the way to its page."""
    return SafeString(" ".join(filter(None, [_figures(standing), _verdict(standing), _way(standing)])))


def _figures(standing: MeasureStanding) -> str:
    """The newest figure, or those of the newest breakdown of a measure that is read by group only."""
    figures = [standing.newest] if standing.newest else standing.newest_groups
    if not figures:
        return ""
    words: str = "; ".join(map(_words, figures))
    if any(figure.value is not None for figure in figures):
        words = format_html('<span class="edi-figure">{}</span>', words)
    return format_html("{}, {}.", words, figures[0].when)


def _words(figure: Figure) -> str:
    """A figure with its group, if it has one; long words are cut."""
    words = Truncator(figure.words).words(MOST_WORDS)
    return f"{figure.group}: {words}" if figure.group else words


def _verdict(standing: MeasureStanding) -> str:
    """The verdict with its reason; where nothing is judged the reason alone, unless the words of the figure say it."""
    judgement = standing.judgement
    if not standing.figures:
        return gap_tag(judgement.label)
    if judgement.verdict in JUDGED:
        return f"{status_tag(judgement.verdict.value, judgement.label)} {escape(judgement.reason)}"
    is_told = standing.newest is None or standing.newest.value is not None
    return escape(judgement.reason) if is_told else ""


def _way(standing: MeasureStanding) -> str:
    href = reverse("measure-detail", args=[standing.measure.id])
    words = 'Details<span class="govuk-visually-hidden"> of {}</span>'
    return format_html(f'<a href="{{}}">{words}</a>', href, standing.measure.name)
