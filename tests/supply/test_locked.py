"""Every package is locked to one version and to the digests of its files, and no file names where they come from."""

import re

import pytest

from edi_tracker.supply.locked import HOUSE, INSTALLED, LOCKED, all_pins, pins_of

INSTALLERS = ["Makefile", ".ci/run", "README.md", *sorted(str(p.relative_to(HOUSE)) for p in HOUSE.glob("docs/**/*"))]
ONE = "teapot==1.5.0 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "a" * 64


def written(tmp_path, text):
    path = tmp_path / "requirements.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_every_requirement_pins_one_version_and_its_digests(path):
    pins = pins_of(path)
    assert len(pins) == len(re.findall(r"(?m)^[A-Za-z0-9]", path.read_text()))
    assert all(pin.hashes for pin in pins)


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_no_requirement_file_names_a_host_or_a_path(path):
    assert re.findall(r"\w+://|^\s*-(?!-hash)|--(?!hash)[a-z-]+| @ |file:", path.read_text(), re.MULTILINE) == []


def test_tests_run_on_the_versions_that_a_server_installs():
    tested = {pin.name: pin for pin in pins_of(LOCKED[1])}
    assert [pin.name for pin in pins_of(INSTALLED) if tested[pin.name].version != pin.version] == []


def test_whatever_installs_packages_asks_for_their_digests():
    lines = [
        line
        for name in INSTALLERS
        if (HOUSE / name).suffix not in (".png", ".svg") and (HOUSE / name).is_file()
        for line in (HOUSE / name).read_text(encoding="utf-8").splitlines()
        if re.search(r"pip3? install\b", line)
    ]
    assert len(lines) >= 4
    assert [line for line in lines if "--require-hashes" not in line] == []


def test_a_pin_knows_its_version_digests_and_who_asks_for_it(tmp_path):
    text = (
        ONE + "\n    # via\n    #   edi-tracker (pyproject.toml)\n    #   tea-set\nkettle==2 --hash=sha256:" + "b" * 64
    )
    teapot, kettle = pins_of(written(tmp_path, "# a comment\n" + text + "\n    # via teapot\n"))
    assert (teapot.name, str(teapot.version), teapot.hashes) == ("teapot", "1.5.0", ("a" * 64,))
    assert (teapot.wanted_by, kettle.wanted_by) == (("edi-tracker", "tea-set"), ("teapot",))


@pytest.mark.parametrize("line", ["teapot>=1.5", "teapot==1.*", "teapot", "teapot @ https://example.org/t.whl"])
def test_a_requirement_that_pins_no_version_is_refused(tmp_path, line):
    with pytest.raises(ValueError, match="does not pin one version"):
        pins_of(written(tmp_path, ONE.replace("teapot==1.5.0 ; sys_platform == 'win32'", line)))


def test_a_requirement_without_a_digest_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"teapot==1.5.0 has no hash"):
        pins_of(written(tmp_path, "teapot==1.5.0\n"))


def test_packages_of_both_files_are_named_once():
    names = [pin.name for pin in all_pins(LOCKED)]
    assert names == sorted(set(names))
    assert {"django", "pytest"} <= set(names)
