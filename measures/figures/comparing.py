"""Two groups compared: the gap between them, or for a ratio how likely one is beside the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from measures.figures.figure import Figure, number_in_words
from measures.kinds import PERCENT, Kind

PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of two groups on a date. ``value`` is the gap or the relative likelihood, None where not told.

    A relative likelihood is the compared group's share divided by the reference group's, so 1 is parity.
    """

    compared: Figure
    reference: Figure
    value: Decimal | None
    words: str

    @property
    def read_on(self) -> date:
        return self.compared.read_on


def comparisons(figures: Iterable[Figure], *, compared: str, reference: str, kind: str, unit: str) -> list[Comparison]:
    """Return a comparison for each date and category that has figures of both groups, the newest first.

    Those of one date come by the name of their category.

    ``compared`` and ``reference`` name the groups; both "" is that none are compared.
    """
    if not compared:
        return []
    found: dict[tuple[date, str], dict[str, Figure]] = {}
    for figure in figures:
        if figure.group in (compared, reference):
            found.setdefault((figure.read_on, figure.category), {})[figure.group] = figure
    keys = sorted(found, key=lambda key: (-key[0].toordinal(), key[1]))
    pairs = [found[key] for key in keys if len(found[key]) == 2]
    compare = _likelihood if kind == Kind.RATIO else _gap
    return [compare(pair[compared], pair[reference], kind, unit) for pair in pairs]


def _gap(compared: Figure, reference: Figure, kind: str, unit: str) -> Comparison:
    if compared.value is None or reference.value is None:
        return Comparison(compared, reference, None, "The gap cannot be told: a figure is not shown.")
    gap = compared.value - reference.value
    in_points = kind == Kind.PERCENTAGE or unit == PERCENT
    number = number_in_words(abs(gap))
    noun = ("point" if number == "1" else "points") if in_points else unit
    size = f"{number} {noun}".strip()
    beside = f"{_said(compared)}, {_said(reference)}"
    if gap == 0:
        return Comparison(compared, reference, gap, f"No gap: {beside}.")
    return Comparison(compared, reference, gap, f"A gap of {size}: {beside}.")


def _likelihood(compared: Figure, reference: Figure, kind: str, unit: str) -> Comparison:
    """Work out from how many of how many, which a rounded percentage would blur."""
    if compared.value is None or reference.value is None:
        return Comparison(compared, reference, None, "The relative likelihood cannot be told: a figure is not shown.")
    if bool(compared.of) != bool(reference.of):
        said = "It cannot be worked out: of how many people is recorded of one group only."
        return Comparison(compared, reference, None, said)
    one, other = _share(compared), _share(reference)
    if not other:
        return Comparison(compared, reference, None, f"It cannot be worked out: {_said(reference)}.")
    times = (one / other).quantize(PLACES)
    said = f"{number_in_words(times)} times as likely: {_said(compared)}, {_said(reference)}."
    return Comparison(compared, reference, times, said)


def _share(figure: Figure) -> Decimal:
    if figure.numerator is not None and figure.base:
        return Decimal(figure.numerator) / figure.base
    return figure.value or Decimal(0)


def _said(figure: Figure) -> str:
    return f"{figure.group} {figure.words}{f' ({figure.of})' if figure.of else ''}"
