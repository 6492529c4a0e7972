"""Exports and imports as a person at the admin does them."""

import csv
from io import BytesIO, StringIO

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook


def resources():
    """Every resource of the admin: (model of the list, resource)."""
    return [
        (model, resource) for model, one in admin.site._registry.items() for resource in getattr(one, "resources", ())
    ]


def name_of(model):
    return f"{model._meta.app_label}_{model._meta.model_name}"


def address(model, page):
    return reverse(f"admin:{name_of(model)}_{page}")


def export(client, model, what=None, kind="csv", **query):
    """The answer to an export of all rows."""
    what = (what or model)._meta.model_name
    asked = {"export-what": what, "export-kind": kind, "export-rows": "all"} | query
    return client.get(address(model, "export"), asked)


def rows_of(answer):
    """An exported CSV file as rows by heading, in words."""
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def exported(client, model, what=None, **query):
    answer = export(client, model, what, **query)
    assert answer.status_code == 200, answer
    return rows_of(answer)


def as_csv(rows):
    """Rows by heading as a file; the headings are those of the first row."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows):
    """Rows by heading as a workbook, with the values that they have."""
    book, into = Workbook(), BytesIO()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    book.save(into)
    return into.getvalue()


def sheet_of(answer):
    return load_workbook(BytesIO(answer.content)).active


def bring(client, model, content, what=None, name="file.csv"):
    """The page that shows what a file would change; a list of rows is made a CSV file first."""
    content = as_csv(content) if isinstance(content, list) else content
    file = SimpleUploadedFile(name, content)
    return client.post(address(model, "import"), {"what": (what or model)._meta.model_name, "file": file})


def confirm(client, model, page):
    """Press the button of a preview."""
    sent = {"what": page.context["what"], "upload": page.context["token"]}
    return client.post(address(model, "process_import"), sent, follow=True)


def imported(client, model, content, what=None, name="file.csv"):
    """Bring a file and confirm it; the file must be one that can be."""
    page = bring(client, model, content, what, name)
    assert page.context["token"], wrong_with(page)
    return confirm(client, model, page)


def wrong_with(page):
    """Everything that a page says against a file, as (row, column, sentence), or the sentences of the form."""
    if "outcome" in page.context:
        return [tuple(refusal) for refusal in page.context["outcome"].refusals]
    return [str(error) for errors in page.context["form"].errors.values() for error in errors]


def sentences(page):
    return " ".join(str(found[-1] if isinstance(found, tuple) else found) for found in wrong_with(page))
