"""What a person says of a file that they bring: kept from one step to the next."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from actions.readers.period import PlanPeriod
from actions.readers.tables.columns import Role


@dataclass
class Correction:
    """What a person put right in one row; None where they left it as it was read.

    ``leads`` and ``supporting`` are names, each a lead as it is. ``is_dated`` says that the dates were put right, so
    that an empty one is meant. ``is_left_out`` leaves the row out of the plan.
    """

    text: str | None = None
    reference: str | None = None
    leads: list[str] | None = None
    supporting: list[str] | None = None
    is_dated: bool = False
    starts_on: date | None = None
    due_on: date | None = None
    recurrence: str | None = None
    is_ongoing: bool | None = None
    status: str | None = None
    completed_on: date | None = None
    review_on: date | None = None
    is_left_out: bool = False


@dataclass
class Answers:
    """All that was said so far.

    ``tables`` are the indexes of the chosen tables, ``columns`` the roles of a table's columns by its index; what is
    missing is as guessed. ``corrections`` are by the row's key. ``same_as`` says of a printed lead which lead of the
    council it is.
    """

    title: str = ""
    period: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    year_starts_month: int = 4
    tables: list[int] | None = None
    columns: dict[int, list[Role]] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    same_as: dict[str, str] = field(default_factory=dict)

    @property
    def plan_period(self) -> PlanPeriod:
        """The time that the plan is about; raises ``ValueError`` before its first day was given."""
        if self.starts_on is None:
            raise ValueError("The plan has no first day yet.")
        return PlanPeriod(self.starts_on, self.ends_on, self.year_starts_month)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON keeps it: dates as text."""
        return _with_dates_as_text(asdict(self))

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Answers":
        """Return what ``as_json`` gave."""
        said = {**kept}
        for name in ("starts_on", "ends_on"):
            said[name] = _date(said.get(name))
        said["columns"] = {int(at): [Role(role) for role in roles] for at, roles in said.get("columns", {}).items()}
        said["corrections"] = {key: _correction(one) for key, one in said.get("corrections", {}).items()}
        return cls(**said)


def _correction(kept: dict[str, Any]) -> Correction:
    dates = {name: _date(kept.get(name)) for name in ("starts_on", "due_on", "completed_on", "review_on")}
    return Correction(**{**kept, **dates})


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _with_dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_dates_as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_dates_as_text(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
