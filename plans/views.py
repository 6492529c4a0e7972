from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from plans.forms import SignInForm
from plans.models import Council, Plan


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Sign in by e-mail address and password."""

    authentication_form = SignInForm
    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    """Sign out; POST only."""


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
