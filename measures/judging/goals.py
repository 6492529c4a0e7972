"""What a chart of a measure is read against: its target, or parity, and its baseline. Each is a level line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from measures.judging.targets import Aim
from measures.kinds import PARITY, Direction, Kind
from plans.days import in_words


@dataclass(frozen=True, slots=True)
class Goal:
    """A value to read figures against. ``label`` is its word, ``look`` how its line is drawn: target or baseline."""

    value: Decimal
    label: str
    look: str
    aim: Aim
    on: date | None = None

    @property
    def words(self) -> str:
        """What it is in full: "Target: stay above 90% by 31 March 2027"."""
        is_side = self.look == "target" and self.aim.direction in (Direction.ABOVE, Direction.BELOW)
        side = f"{Direction(self.aim.direction).label.lower()} " if is_side else ""
        when = f" {'by' if self.look == 'target' else 'on'} {in_words(self.on)}" if self.on else ""
        return f"{self.label}: {side}{self.aim.in_words(self.value)}{when}"


def goals_of(aim: Aim) -> list[Goal]:
    """Return the target and the baseline of a measure, as far as its reader is told them, in this order.

    A ratio that has to match another figure and states no target has parity for one.
    """
    goals = []
    if aim.target is not None:
        goals.append(Goal(aim.target, "Target", "target", aim, aim.target_on))
    elif aim.kind == Kind.RATIO and aim.direction == Direction.MATCH:
        goals.append(Goal(PARITY, "Parity", "target", aim))
    if aim.baseline is not None:
        goals.append(Goal(aim.baseline, "Baseline", "baseline", aim, aim.baseline_on))
    return goals
