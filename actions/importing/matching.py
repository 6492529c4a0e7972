"""Which part of a plan is which part of its newer version: by wording, by reference, by a wording that is close."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from actions.importing.content import ActionContent, CommitmentContent, MeasureContent, PlanContent, ThemeContent

CLOSE = 0.75
MOST_COMPARED = 200
"""Wordings are compared letter by letter only when no more than so many are left: it takes time."""

Part = TypeVar("Part")


@dataclass(frozen=True)
class Placed(Generic[Part]):
    """A part of a plan with its place in the plan\'s order, counted from 0, and the place of what it stands under."""

    at: int
    under: int | None
    said: Part


class Pairs(Generic[Part]):
    """The parts of two versions, paired: ``newer`` gives for each place in the newer one the place now, or None."""

    def __init__(self, now: Sequence[Placed[Part]], newer: Sequence[Placed[Part]]) -> None:
        self.now = now
        self.coming = newer
        self.newer: dict[int, int] = {}

    @property
    def left(self) -> tuple[list[Placed[Part]], list[Placed[Part]]]:
        """What is not paired yet, now and newer."""
        taken = set(self.newer.values())
        return [one for one in self.now if one.at not in taken], [
            one for one in self.coming if one.at not in self.newer
        ]

    def pair_by(
        self, key_now: Callable[[Placed[Part]], Hashable], key_newer: Callable[[Placed[Part]], Hashable]
    ) -> None:
        """Pair what has the same key, where it is the only one with it on both sides; a key of None pairs nothing."""
        now, newer = self.left
        theirs, ours = _only_ones(now, key_now), _only_ones(newer, key_newer)
        self.newer |= {ours[key].at: theirs[key].at for key in ours if key in theirs}

    def pair_in_order(
        self, key_now: Callable[[Placed[Part]], Hashable], key_newer: Callable[[Placed[Part]], Hashable]
    ) -> None:
        """Pair what has the same key, the first with the first: for wordings that a plan prints more than once."""
        now, newer = self.left
        waiting = defaultdict(list)
        for one in now:
            waiting[key_now(one)].append(one.at)
        for one in newer:
            if waiting[key_newer(one)]:
                self.newer[one.at] = waiting[key_newer(one)].pop(0)

    def pair_by_likeness(self, words: Callable[[Part], str]) -> None:
        """Pair what is worded much the same, the likest first."""
        now, newer = self.left
        if len(now) > MOST_COMPARED or len(newer) > MOST_COMPARED:
            return
        likely = sorted(
            ((_likeness(words(old.said), words(new.said)), new.at, old.at) for old in now for new in newer),
            reverse=True,
        )
        taken: set[int] = set()
        for likeness, new_at, old_at in likely:
            if likeness >= CLOSE and new_at not in self.newer and old_at not in taken:
                self.newer[new_at] = old_at
                taken.add(old_at)


@dataclass(frozen=True)
class Match:
    """Two versions of a plan with their parts paired."""

    themes: Pairs[ThemeContent]
    commitments: Pairs[CommitmentContent]
    actions: Pairs[ActionContent]
    measures: Pairs[MeasureContent]


def match(now: PlanContent, newer: PlanContent) -> Match:
    """Pair the parts of two versions of a plan; nothing is paired twice."""
    themes = Pairs(_themes(now), _themes(newer))
    themes.pair_in_order(_theme_key, _theme_key)
    themes.pair_by(lambda one: one.said.reference or None, lambda one: one.said.reference or None)
    themes.pair_by_likeness(lambda said: said.title)
    commitments = Pairs(_commitments(now), _commitments(newer))
    under_now, under_newer = _under(themes.newer, lambda said: (said.reference, plain(said.text)))
    commitments.pair_in_order(under_now, under_newer)
    commitments.pair_by(*_under(themes.newer, lambda said: said.reference or None))
    commitments.pair_by(lambda one: plain(one.said.text) or None, lambda one: plain(one.said.text) or None)
    commitments.pair_by_likeness(lambda said: said.text)
    actions = Pairs(_actions(now), _actions(newer))
    actions.pair_in_order(*_under(commitments.newer, lambda said: (said.reference, plain(said.text))))
    actions.pair_by(lambda one: plain(one.said.text), lambda one: plain(one.said.text))
    actions.pair_by(*_under(commitments.newer, lambda said: said.reference or None))
    actions.pair_by(lambda one: one.said.reference or None, lambda one: one.said.reference or None)
    actions.pair_by_likeness(lambda said: said.text)
    measures = Pairs(_measures(now), _measures(newer))
    measures.pair_in_order(lambda one: plain(one.said.text), lambda one: plain(one.said.text))
    return Match(themes, commitments, actions, measures)


def plain(words: str) -> str:
    """The words without what is easily typed in another way: case, spaces, kinds of quotation marks and dashes."""
    return " ".join(words.casefold().translate(TYPED_ALIKE).split())


TYPED_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u00ad": None})


def _only_ones(parts: Iterable[Placed[Part]], key: Callable[[Placed[Part]], Hashable]) -> dict[Hashable, Placed[Part]]:
    listed = list(parts)
    times = Counter(key(one) for one in listed)
    return {key(one): one for one in listed if key(one) is not None and times[key(one)] == 1}


def _under(newer: dict[int, int], key: Callable) -> tuple[Callable[[Placed], Hashable], Callable[[Placed], Hashable]]:
    """Keys of two versions that take in what a part stands under; ``newer`` pairs those."""

    def now_key(one: Placed) -> Hashable:
        return None if key(one.said) is None else (one.under, key(one.said))

    def newer_key(one: Placed) -> Hashable:
        under = newer.get(one.under) if one.under is not None else None
        return None if key(one.said) is None or under is None else (under, key(one.said))

    return now_key, newer_key


def _likeness(one: str, other: str) -> float:
    """How alike two wordings are, from 0 to 1."""
    compared = SequenceMatcher(None, plain(one)[:1000], plain(other)[:1000], autojunk=False)
    if not one or not other or compared.real_quick_ratio() < CLOSE or compared.quick_ratio() < CLOSE:
        return 0.0
    return compared.ratio()


def _theme_key(one: Placed[ThemeContent]) -> Hashable:
    return one.said.reference, plain(one.said.title)


def _themes(plan: PlanContent) -> list[Placed[ThemeContent]]:
    return [Placed(at, said.within - 1 if said.within else None, said) for at, said in enumerate(plan.themes)]


def _commitments(plan: PlanContent) -> list[Placed[CommitmentContent]]:
    under = [(theme, said) for theme, one in enumerate(plan.themes) for said in one.commitments]
    return [Placed(at, theme, said) for at, (theme, said) in enumerate(under)]


def _actions(plan: PlanContent) -> list[Placed[ActionContent]]:
    under = [(commitment, said) for commitment, one in enumerate(plan.commitments()) for said in one.actions]
    return [Placed(at, commitment, said) for at, (commitment, said) in enumerate(under)]


def _measures(plan: PlanContent) -> list[Placed[MeasureContent]]:
    return [Placed(at, None, said) for at, said in enumerate(plan.all_measures())]
