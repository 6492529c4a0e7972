"""The admin of councils, of the people in them and of what those may do there."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from plans import permissions
from plans.accounts import identities, inviting, leaving
from plans.admin.asking import ask_first
from plans.admin.columns import says_whether
from plans.admin.filters import OwnFilter, UsefulHalfFilter
from plans.admin.forms import ScopedForm
from plans.admin.resources import CouncilResource, MembershipResource, PersonResource
from plans.admin.revision import Part
from plans.admin.scoped import ScopedAdmin, ScopedInline
from plans.admin.signing_out import sign_out_view
from plans.admin.two_step_reset import reset_view
from plans.admin.unlinking import unlink_view
from plans.models import Council, Membership, PlanPartner, User

HOLDS_LEADS = (
    "{} still holds leads. Hand them over first, or end their access there all the same: "
    '<a href="{}">what they hold</a>.'
)
PUBLIC_PAGES = '<a href="{}">Accessibility statement</a>, <a href="{}">privacy notice</a>. {}'
NO_CONTACT = "Give a contact for each: while there is none, its page says so. Read both pages before a plan is public."
NOT_SENT = "The e-mail could not be sent. Try it again once e-mail works."


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
        "accessibility_email",
        "accessibility_phone",
        "accessibility_answer_days",
        "accessibility_statement",
        "privacy_contact",
        "privacy_email",
        "privacy_notice",
        "public_pages",
    ]
    readonly_fields = ("public_pages",)
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

    @admin.display(description="what the public reads of these")
    def public_pages(self, council: Any) -> str:
        """Where the contacts are shown, and what to do about one that is missing."""
        if not council.pk:
            return "An accessibility statement and a privacy notice, once the council is saved."
        pages = ("council-accessibility-statement", "council-privacy-notice")
        is_complete = council.accessibility_email and council.privacy_email
        addresses = [reverse(page, args=[council.slug]) for page in pages]
        return format_html(PUBLIC_PAGES, *addresses, "" if is_complete else NO_CONTACT)

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

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and self.concerns(request.user, obj.pk))


class PersonForm(ScopedForm):
    """A person, with words for the cases in which somebody or something else comes first."""

    def clean_is_active(self) -> bool:
        is_active, person = self.cleaned_data["is_active"], self.instance
        if person.is_active and not is_active:
            if person == self.user:
                raise ValidationError(leaving.YOURSELF)
            if leaving.holds_anything(person):
                raise ValidationError(format_html(HOLDS_LEADS, person, reverse("person-leave", args=[person.pk])))
            leaving.refuse_last(person)
        return is_active

    def clean_is_superuser(self) -> bool:
        if self.instance.is_superuser and not self.cleaned_data["is_superuser"]:
            leaving.refuse_last(self.instance)
        return self.cleaned_data["is_superuser"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(inviting.ADDRESS_IN_USE)
        return email


class ActivePeopleFilter(UsefulHalfFilter):
    """People who may sign in; those who have not come yet and those who left when asked for."""

    title = "access"
    parameter_name = "access"
    options = (("active", "May sign in"), ("invited", "Invited, not yet signed in"), ("left", "May not sign in"))

    def narrowed(self, rows: QuerySet, chosen: str) -> QuerySet:
        expected = Q(last_login__isnull=True) if chosen == "invited" else Q()
        return rows.filter(expected, is_active=chosen != "left")


@admin.register(User)
class PersonAdmin(ScopedAdmin):
    """People. Equality leads see those of their councils, and invite more on a page of its own; nobody is deleted."""

    form = PersonForm
    parts = (Part(Membership, "user", "council", council_path="council"),)
    resources = (PersonResource,)
    inlines = [MembershipInline]
    fields = ["name", "email", "is_active"]
    list_display = ["name", "email", "roles", "may_sign_in", "last_seen"]
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
        if obj and permissions.may_edit_account(request.user, obj):
            return super().get_readonly_fields(request, obj)
        return ("name", "email", "is_active", "is_superuser")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People are invited, on a page of its own."""
        return False

    def get_urls(self) -> Any:
        about_a_person = [
            ("link", "link", self.link_view),
            ("two-step", "reset_two_step", partial(reset_view, self)),
            ("sign-out", "sign_out", partial(sign_out_view, self)),
            ("unlink", "unlink", partial(unlink_view, self)),
        ]
        ours = [
            path(f"<int:pk>/{place}/", self.admin_site.admin_view(view), name=f"plans_user_{name}")
            for place, name, view in about_a_person
        ]
        return [*ours, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        person = context["original"]
        may_edit = permissions.may_edit_account(request.user, person)
        looks_after = permissions.looks_after(request.user, person)
        context["is_expected"] = inviting.is_expected(person)
        context["may_send_link"] = looks_after and person.is_active
        context["may_unlink"] = may_edit and identities.is_linked(person)
        context["may_reset_two_steps"] = looks_after
        context["may_sign_out"] = looks_after and person.is_active
        context["may_forget"] = looks_after and not person.is_active
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Ending access ends sessions and links too; who is let in again gets a new link."""
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data:
            if obj.is_active:
                transaction.on_commit(partial(self._send, request, obj))  # a mail server may be slow
            else:
                leaving.end_access(obj, by=request.user)

    def link_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send somebody a link to choose a password by; one's own is changed on one's own page."""
        person = self.get_object(request, str(pk))
        if person == request.user:
            return HttpResponseRedirect(reverse("password-change"))
        if not permissions.may_edit_account(request.user, person) or not person.is_active:
            raise PermissionDenied
        if request.method == "POST":
            self._send(request, person)
            return HttpResponseRedirect(reverse("admin:plans_user_change", args=[pk]))
        title = "Invite again" if inviting.is_expected(person) else "Send a link to set a new password"
        return ask_first(self, request, person, "link", title=title, days=inviting.LASTS.days)

    def _send(self, request: HttpRequest, person: Any) -> None:
        """Send the link and say whether that worked."""
        if inviting.send_invitation(person, by=request.user, request=request):
            days = inviting.LASTS.days
            messages.success(request, f"{person} was sent a link to choose a password. It works for {days} days.")
        else:
            messages.warning(request, NOT_SENT)

    may_sign_in = says_whether("may sign in", "is_active")

    @admin.display(description="last signed in", ordering="last_login")
    def last_seen(self, person: Any) -> str:
        if person.last_login:
            return date_format(localtime(person.last_login), "DATETIME_FORMAT")
        return "Invited, not yet signed in" if person.is_active else "Never"

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
