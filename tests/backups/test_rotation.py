"""Which backups are kept: the newest of each day, week and month, and never fewer than is said."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from plans.backups.folder import Backup
from plans.backups.manifest import BEFORE_RESTORE, SCHEDULED, Facts, Manifest
from plans.backups.rotation import Keep, outlived
from tests.backups.making import NOON

DAY, HOUR, USUAL = timedelta(days=1), timedelta(hours=1), Keep()


def backup(at, why=SCHEDULED):
    facts = Facts([], {}, "")
    return Backup(Path(f"{at:%Y-%m-%d %H:%M:%S.%f}"), Manifest(at, "", "sqlite", "edi", why, "", 0, "", facts))


def kept(moments, keep=USUAL, why=SCHEDULED):
    """The moments of the backups that stay, newest first, where these and no others were made."""
    backups = [backup(at, why) for at in sorted(moments, reverse=True)]
    gone = outlived(backups, keep)
    return [each.manifest.made_at for each in backups if each not in gone]


def test_of_three_years_of_nights_there_stay_days_weeks_and_months():
    nights = [NOON - number * DAY for number in range(3 * 365)]
    stay = kept(nights)
    assert stay[:14] == nights[:14]
    assert len({each.isocalendar()[:2] for each in stay}) >= 8
    assert len({(each.year, each.month) for each in stay}) == 12
    assert len(stay) <= 14 + 8 + 12


def test_of_several_in_one_day_the_newest_stays():
    morning, evening = NOON - 5 * DAY - 3 * HOUR, NOON - 5 * DAY + 6 * HOUR
    assert kept([NOON, evening, morning]) == [NOON, evening]


def test_what_is_less_than_a_day_old_stays_however_much_it_is():
    moments = [NOON - number * HOUR for number in range(23)]
    assert kept(moments, Keep(0, 0, 0)) == moments


def test_days_without_a_backup_do_not_count():
    moments = [NOON - 100 * number * DAY for number in range(5)]
    assert kept(moments, Keep(daily=3, weekly=0, monthly=0)) == moments[:3]


def test_the_newest_stays_where_nothing_is_to_be_kept():
    assert kept([NOON, NOON - 40 * DAY], Keep(0, 0, 0)) == [NOON]
    assert kept([]) == []


@pytest.mark.parametrize(("days", "stays"), [(13, True), (15, False)])
def test_what_was_there_before_a_restore_stays_as_many_days_as_daily_backups(days, stays):
    nightly, safety = backup(NOON), backup(NOON - days * DAY, BEFORE_RESTORE)
    later_that_day = backup(NOON - days * DAY + HOUR)
    gone = outlived([nightly, later_that_day, safety], Keep(daily=14, weekly=0, monthly=0))
    assert (safety not in gone) is stays


def test_a_copy_made_before_a_restore_does_not_stand_for_the_newest_backup():
    safety, nightly = backup(NOON, BEFORE_RESTORE), backup(NOON - 90 * DAY)
    assert outlived([safety, nightly], Keep(0, 0, 0)) == []


@settings(max_examples=100, derandomize=True, deadline=None)
@given(
    hours=some.sets(some.integers(0, 24 * 400), min_size=1, max_size=60),
    keep=some.builds(Keep, some.integers(0, 20), some.integers(0, 10), some.integers(0, 14)),
)
def test_whatever_was_made_the_newest_of_every_day_that_counts_stays(hours, keep):
    moments = sorted((NOON - hour * HOUR for hour in hours), reverse=True)
    stay = kept(moments, keep)
    assert stay[0] == moments[0]
    days = list(dict.fromkeys(each.date() for each in moments))[: keep.daily]
    assert set(days) <= {each.date() for each in stay}
    assert kept(stay, keep) == stay
