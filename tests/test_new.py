"""A new record begins with blanks only, and once these are filled it passes the checks and is tidy."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.corpus.blanks import BLANK, blanks
from macros.corpus.files import record_file
from macros.corpus.load import load, parse
from macros.corpus.records import KINDS, Topic
from macros.corpus.rules import check
from macros.corpus.scaffold import scaffold
from macros.corpus.source import MAX_PROBLEMS, read_text
from macros.problems import Refused
from scripts.new_record import FOLDERS, Stopped, new_event, new_record
from tests.project import ROOT, contents

ITEM = "items/audiovisual-performances.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the records, to add to, beside the names of the pages written by hand."""
    for path in (ROOT / "docs").rglob("*.md"):
        page = tmp_path / path.relative_to(ROOT)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def filled(text: str, **values: str) -> str:
    """Write over the blanks: by the key before them, or for the entries of a list the key above; `*` for others."""
    lines, key = [], ""
    for line in text.split("\n"):
        found = None if line.lstrip().startswith("#") else re.match(r" *(?:- )?([a-z0-9_]+):", line)
        key = found[1] if found else key
        blank = BLANK if not line.lstrip().startswith("#") else "\0"
        lines.append(line.replace(blank, values.get(key, values.get("*", ""))))
    return "\n".join(lines)


def fill(data: Path, name: str, **values: str) -> None:
    path = data / name
    path.write_text(filled(path.read_text(encoding="utf-8"), **values), encoding="utf-8", newline="\n")


SOURCE = {"basis": "stated", "cites": "witnesses/brochure", "at": "page 1", "*": "Words of ours."}


@pytest.mark.parametrize(
    ("kind", "name", "file", "values"),
    [
        (
            "document",
            "WO/GA/35/1",
            "documents/wo-ga-35-1.yml",
            {"kind": "report", "seen": "opening", "known": "seen", "address": "https://example.org/copy"},
        ),
        ("term", "Café, to brainstorm", "terms/cafe-to-brainstorm.yml", {"kind": "concept", "forms": "technology gap"}),
        ("topic", "Plant varieties", "topics/plant-varieties.yml", {}),
        ("witness", 'A "report": more', "witnesses/a-report-more.yml", {"authority": "reported", "seen": "whole"}),
        (
            "item",
            "Traditional knowledge",
            "items/traditional-knowledge.yml",
            {"id": "a", "date": "2009", "kind": "study"},
        ),
    ],
)
def test_a_filled_record_passes_and_is_tidy(
    data: Path, kind: str, name: str, file: str, values: dict[str, str]
) -> None:
    written, _ = new_record(data, kind, name, None, None)
    assert written == f"data/{file}"
    left = check(load(data))
    assert {(problem.place.file, problem.rule) for problem in left} == {(written, "blanks-are-filled-in")}
    fill(data, file, **(SOURCE | values))
    if kind == "term":
        text = data / file
        text.write_text(text.read_text(encoding="utf-8").replace("technology gap", form_of(data)), encoding="utf-8")
    assert check(load(data)) == []
    record = record_file(data, str(data / file))
    assert record is not None
    assert record.tidied() == record.text()


def form_of(data: Path) -> str:
    """Return words of the first recommendation that no term claims yet."""
    text = (data / "recommendations" / "01.yml").read_text(encoding="utf-8")
    assert "demand-driven" in text
    return "demand-driven"


def test_one_of_several_sessions_in_a_year_says_what_to_call_it(data: Path) -> None:
    new_record(data, "session", "2011-2", None, None)
    text = (data / "sessions" / "2011-2.yml").read_text(encoding="utf-8")
    assert re.findall("(?m)^(year|id|label): (.*)", text) == [("year", "2011"), ("id", "2011-2"), ("label", "???")]


