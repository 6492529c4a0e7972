"""An advisory holds for the versions that it names and for those in its ranges, by the order of PEP 440."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.version import Version

from edi_tracker.supply.advisories import affects, hits
from tests.supply.builders import a_pin, a_range, an_advisory

TWO_SERIES = a_range(("introduced", "1.0"), ("fixed", "1.5"), ("introduced", "2.0"), ("fixed", "2.0.10"))


@pytest.mark.parametrize(
    ("version", "held"),
    [
        ("0.9", False), ("1.0", True), ("1.4.99", True), ("1.5rc1", True), ("1.5", False), ("1.5.post1", False),
        ("2.0a1", False), ("2.0", True), ("2.0.9", True), ("2.0.10", False), ("2.0.11", False), ("10.0", False),
    ],
)  # fmt: skip
def test_a_version_is_held_by_the_range_it_lies_in(version, held):
    assert affects(an_advisory(TWO_SERIES), Version(version)) is held


def test_the_order_of_a_ranges_events_does_not_matter():
    assert affects(an_advisory(TWO_SERIES[::-1]), Version("2.0.9"))
    assert not affects(an_advisory(TWO_SERIES[::-1]), Version("1.5"))


def test_the_last_affected_version_is_affected_and_the_next_is_not():
    advisory = an_advisory(a_range(("introduced", "2.11.0"), ("last_affected", "2.13.0")))
    assert affects(advisory, Version("2.13.0"))
    assert not affects(advisory, Version("2.13.1"))


def test_a_range_without_an_end_holds_whatever_comes():
    assert affects(an_advisory(a_range(("introduced", "0"))), Version("99.0"))


def test_any_of_several_ranges_is_enough():
    advisory = an_advisory(a_range(("introduced", "3.0")), a_range(("introduced", "1.0"), ("fixed", "1.1")))
    assert [affects(advisory, Version(version)) for version in ("1.0", "2.0", "3.0")] == [True, False, True]


def test_a_version_named_alone_is_affected_however_it_is_spelt():
    advisory = an_advisory(versions=["1.5"])
    assert affects(advisory, Version("1.5.0"))
    assert not affects(advisory, Version("1.5.1"))


def test_an_advisory_of_another_package_is_no_hit():
    advisory = an_advisory(a_range(("introduced", "0")))
    assert [hit.pin.name for hit in hits([a_pin("kettle"), a_pin()], [advisory])] == ["teapot"]


RELEASES = st.tuples(st.integers(0, 3), st.integers(0, 12), st.integers(0, 12)).map(
    lambda parts: ".".join(map(str, parts))
)


@settings(max_examples=60, derandomize=True)
@given(st.lists(RELEASES, min_size=2, max_size=6, unique=True), RELEASES)
def test_between_where_it_came_and_where_it_was_mended_every_version_is_affected(marks, version):
    ordered = sorted(marks, key=Version)
    events = [("introduced", "fixed")[number % 2] for number in range(len(ordered))]
    passed = sum(Version(mark) <= Version(version) for mark in ordered)
    assert affects(an_advisory(a_range(*zip(events, ordered, strict=True))), Version(version)) is (passed % 2 == 1)
