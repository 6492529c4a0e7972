from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from plans.form_fields import add_refusal
from plans.forms import StartPlanForm
from plans.managed import managed_council
from plans.models import Council, Plan
from plans.starting import start_plan


@require_safe
@login_not_required
def council_list(request: HttpRequest) -> HttpResponse:
    """The councils whose plans one may read."""
    plans = Plan.objects.visible_to(request.user).order_by().values("pk")
    mine = list(request.user.roles) if request.user.is_authenticated else []
    councils = Council.objects.annotate(
        own=Count("plans", filter=Q(plans__in=plans), distinct=True),
        shared=Count("plan_partners", filter=Q(plan_partners__plan__in=plans), distinct=True),
    )
    councils = councils.filter(Q(own__gt=0) | Q(shared__gt=0) | Q(pk__in=mine)).order_by("name")
    return render(request, "plans/council_list.html", {"councils": councils})


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest, council: str) -> HttpResponse:
    """Start a blank plan from a template: 403 for those who may only read the council's plans, else 404."""
    found = managed_council(request.user, council)
    form = StartPlanForm(request.POST if request.method == "POST" else None, initial={"template": "blank"})
    if form.is_valid():
        try:
            plan = start_plan(found, by=request.user, template=form.chosen_template, **form.values)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Saved: the plan is a draft, which only you who run the council’s plans can see.")
            return redirect("plan-detail", found.slug, plan.slug)
    return render(request, "plans/plan_new.html", {"form": form, "council": found})
