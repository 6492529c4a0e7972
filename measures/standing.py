"""How a measure stands on a day, as one reader is told: its newest figure, its groups, its target, and what is due."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from measures.figures.comparing import Comparison, comparisons
from measures.figures.figure import Figure, exact_figure, value_in_words
from measures.figures.small_numbers import public_figure
from measures.judging.targets import Aim, Judgement, Verdict, judge
from measures.kinds import Direction, Kind
from measures.taking.due import due_in_words, is_unread_for_a_year
from plans.models.council import SMALLEST_FIGURE

BY_GROUP_ONLY = "Not judged: it is read by group only."


@dataclass(frozen=True)
class Viewer:
    """Who reads: somebody with the right to exact figures, or the public, below whose smallest figure none is shown."""

    exact: bool
    smallest: int = SMALLEST_FIGURE

    def figure(self, reading: Any, measure: Any) -> Figure:
        """Return what they are told of a reading."""
        return exact_figure(reading, measure) if self.exact else public_figure(reading, measure, smallest=self.smallest)


@dataclass(frozen=True)
class Baseline:
    """A baseline as if it were a reading, so that it is told by the same rule."""

    value: Decimal
    read_on: date
    id: None = None
    starts_on: None = None
    category: str = ""
    group: str = ""
    numerator: None = None
    base: None = None
    words: str = ""
    note: str = ""
    origin: str = ""


@dataclass(eq=False)
class MeasureStanding:
    """A measure with its readings until a day. ``measure`` has the attributes of a ``Measure``, as it then was.

    ``readings`` are the newest first: all of them, or so many of each group as were asked for. What the reader is told
    of them are the ``figures``.
    """

    measure: Any
    viewer: Viewer
    on: date
    owner: str = ""
    readings: tuple[Any, ...] = ()

    @cached_property
    def figures(self) -> list[Figure]:
        """What the reader is told of each reading."""
        return [self.viewer.figure(one, self.measure) for one in self.readings]

    @cached_property
    def overall(self) -> list[Figure]:
        """The figures that are for everyone, the newest first."""
        return [figure for figure in self.figures if not figure.group]

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The two groups that are compared, the newest date first."""
        one = self.measure
        return comparisons(
            self.figures, compared=one.compared_group, reference=one.reference_group, kind=one.kind, unit=one.unit
        )

    @cached_property
    def series(self) -> list[Figure]:
        """The figures that a chart draws and of which the newest is judged, the newest first.

        A ratio of two groups is their comparison, where none is given as such or it is not told; a group that has to
        match another one is that group.
        """
        if self._matches_a_group:
            return [one.compared for one in self.comparisons]
        if self.measure.kind != Kind.RATIO or not self.comparisons:
            return self.overall
        by_day: dict[date, Figure] = {}
        compared = [_as_figure(one, self.measure) for one in self.comparisons]
        told = [figure for figure in self.overall if figure.value is not None]
        for figure in (*told, *compared, *self.overall):
            by_day.setdefault(figure.read_on, figure)
        return [by_day[day] for day in sorted(by_day, reverse=True)]

    @property
    def newest(self) -> Figure | None:
        """The newest figure of the series; None where there is none."""
        return self.series[0] if self.series else None

    @cached_property
    def breakdowns(self) -> list[list[Figure]]:
        """The figures by group: a list for each date and category, the newest first, groups by name."""
        found: dict[tuple[date, str], list[Figure]] = {}
        for figure in self.figures:
            if figure.group:
                found.setdefault((figure.read_on, figure.category), []).append(figure)
        keys = sorted(found, key=lambda key: (-key[0].toordinal(), key[1]))
        return [sorted(found[key], key=lambda figure: figure.group) for key in keys]

    @property
    def newest_groups(self) -> list[Figure]:
        """The newest breakdown, for a measure that is read by group only."""
        return self.breakdowns[0] if self.breakdowns and not self.series else []

    @property
    def newest_on(self) -> date | None:
        """The day of the newest reading of any kind."""
        return self.readings[0].read_on if self.readings else None

    @cached_property
    def baseline(self) -> Figure | None:
        """The baseline as this reader is told; None where none is stated."""
        one = self.measure
        if one.baseline is None:
            return None
        return self.viewer.figure(Baseline(one.baseline, one.baseline_on or date.min), one)

    @property
    def target(self) -> str:
        """The target in words, "" where none is stated."""
        one = self.measure
        if one.target is None:
            return one.target_text
        figure = value_in_words(one.target, kind=one.kind, unit=one.unit, levels=one.levels)
        return f"{figure}: {one.target_text}" if one.target_text else figure

    @cached_property
    def aim(self) -> Aim:
        """What it has to reach, as this reader is told."""
        one = self.measure
        reference = self.comparisons[0].reference if self._matches_a_group else None
        return Aim(
            kind=one.kind,
            direction=one.direction,
            target=one.target,
            target_on=one.target_on,
            tolerance=one.tolerance,
            baseline=self.baseline.value if self.baseline else None,
            baseline_on=one.baseline_on,
            is_baseline_hidden=self.baseline is not None and self.baseline.value is None,
            reference=reference.value if reference else None,
            reference_name=reference.group if reference else "",
            unit=one.unit,
            levels=one.levels,
        )

    @cached_property
    def judgement(self) -> Judgement:
        """Whether it is on target, and why."""
        if not self.series and self.readings and self.measure.kind != Kind.NARRATIVE:
            return Judgement(Verdict.NOT_JUDGED, BY_GROUP_ONLY)
        return judge(self.aim, self.newest or next(iter(self.figures), None))

    @cached_property
    def due(self) -> str:
        """Say that a reading is due; "" if none is."""
        return due_in_words(self.measure.frequency, self.newest_on, self.on)

    @cached_property
    def is_unread_for_a_year(self) -> bool:
        return is_unread_for_a_year(self.newest_on, self.on)

    @property
    def _matches_a_group(self) -> bool:
        one = self.measure
        is_matched = one.direction == Direction.MATCH and one.target is None and one.kind != Kind.RATIO
        return bool(is_matched and self.comparisons)


def _as_figure(one: Comparison, measure: Any) -> Figure:
    """A relative likelihood as a figure of the measure."""
    words = one.words if one.value is None else value_in_words(one.value, kind=measure.kind, unit=measure.unit)
    return Figure(pk=None, read_on=one.read_on, words=words, value=one.value, starts_on=one.compared.starts_on)
