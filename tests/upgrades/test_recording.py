"""What is written down of a release when it is made holds everything that those before it do."""

import pytest
from django.db import connection

from tests.audit.checks import assert_history_is_whole
from tests.upgrades.filling import fill, literal, written
from tests.upgrades.releases import INSERT, NEWEST, inserts


@pytest.mark.skipif(connection.vendor == "postgresql", reason="rows are written down from SQLite")
def test_a_filled_database_is_written_down_with_every_table_of_the_last_release(db):
    fill()
    assert_history_is_whole()
    tables = {INSERT.match(statement)[1] for statement in written().split(";\n") if statement}
    assert tables >= inserts(NEWEST).keys()


@pytest.mark.parametrize(
    ("value", "kind", "sql"),
    [
        (None, "text", "NULL"),
        (1, "bool", "TRUE"),
        (0, "bool", "FALSE"),
        (0, "integer", "0"),
        ("O'Neill", "text", "'O''Neill'"),
    ],
)
def test_values_are_written_as_both_databases_read_them(value, kind, sql):
    assert literal(value, (0, "column", kind)) == sql
