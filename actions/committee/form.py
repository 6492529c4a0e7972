"""What a person asks for when they make a committee report. The answers live in the address."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone

from actions.committee.facts import Asked, Audience
from actions.committee.period import Period, last_quarter, offered
from actions.scope import Scope, readable
from plans.days import in_words
from plans.form_fields import EdiForm, PastDayField
from plans.models import Plan

NOT_HELD_YET = "This plan was not yet held here at the end of {}. Choose a later last day"
SEPARATOR = "."


class CommitteeReportForm(EdiForm):
    """Asks for plan, period and audience. A period of the list stands for its first and its last day."""

    plan = forms.TypedChoiceField(label="Plan", coerce=int)
    period = forms.ChoiceField(label="Period", required=False)
    starts = PastDayField(label="First day")
    ends = PastDayField(label="Last day")
    audience = forms.ChoiceField(label="Who is it for?", choices=Audience.choices)
    said = forms.BooleanField(label="With “You said, we did”", required=False)

    def __init__(self, data: Mapping[str, str], *, user: Any) -> None:
        known = list(readable(user))
        self.chosen: Plan | None = next((plan for plan in known if str(plan.pk) == data.get("plan")), None)
        self.is_asked = "plan" in data
        answers = self._completed(data)
        super().__init__(answers if self.is_asked else None, initial=answers)
        self.fields["plan"].choices = [("", "Choose a plan"), *_by_council(known)]
        if self.chosen:
            self.fields["period"].choices = _periods(self.chosen, answers["period"])
        else:
            del self.fields["period"]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it starts, or before the plan was held here."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors or self.chosen is None:
            return cleaned
        if cleaned["starts"] > cleaned["ends"]:
            self.add_error("starts", "First day must not be after the last day")
        elif not Scope.among([self.chosen], plan=self.chosen, on=cleaned["ends"]).plans:
            self.add_error("ends", NOT_HELD_YET.format(in_words(cleaned["ends"])))
        return cleaned

    @property
    def asked(self) -> Asked:
        """What is asked for, once the form is valid."""
        answers = self.cleaned_data
        assert self.chosen is not None
        period = Period(answers["starts"], answers["ends"])
        return Asked(self.chosen, period, Audience(answers["audience"]), with_said=answers["said"])

    @property
    def query(self) -> str:
        """What is asked for as the query of an address: the same report, whenever it is opened."""
        asked = self.asked
        days = {"starts": asked.period.starts_on.isoformat(), "ends": asked.period.ends_on.isoformat()}
        said = {"said": 1} if asked.with_said else {}
        return urlencode({"plan": asked.plan.pk, **days, "audience": asked.audience.value, **said})

    def _completed(self, data: Mapping[str, str]) -> dict[str, Any]:
        """The answers, with what they leave open: the last quarter, for a committee."""
        answers = {name: data.get(name, "") for name in self.base_fields}
        if answers["period"]:
            answers["starts"], _, answers["ends"] = answers["period"].partition(SEPARATOR)
        elif self.chosen and not (answers["starts"] or answers["ends"]):
            period = last_quarter(self.chosen, timezone.localdate())
            answers |= {"starts": period.starts_on.isoformat(), "ends": period.ends_on.isoformat()}
        answers["period"] = f"{answers['starts']}{SEPARATOR}{answers['ends']}"
        answers["audience"] = answers["audience"] or Audience.COMMITTEE.value
        return answers


def _by_council(plans: list[Plan]) -> list[Any]:
    """Plans to choose from, by council where there are several."""
    groups = [
        (council.name, [(plan.pk, str(plan)) for plan in own])
        for council, own in groupby(plans, key=lambda plan: plan.council)
    ]
    return groups if len(groups) > 1 else [choice for _, choices in groups for choice in choices]


def _periods(plan: Plan, asked: str) -> list[Any]:
    """Periods to choose from; one's own stands first where it is none of them."""
    groups = [
        (name, [(_code(period), label) for period, label in periods])
        for name, periods in offered(plan, timezone.localdate())
    ]
    if any(asked == code for _, choices in groups for code, _ in choices):
        return groups
    own = "Other dates"
    with suppress(ValueError, TypeError, OverflowError):
        own = str(Period(*map(date.fromisoformat, asked.split(SEPARATOR))))
    return [(asked, own), *groups]


def _code(period: Period) -> str:
    return f"{period.starts_on}{SEPARATOR}{period.ends_on}"
