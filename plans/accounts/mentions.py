"""Where a person's name or e-mail address stands in words that somebody wrote, now and in the history."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Field, ForeignKey, JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.text import capfirst

from plans import permissions
from plans.audit.records import TRACKED, history_of
from plans.models import Council, User

REASON = "history_change_reason"


class Mention(NamedTuple):
    """In how many rows of which place somebody is named; what is in the history cannot be changed."""

    place: str
    number: int
    is_history: bool = False
    can_be_changed: bool = True


def mentions(person: User, *, by: Any) -> list[Mention]:
    """Return every place of the councils that ``by`` runs in which the person's whole name or address stands."""
    found = [mention for model in TRACKED.values() for mention in _in_model(model, person, by)]
    return sorted(found, key=lambda mention: (mention.is_history, mention.place))


def says(person: User, text: str) -> bool:
    """Whether a text names the person in full, or their e-mail address."""
    return any(words.lower() in text.lower() for words in words_of(person))


def words_of(person: User) -> list[str]:
    """What names a person in a text: their whole name, where they have one, and their e-mail address."""
    return [words for words in (person.name.strip(), person.email) if words]


def _in_model(model: type[Model], person: User, by: Any) -> Iterator[Mention]:
    names = [field.name for field in model._meta.concrete_fields if _is_words(field)]
    own = model._base_manager.exclude(pk=person.pk) if model is User else model._base_manager.all()
    yield from _counted(own, names, model, person, by)
    history = history_of(model)
    kept = [name for name in names if any(field.name == name for field in history._meta.concrete_fields)]
    yield from _counted(history._base_manager.all(), [*kept, REASON], model, person, by, is_history=True)


def _counted(
    rows: QuerySet, names: list[str], model: type[Model], person: User, by: Any, *, is_history: bool = False
) -> Iterator[Mention]:
    """Count in one question the rows in each of whose columns the person is named."""
    if not names:
        return
    asked = {f"words_of_{name}": Cast(name, TextField()) for name in names}
    numbers = {f"in_{name}": Count("pk", filter=_named(f"words_of_{name}", person), distinct=True) for name in names}
    found = _seen_by(by, model, rows).order_by().annotate(**asked).aggregate(**numbers)
    for name in names:
        if number := found[f"in_{name}"]:
            open_to_change = not (is_history or model.tracked.append_only)  # type: ignore[attr-defined]
            yield Mention(_place(model, name, is_history=is_history), number, is_history, open_to_change)


def _named(column: str, person: User) -> Q:
    said = Q()
    for words in words_of(person):
        said |= Q(**{f"{column}__icontains": words})
    return said


def _is_words(field: Field) -> bool:
    return isinstance(field, (CharField, TextField, JSONField)) and not field.choices and field.name != "password"


def _place(model: type[Model], name: str, *, is_history: bool) -> str:
    many = capfirst(str(model._meta.verbose_name_plural))
    if name == REASON:
        return f"{many}: reason for a change"
    field: Any = model._meta.get_field(name)
    what = f"{many}: {field.verbose_name}"
    return f"{what}, as it once was" if is_history else what


def _seen_by(by: Any, model: type[Model], rows: QuerySet) -> QuerySet:
    """The rows that belong to councils which the person asking runs; what belongs to none is for superusers."""
    if by.is_superuser:
        return rows
    path = path_to_council(model)
    return rows.filter(permissions.of_councils_managed_by(by, path)) if path else rows.none()


def path_to_council(model: type[Model]) -> str:
    """The foreign keys that lead from every row of a model to its council, the shortest way; "" where none does."""
    if model is Council:
        return "pk"
    ways: list[tuple[type[Model], str]] = [(model, "")]
    seen = {model}
    for here, path in ways:
        for field in here._meta.concrete_fields:
            target = field.related_model
            if not isinstance(field, ForeignKey) or target in seen | {User} or not isinstance(target, type):
                continue
            if target is Council:
                return f"{path}{field.name}"
            if field.null:  # a way that not every row can go
                continue
            seen.add(target)
            ways.append((target, f"{path}{field.name}__"))
    return ""
