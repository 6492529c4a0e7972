"""Keeps the file that was previewed until it is confirmed: in the database, for the one person who brought it.

The confirmation names it by a signed token, which holds for this person and these rows and for nothing else.
``table`` says of which rows a file is: "plans.theme".
"""

import unicodedata
from pathlib import PurePath
from typing import Any

from django.core import signing
from django.core.exceptions import SuspiciousOperation

from plans.models import TableUpload
from plans.models.table_upload import KEPT_FOR

LONGEST_NAME = 120
NO_NAME = "a file"


def keep(user: Any, table: str, name: str, content: bytes) -> TableUpload:
    """Keep a file; one that the person brought before for the same rows goes, and so does what others left behind."""
    TableUpload.objects.abandoned().delete()
    TableUpload.objects.filter(by=user, table=table).delete()
    return TableUpload.objects.create(by=user, table=table, file_name=plain_name(name), content=content)


def token_of(upload: TableUpload) -> str:
    """Return what the confirmation names the file by."""
    return signing.dumps(upload.pk, salt=_salt(upload.by_id, upload.table))


def find(user: Any, table: str, token: str) -> TableUpload | None:
    """Return the file that the token names, which stays; None when it is gone.

    Raises ``SuspiciousOperation`` for a token that was not given to this person for these rows.
    """
    try:
        pk = signing.loads(token, salt=_salt(user.pk, table), max_age=KEPT_FOR)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature as error:
        raise SuspiciousOperation("This file was not given to this person to confirm.") from error
    return TableUpload.objects.filter(pk=pk, by=user).first()


def take(upload: TableUpload) -> bool:
    """Delete a file that was found, and say whether it was still there: only one of two at once takes it.

    The caller has begun the transaction that does what the file says; until it ends, others do not wait for it.
    """
    free = TableUpload.objects.filter(pk=upload.pk).select_for_update(skip_locked=True)
    return bool(list(free.values_list("pk"))) and TableUpload.objects.filter(pk=upload.pk).delete()[0] == 1


def plain_name(name: str) -> str:
    """A file's name as it may stand in a sentence: no folders, nothing that cannot be seen, not too long."""
    seen = "".join(
        letter for letter in PurePath(name).name if unicodedata.category(letter)[0] not in "CZ" or letter == " "
    )
    return seen.strip()[:LONGEST_NAME] or NO_NAME


def _salt(user: Any, table: str) -> str:
    return f"import:{user}:{table}"
