from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from actions import reporting
from actions.models.action_queryset import ActionQuerySet
from actions.models.timescale import Timescale
from actions.status import CLOSED, DONE, OPEN, Rag, Status, why_move_is_refused
from plans.audit.records import TrackedHistory
from plans.models import Commitment, Plan
from plans.models.belonging import refuse_to_move
from plans.models.positions import next_position


class Action(models.Model):
    """One thing that will be done: as published, as it now stands, and how far it has come.

    Where it stands changes only through ``report``.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField(
        blank=True, help_text="Its place under the commitment, counted from 1. Left empty, it comes last."
    )
    reference = models.CharField(max_length=20, blank=True, help_text="The number or letter that the plan prints.")
    subheading = models.CharField(
        "sub-heading",
        max_length=300,
        blank=True,
        help_text="The sub-heading that the plan prints above it, if any.",
    )
    text = models.TextField("as published", help_text="The words of the plan. They stay as published.")
    current_text = models.TextField(
        "current wording",
        blank=True,
        help_text="Only if the action has been reworded since it was published.",
    )
    leads_as_published = models.CharField(
        max_length=500,
        blank=True,
        help_text="The words of the plan naming the leads. Empty when it names none here.",
    )
    timescale = models.ForeignKey(
        Timescale, on_delete=models.RESTRICT, null=True, blank=True, related_name="actions",
        help_text="Empty when the plan states none.",
    )  # fmt: skip
    due_on = models.DateField("due", null=True, blank=True, help_text="The date that now holds.")
    status = models.CharField(max_length=20, choices=Status, default=Status.NOT_STARTED)
    rag = models.CharField("RAG", max_length=10, choices=Rag, default=Rag.NOT_RATED)
    completed_on = models.DateField("completed", null=True, blank=True)
    review_on = models.DateField(
        "next review", null=True, blank=True, help_text="When to check that an embedded action still is."
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="followed_by",
        help_text="The action of an earlier plan that this one carries on.",
    )  # fmt: skip
    latest_update = models.ForeignKey(
        "actions.ProgressUpdate",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = ActionQuerySet.as_manager()
    history = TrackedHistory(gone_from="commitment", counts_moves=True)

    class Meta:
        ordering = ["commitment", "position"]
        indexes = [
            # Overdue, due soon, and lists by due date.
            models.Index(fields=["due_on"], name="actions_by_due_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "position"],
                name="%(app_label)s_%(class)s_position_is_unique_in_commitment",
                violation_error_message="Another action has this place under the commitment.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="%(app_label)s_%(class)s_has_words",
                violation_error_message="Give the words of the action.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="%(app_label)s_%(class)s_status_is_known",
                violation_error_message="Choose a status from the list.",
            ),
            models.CheckConstraint(
                condition=Q(rag__in=Rag.values) & (Q(rag=Rag.NOT_RATED) | Q(status__in=OPEN)),
                name="%(app_label)s_%(class)s_rag_is_for_open_actions",
                violation_error_message="Only an open action is rated green, amber or red.",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.COMPLETED, completed_on__isnull=False)
                | Q(status=Status.EMBEDDED)
                | (~Q(status__in=DONE) & Q(completed_on__isnull=True)),
                name="%(app_label)s_%(class)s_completed_iff_dated",
                violation_error_message="Give the completion date when, and only when, the action is completed.",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.EMBEDDED, review_on__isnull=False)
                | (~Q(status=Status.EMBEDDED) & Q(review_on__isnull=True)),
                name="%(app_label)s_%(class)s_embedded_iff_review_is_dated",
                violation_error_message="Give the next review date when, and only when, the action is embedded.",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.reference, self.wording]))[:120]

    def natural_key(self) -> tuple[str, str, int, int, int]:
        return (*self.commitment.natural_key(), self.position)

    natural_key.dependencies = ["plans.commitment", "actions.timescale"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a move that the table of moves does not have, and a timescale of another plan."""
        if not self.commitment_id:
            return
        path = "commitment__theme__plan"
        refuse_to_move(self, "commitment", path=path, now=self.plan.pk, what="plan")
        if self.position is None:
            self.position = next_position(Action.objects.filter(commitment=self.commitment_id))
        if self.timescale and self.timescale.plan_id != self.plan.pk:
            raise ValidationError({"timescale": "Choose a timescale of the same plan."})
        before = Action.objects.filter(pk=self.pk).order_by().values_list("status", flat=True).first()
        if before and self.status in Status and (refused := why_move_is_refused(before, self.status)):
            raise ValidationError({"status": refused})

    @property
    def plan(self) -> Plan:
        return self.commitment.theme.plan

    @property
    def wording(self) -> str:
        """The words that now hold: as published, unless reworded since."""
        return self.current_text or self.text

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def recurs(self) -> bool:
        """Whether the published timescale asks for it again and again."""
        return bool(self.timescale and self.timescale.recurs)

    def is_overdue(self, on: date | None = None) -> bool:
        """Whether it is open and was due before a day, today unless given."""
        return self.is_open and self.due_on is not None and self.due_on < (on or timezone.localdate())

    def is_due_soon(self, on: date | None = None, days: int = 30) -> bool:
        """Whether it is open and due on a day or in so many days after it."""
        on = on or timezone.localdate()
        return self.is_open and self.due_on is not None and on <= self.due_on <= on + timedelta(days=days)

    def is_not_updated(self, on: date | None = None) -> bool:
        """Whether it is open and its last report is older than the plan's interval, or there was none."""
        if not self.is_open:
            return False
        if self.latest_update is None:
            return True
        reported_on = timezone.localtime(self.latest_update.reported_at).date()
        return reported_on < (on or timezone.localdate()) - timedelta(days=self.plan.update_every_days)

    def report(
        self,
        *,
        by: Any,
        status: str | None = None,
        rag: str | None = None,
        summary: str = "",
        next_steps: str = "",
        evidence: str = "",
        reason: str = "",
        due_on: date | None = None,
        completed_on: date | None = None,
        review_on: date | None = None,
        is_period_done: bool = False,
        revision: int | None = None,
        at: datetime | None = None,
        is_demonstration: bool = False,
        is_locked: bool = False,
    ) -> Any:
        """Report progress: the one door through which the product changes where an action stands.

        What is None stays as it is. ``revision`` is the edit token of the form that was shown, None for a
        command. ``at`` is now unless a dated demonstration is made. ``is_locked`` says that the caller holds the
        lock: it fetched this very action by ``get_locked`` in the transaction it is in. Returns the ProgressUpdate.

        Raises ``StaleRevision`` when somebody else changed the action since the form was shown,
        ``PermissionDenied`` when ``by`` may not report on it, and ``ValidationError`` with a sentence by field
        when the report is not whole; then nothing is written.
        """
        report = reporting.Report(
            by=by, status=status, rag=rag, summary=summary, next_steps=next_steps, evidence=evidence,
            reason=reason, due_on=due_on, completed_on=completed_on, review_on=review_on,
            is_period_done=is_period_done, at=at or timezone.now(), is_demonstration=is_demonstration,
        )  # fmt: skip
        return reporting.write(self, report, revision, is_locked=is_locked)
