"""Words that are longer than their place: kept elsewhere, or cut with a warning that prints the rest."""

from dataclasses import replace

from django.db.models import Model

from actions.models import Action, ActionLead, Timescale
from actions.readers.plan_rows import PlanRow
from actions.readers.warnings import ReadingWarning, WarningCode
from plans.models import Commitment, Theme

PLACES: dict[str, tuple[type[Model], str, str]] = {
    "leads_as_published": (Action, "leads_as_published", "words naming the leads"),
    "lead": (ActionLead, "published_as", "name of a lead"),
    "timescale": (Timescale, "text", "timescale"),
    "theme": (Theme, "title", "heading"),
    "subheading": (Action, "subheading", "sub-heading"),
    "lead_in": (Commitment, "lead_in", "words before the actions"),
}


def longest(model: type[Model], column: str) -> int:
    """Return how many characters a column takes."""
    return getattr(model._meta.get_field(column), "max_length", None) or 0


class Fitting:
    """Makes the words of one row fit; ``warnings`` say what did not."""

    def __init__(self) -> None:
        self.warnings: list[ReadingWarning] = []

    def words(self, place: str, words: str) -> str:
        """Return the words, cut where they are too long for this place."""
        model, column, label = PLACES[place]
        most = longest(model, column)
        if len(words) <= most:
            return words
        told = f"The {label} is longer than {most} characters. This is left off: “{words[most:]}”"
        self.warnings.append(ReadingWarning(WarningCode.TEXT_TOO_LONG, told))
        return words[:most]

    def row(self, row: PlanRow) -> PlanRow:
        """Return the row with words that fit; a reference that is none is put before the words that it refers to."""
        reference, text = self._reference(row.reference, row.text)
        commitment_reference, commitment = self._reference(row.commitment_reference, row.commitment)
        theme_reference, theme = self._reference(row.theme_reference, row.theme)
        subtheme_reference, subtheme = self._reference(row.subtheme_reference, row.subtheme)
        return replace(
            row, reference=reference, text=text,
            commitment_reference=commitment_reference, commitment=commitment,
            theme_reference=theme_reference, theme=self.words("theme", theme),
            subtheme_reference=subtheme_reference, subtheme=self.words("theme", subtheme),
            subheading=self.words("subheading", row.subheading), lead_in=self.words("lead_in", row.lead_in),
        )  # fmt: skip

    def _reference(self, reference: str, words: str) -> tuple[str, str]:
        if len(reference) <= longest(Action, "reference"):
            return reference, words
        told = f"“{reference}” is too long for a reference, so it stands before the words."
        self.warnings.append(ReadingWarning(WarningCode.TEXT_TOO_LONG, told))
        return "", f"{reference} {words}".strip()
