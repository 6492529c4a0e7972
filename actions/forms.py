from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from actions.models import Action, ProgressUpdate
from actions.models.progress import LONGEST_REASON, LONGEST_TEXT, refuse_long_lines
from actions.status import NEEDS_A_REASON, RAG_MEANS, STATUS_MEANS, Rag, Status, moves_from
from plans.audit.revision import StaleRevision, revision_of
from plans.form_fields import OPTIONAL, DateBoxesField, EdiForm, RadiosWithHints, add_refusal


def text_box(label: str, rows: int = 4, hint: str = "", most: int = LONGEST_TEXT) -> forms.CharField:
    """An optional box for some sentences."""
    return forms.CharField(
        label=label + OPTIONAL,
        required=False,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def hints(meanings: dict[str, str]) -> dict[str, str]:
    """What each answer means, and whether it needs a reason."""
    return {
        value: f"{means} Needs a reason." if value in NEEDS_A_REASON else means for value, means in meanings.items()
    }


class ReportForm(EdiForm):
    """An officer's report on one action: asks, and lets ``Action.report`` decide."""

    status = forms.ChoiceField(label="Where does the action stand?", widget=RadiosWithHints(hints=hints(STATUS_MEANS)))
    rag = forms.ChoiceField(
        label="How sure is delivery?",
        required=False,
        choices=Rag.choices,
        widget=RadiosWithHints(hints=hints(RAG_MEANS)),
        help_text="For an open action only.",
    )
    summary = text_box("What happened")
    next_steps = text_box("What happens next", rows=2)
    evidence = text_box("Evidence", rows=2, hint="Links or names of documents, one a line.")
    is_period_done = forms.BooleanField(
        label="Done for this period",
        required=False,
        help_text="The action stays open, and its due date moves on to the next time.",
    )
    reason = text_box(
        "Reason",
        rows=2,
        most=LONGEST_REASON,
        hint="Needed to withdraw, put on hold or reopen the action, to move its due date, or to rate it red. "
        "Do not name residents.",
    )
    due_on = DateBoxesField(label="New due date" + OPTIONAL, required=False)
    completed_on = DateBoxesField(
        label="Day of completion" + OPTIONAL,
        required=False,
        help_text="For a completed action. Left empty, it is today.",
    )
    review_on = DateBoxesField(
        label="Next review" + OPTIONAL,
        required=False,
        help_text="For an embedded action: when to check that it still is.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)

    DATES = ("due_on", "completed_on", "review_on")

    def __init__(self, data: Any = None, *, action: Action, **options: Any) -> None:
        self.action = action
        standing: dict[str, Any] = {"status": action.status, "rag": action.rag}
        if data is None:
            standing["revision"] = revision_of(action)
        super().__init__(data, initial=standing, **options)
        status = self.fields["status"]
        status.choices = [(move.value, move.label) for move in moves_from(action.status)]
        self.fields["evidence"].validators.append(refuse_long_lines)
        self.fields["due_on"].help_text = _due_hint(action)
        if not action.recurs:
            del self.fields["is_period_done"]

    @property
    def dates(self) -> list[forms.BoundField]:
        """The date boxes, which the page keeps together."""
        return [self[name] for name in self.DATES]

    @property
    def opens_dates(self) -> bool:
        """Whether the date boxes must be seen: something is typed in them or wrong with them."""
        return self.is_bound and any(field.errors or any(field.value() or []) for field in self.dates)

    @property
    def choices(self) -> list[forms.BoundField]:
        """Where the action stands and how sure delivery is, side by side."""
        return [self["status"], self["rag"]]

    @property
    def words(self) -> list[forms.BoundField]:
        """The other visible boxes, in order."""
        return [field for field in self.visible_fields() if field.name not in ("status", "rag", *self.DATES)]

    def report(self, by: Any, revision: int | None) -> ProgressUpdate | None:
        """Hand the report to the locked action; None when it was refused, with its sentences on the form.

        Raises ``StaleRevision`` when somebody else changed the action meanwhile.
        """
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        try:
            return self.action.report(by=by, revision=revision, is_locked=True, **values)
        except ValidationError as refusal:
            add_refusal(self, refusal)
            return None

    def offer_again(self) -> None:
        """After a conflict: keep what was typed, with the token that now holds, so that saving again is a choice."""
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = str(revision_of(self.action))


class QuickReportForm(EdiForm):
    """One row of the quick update: a report in a line. Left as it is, nothing is reported."""

    # What was shown travels along, so that a row nobody touched is told from one that somebody else changed.
    status = forms.ChoiceField(label="Status", show_hidden_initial=True)
    rag = forms.ChoiceField(label="RAG", required=False, choices=Rag.choices, show_hidden_initial=True)
    summary = forms.CharField(label="What happened", required=False, max_length=LONGEST_TEXT)
    reason = forms.CharField(label="Reason", required=False, max_length=LONGEST_REASON)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)

    def __init__(self, data: Any = None, *, action: Action, revision: int | None) -> None:
        self.action = action
        standing = {"status": action.status, "rag": action.rag, "revision": revision}
        super().__init__(data, initial=standing, prefix=f"action-{action.pk}")
        self.fields["status"].choices = [
            (move.value, move.label) for move in moves_from(action.status) if move != Status.EMBEDDED
        ]

    @property
    def says_something(self) -> bool:
        """Whether the officer changed or wrote anything in this row."""
        return any(name in self.changed_data for name in ("status", "rag", "summary", "reason"))

    def report(self, by: Any) -> ProgressUpdate | None:
        """Hand the row to the action; None when it was refused, with the sentences on the row."""
        values = self.cleaned_data.copy()
        try:
            return self.action.report(by=by, revision=values.pop("revision") or 0, **values)
        except StaleRevision:
            self.add_error(None, "Somebody else changed this action meanwhile. Open it to see what, then report.")
        except ValidationError as refusal:
            add_refusal(self, refusal)
        return None


def _due_hint(action: Action) -> str:
    if action.due_on:
        return f"It is due on {date_format(action.due_on)}. Moving that date needs a reason."
    return "The published plan states no date that can be read."
