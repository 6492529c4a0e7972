"""A motivated intruder against what the public is told: tables of people, shares of them, and two tables compared.

The intruder knows the rule to the letter. Of each answer they take every count that would have been answered alike, and
of a table the exact bounds that its parts and its total put on one another. Small figures are the secret.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

import pytest

from measures.figures.small_numbers import public_figure
from measures.kinds import Kind
from measures.models import Measure, Reading

TABLES = 20_000
LARGEST, LARGEST_BASE = 3_300, 300
COUNT = Measure(kind=Kind.NUMBER, is_about_people=True)
SHARE = Measure(kind=Kind.PERCENTAGE, is_about_people=True)
DAY = date(2026, 3, 31)


@dataclass
class Found:
    """How many small figures there were, zero included, and how many the intruder knows exactly or within 4 values."""

    small: int = 0
    exact: int = 0
    narrow: int = 0

    def look(self, low, high):
        self.small, self.exact, self.narrow = self.small + 1, self.exact + (low == high), self.narrow + (high - low < 4)

    @property
    def shares(self):
        return 100 * self.exact / self.small, 100 * self.narrow / self.small


def count_told(number, smallest):
    """All that the public is told of so many people."""
    figure = public_figure(Reading(read_on=DAY, value=Decimal(number)), COUNT, smallest=smallest)
    return figure.words, figure.value


def share_told(numerator, base, smallest):
    """All that the public is told of so many of so many."""
    reading = Reading(read_on=DAY, value=Decimal(100 * numerator) / base, numerator=numerator, base=base)
    figure = public_figure(reading, SHARE, smallest=smallest)
    return figure.words, figure.value, figure.numerator, figure.base


def naive(number, smallest):
    """A publisher that hides few people and tells the rest as it is."""
    return f"fewer than {smallest}" if 0 < number < smallest else number


def naive_share(numerator, base, smallest):
    return naive(numerator, smallest), naive(base, smallest)


@cache
def counts(publisher, smallest):
    """Of each count, the smallest and the largest one of which the public is told the same."""
    alike = defaultdict(list)
    told = [publisher(number, smallest) for number in range(LARGEST)]
    for number, answer in enumerate(told):
        alike[answer].append(number)
    return [(alike[answer][0], alike[answer][-1]) for answer in told]


@cache
def shares(publisher, smallest):
    """Of each (how many, the others), the bounds of both and of their sum among those of which the same is told."""
    pairs = [(some, base - some) for base in range(1, LARGEST_BASE + 1) for some in range(base + 1)]
    told = [publisher(some, some + others, smallest) for some, others in pairs]
    alike = defaultdict(list)
    for answer, (some, others) in zip(told, pairs, strict=True):
        alike[answer].append((some, others, some + others))
    bounds = {answer: [(min(part), max(part)) for part in zip(*those, strict=True)] for answer, those in alike.items()}
    return {pair: bounds[answer] for pair, answer in zip(pairs, told, strict=True)}


def tight(some, others, both):
    """Narrow the bounds of two numbers and of their sum to what each leaves of the others."""
    low, high = 0, 1
    both = max(both[low], some[low] + others[low]), min(both[high], some[high] + others[high])
    some, others = (
        (max(one[low], both[low] - other[high]), min(one[high], both[high] - other[low]))
        for one, other in ((some, others), (others, some))
    )
    return some, others, both


def within(cells, total):
    """The exact bounds of each cell of a table: the total less the least and the most that the others can be."""
    least, most = sum(low for low, _ in cells), sum(high for _, high in cells)
    return [(max(low, total[0] - most + high), min(high, total[1] - least + low)) for low, high in cells]


def pairs_within(cells, total):
    """The same for groups of two parts: what the other groups leave to each part of a group, and to their sum."""
    bounds = zip(
        *(within(part, whole) for part, whole in zip(zip(*cells, strict=True), total, strict=True)), strict=True
    )
    return [tight(*one) for one in bounds]


def tables(random):
    """Tables of two to eight groups, of which many are small."""
    for _ in range(TABLES):
        groups = range(random.randint(2, 8))
        yield [
            min(400, int(random.paretovariate(0.6))) if random.random() < 0.75 else random.randint(0, 9) for _ in groups
        ]


def of_each(random, bases):
    """How many of each group: often few, or all but a few."""
    for base in bases:
        few = min(base, int(random.paretovariate(0.6))) if random.random() < 0.75 else min(base, random.randint(0, 9))
        yield random.choice((few, base - few))


def attacked_tables(publisher, smallest):
    """The small counts of tables with their totals, attacked."""
    found, can_be = Found(), counts(publisher, smallest)
    for cells in tables(Random(1)):
        bounds = within([can_be[cell] for cell in cells], can_be[sum(cells)])
        for cell, (low, high) in zip(cells, bounds, strict=True):
            assert low <= cell <= high
            if cell < smallest:
                found.look(low, high)
    return found


def teams(random):
    """Large groups, and in each of them none or a few people of a small team."""
    for _ in range(TABLES):
        rest = [random.randint(20, 400) for _ in range(random.randint(2, 6))]
        yield rest, [random.choice((0, 0, 1, 1, 2, 3, 5)) for _ in rest]


def differenced_tables(publisher, smallest):
    """A small team's counts, from a table of everybody and one of everybody else, or of this quarter and the last."""
    found, can_be = Found(), counts(publisher, smallest)
    for rest, team in teams(Random(2)):
        everyone = [one + members for one, members in zip(rest, team, strict=True)]
        before, after = (within([can_be[n] for n in cells], can_be[sum(cells)]) for cells in (rest, everyone))
        for members, was, now in zip(team, before, after, strict=True):
            if members:
                found.look(*difference(was, now))
    return found


