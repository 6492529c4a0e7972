"""What a person says when somebody leaves: who takes over what, from when, and whether the leaver may still sign in."""

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.handing_over import hand_over, holdings_of, revision_of_holdings
from actions.models import LeadHolder
from plans import permissions
from plans.audit.middleware import LONGEST_REASON
from plans.form_fields import DateBoxesField, EdiForm
from plans.models import Membership, User

NOBODY, KEEP = "nobody", "keep"
WAYS = [(NOBODY, "Nobody yet"), (KEEP, "They keep it, for they come back")]


class HandingOverForm(EdiForm):
    """Who takes over all leads of a person, or each of them."""

    to_all = forms.ChoiceField(label="Who takes over?", required=False)
    day = DateBoxesField(
        label="From which day?", help_text="For example, 1 4 2027. Until the day before, nothing changes."
    )
    ends_access = forms.BooleanField(
        label="They may no longer sign in",
        required=False,
        help_text="At once, not from that day: wherever they are signed in, they are signed out.",
    )
    change_reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_REASON,
        help_text="Kept in the history for good, so do not name people. For example, left the council.",
    )
    revision = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Open this page again, and choose once more"}
    )

    def __init__(self, data: Any = None, *, person: User, by: Any) -> None:
        self.person, self.by = person, by
        self.held: list[Any] = list(holdings_of(person, by=by))
        self.people = self._people()
        initial = {"day": timezone.localdate(), "revision": revision_of_holdings(person, by=by)}
        super().__init__(data, initial=initial)
        self._offer()
        if not (person.is_active and person != by and permissions.may_edit_account(by, person)):
            del self.fields["ends_access"]

    @property
    def is_stale(self) -> bool:
        """Whether what the person holds changed after the page was shown that this answers."""
        return self.data.get("revision", self.initial["revision"]) != self.initial["revision"]

    def _people(self) -> dict[int, list[User]]:
        """Who could take over, by council."""
        councils = {holding.lead.council_id for holding in self.held}
        found = Membership.objects.filter(council__in=councils, user__is_active=True).exclude(user=self.person)
        people = defaultdict(list)
        for one in found.select_related("user").order_by("user__name", "user__email"):
            people[one.council_id].append(one.user)
        return people

    def _offer(self) -> None:
        """Offer the people of each council; a lead is asked for by itself only where there are several."""
        councils = {holding.lead.council_id: holding.lead.council for holding in self.held}
        groups: list[Any] = [(str(councils[pk]), _named(self.people[pk])) for pk in councils if self.people[pk]]
        everybody = groups if len(groups) > 1 else [pair for _, pairs in groups for pair in pairs]
        self.fields["to_all"].choices = [("", "Choose an answer"), *WAYS, *everybody]
        if len(self.held) > 1:
            for holding in self.held:
                offered = [("", "As said above"), *WAYS, *_named(self.people[holding.lead.council_id])]
                field = forms.ChoiceField(label=_called(holding, councils), required=False, choices=offered)
                self.fields[f"to_{holding.pk}"] = field
        if not self.held:
            del self.fields["to_all"], self.fields["day"]

    @property
    def each(self) -> list[forms.BoundField]:
        """The boxes for one lead each."""
        return [self[name] for name in self.fields if name.startswith("to_") and name != "to_all"]

    @property
    def opens_each(self) -> bool:
        """Whether something was said of one lead by itself."""
        return any(box.errors or box.value() for box in self.each)

    @property
    def last(self) -> list[forms.BoundField]:
        """The boxes below those that say who takes over."""
        return [self[name] for name in ("day", "ends_access", "change_reason") if name in self.fields]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day and day < timezone.localdate():
            raise ValidationError("From which day? Give today or a later day: what was, stays in the history")
        return day

    def clean(self) -> dict[str, Any] | None:
        """Work out who takes over each lead, and refuse what is not said, not possible or nothing."""
        cleaned = super().clean() or self.cleaned_data
        self.to: dict[int, User | None] = {}
        for holding in self.held:
            self._decide(holding, cleaned)
        if not (self.errors or self.to or cleaned.get("ends_access")):
            self.add_error(None, "Nothing would change: choose who takes over, or say that they may no longer sign in")
        return cleaned

    def _decide(self, holding: LeadHolder, cleaned: dict[str, Any]) -> None:
        own = f"to_{holding.pk}"
        said = cleaned.get(own) or cleaned.get("to_all")
        if not said:
            if not self.errors:
                self.add_error("to_all", "Choose who takes over, or say it for each lead")
        elif said != KEEP:
            known = {str(user.pk): user for user in self.people[holding.lead.council_id]}
            if said != NOBODY and said not in known:
                where = own if own in self.fields else "to_all"
                self.add_error(where, f"Choose somebody of {holding.lead.council} for {holding.lead}")
            self.to[holding.pk] = known.get(said)

    @property
    def left_to_nobody(self) -> list[str]:
        """The leads that nobody will hold, once the form is valid."""
        return [
            str(one.lead) for one in self.held if one.pk in self.to and self.to[one.pk] is None and not one.is_shared
        ]

    def hand_over(self) -> None:
        """Hand over as the checked form says; raises what ``hand_over`` raises."""
        said = self.cleaned_data
        hand_over(
            self.person,
            by=self.by,
            to=self.to,
            day=said.get("day") or timezone.localdate(),
            ends_access=said.get("ends_access", False),
            reason=said["change_reason"],
            revision=said["revision"],
        )

    def offer_again(self) -> None:
        """After a conflict: keep what was chosen, with the token that now holds."""
        self.data = self.data.copy()
        self.data["revision"] = self.initial["revision"]


def _named(people: list[User]) -> list[tuple[str, str]]:
    return [(str(user.pk), f"{user} ({user.email})") for user in people]


def _called(holding: LeadHolder, councils: Any) -> str:
    return f"{holding.lead}, {holding.lead.council}" if len(councils) > 1 else str(holding.lead)
