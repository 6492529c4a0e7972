"""A file that was brought is found by its token until somebody takes it, which only one of two can."""

import pytest
from django.core.exceptions import SuspiciousOperation

from plans import uploads
from plans.models import TableUpload

ROWS = "readings of plan 1"


@pytest.fixture
def kept(equality_lead):
    return uploads.keep(equality_lead, ROWS, "../readings.csv", b"Measure")


def test_a_file_is_found_as_often_as_it_is_asked_for(kept, equality_lead):
    token = uploads.token_of(kept)
    assert [uploads.find(equality_lead, ROWS, token) for _ in range(2)] == [kept, kept]
    assert (kept.file_name, kept.content) == ("readings.csv", b"Measure")


def test_a_file_is_taken_once(kept, equality_lead):
    assert [uploads.take(kept), uploads.take(kept)] == [True, False]
    assert uploads.find(equality_lead, ROWS, uploads.token_of(kept)) is None


def test_a_token_names_no_other_rows_and_no_other_persons_file(kept, equality_lead, officer):
    token = uploads.token_of(kept)
    for person, rows in [(equality_lead, "readings of plan 2"), (officer, ROWS)]:
        with pytest.raises(SuspiciousOperation):
            uploads.find(person, rows, token)


def test_files_of_other_rows_stay_when_one_is_brought_again(kept, equality_lead):
    other = uploads.keep(equality_lead, "readings of plan 2", "readings.csv", b"")
    newer = uploads.keep(equality_lead, ROWS, "readings.csv", b"")
    assert set(TableUpload.objects.all()) == {other, newer}
