"""The known advisories are written again from OSV's files, wherever they come from."""

import io
import json
import urllib.request
import zipfile

import pytest

from edi_tracker.supply import refresh
from edi_tracker.supply.advisories import read_known
from tests.supply.builders import a_pin, an_osv_entry

HERE = {"teapot"}


@pytest.fixture(autouse=True)
def _only_a_teapot_is_locked(monkeypatch):
    monkeypatch.setattr(refresh, "all_pins", lambda paths: [a_pin()])


def zipped(*entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number, entry in enumerate(entries):
            archive.writestr(f"{number}.json", json.dumps(entry))
        archive.writestr("README.md", "not an advisory")
    return file.getvalue()


def test_an_entry_is_cut_to_what_is_asked_of_it():
    assert refresh.about(HERE, [an_osv_entry()])["advisories"] == [
        {
            "id": "GHSA-1", "aliases": ["CVE-2026-1", "CVE-2026-2"], "package": "teapot",
            "ranges": [[{"introduced": "0"}, {"fixed": "1.5"}]], "versions": [],
            "published": "2026-10-01", "modified": "2026-10-02", "summary": "It leaks.",
        }
    ]  # fmt: skip


def test_versions_are_kept_where_no_range_says_them():
    entry = an_osv_entry()
    del entry["affected"][0]["ranges"][1]
    [advisory] = refresh.about(HERE, [entry])["advisories"]
    assert (advisory["ranges"], advisory["versions"]) == ([], ["1.0", "1.4"])


def test_other_packages_ecosystems_and_withdrawn_entries_are_left_out():
    of_another_ecosystem = an_osv_entry()
    of_another_ecosystem["affected"][0]["package"]["ecosystem"] = "npm"
    entries = [
        an_osv_entry("kettle"),
        of_another_ecosystem,
        an_osv_entry(withdrawn="2026-10-03T00:00:00Z"),
        an_osv_entry(),
    ]
    assert len(refresh.about(HERE, entries)["advisories"]) == 1


def test_knowledge_reaches_to_the_newest_entry_even_of_a_package_that_is_not_ours():
    newer = an_osv_entry("kettle", modified="2026-11-21T08:00:00Z")
    assert refresh.about(HERE, [newer, an_osv_entry()])["known_up_to"] == "2026-11-21"


def test_an_entry_without_a_summary_gets_the_beginning_of_its_details():
    entry = an_osv_entry(summary="", details="It leaks. " * 50)
    [advisory] = refresh.about(HERE, [entry])["advisories"]
    assert advisory["summary"].startswith("It leaks. It leaks.")
    assert len(advisory["summary"]) <= refresh.LONGEST_SUMMARY


def test_a_folder_is_read_with_what_is_in_its_folders(tmp_path, capsys):
    (tmp_path / "in" / "teapot").mkdir(parents=True)
    (tmp_path / "in/teapot/GHSA-1.json").write_text(json.dumps(an_osv_entry()))
    assert refresh.main([str(tmp_path / "in")], path=tmp_path / "known.json") == 0
    assert capsys.readouterr().out == (
        "1 advisories about the locked packages, known up to 2026-10-02; 0 of them hold.\n"
    )
    assert [advisory["id"] for advisory in read_known(tmp_path / "known.json")["advisories"]] == ["GHSA-1"]


def test_a_zip_is_read(tmp_path):
    (tmp_path / "all.zip").write_bytes(zipped(an_osv_entry(), an_osv_entry(id="GHSA-2")))
    assert refresh.main([str(tmp_path / "all.zip")], path=tmp_path / "known.json") == 0
    assert len(read_known(tmp_path / "known.json")["advisories"]) == 2


def test_without_a_place_the_public_address_is_asked(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        urllib.request, "urlopen", lambda url, timeout: asked.append(url) or io.BytesIO(zipped(an_osv_entry()))
    )
    assert refresh.main([], path=tmp_path / "known.json") == 0
    assert asked == [refresh.PUBLISHED_AT]


def broken_version():
    entry = an_osv_entry()
    entry["affected"][0]["ranges"][1]["events"][1]["fixed"] = "the next one"
    return zipped(entry)


@pytest.mark.parametrize("content", [None, b"not a zip", zipped(), broken_version()], ids=range(4))
def test_what_cannot_be_read_leaves_the_file_as_it_was(tmp_path, capsys, content):
    (tmp_path / "known.json").write_text("as it was")
    if content is not None:
        (tmp_path / "all.zip").write_bytes(content)
    assert refresh.main([str(tmp_path / "all.zip")], path=tmp_path / "known.json") == 1
    assert "No advisories could be read from" in capsys.readouterr().err
    assert (tmp_path / "known.json").read_text() == "as it was"


def test_nothing_to_read_is_said_in_a_sentence():
    with pytest.raises(ValueError, match="There is no advisory in it"):
        refresh.about(HERE, [])


def test_the_file_in_the_project_is_written_as_the_command_writes_it():
    known = read_known()
    assert refresh.KNOWN.read_text(encoding="utf-8") == refresh.as_text(known)
