"""The figures that the words of a measure print, and whether they say where things stand or where they shall."""

import re
from typing import NamedTuple

WORDS_OF_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
FIGURE = re.compile(
    rf"(?<![\w.,/’'&-])(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<part>\.\d{{1,4}})?(?![\w/]|[.,]\d)"
    rf"(?:\s*(?P<percent>%|per\s?cent\b|percent\b))?"
    rf"|(?<![\w-])(?P<word>{'|'.join(WORDS_OF_NUMBERS)})(?![\w-])(?=\s+[a-zA-Z])",
    re.IGNORECASE,
)  # fmt: skip
LABEL_BEFORE = re.compile(
    r"(?:section|part|phase|step|stage|objective|action|priority|band|bands|grade|year|years|appendix|table|page|term|"
    rf"key output|version|theme|indicator|metric|standard|article|chapter|(?:{MONTHS})[a-z]*)\s*$",
    re.IGNORECASE,
)  # fmt: skip
SPAN_AFTER = re.compile(
    rf"\s*(?:(?:{MONTHS})[a-z]*\b|months?\b|years?\b|weeks?\b|[-–]?(?:month|year|week|point)s?\b|(?:st|nd|rd|th)\b"
    r"|of the\b)",
    re.IGNORECASE,
)
NOT_COUNTED_BEFORE = re.compile(r"(?:\b(?:the|these|our|both|no|any|each|every|or|and|from)\s+)$", re.IGNORECASE)
NAMED_BEFORE = re.compile(r"\b(?:the|these|our|both)\s+$", re.IGNORECASE)
BOUND_BEFORE = re.compile(r"(?:at least|minimum of|no fewer than|up to|no more than|target of)\s+$", re.IGNORECASE)
LEVELS = re.compile(r"\blevel\s+(?P<target>\d{1,2})\b.{0,80}?\bfrom level\s+(?P<baseline>\d{1,2})\b", re.IGNORECASE)
FROM_TO = re.compile(
    r"\bfrom\s+(?P<baseline>\d+(?:\.\d{1,4})?)\s*(?:%|per\s?cent)?\s+to\s+(?P<target>\d+(?:\.\d{1,4})?)(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"^\s*(?:no|zero|nil)\s+(?P<unit>staff|employees|pupils|children|incidents|complaints|cases)\b", re.IGNORECASE
)
AIMS = re.compile(
    r"\b(?:will|shall|should|to be|must|target|aim|goal|achieve|achieving|at least|minimum|up to|no more than|"
    r"by 20\d\d|increase|reduce|ensure)\b",
    re.IGNORECASE,
)
STANDS = re.compile(
    r"\b(?:stands? at|stood at|currently|at present|existing data|baseline|was|were|had|reported|responded|as at)\b",
    re.IGNORECASE,
)
PRESENT = re.compile(r"\b(?:is|are|has|have|represents?)\b", re.IGNORECASE)
ENDS_PHRASE = frozenset(
    [
        *["who", "that", "which", "had", "has", "have", "is", "are", "was", "were"],
        *["of", "per", "on", "in", "by", "to", "for", "from", "with", "across", "at"],
    ]
)
LARGEST = 9_999_999_999


class Figure(NamedTuple):
    """A figure in digits, whether it is a percentage, and where its words begin and end."""

    digits: str
    is_percentage: bool
    start: int
    end: int


class Figures(NamedTuple):
    """What the figures of a measure say; None where they say nothing, and whether a person should check it."""

    baseline: str | None = None
    target: str | None = None
    is_doubtful: bool = False


def figures_of(text: str) -> list[Figure]:
    """Return the figures that count or share something; no years, dates, spans of time or labels ("Section 75")."""
    found = []
    for match in FIGURE.finditer(text):
        before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 12]
        if not match["percent"] and (LABEL_BEFORE.search(before) or SPAN_AFTER.match(after) or _is_year(match[0])):
            continue
        if match["digits"] and not match["percent"] and NAMED_BEFORE.search(before):
            continue
        if match["word"] and not _counts(match["word"].casefold(), before):
            continue
        found.append(Figure(_digits(match), bool(match["percent"]), match.start(), match.end()))
    return [figure for figure in found if float(figure.digits) <= LARGEST]


def read_figures(text: str, figures: list[Figure]) -> Figures:
    """Say which figure is the baseline and which the target: one alone by the verb, two by "from … to …"."""
    pair = LEVELS.search(text) or FROM_TO.search(text)
    if pair:
        return Figures(baseline=pair["baseline"], target=pair["target"])
    if NOBODY.match(text):
        return Figures(target="0")
    if len(figures) != 1:
        return Figures()
    digits = figures[0].digits
    if AIMS.search(text):
        return Figures(target=digits)
    if STANDS.search(text):
        return Figures(baseline=digits)
    if PRESENT.search(text):
        return Figures(baseline=digits, is_doubtful=True)
    return Figures(target=digits, is_doubtful=True)


def unit_of_count(text: str, figures: list[Figure]) -> str:
    """Return what is counted, in a word: "cases" of "number of mediation cases"; "" when the words do not say."""
    nobody = NOBODY.match(text)
    if nobody:
        return nobody["unit"].casefold()
    phrase = re.search(r"\b(?:numbers?|no\.?) of ((?:[\w’'&-]+ ?){1,5})", text, re.IGNORECASE)
    words = phrase[1] if phrase else text[figures[0].end :] if figures and not figures[0].is_percentage else ""
    if re.match(r"\s*members of staff\b", words):
        return "staff"
    return _plural_in(words)[:50]


def _plural_in(words: str) -> str:
    """The last plural before the phrase ends: "cases" of "mediation cases in a year"; "" when there is none."""
    named = ""
    for word in re.findall(r"[\w’'&-]+|[.,;:()]", words[:120].casefold()):
        if word in ".,;:()" or word in ENDS_PHRASE or word.startswith("report"):
            break
        is_plural = word == "staff" or (word.endswith("s") and not word.endswith("ss"))
        named = word if is_plural else named
    return named


def _digits(match: re.Match[str]) -> str:
    if match["word"]:
        return str(WORDS_OF_NUMBERS.index(match["word"].casefold()) + 1)
    return match["digits"].replace(",", "") + (match["part"] or "")


def _counts(word: str, before: str) -> bool:
    """Whether a number in words counts something here: "one" only after a bound or where the words begin."""
    is_bound = bool(BOUND_BEFORE.search(before)) or not before.strip()
    return is_bound or (word != "one" and not NOT_COUNTED_BEFORE.search(before))


def _is_year(words: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", words))
