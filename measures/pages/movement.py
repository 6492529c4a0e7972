"""How two groups that are compared have moved: nearer to each other, or further apart."""

from collections.abc import Sequence
from decimal import Decimal

from measures.figures.comparing import Comparison
from measures.judging.targets import Aim
from measures.kinds import PARITY, Kind
from plans.days import in_words


def movement_in_words(comparisons: Sequence[Comparison], aim: Aim) -> str:
    """Say how the newest comparison differs from the one before it by the same category.

    ``comparisons`` are the newest first. "" where there are no two of them that tell a value.
    """
    told = [one for one in comparisons if one.value is not None]
    if not told or told[0] is not comparisons[0]:
        return ""
    category = told[0].compared.category
    earlier = next((one for one in told[1:] if one.compared.category == category), None)
    return _moved(told[0].value or Decimal(0), earlier, aim) if earlier else ""


def _moved(now: Decimal, earlier: Comparison, aim: Aim) -> str:
    was, on = earlier.value or Decimal(0), in_words(earlier.read_on)
    nearer, further = ("Nearer to parity", "Further from parity") if aim.kind == Kind.RATIO else ("Narrower", "Wider")
    if _is_turned(now, was, aim.kind):
        return f"The other way round from {on}, when {_size(was, aim)}."
    change = _distance(now, aim.kind) - _distance(was, aim.kind)
    if not change:
        return f"The same as on {on}."
    return f"{nearer if change < 0 else further} than on {on}, when {_size(was, aim)}."


def _is_turned(now: Decimal, was: Decimal, kind: str) -> bool:
    """Whether the other group is now ahead."""
    middle = PARITY if kind == Kind.RATIO else Decimal(0)
    return (now - middle) * (was - middle) < 0


def _distance(value: Decimal, kind: str) -> Decimal:
    """How far apart two groups are; half as likely is as far from parity as twice as likely, and never is furthest."""
    if kind != Kind.RATIO:
        return abs(value)
    return max(value, PARITY / value) if value else Decimal(10) ** 12


def _size(was: Decimal, aim: Aim) -> str:
    if aim.kind == Kind.RATIO:
        return f"it was {aim.in_words(was)}"
    return f"it was {aim.difference_in_words(was, Decimal(0))}" if was else "there was no gap"
