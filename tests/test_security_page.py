"""The security pages keep to the truth: every test that they name exists, every requirement stands there once."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
PAGES = ["security.md", "security/asvs.md"]

# ASVS 5.0.0: what applies of levels 1 and 2, and what is taken of level 3.
LEVEL_2 = """
    1.1.1-2 1.2.1-5 1.2.9 1.3.2-3 1.3.7 1.3.10-11 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1 3.4.3-6
    3.5.1 3.5.3 3.7.1-2 4.1.1-3 4.2.1 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-2 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-3 6.5.5
    7.1.1-2 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 8.1.1-2 8.2.1-3 8.3.1 8.4.1 11.1.2 11.2.1 11.2.3 11.4.1-3 11.5.1
    12.1.1-2 12.2.1-2 12.3.1 13.1.1 13.2.2-4 13.3.1-2 13.4.1-3 13.4.5 14.1.1-2 14.2.1-4 14.3.1-3
    15.1.1-3 15.2.1-3 15.3.1 15.3.3-5 15.3.7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3
"""
LEVEL_3 = "1.2.10 5.2.4 8.3.2 14.2.7 15.4.1 15.4.2 16.5.4"

A_TEST = re.compile(r"`(?:tests/)?((?:\w+/)*test_\w+\.py)(?:::(\w+))?`")
A_FILE = re.compile(r"`((?:docs|plans|actions|templates|static)/[\w./-]+\.\w+)`")
A_LINK = re.compile(r"\]\((?!https:)([^)]+)\)")
REQUIREMENT = re.compile(r"^\| ([\d.]+) \| ([^|]+) \| (met|partly|not met) \| ([^|]+) \|$", re.MULTILINE)
PROMISE = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
STATES = ["met", "partly", "not met"]
FEWEST_WORDS = 4


def text_of(page):
    return (HOUSE / "docs" / page).read_text(encoding="utf-8")


def numbers(ranges):
    """Each number of "1.2.1-3 1.2.9"."""
    for part in ranges.split():
        head, _, tail = part.rpartition(".")
        first, _, last = tail.partition("-")
        yield from (f"{head}.{number}" for number in range(int(first), int(last or first) + 1))


@cache
def named_in(path):
    """The names of a file's tests; none where there is no such file."""
    file = HOUSE / "tests" / path
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if file.exists() else ()
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def is_there(path, test):
    """Whether a file has this test, or any where none is named."""
    return test in named_in(path) if test else bool(named_in(path))


def is_shown(proof):
    return bool(A_TEST.search(proof) or A_FILE.search(proof)) or has_words(proof)


def has_words(proof):
    return len(A_TEST.sub("", proof).split()) >= FEWEST_WORDS


def of_level_2_and_3():
    """The rows of both, each as (number, what, state, proof)."""
    level_2, level_3 = text_of("security/asvs.md").split("## Seven of level 3")
    return REQUIREMENT.findall(level_2), REQUIREMENT.findall(level_3)


@pytest.mark.parametrize("name", PAGES)
def test_every_test_that_is_named_exists(name):
    named = A_TEST.findall(text_of(name))
    assert len(named) > 20
    assert [f"{path}::{test}" for path, test in named if not is_there(path, test)] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_is_named_exists(name):
    folder = (HOUSE / "docs" / name).parent
    named = [HOUSE / path for path in A_FILE.findall(text_of(name))]
    named += [folder / path for path in A_LINK.findall(text_of(name))]
    assert [path for path in named if not path.exists()] == []


def test_each_of_the_160_requirements_stands_there_once():
    expected = list(numbers(LEVEL_2))
    assert len(expected) == 160
    assert Counter(number for number, *_ in of_level_2_and_3()[0]) == Counter(expected)


def test_each_of_the_seven_of_level_3_stands_there_once():
    assert [number for number, *_ in of_level_2_and_3()[1]] == LEVEL_3.split()


def test_each_requirement_has_a_test_or_a_sentence_and_what_is_short_a_sentence():
    rows = [row for rows in of_level_2_and_3() for row in rows]
    assert [number for number, _, _, proof in rows if not is_shown(proof)] == []
    assert [number for number, _, state, proof in rows if state != "met" and not has_words(proof)] == []


def test_the_counts_are_true():
    page = text_of("security/asvs.md")
    for rows, title in zip(of_level_2_and_3(), ["level 2 (160)", "of level 3 (7)"], strict=True):
        found = Counter(state for _, _, state, _ in rows)
        assert f"| {title} | {' | '.join(str(found[state]) for state in STATES)} |" in page


def test_all_28_promises_are_there_with_a_test_or_a_measurement_and_both_figures():
    rows = PROMISE.findall(text_of("security.md"))
    assert [int(number) for number, *_ in rows] == list(range(1, 29))
    assert [number for number, _, tests, *_ in rows if not A_TEST.search(tests) and "make bench" not in tests] == []
    assert [number for number, *_, sqlite, postgresql in rows if not (sqlite.strip() and postgresql.strip())] == []


def test_people_find_the_page():
    assert "docs/security.md" in (HOUSE / "README.md").read_text(encoding="utf-8")
    assert "(security/asvs.md)" in text_of("security.md")
