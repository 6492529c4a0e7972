from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from actions.handing_over import hold
from actions.models import Lead
from plans.accounts.inviting import invite
from plans.audit.context import audit
from plans.form_fields import OPTIONAL, DateBoxesField, EdiForm, RadiosWithHints
from plans.models import Council, Membership, User

MEANING: dict[str, str] = {
    Membership.Role.OFFICER: "Reports on the actions of the leads that they hold.",
    Membership.Role.MANAGER: "Reads everything of the council.",
    Membership.Role.EQUALITY_LEAD: "Runs the plans, and invites people.",
}


class InvitationForm(EdiForm):
    """Who is invited to a council, as what, and which leads they hold."""

    name = forms.CharField(label="Name", max_length=150, help_text="As it is shown beside their reports.")
    email = forms.EmailField(label="E-mail address", help_text="They sign in with it. The invitation goes there.")
    role = forms.ChoiceField(label="Role", choices=Membership.Role.choices, widget=RadiosWithHints(hints=MEANING))
    leads = forms.ModelMultipleChoiceField(
        label="Leads that they hold" + OPTIONAL,
        queryset=Lead.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    holds_from = DateBoxesField(label="From which day do they hold these?", required=False)

    def __init__(self, data: Any = None, *, council: Council) -> None:
        super().__init__(data, initial={"role": Membership.Role.OFFICER, "holds_from": timezone.localdate()})
        self.council = council
        self.fields["leads"].queryset = Lead.objects.filter(council=council).in_use()

    @property
    def person_fields(self) -> list[forms.BoundField]:
        """The boxes about the person."""
        return [self[name] for name in ("name", "email", "role")]

    @property
    def lead_fields(self) -> list[forms.BoundField]:
        """The boxes about what they hold."""
        return [self[name] for name in ("leads", "holds_from")]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("leads") and not cleaned.get("holds_from") and "holds_from" not in self.errors:
            self.add_error("holds_from", "Enter the day from which they hold these leads")
        return cleaned

    def invite(self, *, by: Any) -> User:
        """Invite as the checked form says, all of it or nothing; raises what ``invite`` and ``hold`` raise."""
        said = self.cleaned_data
        starts_on: date = said["holds_from"]
        with transaction.atomic(), audit(by=by):
            person = invite(name=said["name"], email=said["email"], council=self.council, role=said["role"], by=by)
            for lead in said["leads"]:
                hold(lead, person, starts_on=starts_on)
        return person
