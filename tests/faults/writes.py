"""What is written to the database: noted as it is sent, and counted as it stands."""

import re
from contextlib import contextmanager

from django.db import connection

WRITE = re.compile(r"\s*(?:WITH\b.*?\)\s*)?(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|MERGE)\b", re.IGNORECASE | re.DOTALL)
SESSIONS = "django_session"


def is_write(sql):
    """Whether a statement writes anything but a session."""
    return bool(WRITE.match(sql)) and SESSIONS not in sql


@contextmanager
def writes():
    """Collect the statements that write, sessions aside, while the block runs."""
    sent = []

    def note(execute, sql, params, many, context):
        if is_write(sql):
            sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def rows_of_all_tables():
    """How many rows each table has, those of the history too; sessions aside."""
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table != SESSIONS:
                cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
                counts[table] = cursor.fetchone()[0]
    return counts
