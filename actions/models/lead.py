from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from plans import permissions
from plans.audit.records import TrackedHistory
from plans.models.belonging import refuse_to_move


class LeadQuerySet(models.QuerySet["Lead"]):
    """Questions about leads."""

    def get_by_natural_key(self, council: str, name: str) -> "Lead":
        return self.get(council__slug=council, name=name)

    def in_use(self) -> "LeadQuerySet":
        """Leads that have not been merged into another."""
        return self.filter(merged_into__isnull=True)

    def held_by(self, user, on: date | None = None) -> "LeadQuerySet":
        """Leads that the user holds on a day, today unless given."""
        return self.filter(permissions.held_by(user, on, path="holders__")).distinct()

    def held_by_anybody(self, on: date | None = None) -> "LeadQuerySet":
        """Leads that somebody holds on a day, today unless given, who may sign in and has a role in their council."""
        on = on or timezone.localdate()
        until = Q(holders__ends_on__isnull=True) | Q(holders__ends_on__gte=on)
        here = Q(holders__user__is_active=True, holders__user__memberships__council=F("council"))
        return self.filter(until, here, holders__starts_on__lte=on).distinct()


class Lead(models.Model):
    """The post, team, group or person that does an action."""

    class Kind(models.TextChoices):
        POST = "post", "Post"
        TEAM = "team", "Team"
        GROUP = "group", "Group"
        PERSON = "person", "Person"

    council = models.ForeignKey("plans.Council", on_delete=models.PROTECT, related_name="leads")
    name = models.CharField(max_length=300, help_text="The name to show. Other spellings are listed below.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.POST)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from",
    )  # fmt: skip

    objects = LeadQuerySet.as_manager()
    history = TrackedHistory(gone_from="council")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name"],
                name="%(app_label)s_%(class)s_name_is_unique_in_council",
                violation_error_message="This council has a lead with this name.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="%(app_label)s_%(class)s_is_not_merged_into_itself",
                violation_error_message="A lead cannot be merged into itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (self.council.slug, self.name)

    natural_key.dependencies = ["plans.council"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        refuse_to_move(self, "council", path="council", now=self.council_id, what="council")


class LeadSpellingManager(models.Manager["LeadSpelling"]):
    def get_by_natural_key(self, council: str, lead: str, text: str) -> "LeadSpelling":
        return self.get(lead__council__slug=council, lead__name=lead, text=text)


class LeadSpelling(models.Model):
    """One way in which the council's plans spell a lead."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="spellings")
    text = models.CharField("spelling", max_length=300, help_text="As published.")

    objects = LeadSpellingManager()
    history = TrackedHistory()

    class Meta:
        verbose_name = "spelling"
        ordering = ["lead", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "text"],
                name="%(app_label)s_%(class)s_is_listed_once",
                violation_error_message="This spelling is listed already.",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.lead.natural_key(), self.text)

    natural_key.dependencies = ["actions.lead"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.lead_id:
            return
        others = LeadSpelling.objects.filter(lead__council=self.lead.council_id, text=self.text)
        if other := others.exclude(lead=self.lead_id).select_related("lead").first():
            raise ValidationError(
                {"text": f"“{self.text}” is a spelling of {other.lead}: merge the two leads instead."}
            )


class LeadHolderManager(models.Manager["LeadHolder"]):
    def get_by_natural_key(self, council: str, lead: str, email: str, starts_on: str) -> "LeadHolder":
        return self.get(lead__council__slug=council, lead__name=lead, user__email=email, starts_on=starts_on)


class LeadHolder(models.Model):
    """A person who holds a lead from one day until another, or still."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="holders")
    user = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="holdings")
    starts_on = models.DateField("from", default=timezone.localdate)
    ends_on = models.DateField("until", null=True, blank=True, help_text="The last day. Empty while they hold it.")

    objects = LeadHolderManager()
    history = TrackedHistory()

    class Meta:
        verbose_name = "holder"
        ordering = ["lead", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message="A holder must stop after they start.",
            ),
            models.UniqueConstraint(
                fields=["lead", "user"],
                condition=Q(ends_on__isnull=True),
                name="%(app_label)s_%(class)s_holds_a_lead_once",
                violation_error_message="This person holds this lead already.",
            ),
            models.UniqueConstraint(
                fields=["lead", "user", "starts_on"],
                name="%(app_label)s_%(class)s_starts_once_a_day",
                violation_error_message="This person already starts to hold this lead on this day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} holds {self.lead}"

    def natural_key(self) -> tuple[str, str, str, str]:
        return (*self.lead.natural_key(), self.user.email, self.starts_on.isoformat())

    natural_key.dependencies = ["actions.lead", "plans.user"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.lead_id and self.user_id and not self.user.memberships.filter(council=self.lead.council_id).exists():
            raise ValidationError({"user": f"{self.user} has no role in {self.lead.council}: give them one first."})