def test_a_session_with_its_two_events_passes(data: Path) -> None:
    written, steps = new_record(data, "session", "2009", None, None)
    days = "2009-09-22/2009-10-01"
    values = {"value": "ordinary", "document": "wo-ga-36-13", "at": "heading", "cites": "witnesses/brochure"}
    fill(data, "sessions/2009.yml", **(SOURCE | values))
    session = data / "sessions" / "2009.yml"
    text = session.read_text(encoding="utf-8").replace("dates:", "dates:\n  value: " + days, 1)
    head, tail = text.split(days)
    session.write_text(head + days + re.sub(r"(?m)^  value: ordinary\n", "", tail, count=1), encoding="utf-8")
    assert [problem.rule for problem in check(load(data))] == ["sessions-are-present"]
    assert any("data/edition.yml" in step for step in steps)
    edition = data / "edition.yml"
    edition.write_text(
        edition.read_text(encoding="utf-8").replace("- 2008\n", "- 2008\n    - 2009\n"), encoding="utf-8"
    )
    for kind in ("proposal", "decision"):
        new_event(data, days, f"A {kind}", None)
        item = data / ITEM
        item.write_text(
            item.read_text(encoding="utf-8").replace(f"# session: {BLANK}", "session: 2009"), encoding="utf-8"
        )
        fill(data, ITEM, **(SOURCE | {"kind": kind}))
    assert check(load(data)) == []
    assert written == "data/sessions/2009.yml"
    for name in ("sessions/2009.yml", ITEM):
        record = record_file(data, str(data / name))
        assert record is not None
        assert record.tidied() == record.text()


@pytest.mark.parametrize("date", ["1999", "2003-09-24", "2005-05", "2009-05-12"])
def test_an_event_leaves_every_other_line_as_it_is(data: Path, date: str) -> None:
    path = data / ITEM
    marked = path.read_text(encoding="utf-8").replace("\n  - id: ", "\n  # Above an event.\n  - id: ") + "# The end.\n"
    path.write_text(marked, encoding="utf-8", newline="\n")
    place, _ = new_event(data, date, "Something: new", None)
    new = path.read_text(encoding="utf-8")
    start = int(place.rpartition(" ")[2]) - 1
    added = len(new.split("\n")) - len(marked.split("\n"))
    lines = new.split("\n")
    assert "\n".join([*lines[:start], *lines[start + added :]]) == marked
    assert 'title: "Something: new"' in "\n".join(lines[start : start + added])
    fill(data, ITEM, **(SOURCE | {"kind": "meeting"}))
    assert [problem.rule for problem in check(load(data))] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("term", "LDC"), "data/terms/ldc.yml is there already. Edit it, or give another name or --id."),
        (("sesion", "2009"), '"sesion" is no kind of record; write "session".'),
        (("session", "09"), 'A session is named by its year in four digits; found "09".'),
        (("session", "২০০৯"), "A session is named by its year in four digits"),
        (
            ("topic", "???"),
            'small letters, digits and single hyphens, at most 80 characters; found "". Give one with --id.',
        ),
        (("topic", "x", "--id", "A B"), "Write --id a-b."),
        (("topic", "../../x", "--id", "../x"), "Write --id x."),
        (("topic", "Plant", "varieties"), "Put a title of several words in quotes."),
        (("event", "2009-13-12", "x"), "this date does not exist in the calendar"),
        (("event", "2009-05-12"), "An event has a date and a title"),
        (("event", "2000", "Assembly"), 'The event "2000-assembly" is there already'),
        (("recommendation", "0"), "from 1 to 9999"),
        (("cluster", "AB"), "A cluster is named by its letter"),
        *(
            (("topic", name), "which Windows keeps for itself. Give another name with --id.")
            for name in ("CON", "prn", "Aux", "NUL", "COM1", "com0", "LPT9", "Con?")
        ),
        (("term", "Words", "--id", "nul"), "which Windows keeps for itself"),
        (("witness", "Aux"), '"aux" can name no record'),
        (("document", "COM/1", "--id", "com1"), '"com1" can name no record'),
        (("item", "con"), '"con" can name no record'),
        (("topic", "x" * 81), "at most 80 characters"),
        (("topic", "Index"), "The address topics/index.html is that of docs/topics/index.md."),
        (("term", "INDEX"), "The address terms/index.html is that of docs/terms/index.md."),
    ],
)
def test_what_cannot_be_begun_says_why_and_writes_nothing(data: Path, arguments: tuple[str, ...], words: str) -> None:
    before = contents(data)
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "dev.py"), "new", *arguments, "--data", str(data)],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(data) == before


