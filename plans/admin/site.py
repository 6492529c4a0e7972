from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from plans import permissions
from plans.accounts.two_step import missing_step
from plans.admin.autocomplete import FindByTyping
from plans.admin.scoped import ScopedAdmin

SECTIONS: dict[str, list[str]] = {
    "Plans": ["Plan", "Theme", "Commitment", "Action", "Timescale", "Tag"],
    "Who does what": ["Lead", "User", "Membership", "Council"],
    "How it is going": ["ProgressUpdate", "Measure", "Reading"],
    "For who runs the product": ["HistorySeal"],
}
LEFT_OUT = frozenset([
    "view_on_site",  # leads from any id of anything to its address
    "password_change", "password_change_done",  # plans.admin.people has a page for everybody's, one's own too
])  # fmt: skip


class EdiAdminSite(AdminSite):
    """The admin, for equality leads and superusers."""

    site_header = "EDI Tracker: run the plans"
    site_title = "EDI Tracker admin"
    index_title = "What would you like to do?"
    enable_nav_sidebar = False  # wide lists need the room; the header leads to them

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take in nothing that does not ask whose a row is; Django's own admin of groups stays out."""
        if admin_class and issubclass(admin_class, ScopedAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return permissions.may_enter_admin(request.user) and not missing_step(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse people who are signed in and may not enter; asking them to sign in again would not help."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, guarded)

    def get_urls(self) -> Any:
        """Django's pages, save those that the product has its own of or should not have."""
        return [url for url in super().get_urls() if getattr(url, "name", "") not in LEFT_OUT]

    @method_decorator([never_cache, login_not_required])
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """People sign in on the product's own page."""
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return LogoutView.as_view()(request)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return FindByTyping.as_view(admin_site=self)(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Group the models by what people come to do, whichever app they live in."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        named = {name for names in SECTIONS.values() for name in names}
        sections = {**SECTIONS, "More": [name for name in models if name not in named]}
        groups = [(title, [models[name] for name in names if name in models]) for title, names in sections.items()]
        return [
            {"name": title, "app_label": f"section-{number}", "has_module_perms": True, "models": group}
            for number, (title, group) in enumerate(groups)
            if group
        ]
