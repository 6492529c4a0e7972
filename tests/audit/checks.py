"""What the tests of the audit share: reading the record, writing past it, and asking whether it is whole."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Barrier

import psycopg
from django.db import connection, models

from plans.audit import triggers
from plans.audit.records import history_of
from plans.audit.verify import verify_all

CREATED, CHANGED, DELETED = "+", "~", "-"


def assert_history_is_whole():
    """Everything that ``manage.py verify_history`` checks; for the end of any test that writes much."""
    _, problems = verify_all()
    assert problems == []


def rows_of(thing, pk=None):
    """The history rows of an object, or of a model's object with this id, in the order of recording."""
    model = thing if isinstance(thing, type) else type(thing)
    return history_of(model).objects.filter(id=pk or thing.pk).order_by("history_id")


def trail(thing, name="current_text", pk=None):
    """What was recorded of one field: [(+, ~ or -, value), ...]."""
    return list(rows_of(thing, pk).values_list("history_type", name))


def newest(thing, pk=None):
    """The newest history row of an object."""
    return rows_of(thing, pk).last()


def execute(sql, *params):
    """Run raw SQL inside the application."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def execute_outside(sql, *params):
    """Run raw SQL from another program, which knows nothing of the application."""
    with another_program() as database:
        database.execute(sql.replace("%s", "?") if connection.vendor == "sqlite" else sql, params)


@contextmanager
def another_program(timeout=20):
    """Another program's connection to the same database; commits at the end."""
    settings = connection.get_connection_params()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(settings["database"], timeout=timeout)) as database, database:
            yield database
    else:
        wanted = {name: settings[name] for name in ("dbname", "user", "password", "host", "port") if name in settings}
        with psycopg.connect(**wanted) as database:
            yield database


@contextmanager
def without_triggers():
    """Tamper here: what is written inside goes unrecorded, and the triggers are back at the end."""
    connection.check_constraints()  # PostgreSQL drops no trigger of a table with foreign keys still to check
    with triggers.removed():
        yield
        connection.check_constraints()


def tables(model: type[models.Model]):
    """The names of a tracked table and its history table."""
    return model._meta.db_table, history_of(model)._meta.db_table


def at_once(work, times):
    """Run ``work(number)`` in so many threads that all begin together; return the results and what was raised."""
    start = Barrier(times)

    def run(number):
        try:
            start.wait()
            return work(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def form_of(page):
    """What a person who changes nothing would send from an admin page."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in values.items() if value is not None and value is not False}
