"""A public plan with measures of every kind about people, whose exact figures are like nothing else on any page."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from measures.kinds import Kind
from measures.models import Measure, Reading
from plans.audit.context import audit
from tests.builders import make_measure, make_reading

SPRING, SUMMER = date(2025, 3, 31), date(2025, 6, 30)
THEN = timedelta(days=20)
BETWEEN = timedelta(days=10)
SINCE = timedelta(days=5)

COUNTS = [7317, 6823, 3148, 4391, 5251, 8887, 1234]
"""Exact counts: now, before its correction, of a group, a baseline, of how many, and of what was flagged late."""
WORKED_OUT = [Decimal(number) for number in ("69.4915", "83.6222", "52.5424", "40.1869", "1.3074", "62.47", "17.83")]
"""Exact shares and what comes of them: none rounds to what the public is told."""
DIFFERENCES = [9000 - 7317, 7317 - 4391]
"""How far an exact figure is from the target and from the baseline."""
WORDS = ["Secret-words", "Secret-beside", "Secret-note", "Secret-source", "Secret-reason", "37th"]
PUBLIC = ["7,315", "67%", "1.17", "8,885", "3,150"]
"""What the public is told of some of them."""
THINGS = "5,557"
"""A figure that is not about people, which everybody may read."""


def make_distinctive(plan, action, by):
    """Make the measures; return them. What the newest day tells was corrected, ten days after it was first told."""
    now = timezone.now()
    with audit(by=by, reason="Secret-reason", moment=now - THEN):
        plan.is_public = True
        plan.save()
        measures = [*_counts(plan, action), *_shares(plan), *_others(plan, action)]
    with audit(by=by, reason="Secret-reason", moment=now - SINCE):
        Reading.objects.filter(value=6823).update(value=7317)
        Measure.objects.filter(name="Flagged late").update(is_about_people=True)
    return measures


def _people(plan, **fields):
    return make_measure(plan, is_about_people=True, **fields)


def _counts(plan, action):
    fields = {"baseline": 4391, "baseline_on": date(2024, 3, 31), "target": 9000, "direction": "up", "unit": "staff"}
    count = _people(plan, name="Count", action=action, frequency="annual", **fields)
    told = {"note": "Secret-note", "origin": "Secret-source", "words": "Secret-beside"}
    make_reading(count, 6823, SUMMER, **told)
    make_reading(count, 1234, SPRING, **told)
    for group, value in (("Women", 3148), ("Men", 7)):
        make_reading(count, value, SUMMER, category="Sex", group=group, **told)
    late = make_measure(plan, name="Flagged late", commitment=action.commitment, direction="up")
    make_reading(late, 8887, SUMMER)
    return [count, late]


def _shares(plan):
    share = _people(plan, name="Share", kind=Kind.PERCENTAGE, baseline="62.47", target=90, direction="up")
    make_reading(share, None, SUMMER, numerator=41, base=59, note="Secret-note")
    make_reading(share, None, SPRING, numerator=4391, base=5251)
    pair = {"compared_group": "Women", "reference_group": "Men"}
    ratio = _people(plan, name="Ratio", kind=Kind.RATIO, direction="match", tolerance="0.25", **pair)
    gap = _people(plan, name="Gap", kind=Kind.PERCENTAGE, direction="match", tolerance=1, **pair)
    for measure in (ratio, gap):
        for group, numerator, base in (("Women", 62, 118), ("Men", 43, 107)):
            make_reading(measure, None, SUMMER, category="Sex", group=group, numerator=numerator, base=base)
    return [share, ratio, gap]


def _others(plan, action):
    levels = {"kind": Kind.LEVEL, "levels": "Low\nMiddle\nHigh"}
    made = []
    for value, fields in (
        (37, {"kind": Kind.RANK, "target": 5}), (2, levels), (1, {"kind": Kind.YES_NO}),
        ("17.83", {"kind": Kind.NUMBER, "unit": "%", "baseline": "62.47"}), (None, {"kind": Kind.NARRATIVE}),
    ):  # fmt: skip
        made.append(_people(plan, name=f"Other {len(made)}", theme=action.commitment.theme, direction="up", **fields))
        make_reading(made[-1], value, SUMMER, words="" if value else "Secret-words")
    things = make_measure(plan, name="Things", commitment=action.commitment)
    make_reading(things, 5557, SUMMER, words="Secret-beside")
    return [*made, things]
