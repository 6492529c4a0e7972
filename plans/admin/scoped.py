"""Admin classes that know whose council a row is of. Every admin of the product is one of these.

An equality lead finds, chooses, changes and remembers only what belongs to the councils that they manage;
for anybody else's things the admin answers 404. One ModelAdmin serves many requests at once, so nothing of
a request is kept on it.
"""

from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.text import capfirst

from plans import permissions
from plans.admin.exchange.pages import ExchangePages
from plans.admin.forms import FoundByTyping, RowForm, Rows, ScopedForm
from plans.admin.pages import DeletePage, HistoryPage
from plans.admin.pages_of_rows import FewPages
from plans.admin.revision import Part
from plans.models import Council, Plan
from plans.row_numbers import is_number

MOST_ROWS = 300  # more would not fit in a form that the server takes


class AsLoaded(NamedTuple):
    """What a form may not take from its own row, which changes as the form is read."""

    plan_pk: Any
    is_published: bool


class OffersOwn(BaseModelAdmin):
    """Offers, for every foreign key, only what the person may choose, found by typing."""

    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}}
    view_on_site: Any = False
    admin_site: Any

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> QuerySet:
        return self.admin_site.get_model_admin(db_field.related_model).get_choices(request, db_field)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", FoundByTyping(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a box that finds a row, one more can be added; changing that row has its own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        return field


class ScopedAdmin(ExchangePages, DeletePage, HistoryPage, OffersOwn, admin.ModelAdmin):
    """The admin of a model whose rows belong to councils.

    ``council_path`` and ``plan_path`` lead from a row to its council and to its plan ("pk" is the row itself,
    "" is none). ``published_words`` are read-only once the plan is no draft, ``fixed_once_saved`` once the
    row is saved. ``related`` is fetched with every row. ``parts`` are remembered and guarded with the row.
    """

    council_path = ""
    plan_path = ""
    published_words: tuple[str, ...] = ()
    published_help = ""
    fixed_once_saved: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    form: Any = ScopedForm
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    paginator = FewPages

    # Whose

    def scoped(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """Keep the rows of the councils that the person manages."""
        return rows.filter(permissions.of_councils_managed_by(request.user, self.council_path))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.scoped(request, super().get_queryset(request)).select_related(*self.related)

    def get_choices(self, request: HttpRequest, field: Any) -> QuerySet:
        """The rows that the person may choose for a foreign key of another model."""
        return self.scoped(request, self.model._default_manager.all()).select_related(*self.related)

    def choice_label(self, row: Any) -> str:
        """How a row is called in a list of choices, where its own name may not be enough."""
        return str(row)

    def is_mine(self, user: Any, row: Any) -> bool:
        """Whether a row, saved or about to be, belongs to a council that the person manages."""
        council = self._at_end_of(self.council_path, row)
        return council is not None and permissions.may_manage(user, council)

    def plan_of(self, row: Any) -> Plan | None:
        """The plan that a row belongs to, if its kind belongs to plans."""
        return self._at_end_of(self.plan_path, row) if self.plan_path else None

    def is_published(self, row: Any) -> bool:
        """Whether a row belongs to a plan that is no draft; of a row being edited, as it was before."""
        if hasattr(row, "as_loaded"):
            return row.as_loaded.is_published
        plan = self.plan_of(row) if row else None
        return plan is not None and plan.status != Plan.Status.DRAFT

    def _at_end_of(self, path: str, row: Any) -> Any:
        for step in path.split("__") if path != "pk" else []:
            row = getattr(row, step) if row and getattr(row, f"{step}_id") else None
        return row

    # Who may

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.may_enter_admin(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.may_enter_admin(request.user) and (obj is None or self.is_mine(request.user, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.may_enter_admin(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what stands in a draft can be deleted: what was published stays, and stays in the history."""
        if obj is None or not self.has_change_permission(request, obj):
            return False
        return self.plan_of(obj) is not None and not self.is_published(obj)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the row, locked where it is about to be saved; 404 for a row of another council."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST" and transaction.get_connection().in_atomic_block:
            self.model._base_manager.select_for_update().filter(pk=row.pk).first()
            row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404(f"No {self.opts.verbose_name} of yours has this number.")
        self.remember(row)
        return row

    def remember(self, row: Any) -> None:
        """Keep beside a row what its form may not take from it."""
        plan = self.plan_of(row)
        row.as_loaded = AsLoaded(plan_pk=plan and plan.pk, is_published=self.is_published(row))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow in the address only what a filter of the page puts there."""
        for offered in self.get_list_filter(request):  # type: ignore[arg-type]
            if isinstance(offered, type):
                names = {offered.parameter_name}  # type: ignore[attr-defined]
            else:
                path = offered[0] if isinstance(offered, tuple) else offered
                names = {f"{path}{ending}" for ending in ("", "__exact", "__id__exact", "__isnull")}
            if lookup in names:
                return True
        return False

    # Forms

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fields = tuple(super().get_readonly_fields(request, obj))
        if obj is not None:
            fields += self.fixed_once_saved
        return fields + (self.published_words if self.is_published(obj) else ())

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form class is made anew for each request, and is told who asks."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.model_admin, form.user, form.parts = self, request.user, self.parts
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = dict(super().get_changeform_initial_data(request))
        if any(field.name == "council" for field in self.opts.fields):
            initial = self.only_council(request) | initial
        return initial

    def only_council(self, request: HttpRequest) -> dict[str, Any]:
        """Who manages one council means that one: what a form begins with."""
        councils = self.admin_site.get_model_admin(Council).get_choices(request, None)[:2]
        return {"council": councils[0].pk} if len(councils) == 1 else {}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        published = self.is_published(context.get("original"))
        context["published_help"] = self.published_help if published else ""
        return super().render_change_form(request, context, *args, **kwargs)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Take names of columns only: of other names, such as that of a hidden relation, Django would break."""
        columns = {field.name for field in self.opts.concrete_fields}
        return to_field in columns and super().to_field_allowed(request, to_field)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def response_action(self, request: HttpRequest, queryset: QuerySet, *where: Any) -> Any:
        """Pass over marks on rows that cannot be: Django would break on them."""
        marked = [pk for pk in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_number(pk)]
        sent: Any = request.POST.copy()
        sent.setlist(ACTION_CHECKBOX_NAME, marked)
        request.POST = sent
        return super().response_action(request, queryset, *where)

    # The database writes the one history, so Django's own log of who used the admin is not kept beside it.

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any: ...

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any: ...

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any: ...


class ScopedInline(OffersOwn, admin.TabularInline):
    """Rows edited below the row that they belong to; who may edit that one may edit these.

    Read-only below what is published when ``words_only``: then they are nothing but published words.
    """

    form = RowForm
    formset = Rows
    extra = 0
    max_num = MOST_ROWS
    related: tuple[str, ...] = ()
    published_words: tuple[str, ...] = ()
    words_only = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*self.related)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """However many rows a crafted form says it has, so many are built and no more."""
        return super().get_formset(request, obj, absolute_max=MOST_ROWS, **kwargs)

    def parent_admin(self) -> ScopedAdmin:
        return self.admin_site.get_model_admin(self.parent_model)

    def is_published(self, parent: Any) -> bool:
        return self.parent_admin().is_published(parent)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields + (self.published_words if self.is_published(obj) else ())

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.may_enter_admin(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.may_enter_admin(request.user) and not (self.words_only and self.is_published(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.can_delete and self.has_change_permission(request, obj)
