"""The files of actions, leads, timescales and tags, and of the reports on actions.

Where an action stands is changed by reporting on it, also from a file. Reports themselves are exported and never
imported: they are written by reporting, and stay as written.
"""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from import_export.fields import Field as Column

from actions.models import (
    Action,
    ActionLead,
    ActionTag,
    Lead,
    LeadHolder,
    LeadSpelling,
    ProgressUpdate,
    ReviewDate,
    Tag,
    Timescale,
)
from actions.models.progress import LONGEST_REASON, LONGEST_TEXT
from actions.reporting import Prepared, Report, prepare, save_all
from plans.admin.exchange.cells import Named, Words
from plans.admin.exchange.checked import Told
from plans.admin.exchange.resource import ScopedResource
from plans.admin.exchange.rules import Rules, Write
from plans.models import Plan

PLACE = "commitment__theme__plan__council"
STANDING = frozenset(["status", "rag", "completed_on", "review_on"])
NOT_AS_ASKED = "With the status of this row, this cannot be so. Report on the action on its own page instead."


class ActionResource(ScopedResource):
    """Actions. Status, RAG, completion and next review go through the one door for progress."""

    related = (PLACE, "timescale__plan__council")
    summary = Column(column_name="What happened", widget=Words())
    reason = Column(column_name="Reason", widget=Words())

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self.reports: list[tuple[int, Prepared]] = []

    class Meta:
        model = Action
        fields = (
            "id", "commitment", "position", "reference", "subheading", "text", "current_text", "leads_as_published",
            "timescale", "due_on", "status", "rag", "completed_on", "review_on", "summary", "reason", "revision",
        )  # fmt: skip

    def editable(self, instance: Any) -> set[str]:
        return super().editable(instance) | STANDING

    def why(self, row: Any) -> str:
        return self._said(row, "reason", LONGEST_REASON)

    def read(self, instance: Any, row: Any) -> None:
        """Saying what happened is a report too, also where nothing else changes."""
        if summary := self._said(row, "summary", LONGEST_TEXT):
            self.values["summary"] = summary
            self.told.append(Told(self.fields["summary"].column_name, None, summary))
        super().read(instance, row)

    def checked(self, instance: Any, reason: str) -> Write:
        """Check the words and dates of the action; return what saves them and reports where it stands."""
        summary = self.values.pop("summary", "")
        standing = {name: self.values.pop(name) for name in STANDING & self.values.keys()}
        imported = self.imported_because(reason)
        said = {"summary": summary or ("" if reason else imported), "reason": reason and imported[:LONGEST_REASON]}
        if not self.values and not self.is_new:
            return partial(self.reports.append, (self.number, self._prepared(instance, said, standing)))
        save = super().checked(instance, reason)
        return partial(self._save_and_report, save, instance, said, standing) if standing or summary else save

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Save the reports on actions of which the file changes nothing else, together."""
        refused = save_all([prepared for _, prepared in self.reports])
        for place, refusal in refused.items():
            number, _ = self.reports[place]
            result.rows[number - 1].validation_error = refusal

    def _save_and_report(self, save: Write, action: Any, *report: Any) -> None:
        """Save an action's words and dates, against which the report is then checked."""
        save()
        self._prepared(action, *report).write()

    def _prepared(self, action: Any, said: dict[str, Any], standing: dict[str, Any]) -> Prepared:
        """Prepare a report as by hand, and refuse a file that wants what a report does not bring about."""
        try:
            prepared = prepare(action, Report(by=self.rules.request.user, at=timezone.now(), **said, **standing))
        except PermissionDenied as error:
            raise ValidationError({"status": _why_not(action)}) from error
        differs = {name: NOT_AS_ASKED for name, wanted in standing.items() if getattr(action, name) != wanted}
        if differs:
            raise ValidationError(differs)
        return prepared

    def _said(self, row: Any, name: str, longest: int) -> str:
        try:
            words = self.fields[name].widget.clean(self.cell(row, name)) or ""
        except ValueError as error:
            raise ValidationError({name: str(error)}) from error
        if len(words) > longest:
            raise ValidationError({name: f"Write at most {longest:,} characters."})
        return words


class ActionLeadResource(ScopedResource):
    related = (f"action__{PLACE}", "lead__council")

    class Meta:
        model = ActionLead
        fields = ("id", "action", "lead", "role", "position", "published_as", "revision")


class ActionTagResource(ScopedResource):
    related = (f"action__{PLACE}", "tag__council")

    class Meta:
        model = ActionTag
        fields = ("id", "action", "tag", "revision")


class LeadResource(ScopedResource):
    related = ("council", "merged_into__council")

    class Meta:
        model = Lead
        fields = ("id", "council", "name", "kind", "merged_into", "revision")


class LeadSpellingResource(ScopedResource):
    related = ("lead__council",)

    class Meta:
        model = LeadSpelling
        fields = ("id", "lead", "text", "revision")


class LeadHolderResource(ScopedResource):
    related = ("lead__council", "user")

    class Meta:
        model = LeadHolder
        fields = ("id", "lead", "user", "starts_on", "ends_on", "revision")


class ProgressUpdateResource(ScopedResource):
    is_imported = False
    related = (f"action__{PLACE}", "reported_by")
    reported_by = Column(attribute="reported_by", column_name="Reported by", widget=Named())

    class Meta:
        model = ProgressUpdate
        fields = (
            "id", "action", "reported_at", "reported_by", "status", "rag", "summary", "next_steps", "evidence",
            "reason", "is_period_done", "is_demonstration",
        )  # fmt: skip


class TagResource(ScopedResource):
    related = ("council",)

    class Meta:
        model = Tag
        fields = ("id", "council", "kind", "name", "definition", "is_statutory", "position", "revision")


class TimescaleResource(ScopedResource):
    """Timescales. A reading that was confirmed and is changed is confirmed anew, by the person who imports."""

    related = ("plan__council", "confirmed_by")
    confirmed_by = Column(attribute="confirmed_by", column_name="Confirmed by", widget=Named())

    class Meta:
        model = Timescale
        fields = (
            "id", "plan", "position", "text", "starts_on", "due_on", "recurrence", "is_ongoing", "certainty", "note",
            "confirmed_by", "confirmed_on", "revision",
        )  # fmt: skip


class ReviewDateResource(ScopedResource):
    related = ("timescale__plan__council",)

    class Meta:
        model = ReviewDate
        fields = ("id", "timescale", "review_on", "revision")


def _why_not(action: Any) -> str:
    status = action.plan.status
    if status != Plan.Status.ACTIVE:
        return f"Its plan is {Plan.Status(status).label.lower()}. Progress is reported on active plans only."
    return "You may not report on this action."
