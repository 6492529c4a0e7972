"""The words and phrases that are signs, and their place among other words."""

from itertools import product

from actions.readers.timescales.signs import Sign
from actions.readers.timescales.words import Tokens, tokens_of

Phrases = dict[str, list[tuple[tuple[str, ...], Sign]]]
_LIVES = ("life", "lifetime", "duration", "period", "course", "term", "lifespan", "length")
_PLANS = ("plan", "action plan", "strategy", "scheme")
_NEEDS = (
    "", "the need ", "need ", "needs ", "it ", "they ", "these ", "issues ", "opportunities ", "the opportunity ",
    "opportunity ", "cases ", "incidents ", "vacancies ",
)  # fmt: skip


def _of_the_plan() -> str:
    """ "life of the plan", "duration of this action plan" and the like."""
    lives = [f"{life} of {which}{plan}" for life, which, plan in product(_LIVES, ("the ", "this ", "our ", ""), _PLANS)]
    return "|".join([*lives, "plan period", "plan lifetime", "plan duration", "whole plan", "full plan"])


def _as_needed() -> str:
    """ "when the need arises", "as issues arise", "where they occur" and the like."""
    whens, ends = ("as", "when", "where", "if", "whenever"), ("arise", "arises", "occur", "occurs")
    return "|".join(f"{when} {need}{end}" for when, need, end in product(whens, _NEEDS, ends))