def summed_differences(publisher, smallest):
    """The same, with what the totals of both tables say of the whole team."""
    found, can_be = Found(), counts(publisher, smallest)
    for rest, team in teams(Random(2)):
        pairs = [*zip(rest, team, strict=True), (sum(rest), sum(team))]
        *cells, total = [tight(can_be[one], (0, LARGEST), can_be[one + members]) for one, members in pairs]
        for members, (_, bounds, _) in zip(team, pairs_within(cells, total), strict=True):
            if members:
                found.look(*bounds)
    return found


def difference(was, now):
    """The bounds of what came in between two numbers."""
    return max(0, now[0] - was[1]), now[1] - was[0]


def attacked_shares(publisher, smallest):
    """The small numbers of those who are counted, of those who are not and of both, in tables of shares, attacked."""
    random, found, can_be = Random(3), Found(), shares(publisher, smallest)
    for _ in range(TABLES):
        bases = [random.randint(1, 75) for _ in range(random.randint(2, 4))]
        groups = [(some, base - some) for some, base in zip(of_each(random, bases), bases, strict=True)]
        total = can_be[tuple(map(sum, zip(*groups, strict=True)))]
        for group, bounds in zip(groups, pairs_within([can_be[group] for group in groups], total), strict=True):
            for number, (low, high) in zip((*group, sum(group)), bounds, strict=True):
                assert low <= number <= high
                if number < smallest:
                    found.look(low, high)
    return found


def differenced_shares(publisher, smallest, *, close=tuple):
    """A small team, of whom some are counted, from the share of everybody and that of everybody else."""
    random, found, can_be = Random(4), Found(), shares(publisher, smallest)
    for _ in range(TABLES):
        some, others = (random.randint(20, LARGEST_BASE // 2 - 5) for _ in range(2))
        members, colleagues = (random.choice((0, 0, 1, 1, 2, 3, 5)) for _ in range(2))
        answers = zip(can_be[some, others], can_be[some + members, others + colleagues], strict=True)
        bounds = close(difference(was, now) for was, now in answers)
        for number, known in zip((members, colleagues, members + colleagues), bounds, strict=True):
            if number:
                found.look(*known)
    return found


# Each attack with what it is aimed at, with what is to be broken, and the per cent that it may know within 4 values.
# What is summed tells more of a change of a few: two figures that are told alike are at most 4 apart.
def summed_shares(publisher, smallest):
    """The same, knowing that those of the team who are counted and those who are not are the whole team."""
    return differenced_shares(publisher, smallest, close=lambda bounds: tight(*bounds))


ATTACKS = {
    "tables": (attacked_tables, count_told, naive, 2),
    "tables that differ by a team": (differenced_tables, count_told, naive, 2),
    "tables that differ by a team, summed": (summed_differences, count_told, naive, 5),
    "shares": (attacked_shares, share_told, naive_share, 2),
    "shares that differ by a team": (differenced_shares, share_told, naive_share, 2),
    "shares that differ by a team, summed": (summed_shares, share_told, naive_share, 7),
}


@pytest.mark.parametrize("smallest", [10, 15])
@pytest.mark.parametrize("name", ATTACKS)
def test_no_small_figure_about_people_can_be_found_out(name, smallest):
    """To a tenth of a per cent: two groups of 9 whose total of 18 is told as 20 are found out, hardly any others."""
    attack, publisher, _, most = ATTACKS[name]
    found = attack(publisher, smallest)
    exact, narrow = found.shares
    assert found.small > TABLES
    assert round(exact, 1) == 0
    assert narrow <= most


@pytest.mark.parametrize("name", ATTACKS)
def test_hiding_few_people_alone_would_be_broken(name):
    """The attacks bite: a publisher that hides 1 to 9 and tells the rest as it is gives small figures away."""
    attack, _, publisher, _ = ATTACKS[name]
    exact, narrow = attack(publisher, 10).shares
    assert exact > 5
    assert narrow > 10
