"""The measures whose next reading waits for one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from measures.kinds import Frequency
from measures.models import Measure
from measures.taking.due import due_in_words
from plans import permissions
from plans.models import Plan


@dataclass(frozen=True)
class ReadingDue:
    """A measure with a reading due, and the sentence that says so."""

    measure: Measure
    words: str


def readings_due_to(user: Any, on: date) -> list[ReadingDue]:
    """Return the measures with a reading due on a day that are the user's to read, in plan order. One query.

    Theirs are the measures that a lead they hold owns and, where nobody owns them, those of the actions of such a
    lead; in active plans only.
    """
    held = user.holdings.filter(permissions.held_by(user, on)).values("lead")
    plans = Plan.objects.filter(permissions.plans_read_inside_by(user), status=Plan.Status.ACTIVE).order_by()
    theirs = Q(owner__in=held) | Q(owner__isnull=True, action__action_leads__lead__in=held)
    measures = Measure.objects.filter(theirs, plan__in=plans.values("pk")).exclude(frequency=Frequency.NOT_STATED)
    newest = measures.annotate(newest_on=Max("readings__read_on")).select_related("plan").order_by("plan", "position")
    told = [ReadingDue(one, due_in_words(one.frequency, one.newest_on, on)) for one in newest]
    return [one for one in told if one.words]
