"""A longer file costs no more for each row, and a row that says nothing new costs next to nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Lead
from tests.admin.exchange.desk import address, bring, exported, resources
from tests.admin.world import add_many
from tests.builders import make_lead

FEW, MANY, MOST = 3, 30, 8
TOGETHER = 4


def asked(do):
    with CaptureQueriesContext(connection) as questions:
        do()
    return len([one for one in questions if "SAVEPOINT" not in one["sql"]])


def test_no_export_asks_more_often_for_more_rows(desk, here, equality_lead):
    counts = []
    for number in (FEW, MANY):
        add_many(here, number, equality_lead) if number == FEW else [make_lead(here.council) for _ in range(MANY)]
        counts.append(asked(lambda: exported(desk, Lead)))
    assert counts[0] == counts[1]


def test_rows_that_stay_as_they_are_cost_no_question(desk, here):
    counts = []
    for number in (FEW, MANY):
        for _ in range(number):
            make_lead(here.council)
        rows = exported(desk, Lead)
        counts.append(asked(lambda rows=rows: bring(desk, Lead, rows)))
    assert counts[0] == counts[1]


def test_a_row_that_changes_costs_a_few(desk, here):
    for _ in range(MANY):
        make_lead(here.council)
    rows = exported(desk, Lead)
    nothing = asked(lambda: bring(desk, Lead, rows))
    for row in rows:
        row["Name"] += " (new)"
    changed = asked(lambda: bring(desk, Lead, rows))
    assert (changed - nothing) / len(rows) <= MOST


@pytest.mark.django_db(transaction=True)
def test_of_several_confirmations_at_once_one_imports(signed_in, here, equality_lead):
    client = signed_in(equality_lead)
    rows = [row | {"Name": "Renamed"} for row in exported(client, Lead)]
    page = bring(client, Lead, rows)
    sent = {"what": "lead", "upload": page.context["token"]}

    def confirm(_):
        try:
            return signed_in(equality_lead).post(address(Lead, "process_import"), sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        assert list(pool.map(confirm, range(TOGETHER))) == [302] * TOGETHER
    assert Lead.history.filter(name="Renamed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_files_for_one_row_at_once_one_is_imported(signed_in, here, equality_lead, superuser):
    people = [signed_in(equality_lead), signed_in(superuser)]
    pages = [
        bring(client, Lead, [row | {"Name": f"Name {place}"} for row in exported(client, Lead)])
        for place, client in enumerate(people)
    ]

    def confirm(place):
        try:
            sent = {"what": "lead", "upload": pages[place].context["token"]}
            return people[place].post(address(Lead, "process_import"), sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(confirm, range(2))) == [200, 302]
    assert Lead.history.count() == 2


def test_every_resource_has_a_file_that_can_be_read_back():
    for _, resource in resources():
        headings = [resource.fields[name].column_name for name in resource._meta.fields]
        assert len({heading.casefold() for heading in headings}) == len(headings), resource
        assert len(headings) <= 60
