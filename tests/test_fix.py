"""What is certain is repaired, what is not is left, and the source's words are never touched."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.corpus.contract import fields, parts
from macros.corpus.load import load
from macros.corpus.records import RECORDS, Recommendation, Term
from macros.corpus.records.common import Mark
from macros.corpus.repair import applied, cleaned
from macros.corpus.rules import check
from macros.problems import Edit, Place
from macros.spelling import certain
from scripts.fix_records import fix
from tests.project import ROOT, Project, contents

FAULTS = [
    ("recommendations/22.yml", "  - competition-policy\n", "  - Competition_polcy\n"),
    ("recommendations/22.yml", "gist: >-\n", "gsit: >-\n"),
    ("recommendations/22.yml", "cluster: b\n", "cluster: B\n"),
    ("recommendations/22.yml", "    basis: stated\n", "    basis: 'Stated'\n"),
    ("recommendations/22.yml", "    kind: inconsistency\n", "    kind: inconsistancy\n"),
    (
        "recommendations/29.yml",
        "immediate_implementation:\n",
        "related:\n  - to: 22\n    kind: subject\n    reason: >-\n      Both name technology transfer related\n      to intellectual property.\nimmediate_implementation:\n",
    ),
    ("terms/ldc.yml", "cites: witnesses/wipo-ldc", "cites: documents/wipo-ldc"),
    ("terms/wipo.yml", "kind: ", "kind:\u00a0"),
    ("terms/wipo.yml", "title: World", "title: Wo\u200brld"),
    ("clusters/a.yml", "letter: A\n", "letter: a\n"),
    ("sessions/2003.yml", "  document: wo-ga-30-8\n", "  document: WO/GA/30/8\n"),
    ("witnesses/brochure.yml", "seen: ", "\tseen: "),
]
"""File, what stands there, the fault. A tab before a top-level key has no certain repair: see `LEFT`."""

LEFT = FAULTS.pop()


def planted(folder: Path, *faults: tuple[str, str, str]) -> Path:
    project = Project(folder)
    shutil.copytree(ROOT / "data", folder / "data")
    for name, old, new in faults:
        path = folder / "data" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return project.folder / "data"


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "dev.py"), "fix", *arguments, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_all_that_is_certain_is_repaired_at_once(tmp_path: Path) -> None:
    data = planted(tmp_path, *FAULTS)
    (data / "topics" / "evaluation.yml").rename(data / "topics" / "Evaluation.yaml")
    windows = data / "topics" / "enforcement.yml"
    windows.write_bytes(b"\xef\xbb\xbf" + windows.read_bytes().replace(b"\n", b"\r\n"))
    faulty = contents(data)
    dry = run(data, "--dry-run")
    assert contents(data) == faulty
    assert dry.returncode == 0, dry.stderr
    assert "repairs would be made" in dry.stdout
    done = run(data)
    assert done.returncode == 0, done.stderr
    assert "-  - Competition_polcy\n" in done.stdout
    assert "+  - competition-policy\n" in done.stdout
    assert "+title: World" in done.stdout
    assert "data/topics/Evaluation.yaml renamed to evaluation.yml" in done.stdout
    repaired, original = contents(data), contents(ROOT / "data")
    quoted = repaired["recommendations/22.yml"].replace(b"'stated'", b"stated")
    assert {**repaired, "recommendations/22.yml": quoted} == original
    assert run(data).stdout == "0 repairs made.\n"


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        (LEFT, "characters-are-visible"),
        (("recommendations/22.yml", "directed by Member Sates", "directed by Member States"), "texts-equal-their-source"),
        (("recommendations/22.yml", "words: Member Sates", "words: Member Staets"), "quoted-words-stand-in-the-text"),
        (("recommendations/22.yml", "by Member Sates, issues", "by\u00a0Member Sates, issues"), "characters-are-visible"),
        (("recommendations/22.yml", "cites: documents/cdip-3-3\n", "cites: documents/cdip-3-8\n"), "references-exist"),
        (("recommendations/22.yml", "gist: >-\n", "gist: Words.\ngsit: >-\n"), "fields-are-known"),
        (("recommendations/22.yml", "cluster: b\n", "cluster: x\n"), "references-exist"),
        (("recommendations/29.yml", "immediate_implementation:\n", "related:\n  - to: 22\n    kind: subject\n    reason: Another reason.\nimmediate_implementation:\n"), "relations-point-forward"),
        (("terms/ldc.yml", "id: ldc\n", "id: ldcs\n"), "file-name-is-identifier"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_to_a_human(tmp_path: Path, fault: tuple[str, str, str], rule: str) -> None:
    data = planted(tmp_path, fault)
    before = contents(data)
    assert fix(data) == 0
    assert rule in {problem.rule for problem in check(load(data))}
    assert contents(data) == before


def test_transcripts_are_never_edited(tmp_path: Path) -> None:
    data = planted(tmp_path)
    transcript = data / "sources" / "wo-ga-31-4.txt"
    transcript.write_bytes(b"\xef\xbb\xbf" + transcript.read_bytes().replace(b"\n", b"\r\n"))
    before = contents(data)
    assert run(data).returncode == 1
    assert contents(data) == before


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("CON.yaml", "con"), ("Com1.YML", "com1"), ("nul.yaml", "nul"), ("a" * 81 + ".yaml", "a" * 80)],
)
def test_no_file_gets_a_name_that_the_check_refuses(tmp_path: Path, name: str, identifier: str) -> None:
    data = planted(tmp_path)
    text = (data / "topics" / "ict.yml").read_text(encoding="utf-8")
    (data / "topics" / name).write_text(text.replace("id: ict", f"id: {identifier}"), encoding="utf-8")
    before = contents(data)
    assert fix(data) == 0
    assert contents(data) == before


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_nothing_is_repaired_beside_what_cannot_be_read(tmp_path: Path, dry: list[str]) -> None:
    data = planted(tmp_path, *FAULTS)
    (data / "topics" / "link.yml").symlink_to("ict.yml")
    before = contents(data)
    done = run(data, *dry)
    assert done.returncode == 1
    assert 'found:  a link to "ict.yml"' in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(data) == before


def edit(line: int, column: int, old: str, new: str | None) -> Edit:
    return Edit(Place("x.yml", line, column), old, new)


@pytest.mark.parametrize("kind", RECORDS)
def test_no_edit_reaches_words_of_a_source(kind: str) -> None:
    """For each field that holds words of a source, in each part of each kind: an edit in it is not made."""
    for part in parts(RECORDS[kind]):
        for field in fields(part):
            value = "- word" if field.many else "word"
            text, column = f"{field.name}:\n  {value}\n", 5 if field.many else 3
            changed = applied(text, [edit(2, column, "word", "deed")], part)
            if field.part is None:
                assert (changed == text) == (Mark.SOURCE in field.marks), (part, field.name)
            invisible = f"{field.name}:\n  {value}\u200b\n"
            if field.part is None:
                assert (cleaned(invisible, part) == invisible) == (Mark.SOURCE in field.marks), (part, field.name)


def test_the_fields_with_words_of_a_source_are_these() -> None:
    marked = {
        f"{part.__name__}.{field.name}"
        for record in RECORDS.values()
        for part in parts(record)
        for field in fields(part)
        if Mark.SOURCE in field.marks
    }
    assert " ".join(sorted(marked)) == (
        "Actor.words Beneficiary.words Block.marker Block.text Document.authors Document.symbol Document.title "
        "FieldChange.after FieldChange.before "
        "OfficialHeading.reading Passage.marker Passage.text Recommendation.label Relation.shared Slip.words Term.forms "
        "Variant.reading Variant.words"
    )


def test_under_a_misspelt_key_may_stand_words_of_a_source() -> None:
    assert cleaned("wrods: a\u200bb\nnote: a\u200bb\n", Term) == "wrods: a\u200bb\nnote: ab\n"


def test_an_edit_whose_words_are_not_there_is_not_made() -> None:
    text = "id: a\ntitle: B\n"
    assert applied(text, [edit(2, 8, "C", "D"), edit(9, 1, "x", "y"), edit(1, 5, "a", "[b")], Term) == text


def test_of_a_list_one_entry_goes_and_comments_stay() -> None:
    text = "related:\n  - to: 1\n    reason: >-\n      Two\n      lines.\n  # between\n  - to: 2\n# after\ntopics: []\n"
    once = applied(text, [edit(2, 5, "", None)], Recommendation)
    assert once == "related:\n  # between\n  - to: 2\n# after\ntopics: []\n"
    assert applied(once, [edit(3, 5, "", None)], Recommendation) == "# after\ntopics: []\n"
    assert applied("related: [{to: 1}]\n", [edit(1, 11, "", None)], Recommendation) == "related: [{to: 1}]\n"


def test_letters_that_are_not_what_they_seem_do_not_keep_the_rest_from_repair() -> None:
    assert cleaned("title:\u00a0\u0415valuation\r\nforms:\n\t- a\n", Term) == "title: \u0415valuation\nforms:\n  - a\n"
    assert cleaned("title:\u00a0e\u0301 \ufe0f\u3164b\n", Term) == "title: e\u0301 \ufe0f\u3164b\n"


def test_what_is_left_is_shown_with_its_line(tmp_path: Path) -> None:
    data = planted(tmp_path, ("topics/evaluation.yml", "title: E", "title:\u00a0\u0415"))
    done = run(data)
    assert "-title:<U+00A0>\u0415valuation and review\n+title: \u0415valuation and review\n" in done.stdout
    left = "data/topics/evaluation.yml:3:8: letters-are-what-they-seem\n  3 | title: \u0415valuation and review\n    |        ^\n"
    assert left in done.stderr
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "1 problem found.")


def test_tabs_before_a_line_become_spaces_where_that_is_readable() -> None:
    assert cleaned("forms:\n\t- a\n\t- b\n", Term) == "forms:\n  - a\n  - b\n"
    assert cleaned("id: a\n\ttitle: b\n", Term) == "id: a\n\ttitle: b\n"
    assert cleaned("note: a\tb\n", Term) == "note: a b\n"
    assert cleaned("note: a\u200db\u0007\n", Term) == "note: a\u200db\u0007\n"  # a joiner and a bell: who knows


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        ("competition-polcy", "competition-policy"),
        ("Competition Policy", "competition-policy"),
        ("evalaution", "evaluation"),
        ("evaluations", "evaluation"),
        ("evaliation", "evaluation"),
        ("evaliatoin", None),
        ("wo-ga-30-3", None),
        ("patent-lawa", None),  # two are as near
        ("b", None),
        ("", None),
    ],
)
def test_a_slip_is_certain_only_when_one_choice_is_one_letter_away(word: str, choice: str | None) -> None:
    choices = ["competition-policy", "evaluation", "wo-ga-30-8", "patent-law", "patent-laws", "a"]
    assert certain(word, choices) == choice
