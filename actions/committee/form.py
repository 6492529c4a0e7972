"""What a person asks for when they make a committee report. The answers live in the address."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from actions.committee.facts import AUDIENCE_MEANS, Asked, Audience
from actions.committee.period import Period, last_quarter, offered
from actions.scope import Scope, readable
from plans.days import in_words
from plans.form_fields import FIRST_YEAR, LAST_YEAR, EdiForm, RadiosWithHints
from plans.models import Plan

OWN = "own"
NOT_BOTH = "Choose a period from the list, or “Own dates” and give both days"
BEFORE_IT_WAS_HELD = "This plan was not yet held here at the end of {}. Choose a later end."


class PeriodDayField(forms.DateField):
    """The first or the last day of a period, written as 2026-07-01 in the address."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"})
    input_formats = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")

    def __init__(self, **options: Any) -> None:
        wrong = {"invalid": f"{options['label']} must be a real date, like 2026-07-01"}
        super().__init__(required=False, error_messages=wrong, **options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(f"{self.label} must be between {FIRST_YEAR} and {LAST_YEAR}")


class CommitteeReportForm(EdiForm):
    """Asks for plan, period and audience. Without a plan there is no report yet, and nothing is wrong."""

    plan = forms.TypedChoiceField(label="Plan", coerce=int, choices=[("", "Choose a plan")])
    period = forms.ChoiceField(label="Period", required=False)
    starts = PeriodDayField(label="First day")
    ends = PeriodDayField(label="Last day")
    audience = forms.ChoiceField(
        label="Who is it for?",
        required=False,
        choices=Audience.choices,
        widget=RadiosWithHints(hints=AUDIENCE_MEANS),
    )
    said = forms.BooleanField(label="Add “You said, we did”", required=False)

    def __init__(self, data: QueryDict, *, user: Any) -> None:
        self.today = timezone.localdate()
        self.known: dict[str, Plan] = {str(plan.pk): plan for plan in readable(user)}
        self.chosen = self.known.get(data.get("plan", ""))
        self.periods = self._periods()
        super().__init__(self._completed(data))
        self._offer_plans()
        self._offer_periods()

    def clean(self) -> dict[str, Any]:
        """Read the period: one of the list, or both days of one's own."""
        cleaned = super().clean() or self.cleaned_data
        if self.chosen and not self.errors:
            period = self.periods.get(cleaned["period"]) or self._own(cleaned.get("starts"), cleaned.get("ends"))
            cleaned["asked"] = Asked(
                plan=self.chosen,
                period=period,
                audience=Audience(cleaned["audience"] or Audience.COMMITTEE),
                with_said=cleaned["said"],
            )
            if not Scope.among([self.chosen], plan=self.chosen, on=period.ends_on).plans:
                self.add_error("ends", BEFORE_IT_WAS_HELD.format(in_words(period.ends_on)))
        return cleaned

    @property
    def asked(self) -> Asked:
        """What is asked for, once the form is valid."""
        return self.cleaned_data["asked"]

    @property
    def query(self) -> str:
        """The answers as the query of an address that stays the same as time goes by."""
        asked = self.asked
        answers = {
            "plan": asked.plan.pk,
            "starts": asked.period.starts_on.isoformat(),
            "ends": asked.period.ends_on.isoformat(),
            "audience": asked.audience.value,
        }
        return urlencode(answers | ({"said": 1} if asked.with_said else {}))
