"""The leads that a council has already: which of them words name, letter for letter or nearly."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from actions.readers.leads.vocabulary import SMALL_WORDS
from actions.readers.results import KnownLead

SAME_IN_OTHER_WORDS = {
    "hr": ("human", "resource"),
    "od": ("organisational", "development"),
    "ceo": ("chief", "executive"),
    "comms": ("communication",),
    "exec": ("executive",),
    "asst": ("assistant",),
    "dept": ("department",),
    "cllr": ("councillor",),
    "&": ("and",),
}
PASSING = frozenset(["acting", "interim"])
ALIKE = 0.8
MOST_SPACED = 2
MOST_RESEMBLED = 5
LONGEST_NAME = 300


class KnownLeads:
    """The known leads, to be asked which of them some words name or resemble; it never merges any."""

    def __init__(self, known: Sequence[KnownLead]) -> None:
        self._by_letters: dict[str, str] = {}
        self._by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._but_one: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        self._longest = 0
        for lead in known:
            self.learn(lead)

    def learn(self, lead: KnownLead) -> None:
        """Know one more lead from now on."""
        for spelling in (lead.name, *lead.spellings):
            if letters_of(spelling):
                self._by_letters.setdefault(letters_of(spelling), lead.name)
            self._by_words[words_of(spelling)].append(lead.name)
            for word, others in _each_left_out(words_of(spelling)):
                self._but_one[others].append((word, lead.name))
            self._longest = max(self._longest, len(spelling))

    def called(self, words: str) -> str | None:
        """Return the name of the lead that these words are a name or spelling of, but for case, spaces and marks."""
        return self._by_letters.get(letters_of(words)) if len(words) <= self._longest * MOST_SPACED else None

    def resembling(self, words: str) -> tuple[str, ...]:
        """Return the names of leads with the same words in another order or form, or one word spelled nearly so."""
        bag = words_of(words)
        near = list(self._by_words.get(bag, ())) if bag else []
        for word, others in _each_left_out(bag):
            near += [name for other, name in self._but_one.get(others, ()) if others and _are_alike(word, other)]
        return tuple(dict.fromkeys(near))[:MOST_RESEMBLED]


@lru_cache(maxsize=8)
def known_leads(known: tuple[KnownLead, ...]) -> KnownLeads:
    """Return the known leads ready to be asked, made once for a council."""
    return KnownLeads(known)


def letters_of(words: str) -> str:
    """The letters and digits of a name in lower case, "&" as "and"."""
    return re.sub(r"[\W_]+", "", words[:LONGEST_NAME].casefold().replace("&", "and"))


def words_of(words: str) -> tuple[str, ...]:
    """The words that tell a name from others: sorted, in the singular, abbreviations written out, no small words."""
    found: list[str] = []
    for word in re.findall(r"[\w'’&]+", words[:LONGEST_NAME].casefold()):
        singular = re.sub(r"['’]", "", word).removesuffix("s")
        found += SAME_IN_OTHER_WORDS.get(word, (singular,))
    return tuple(sorted(word for word in found if word not in SMALL_WORDS | PASSING))


def _each_left_out(bag: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for place, word in enumerate(bag):
        yield word, (*bag[:place], *bag[place + 1 :])


def _are_alike(word: str, other: str) -> bool:
    return word[:1] == other[:1] and SequenceMatcher(None, word, other).ratio() >= ALIKE
