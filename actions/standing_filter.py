"""The filter of the dashboard, the list and the export. It lives in the address, so a link asks the same question."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from actions.concerns import Concern, Gap, State
from actions.filters import LONGEST_SEARCH
from actions.history.standings import SORTS, Standings
from actions.scope import Scope, readable
from actions.status import Rag, Status
from plans.form_fields import EdiForm, PastDayField
from plans.models import Council, Plan
from plans.row_numbers import is_number

ANSWERED_BY = ("status", "rag", "state", "concern", "gap", "theme", "lead", "tag", "q")
SHOWN_FIRST = ("council", "plan", "as_at", "compare")
OTHER_NAMES = {"page"}
LONGEST_NAME = 40
MOST_PLANS = 200


def one_of(label: str, nothing: str, choices: Iterable[tuple[Any, str]] = ()) -> forms.ChoiceField:
    """A select; ``nothing`` is its first answer, which filters nothing."""
    return forms.ChoiceField(label=label, required=False, choices=[("", nothing), *choices])


def numbered(label: str, nothing: str) -> forms.TypedChoiceField:
    """A select of rows, by id; the choices come with the form."""
    return forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None, choices=[("", nothing)])


def several(label: str, choices: Any) -> forms.MultipleChoiceField:
    """Boxes to tick; an action must be everything that is ticked."""
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple)


class StandingFilter(EdiForm):
    """Which actions, and on which day. A wrong answer is refused, as no number would answer the question."""

    council = one_of("Council", "All my councils")
    plan = numbered("Plan", "All active plans")
    as_at = PastDayField(label="As at", required=False)
    compare = PastDayField(label="Compare with", required=False)
    q = forms.CharField(label="Search", required=False, max_length=LONGEST_SEARCH)
    theme = numbered("Theme", "Any theme")
    lead = numbered("Lead", "Any lead")
    status = one_of("Status", "Any status", Status.choices)
    rag = one_of("RAG", "Any rating", Rag.choices)
    state = one_of("Open or done", "Any", State.choices)
    tag = numbered("Characteristic, aim or module", "Any")
    concern = several("Concerns", Concern.choices)
    gap = several("Gaps", Gap.choices)
    sort = forms.ChoiceField(required=False, choices=[(name, name) for name in SORTS], widget=forms.HiddenInput)

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data)
        known = list(readable(user))
        councils = {plan.council.slug: plan.council for plan in known}
        plans = {plan.pk: plan for plan in known}
        self._offer("council", [(slug, council.name) for slug, council in councils.items()])
        council: Council | None = councils.get(self._asked("council") or "")
        plan: Plan | None = plans.get(self._typed_number("plan") or 0)
        self._offer("plan", [(one.pk, f"{one}, {one.council.name}") for one in _few(known, council, plan)])
        self.scope = Scope.among(known, council=council, plan=plan, on=self._asked("as_at"))
        self._has_choice = {
            "council": len(councils) > 1,
            "theme": plan is not None,
            "lead": self.scope.is_one_council,
        }
        offered = Standings(self.scope).choices(plan.pk if plan else None, self._typed_number("lead"))
        for name, choices in offered.items():
            self._offer(name, choices.items())

    def clean(self) -> dict[str, Any]:
        """Refuse a day to compare with that is not before the day asked about."""
        cleaned = super().clean() or self.cleaned_data
        earlier = cleaned.get("compare")
        if earlier and earlier >= self.scope.day.on:
            self.add_error("compare", "Compare with a day before the one that is shown")
        return cleaned

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The answers that were given and make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def filters(self) -> dict[str, Any]:
        """The answers that choose among the scope's actions."""
        return {name: value for name, value in self.chosen.items() if name in ANSWERED_BY}

    @property
    def standings(self) -> Standings:
        """The actions that are asked for, in the order that is asked for."""
        return Standings(self.scope, self.filters, self.chosen.get("sort") or "plan")

    @property
    def then(self) -> Scope | None:
        """The scope on the day to compare with, if there is one."""
        earlier = self.chosen.get("compare")
        return self.scope.on(earlier) if earlier else None

    @property
    def unknown(self) -> list[str]:
        """The names in the address that ask for nothing here, cut short."""
        return [name[:LONGEST_NAME] for name in self.data if name not in self.base_fields and name not in OTHER_NAMES]

    @property
    def said(self) -> list[tuple[str, str]]:
        """The filters in words, as (label, answer): for a heading, and for a file to say what made it."""
        return [(self.fields[name].label, self._words(name, value)) for name, value in self.filters.items()]

    def query(self, **others: Any) -> str:
        """Return the answers as the query of an address, with others in their place; None takes one out."""
        answers = {name: value for name, value in (self.chosen | others).items() if value}
        return urlencode(answers, doseq=True)

    def first_fields(self) -> list[Any]:
        """The fields that are always in view."""
        return [self[name] for name in SHOWN_FIRST if self._is_shown(name)]

    def more_fields(self) -> list[Any]:
        """The fields behind "More filters"."""
        return [self[name] for name in self.fields if name not in (*SHOWN_FIRST, "sort") and self._is_shown(name)]

    def _is_shown(self, name: str) -> bool:
        """Whether there is anything to choose, or anything to put right."""
        return self._has_choice.get(name, True) or name in self.errors

    def _asked(self, name: str) -> Any:
        """The answer to one question, if it makes sense; the form says later what is wrong with it."""
        field = self.fields[name]
        try:
            return field.clean(field.widget.value_from_datadict(self.data, self.files, name))
        except ValidationError:
            return None

    def _typed_number(self, name: str) -> int | None:
        typed = self.data.get(name) or ""
        return int(typed) if is_number(typed) else None

    def _offer(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        self.fields[name].choices = [*self.fields[name].choices[:1], *choices]

    def _words(self, name: str, value: Any) -> str:
        if name == "q":
            return f"“{value}”"
        labels = {str(code): str(label) for code, label in self.fields[name].choices}
        return " and ".join(labels[str(one)] for one in (value if isinstance(value, list) else [value]))


def _few(known: list[Plan], council: Council | None, plan: Plan | None) -> list[Plan]:
    """The plans to choose from: all, or where they are too many those of the chosen council, and the chosen one."""
    if len(known) <= MOST_PLANS:
        return known
    return [one for one in known if one.pk == (plan and plan.pk) or one.council_id == (council and council.pk)]
