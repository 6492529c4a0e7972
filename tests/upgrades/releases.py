"""The earlier releases: how far their migrations went, and the rows that their code wrote."""

import re
from pathlib import Path

from django.db import connection, transaction

FOLDER = Path(__file__).with_name("releases")

# Each is named for what it brought; the last is the one that is updated from next.
RELEASES = {
    "plans": {
        "plans": "0001_people_councils_plans",
        "actions": "0001_actions_leads_progress",
        "measures": "0001_measures_readings",
    },
    "dashboards": {
        "plans": "0002_index_deletions",
        "actions": "0004_statutory_tags",
        "measures": "0002_index_deletions",
    },
    "importing": {
        "plans": "0004_table_uploads",
        "actions": "0006_plan_uploads",
        "measures": "0002_index_deletions",
    },
    "measures": {
        "plans": "0005_smallest_figure_shown",
        "actions": "0006_plan_uploads",
        "measures": "0003_readings_that_show_change",
    },
}
NEWEST = list(RELEASES)[-1]

SEALS = "plans_historyseal"
INSERT = re.compile(r'INSERT INTO (\w+) \(("[^)]*")\) VALUES\n')


def inserts(release):
    """What a release's code wrote: {table: (its columns, the statement)}.

    Seals are of SQLite's rows, which PostgreSQL words in another way, so they are loaded into SQLite only.
    """
    statements = (FOLDER / f"{release}.sql").read_text(encoding="utf-8").split(";\n")
    found = {match[1]: (match[2], text) for text in statements if (match := INSERT.match(text))}
    if connection.vendor != "sqlite":
        del found[SEALS]
    return found


def load(release):
    """Put a release's rows into a database that was migrated as far as it; no triggers are there yet."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, statement) in inserts(release).items():
            cursor.execute(f"DELETE FROM {table}")  # what a migration wrote is among the rows too
            cursor.execute(statement)
            key = "history_id" if '"history_id"' in columns else "id"
            if connection.vendor == "postgresql":
                last = f"(SELECT max({key}) FROM {table})"
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), {last})")


def rows(release):
    """Every row that is in the tables of a release, by table, with the columns that it knew."""
    found = {}
    with connection.cursor() as cursor:
        for table, (columns, _) in inserts(release).items():
            cursor.execute(f"SELECT {columns} FROM {table}")
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found
