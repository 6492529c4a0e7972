"""Keeps the file that was previewed until it is confirmed: in the database, for the one person who brought it.

The confirmation names it by a signed token, which holds for this person and this kind of rows and for nothing else.
"""

import unicodedata
from pathlib import PurePath
from typing import Any

from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.db.models import Model

from plans.models import TableUpload
from plans.models.table_upload import KEPT_FOR

LONGEST_NAME = 120
NO_NAME = "a file"


def keep(user: Any, model: type[Model], name: str, content: bytes) -> TableUpload:
    """Keep a file; one that the person brought before for the same rows goes, and so does what others left behind."""
    TableUpload.objects.abandoned().delete()
    TableUpload.objects.filter(by=user, table=model._meta.label_lower).delete()
    return TableUpload.objects.create(
        by=user, table=model._meta.label_lower, file_name=plain_name(name), content=content
    )


def token_of(upload: TableUpload) -> str:
    """Return what the confirmation names the file by."""
    return signing.dumps(upload.pk, salt=_salt(upload.by_id, upload.table))


def claim(user: Any, model: type[Model], token: str) -> TableUpload | None:
    """Return the file that the token names, which is deleted: nobody claims it twice. None when it is gone.

    Raises ``SuspiciousOperation`` for a token that was not given to this person for these rows.
    """
    try:
        pk = signing.loads(token, salt=_salt(user.pk, model._meta.label_lower), max_age=KEPT_FOR)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature as error:
        raise SuspiciousOperation("This file was not given to this person to confirm.") from error
    with transaction.atomic():
        upload = TableUpload.objects.select_for_update().filter(pk=pk, by=user).first()
        if upload:
            TableUpload.objects.filter(pk=pk).delete()
    return upload


def plain_name(name: str) -> str:
    """A file's name as it may stand in a sentence: no folders, nothing that cannot be seen, not too long."""
    seen = "".join(
        letter for letter in PurePath(name).name if unicodedata.category(letter)[0] not in "CZ" or letter == " "
    )
    return seen.strip()[:LONGEST_NAME] or NO_NAME


def _salt(user: Any, table: str) -> str:
    return f"import:{user}:{table}"
