"""Everything that can be asked: each address about each row, with all that its page offers to choose."""

import re
import zipfile
from io import BytesIO
from urllib.parse import urlencode

from django.contrib import admin
from django.core import mail
from django.urls import reverse

from tests.admin.exchange.desk import name_of, resources
from tests.councils.marked import found_in
from tests.walking import patterns, wanted_by

KINDS = ["csv", "xlsx", "json"]
BOXES = re.compile(r"<(?:input|select|textarea)\b[^>]*?\bname=\"([^\"]+)\"")
OF_THE_PAGE = {"csrfmiddlewaretoken", "kept_text", "next"}
MADE_BY_DJANGO = {"admin:None", "admin:app_list"}  # what Django's admin makes of any other address
ROW_OF = {
    "plan-import": "upload", "measure": "measure", "reading-add": "measure", "reading-correct": "reading",
    "person": "user", "action": "action",
}  # fmt: skip


def addresses(made):
    """Every address of the product about what a council has."""
    known = {"council": [made.council.slug], "plan": [made.plan.slug, made.draft.slug], "kind": KINDS}
    known |= {"key": ["1.2.1"], "uidb64": ["MQ"], "token": ["made-up"]}
    for name, _ in patterns():
        if not name.startswith("admin:"):
            row = next((getattr(made, kind) for word, kind in ROW_OF.items() if name.startswith(word)), None)
            asked = [{}]
            for part in wanted_by(name):
                asked = [one | {part: value} for one in asked for value in ([row.pk] if part == "pk" else known[part])]
            yield from (reverse(name, kwargs=arguments) for arguments in asked)


def admin_addresses(made):
    """Every address of the admin about what a council has."""
    rows = {row._meta.label_lower.replace(".", "_"): row.pk for row in vars(made).values() if hasattr(row, "_meta")}
    rows |= {"plans_user": made.user.pk, "plans_plan": made.plan.pk, "actions_progressupdate": made.update.pk}
    for name, _ in patterns():
        if name.startswith("admin:") and name not in MADE_BY_DJANGO:
            model = "_".join(name.removeprefix("admin:").split("_")[:2])
            yield reverse(name, args=[rows.get(model, 0)] * len(wanted_by(name)))


def exports():
    """Every file of the admin, in every kind."""
    for model, resource in resources():
        for kind in KINDS:
            asked = {"export-what": resource._meta.model._meta.model_name, "export-kind": kind, "export-rows": "all"}
            yield f"{reverse(f'admin:{name_of(model)}_export')}?{urlencode(asked)}"


def typing(word):
    """Every box of the admin that finds rows while one types, with a word typed."""
    for model in admin.site._registry:
        inlines = [inline.model for inline in admin.site._registry[model].inlines]
        for one in [model, *inlines]:
            for field in one._meta.fields:
                if field.many_to_one:
                    asked = {"app_label": one._meta.app_label, "model_name": one._meta.model_name, "term": word}
                    yield f"{reverse('admin:autocomplete')}?{urlencode(asked | {'field_name': field.name})}"


def choices_of(page, made):
    """What a page can be asked to choose, each with what another council has for it: an id, a short name, a word."""
    for name in boxes_of(page, "get"):
        yield from (f"?{urlencode({name: value})}" for value in values_for(name, made))


def boxes_of(page, method):
    """The names of all boxes in the forms of a page that are sent in this way."""
    forms = [form for form in page.content.decode().split("<form")[1:] if f'method="{method}"' in form.split(">")[0]]
    return sorted({name for form in forms for name in BOXES.findall(form)} - OF_THE_PAGE)


def values_for(name, made):
    """What a council has for a box: the id and the short name of what it is called after, else those of its plan."""
    row = getattr(made, name.rpartition("-")[2].removesuffix("_id"), made.plan)
    row = row if hasattr(row, "pk") else made.plan
    return [row.pk, row.slug] if hasattr(row, "slug") else [row.pk]


def filters_of(page, made):
    """What a list of the admin can be filtered by, each with the id of what another council has."""
    for spec in page.context["cl"].filter_specs:
        for name in spec.expected_parameters():
            row = getattr(made, name.split("__")[0], made.plan)
            yield f"?{urlencode({name: row.pk})}"


def told_by(answer, mark):
    """The marks in all that is answered: the page or file, what is packed in it, its headers, the letters sent."""
    content = b"".join(answer) if answer.streaming else answer.content
    parts = [content, str(dict(answer.headers)).encode()]
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    parts += [str(letter.message()).encode() for letter in mail.outbox]
    return found_in(b"\n".join(parts), mark)
