"""Every rule has a bad corpus: the miniature one with a few files changed, and the messages that must come out.

tests/corpora/bad/<rule>/ holds the changed files, laid over tests/corpora/good/. `remove.txt` names files to take
away; `repeat.txt` has lines such as `recommendations/01.yml 600000`, which make that file longer by a comment of so
many characters, so that nobody has to keep a huge file. `expected.txt` is the whole report; `--accept` writes it anew.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from macros.corpus.forms import FORMS
from macros.corpus.load import load
from macros.corpus.messages import SHAPE_RULES
from macros.corpus.records import KINDS, Date, Edition, Record, Redirects
from macros.corpus.rules import RULES, check, name_of
from macros.corpus.source import READING_RULES
from macros.problems import Refused
from tests.conftest import GOOD
from tests.project import ROOT

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
    notes = shutil.ignore_patterns("expected.txt", "remove.txt", "repeat.txt")
    shutil.copytree(bad, data, dirs_exist_ok=True, ignore=notes)
    repeated = bad / "repeat.txt"
    for line in repeated.read_text(encoding="utf-8").splitlines() if repeated.exists() else ():
        name, characters = line.split()
        with (data / name).open("a", encoding="utf-8", newline="\n") as file:
            file.write("#" * int(characters) + "\n")
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


def test_recommendations_stand_in_the_promised_document(tmp_path: Path) -> None:
    data = laid_over(BAD / "the-agenda-is-held", tmp_path)
    edition = data / "edition.yml"
    edition.write_text(
        edition.read_text(encoding="utf-8").replace("agenda: wo-ga-31-4", "agenda: wo-ga-30-3"), encoding="utf-8"
    )
    found = report(data)
    assert found.count(": the-agenda-is-held\n") == 5
    assert 'found:  "mini-agenda"\n  repair: write "wo-ga-30-3"' in found


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_explains_itself(rule: object) -> None:
    explanation = rule.__doc__ or ""
    assert len(explanation.split()) >= 10, "a contributor reads this docstring"


def test_every_pattern_is_put_in_words() -> None:
    records: list[type[Record]] = [*KINDS.values(), Edition, Redirects]
    schemas = str([record.model_json_schema() for record in records])
    patterns = {found.replace(r"\\", "\\") for found in re.findall(r"'pattern': '([^']*)'", schemas)}
    assert patterns - {TypeAdapter(Date).json_schema()["pattern"]} == set(FORMS)
