"""Officers who report at once do not get in each other's way; the figures for many are tests/bench/load.py's."""

import pytest

from tests.audit.checks import assert_history_is_whole
from tests.faults.load import reports, reports_of, staff
from tests.faults.serving import served

pytestmark = pytest.mark.django_db(transaction=True)

OFFICERS, EACH = 5, 8


def test_everybody_who_reports_at_once_is_saved(council):
    officers = staff(council, OFFICERS)
    with served() as server:
        load = reports(server, officers, EACH)
    assert load.codes == {302: OFFICERS * EACH}
    assert reports_of(officers) == OFFICERS * EACH
    assert load.at(1.0) < 5
    assert_history_is_whole()
