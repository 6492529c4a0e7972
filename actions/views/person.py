"""The pages on which people come and go."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions.handing_over import PARTS, SOON
from actions.handing_over_form import HandingOverForm
from actions.invitation_form import InvitationForm
from plans.accounts.inviting import LASTS, is_expected, send_invitation, send_new_role
from plans.admin.history import changes_since
from plans.audit.revision import StaleRevision
from plans.days import in_words
from plans.form_fields import add_refusal
from plans.managed import chosen_of_managed, managed_person
from plans.models import Council, User

NOT_SENT = "The e-mail could not be sent. Send it again, once e-mail works, from their page in the admin."


@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a council that I run; with several councils, first the choice of one."""
    councils, council = chosen_of_managed(request.user, request.GET.get("council"))
    context: dict[str, Any] = {"councils": councils, "council": council, "days": LASTS.days}
    if council:
        form = context["form"] = InvitationForm(request.POST if request.method == "POST" else None, council=council)
        if form.is_valid():
            try:
                return _invited(request, form.invite(by=request.user), council)
            except ValidationError as refusal:
                add_refusal(form, refusal)
    return render(request, "people/person_invite.html", context)


def _invited(request: HttpRequest, person: User, council: Council) -> HttpResponse:
    """Tell the person, and the one who asked whether that worked."""
    if is_expected(person):
        sent = send_invitation(person, by=request.user, request=request)
        done = f"{person} was invited. The link in their e-mail works for {LASTS.days} days."
    else:
        role = person.memberships.select_related("council").get(council=council)
        sent = send_new_role(person, role, by=request.user, request=request)
        done = f"{person} has an account already, and now a role in {council} too."
    if sent:
        messages.success(request, done)
    else:
        messages.warning(request, f"{person} was added to {council}. {NOT_SENT}")
    return redirect("admin:plans_user_change", person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def person_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over all that a person holds, and end their access."""
    person = managed_person(request.user, pk)
    form = HandingOverForm(request.POST if request.method == "POST" else None, person=person, by=request.user)
    context: dict[str, Any] = {"form": form, "person": person, "soon": SOON}
    if form.is_stale:
        return _changed_meanwhile(request, context)
    if form.is_valid():
        try:
            form.hand_over()
        except StaleRevision:
            return _changed_meanwhile(request, context | {"form": _fresh(form)})
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _what_was_done(form))
            return redirect("admin:plans_user_change", pk)
    return render(request, "people/person_leave.html", context)


def _fresh(form: HandingOverForm) -> HandingOverForm:
    """The same answers about what the person holds now."""
    return HandingOverForm(form.data, person=form.person, by=form.by)


def _changed_meanwhile(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form: HandingOverForm = context["form"]
    typed = form.data.get("revision", "")
    context["meanwhile"] = changes_since(form.person, typed, PARTS, request.user)
    form.offer_again()
    return render(request, "people/person_leave.html", context | {"is_conflict": True}, status=409)


def _what_was_done(form: HandingOverForm) -> str:
    """What was saved, and which leads nobody holds now."""
    sentences = ["Saved."]
    if taken := sum(1 for to in form.to.values() if to):
        day = form.cleaned_data["day"]
        when = "today" if day == timezone.localdate() else in_words(day)
        sentences.append(f"{taken} lead{'' if taken == 1 else 's'} handed over from {when}.")
    if form.left_to_nobody:
        sentences.append(f"Nobody will hold {', '.join(form.left_to_nobody)}: that stands under what needs a decision.")
    if form.cleaned_data.get("ends_access"):
        sentences.append(f"{form.person} may no longer sign in.")
    return " ".join(sentences)
