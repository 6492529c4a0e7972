"""The words of a measure that say which way is better, how often it is read, what kind it is, and whom it is about."""

import re

MATCH = re.compile(
    r"(?<!not )(?<!not been )\b(?P<target>(?:in line with|representative of|reflective of|proportionate to|equal to|"
    r"on a par with|at parity with|reflects?|mirrors?)\b(?! (?:the )?(?:\w+ ){0,2}(?:polic|legislation|guidance|plan\b|"
    r"strategy|law\b|duty|timetable|terms))[^.;]*)",
    re.IGNORECASE,
)
DIRECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (direction, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for direction, words in (
        ("below", r"no more than\b|fewer than \d|less than \d|below \d|under \d+%|not (?:to )?exceed|a maximum of\b"),
        (
            "above",
            r"at least\b|minimum of\b|no less than\b|no fewer than\b|more than \d|above \d|\d+% or (?:more|above)",
        ),
        ("down", r"reduc|decreas|narrow|clos(?:e|ing) the (?:\w+ )?gap|fewer\b|eliminat|declin|gap closed"),
        ("up", r"increas|improv|rais(?:e|ing)\b|grow|rise\b|rising\b|boost|uplift|moving up\b"),
        ("maintain", r"maintain|sustain|remain|retain our\b|keep up\b"),
    )
)
RANK = re.compile(r"\b(?:rank(?:ing|ed|s)?|position in|place in the|top \d+ (?:employers?|in))\b", re.IGNORECASE)
RATIO = re.compile(r"\b(?:ratio|relative likelihood|likelihood|times (?:more|less|as) likely)\b", re.IGNORECASE)
PERCENTAGE = re.compile(r"%|\bper\s?cent|\bpercentage|\bproportion of\b|\brates?\b|\bpay gap\b", re.IGNORECASE)
NUMBER = re.compile(r"\b(?:numbers? of|no\.? of|count of|how many)\b", re.IGNORECASE)
LEVEL = re.compile(r"\blevel \d", re.IGNORECASE)
DELIVERED = re.compile(
    r"^(?:an? |the )?(?:provision|publication|production|creation|establishment|introduction|completion|circulation|"
    r"addition|inclusion|compliance|adoption|approval|launch|implementation|delivery|installation)\b"
    r"|^(?:an? |the )?(?:revised|updated|new|approved|published|completed|up[ -]to[ -]date|agreed|reviewed)\b"
    r"|^(?:include|publish|establish|launch|introduce|produce) "
    r"|\b(?:in place|(?:is|are|has been|have been|been) (?:\w+ly )?(?:published|established|agreed|adopted|implemented|"
    r"followed|reported|approved|launched|completed|produced|updated|developed))\b"
    r"|^[\w ]{1,60} (?:conducted|reported|published|completed|produced|approved|launched|established|implemented)\b",
    re.IGNORECASE,
)
FREQUENCIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (frequency, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for frequency, words in (
        (
            "six_monthly",
            r"(?:six|6)[- ]monthly|every (?:six|6) months|twice (?:a|per) year|bi-?annual(?:ly)?|half[- ]yearly",
        ),
        ("monthly", r"(?<!-)monthly|(?:per|each|every|a) month"),
        ("quarterly", r"quarterly|(?:per|each|every|a) quarter"),
        ("annual", r"annual(?:ly)?|yearly|per annum|(?:per|each|every|a) year|year[- ]on[- ]year"),
    )
)
PEOPLE = re.compile(
    r"\b(?:staff|employee|workforce|people|persons?\b|resident|cases?\b|casework|applica|applying|vacanc|shortlist|"
    r"appoint|leavers?\b|starters?\b|exit\b|recruit|retention|promotion|secondment|survey|particip|pupil|child|student|"
    r"learner|parent|carers?\b|women\b|men\b|girls?\b|boys?\b|users?\b|members? of|harass|incident|ethnic|"
    r"b\.?a\.?m\.?e|disab|pdp|l&d data|training|pay gap|senior (?:lead|manage)|attend|leadership team is|turnover|"
    r"sickness|grievance|champions?\b|representation|tenants?\b|customers\b|patients?\b|volunteers?\b|apprentice|councillors?\b|cpd\b|fsm\b|send\b)",
    re.IGNORECASE,
)


def direction_of(text: str) -> str:
    """Return which way is better where the words say it, "" where they do not; of two that they say, the first here.

    To improve a rank is up: nearer to first place.
    """
    found = [direction for direction, pattern in DIRECTIONS if pattern.search(text)]
    if found and found[0] in ("above", "below"):
        return found[0]
    if MATCH.search(text):
        return "match"
    if {"up", "down"} <= set(found):
        return "down" if re.search(r"\bgap\b", text, re.IGNORECASE) else ""
    return (found or [""])[0]


def frequency_of(text: str) -> str:
    """Return how often it is read where the words say it, "" where they do not."""
    return next((frequency for frequency, pattern in FREQUENCIES if pattern.search(text)), "")


def kind_of(text: str, *, has_percentage: bool, has_figure: bool) -> str:
    """Return the kind of the measure: number, percentage, ratio, rank, yes_no or, when nothing tells, narrative."""
    if RANK.search(text):
        return "rank"
    if RATIO.search(text):
        return "ratio"
    if has_percentage or (PERCENTAGE.search(text) and not NUMBER.search(text)) or MATCH.search(text):
        return "percentage"
    if has_figure or NUMBER.search(text) or LEVEL.search(text):
        return "number"
    return "yes_no" if DELIVERED.search(text) else "narrative"


def fitting_kind(kind: str, *figures: str | None) -> str:
    """Return the kind, or number where one of the figures cannot be one of it, such as 150% or a rank of 2.5."""
    values = [float(figure) for figure in figures if figure is not None]
    fits = {
        "percentage": all(0 <= value <= 100 for value in values),
        "rank": all(value >= 1 and value.is_integer() for value in values),
    }
    return kind if fits.get(kind, True) else "number"


def match_of(text: str) -> str:
    """Return the words for the other figure that this one is to match, or ""."""
    found = MATCH.search(text)
    return " ".join(found["target"].split())[:300] if found else ""


def is_about_people(text: str) -> bool:
    """Whether figures of this measure would be about people, so that small ones stay hidden from the public."""
    return bool(PEOPLE.search(text))
