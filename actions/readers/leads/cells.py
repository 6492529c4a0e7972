"""A cell of leads cut where its marks say: lines, bullets, labels, brackets, and words such as "working with"."""

import re
from dataclasses import dataclass

from actions.readers.leads.shapes import Shape, is_of_organisations, shape_of
from actions.readers.leads.vocabulary import GENERIC_ROLES, PLACEHOLDERS

BULLET = re.compile(r"^\s*(?:[•·▪●◦‣*]|[–—-](?=\s)|o(?=\s+[A-Z])|\(?(?:\d{1,2}|[a-z])[.)](?=\s))\s*")
DASH = re.compile(r"\s[–—-]\s")
GOES_ON = re.compile(r"(?:\b(?:and|of|for|the|with|to|in|by)|&|,|/|–|-)$", re.IGNORECASE)
CONTINUES = re.compile(r"^(?:and|of|for|&|/|\(|with\b|working with\b|in consultation\b)")
BRACKET = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)")
LABEL = re.compile(
    r"^(?:(?P<support>support(?:ing|ed)?(?: by| from| leads?| officers?)?)|"
    r"(?:joint |overall )?leads?(?: officers?)?|led by|owners?|owned by|responsib(?:le|ility)(?: officers?)?)"
    r"\s*[:–-]\s*",
    re.IGNORECASE,
)  # fmt: skip
LED_BY = re.compile(r"^(?:to be )?(?:led|owned|delivered|co-ordinated|coordinated) by\s+(?:the\s+)?", re.IGNORECASE)
TOGETHER = r"consultation|partnership|conjunction|collaboration|liaison|association|co-?operation"
SUPPORTING = re.compile(
    rf"(?:\bin\s+)?\b(?:close\s+)?(?:{TOGETHER})\s+with\b"
    r"|\b(?:work|liais|consult|link|collaborat|partner)(?:ing|e|s)?\s+(?:closely\s+|jointly\s+)?with\b"
    r"|\b(?:with\s+)?(?:the\s+)?(?:support|supported|assistance|assisted|input|advice|advised|help|helped)"
    r"\s+(?:from|by)\b"
    r"|\b(?:alongside|with)\b",
    re.IGNORECASE,
)  # fmt: skip
NOT_A_LEAD_WITH = re.compile(
    r"\s*(?:an?\b|lead\b|overall\b|responsib|oversight|experience|protected|long[- ]term|"
    r"disabilit(?:y|ies)\b(?! [A-Z])|learning (?:difficult|disabilit)|special (?:educational )?needs|send\b(?! [A-Z]))",
    re.IGNORECASE,
)  # fmt: skip
HINT = r"(?:joint |co-)?(?:lead|leads|leading|owner)|(?P<support>support(?:ing|ed)?)"
ROLE_HINT = re.compile(HINT, re.IGNORECASE)
HINT_BRACKET = re.compile(rf"\((?:{HINT})\)", re.IGNORECASE)
CLAUSE = re.compile(
    r",?\s+(?:through|via|using|by means of|as part of|as appropriate|where (?:appropriate|necessary|relevant)|as "
    r"(?:required|necessary|needed)|to (?!the\b|a\b|all\b|be\b)[a-z]{3,})\b.*$",
    re.DOTALL,
)


@dataclass(frozen=True)
class Stretch:
    """A part of a cell that marks off from the rest, with the role that its words give; its brackets are kept."""

    words: str
    role: str


def stretches_of(text: str, role: str) -> list[Stretch]:
    """Cut a cell into its stretches: by lines, bullets, semicolons, labels and words for those who support."""
    found: list[Stretch] = []
    role_now = role
    for line in _lines(text):
        for words in re.split(r"[;|]", HINT_BRACKET.sub(r"\g<0>;", line)):
            words = words.strip(" ,/&")
            label = LABEL.match(words)
            if label:
                role_now = "supporting" if label["support"] else role
            found += _by_roles(LED_BY.sub("", words[label.end() :] if label else words), role_now)
    return [stretch for stretch in found if not is_placeholder(stretch.words)]


def is_placeholder(words: str) -> bool:
    """Whether these words stand where no lead is named yet."""
    plain = " ".join(words.casefold().split()).strip(" .:-–—?_*/\\()[],;")
    return not any(letter.isalnum() for letter in plain) or plain in PLACEHOLDERS


def _lines(text: str) -> list[str]:
    """The lines of a cell without their bullets, those joined that one wrapped line makes."""
    lines: list[str] = []
    text = BRACKET.sub(lambda bracket: re.sub(r"[\r\n]+", " ", bracket[0]), text)
    for raw in re.split(r"[\r\n\v\f\x85\u2028\u2029]+", text):
        line = BULLET.sub("", raw).strip()
        has_bullet = bool(BULLET.match(raw))
        if lines and line and not has_bullet and _goes_on(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        elif has_bullet and DASH.search(line):
            lines += DASH.split(line)
        else:
            lines += re.split(r"\s*[•·▪●◦‣]\s*|\t+", line)
    return [" ".join(line.split()) for line in lines]


def _goes_on(above: str, line: str) -> bool:
    """Whether a line ends what the line above began: one of them ends or starts midway, or it is a lone role."""
    is_lone_role = line.casefold() in GENERIC_ROLES and shape_of(above) in (Shape.WORDS, Shape.UNIT)
    return bool(GOES_ON.search(above) or CONTINUES.match(line) or is_lone_role)


def _by_roles(words: str, role: str) -> list[Stretch]:
    """The joint leads of a stretch, then those who support them, in brackets or after words such as "with"."""
    words, role, bracketed = _take_brackets(words, role)
    start, after = _supporters_of(words)
    if start is None:
        return [Stretch(_without_clause(words), role), *bracketed]
    joint = [Stretch(_without_clause(words[:start]), role)]
    return [*joint, *bracketed, Stretch(_without_article(_without_clause(words[after:])), "supporting")]


def _take_brackets(words: str, role: str) -> tuple[str, str, list[Stretch]]:
    """Take out the brackets that are no part of a name; return the rest, its role, and the leads they name."""
    named: list[Stretch] = []
    for bracket in BRACKET.finditer(words):
        inside = bracket[1].strip()
        start, after = _supporters_of(inside, bare=False)
        hint = ROLE_HINT.fullmatch(inside)
        if hint:
            role = "supporting" if hint["support"] else role
        elif start == 0:
            named.append(Stretch(_without_article(inside[after:]), "supporting"))
        elif inside[:1].isupper() and not is_placeholder(inside):
            continue
        words = words.replace(bracket[0], "", 1)
    return words, role, named


def _supporters_of(words: str, *, bare: bool = True) -> tuple[int | None, int]:
    """Where the words for support begin and end; None where there are none or what follows is no lead."""
    for found in SUPPORTING.finditer(words):
        rest = words[found.end() :]
        depth = words[: found.start()].count("(") - words[: found.start()].count(")")
        is_first = not words[: found.start()].strip(" ,(")
        if depth == 0 and not NOT_A_LEAD_WITH.match(rest) and (not is_first or not bare or " " in found[0].strip()):
            return found.start(), found.end()
    return None, 0


def _without_article(words: str) -> str:
    return re.sub(r"^\s*:?\s*(?:(?:the|our|a|an)\s+)?", "", words)


def _without_clause(words: str) -> str:
    """The words without a trailing clause that tells how or when, if a name stands before it."""
    head = CLAUSE.sub("", words)
    ends = head.casefold().split()[-1:]
    is_named = shape_of(head) is not Shape.WORDS or (ends and is_of_organisations(ends[0]))
    return head.strip(" ,") if is_named else words
