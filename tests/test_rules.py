"""Every rule has a bad corpus: the miniature one with a few files changed, and the messages that must come out.

tests/corpora/bad/<rule>/ holds the changed files, laid over tests/corpora/good/; `remove.txt` names files to take
away, `expected.txt` is the whole report. `python3 scripts/dev.py accept` writes the reports anew.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.corpus.load import SHAPE_RULES, load
from macros.corpus.rules import RULES, check, name_of
from macros.corpus.source import READING_RULES
from macros.problems import Refused
from tests.conftest import GOOD, ROOT

BAD = ROOT / "tests" / "corpora" / "bad"
NAMES = sorted([*READING_RULES, *SHAPE_RULES, *map(name_of, RULES)])


def report(data: Path) -> str:
    """Return the report of a folder's problems."""
    return str(Refused(check(load(data)))) + "\n"


def laid_over(bad: Path, folder: Path) -> Path:
    """Return a copy of the miniature corpus with the files of a bad one laid over it."""
    data = folder / "data"
    shutil.copytree(GOOD, data)
    removed = bad / "remove.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (data / name).unlink()
    shutil.copytree(bad, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt", "remove.txt"))
    return data


def test_the_miniature_corpus_is_good() -> None:
    assert report(GOOD) == "0 problems found.\n"


def test_every_rule_has_a_bad_corpus_and_every_bad_corpus_a_rule() -> None:
    assert sorted(path.name for path in BAD.iterdir()) == NAMES


@pytest.mark.parametrize("rule", NAMES)
def test_a_bad_corpus_is_reported(rule: str, tmp_path: Path, accept: bool) -> None:
    found = report(laid_over(BAD / rule, tmp_path))
    expected = BAD / rule / "expected.txt"
    if accept:
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")
    assert f": {rule}\n" in found


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_explains_itself(rule: object) -> None:
    explanation = rule.__doc__ or ""
    assert len(explanation.split()) >= 10, "a contributor reads this docstring"
