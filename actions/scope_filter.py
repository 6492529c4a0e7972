from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from actions.scope import Scope, readable
from plans.form_fields import EdiForm
from plans.models import Council, Plan

LONGEST_IN_LIST = 60


class ScopeFilter(EdiForm):
    """Narrows a page to a council or a plan of those that the user reads from the inside.

    Plans are offered once the council is known: those of all councils would be too many to choose from.
    """

    council = forms.ChoiceField(label="Council", required=False)
    plan = forms.ChoiceField(label="Plan", required=False)

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data)
        self.known = list(readable(user))
        councils = {plan.council.slug: plan.council for plan in self.known}
        self.asked_council: Council | None = councils.get(data.get("council", ""))
        self.asked_plan: Plan | None = {str(plan.pk): plan for plan in self.known}.get(data.get("plan", ""))
        self._offer(councils)
        if len(councils) < 2 and not data.get("council"):
            del self.fields["council"]
        if not self.plans_offered and not data.get("plan"):
            del self.fields["plan"]

    def _offer(self, councils: dict[str, Council]) -> None:
        here = self.asked_council or (self.asked_plan.council if self.asked_plan else None)
        if len(councils) == 1:
            [here] = councils.values()
        self.plans_offered = [plan for plan in self.known if plan.council == here or plan == self.asked_plan]
        named = [(slug, council.name) for slug, council in sorted(councils.items())]
        self.fields["council"].choices = [("", "All my councils"), *named]
        plans = [(plan.pk, _named(plan)) for plan in self.plans_offered]
        self.fields["plan"].choices = [("", "All active plans"), *plans]

    def clean(self) -> dict[str, Any]:
        """Tell of a plan of another council than the chosen one, rather than guess which is meant."""
        council, plan = self.asked_council, self.asked_plan
        if council and plan and plan.council != council:
            said = f"{plan} is not a plan of {council}. Choose one of its plans, or all active plans"
            self.add_error("plan", ValidationError(said))
        return self.cleaned_data

    @property
    def scope(self) -> Scope:
        """The plans that are asked for; all active ones when nothing was."""
        return Scope.among(self.known, council=self.asked_council, plan=self.asked_plan)


def _named(plan: Plan) -> str:
    """A plan in a list of choices: one that is not active says so."""
    name = Truncator(plan).chars(LONGEST_IN_LIST)
    return name if plan.status == Plan.Status.ACTIVE else f"{name} ({plan.get_status_display().lower()})"
