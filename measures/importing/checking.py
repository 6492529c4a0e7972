"""Whether a reading may be kept: the model's own rules, asked of many readings without a question to the database."""

from collections.abc import Callable, Iterator
from typing import cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint

from measures.models import Reading

KEPT: dict[str, tuple[str, Callable[[Reading], bool]]] = {
    "says_something": ("value", lambda one: one.value is not None or bool(one.words)),
    "period_begins_first": ("starts_on", lambda one: one.starts_on is None or one.starts_on <= one.read_on),
    "category_names_a_group": ("group", lambda one: not one.category or bool(one.group)),
    "is_some_of_a_base": (
        "base",
        lambda one: (
            (one.numerator is None and one.base is None)
            or (one.numerator is not None and one.base is not None and one.base >= 1 and one.numerator <= one.base)
        ),
    ),
}
"""Each check constraint of a reading, without the beginning of its name -> the field it is about, and its condition."""

LONGEST_NOTE = cast(int, Reading._meta.get_field("note").max_length)  # which only forms ask of a text

SENTENCES = {
    constraint.name.removeprefix("measures_reading_"): str(constraint.violation_error_message)
    for constraint in Reading._meta.constraints
    if isinstance(constraint, CheckConstraint)
}


def problems_of(reading: Reading) -> list[tuple[str, str]]:
    """Return what is wrong with a reading whose measure is at hand: pairs of a field, "" for the whole, and a sentence.

    As ``full_clean`` says it, but for the one reading of a date and group: whoever has all readings sees to that.
    """
    try:
        reading.full_clean(exclude={"measure"}, validate_unique=False, validate_constraints=False)
    except ValidationError as refusal:
        return [
            ("" if name == NON_FIELD_ERRORS else name, sentence)
            for name, sentences in refusal.message_dict.items()
            for sentence in sentences
        ]
    return list(_violations(reading))


def _violations(reading: Reading) -> Iterator[tuple[str, str]]:
    if len(reading.note) > LONGEST_NOTE:
        yield "note", f"Shorten it to {LONGEST_NOTE:,} characters: it has {len(reading.note):,}."
    for name, (field, is_kept) in KEPT.items():
        if not is_kept(reading):
            yield field, SENTENCES[name]
