from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from plans import permissions
from plans.audit.records import TrackedHistory
from plans.models.belonging import refuse_to_move

NOT_FOR_PLANS = ("import", "new-plan", "accessibility", "privacy")
"""Short names that would lead to another page of the council."""


class PlanQuerySet(models.QuerySet["Plan"]):
    """Questions about plans."""

    def visible_to(self, user) -> "PlanQuerySet":
        """Plans that this user, or a stranger, may read."""
        return self.filter(permissions.plans_visible_to(user)).distinct()

    def read_inside_by(self, user) -> "PlanQuerySet":
        """Plans whose people's names, officers' words and overdue reports this user may see."""
        found = self.filter(permissions.plans_read_inside_by(user))
        return found if user.is_superuser else found.distinct()  # only partners are joined, who could repeat a plan

    def get_by_natural_key(self, council: str, slug: str) -> "Plan":
        return self.get(council__slug=council, slug=slug)


def word(default: str, what: str) -> models.CharField:
    """A field for the plan's own word for one of its levels or columns."""
    return models.CharField(max_length=100, default=default, help_text=f"The plan's own word for {what}.")


class Plan(models.Model):
    """One published action plan for a period, held in its own words."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        ACTIVE = "active", "Active"
        CLOSED = "closed", "Closed"

    council = models.ForeignKey("plans.Council", on_delete=models.PROTECT, related_name="plans")
    partners = models.ManyToManyField(
        "plans.Council", through="plans.PlanPartner", related_name="partner_plans", blank=True
    )
    slug = models.SlugField("short name in addresses", help_text="For example, edi-2026-27.")
    title = models.CharField(max_length=300, help_text="The title as published.")
    period = models.CharField(
        max_length=100, blank=True, help_text="The period in the plan's own words. For example, 2022/23."
    )
    starts_on = models.DateField("starts", help_text="First day of the period, as read from the plan.")
    ends_on = models.DateField("ends", null=True, blank=True, help_text="Last day of the period, if the plan has one.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    is_public = models.BooleanField(
        "public",
        default=False,
        help_text="Anyone may read a public plan and its progress, without signing in.",
    )
    introduction = models.TextField(
        blank=True, help_text="What the plan says of itself before its themes, as published."
    )
    contact = models.CharField(max_length=300, blank=True, help_text="The contact that the plan prints.")
    published_as = models.CharField(
        "published",
        max_length=100,
        blank=True,
        help_text="When it was published or agreed, in the plan's own words.",
    )
    published_on = models.DateField(null=True, blank=True, help_text="The reading of those words as a date.")
    signed_off_by = models.CharField(max_length=200, blank=True, help_text="Who signed the plan off, as printed.")
    signed_off_post = models.CharField(max_length=200, blank=True, help_text="In which post, as printed.")
    signed_off_on = models.DateField(null=True, blank=True)
    source_document = models.CharField(
        max_length=300,
        blank=True,
        help_text="The document that this plan was taken from: its file name or address.",
    )
    source_sha256 = models.CharField(
        "source fingerprint",
        max_length=64,
        blank=True,
        editable=False,
        help_text="The SHA-256 of the file that was imported, by which anyone can check that they have the same file.",
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by",
        help_text="The plan that this one takes over from.",
    )  # fmt: skip
    update_every_days = models.PositiveSmallIntegerField(
        "days between reports",
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="An open action counts as not updated when its last report is older than this many days.",
    )
    theme_word = word("Theme", "a theme: section, priority, goal")
    subtheme_word = word("Goal", "a theme within a theme")
    outcome_word = word("Desired outcome", "a theme's desired outcome")
    commitment_word = word("Commitment", "a commitment: objective, key output, aim")
    rationale_word = word("Why", "why a commitment is made: what the survey said, the data")
    success_word = word("What good looks like", "what good looks like")
    action_word = word("Action", "an action: activity, specific action")
    lead_word = word("Lead", "who leads an action")
    timescale_word = word("Timescale", "when an action is to be done")
    measure_word = word("Measures", "its measures of success")
    measures_lead_in = models.CharField(
        max_length=300, blank=True, help_text="What the plan prints before its measures."
    )

    objects = PlanQuerySet.as_manager()
    history = TrackedHistory()

    class Meta:
        ordering = ["council__name", "-starts_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "slug"],
                name="%(app_label)s_%(class)s_slug_is_unique_in_council",
                violation_error_message="This council has a plan with this short name.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "active", "closed"]),
                name="%(app_label)s_%(class)s_status_is_known",
                violation_error_message="Choose draft, active or closed.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message="The plan must end after it starts.",
            ),
            models.CheckConstraint(
                condition=~Q(status="draft", is_public=True),
                name="%(app_label)s_%(class)s_draft_is_private",
                violation_error_message="A draft cannot be public: make the plan active first.",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_on__isnull=True) | ~Q(signed_off_by=""),
                name="%(app_label)s_%(class)s_sign_off_is_by_someone",
                violation_error_message="Say who signed the plan off.",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
                name="%(app_label)s_%(class)s_does_not_follow_itself",
                violation_error_message="A plan cannot follow itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.title if self.period in self.title else f"{self.title} ({self.period})"

    def natural_key(self) -> tuple[str, str]:
        return (self.council.slug, self.slug)

    natural_key.dependencies = ["plans.council"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        refuse_to_move(self, "council", path="council", now=self.council_id, what="council")
        if self.slug in NOT_FOR_PLANS:
            raise ValidationError({"slug": f"“{self.slug}” is the address of another page. Choose another short name."})
        if self.follows and self.council_id and self.follows.council_id != self.council_id:
            raise ValidationError({"follows": "Choose a plan of the same council."})

    @property
    def first_known_on(self) -> date:
        """The day from which this plan is known: when it was published, else signed off, else when it starts."""
        return self.published_on or self.signed_off_on or self.starts_on

    def councils(self) -> set[int]:
        """The ids of the council that owns the plan and of its partners."""
        return {self.council_id, *self.plan_partners.values_list("council_id", flat=True)}


class PlanPartnerManager(models.Manager["PlanPartner"]):
    def get_by_natural_key(self, council: str, plan: str, partner: str) -> "PlanPartner":
        return self.get(plan__council__slug=council, plan__slug=plan, council__slug=partner)


class PlanPartner(models.Model):
    """A council that shares a plan which another council owns."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="plan_partners")
    council = models.ForeignKey("plans.Council", on_delete=models.PROTECT, related_name="plan_partners")

    objects = PlanPartnerManager()
    history = TrackedHistory()

    class Meta:
        verbose_name = "partner council"
        ordering = ["plan", "council"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "council"],
                name="%(app_label)s_%(class)s_is_named_once",
                violation_error_message="This council is a partner already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.council)

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.plan.natural_key(), self.council.slug)

    natural_key.dependencies = ["plans.plan", "plans.council"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.plan_id and self.council_id == self.plan.council_id:
            raise ValidationError({"council": "This council owns the plan: partners are other councils."})