# Under each sign its phrases, parted by "|". Of phrases that begin alike the longest counts; where two signs have
# the same phrase, the first.
_PHRASES = {
    Sign.BY: "by|no later than|not later than|deadline|due|due by|target date|latest|by the latest|complete by|"
    "completed by|to be completed by|to be completed|to complete|end date|w/e|week ending|completion date|"
    "completion by",
    Sign.BEFORE: "before|ahead of|in advance of|prior to|in time for",
    Sign.FROM: "from|as of|as from|with effect from|effective from|wef|since",
    Sign.START: "start|starts|starting|start date|start from|starting from|start in|starts in|starting in|commence|"
    "commences|commencing|commencing from|commence from|commencing in|commence in|begin|begins|begin in|beginning|"
    "beginning in|to start|to commence|to begin|starting by",
    Sign.STARTED: "started|commenced|begun|began|has commenced|have commenced|has started|have started|already started|"
    "started in|commenced in|began in|has begun",
    Sign.UNTIL: "until|till|til|up until|up to|through to|upto",
    Sign.DURING: "during|throughout|over|across|over the course of|in the course of|between|for the period|"
    "throughout the|period|spread over",
    Sign.AFTER: "after|following|post",
    Sign.ONWARDS: "onwards|onward|on wards|forward|forwards|present|to date|and beyond|beyond",
    Sign.ONGOING: "ongoing|on going|underway|under way|continuous|continuously|continual|continually|continuing|"
    "rolling|as and when|as required|as needed|as necessary|when required|when needed|when necessary|where necessary|"
    "as appropriate|when appropriate|where appropriate|if required|if necessary|keep under review|kept under review|"
    "under constant review|under continuous review|constant|constantly|always|at all times|permanent|permanently|"
    "business as usual|bau|in progress|on demand|ad hoc|day to day|for the foreseeable future|foreseeable future|"
    "indefinitely|indefinite|all year round|all year|year round|all the time|continued|continues|"
    "already in place|currently in place|continue|to continue|will continue|open ended|"
    "work in progress|perpetual|as part of usual business|as part of business as usual|in place and ongoing",
    Sign.AS_NEEDED: _as_needed(),
    Sign.MAYBE_ONGOING: "throughout the year|throughout year|through the year|regular|regularly|current|currently|"
    "now and ongoing|in place|embedded|throughout|during the year|every meeting|each meeting|existing|now",
    Sign.REVIEW: "review|reviews|review date|to review|for review|review due|next review|review in|review by|"
    "evaluation|to be reviewed|will be reviewed|be reviewed",
    Sign.REVIEWED: "reviewed",
    Sign.COMPLETED: "completed|complete|done|achieved|actioned|closed|finished|concluded",
    Sign.PLACEHOLDER: "tbc|tba|tbd|tbcd|t.b.c|t.b.a|to be confirmed|to be agreed|to be advised|to be determined|"
    "to be decided|to be set|to be established|to be identified|to be announced|to be arranged|to be finalised|"
    "to be scheduled|xx|xxx|xxxx|by xx|not stated|not specified|not known|unknown|pending|date to be|"
    "not yet agreed|not set",
    Sign.NOTHING: "n/a|na|not applicable|none|nil|n.a.|n/a.",
    Sign.EVENT: "once|upon|when|on completion of|immediately after|"
    "as soon as|on approval of|on receipt of|immediately following",
    Sign.CONDITION: "subject to|dependent on|dependent upon|depending on|contingent on|if|unless|when funding|"
    "when funds|when budget|when budgets|when resources",
    Sign.WITHIN: "within|inside|in less than|in under",
    Sign.NEXT: "next|the coming|coming|the following",
    Sign.THEREAFTER: "thereafter|there after|then|after that|subsequently|and then",
    Sign.END_OF: "end of|the end of|end|close of|the close of|ending|ends|conclusion of|end of the|eoy|eofy|year end",
    Sign.EARLY: "early|early in|first part of",
    Sign.BEGINNING: "start of|beginning of|the beginning of|the start of|beginning|at the start of|at the beginning of",
    Sign.MIDDLE: "mid|middle of|the middle of|mid way through|midway through",
    Sign.LATE: "late|later in|later|late in|latter part of",
    Sign.PLAN: _of_the_plan(),
    Sign.THE_PLAN: "plan|action plan|strategy|scheme|reporting period|action plan period",
    Sign.UNSURE: ">|provisional|provisionally|proposed|approximately|approx|circa|estimated|tentative|possibly|"
    "indicative|delayed|deferred|postponed|revised|amended|slipped|extended|originally|previously|not before",
    Sign.TIME: "time",
    Sign.WEEK: "w/c|w/b|week commencing|week beginning|week of|wc",
    Sign.TO: "to|-|through|thru",
    Sign.AND: "and|&|or|+|/|and/or|as well as|also",
    Sign.LINK: "the|of|in|on|at|a|an|date|for|:|about|around|month|months|years|year|this|these|every|each|both|again|"
    "annual|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|"
    "term|with|full|progress|interim|formal|mid term|midterm|further|calendar|quarter|anticipated|expected|"
    "launch|implemented|implement|implementation|~|per|sometime|some time|as at|is|are|will be|be|"
    "not started|not yet started|yet to start|not begun|not commenced|not yet commenced",
    Sign.STOP: ".|;|\n|?|!|•|·|*|●|▪|o",
    Sign.COMMA: ",",
    Sign.OPEN: "(|[|{",
    Sign.CLOSE: ")|]|}",
}  # fmt: skip


def _phrases_by_first_word() -> Phrases:
    """Every phrase under its first word, the longest first; of equals the one that stands first above."""
    phrases: Phrases = {}
    for sign, words in _PHRASES.items():
        for phrase in filter(None, words.split("|")):
            texts = tuple(token.text for token in tokens_of(phrase)) or (phrase,)
            phrases.setdefault(texts[0], []).append((texts, sign))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    return phrases


_BY_FIRST_WORD = _phrases_by_first_word()


def read_sign(tokens: Tokens, index: int) -> tuple[Sign, int] | None:
    """The sign that begins with a token and where the words go on; hyphens inside a phrase count for nothing."""
    for phrase, sign in _BY_FIRST_WORD.get(tokens.at(index).text, ()):
        at = index
        for place, word in enumerate(phrase):
            hyphen = place and word != "-" and tokens.at(at).text == "-" and tokens.at(at).touches
            at += bool(hyphen)
            if tokens.at(at).text != word:
                break
            at += 1
        else:
            return sign, at
    return None