@pytest.mark.parametrize("name", ["ict.yaml", "ICT.yml", "Ict.YML", "ict.yml"])
def test_no_file_is_begun_beside_one_that_some_systems_take_for_the_same(data: Path, name: str) -> None:
    (data / "topics" / "ict.yml").rename(data / "topics" / name)
    before = contents(data)
    with pytest.raises(Stopped, match=re.escape(f"data/topics/{name} is there already")):
        new_record(data, "topic", "ICT", None, None)
    assert contents(data) == before


def test_nothing_is_written_through_a_link(data: Path, tmp_path: Path) -> None:
    (data / "topics").rename(tmp_path / "elsewhere")
    (data / "topics").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    before = contents(tmp_path / "elsewhere")
    with pytest.raises(Stopped, match="nothing is written through a link"):
        new_record(data, "topic", "Plants", None, None)
    assert contents(tmp_path / "elsewhere") == before


def test_the_command_says_what_it_wrote_and_what_comes_next(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "dev.py"), "new", "event", "2009-05-12", "A title", "--id", "mine", "--data", str(data)],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0
    assert f'Written: data/{ITEM}, the event "mine" from line' in done.stdout
    assert "Next: write over each ??? in it, then run: python3 scripts/dev.py check" in done.stdout


def test_a_broken_timeline_is_named_and_left(data: Path) -> None:
    path = data / ITEM
    path.write_text(path.read_text(encoding="utf-8") + "\tx", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(Refused, match=r"characters-are-visible\n +\d+ \| <U\+0009>x\n +\| \^\n"):
        new_event(data, "2009", "Title", None)
    assert path.read_bytes() == before


def test_events_in_brackets_are_not_guessed_at(data: Path) -> None:
    path = data / ITEM
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("events:")] + "events: []\n", encoding="utf-8")
    with pytest.raises(Stopped, match="do not stand on lines of their own"):
        new_event(data, "2009", "Title", None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_comment_of_a_scaffold_can_be_taken_into_use(kind: str) -> None:
    """Without their #, the optional fields are in the right place, with the right form."""
    text = scaffold(kind, KINDS[kind], {})
    commented = re.compile(r"(?m)^( *)# ((?: |# )*(?:- )?(?:[a-z0-9_]+:(?: \?\?\?)?|\?\?\?))$")
    while commented.search(text):
        text = commented.sub(r"\1\2", text)
    with pytest.raises(Refused) as refused:
        parse(text, "x.yml", KINDS[kind])
    problems = refused.value.problems
    assert {problem.rule for problem in problems} == {"blanks-are-filled-in"}
    count = text.count(BLANK) - 1  # one stands in the comment that explains the blanks
    assert count == len(list(blanks(read_text(text, "x.yml"))))
    assert len(problems) == min(count, MAX_PROBLEMS)
    more = f"the blank ???, and {count - MAX_PROBLEMS} more below it"
    assert problems[-1].found == (more if count > MAX_PROBLEMS else "the blank ???")
    assert {problem.found for problem in problems[:-1]} <= {"the blank ???"}


def test_many_blanks_do_not_hide_another_fault() -> None:
    text = "id: a\nconcordance:\n" + "  - scheme: ???\n    label: x\n" * 31 + "definition: Words.\ntitel: x\n"
    with pytest.raises(Refused) as refused:
        parse(text, "data/topics/a.yml", Topic)
    found = {problem.rule: problem.found for problem in refused.value.problems}
    assert found == {"blanks-are-filled-in": "the blank ???, and 11 more below it", "fields-are-known": '"titel"'}


def test_every_kind_can_be_begun() -> None:
    assert sorted(FOLDERS.values()) == sorted(KINDS)
