"""The check fails on what holds, says how old its knowledge is, and an acceptance ends on its day."""

from datetime import date, timedelta

import pytest

from edi_tracker.supply import check
from edi_tracker.supply.advisories import Accepted, Hit, read_accepted, read_known
from edi_tracker.supply.locked import LOCKED, all_pins
from tests.supply.builders import DAY, a_pin, a_range, an_advisory

HIT = Hit(a_pin(), an_advisory(a_range(("introduced", "0"))))


def accepted(advisory="PYSEC-2026-1", package="teapot", until=DAY):
    return Accepted(package, advisory, "We brew no tea.", until)


@pytest.fixture
def known(monkeypatch):
    """A locked teapot and what is known about it; change what the fixture gives."""
    file = {"known_up_to": "2026-11-20", "covers": "all teapots", "advisories": []}
    monkeypatch.setattr(check, "all_pins", lambda paths: [a_pin()])
    monkeypatch.setattr(check, "read_known", lambda: file)
    monkeypatch.setattr(check, "read_accepted", list)
    return file


def test_what_holds_and_is_not_accepted_fails():
    failures, notes = check.judge([HIT], [], DAY)
    assert failures == ["PYSEC-2026-1 = CVE-2026-1 holds for teapot 1.5.0: It leaks."]
    assert notes == []


@pytest.mark.parametrize("name", ["PYSEC-2026-1", "CVE-2026-1"])
def test_what_is_accepted_under_any_of_its_names_is_said_with_its_reason(name):
    failures, [note] = check.judge([HIT], [accepted(name)], DAY)
    assert failures == []
    assert note.startswith("Accepted until 22 November 2026: PYSEC-2026-1")
    assert note.endswith("Why: We brew no tea.")


def test_an_acceptance_ends_with_its_day():
    failures, _ = check.judge([HIT], [accepted(until=DAY)], DAY + timedelta(days=1))
    assert len(failures) == 2
    assert failures[1] == "PYSEC-2026-1 was accepted until 22 November 2026: decide again."


def test_an_acceptance_is_for_one_package():
    failures, notes = check.judge([HIT], [accepted(package="kettle")], DAY)
    assert len(failures) == 1
    assert notes == ["PYSEC-2026-1 holds for no locked package: take it out of accepted.json."]


def test_the_age_of_the_knowledge_is_always_said(known, capsys):
    assert check.main([], on=DAY) == 0
    said = capsys.readouterr().out
    assert "1 locked packages, 0 advisories about them, known up to 20 November 2026: 2 days ago." in said
    assert "all teapots" in said
    assert "Refresh" not in said


@pytest.mark.parametrize(("days", "warned"), [(30, False), (31, True)])
def test_old_knowledge_is_warned_of_and_fails_nothing(known, capsys, days, warned):
    assert check.main([], on=date(2026, 11, 20) + timedelta(days=days)) == 0
    assert ("older than 30 days. Refresh them: make advisories" in capsys.readouterr().out) is warned


@pytest.mark.parametrize(("days", "code"), [(7, 0), (8, 1)])
def test_old_knowledge_fails_when_that_is_asked_for(known, capsys, days, code):
    assert check.main(["--max-age", "7"], on=date(2026, 11, 20) + timedelta(days=days)) == code
    assert ("older than 7 days" in capsys.readouterr().err) is bool(code)


def test_a_hit_fails_the_command(known, capsys):
    known["advisories"] = [HIT.advisory]
    assert check.main([], on=DAY) == 1
    assert "MUST BE SEEN TO: PYSEC-2026-1 = CVE-2026-1 holds for teapot 1.5.0" in capsys.readouterr().err


def test_every_file_that_is_named_is_read(tmp_path, capsys):
    file = tmp_path / "old.txt"
    file.write_text("Django==5.2.16 --hash=sha256:" + "a" * 64)
    assert check.main([str(file)], on=DAY) == 1
    assert "CVE-2026-15830 holds for django 5.2.16" in capsys.readouterr().err


def test_what_is_known_is_about_packages_that_are_locked_and_says_where_it_is_from():
    known = read_known()
    assert {advisory["package"] for advisory in known["advisories"]} <= {pin.name for pin in all_pins(LOCKED)}
    assert known["known_up_to"] >= max(advisory["modified"] for advisory in known["advisories"])
    assert known["known_up_to"] <= known["taken_on"]
    assert "CC-BY-4.0" in known["source"]


def test_nothing_that_is_known_holds_unaccepted_on_the_day_it_was_taken(capsys):
    assert check.main([], on=date.fromisoformat(read_known()["taken_on"])) == 0
    assert capsys.readouterr().err == ""


def test_every_acceptance_says_why_and_ends_within_a_year():
    taken_on = date.fromisoformat(read_known()["taken_on"])
    assert [
        entry for entry in read_accepted() if not entry.reason or entry.until > taken_on + timedelta(days=365)
    ] == []
