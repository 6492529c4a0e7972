from django.core.exceptions import ValidationError
from django.db import models


def refuse_to_move(instance: models.Model, field: str, *, path: str, now: int | None, what: str) -> None:
    """Raise ValidationError at ``field`` when a saved row would leave the plan or council that it belongs to.

    ``path`` leads from the row to it in the database, ``now`` is its id as the row has it now, and ``what``
    names it for people.
    """
    before = type(instance)._base_manager.filter(pk=instance.pk).order_by("pk").values_list(path, flat=True).first()
    if before is not None and before != now:
        noun = str(instance._meta.verbose_name)
        article = "An" if noun[0] in "aeiou" else "A"
        raise ValidationError({field: f"{article} {noun} stays in its {what}: choose one of the same {what}."})
