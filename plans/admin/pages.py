"""Two of the admin's pages, in our own words: the history of a thing, and the question before it is deleted."""

from copy import copy
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import ValidationError
from django.db import router
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from plans import permissions
from plans.admin.forms import ReasonForm
from plans.admin.history import called, changes_since, followed, history_page
from plans.admin.revision import Part, token_of
from plans.audit.records import history_rows
from plans.audit.revision import StaleRevision
from plans.models import Council

HISTORY_PER_PAGE = 50
STALE = "Somebody else changed this after you opened the page, so nothing was deleted. Check it and decide again."


class HistoryPage(admin.ModelAdmin):
    """Shows who changed what, from what to what, when and why; of deleted things as well."""

    council_path: str
    parts: tuple[Part, ...]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        pk, row, name = self._remembered(request, unquote(object_id))
        parts = tuple(part for part in self.parts if part.is_told)
        page = history_page(self.model, pk, parts, request.user, request.GET.get(PAGE_VAR), HISTORY_PER_PAGE)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {self.opts.verbose_name} “{name}”",
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "name": name,
            "object": row,
            "opts": self.opts,
            "page": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
        }
        return TemplateResponse(request, "admin/object_history.html", context | (extra_context or {}))

    def _remembered(self, request: HttpRequest, object_id: str) -> tuple[Any, Any, str]:
        """Return the id, the row (None when deleted) and the name of what the person may see the history of."""
        try:
            pk = self.opts.pk.to_python(object_id)
        except ValidationError:
            raise Http404 from None
        row = self.get_queryset(request).filter(pk=pk).first()
        if not hasattr(self.model, "tracked"):
            raise Http404
        if row is not None:
            return pk, row, str(row)
        last = None if self.model._base_manager.filter(pk=pk).exists() else history_rows(self.model, pk).last()
        if last is None or not self.was_mine(request.user, last):
            raise Http404
        return pk, None, called(last)

    def was_mine(self, user: Any, last: Any) -> bool:
        """Whether a deleted thing, told by its last history row, belonged to a council that the person manages."""
        managed = Council.objects.filter(permissions.of_councils_managed_by(user, "pk"))
        return managed.filter(pk=followed(last, self.council_path)).exists()


class DeletePage(admin.ModelAdmin):
    """Asks why before deleting, says how much would go, and refuses when the thing changed meanwhile."""

    parts: tuple[Part, ...]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except StaleRevision:
            shown = copy(request)
            shown.method, shown.POST = "GET", QueryDict()
            typed = {name: request.POST.get(name, "") for name in ("revision", "change_reason")}
            return super().delete_view(shown, object_id, {**(extra_context or {}), "typed": typed})

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        current = token_of(obj, self.parts, request.user)
        if request.POST.get("revision") != current:
            raise StaleRevision(None)
        super().delete_model(request, obj)

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        obj, typed = context["object"], context.get("typed")
        initial = {"revision": token_of(obj, self.parts, request.user)}
        if typed:
            initial["change_reason"] = typed["change_reason"]
            context["conflict"] = [STALE, *changes_since(obj, typed["revision"], self.parts, request.user)]
        context["form"] = ReasonForm(initial=initial)
        return super().render_delete_form(request, context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Count what would go with it: a list of everything would be long, and ask for each row's name."""
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        found: Any = collector
        counts = {model._meta.verbose_name_plural: len(rows) for model, rows in found.model_objs.items()}
        protected = sorted({str(row._meta.verbose_name_plural) for row in found.protected})
        return [], counts, set(), protected
