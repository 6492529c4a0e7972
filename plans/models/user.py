from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from plans.audit.records import TrackedHistory

DEMONSTRATION_DOMAIN = ".example"  # reserved for examples (RFC 2606), so that no real address ends in it


class UserManager(BaseUserManager["User"]):
    """Makes users; an e-mail address is kept in lower case."""

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who can sign in; without a password they cannot yet."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who may do everything in every council."""
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser):
    """A person who signs in. Deactivated when they leave, never deleted: the history names their id."""

    email = models.EmailField(
        "e-mail address",
        unique=True,
        help_text="What the person signs in with. Kept in lower case.",
        error_messages={"unique": "Somebody already signs in with this e-mail address."},
    )
    name = models.CharField(max_length=150, help_text="How the person's name is shown beside their reports.")
    is_active = models.BooleanField(
        "may sign in",
        default=True,
        help_text="Untick this when the person leaves. Do not delete people: the history refers to them.",
    )
    is_superuser = models.BooleanField(
        "runs the whole product", default=False, help_text="May do everything in every council."
    )
    forgotten_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the person's name and e-mail address were removed for good; their id stays in the history.",
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()
    history = TrackedHistory(excluded_fields=["email", "name", "password", "last_login"])

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="%(app_label)s_%(class)s_email_is_lower_case",
                violation_error_message="Write the e-mail address in lower case.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def natural_key(self) -> tuple[str]:
        return (self.email,)

    def clean(self) -> None:
        self.email = self.email.strip().lower()
        if self.forgotten_at and self.is_active:
            raise ValidationError("This person was forgotten. Invite them as somebody new.")

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def is_demonstration(self) -> bool:
        """Whether the person is one of the demonstration's, whose password is public knowledge."""
        return self.email.endswith(DEMONSTRATION_DOMAIN)

    @cached_property
    def roles(self) -> dict[int, str]:
        """The person's role in each council they belong to, by council id; asked once per request."""
        return dict(self.memberships.order_by().values_list("council_id", "role"))

    @property
    def is_staff(self) -> bool:
        """Whether the admin is open to this person: equality leads of any council, and superusers."""
        return self.is_superuser or "equality_lead" in self.roles.values()

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Django's own permission codes are for superusers; who may do what is in ``plans.permissions``."""
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_superuser
