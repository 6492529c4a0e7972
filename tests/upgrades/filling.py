"""A council's plan in use, as today's code writes it, and the rows that this makes in the database, as SQL."""

from datetime import date
from decimal import Decimal

from django.core.management import call_command
from django.db import connection

from actions.models import ActionTag, Tag
from plans.audit.context import audit
from tests.builders import (
    make_action,
    make_commitment,
    make_council,
    make_lead,
    make_measure,
    make_plan,
    make_reading,
    make_theme,
    make_timescale,
    make_user,
    name_lead,
)

OURS = ("plans_", "actions_", "measures_")


def fill():
    """Write something of everything, change some of it twice, delete a lead, and seal the history in between."""
    council = make_council("Alderford Council")
    officer = make_user("Amina Begum", email="officer@alderford.example.org", council=council)
    equality_lead = make_user(
        "Lena Ojo", email="equality-lead@alderford.example.org", council=council, role="equality_lead"
    )
    with audit(by=equality_lead, reason="Set up"):
        plan, action, nobody = make_a_plan(council, officer)
        measure = make_measure(plan, text="Women in senior posts", name="Women", kind="percentage", target=Decimal(40))
        reading = make_reading(measure, Decimal("38.5"))
    action.report(by=officer, status="in_progress", rag="amber", summary="Figures are being collected")
    call_command("seal_history", verbosity=0)
    with audit(by=equality_lead, reason="Corrected"):
        plan.title, measure.name, reading.value = "Equality plan 2026 to 2030", measure.text, Decimal("38.6")
        for row in (plan, measure, reading):
            row.save()
        nobody.delete()
    action.refresh_from_db()
    action.report(by=officer, status="completed", rag="", completed_on=date(2026, 4, 30), summary="Published")
    call_command("seal_history", verbosity=0)


def make_a_plan(council, officer):
    plan = make_plan(council, title="Equality plan", slug="equality-plan", is_public=True)
    plan.partners.add(make_council("Bramley Council"))
    commitment = make_commitment(theme=make_theme(plan, title="Fair employment"), text="A workforce like the borough")
    timescale = make_timescale(plan, "By March 2027")
    action = make_action(commitment=commitment, text="Publish the pay gap", timescale=timescale)
    make_action(commitment=commitment, text="Train every manager")
    name_lead(action, make_lead(council, "Head of People", holder=officer))
    ActionTag.objects.create(action=action, tag=Tag.objects.get(name="Disability"))
    return plan, action, make_lead(council, "Nobody any more")


def written():
    """Every row of a SQLite database in our tables, as statements that SQLite and PostgreSQL both take."""
    statements = []
    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names(cursor) if table.startswith(OURS)]
        for table in tables:
            columns = cursor.execute(f"PRAGMA table_info({table})").fetchall()
            if rows := cursor.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall():
                names = ", ".join(f'"{column[1]}"' for column in columns)
                lines = ",\n".join(f"({', '.join(map(literal, row, columns))})" for row in rows)
                statements.append(f"INSERT INTO {table} ({names}) VALUES\n{lines};\n")
    return "".join(statements)


def literal(value, column):
    """A value in SQL's words; ``column`` is what SQLite tells of it."""
    if value is None:
        return "NULL"
    if column[2] == "bool":
        return str(bool(value)).upper()
    return "'{}'".format(value.replace("'", "''")) if isinstance(value, str) else repr(value)
