"""Files as people break them are refused with a message that helps, and hostile texts are shown as they stand; see
tests/gallery/."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from macros.corpus.load import Entry, load
from macros.corpus.rules import check
from macros.problems import Refused
from tests.gallery import ACCEPTED, REFUSED
from tests.gallery.case import Case
from tests.project import ROOT, Project, contents

RECORDS = ROOT / "tests" / "gallery" / "records"
MESSAGES = ROOT / "tests" / "gallery" / "messages.txt"
HEADING = re.compile(r"^## (.*)\n\n", re.MULTILINE)
JARGON = re.compile(
    r"\b(scalar|mapping|sequence|token|node|validat\w*|pydantic|parse\w*|codec|None|null|string|stream)\b"
)

BY_NAME = {case.name: case for case in REFUSED}
IN_A_PROCESS = (
    "a colon and a space within a title",
    "a zero byte",
    "UTF-16 as Windows saves it",
    "an escape sequence for a terminal",
    "aliases that grow without end",
    "a hundred thousand brackets",
    "a named pipe in place of the promises",
    "one letter of a verbatim text mended",
)
BUILT = ("Latin-1", "a link to an endless device", "a topic that does not exist", "a template's instruction in a title")


@pytest.fixture(scope="module")
def written(accept: bool) -> Iterator[dict[str, str]]:
    """The messages that must come out, by the name of the case; with --accept, those that come out are written."""
    parts = HEADING.split(MESSAGES.read_text(encoding="utf-8"))[1:] if MESSAGES.exists() else []
    messages = dict(zip(parts[::2], parts[1::2], strict=True))
    yield messages
    if accept:
        text = "".join(f"## {name}\n\n{messages[name]}" for name in BY_NAME if name in messages)
        MESSAGES.write_text(text, encoding="utf-8", newline="\n")


def as_they_were(data: Path) -> None:
    """Put the records that the cases break into a copy of the real data as they were when the messages were written.
    So a correction of one of them does not move the lines in the messages."""
    shutil.copytree(RECORDS, data, dirs_exist_ok=True)


def test_the_records_as_they_were_still_fit_the_data(tmp_path: Path) -> None:
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    as_they_were(data)
    assert not (problems := report(data).problems), f"copy the present records to {RECORDS}, then accept: {problems}"


def broken(case: Case, data: Path) -> Path:
    """Copy the real data and break it as the case says. Where the system cannot make such a file, leave the test
    out, but not in CI."""
    shutil.copytree(ROOT / "data", data)
    as_they_were(data)
    try:
        case.change(data / case.file)
    except (OSError, AttributeError, NotImplementedError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"this system cannot make it: {error}")
    return data


@cache
def sound() -> dict[str, Entry[Any]]:
    """Return the real records, so that only what a case breaks is read anew."""
    return load(ROOT / "data").by_file()


def report(data: Path) -> Refused:
    """Return what is said of the data."""
    draft = load(data, sound())
    return Refused(check(draft), draft.lines)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_broken_file_is_refused_with_its_message(
    name: str, tmp_path: Path, written: dict[str, str], accept: bool
) -> None:
    case = BY_NAME[name]
    refused = report(broken(case, tmp_path / "data"))
    said = f"{refused}\n\n"
    if accept:
        written[name] = said
    assert case.rule in [problem.rule for problem in refused.problems], said
    assert said == written[name]


def test_every_message_has_a_case(written: dict[str, str]) -> None:
    assert list(written) == list(BY_NAME)
    assert len(BY_NAME) == len(REFUSED), "each name is used once"


def test_every_message_says_where_what_and_what_to_do(written: dict[str, str]) -> None:
    for name, said in written.items():
        for paragraph in said.strip().split("\n\n")[:-1]:
            assert re.match(r"data/\S.*:\d+:\d+: [a-z0-9-]+\n", paragraph), name
            for word in ("must", "found", "repair"):
                assert re.search(rf"^  {word}: +\S", paragraph, re.MULTILINE), (name, word)


def test_no_message_speaks_like_a_program(written: dict[str, str]) -> None:
    for name, said in written.items():
        for line in re.findall(r"^  (?:must|found|repair): .*", said, re.MULTILINE):
            assert not JARGON.search(re.sub(r'"[^"]*"|`[^`]*`', "", line)), (name, line)


def test_every_printed_line_and_column_is_there(tmp_path: Path) -> None:
    """Checked for one case of each rule; the messages of the others show their lines."""
    of_rule = {case.rule: case for case in REFUSED}
    for rule, case in of_rule.items():
        refused = report(broken(case, tmp_path / rule / "data"))
        for problem in refused.problems:
            lines = refused.lines(problem.place.file) or [""]
            assert 1 <= problem.place.line <= len(lines), problem
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem


@pytest.mark.parametrize("name", IN_A_PROCESS)
def test_the_command_says_the_same(name: str, tmp_path: Path, written: dict[str, str]) -> None:
    data = broken(BY_NAME[name], tmp_path / "data")
    command = [sys.executable, "-m", "scripts.check", "--format", "text", "--data", str(data)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.strip() == written[name].strip()


@pytest.mark.parametrize("name", BUILT)
def test_a_build_says_the_same_and_leaves_the_previous_site(name: str, tmp_path: Path, written: dict[str, str]) -> None:
    case = BY_NAME[name]
    project = Project.copied_to(tmp_path / "project")
    project.site.mkdir()
    (project.site / "previous.html").write_text("the previous site", encoding="utf-8")
    as_they_were(project.folder / "data")
    case.change(project.folder / "data" / case.file)
    done = project.build(PYTHONIOENCODING="utf-8")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert written[name].strip() in said
    assert "Traceback" not in said
    assert contents(project.site) == {"previous.html": b"the previous site"}
    assert not list(project.folder.glob(".site*"))


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by hand, because nothing is closed to an administrator, as whom CI runs."""
    read_bytes = Path.read_bytes

    def closed(path: Path) -> bytes:
        if (path.parent.name, path.name) == ("topics", "ict.yml"):
            raise PermissionError
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    (problem,) = report(ROOT / "data").problems
    assert (str(problem.place), problem.rule) == ("data/topics/ict.yml:1:1", "file-is-readable")
    assert problem.repair == "look at its permissions"


def test_hostile_texts_are_shown_as_they_stand(tmp_path: Path) -> None:
    project = Project.copied_to(tmp_path / "project")
    as_they_were(project.folder / "data")
    for shown in ACCEPTED:
        project.edit(f"data/{shown.file}", shown.old, shown.new)
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    for shown in ACCEPTED:
        page = (project.site / shown.page).read_text(encoding="utf-8")
        article = page[page.index("<article") : page.index("</article>")]
        read = " ".join(html.unescape(re.sub(r"<[^>]*>", "", article)).split())
        assert shown.reads in read, shown.name
