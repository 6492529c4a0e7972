from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from actions.carrying import carried_status, keeps_its_words
from actions.models import Action
from actions.rolling import proposed_dates, revision_of_actions, roll_forward
from actions.status import OPEN, Status
from plans.days import in_words
from plans.form_markup import draw_input
from plans.forms import PlanFactsForm
from plans.models import Commitment, Plan
from plans.templatetags.edi import before_words, status_tag


class ChosenActions(forms.TypedMultipleChoiceField):
    """Ids of actions among those of a plan; looked up at once, as a plan may have hundreds."""

    known: set[str] = set()

    def valid_value(self, value: Any) -> bool:
        return value in self.known


class RollForwardForm(PlanFactsForm):
    """The plan that follows another: what it is called, when it holds and what it carries on."""

    actions = ChosenActions(
        label="Actions that carry on",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one action that carries on, or start a blank plan instead",
            "invalid_choice": "Choose what carries on among the actions of this plan",
        },
    )
    again = forms.BooleanField(label="Start another plan that follows this one", required=False)
    close = forms.BooleanField(
        label="Close the old plan",
        required=False,
        help_text="Its actions stay as they stand and can still be read, but nobody can report on them any more. Its "
        "final position is written into its history.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        self.plan = plan
        found = Action.objects.filter(commitment__theme__plan=plan).in_plan_order()
        self.every: list[Action] = list(found.select_related("timescale", "commitment__theme__parent"))
        super().__init__(data, initial=self._proposed() if data is None else None)
        self.fields["title"].help_text = "This is the old plan’s title. If it names a year, change it."
        self.fields["actions"].known = {str(action.pk) for action in self.every}
        if plan.status == Plan.Status.CLOSED:
            del self.fields["close"]

    def _proposed(self) -> dict[str, Any]:
        """What the page begins with: unfinished actions ticked, dates where the old plan's end gives them."""
        starts_on, ends_on = proposed_dates(self.plan)
        return {
            "title": self.plan.title,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "actions": [action.pk for action in self.every if action.status in OPEN],
            "close": self.plan.ends_on is not None and self.plan.ends_on < timezone.localdate(),
            "revision": revision_of_actions(self.plan),
        }

    def roll_forward(self, by: Any) -> Plan:
        """Roll the plan forward as the checked form says; raises what ``roll_forward`` raises."""
        said = self.cleaned_data
        return roll_forward(
            self.plan,
            by=by,
            actions=said["actions"],
            close=said.get("close", False),
            again=said.get("again", False),
            revision=said["revision"] or 0,
            **self.values,
        )

    def offer_again(self) -> None:
        """After a conflict: keep what was ticked and typed, with the token that now holds."""
        self.data = self.data.copy()
        self.data["revision"] = str(revision_of_actions(self.plan))

    @cached_property
    def followers(self) -> list[Plan]:
        """The plans that follow this one already; asked for when the page is drawn, for one may be new."""
        return list(self.plan.followed_by.order_by("pk"))

    @property
    def groups(self) -> list["Group"]:
        """The boxes to tick, by commitment, in the plan's order."""
        ticked = {str(value) for value in self["actions"].value() or []}
        rows = (
            (action.commitment, _row(action, f"{self['actions'].auto_id}_{place}", str(action.pk) in ticked))
            for place, action in enumerate(self.every)
        )
        return [
            Group(commitment, [row for _, row in found])
            for commitment, found in groupby(rows, key=lambda pair: pair[0])
        ]


@dataclass
class Group:
    """A commitment with the rows of its actions."""

    commitment: Commitment
    rows: list[dict[str, str]]


def _row(action: Action, box: str, is_ticked: bool) -> dict[str, str]:
    """What a line of the page shows of an action."""
    attrs = {
        "id": box, "class": "govuk-checkboxes__input", "aria-describedby": f"{box}_hint", "checked": is_ticked,
    }  # fmt: skip
    return {
        "box": box,
        "input": draw_input({"type": "checkbox", "name": "actions", "value": action.pk, "attrs": attrs}),
        "reference": before_words(action.reference),
        "wording": action.wording,
        "status": status_tag(action.status, action.get_status_display()),
        "note": _note(action),
    }


def _note(action: Action) -> str:
    """What a person should know before they tick it."""
    notes = []
    if action.status == Status.EMBEDDED and action.review_on:
        notes.append(f"Next review on {in_words(action.review_on)}.")
    if carried_status(action.status) != action.status:
        notes.append("If it carries on, it starts again as not started.")
    if action.timescale and keeps_its_words(action.timescale):
        notes.append(f"Its timescale carries on in words: “{action.timescale.text}”.")
    return " ".join(notes)
