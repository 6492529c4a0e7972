"""The files in docs/deployment do what its page says, as far as that can be tried here."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

HOUSE = Path(__file__).resolve().parent.parent.parent
FOLDER = HOUSE / "docs/deployment"
UNITS = sorted([*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")])
FLOORS = ["edi_tracker", "plans", "actions", "measures", "templates", "static", "fixtures"]


def read(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def run(*command):
    """What a program says, and its exit code; skipped where the program is not installed."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def instructions():
    """The Dockerfile as (instruction, what follows), continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", read("Dockerfile"))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line and not line.startswith("#")]


def of(kind):
    return [what for instruction, what in instructions() if instruction == kind]


def test_an_image_is_built_in_stages_from_a_release_that_is_named_whole():
    assert len(of("FROM")) == 2
    assert all(re.match(r"python:3\.11\.\d+-slim-bookworm( AS \w+)?$", image) for image in of("FROM"))


def test_an_image_runs_as_nobody_in_particular_and_says_how_it_is():
    assert of("USER") == ["10001:10001"]
    last_user = max(number for number, (kind, _) in enumerate(instructions()) if kind == "USER")
    assert {kind for kind, _ in instructions()[last_user:]}.isdisjoint({"RUN", "COPY"})
    assert of("STOPSIGNAL") == ["SIGTERM"]
    assert "/healthz" in of("HEALTHCHECK")[0]
    assert of("CMD")[0].startswith("[")


def test_an_image_takes_only_what_it_needs_and_no_secret():
    assert of("ADD") == of("ARG") == []
    assert not [line for line in of("ENV") if re.search("KEY|TOKEN|PASSWORD", line)]
    copied = [what.split()[0] for what in of("COPY") if not what.startswith("--from")]
    assert set(FLOORS) <= set(copied)
    assert [name for name in copied if not (HOUSE / name).exists()] == []
    kept = (HOUSE / ".dockerignore").read_text().splitlines()
    assert [
        name
        for what in of("COPY")
        if not what.startswith("--from")
        for name in what.split()[:-1]
        if f"!{name}" not in kept
    ] == []
    assert "--require-hashes" in of("RUN")[0]


def test_the_image_needs_nothing_that_a_read_only_container_lacks():
    compose = read("compose.yaml")
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "/tmp:mode=1777"):
        assert line in compose


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_timer_runs_a_command_that_there_is(path):
    for command in re.findall(r"^Unit=edi-tracker-manage@(\w+)\.service$", path.read_text(), re.MULTILINE):
        assert command in get_commands()
    assert (path.suffix == ".service") == ("ExecStart=" in path.read_text())


def test_what_must_happen_regularly_has_a_timer():
    timed = re.findall(r"manage@(\w+)\.service", "".join(path.read_text() for path in FOLDER.glob("*.timer")))
    assert set(timed) == {"seal_history", "verify_history", "backup", "clearsessions"}


@pytest.mark.parametrize("name", ["edi-tracker.service", "edi-tracker-manage@.service"])
def test_a_service_has_no_rights_that_it_does_not_use(name):
    lines = read(name).splitlines()
    for line in (
        "NoNewPrivileges=true",
        "CapabilityBoundingSet=",
        "ProtectSystem=strict",
        "PrivateTmp=true",
        "UMask=0077",
    ):
        assert line in lines


@pytest.mark.parametrize("name", ["edi-tracker.service", "edi-tracker-manage@.service"])
def test_systemd_finds_a_service_little_exposed(name, tmp_path):
    unit = tmp_path / name.replace("@", "-of-a-name")
    unit.write_text(read(name))
    code, said = run("systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit))
    assert code == 0, said


def test_systemd_reads_the_units(tmp_path):
    for path in UNITS:
        (tmp_path / path.name).write_text(re.sub(r"=/opt/\S+", "=/bin/true", path.read_text()))
    _, said = run("systemd-analyze", "verify", *(str(tmp_path / path.name) for path in UNITS if "@" not in path.name))
    assert [line for line in said.splitlines() if "edi-tracker" in line] == []


def test_nginx_reads_its_configuration(tmp_path):
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subject = ["-subj", "/CN=edi.example.gov.uk"]
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        str(key),
        "-out",
        str(certificate),
        *subject,
    )
    site = read("nginx.conf").replace("/etc/letsencrypt/live/edi.example.gov.uk", str(tmp_path))
    site = re.sub(r"listen (80|443)", r"listen 127.0.0.1:18\1", re.sub(r"listen \[::\].*", "", site))
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ {site} }}", encoding="utf-8"
    )
    code, said = run("nginx", "-t", "-c", str(tmp_path / "nginx.conf"))
    assert code == 0, said


@pytest.mark.parametrize("header", ["Host $host", "X-Forwarded-Proto $scheme", "X-Forwarded-For $remote_addr"])
def test_nginx_writes_over_what_a_visitor_could_forge(header):
    assert f"proxy_set_header {header};" in read("nginx.conf")


def test_caddy_reads_its_configuration():
    code, said = run("caddy", "validate", "--adapter", "caddyfile", "--config", str(FOLDER / "Caddyfile"))
    assert code == 0, said


def test_hadolint_finds_nothing():
    assert run("hadolint", str(FOLDER / "Dockerfile")) == (0, "")


def test_the_page_names_every_file_in_the_folder():
    page = (HOUSE / "docs/deployment.md").read_text(encoding="utf-8")
    assert [path.name for path in FOLDER.iterdir() if path.is_file() and path.name not in page] == []
