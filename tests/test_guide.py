"""What the README and the guides print is what comes out: every message, every command, every file named."""

from __future__ import annotations

import html
import importlib
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from markdown import markdown  # type: ignore[import-untyped]

from macros.corpus.files import record_file
from macros.corpus.graph import read_corpus
from macros.corpus.load import load
from macros.corpus.records import Recommendation
from macros.corpus.rules import check
from macros.pages.macros import Macros, WrongArgument
from macros.problems import Refused
from scripts import check as check_script
from scripts import format_records, new_record
from tests.project import ROOT, Project

GUIDES = ("README.md", "CONTRIBUTING.md", *(f"docs/contributing/{path.name}" for path in sorted((ROOT / "docs" / "contributing").glob("*.md"))))  # fmt: skip
dev: Any = importlib.import_module("scripts.dev")  # has no types, which would have to be checked here
ARCHITECTURE = "docs/contributing/architecture.md"
TERM = "data/terms/anti-competitive-practices.yml"

Printed = Callable[[Project, pytest.MonkeyPatch, pytest.CaptureFixture[str]], str]
"""Makes a mistake, or gives a command, in a copy of the project and returns what is printed."""


def refused(file: str, old: str, new: str) -> Printed:
    """What the check says when these words of a file are replaced by others."""

    def printed(project: Project, *_: object) -> str:
        project.edit(file, old, new)
        draft = load(project.folder / "data")
        return str(Refused(check(draft), draft.lines))

    return printed


