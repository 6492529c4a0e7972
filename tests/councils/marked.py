"""A full council, with a mark in every text that belongs to it: words that stand nowhere else."""

import re
from types import SimpleNamespace

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, EmailField, SlugField, TextField
from django_otp.plugins.otp_totp.models import TOTPDevice

from actions.models import Action, LeadSpelling, ProgressUpdate, ReviewDate
from plans.audit.context import audit
from plans.models import Plan, SignOnIdentity, TableUpload
from tests.admin.world import FIRST_DAY, fill
from tests.builders import PLAN_FILE, give_tag, make_plan, make_tag, make_upload, make_user

NOT_MARKED = {
    "plans.Council.gss_code": "a number of the Office for National Statistics, of nine characters",
    "plans.User.password": "a digest, which no page shows",
    "plans.TableUpload.table": "the name of a model",
    "plans.Plan.source_sha256": "a digest",
    "actions.PlanUpload.sha256": "a digest",
}
NOT_OF_A_COUNCIL = {"plans.HistorySeal"}
OUR_APPS = {"plans", "actions", "measures"}
OTHERS_WORDS = {"admin.LogEntry": ["object_repr", "change_message"], "otp_totp.TOTPDevice": ["name"]}


def models_of_councils():
    """Every model of ours that is not a history."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS
        and not hasattr(model, "history_id")
        and model._meta.label not in NOT_OF_A_COUNCIL
    ]


def texts_of(model):
    """The fields of a model that hold words which somebody wrote."""
    if model._meta.app_label not in OUR_APPS:
        return [model._meta.get_field(name) for name in OTHERS_WORDS[model._meta.label]]
    fields = [field for field in model._meta.fields if isinstance(field, (CharField, TextField)) and not field.choices]
    return [field for field in fields if f"{model._meta.label}.{field.name}" not in NOT_MARKED]


def furnish(council, mark):
    """Make one of everything in a council, with the mark in every text; the rows by name, ``marks`` by field."""
    lead = make_user(council=council, role="equality_lead")
    with audit(by=lead, reason=f"{mark}why"):
        made = fill(council, title=mark, slug=f"{mark}-plan".lower())
        made.equality_lead = lead
        made.draft = make_plan(council, status=Plan.Status.DRAFT)
        LeadSpelling.objects.create(lead=made.lead, text=mark)
        ReviewDate.objects.create(timescale=made.timescale, review_on=FIRST_DAY)
        made.tag = make_tag(mark, council)
        give_tag(made.action, made.tag)
        told = {field.name: f"{mark}{field.name}" for field in texts_of(ProgressUpdate)}
        made.update = made.action.report(by=lead, status="on_hold", **told)
        made.upload = make_upload(lead, council, PLAN_FILE.replace("Train", f"{mark}file"))
        content = f"Title\n{mark}table\n".encode()
        made.brought = TableUpload.objects.create(by=lead, table="plans.theme", file_name=mark, content=content)
        SignOnIdentity.objects.create(user=made.user, issuer="https://sign-on.example", subject=mark)
        TOTPDevice.objects.create(user=made.user, name=mark)
        log(lead, made.action, mark)
        made.marks = write_marks(made, council, mark)
    return made


def log(by, action, mark):
    kind = ContentType.objects.get_for_model(Action)
    words = {"object_repr": mark, "change_message": mark, "action_flag": CHANGE}
    LogEntry.objects.create(user=by, content_type=kind, object_id=action.pk, **words)


def rows_of(model, made):
    """The rows of a model that belong to a council."""
    council, of_plan = made.council.pk, ("plan__council", "theme__plan__council", "commitment__theme__plan__council")
    names = {field.name for field in model._meta.fields}
    paths = {
        "Council": "pk", "User": "memberships__council", "ReviewDate": "timescale__plan__council",
        "LeadSpelling": "lead__council", "LeadHolder": "lead__council", "Reading": "measure__plan__council",
        "ActionLead": f"action__{of_plan[2]}", "ActionTag": f"action__{of_plan[2]}",
        "ProgressUpdate": f"action__{of_plan[2]}", "SignOnIdentity": "user__memberships__council",
        "TableUpload": "by__memberships__council", "LogEntry": "user__memberships__council",
        "TOTPDevice": "user__memberships__council", "Action": of_plan[2], "Commitment": of_plan[1],
    }  # fmt: skip
    path = paths.get(model.__name__) or ("council" if "council" in names else of_plan[0])
    return model._base_manager.filter(**{path: council})


def write_marks(made, council, mark):
    """Write a mark of its own into every text of every row; returns the field that each mark stands for."""
    marks = {f"{mark}why": "the reason of a change", f"{mark}file": "a file", f"{mark}table": "a table's file"}
    marks |= {f"{mark}{field.name}": f"a report's {field.name}" for field in texts_of(ProgressUpdate)}
    for model in [*models_of_councils(), *(apps.get_model(label) for label in OTHERS_WORDS)]:
        if model is ProgressUpdate:  # what was reported can't be changed
            continue
        words = {field: f"{mark}{len(marks) + place:03}" for place, field in enumerate(texts_of(model))}
        marks |= {word: f"{model._meta.label}.{field.name}" for field, word in words.items()}
        for pk in list(rows_of(model, made).values_list("pk", flat=True)) if words else []:
            texts = {field.name: written(field, word, pk) for field, word in words.items()}
            model._base_manager.filter(pk=pk).update(**texts)
    for row in vars(made).values():
        row.refresh_from_db()
    return {word.lower(): what for word, what in marks.items()}


def written(field, word, pk):
    """A mark as the field can hold it, with the row's number behind it where two rows may not say the same."""
    if isinstance(field, EmailField):
        return f"{word}-{pk}@example.org".lower()
    if isinstance(field, SlugField):
        return f"{word}-{pk}".lower()
    if field.name in ("accessibility_statement", "privacy_notice", "issuer", "evidence"):
        return f"https://{word}.example/".lower()
    return word if field.max_length and field.max_length <= 20 else f"{word}-{pk}"


def found_in(content, mark):
    """The marks that stand in the bytes, as they are known by ``marks``."""
    return {one.decode().lower() for one in re.findall(rf"{mark}(?:\d\d\d|[a-z_]+)?".encode(), content, re.IGNORECASE)}


def both(council, other_council):
    """Two full councils."""
    return SimpleNamespace(ours=furnish(council, "Alderfordmark"), theirs=furnish(other_council, "Brimleymark"))
