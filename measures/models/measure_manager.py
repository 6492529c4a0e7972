"""Measures as they stand, for pages of every floor: the lower ones come here by ``plan.measures``."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from actions.history.as_at import Day
from measures.figures.small_numbers import why_rounded
from measures.judging.verdicts import VerdictCount, count_verdicts
from measures.models.reading_rows import ReadingRow, newest_readings
from measures.standing import MeasureStanding, Viewer, remembered


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
        measures = self._known(self.model, Q(plan__in=list(plans)), day).order_by()
        chosen = None if only is None else set(only)
        found = {
            one.id: one
            for one in sorted(measures, key=lambda one: (one.plan_id, one.position))
            if chosen is None or one.id in chosen
        }
        if day.is_past and not viewer.exact:
            for pk in self._ever_about_people(found):
                found[pk].is_about_people = True
        owners = self._owners(found.values()) if with_owners else {}
        standings = {
            pk: MeasureStanding(one, viewer, until or day.on, owners.get(one.owner_id, "")) for pk, one in found.items()
        }
        for reading in self._readings(list(standings), day, until or day.on, last):
            standings[reading.measure_id].readings.append(reading)
        return [remembered(standing) for standing in standings.values()]

    def _readings(self, measures: list[int], day: Day, until: date, last: int | None) -> Iterable[ReadingRow]:
        """The readings of these measures until a date, the newest first."""
        if not measures:
            return []
        model = self.model._meta.get_field("readings").related_model
        if last is not None and not day.is_past:
            return newest_readings(model, measures, until, last)
        rows = self._known(model, Q(measure__in=measures), day).filter(read_on__lte=until)
        if last is not None:
            of_its_group = [F("measure_id"), F("category"), F("group")]
            newest = Window(RowNumber(), partition_by=of_its_group, order_by=F("read_on").desc())
            rows = rows.annotate(place=newest).filter(place__lte=last)
        return map(ReadingRow._make, rows.order_by("-read_on").values_list(*ReadingRow._fields))

    def _known(self, model: Any, which: Q, day: Day) -> QuerySet:
        """The rows of a model as they were known at the end of a day; those of today are its own."""
        if not day.is_past:
            return model._base_manager.filter(which)
        until = model.history.filter(which, history_date__lt=day.moment)
        return until.latest_of_each().exclude(history_type="-")

    def _ever_about_people(self, measures: Iterable[int]) -> Iterable[int]:
        """Which of these measures were ever said to be about people: also on a day before that was known."""
        known = self.model.history.filter(id__in=list(measures), is_about_people=True)
        return set(known.order_by().values_list("id", flat=True))

    def _owners(self, measures: Iterable[Any]) -> dict[int, str]:
        model = self.model._meta.get_field("owner").related_model
        pks = {one.owner_id for one in measures if one.owner_id}
        return dict(model._base_manager.filter(pk__in=pks).values_list("pk", "name")) if pks else {}
