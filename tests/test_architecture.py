"""The house: four floors, imports run down the stairs, each kind of rule in its room."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
FLOORS = ["plans", "actions", "measures", "edi_tracker"]
TOP_LEVEL = {
    *FLOORS, "templates", "static", "fixtures", "tests", "docs", "manage.py", "pyproject.toml", "README.md",
    "Makefile", "LICENSE", "CHANGELOG.md", "requirements.txt", "requirements-dev.txt",
}  # fmt: skip
NOT_IN_THE_HOUSE = {"services.py", "utils.py", "helpers.py", "signals.py", "mixins.py", "constants.py"}
ROOMS = [path for floor in FLOORS for path in sorted((HOUSE / floor).rglob("*.py")) if "migrations" not in path.parts]


def name_of(path):
    return str(path.relative_to(HOUSE))


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree):
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", ROOMS, ids=name_of)
def test_imports_run_down_the_stairs(path):
    above = FLOORS[FLOORS.index(path.relative_to(HOUSE).parts[0]) + 1 :]
    climbs = [module for module in imported(tree_of(path)) if module.split(".")[0] in above]
    assert climbs == []


@pytest.mark.parametrize("path", ROOMS, ids=name_of)
def test_no_import_hides_in_a_function(path):
    hidden = [
        f"{function.name}:{node.lineno}"
        for function in functions(tree_of(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_no_two_modules_import_each_other():
    modules = {
        ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__"): path for path in ROOMS
    }
    arrows = {name: {m for m in imported(tree_of(path)) if m in modules} for name, path in modules.items()}
    circles = [(a, b) for a, targets in arrows.items() for b in targets if a < b and a in arrows[b]]
    assert circles == []


@pytest.mark.parametrize("path", ROOMS, ids=name_of)
def test_a_model_overrides_no_save_and_hears_no_signal(path):
    tree = tree_of(path)
    assert [function.name for function in functions(tree) if function.name in ("save", "delete")] == []
    if name_of(path) != "plans/audit/connections.py":
        assert [module for module in imported(tree) if "signals" in module or module == "django.dispatch"] == []


def test_no_room_is_a_lumber_room():
    assert [name_of(path) for path in ROOMS if path.name in NOT_IN_THE_HOUSE] == []


def test_the_top_level_is_as_designed():
    here = {path.name for path in HOUSE.iterdir() if not path.name.startswith(".")}
    assert here <= TOP_LEVEL


def test_migrations_are_named_for_their_idea():
    assert [name_of(path) for path in HOUSE.glob("*/migrations/*_auto_*.py")] == []


@pytest.mark.parametrize("path", [*ROOMS, *sorted((HOUSE / "tests").rglob("*.py"))], ids=name_of)
def test_files_and_functions_keep_their_budget(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    budget = 40  # twice a glance; what is longer is split
    long = [f.name for f in functions(tree_of(path)) if f.end_lineno - f.lineno + 1 > budget]
    assert long == []


@pytest.mark.parametrize("path", sorted((HOUSE / "templates").rglob("*.html")), ids=name_of)
def test_templates_keep_their_budget_and_the_strict_policy(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    assert re.findall(r"\s(?:style|on[a-z]+)=", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style", text) == []
