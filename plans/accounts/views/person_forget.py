from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans import permissions
from plans.accounts.forgetting import forget, why_not
from plans.accounts.mentions import mentions, says
from plans.audit.middleware import LONGEST_REASON
from plans.form_fields import EdiForm, add_refusal
from plans.managed import managed_person
from plans.models import User


class ForgetForm(EdiForm):
    """Are you sure: the person's name, typed as it stands there, and why."""

    name = forms.CharField(
        label="Type the person’s name",
        help_text="As it is written above. It cannot be taken back.",
        error_messages={"required": "Type the person’s name, as it is written above"},
    )
    change_reason = forms.CharField(
        label="Why are they forgotten?",
        max_length=LONGEST_REASON,
        help_text="Kept in the history for good, so do not name them here. For example, they left in March and asked "
        "for it.",
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self) -> str:
        if self.cleaned_data["name"].casefold().split() != str(self.person).casefold().split():
            raise ValidationError(f"Type the name as it is written above: {self.person}")
        return self.cleaned_data["name"]

    def clean_change_reason(self) -> str:
        if says(self.person, self.cleaned_data["change_reason"]):
            raise ValidationError("Do not name the person: the reason stays in the history when their name is gone")
        return self.cleaned_data["change_reason"]


@require_http_methods(["GET", "HEAD", "POST"])
def person_forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a person's name and e-mail address for good, once they have left."""
    person = managed_person(request.user, pk)
    if not permissions.may_forget(request.user, person):
        raise PermissionDenied
    form = ForgetForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        try:
            forget(person, by=request.user, reason=form.cleaned_data["change_reason"])
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Their name and e-mail address are gone.")
            return redirect("admin:plans_user_change", pk)
    why = why_not(person)
    found = [] if why else mentions(person, by=request.user)
    context = {"form": form, "person": person, "why_not": why, "mentions": found}
    return render(request, "people/person_forget.html", context)
