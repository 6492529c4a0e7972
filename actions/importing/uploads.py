"""Files that people brought, opened again at each step of an import."""

from copy import deepcopy
from functools import lru_cache

from actions.importing.answers import Answers
from actions.importing.content import PlanContent
from actions.importing.own_files import read_own_file
from actions.models.plan_upload import PlanUpload
from plans.files.grids import Grid
from plans.files.open import open_file, open_pasted
from plans.models import Plan

PASTED = "Pasted table"


@lru_cache(maxsize=4)
def opened(name: str, content: bytes) -> tuple[Grid, ...]:
    """Return the tables of a file, or of pasted text; raises ``Refused``. The last few files are kept open."""
    return open_pasted(content.decode(errors="replace")) if name == PASTED else open_file(name, content)


@lru_cache(maxsize=4)
def _own_file(content: bytes) -> PlanContent | None:
    own = read_own_file(content)
    return own.said if own else None


def own_plan(name: str, content: bytes) -> PlanContent | None:
    """Return the plan of a file that the product made, to be read only; None for any other file and pasted text.

    Raises ``Refused`` for one of ours in which something does not fit.
    """
    return None if name == PASTED else _own_file(content)


def own_plan_of(upload: PlanUpload) -> PlanContent | None:
    """Return the plan of a file of our own, as a draft and with what was said of it; None for any other file."""
    own = deepcopy(own_plan(upload.file_name, bytes(upload.content)))
    if own:
        said = upload.said
        own.facts |= {"status": Plan.Status.DRAFT, "is_public": False}
        own.facts |= {"title": said.title, "period": said.period, "starts_on": said.starts_on, "ends_on": said.ends_on}
    return own


def grids_of(upload: PlanUpload) -> tuple[Grid, ...]:
    """Return the tables of the file that was brought."""
    return opened(upload.file_name, bytes(upload.content))


def keep(upload: PlanUpload, said: Answers) -> None:
    """Keep what the person has said so far."""
    upload.answers = said.as_json()
    upload.save(update_fields=["answers"])
