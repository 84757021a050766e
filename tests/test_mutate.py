"""The task that changes the meaning of code tells what the tests notice from what they do not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.mutants import mutants
from scripts.mutate import packages, sample
from tests.project import ROOT, contents

MODULE = '''"""A small module."""


def is_small(number: int) -> bool:
    return number < 10


def is_unwatched(number: int) -> bool:
    return number == 3


TOPICS = sorted(["b", "a"])
'''
TESTS = """
import subprocess
import sys

from macros.small.numbers import TOPICS, is_small, is_unwatched


def test_small():
    assert is_small(9)
    assert not is_small(10)
    assert TOPICS == ["a", "b"]
    is_unwatched(3)


def test_slow():
    subprocess.run([sys.executable, "-c", ""], check=True)
    assert is_unwatched(3)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one module with one function that a fast test watches, and one that is only called."""
    root = tmp_path / "project"
    for name, text in {
        "macros/__init__.py": "",
        "macros/small/__init__.py": "",
        "macros/small/numbers.py": MODULE,
        "tests/__init__.py": "",
        "tests/test_small.py": TESTS,
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\naddopts = ["--import-mode=importlib"]\nmarkers = ["browser: x"]\n',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has forks and says which cores there are")
def test_what_tests_notice_is_killed_and_what_they_do_not_is_shown(project: Path) -> None:
    before = contents(project)
    command = [sys.executable, "-m", "scripts.mutate", "small", "--sample", "0", "--root", str(project)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 fast tests." in done.stdout
    shown = [line for line in done.stdout.splitlines() if line.startswith("+ ")]
    assert shown == ["+    return None", "+    return (number != 3)", "+    return number == 4"]
    assert "+    return number <= 10" not in done.stdout
    assert done.stdout.splitlines()[-1].split()[:5] == ["small", "4", "of", "7", "killed"]
    assert contents(project) == before


def changes(tmp_path: Path, name: str, text: str) -> list[str]:
    """Return what stands in place of a text, for each of its mutants."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [each.text for each in mutants(tmp_path, path)]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a < b", "(a <= b)"),
        ("a in b", "(a not in b)"),
        ("a and b", "(a or b)"),
        ("not a", "(bool(a))"),
        ("a[0]", "(a[-1])"),
        ("a[-1]", "(a[0])"),
        ("sorted(a)", "list(a)"),
        ("any(a)", "(all(a))"),
        ("a.startswith(b)", "(a.endswith(b))"),
        ("a()", "pass"),
        ("x = True", "x = False"),
        ("x = 1", "x = 2"),
        ("x = a - b", "x = (a + b)"),
    ],
)
def test_a_small_change_of_meaning(text: str, changed: str, tmp_path: Path) -> None:
    assert changed in changes(tmp_path, "a.py", text)


@pytest.mark.parametrize(
    "text", ['"""Words, 1 < 2."""', "def f(a: 'x' = None) -> 'a < b': ...", "@f(True)\nclass A: ..."]
)
def test_what_does_not_run_is_left_alone(text: str, tmp_path: Path) -> None:
    assert changes(tmp_path, "a.py", text) == []


def test_in_a_template_escaping_and_conditions_are_changed(tmp_path: Path) -> None:
    assert changes(tmp_path, "a.jinja", "{{ a }}{% if b %}{{ c | e }}{% endif %}") == [
        "{{ ( a )|safe }}{% if b %}{{ c | e }}{% endif %}",
        "{{ a }}{% if not (b) %}{{ c | e }}{% endif %}",
        "{{ a }}{% if b %}{{ ( c | e )|safe }}{% endif %}",
        "{{ a }}{% if b %}{{ c }}{% endif %}",
    ]


def test_letters_of_more_than_one_byte_do_not_shift_a_change(tmp_path: Path) -> None:
    assert 'x = "\u00e9", (a <= b)' in changes(tmp_path, "a.py", 'x = "\u00e9", a < b')


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "macros" / "markup", tmp_path / "macros" / "markup")
    files = packages(tmp_path)["markup"]
    assert sample(tmp_path, files, 5, 1) == sample(tmp_path, files, 5, 1)
    assert sample(tmp_path, files, 5, 1) != sample(tmp_path, files, 5, 2)
    assert len(sample(tmp_path, files, 0, 1)) > 50
