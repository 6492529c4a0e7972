from django.db import models

from plans.audit.records import TrackedHistory
from plans.models.user import User


class SignOnIdentity(models.Model):
    """By what a single sign-on service knows a person: its own address and its own id of them, never an e-mail address.

    An e-mail address can be given to somebody else; OpenID Connect promises that issuer and subject together
    name one person for ever (OpenID Connect Core 1.0, section 5.7).
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sign_on_identities")
    issuer = models.CharField(max_length=300, help_text="The address of the sign-on service.")
    subject = models.CharField(max_length=255, help_text="The service’s own id of the person.")
    linked_at = models.DateTimeField(auto_now_add=True)

    history = TrackedHistory(excluded_fields=["subject"])

    class Meta:
        verbose_name_plural = "sign-on identities"
        ordering = ["user", "issuer"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                name="%(app_label)s_%(class)s_names_one_person",
                violation_error_message="Somebody else already signs in with this identity.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.issuer}"
