"""What must not be in the product's code: running words as code, weak chance and digests, scripts that build markup."""

import ast
import re

import pytest

from tests.test_architecture import HOUSE, ROOMS, imported, name_of, tree_of

RUNS_WORDS = {"eval", "exec", "compile", "__import__"}
MAKES_OBJECTS_OR_RUNS_PROGRAMS = {"pickle", "marshal", "shelve", "subprocess", "pty", "code"}
MAKES_TEMPLATES_OF_WORDS = {"Template", "Engine", "engines"}
STARTS_PROGRAMS = ["plans/backups/postgresql.py"]  # pg_dump and pg_restore, by a list of words and no shell
IN_SCRIPTS = (
    "innerHTML|outerHTML|insertAdjacentHTML|document.write|eval|Function|postMessage|document.cookie|"
    "localStorage|sessionStorage|indexedDB"
)
SCRIPTS = sorted((HOUSE / "static").rglob("*.js"))
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))


def calls(path):
    """Each call in a file as (what is called, in full; the names of its keywords)."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), {word.arg: ast.unparse(word.value) for word in node.keywords}


def test_no_words_are_run():
    called = [(name_of(path), name, keywords) for path in ROOMS for name, keywords in calls(path)]
    assert [(file, name) for file, name, _ in called if name in RUNS_WORDS or name.startswith("os.system")] == []
    assert [file for file, _, keywords in called if keywords.get("shell", "False") != "False"] == []
    uses = {name_of(path) for path in ROOMS if {*imported(tree_of(path))} & MAKES_OBJECTS_OR_RUNS_PROGRAMS}
    assert sorted(uses) == STARTS_PROGRAMS


def test_templates_of_the_product_are_files():
    imports = [
        (name_of(path), alias.name)
        for path in ROOMS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.template")
        for alias in node.names
    ]
    assert [(file, name) for file, name in imports if name in MAKES_TEMPLATES_OF_WORDS] == []


def test_chance_and_digests_are_fit_for_secrets():
    assert [name_of(path) for path in ROOMS if "random" in imported(tree_of(path))] == []
    used = {(name, keywords.get("usedforsecurity")) for path in ROOMS for name, keywords in calls(path)}
    digests = {(name, secret) for name, secret in used if re.fullmatch(r"hashlib\.\w+", name)}
    # The file of breached passwords is searched by SHA-1, which protects nothing there.
    assert digests == {("hashlib.sha256", None), ("hashlib.file_digest", None), ("hashlib.sha1", "False")}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_build_no_markup_and_keep_nothing(path):
    script = path.read_text(encoding="utf-8")
    for channel in re.findall(r"(\w+) = new BroadcastChannel\(", script):  # reaches pages of this site only
        script = script.replace(f"{channel}.postMessage(", "")
    assert re.findall(rf"\b(?:{IN_SCRIPTS})\b", script) == []


def test_templates_hold_no_script_and_escape_what_they_show():
    texts = {name_of(path): path.read_text(encoding="utf-8") for path in TEMPLATES}
    unescaped = re.compile(r"\|\s*(?:safe|safeseq)\b|autoescape off|<script(?![^>]*\bsrc=)|javascript:")
    assert {name: found for name, text in texts.items() if (found := unescaped.findall(text))} == {}
