"""The bill of materials names every package that a server installs, is valid, and names nothing of this machine."""

import json
import re
import subprocess
import sys
from email.message import Message

import pytest

from edi_tracker.supply import sbom
from edi_tracker.supply.locked import HOUSE, INSTALLED, pins_of

PINS = {pin.name: pin for pin in pins_of(INSTALLED)}


@pytest.fixture(scope="module")
def bill():
    """The bill, which is checked against CycloneDX's own schema as it is made."""
    return json.loads(sbom.bill_of_materials())


def test_every_package_that_a_server_installs_is_named_with_version_and_digests(bill):
    found = {part["name"]: part for part in bill["components"]}
    assert found.keys() == PINS.keys()
    for name, pin in PINS.items():
        assert found[name]["version"] == str(pin.version)
        assert found[name]["purl"] == f"pkg:pypi/{name}@{pin.version}"
        assert {digest["content"] for digest in found[name]["hashes"]} == set(pin.hashes)


def test_every_package_has_a_licence(bill):
    assert [part["name"] for part in bill["components"] if not part.get("licenses")] == []


def test_every_package_is_asked_for_by_another_or_by_edi_tracker(bill):
    asked_for = {name: row.get("dependsOn", []) for row in bill["dependencies"] for name in [row["ref"]]}
    assert {name for names in asked_for.values() for name in names} == PINS.keys()
    assert "django" in asked_for["edi-tracker"]
    assert "urllib3" in asked_for["requests"]


def test_the_bill_is_edi_trackers_own(bill):
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["name"] == "edi-tracker"
    assert f'version = "{bill["metadata"]["component"]["version"]}"' in (HOUSE / "pyproject.toml").read_text()


def test_the_same_packages_give_the_same_bill_in_another_process(tmp_path):
    command = [sys.executable, "-m", "edi_tracker.supply.sbom", str(tmp_path / "out" / "sbom.cdx.json")]
    said = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    assert (tmp_path / "out/sbom.cdx.json").read_text(encoding="utf-8") == sbom.bill_of_materials()
    assert f"names {len(PINS)} packages" in said


def test_the_bill_names_no_path_no_moment_and_no_number_of_its_own(bill):
    text = sbom.bill_of_materials()
    assert [value for value in re.findall(r'"(/[^"]*|file:[^"]*|[A-Z]:\\[^"]*)"', text) if value] == []
    assert not {"serialNumber", "timestamp"} & {*bill, *bill["metadata"]}


def test_a_bill_that_breaks_the_schema_is_not_written(monkeypatch):
    monkeypatch.setattr(sbom.JsonStrictValidator, "validate_str", lambda self, text: "no version")
    with pytest.raises(ValueError, match=r"breaks CycloneDX 1\.6: no version"):
        sbom.bill_of_materials()


@pytest.mark.parametrize(
    ("said", "licences"),
    [
        ({"License-Expression": "MIT OR Apache-2.0", "License": "see LICENSE"}, ["MIT OR Apache-2.0"]),
        ({"License": "BSD-3-Clause"}, ["BSD-3-Clause"]),
        (
            {"License": "Copyright (c) the authors\nAll rights", "Classifier": "License :: OSI :: BSD License"},
            ["BSD License"],
        ),
        ({"Classifier": "License :: OSI :: MIT License"}, ["MIT License"]),
        ({"Classifier": "Topic :: Tea"}, []),
    ],
)
def test_a_licence_is_what_the_package_says_of_itself_as_exactly_as_it_does(monkeypatch, said, licences):
    message = Message()
    for name, value in said.items():
        message[name] = value
    monkeypatch.setattr(sbom, "metadata", lambda name: message)
    found = [getattr(x, "value", None) or x.id or x.name for x in sbom.licences_of("teapot")]
    assert found == licences


def test_a_package_that_is_not_installed_here_and_not_known_has_none():
    assert sbom.licences_of("no-such-package-as-a-teapot") == []
