"""Lines that only say when a document holds or which version of it this is, as they stand under its title."""

import re

LONGEST = 80
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?:19|20)\d\d"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = rf"(?:(?:{DAY} )?{MONTH},? {YEAR}|{MONTH} {DAY},? {YEAR}|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:20)?\d\d)"
YEARS = rf"{YEAR}(?: ?(?:/|-|–|—|to) ?(?:20)?\d\d)?"
UNTIL = r" ?(?:to|until|-|–|—) ?"
PERIOD = rf"(?:(?:{DATE}|(?:{DAY} )?{MONTH}){UNTIL}{DATE}|{YEARS})"
VERSION = r"(?:(?:final|draft|current) )?(?:version|draft|revision|v\.?) ?\d+(?:\.\d+)*|(?:final|draft)(?: version)?"
LABEL = r"(?:(?:for )?(?:the )?(?:period|dated?|(?:last )?updated|published|effective|as at)(?: of| from| on)?:? )"
ONE = rf"{LABEL}?(?:{PERIOD}|{DATE})|{VERSION}"
PERIOD_ALONE = re.compile(rf"{LABEL}?{PERIOD}\W*", re.IGNORECASE)
IMPRINT = re.compile(rf"(?:{ONE})(?:[ ,;:|()–—-]+(?:{ONE}))*\W*", re.IGNORECASE)


def is_imprint(text: str) -> bool:
    """Whether words are only a period, a date or a version ("April 2022 to March 2023", "Version 3")."""
    words = _words(text)
    return len(words) <= LONGEST and IMPRINT.fullmatch(words) is not None


def is_period(text: str) -> bool:
    """Whether words are only a period; several of them in one document may divide its plan."""
    words = _words(text)
    return len(words) <= LONGEST and PERIOD_ALONE.fullmatch(words) is not None


def _words(text: str) -> str:
    return " ".join(text.split()).strip(" ()")
