"""The time that a plan is about."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PlanPeriod:
    """The first and last day of a plan, the last None when it has none, and the first month of its body's year.

    The year begins in April for councils, the NHS, police and fire; in August or September for schools, colleges
    and universities.
    """

    starts_on: date
    ends_on: date | None = None
    year_starts_month: int = 4
