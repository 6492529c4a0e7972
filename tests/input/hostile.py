"""A world in which every text that anybody can have written would do harm, if it were taken for anything but text."""

import csv
from io import StringIO

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from lxml import etree, html

from actions.models import LeadSpelling, ReviewDate
from plans.models import Plan, PlanPartner, SignOnIdentity, TableUpload
from tests.admin.world import FIRST_DAY

FLOORS = ("plans", "actions", "measures")
RUNS = "\"'><hostile-x onclick=hostile()><script>hostile()</script><img src=x onerror=hostile()>"
TEMPLATE = "T{{7|add:7}}T{% debug %}"
HARM = f"{RUNS}</textarea></title>{TEMPLATE}\u202e🧑🏽‍🦽\r\njavascript:hostile()\r\n=1+1'; DROP TABLE x;--"
EVALUATED = "T14T"
BEGIN_WITH_HTTPS = {"accessibility_statement", "privacy_notice", "issuer"}
WRITTEN_ONCE = {"HistorySeal", "ProgressUpdate"}  # the database changes none of their rows

COLUMNS = ["Ref", "Objective", "Action", "Lead", "Timescale", "Status", f"Budget {HARM}"]


def is_named(field):
    """Whether a field has room for its own name beside the harm."""
    return (field.max_length or 5000) >= 64 and not isinstance(field, models.EmailField | models.URLField)


def harmful(field, pk):
    """What stands in a field of a row: its name, so that it can be found on pages, and as much harm as fits."""
    name = f"{field.model.__name__}.{field.name}"
    longest = field.max_length or 5000
    if isinstance(field, models.EmailField):
        return f'hostile{pk}"><hostile-x>{field.name}@hostile.org'
    if isinstance(field, models.URLField) or field.name in BEGIN_WITH_HTTPS:
        return f'https://x.example/"><hostile-x>{name}'
    if longest < 64:
        return f'{pk}"><i on=1>{HARM}'[:longest]
    return f"{'=' if pk % 2 else ''}{name} {pk} {HARM}"[:longest]


def text_fields(model):
    """The fields of a model that hold what people write: no choices, no words of addresses, no digests."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
        if is_text and not field.choices and field.name not in ("password", "sha256", "table"):
            yield field


def our_models():
    """The models that people's words are in, without the history."""
    every = [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]
    return [model for model in every if not model.__name__.startswith("Historical")]


def spoil(world):
    """Make the world hostile: a row in every model, harm in every text of every row."""
    here, lead = world.here, world.people["lead"]
    words = {name: f"ProgressUpdate.{name} {HARM}" for name in ("summary", "next_steps", "evidence", "reason")}
    here.action.report(by=lead, status="on_hold", **words)
    LeadSpelling.objects.create(lead=here.lead, text="Spelling")
    ReviewDate.objects.create(timescale=here.timescale, review_on=FIRST_DAY)
    PlanPartner.objects.create(plan=here.plan, council=world.there.council)
    SignOnIdentity.objects.create(user=lead, issuer="https://x.example", subject="s")
    TableUpload.objects.create(by=lead, table="plans.theme", file_name="x", content=b"")
    about = {"content_type": ContentType.objects.get_for_model(Plan), "object_id": here.plan.pk}
    LogEntry.objects.create(user=lead, object_repr=HARM[:200], action_flag=CHANGE, change_message=HARM, **about)
    for model in our_models():
        fields = [] if model.__name__ in WRITTEN_ONCE else list(text_fields(model))
        for pk in model._base_manager.values_list("pk", flat=True) if fields else []:
            model._base_manager.filter(pk=pk).update(**{field.name: harmful(field, pk) for field in fields})
    Plan.objects.update(is_public=True)
    type(here.upload).objects.update(content=hostile_file(), answers=here.upload.answers | {"title": HARM})


def hostile_file():
    """A plan as CSV with harm in every cell."""
    file = StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    rows.writerows([[f"1.2.{row}", *[f"{column} {HARM}" for column in COLUMNS[1:]]] for row in range(1, 4)])
    return file.getvalue().encode()


def came_alive(page):
    """What of a page (HTML, as bytes) is not text but does something: elements, attributes, templates' words."""
    tree = html.document_fromstring(page)
    alive = [EVALUATED] if EVALUATED in tree.text_content() else []
    for element in tree.iter(etree.Element):
        script = (element.text or "").strip() if element.tag == "script" else ""
        odd = [name for name in element.attrib if name.startswith("on") or set(name) & set("<>\"'{}")]
        links = [element.get(name, "").strip().lower() for name in ("href", "src", "action", "formaction")]
        runs = [link for link in links if link.startswith(("javascript:", "data:", "x"))]
        if script or odd or runs or element.tag == "hostile-x":
            alive.append(etree.tostring(element, encoding="unicode")[:200])
    return alive
