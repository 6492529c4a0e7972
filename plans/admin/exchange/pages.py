"""The pages by which the rows of an admin's list are exported and imported."""

from contextlib import AbstractContextManager
from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst, slugify
from django.views.decorators.http import require_GET, require_POST

from plans import uploads
from plans.admin.exchange.files import KINDS, sheet_title
from plans.admin.exchange.forms import ALL, ExportForm, ImportForm
from plans.admin.exchange.outcome import Outcome, outcome_of
from plans.admin.exchange.resource import ScopedResource
from plans.admin.exchange.rules import PartRules, Rules
from plans.admin.exchange.tables import MOST_ROWS, Table, read_table
from plans.audit.context import audit
from plans.files.grids import Refused
from plans.models import TableUpload

MOST_EXPORTED = 20_000
TOO_MANY = f"A file holds at most {MOST_EXPORTED:,} rows. Narrow the list with its filters, then export what is listed."
GONE = (
    "This file is no longer kept here: it has been imported already, or replaced, or a day has passed. Choose it again."
)
PREFIX = "export"


class ExchangePages(admin.ModelAdmin):
    """Adds Import and Export to the list of a model. Without ``resources`` it adds nothing.

    The first resource is that of the model itself; the others are of rows that are edited below it.
    """

    resources: tuple[type[ScopedResource], ...] = ()

    def get_urls(self) -> Any:
        views = [("export", self.export_view)] if self.resources else []
        if self.importable():
            views += [("import", self.import_view), ("process_import", self.process_import_view)]
        names = f"{self.opts.app_label}_{self.opts.model_name}"
        urls = [path(f"{name}/", self.admin_site.admin_view(view), name=f"{names}_{name}") for name, view in views]
        return [*urls, *super().get_urls()]

    def importable(self) -> list[type[ScopedResource]]:
        """The resources whose rows can be brought back."""
        return [resource for resource in self.resources if resource.is_imported]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Offer the pages above the list; the export is asked for with the list's own filters."""
        links = {}
        if self.resources:
            links["export_address"] = f"{self._address('export')}?{request.GET.urlencode()}".rstrip("?")
        if self.importable():
            links["import_address"] = self._address("import")
        return super().changelist_view(request, links | (extra_context or {}))

    # Export

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Ask what to export, or answer with the file."""
        return require_GET(self._export)(request)

    def _export(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        offered = _offered(self.resources)
        asked = {name: value for name, value in request.GET.lists() if name.startswith(f"{PREFIX}-")}
        form = ExportForm(request.GET if asked else None, offered=offered, prefix=PREFIX)
        listed = copy(request)
        listed.GET = _without(request, asked)
        if form.is_valid():
            try:
                return self._file(listed, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
        return self._page(request, "export", "Export", form, {"filters": list(_pairs(listed))})

    def _file(self, listed: HttpRequest, what: str, rows: str, kind: str) -> HttpResponse:
        resource = self._resource(listed, what)
        _, content_type, write = KINDS[kind]
        found = resource.rules.rows() if rows == ALL else resource.rules.below(self._listed(listed))
        if found.order_by()[: MOST_EXPORTED + 1].count() > MOST_EXPORTED:
            raise Refused(TOO_MANY)
        title = str(resource.model._meta.verbose_name_plural)
        content = write(sheet_title(title), resource.export(found))
        name = f"{slugify(title)}-{timezone.localdate().isoformat()}.{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=content_type, headers=headers)

    def _listed(self, listed: HttpRequest) -> QuerySet:
        """The rows of the list with its filters."""
        try:
            return self.get_changelist_instance(listed).queryset
        except IncorrectLookupParameters as error:
            raise SuspiciousOperation("The list has no such filter.") from error

    # Import

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file; show what it would do, and do nothing yet."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = ImportForm(*((request.POST, request.FILES) if is_sent else ()), offered=_offered(self.importable()))
        if form.is_valid():
            file, what = form.cleaned_data["file"], form.cleaned_data["what"]
            content = file.read()
            resource = self._resource(request, what)
            try:
                table = read_table(content, resource.headings)
            except Refused as refusal:
                form.add_error("file", str(refusal))
            else:
                upload = uploads.keep(request.user, _label(resource), file.name, content)
                return self._preview(request, resource, table, upload)
        columns = [
            (label, self._resource(request, name).headings.values()) for name, label in _offered(self.importable())
        ]
        return self._page(request, "import", "Import", form, {"columns": columns, "most_rows": MOST_ROWS})

    def process_import_view(self, request: HttpRequest) -> HttpResponse:
        """Import the file that was previewed: all of its rows, or none."""
        return require_POST(self._process_import)(request)

    def _process_import(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        what = request.POST.get("what", "")
        if what not in dict(_offered(self.importable())):
            raise SuspiciousOperation("Nothing of this kind is imported here.")
        resource = self._resource(request, what)
        upload = uploads.find(request.user, _label(resource), request.POST.get("upload", ""))
        outcome = self._imported(request, resource, upload) if upload else None
        if upload is None or outcome is None:
            messages.error(request, GONE)
            return HttpResponseRedirect(self._address("import"))
        if outcome.is_refused:
            upload.delete()
            return self._shown(request, resource, upload, outcome, token="")
        messages.success(request, f"“{upload.file_name}” was imported: {outcome.in_words}.")
        return HttpResponseRedirect(self._address("changelist"))

    def _imported(self, request: HttpRequest, resource: Any, upload: TableUpload) -> Outcome | None:
        """Import a file and delete it, together or not at all; None when somebody was quicker to."""
        table = read_table(bytes(upload.content), resource.headings)
        with _as_imported(request, upload):
            resource.check(table.rows)  # before anything is locked
            with transaction.atomic():
                if not uploads.take(upload):
                    return None
                outcome = self._bring(resource, table, is_trial=False)
                transaction.set_rollback(outcome.is_refused)
        return outcome

    def _preview(self, request: HttpRequest, resource: Any, table: Table, upload: TableUpload) -> HttpResponse:
        with _as_imported(request, upload):
            resource.check(table.rows)
            with transaction.atomic():
                outcome = self._bring(resource, table, is_trial=True)
                transaction.set_rollback(True)
        token = uploads.token_of(upload) if outcome.written and not outcome.is_refused else ""
        if not token:
            upload.delete()
        return self._shown(request, resource, upload, outcome, token)

    def _bring(self, resource: Any, table: Table, *, is_trial: bool) -> Outcome:
        """Write the rows that were checked; the caller's transaction is rolled back if any of them is refused."""
        resource.is_trial = is_trial
        return outcome_of(resource.import_data(table.rows, use_transactions=False), resource, table.numbers)

    # What they share

    def _resource(self, request: HttpRequest, what: str) -> Any:
        chosen = next(resource for resource in self.resources if _name(resource) == what)
        model = chosen._meta.model
        is_part = model is not self.model
        return chosen(PartRules(self, request, model) if is_part else Rules(self, request))

    def _address(self, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}")

    def _shown(self, request: HttpRequest, resource: Any, upload: Any, outcome: Outcome, token: str) -> HttpResponse:
        about = {"outcome": outcome, "token": token, "what": _name(type(resource)), "file_name": upload.file_name}
        return self._page(request, "preview", "Import", None, about | {"process": self._address("process_import")})

    def _page(self, request: HttpRequest, page: str, title: str, form: Any, about: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": f"{title} {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "admin_form": form and AdminForm(form, [(None, {"fields": list(form.fields)})], {}),
            "import_address": self._address("import") if self.importable() else "",
        }
        return TemplateResponse(request, f"admin/exchange/{page}.html", context | about)


def _as_imported(request: HttpRequest, upload: TableUpload) -> AbstractContextManager[None]:
    """Tell the history who imports which file."""
    return audit(by=request.user, reason=f"Imported from {upload.file_name}")


def _name(resource: type[ScopedResource]) -> str:
    return str(resource._meta.model._meta.model_name)


def _label(resource: Any) -> str:
    """Of which rows a kept file is."""
    return str(resource.model._meta.label_lower)


def _offered(resources: Any) -> list[tuple[str, str]]:
    """The resources as choices."""
    return [(_name(one), capfirst(str(one._meta.model._meta.verbose_name_plural))) for one in resources]


def _without(request: HttpRequest, names: Any) -> Any:
    """The question in the address, without these and without the page of the list."""
    question = request.GET.copy()
    for name in (*names, PAGE_VAR):
        question.pop(name, None)
    return question


def _pairs(request: HttpRequest) -> Any:
    for name, values in request.GET.lists():
        yield from ((name, value) for value in values)
