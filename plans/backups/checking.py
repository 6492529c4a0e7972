"""Whether what was loaded from a backup is whole, is what was backed up, and is ours."""

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections

from plans.audit.verify import verify_all
from plans.backups.beside import kind_of
from plans.backups.manifest import Facts
from plans.migrated import lacking


def prove(side: str, facts: Facts) -> tuple[int, list[str]]:
    """Check a side place: the file, the rows of every table, then all that ``verify_history`` checks.

    A database of an earlier release is migrated in the side place first, since only this release's models can be
    compared with it. Returns how many history rows were checked and a sentence, without its full stop, for each
    problem.
    """
    try:
        if problems := kind_of(side).damage(connections[side]) or _differences(Facts.of(side), facts):
            return 0, problems
        if lacking(facts.migrations):
            call_command("migrate", database=side, verbosity=0, interactive=False, skip_checks=True)
        return verify_all(side, head=facts.head)
    except (DatabaseError, CommandError) as error:
        return 0, [f"It cannot be read: {first_line(error)}"]


def _differences(found: Facts, said: Facts) -> list[str]:
    """Say how what was loaded differs from what the manifest says was backed up."""
    tables = sorted(found.rows.keys() | said.rows.keys())
    problems = [
        f"{table}: {found.rows.get(table, 0):,} rows instead of {said.rows.get(table, 0):,}"
        for table in tables
        if found.rows.get(table) != said.rows.get(table)
    ]
    if found.migrations != said.migrations:
        problems.append("Its migrations are not those that its manifest names")
    if found.head != said.head:
        problems.append("Its newest seal is not the one that its manifest names")
    return problems


def first_line(error: Exception) -> str:
    """What a database complains of; its later lines may quote what people wrote."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
