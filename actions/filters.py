"""The filters above lists of actions. They live in the address, so a filtered page can be shared."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property

from actions.held import Held, HeldPlan
from actions.models import Action, Lead
from actions.models.action_queryset import ActionQuerySet
from actions.needs import Need
from actions.status import Status
from plans.form_fields import EdiForm
from plans.models import Plan, Theme

LONGEST_SEARCH = 200


class ActionFilter(EdiForm):
    """What every list of actions can be filtered by: words and status. A wrong value filters nothing."""

    q = forms.CharField(label="Search", required=False, max_length=LONGEST_SEARCH)
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Any status"), *Status.choices])

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The values that were given and make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_active(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.chosen)

    def apply(self, actions: ActionQuerySet) -> ActionQuerySet:
        """Keep the actions that the filter asks for."""
        if words := self.chosen.get("q"):
            actions = actions.search(words)
        if status := self.chosen.get("status"):
            actions = actions.filter(status=status)
        return actions


class PlanFilter(ActionFilter):
    """Filters a plan's page by theme and lead too."""

    theme = forms.TypedChoiceField(label="Theme", required=False, coerce=int, empty_value=None)
    lead = forms.ModelChoiceField(label="Lead", required=False, queryset=Lead.objects.none(), empty_label="All")

    def __init__(self, data: Any, *, plan: Plan, themes: list[Theme]) -> None:
        super().__init__(data)
        leads = Lead.objects.filter(action_leads__action__commitment__theme__plan=plan).distinct()
        titled = [(theme.pk, str(theme)) for theme in themes if theme.title]
        self.fields["theme"].choices = [("", "All"), *titled]
        self.fields["theme"].label = plan.theme_word
        self.fields["lead"].queryset = leads.order_by("name")
        self.fields["lead"].label = plan.lead_word
        if not titled:
            del self.fields["theme"]

    def apply(self, actions: ActionQuerySet) -> ActionQuerySet:
        actions = super().apply(actions)
        if theme := self.chosen.get("theme"):
            actions = actions.filter(Q(commitment__theme=theme) | Q(commitment__theme__parent=theme))
        if lead := self.chosen.get("lead"):
            actions = actions.filter(pk__in=lead.action_leads.values("action"))
        return actions


class MyActionsFilter(ActionFilter):
    """Filters My actions by plan and by need too."""

    plan = forms.TypedChoiceField(label="Plan", required=False, coerce=int, empty_value=None)
    need = forms.ChoiceField(label="What it needs", required=False, choices=[("", "Anything"), *Need.choices])

    def __init__(self, data: Any, *, plans: Iterable[HeldPlan]) -> None:
        super().__init__(data)
        self.fields["plan"].choices = [("", "All my plans"), *((plan.pk, str(plan)) for plan in plans)]

    def keep(self, held: list[Held]) -> list[Held]:
        """Keep the held actions that the filter asks for, whatever they need; only a search asks the database."""
        status, plan = self.chosen.get("status"), self.chosen.get("plan")
        found = [action for action in held if status in (None, action.status) and plan in (None, action.plan.pk)]
        if words := self.chosen.get("q"):
            pks = [action.pk for action in found]
            having = set(Action.objects.filter(pk__in=pks).search(words).order_by().values_list("pk", flat=True))
            found = [action for action in found if action.pk in having]
        return found
