"""Several people bring readings at the same moment: each reading is written once, and nothing by halves."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.test import Client

from measures.importing import bringing
from measures.importing.bringing import BUSY, NotBrought
from measures.models import Reading
from plans.models import Plan
from tests.builders import make_measure, make_user
from tests.measures.importing.desk import address, bring, compared, history, table

TOGETHER = 3
ROWS = [("Grievances", f"{day}/1/2026", str(day)) for day in range(1, 21)]


def at_once(deeds):
    """Do all at the same time; return what they return."""

    def closing(deed):
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result() for done in [pool.submit(closing, deed) for deed in deeds]]


@pytest.mark.django_db(transaction=True)
def test_of_several_files_at_once_one_is_brought(plan, council, cases):
    sent = []
    for _ in range(TOGETHER):
        client = Client()
        client.force_login(make_user(council=council, role="equality_lead"))
        form = bring(client, plan, table(*ROWS)).context["form"]
        sent.append((client, {name: form[name].value() for name in ("upload", "revision")}))
    url = address(plan, "reading-import-do")
    answers = at_once([lambda one=one: one[0].post(url, one[1]).status_code for one in sent])
    assert sorted(answers) == [200] * (TOGETHER - 1) + [302]
    assert (Reading.objects.count(), history().count()) == (len(ROWS), len(ROWS))


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_brings_the_file(edie, plan, cases):
    form = bring(edie, plan, table(*ROWS)).context["form"]
    sent = {name: form[name].value() for name in ("upload", "revision")}
    at_once([lambda: edie.post(address(plan, "reading-import-do"), sent).status_code] * 2)
    assert (Reading.objects.count(), history().count()) == (len(ROWS), len(ROWS))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time, who is waited for")
def test_who_comes_while_the_plan_is_held_is_told_at_once(plan, cases, equality_lead):
    changes, held, done = compared(plan, *ROWS), Event(), Event()

    def hold():
        with transaction.atomic():
            Plan.objects.select_for_update().get(pk=plan.pk)
            held.set()
            done.wait(10)

    def come():
        held.wait(10)
        try:
            bringing.bring(plan, changes, by=equality_lead, file_name="a.csv", shown=changes.revision)
        except NotBrought as refused:
            return str(refused)
        finally:
            done.set()

    assert at_once([hold, come])[1] == BUSY


@pytest.mark.django_db(transaction=True)
def test_readings_of_two_plans_do_not_wait_for_each_other(plan, cases, council, equality_lead):
    other = make_measure(name="Grievances").plan
    pairs = [(one, compared(one, *ROWS)) for one in (plan, other)]
    at_once(
        [
            lambda pair=pair: bringing.bring(
                pair[0], pair[1], by=equality_lead, file_name="a.csv", shown=pair[1].revision
            )
            for pair in pairs
        ]
    )
    assert Reading.objects.count() == 2 * len(ROWS)
