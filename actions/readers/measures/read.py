"""Reads a measure from its words: what is counted, from which figure, to which, which way, by when and how often.

Only what the words say is read: most measures print neither a baseline nor a target, and then there is none.
"""

import re
from datetime import date

from actions.readers.measures.figures import LEVELS, NOBODY, figures_of, read_figures, unit_of_count
from actions.readers.measures.signs import (
    direction_of,
    fitting_kind,
    frequency_of,
    is_about_people,
    kind_of,
    match_of,
)
from actions.readers.period import PlanPeriod
from actions.readers.results import MeasureRead
from actions.readers.timescales.read import read_timescale
from actions.readers.warnings import ReadingWarning, WarningCode

LONGEST_NAME = 200
LONGEST_READ = 600
MANY_YEARS = PlanPeriod(starts_on=date(2000, 1, 1))
DAY = r"((?:\d{1,2} )?(?:[A-Z][a-z]{2,8} )?20\d\d|\d{1,2}/\d{1,2}/\d{2,4})\b(?![/–-])"
BY_WHEN = re.compile(rf"\b[Bb]y (?:the end of |end of |end )?{DAY}")
AS_AT = re.compile(rf"\b[Aa]s (?:at|of) (?:the end of |end of |end )?{DAY}")
UP_TO = re.compile(r"\bup to \d+\b%?", re.IGNORECASE)
BULLETS = re.compile(r"^\s*(?:[•·▪●◦‣*]|[–—-](?=\s)|o(?=\s+[A-Z])|\(?(?:\d{1,2}|[a-z])[.)](?=\s))\s*")
GOES_ON = re.compile(r"(?:\b(?:and|of|the|for|to|with|in|by|or)|&|,)$", re.IGNORECASE)


def read_measure(text: str) -> MeasureRead:
    """Return what the words of one measure say; what they do not say stays None or "". It never raises."""
    words = " ".join(text[:LONGEST_READ].split())
    figures = figures_of(words)
    has_percentage = any(figure.is_percentage for figure in figures)
    kind = kind_of(words, has_percentage=has_percentage, has_figure=bool(figures or NOBODY.match(words)))
    baseline, target, is_doubtful = read_figures(words, figures)
    kind = fitting_kind(kind, baseline, target)
    unit = unit_of_count(words, figures) if kind == "number" else ""
    return MeasureRead(
        text,
        name_of(text),
        kind=kind,
        unit="level" if LEVELS.search(words) else unit,
        baseline=baseline,
        baseline_on=_day(AS_AT.search(words)) if baseline else None,
        target=target,
        target_text=_target_in_words(words, baseline),
        target_on=_day(BY_WHEN.search(words)),
        direction=direction_of(words),
        frequency=frequency_of(words),
        is_about_people=is_about_people(words),
        because=_because(kind, baseline, target),
        warnings=_doubt(baseline, target) if is_doubtful else (),
    )


def split_measures(cell: str) -> tuple[str, ...]:
    """Return the measures that a cell lists by bullets, lines or semicolons, in order; a comma parts none."""
    lines: list[str] = []
    for raw in re.split(r"[\r\n\v\f\x85\u2028\u2029]+|(?=[•▪●◦‣]\s)", cell):
        line = BULLETS.sub("", raw).strip()
        if lines and line and not BULLETS.match(raw) and GOES_ON.search(lines[-1]):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    parts = (part.strip() for line in lines for part in re.split(r";\s+|;$", line))
    return tuple(part for part in parts if any(letter.isalnum() for letter in part))


def name_of(text: str) -> str:
    """Return a name for lists: the words of the measure with a capital, cut after a whole word when they are long."""
    words = " ".join(text[:LONGEST_READ].split())
    if len(words) > LONGEST_NAME:
        cut = words[: LONGEST_NAME - 1]
        words = f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
    return words[:1].upper() + words[1:]


def _target_in_words(words: str, baseline: str | None) -> str:
    """The target where it is no plain figure: another figure to match, a bound from above, or nobody."""
    if baseline:
        return ""
    nobody = re.match(r"[^,.;]*?(?= that | who |[,.;]|$)", words) if NOBODY.match(words) else None
    bound = UP_TO.search(words)
    return nobody[0].strip()[:300] if nobody else match_of(words) or (bound[0] if bound else "")


def _day(found: re.Match[str] | None) -> date | None:
    return read_timescale(f"by {found[1]}", MANY_YEARS).due_on if found else None


def _because(kind: str, baseline: str | None, target: str | None) -> str:
    told = [f"baseline {baseline}"] if baseline else ["no baseline is printed"]
    told += [f"target {target}"] if target else ["no target is printed"]
    return f"{kind.replace('_', ' or ').capitalize()}: {', '.join(told)}."


def _doubt(baseline: str | None, target: str | None) -> tuple[ReadingWarning, ...]:
    read_as = "where things stand now" if baseline else "the target"
    words = f"Say whether {baseline or target} is where things stand now or the target: it was read as {read_as}."
    return (ReadingWarning(WarningCode.MEASURE_DOUBTFUL, words),)
