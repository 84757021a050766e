"""Tidying changes no value, loses no comment, and leaves what is tidy alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.corpus import layout, source
from macros.corpus.files import RecordFile, record_file, record_files, replace
from macros.corpus.layout import laid_out
from macros.corpus.records import RECORDS, Topic
from macros.corpus.spans import spans
from macros.problems import Refused
from tests.project import ROOT, contents

EVERY = list(record_files(ROOT / "data"))
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LINE = "# yaml-language-server: $schema=../schema/topics.json\n"
MESSY = """\
# Of the record.
title:   'Plain words'
concordance: [ {label: "technology transfer",
   # Of the scheme.
   scheme: EuroVoc} ]
# Above the definition.
definition: |-
  One text that does not fit on its line, because it goes on and on until it has
  been folded at the hundredth column.
note: "it's: \\"quoted\\""

id:
  "a"
   # At the end.
"""
TIDY = (
    LINE
    + """\
id: a
# Of the record.
title: Plain words
# Above the definition.
definition: |-
  One text that does not fit on its line, because it goes on and on until it has
  been folded at the hundredth column.
concordance:
  # Of the scheme.
  - scheme: EuroVoc
    label: technology transfer
note: "it's: \\"quoted\\""
# At the end.
"""
)


def tidied(text: str) -> str:
    return laid_out(text, "data/topics/a.yml", "topics", Topic)


def test_all_records_are_tidy() -> None:
    assert len(EVERY) > 250
    for file in EVERY:
        assert file.tidied() == file.text(), f"{file.name}; run: python3 scripts/dev.py format"


@pytest.mark.parametrize(
    "style",
    [
        {"default_flow_style": True, "width": 10_000},
        {"default_style": "'", "width": 40, "indent": 6},
        {"default_style": ">", "width": 60},
        {"default_style": "|", "indent": 4},
    ],
    ids=str,
)
def test_the_form_does_not_depend_on_how_the_record_was_typed(style: dict[str, Any]) -> None:
    for file in EVERY:
        values = source.read_text(file.text(), file.name).values
        other = yaml.dump(values, Dumper=DUMPER, allow_unicode=True, sort_keys=True, **style)
        head, *lines = file.text().splitlines(keepends=True)
        without_comments = head + "".join(line for line in lines if not line.startswith("#"))
        assert laid_out(other, file.name, file.kind, file.record) == without_comments, file.name


def test_a_messy_record_becomes_tidy_with_all_its_comments() -> None:
    assert tidied(MESSY) == TIDY
    assert tidied(tidied(MESSY)) == tidied(MESSY)


@pytest.mark.parametrize(
    "file",
    [EVERY[0], next(f for f in EVERY if f.kind == "items"), next(f for f in EVERY if f.name.endswith("/22.yml"))],
    ids=lambda file: str(file.name),
)
def test_a_comment_on_any_line_survives(file: RecordFile) -> None:
    """Above every key and every entry, at once and one at a time."""
    text = file.text()
    lines = text.split("\n")
    starts = sorted({span.lines.start for span in spans(text, file.record)} - {0})
    above = {n: f"{' ' * (len(lines[n]) - len(lines[n].lstrip()))}# above {n}" for n in starts}
    everywhere = [each for n, line in enumerate(lines) for each in ([above[n], line] if n in above else [line])]
    one_each = [[*lines[:n], above[n], *lines[n:]] for n in starts[::9]]
    deeper = [[*lines[:n], "          # deep", *lines[n:]] for n in starts[::9] if not lines[n - 1].startswith("    ")]
    for some in [everywhere, *one_each, *deeper]:
        commented = "\n".join(some)
        if source.read_text(commented, "").values != source.read_text(text, "").values:
            continue  # inside a folded text it is no comment
        new = laid_out(commented, file.name, file.kind, file.record)
        assert sorted(comments(new)) == sorted(comments(commented))
        assert laid_out(new, file.name, file.kind, file.record) == new
    assert laid_out("\n".join(everywhere), file.name, file.kind, file.record).count("# above") == len(starts)


def comments(text: str) -> list[str]:
    return [words for _, words in source.read_text(text, "").comments]


def test_the_order_of_keys_moves_comments_with_them() -> None:
    text = LINE + "definition: Words.\n# Of the title.\ntitle: A\n# Of the name.\nid: a\n"
    assert tidied(text) == LINE + "# Of the name.\nid: a\n# Of the title.\ntitle: A\ndefinition: Words.\n"


def test_a_comment_of_the_key_that_comes_first_stands_above_the_hyphen() -> None:
    text = LINE + "concordance:\n  - label: x\n    # Of the scheme.\n    scheme: EuroVoc\n"
    wanted = LINE + "concordance:\n  # Of the scheme.\n  - scheme: EuroVoc\n    label: x\n"
    assert tidied(text) == tidied(wanted) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "a  b",
        "x: y",
        "#x",
        "a #b",
        "- a",
        "'",
        '"',
        "\\",
        "''\"",
        "[a",
        "{{ x }}",
        "a:",
        "?",
        "%",
        "@",
        "`",
        "!x",
        "&x",
        "*x",
        "no",
        "07",
        "null",
        "~",
        "2007-09-24",
        "0x1F",
        "---",
        "é",
        "a\n\nb",
        "a\nb",
        "x " * 90,
        "y" * 200,
        " #".join("abc" * 60),
        ": ".join("def" * 60),
        "a  " * 60,
    ],
)
def test_any_text_is_read_back_as_it_was(words: str) -> None:
    typed = yaml.safe_dump({"id": "a", "title": words, "definition": "D."}, allow_unicode=True)
    new = tidied(typed)
    values = source.read_text(new, "").values
    assert isinstance(values, dict)
    assert values["title"] == words.strip()
    assert tidied(new) == new


@pytest.mark.parametrize("wrong", ["value", "comment"])
def test_a_form_that_would_change_something_is_not_written(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    proper = layout._lines
    monkeypatch.setattr(
        layout,
        "_lines",
        lambda *given, **named: (
            line.replace("Plain", "Pain") if wrong == "value" else line.replace("# At", "# It")
            for line in proper(*given, **named)
        ),
    )
    with pytest.raises(Refused, match="form-keeps-content"):
        tidied(MESSY)


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "dev.py"), "format", *arguments, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=data)


def test_the_command_tidies_what_is_named_and_leaves_what_is_broken(tmp_path: Path) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    good, broken = data / "topics" / "evaluation.yml", data / "topics" / "enforcement.yml"
    before = good.read_bytes()
    good.write_bytes(before.replace(b"title: ", b"title:   "))
    broken.write_bytes(b"title: 'x\n")
    untidy = contents(data)
    checked = run(data, "--check")
    assert checked.returncode == 1
    title = next(line for line in before.decode().splitlines() if line.startswith("title: "))
    assert f"not tidy: data/topics/evaluation.yml\n  instead of line 3 write:\n{title}\n\n" in checked.stdout
    assert "data/topics/enforcement.yml:1:8: yaml-is-readable\n  1 | title: 'x\n    |        ^\n" in checked.stderr
    assert contents(data) == untidy
    done = run(data, "topics/evaluation.yml")
    assert (done.returncode, done.stdout) == (0, "tidied: data/topics/evaluation.yml\n1 records, 1 of them tidied.\n")
    assert good.read_bytes() == before
    assert run(data).returncode == 1
    assert broken.read_bytes() == b"title: 'x\n"
    assert "is no record" in run(data, "LICENSE.md").stderr


def test_what_is_not_tidy_is_shown_as_it_should_stand(tmp_path: Path) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    path = data / "topics" / "evaluation.yml"
    first, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([others[0], "\n", *others[1:]]), encoding="utf-8", newline="\n")
    said = run(data, "--check").stdout.split("\n\n")[0]
    assert said == f"not tidy: data/topics/evaluation.yml\n  before line 1 write:\n{first}  take out line 2"


def test_a_path_may_have_slashes_of_either_kind() -> None:
    named = [
        record_file(ROOT / "data", given) for given in ("data/topics/evaluation.yml", r"data\topics\evaluation.yml")
    ]
    assert [file.name for file in named if file] == ["data/topics/evaluation.yml"] * 2


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        replace(path, "new \ud800")
    assert contents(tmp_path) == {"a.yml": b"old"}


def test_every_kind_is_tidied() -> None:
    assert {file.kind for file in EVERY} == set(RECORDS)