def command(main: Callable[[], int], *arguments: str) -> Printed:
    """What a task prints that is called with these arguments."""

    def printed(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
        if main is new_record.main:
            (project.folder / TERM).unlink(missing_ok=True)
        monkeypatch.setattr("sys.argv", ["dev.py", *arguments, "--data", str(project.folder / "data")])
        main()
        return capsys.readouterr().out

    return printed


def begun(then: Printed, *arguments: str) -> Printed:
    """What is printed of a record that has just been begun."""

    def printed(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
        command(new_record.main, *arguments)(project, monkeypatch, capsys)
        return then(project, monkeypatch, capsys)

    return printed


def example(change: Callable[[str], str] = lambda text: text) -> Printed:
    """What the check says of the record that the guide shows as an example."""

    def printed(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
        (project.folder / TERM).write_text(change(shown_record()), encoding="utf-8", newline="\n")
        return command(check_script.main, "--format", "text")(project, monkeypatch, capsys)

    return printed


def untidy(file: str, old: str, new: str) -> Printed:
    """What the check for tidiness says when these words of a file are replaced by others."""

    def printed(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
        project.edit(file, old, new)
        return command(format_records.main, "--check")(project, monkeypatch, capsys)

    return printed


def environment(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What the first command of all prints; nothing is installed."""

    def captured(call: list[str], **_: object) -> tuple[int, str]:
        if "venv" in call:
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", call[-1]], check=True)
        return 0, ""

    monkeypatch.setattr(dev, "VENV", dev.Environment(project.folder / ".venv"))
    monkeypatch.setattr("scripts.children.captured", captured)
    dev._environment("requirements.txt")
    return capsys.readouterr().out + command(check_script.main, "--format", "text")(project, monkeypatch, capsys)


def wrong_argument(*_: object) -> str:
    """What a macro says of an argument that it does not know."""
    with pytest.raises(WrongArgument) as caught:
        Macros(read_corpus(ROOT / "data"), lambda: "topics/index.html").macros()["topic"]("competition-polcy")
    return f"ERROR - docs/topics/index.md: {caught.value}"


ITEM = "data/items/audiovisual-performances.yml"
RECORD_22 = "data/recommendations/22.yml"
EVENT = ("event", "2009-05-12", "A short title")
PRINTS: dict[str, tuple[Printed, ...]] = {
    "README.md": (refused(RECORD_22, "directed by Member Sates, issues", "directed by Member States, issues"),),
    "docs/contributing/correct.md": (
        refused(RECORD_22, "  - competition-policy\n", "  - competition-polcy\n"),
        refused("data/recommendations/02.yml", "establish Trust-Funds or", "establish trust funds or"),
        refused("data/topics/ict.yml", "title: Information", "title: ICT: information"),
        refused(RECORD_22, "    words: Member Sates\n", "    words: Member Staets\n"),
        untidy(RECORD_22, "the apostrophe too\n", "the apostrophe too, and was put on the web by somebody else than its author\n"),
    ),
    "docs/contributing/machine.md": (environment,),
    "docs/contributing/add.md": (
        command(new_record.main, "term", "Anti-competitive practices"),
        begun(command(check_script.main, "--format", "text"), "term", "Anti-competitive practices"),
        example(lambda record: record.replace("  - anti-", "  - anti")),
        command(new_record.main, "document", "WO/GA/35/1"),
        command(new_record.main, *EVENT),
        begun(refused(ITEM, "date: 2009-05-12\n", "date: 12 May 2009\n"), *EVENT),
        command(new_record.main, "session", "2009"),
    ),
    "docs/contributing/macros.md": (wrong_argument,),
}  # fmt: skip
"""How each thing comes about that a document shows as printed, in the order of the document."""


PATH = re.compile(r"`((?:data|docs|macros|overrides|scripts|tests|\.vscode|\.github)/[\w./-]*)`")
NOT_YET = {TERM, "data/documents/wo-ga-35-1.yml", "data/sessions/2009.yml"}
"""Files that the reader of a guide is about to make."""


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(document: str) -> list[str]:
    """Return what a document sets apart as code."""
    found = re.findall(r"<pre><code>(.*?)</code></pre>", markdown(text_of(document)), re.DOTALL)
    return [html.unescape(block).strip("\n") for block in found]


def printed_blocks(document: str) -> list[str]:
    beginnings = ("data/", "not tidy:", "Written:", "Making the environment", "ERROR")
    return [block for block in blocks(document) if block.startswith(beginnings)]


def shown_record() -> str:
    (record,) = (block for block in blocks("docs/contributing/add.md") if block.startswith("# yaml-language-server"))
    return record + "\n"


def anywhere(text: str) -> str:
    """Return a message without the numbers of its lines and without counts, which change when records do."""
    text = re.sub(r"(?m)^(data/\S+?):\d+:", r"\1:N:", text)
    text = re.sub(r"(?m)^  (?:\d+| +) \|", "  N |", text)
    text = re.sub(r"\b(lines?) \d+( to \d+)?", r"\1 N", text)
    return re.sub(r"(?m)^\d+ records", "N records", text)


@pytest.mark.parametrize(
    ("document", "number"), [(document, number) for document, ways in PRINTS.items() for number in range(len(ways))]
)
def test_what_is_shown_as_printed_is_what_comes_out(
    document: str,
    number: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = Project.copied_to(tmp_path / "project")
    said = PRINTS[document][number](project, monkeypatch, capsys)
    assert anywhere(printed_blocks(document)[number]) in anywhere(said)


@pytest.mark.parametrize("document", GUIDES)
def test_nothing_is_shown_as_printed_that_is_not_tried(document: str) -> None:
    assert len(printed_blocks(document)) == len(PRINTS.get(document, ()))


@pytest.mark.parametrize("document", GUIDES)
def test_every_task_that_a_document_names_exists(document: str) -> None:
    tasks = {task.__name__ for task in dev.TASKS}
    named = set(re.findall(r"dev\.py\s+([a-z]\w*)", text_of(document)))
    assert named <= tasks, named - tasks


@pytest.mark.parametrize("document", GUIDES)
def test_every_file_that_a_document_names_exists(document: str) -> None:
    missing = [name for name in PATH.findall(text_of(document)) if name not in NOT_YET and not (ROOT / name).exists()]
    assert missing == []


def test_every_record_that_the_guides_begin_can_be_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = {
        call
        for document in GUIDES
        for call in re.findall(r"(?m)^ +python3 scripts/dev\.py new (.*)$", text_of(document))
    }
    assert {call.split()[0] for call in calls} == {"term", "document", "event", "session", "item", "topic", "witness"}
    for number, call in enumerate(sorted(calls)):
        data = Project.copied_to(tmp_path / str(number)).folder / "data"
        (data.parent / TERM).unlink(missing_ok=True)
        monkeypatch.setattr("sys.argv", ["dev.py", *shlex.split(call), "--data", str(data)])
        assert new_record.main() == 0, call


def test_the_record_shown_as_finished_is_accepted_tidy_and_used_as_said(tmp_path: Path) -> None:
    project = Project.copied_to(tmp_path / "project")
    data, path = project.folder / "data", project.folder / TERM
    path.write_text(shown_record(), encoding="utf-8", newline="\n")
    corpus = read_corpus(data)
    file = record_file(data, str(path))
    assert file
    assert file.tidied() == shown_record()
    uses = {use.record.number for use in corpus.mentions[path.stem] if isinstance(use.record, Recommendation)}
    (line,) = (block for block in blocks("docs/contributing/add.md") if block.startswith(path.stem))
    assert yaml.safe_load(line) == {path.stem: sorted(uses)}


def test_the_time_that_the_checks_may_take_is_said() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
    limit = max(job["timeout-minutes"] for job in workflow["jobs"].values())
    assert f"up to {limit} minutes" in text_of("docs/contributing/correct.md")


# How the code is cut


def test_the_drawing_of_the_code_is_whole_and_names_what_exists() -> None:
    (drawing,) = re.findall(r"<svg.*?</svg>", text_of(ARCHITECTURE), re.DOTALL)
    shown = ElementTree.fromstring(drawing)  # noqa: S314 - our own
    width, height = map(float, shown.attrib["viewBox"].split()[2:])
    folder = ""
    for words in shown.iter("text"):
        assert 0 < float(words.attrib["x"]) < width
        assert 0 < float(words.attrib["y"]) < height
        name = words.text or ""
        if words.get("class") == "pic-strong":
            folder = name
            assert "/" not in name or name == "site/" or (ROOT / name).exists(), name
        elif not words.get("class"):
            assert (ROOT / folder / f"{name}.py").exists() or (ROOT / folder / name).is_dir(), folder + name
    assert shown.attrib["role"] == "img"
    assert f'id="{shown.attrib["aria-labelledby"]}"' in text_of(ARCHITECTURE)


def test_the_list_of_decisions_has_them_all_by_their_headings() -> None:
    folder = ROOT / "docs" / "contributing" / "decisions"
    listed = re.findall(r"(?m)^\* \[(.*)\]\((.*)\)$", (folder / "index.md").read_text(encoding="utf-8"))
    there = [path for path in sorted(folder.glob("*.md")) if path.name != "index.md"]
    headings = [re.findall(r"(?m)^# (.*)$", path.read_text(encoding="utf-8")) for path in there]
    assert listed == [(heading, path.name) for (heading,), path in zip(headings, there, strict=True)]
    assert [path.name[:4] for path in there] == [f"{number:04d}" for number in range(1, len(there) + 1)]


def test_every_page_of_the_guide_that_the_code_names_is_there() -> None:
    named = [
        (path.relative_to(ROOT).as_posix(), name)
        for folder in ("macros", "scripts", "overrides")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".html", ".jinja") and "node_modules" not in path.parts
        for name in re.findall(r"docs/contributing/[\w./-]+\.md", path.read_text(encoding="utf-8"))
    ]
    assert named
    assert [(file, name) for file, name in named if not (ROOT / name).exists()] == []
