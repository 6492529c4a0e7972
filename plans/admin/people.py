"""The admin of councils, of the people in them and of what those may do there."""

import logging
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from plans import permissions
from plans.admin.columns import says_whether
from plans.admin.filters import OwnFilter, UsefulHalfFilter
from plans.admin.forms import ScopedForm
from plans.admin.resources import CouncilResource, MembershipResource, PersonResource
from plans.admin.revision import Part
from plans.admin.scoped import ScopedAdmin, ScopedInline
from plans.models import Council, Membership, PlanPartner, User

log = logging.getLogger(__name__)

PASSWORD_PAGE = "admin/plans/user/password.html"


@admin.register(Council)
class CouncilAdmin(ScopedAdmin):
    """Councils. Those who run the product add them and give them their address."""

    council_path = "pk"
    resources = (CouncilResource,)
    fields = [
        "name",
        "slug",
        "kind",
        "gss_code",
        "year_starts_month",
        "colour",
        "smallest_figure",
        "smallest_figure_reason",
    ]
    list_display = ["name", "kind", "gss_code"]
    list_filter = ["kind"]
    search_fields = ["name", "gss_code"]

    def get_choices(self, request: HttpRequest, field: Any) -> QuerySet:
        """One's own councils; any council can be the partner in a plan."""
        if field is not None and field.model is PlanPartner:
            return Council.objects.all()
        return super().get_choices(request, field)

    def is_mine(self, user: Any, row: Any) -> bool:
        return permissions.may_manage(user, row)

    def view_on_site(self, obj: Any) -> str:
        return reverse("council-detail", args=[obj.slug])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fields = super().get_readonly_fields(request, obj)
        return fields if self.has_add_permission(request) else (*fields, "slug")


class NotOneself:
    """A person cannot change or take away their own role: another equality lead can."""

    def concerns(self, user: Any, person_id: Any) -> bool:
        return person_id == user.pk and not user.is_superuser


class MembershipInline(NotOneself, ScopedInline):
    model = Membership
    fields = ["council", "role"]
    related = ("council",)
    verbose_name = "role"
    verbose_name_plural = "roles"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        scope = permissions.of_councils_managed_by(request.user, "council")
        return super().get_queryset(request).filter(scope)

    def get_min_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A new person needs a role in one's council, or one could not find them again."""
        return 1 if obj is None and not request.user.is_superuser else 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and self.concerns(request.user, obj.pk))


class PersonForm(ScopedForm):
    """A person, with words for the two cases in which an equality lead has to ask somebody else."""

    def clean_is_active(self) -> bool:
        if self.instance == self.user and not self.cleaned_data["is_active"]:
            raise ValidationError("You cannot take away your own access. Ask another equality lead.")
        return self.cleaned_data["is_active"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                "Somebody already signs in with this e-mail address. If they are not in your list of people, "
                "ask those who run EDI Tracker to give them a role in your council."
            )
        return email


class ActivePeopleFilter(UsefulHalfFilter):
    """People who may sign in; those who left when asked for."""

    title = "access"
    parameter_name = "access"
    options = (("active", "May sign in"), ("left", "May not sign in"))

    def narrowed(self, rows: QuerySet, chosen: str) -> QuerySet:
        return rows.filter(is_active=chosen == "active")


@admin.register(User)
class PersonAdmin(ScopedAdmin):
    """People. Equality leads see those of their councils, and invite more; nobody is ever deleted."""

    form = PersonForm
    parts = (Part(Membership, "user", "council", council_path="council"),)
    resources = (PersonResource,)
    inlines = [MembershipInline]
    fields = ["name", "email", "is_active"]
    list_display = ["name", "email", "roles", "may_sign_in", "last_login"]
    list_filter = [ActivePeopleFilter, ("memberships__council", OwnFilter), "memberships__role"]
    search_fields = ["name", "email"]

    def scoped(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        if request.user.is_superuser:
            return rows
        mine = Membership.objects.filter(permissions.of_councils_managed_by(request.user, "council"))
        return rows.filter(pk__in=mine.values("user"))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        mine = Membership.objects.filter(permissions.of_councils_managed_by(request.user, "council"))
        roles = Prefetch("memberships", mine.select_related("council"), to_attr="roles_here")
        return super().get_queryset(request).prefetch_related(roles)

    def is_mine(self, user: Any, row: Any) -> bool:
        return row.pk is None or permissions.may_manage_person(user, row)

    def choice_label(self, row: Any) -> str:
        return f"{row} ({row.email})"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.fields, "is_superuser"] if request.user.is_superuser else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None or permissions.may_edit_account(request.user, obj):
            return super().get_readonly_fields(request, obj)
        return ("name", "email", "is_active")

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """The role of a new person is in one's only council."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs if obj.pk else kwargs | {"initial": [self.only_council(request)]}

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view(self.password_view)
        return [path("<int:pk>/password/", view, name="plans_user_password"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        person = context.get("original")
        context["may_edit_account"] = person and permissions.may_edit_account(request.user, person)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    @method_decorator(sensitive_post_parameters())
    def password_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Set a new password for somebody who cannot sign in; for oneself, after giving the old one."""
        person = self.get_object(request, str(pk))
        is_own = person == request.user
        if not is_own and not permissions.may_edit_account(request.user, person):
            raise PermissionDenied
        form = (PasswordChangeForm if is_own else SetPasswordForm)(person, request.POST or None)
        if request.method == "POST" and form.is_valid():
            form.save()
            if is_own:
                update_session_auth_hash(request, person)
            log.info("User %s set a new password for user %s", request.user.pk, person.pk)
            who = "You" if is_own else person
            messages.success(request, f"{who} can now sign in with the new password.")
            return HttpResponseRedirect(reverse("admin:plans_user_change", args=[pk]))
        title = "Change your password" if is_own else f"Set a password for {person}"
        about = {"form": form, "original": person, "title": title, "is_own": is_own, "opts": self.opts}
        return TemplateResponse(request, PASSWORD_PAGE, {**self.admin_site.each_context(request), **about})

    may_sign_in = says_whether("may sign in", "is_active")

    @admin.display(description="roles")
    def roles(self, person: Any) -> str:
        return ", ".join(f"{one.get_role_display()} in {one.council}" for one in person.roles_here)


@admin.register(Membership)
class MembershipAdmin(NotOneself, ScopedAdmin):
    """Who has which role where."""

    council_path = "council"
    related = ("user", "council")
    resources = (MembershipResource,)
    fixed_once_saved = ("user", "council")
    fields = ["user", "council", "role"]
    list_display = ["user", "council", "role"]
    list_filter = ["role", ("council", OwnFilter)]
    search_fields = ["user__name", "user__email", "council__name"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and self.concerns(request.user, obj.user_id))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A role can be taken away; the history keeps it."""
        return obj is not None and self.has_change_permission(request, obj)
