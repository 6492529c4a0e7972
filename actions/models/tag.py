from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from actions.models.action import Action
from plans.audit.records import TrackedHistory
from plans.models.belonging import refuse_to_move
from plans.models.positions import next_position


class TagQuerySet(models.QuerySet["Tag"]):
    """Questions about tags."""

    def get_by_natural_key(self, kind: str, name: str, council: str) -> "Tag":
        owner = {"council__slug": council} if council else {"council__isnull": True}
        return self.get(kind=kind, name=name, **owner)

    def offered_to(self, councils: Iterable[int]) -> "TagQuerySet":
        """Keep everybody's tags and the local additions of these councils."""
        return self.filter(Q(council__isnull=True) | Q(council__in=councils))


class Tag(models.Model):
    """Something that an action can be said to address: a characteristic, an aim of the duty, a module.

    Everybody's tags have no council. A council adds characteristics of its own; aims and modules are fixed.
    """

    class Kind(models.TextChoices):
        CHARACTERISTIC = "characteristic", "Protected or local characteristic"
        AIM = "aim", "Aim of the equality duty"
        MODULE = "module", "Module of the LGA framework"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CHARACTERISTIC)
    name = models.CharField(max_length=120, help_text="For example, care experience.")
    definition = models.TextField(
        "what it means", max_length=500, blank=True, help_text="Who or what is meant, in a sentence."
    )
    is_statutory = models.BooleanField("statutory", default=False, help_text="Named in the Equality Act 2010.")
    council = models.ForeignKey(
        "plans.Council", on_delete=models.PROTECT, null=True, blank=True, related_name="tags",
        help_text="The council whose own addition it is. Statutory ones are everybody’s.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(
        blank=True, help_text="Its place among those of its kind. Left empty, it comes last."
    )

    objects = TagQuerySet.as_manager()
    history = TrackedHistory(gone_from="council")

    class Meta:
        ordering = ["kind", "position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="%(app_label)s_%(class)s_has_a_name",
                violation_error_message="Give the tag a name.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["characteristic", "aim", "module"]),
                name="%(app_label)s_%(class)s_kind_is_known",
                violation_error_message="Choose characteristic, aim or module.",
            ),
            models.CheckConstraint(
                condition=Q(is_statutory=False) | Q(council__isnull=True, kind__in=["characteristic", "aim"]),
                name="%(app_label)s_%(class)s_statutory_is_everybodys",
                violation_error_message="Only a characteristic or an aim that every council shares is statutory.",
            ),
            models.CheckConstraint(
                condition=Q(council__isnull=True) | Q(kind="characteristic"),
                name="%(app_label)s_%(class)s_local_is_a_characteristic",
                violation_error_message="A council adds characteristics only: aims and modules are fixed.",
            ),
            models.UniqueConstraint(
                fields=["kind", "name"],
                condition=Q(council__isnull=True),
                name="%(app_label)s_%(class)s_name_is_unique_among_everybodys",
                violation_error_message="There is a tag of this kind with this name.",
            ),
            models.UniqueConstraint(
                fields=["council", "kind", "name"],
                condition=Q(council__isnull=False),
                name="%(app_label)s_%(class)s_name_is_unique_in_council",
                violation_error_message="This council has a tag of this kind with this name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str, str]:
        return (self.kind, self.name, self.council.slug if self.council else "")

    natural_key.dependencies = ["plans.council"]  # type: ignore[attr-defined]

    @property
    def is_shared(self) -> bool:
        """Whether it is everybody's, and so changed by nobody."""
        return self.council_id is None

    @property
    def origin(self) -> str:
        """Where it comes from, in one word: the law, the framework or a council."""
        if self.is_statutory:
            return "statutory"
        return "framework" if self.is_shared else "local"

    def clean(self) -> None:
        refuse_to_move(self, "council", path="council", now=self.council_id, what="council")
        others = Tag.objects.filter(kind=self.kind).exclude(pk=self.pk)
        offered = others.offered_to([self.council_id] if self.council_id else [])
        if self.position is None:
            self.position = next_position(offered)
        if same := offered.filter(name__iexact=self.name).first():
            raise ValidationError({"name": f"“{same}” is there already ({same.origin}): tag actions with that one."})


class ActionTagManager(models.Manager["ActionTag"]):
    def get_by_natural_key(
        self, council: str, plan: str, theme: int, commitment: int, action: int, kind: str, name: str, owner: str
    ) -> "ActionTag":
        action_key = (council, plan, theme, commitment, action)
        return self.get(
            action=Action.objects.get_by_natural_key(*action_key),
            tag=Tag.objects.get_by_natural_key(kind, name, owner),
        )


class ActionTag(models.Model):
    """Says that an action addresses what a tag stands for. People say so; nothing is tagged by guess."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="action_tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="action_tags")

    objects = ActionTagManager()
    history = TrackedHistory(asked_by="action")

    class Meta:
        verbose_name = "tag of an action"
        verbose_name_plural = "tags of an action"
        ordering = ["action", "tag__kind", "tag__position", "tag__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "tag"],
                name="%(app_label)s_%(class)s_is_given_once",
                violation_error_message="The action has this tag already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tag)

    def natural_key(self) -> tuple[str, str, int, int, int, str, str, str]:
        return (*self.action.natural_key(), *self.tag.natural_key())

    natural_key.dependencies = ["actions.action", "actions.tag"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.action_id or not self.tag_id or not self.tag.council_id:
            return
        if self.tag.council_id not in self.action.plan.councils():
            raise ValidationError({"tag": f"{self.tag} is local to {self.tag.council}, which is not in this plan."})
