"""The rows of a document become a plan's content: themes, commitments and actions where they belong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from actions.importing.content import (
    ActionContent,
    ActionLeadContent,
    CommitmentContent,
    LeadContent,
    MeasureContent,
    PlanContent,
    ThemeContent,
    TimescaleContent,
)
from actions.importing.fitting import Fitting
from actions.importing.row_reading import RowRead
from actions.readers.measures.read import read_measure, split_measures
from actions.readers.plan_rows import PlanRow
from actions.readers.results import MeasureRead
from actions.readers.warnings import ReadingWarning, WarningCode
from actions.status import OPEN, Rag, Status

REPORT_IT = "Report it on the action once the plan is active."


@dataclass
class Placed:
    """A row with the action that it became, None for one that brings none, its measures and all doubts about it."""

    read: RowRead
    action: ActionContent | None
    theme: str
    commitment: str
    warnings: list[ReadingWarning] = field(default_factory=list)
    measures: list[MeasureContent] = field(default_factory=list)


class Assembly:
    """Puts read rows together, in the order of the document; a heading that comes again is the one it was."""

    def __init__(self) -> None:
        self.content = PlanContent()
        self.placed: list[Placed] = []
        self._themes: dict[tuple[str, ...], ThemeContent] = {}
        self._places: dict[tuple[str, ...], int] = {}
        self._commitments: dict[tuple, CommitmentContent] = {}
        self._rows_of: dict[tuple, list[Placed]] = {}
        self._leads: dict[str, LeadContent] = {}
        self._measures: dict[str, MeasureRead] = {}

    def put(self, rows: Iterable[RowRead], measures: Iterable[str]) -> list[Placed]:
        """Put all rows in their places, then the measures of the whole plan; return every row, also one left out."""
        for read in rows:
            self.placed.append(Placed(read, None, read.row.theme, read.row.commitment, [*read.warnings]))
            if not read.is_left_out:
                self._put(self.placed[-1])
        for key, placed in self._rows_of.items():
            self._say_what_good_looks_like(self._commitments[key], placed)
        self.content.measures = [self._measure(words) for cell in measures for words in split_measures(cell)]
        self.content.leads = list(self._leads.values())
        self._number_measures()
        self._warn_of_repeated_references()
        return self.placed

    def _put(self, placed: Placed) -> None:
        fit = Fitting()
        row = fit.row(placed.read.row)
        read = placed.read = replace(placed.read, row=row)
        theme = self._theme(row)
        theme.measures += self._measures_of(placed, row.theme_measures)
        placed.theme, placed.commitment = theme.title, row.commitment
        if row.text or row.commitment or row.commitment_measures:
            commitment = self._commitment(theme, placed)
            commitment.measures += self._measures_of(placed, row.commitment_measures)
            if row.text:
                placed.action = self._action(read, row, fit)
                placed.action.measures = self._measures_of(placed, row.measures)
                commitment.actions.append(placed.action)
        if row.progress and read.status.text != row.progress:
            told = f"What the document says of progress is not imported: “{row.progress}”. {REPORT_IT}"
            placed.warnings.append(ReadingWarning(WarningCode.PROGRESS_LEFT_OUT, told))
        placed.warnings += fit.warnings

    def _theme(self, row: PlanRow) -> ThemeContent:
        key: tuple[str, ...] = (row.theme_reference, row.theme)
        theme = self._one_theme(key, within=None)
        if row.subtheme or row.subtheme_reference:
            within = self._places[key]
            theme = self._one_theme((*key, row.subtheme_reference, row.subtheme), within=within)
        theme.outcome = theme.outcome or row.outcome
        return theme

    def _one_theme(self, key: tuple[str, ...], *, within: int | None) -> ThemeContent:
        if key not in self._themes:
            theme = ThemeContent(reference=key[-2], title=key[-1], within=within)
            self._themes[key] = theme
            self.content.themes.append(theme)
            self._places[key] = len(self.content.themes)
        return self._themes[key]

    def _commitment(self, theme: ThemeContent, placed: Placed) -> CommitmentContent:
        row = placed.read.row
        key = (id(theme), row.commitment_reference, row.commitment, row.rationale)
        if key not in self._commitments:
            commitment = CommitmentContent(
                reference=row.commitment_reference, text=row.commitment, lead_in=row.lead_in, rationale=row.rationale,
                leads_as_published=row.leads if row.leads_of_commitment else "",
            )  # fmt: skip
            self._commitments[key] = commitment
            theme.commitments.append(commitment)
        self._rows_of.setdefault(key, []).append(placed)
        return self._commitments[key]

    def _action(self, read: RowRead, row: PlanRow, fit: Fitting) -> ActionContent:
        status = read.status.status or Status.NOT_STARTED
        is_printed_once = row.leads_of_commitment or row.continues_leads
        return ActionContent(
            text=row.text,
            reference=row.reference,
            subheading=row.subheading,
            leads_as_published="" if is_printed_once else fit.words("leads_as_published", read.leads.text),
            leads=self._named(read, fit),
            timescale=self._timescale(read, row, fit),
            due_on=read.timescale.due_on if read.timescale else None,
            status=status,
            rag=(read.status.rag or Rag.NOT_RATED) if status in OPEN else Rag.NOT_RATED,
            completed_on=read.status.completed_on,
            review_on=read.review_on if status == Status.EMBEDDED else None,
            key=row.key,
        )

    def _named(self, read: RowRead, fit: Fitting) -> list[ActionLeadContent]:
        named: list[ActionLeadContent] = []
        for lead in read.leads.leads:
            published_as = fit.words("lead", lead.published_as)
            name = lead.known_as or published_as
            known = self._leads.setdefault(name, LeadContent(name, lead.kind))
            if published_as not in known.spellings:
                known.spellings.append(published_as)
            if name not in [one.lead for one in named]:
                named.append(ActionLeadContent(name, lead.role, published_as))
        return named

    def _timescale(self, read: RowRead, row: PlanRow, fit: Fitting) -> int | None:
        """The place of the row's timescale: that of the row above where the document prints it once for both."""
        said = read.timescale
        if said is None or not said.text:
            return None
        new = TimescaleContent(
            fit.words("timescale", said.text), said.starts_on, said.due_on, said.recurrence, said.is_ongoing,
            said.certainty, said.because[:500], list(said.reviews),
        )  # fmt: skip
        timescales = self.content.timescales
        if not (row.continues_timescale and timescales and timescales[-1] == new):
            timescales.append(new)
        return len(timescales)

    def _say_what_good_looks_like(self, commitment: CommitmentContent, rows: list[Placed]) -> None:
        """Words printed once for a commitment are the commitment's; words of its own are a measure of the action."""
        said = {one.read.row.success for one in rows if one.read.row.success}
        if len(said) == 1 and (commitment.text or not any(one.action for one in rows)):
            commitment.success = said.pop()
            return
        for one in rows:
            if one.action and one.read.row.success:
                one.action.measures += self._measures_of(one, [one.read.row.success])

    def _measures_of(self, placed: Placed, printed: Iterable[str]) -> list[MeasureContent]:
        """The measures that a row prints, which it is shown with."""
        measures = [self._measure(words) for cell in printed for words in split_measures(cell)]
        placed.measures += measures
        return measures

    def _measure(self, words: str) -> MeasureContent:
        if words not in self._measures:
            self._measures[words] = read_measure(words)
        read = self._measures[words]
        return MeasureContent(
            text=read.text, name=read.name, place=0, kind=read.kind, unit=read.unit,
            baseline=_figure(read.baseline), baseline_on=read.baseline_on,
            target=_figure(read.target), target_text=read.target_text, target_on=read.target_on,
            direction=read.direction, frequency=read.frequency, is_about_people=read.is_about_people,
        )  # fmt: skip

    def _number_measures(self) -> None:
        """Number the measures as they are printed: each heading's own, then what is beneath; the plan's own last."""
        holders: list[PlanContent | ThemeContent | CommitmentContent | ActionContent] = []
        for theme in self.content.themes:
            holders.append(theme)
            for commitment in theme.commitments:
                holders += [commitment, *commitment.actions]
        holders.append(self.content)
        for place, measure in enumerate((measure for holder in holders for measure in holder.measures), 1):
            measure.place = place

    def _warn_of_repeated_references(self) -> None:
        given = Counter(one.action.reference for one in self.placed if one.action and one.action.reference)
        for placed in self.placed:
            if placed.action and given[placed.action.reference] > 1:
                words = f"The reference {placed.action.reference} stands at more than one action."
                placed.warnings.append(ReadingWarning(WarningCode.REFERENCE_REPEATS, words))


def _figure(digits: str | None) -> Decimal | None:
    return Decimal(digits) if digits is not None else None
