"""Measures as they stand, for pages of every floor: the lower ones come here by ``plan.measures``."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from actions.history.as_at import Day
from measures.figures.small_numbers import why_rounded
from measures.judging.verdicts import VerdictCount, count_verdicts
from measures.models.todays_rows import (
    ReadingRow,
    Row,
    measure_rows,
    reading_rows,
    remembered_standing,
    standing_of,
)
from measures.standing import MeasureStanding, Viewer


class MeasureManager(models.Manager[Any]):
    """Finds measures by their natural key, and says how they stand."""

    def get_by_natural_key(self, council: str, plan: str, position: int) -> Any:
        return self.get(plan__council__slug=council, plan__slug=plan, position=position)

    def viewer(self, *, exact: bool, smallest: int) -> Viewer:
        """Return somebody with the right to exact figures, or the public with a council's smallest figure."""
        return Viewer(exact, smallest)

    def why_rounded(self, council: Any) -> str:
        """Say to the public why a council's figures about people are not exact."""
        return why_rounded(council.smallest_figure, council.smallest_figure_reason)

    def verdicts(self, standings: Iterable[MeasureStanding]) -> list[VerdictCount]:
        """Return how many of these measures are on target, how many are not, and how many nobody can judge."""
        return count_verdicts(standings)

    def standings_of(
        self,
        plans: Iterable[int],
        *,
        viewer: Viewer,
        day: Day,
        until: date | None = None,
        last: int | None = None,
        only: Iterable[int] | None = None,
        with_owners: bool = True,
    ) -> list[MeasureStanding]:
        """Return how the measures of these plans, by their ids, stood at the end of a day, in plan order.

        A past day is told as it was known then. ``until`` leaves out readings of later dates, ``last`` keeps so many
        of the newest of each group, ``only`` keeps the measures with these ids. Three queries, two without the names of
        the owners; of a past day one more for the public, to whom a measure that was ever said to be about people is
        about people on each past day.
        """
        chosen = None if only is None else set(only)
        gather = self._past if day.is_past else self._today
        return gather(list(plans), viewer, day, until or day.on, last, chosen, with_owners)

    def _today(
        self, plans: list[int], viewer: Viewer, day: Day, until: date, last: int | None, only: Any, with_owners: bool
    ) -> list[MeasureStanding]:
        """As today's tables have them. What was told of the newest readings is remembered, all readings are not."""
        names = [field.attname for field in self.model._meta.concrete_fields]
        pk, owner = names.index("id"), names.index("owner_id")
        rows = [row for row in measure_rows(self.model, plans) if only is None or row[pk] in only]
        owners = self._owners(row[owner] for row in rows) if with_owners else {}
        readings: dict[int, list[Row]] = defaultdict(list)
        for row in reading_rows(self._reading, [row[pk] for row in rows], until, last):
            readings[row[1]].append(row)
        made = standing_of if last is None else remembered_standing
        models = self.model, self._reading
        return [made(*models, row, tuple(readings[row[pk]]), viewer, until, owners.get(row[owner], "")) for row in rows]

    def _past(
        self, plans: list[int], viewer: Viewer, day: Day, until: date, last: int | None, only: Any, with_owners: bool
    ) -> list[MeasureStanding]:
        """As the history has them at the end of a day."""
        rows = [row for row in _known(self.model, Q(plan__in=plans), day) if only is None or row.id in only]
        rows.sort(key=lambda row: (row.plan_id, row.position))
        pks = [row.id for row in rows]
        about_people = set() if viewer.exact else self._ever_about_people(pks)
        owners = self._owners(row.owner_id for row in rows) if with_owners else {}
        readings: dict[int, list[ReadingRow]] = defaultdict(list)
        for reading in _known_readings(self._reading, pks, day, until, last):
            readings[reading.measure_id].append(reading)
        for row in rows:
            row.is_about_people = row.is_about_people or row.id in about_people
        return [
            MeasureStanding(row, viewer, until, owners.get(row.owner_id, ""), tuple(readings[row.id])) for row in rows
        ]

    @property
    def _reading(self) -> Any:
        return self.model._meta.get_field("readings").related_model

    def _ever_about_people(self, measures: Iterable[int]) -> Iterable[int]:
        """Which of these measures were ever said to be about people: also on a day before that was known."""
        known = self.model.history.filter(id__in=list(measures), is_about_people=True)
        return set(known.order_by().values_list("id", flat=True))

    def _owners(self, leads: Iterable[int | None]) -> dict[int | None, str]:
        model = self.model._meta.get_field("owner").related_model
        pks = {pk for pk in leads if pk}
        return dict(model._base_manager.filter(pk__in=pks).values_list("pk", "name")) if pks else {}


def _known(model: Any, which: Q, day: Day) -> QuerySet:
    """The rows of a model as they were known at the end of a day that is over."""
    until = model.history.filter(which, history_date__lt=day.moment)
    return until.latest_of_each().exclude(history_type="-").order_by()


def _known_readings(model: Any, measures: list[int], day: Day, until: date, last: int | None) -> Iterable[ReadingRow]:
    """The readings of these measures as they were known, the newest first."""
    if not measures:
        return []
    rows = _known(model, Q(measure__in=measures), day).filter(read_on__lte=until)
    if last is not None:
        of_its_group = [F("measure_id"), F("category"), F("group")]
        newest = Window(RowNumber(), partition_by=of_its_group, order_by=F("read_on").desc())
        rows = rows.annotate(place=newest).filter(place__lte=last)
    return map(ReadingRow._make, rows.order_by("-read_on").values_list(*ReadingRow._fields))
