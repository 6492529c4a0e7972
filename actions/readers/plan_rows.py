"""The rows of a published plan, as its tables print them: words only, not yet read."""

from dataclasses import dataclass

from actions.readers.warnings import ReadingWarning


@dataclass(frozen=True)
class PlanRow:
    """One action with all that the document prints around it; words that it does not print are "".

    ``key`` names the row within the file, the same each time the file is read ("2.14.1": the second table, its
    fourteenth row, the first action there); ``where`` tells a person ("Sheet Actions, row 14"). ``text`` is empty for
    a row that brings a theme, commitment or measures without an action. ``leads`` and ``timescale`` stand on every
    row they hold for; ``continues_leads`` and ``continues_timescale`` say that they were printed once, on a row above
    or for the whole commitment, and hold on here. Measures hang where they were printed.
    """

    key: str
    where: str
    theme_reference: str = ""
    theme: str = ""
    subtheme_reference: str = ""
    subtheme: str = ""
    outcome: str = ""
    commitment_reference: str = ""
    commitment: str = ""
    lead_in: str = ""
    rationale: str = ""
    success: str = ""
    reference: str = ""
    subheading: str = ""
    text: str = ""
    leads: str = ""
    continues_leads: bool = False
    leads_of_commitment: bool = False
    supporting: str = ""
    timescale: str = ""
    continues_timescale: bool = False
    starts: str = ""
    due: str = ""
    status: str = ""
    rag: str = ""
    completed: str = ""
    progress: str = ""
    measures: tuple[str, ...] = ()
    commitment_measures: tuple[str, ...] = ()
    theme_measures: tuple[str, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()


@dataclass(frozen=True)
class PlanRows:
    """All rows of the chosen tables, the measures of the whole plan, and what a person should know of the whole.

    ``words`` are the headings that the document itself uses, by field of the model Plan: {"action_word": "Activity"}.
    """

    rows: tuple[PlanRow, ...]
    measures: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
