"""Reading changes nothing. The walk of every address x every role (tests/test_who_may.py) watches; here is its eye."""

import pytest
from django.urls import reverse

from actions.models import Action
from plans.models import Theme
from tests.faults.pages import send
from tests.faults.writes import is_write, rows_of_all_tables, writes

pytestmark = pytest.mark.django_db


def test_what_a_form_writes_is_seen(client, officer, action):
    client.force_login(officer)
    page = client.get(reverse("action-report", args=[action.pk]))
    with writes() as written:
        send(client, page, status="in_progress", rag="green")
    assert [sql.split()[0] for sql in written][:2] == ["INSERT", "UPDATE"]


def test_what_a_session_remembers_is_no_change(client, officer, action):
    with writes() as written:
        session = client.session
        session["seen"] = 1
        session.save()
    assert written == []


@pytest.mark.parametrize(
    ("sql", "writes_something"),
    [
        ("SELECT 1", False),
        ("  select * from plans_plan where title = 'UPDATE'", False),
        ("INSERT INTO plans_plan VALUES (1)", True),
        ("\n delete from plans_plan", True),
        ("WITH old AS (SELECT 1) UPDATE plans_plan SET title = ''", True),
        ('UPDATE "django_session" SET session_data = 1', False),
        ("SAVEPOINT s1", False),
    ],
)
def test_a_write_is_known_by_its_words(sql, writes_something):
    assert is_write(sql) is writes_something


def test_rows_are_counted_in_every_table(action):
    counts = rows_of_all_tables()
    assert (counts[Action._meta.db_table], counts[Theme._meta.db_table]) == (1, 1)
    assert not any("session" in table for table in counts)
