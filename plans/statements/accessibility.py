"""What the accessibility statement says that is not plain words: its dates, and who enforces the law.

The form is that of the model statement for the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
Accessibility Regulations 2018, regulation 8, which wants a review at least once a year. Who changes what users meet
reviews the words in ``templates/statements/`` and sets the dates.
"""

from datetime import date
from typing import NamedTuple

from plans.models import Council

PREPARED_ON = date(2026, 11, 22)
REVIEWED_ON = date(2026, 11, 22)
TESTED_ON = date(2026, 11, 22)


class Enforcer(NamedTuple):
    """A body that enforces the regulations, the service that takes people's complaints for it, and its address."""

    nations: str
    body: str
    contact: str
    address: str


GREAT_BRITAIN = Enforcer(
    "England, Scotland and Wales",
    "the Equality and Human Rights Commission (EHRC)",
    "the Equality Advisory and Support Service (EASS)",
    "https://www.equalityadvisoryservice.com/",
)
NORTHERN_IRELAND = Enforcer(
    "Northern Ireland",
    "the Equality Commission for Northern Ireland (ECNI)",
    "the Equality Commission for Northern Ireland",
    "https://www.equalityni.org/",
)


def enforcers(council: Council | None) -> list[Enforcer]:
    """Return who enforces the regulations (regulation 12) where a council is, as its GSS code says.

    Both, where there is no council or it has no code.
    """
    nation = council.gss_code[:1] if council else ""
    if nation == "N":
        return [NORTHERN_IRELAND]
    return [GREAT_BRITAIN] if nation in ("E", "S", "W") else [GREAT_BRITAIN, NORTHERN_IRELAND]
