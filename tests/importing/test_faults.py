"""An import that is killed leaves nothing behind, and officers report while one runs."""

import time

import pytest
from django.db import connection

from actions.models import Action
from plans.audit.records import history_of
from plans.models import Membership
from tests.audit.checks import assert_history_is_whole
from tests.builders import make_action, make_council, make_plan, make_user
from tests.importing.other_process import big_file, importing, wait_until_written_next
from tests.seeds.rows import SEEDED

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = ("--title", "Equality plan 2026-2029", "--json")


def number_of_rows():
    """All rows of a plan's models and of their histories."""
    return sum(model.objects.count() + history_of(model)._default_manager.count() for model in SEEDED)


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.4])
def test_an_import_that_is_killed_changes_nothing(tmp_path, seconds):
    council = make_council("Alderford Council")
    before = number_of_rows()
    with importing(big_file(tmp_path / "plan.csv", 2_000), council, *TITLE) as process:
        wait_until_written_next(process)
        time.sleep(seconds)
        process.kill()
        killed = process.wait() == -9
    if killed:
        assert number_of_rows() == before
    assert_history_is_whole()


def test_officers_report_while_a_large_plan_is_imported(tmp_path):
    council = make_council("Alderford Council")
    lead = make_user("Edie Equality", council=council, role=Membership.Role.EQUALITY_LEAD)
    action = make_action(make_plan(council))
    waits = []
    with importing(big_file(tmp_path / "plan.csv", 2_000), council, *TITLE) as process:
        wait_until_written_next(process)
        while process.poll() is None:
            started = time.monotonic()
            Action.objects.get(pk=action.pk).report(by=lead, summary=f"Report {len(waits)}")
            waits.append(time.monotonic() - started)
        assert process.returncode == 0
    connection.close()
    assert len(waits) >= 1
    assert max(waits) < 5
    assert Action.objects.count() == 2_001
    assert_history_is_whole()
