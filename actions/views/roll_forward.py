from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actions.roll_forward_form import RollForwardForm
from plans import permissions
from plans.audit.revision import StaleRevision
from plans.form_fields import add_refusal
from plans.models import Plan

CHANGED_MEANWHILE = (
    "Somebody changed an action of this plan after this page was shown. Nothing was saved: see how the actions stand "
    "now, and send it again if it is still right"
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_roll_forward(request: HttpRequest, council: str, plan: str) -> HttpResponse:
    """Start the plan that follows this one: 403 for those who may only read it, 404 for those who may not."""
    visible = Plan.objects.visible_to(request.user).select_related("council")
    old = get_object_or_404(visible, council__slug=council, slug=plan)
    if not permissions.may_manage(request.user, old.council):
        raise PermissionDenied
    if old.status == Plan.Status.DRAFT:
        messages.info(request, "This plan is a draft. Make it active before another plan follows it.")
        return redirect("plan-detail", council, plan)
    form = RollForwardForm(request.POST if request.method == "POST" else None, plan=old)
    status = 200
    if form.is_valid():
        try:
            return _started(request, form, form.roll_forward(by=request.user))
        except StaleRevision:
            form.offer_again()
            form.add_error(None, CHANGED_MEANWHILE)
            status = 409
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return render(
        request, "plans/roll_forward.html", {"form": form, "plan": old, "council": old.council}, status=status
    )


def _started(request: HttpRequest, form: RollForwardForm, new: Plan) -> HttpResponse:
    """Say what was done, on the page of the new plan."""
    number = len(form.cleaned_data["actions"])
    said = f"Saved: {number} action{' carries' if number == 1 else 's carry'} on in this draft."
    if form.cleaned_data.get("close"):
        said += f" “{form.plan}” is closed."
    messages.success(request, said)
    return redirect("plan-detail", new.council.slug, new.slug)
