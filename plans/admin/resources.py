"""The files of councils, people, plans and what stands in plans down to the commitments.

People are exported and never imported: an account lets somebody in, so each one is made, and taken away, by hand.
"""

from typing import Any

from django.db.models import Prefetch
from import_export.fields import Field as Column

from plans import permissions
from plans.admin.exchange.resource import ScopedResource
from plans.models import Commitment, Council, Membership, Plan, PlanPartner, Theme, User


class CouncilResource(ScopedResource):
    class Meta:
        model = Council
        fields = (
            "id", "name", "slug", "kind", "gss_code", "year_starts_month", "colour", "smallest_figure",
            "smallest_figure_reason", "accessibility_email", "accessibility_phone", "accessibility_answer_days",
            "accessibility_statement", "privacy_contact", "privacy_email", "privacy_notice", "revision",
        )  # fmt: skip


class PersonResource(ScopedResource):
    """People with their roles in the councils that the person who asks manages; no password, and no import."""

    is_imported = False
    roles = Column(column_name="Roles")

    class Meta:
        model = User
        fields = ("id", "name", "email", "is_active", "roles")

    def fetched(self, pks: Any) -> dict[Any, Any]:
        mine = Membership.objects.filter(permissions.of_councils_managed_by(self.rules.request.user, "council"))
        roles = Prefetch("memberships", mine.select_related("council"), to_attr="roles_here")
        return User.objects.prefetch_related(roles).in_bulk(pks)

    def dehydrate_roles(self, person: Any) -> str:
        return ", ".join(f"{one.get_role_display()} in {one.council}" for one in person.roles_here)


class MembershipResource(ScopedResource):
    related = ("user", "council")

    class Meta:
        model = Membership
        fields = ("id", "user", "council", "role", "revision")


class PlanResource(ScopedResource):
    related = ("council", "follows__council")

    class Meta:
        model = Plan
        fields = (
            "id", "council", "slug", "title", "period", "starts_on", "ends_on", "follows", "status", "is_public",
            "update_every_days", "introduction", "contact", "published_as", "published_on", "signed_off_by",
            "signed_off_post", "signed_off_on", "source_document", "source_sha256", "measures_lead_in", "theme_word",
            "subtheme_word", "outcome_word", "commitment_word", "rationale_word", "success_word", "action_word",
            "lead_word", "timescale_word", "measure_word", "revision",
        )  # fmt: skip


class PlanPartnerResource(ScopedResource):
    related = ("plan__council", "council")

    class Meta:
        model = PlanPartner
        fields = ("id", "plan", "council", "revision")


class ThemeResource(ScopedResource):
    related = ("plan__council", "parent__plan__council")

    class Meta:
        model = Theme
        fields = ("id", "plan", "parent", "position", "reference", "title", "outcome", "revision")


class CommitmentResource(ScopedResource):
    related = ("theme__plan__council",)

    class Meta:
        model = Commitment
        fields = (
            "id", "theme", "position", "reference", "text", "lead_in", "overview_text", "rationale", "rationale_on",
            "success", "leads_as_published", "revision",
        )  # fmt: skip
