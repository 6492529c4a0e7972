"""docs/deployment/env.example names every setting, and what it shows passes the checks for production."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
EXAMPLE = (HOUSE / "docs/deployment/env.example").read_text(encoding="utf-8")
READERS = [
    HOUSE / "edi_tracker/settings.py",
    HOUSE / "edi_tracker/environment.py",
    HOUSE / "edi_tracker/metrics.py",
    HOUSE / "edi_tracker/wsgi.py",
    HOUSE / "docs/deployment/gunicorn.conf.py",
]
NOT_FOR_PEOPLE = {"DJANGO_SETTINGS_MODULE"}
LINE = re.compile(r"^(#?)([A-Z][A-Z0-9_]+)=(.*)$", re.MULTILINE)


def names_read():
    """The first argument of every reader of the environment: env_bool("HTTPS", …), os.environ.get("HTTPS")."""
    for path in READERS:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                reader = ast.unparse(call.func)
                if reader.startswith(("env_", "os.environ.")):
                    yield call.args[0].value


def test_every_setting_is_in_the_example_and_nothing_else():
    shown = [name for _, name, _ in LINE.findall(EXAMPLE)]
    assert sorted(shown) == sorted(set(names_read()) - NOT_FOR_PEOPLE)


def test_every_setting_has_its_line_of_words():
    lines = EXAMPLE.splitlines()
    for number, line in enumerate(lines):
        if LINE.match(line):
            assert re.match(r"# \w", lines[number - 1]), line


def test_the_secrets_that_may_come_from_a_file_are_named():
    source = (HOUSE / "edi_tracker/settings.py").read_text(encoding="utf-8")
    secrets = set(re.findall(r'env_secret\("(\w+)"', source)) | {"DATABASE_URL", "DATABASE_REPLICA_URL"}
    head = EXAMPLE.split("\n\n")[0]
    assert {name for name in secrets if name not in head} == set()


def environment(**changes):
    """What the example sets, as a new process gets it, its keys filled in."""
    given = {name: value for hidden, name, value in LINE.findall(EXAMPLE) if not hidden}
    keys = {"SECRET_KEY": "made up for this test only, of fifty letters or more", "SEAL_KEY": "a seal for this test"}
    return {"PATH": os.environ["PATH"], **given, **keys, **changes}


def check(**changes):
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=HOUSE, env=environment(**changes), capture_output=True, text=True, check=False)


def test_the_example_passes_the_checks_for_production(tmp_path):
    done = check(DATABASE_URL=f"sqlite:///{tmp_path}/edi.sqlite3")
    assert (done.returncode, done.stderr) == (0, "System check identified no issues (0 silenced).\n") or done.stdout
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "change",
    [
        {"HTTPS": "false"},
        {"SECRET_KEY": "short"},
        {"TWO_STEP_REQUIRED": "false"},
        {"DATABASE_URL": "postgres://edi_web@db.example/edi"},
    ],
)
def test_what_is_not_safe_does_not_pass(tmp_path, change):
    assert check(**{"DATABASE_URL": f"sqlite:///{tmp_path}/edi.sqlite3"} | change).returncode != 0
