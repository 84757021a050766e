"""Refusing costs no more than reading, ends in messages that can be read, and never in an error of the program.

The cost is counted in calls, not in seconds: a record with twice as much wrong in it may take about twice as many.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pydantic import TypeAdapter, ValidationError

from macros import clock
from macros.corpus.forms import in_digits
from macros.corpus.load import load
from macros.corpus.matching import Forms
from macros.corpus.records.common import Name, Number, Symbol, Web
from macros.corpus.rules import check, finding, references
from macros.corpus.rules.edition import FIRST, LAST
from macros.corpus.source import read_text
from macros.problems import MOST_OF_A_KIND, PRINTERS, Place, Problem, Refused, as_json, said
from macros.spelling import suggestion
from scripts import bundle
from scripts.bench_editions import write_corpus
from tests.conftest import GOOD

MOST_GROWTH = 2.4
"""How many times as many calls twice as much may take: two, and what does not grow evenly, such as sorting."""

Change = Callable[[Path, int], None]


def calls(work: Callable[[], Any]) -> int:
    """Return how many functions are called to do something, those of C included."""
    count = 0

    def counted(_frame: object, event: str, _of: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def report(data: Path) -> str:
    draft = load(data)
    return str(Refused(check(draft), draft.lines))


def added(file: str, begin: str, entry: str) -> Change:
    """Add a field with many entries to a record; `{n}` in an entry is its number."""

    def change(data: Path, count: int) -> None:
        text = (data / file).read_text(encoding="utf-8") if (data / file).exists() else ""
        name = begin.partition(":")[0]
        kept = [part for part in _fields(text) if not part.startswith(f"{name}:")]
        entries = "".join(entry.replace("{n}", str(n)).replace("{next}", str(n + 1)) for n in range(count))
        (data / file).write_text("".join(kept) + begin + entries + "\n", encoding="utf-8")

    return change


def _fields(text: str) -> list[str]:
    """Cut a record before each key at the margin."""
    fields: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[:1].isspace() and fields:
            fields[-1] += line
        else:
            fields.append(line)
    return fields


def promised(data: Path, count: int) -> None:
    file = data / "edition.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("recommendations: 3", f"recommendations: {count}"))


ONE = "recommendations/01.yml"
GROWING: dict[str, Change] = {
    "the same form": added("terms/wipo.yml", "forms:\n", "  - WIPO\n"),
    "forms that no text has": added("terms/wipo.yml", "forms:\n", "  - Body {n}\n"),
    "promises that nobody kept": promised,
    "topics that do not exist": added(ONE, "topics:\n", "  - topic-{n}\n"),
    "links that point back": added(
        "recommendations/03.yml", "related:\n", "  - {to: 1, kind: subject, reason: r{n}}\n"
    ),
    "unknown keys": added(ONE, "extent: x\n", "key{n}: x\n"),
    "the same key": added(ONE, "extent: x\n", "key: x\n"),
    "redirects in a chain": added(
        "redirects.yml", "redirects:\n", "  - {from: p{n}.html, to: p{next}.html, because: x}\n"
    ),
    "slips of words that are not there": added(
        ONE, "slips:\n", "  - {id: s{n}, at: p1, words: x{n}, kind: error, note: y, basis: inferred}\n"
    ),
    "slips at anchors that are not there": added(
        ONE, "slips:\n", "  - {id: s{n}, at: a{n}, words: x, kind: error, note: y, basis: inferred}\n"
    ),
    "sources that do not exist": added("terms/wipo.yml", "sources:\n", "  - {cites: documents/d-{n}, at: page 1}\n"),
    "blocks that are not the source's": added(ONE, "text:\n", "  - {id: b{n}, text: word {n}}\n"),
    "marks of git": added(ONE, "extent: x\n", "<<<<<<< {n}\n"),
    "values in one line": added(ONE, "note: [x", ", 'it''s {n}'"),
    "hyphens": added(ONE, "note: ", "- "),
    "number signs": added(ONE, "note: x", " #"),
    "backslashes": added(ONE, 'note: "x', "\\\\"),
    "marks on one letter": added(ONE, "note: e", "\u0300\u0316"),
    "digits of a number": added(ONE, "number: 1", "1"),
}


@pytest.mark.parametrize("name", GROWING)
def test_refusing_twice_as_much_takes_twice_the_calls(name: str, tmp_path: Path) -> None:
    taken, size = [], []
    for count in (300, 600):
        data = shutil.copytree(GOOD, tmp_path / str(count))
        GROWING[name](data, count)
        told = report(data)
        assert told != "0 problems found.", "there is something to refuse"
        size.append(len(told))
        taken.append(calls(lambda data=data: report(data)))  # type: ignore[misc]
    unchanged = calls(lambda: report(GOOD))
    assert taken[1] - unchanged <= max((taken[0] - unchanged) * MOST_GROWTH, 20_000), taken
    assert size[1] <= size[0] * 1.2 + 200, "what is printed is bounded"


def test_checking_twice_the_records_takes_twice_the_calls(tmp_path: Path) -> None:
    taken = []
    for count in (100, 200):
        write_corpus(tmp_path / str(count), count)
        taken.append(calls(lambda count=count: report(tmp_path / str(count))))  # type: ignore[misc]
    assert taken[1] <= taken[0] * 2.1, taken


def test_the_transcript_is_cut_into_lines_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    held = finding.Held.__init__

    def noted(self: finding.Held, data: bytes) -> None:
        made.append(data)
        held(self, data)

    monkeypatch.setattr(finding.Held, "__init__", noted)
    write_corpus(tmp_path / "data", 20)
    report(tmp_path / "data")
    assert len(made) == len(set(made))


def many(count: int, rule: str = "a-rule") -> list[Problem]:
    return [Problem(Place("data/a.yml", line), rule, "it is so", f'"{line}"') for line in range(1, count + 1)]


@pytest.mark.parametrize("printer", PRINTERS)
def test_after_fifty_of_a_kind_there_is_a_count(printer: str) -> None:
    refused = Refused([*many(1284), *many(3, "other-rule")])
    text = PRINTERS[printer](refused)
    assert text.count('"50"') + text.count('\\"50\\"') == 1
    assert text.count('"51"') + text.count('\\"51\\"') == 0
    assert "and 1,234 more of this kind" in text
    assert text.count("other-rule") == 3
    if printer == "text":
        assert text.endswith("1287 problems found.")


def test_nothing_is_left_out_for_the_sake_of_one() -> None:
    assert said(many(MOST_OF_A_KIND)) == many(MOST_OF_A_KIND)
    assert said(many(MOST_OF_A_KIND + 1)) == many(MOST_OF_A_KIND + 1), "a count would take as much room"
    shown = said(many(MOST_OF_A_KIND + 2))
    assert len(shown) == MOST_OF_A_KIND + 1
    assert shown[-1].place.line == MOST_OF_A_KIND + 1, "the count stands where the first stands that is left out"
    assert len(json.loads(as_json(many(5000)))) == MOST_OF_A_KIND + 1


def test_what_is_not_said_is_not_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(word: str, among: Iterable[str]) -> str:
        asked.append(word)
        return suggestion(word, among)

    monkeypatch.setattr(references, "suggestion", noted)
    data = shutil.copytree(GOOD, tmp_path / "data")
    GROWING["topics that do not exist"](data, 300)
    report(data)
    assert len(asked) == MOST_OF_A_KIND


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 50_000])
def test_deep_nesting_is_one_message(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text(text, "data/a.yml")
    assert len(refused.value.problems) == 1
    assert len(str(refused.value)) < 1000


@pytest.mark.parametrize("where", ["topics", "sources", "data"])
def test_a_folder_that_cannot_be_opened_is_a_problem(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made by hand, because nothing is closed to an administrator."""
    iterdir = Path.iterdir

    def closed(path: Path) -> Any:
        if path.name == where:
            raise PermissionError
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    data = shutil.copytree(GOOD, tmp_path / "data") if not (tmp_path / "data").exists() else tmp_path / "data"
    problems = Refused(check(load(data))).problems
    place = "data/" if where == "data" else f"data/{where}"
    assert [(each.place.file, each.rule) for each in problems] == [(place, "file-is-readable")]


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ("sources/mini-agenda.txt", PermissionError),
        ("sources/mini-agenda.txt", FileNotFoundError),
        ("topics/fairness.yml", FileNotFoundError),
        ("edition.yml", PermissionError),
        ("LICENSE.md", PermissionError),
        ("addresses.txt", OSError),
    ],
)
def test_a_file_that_vanishes_or_is_closed_is_a_problem(
    file: str, error: type[OSError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shutil.copytree(GOOD, tmp_path / "data")
    (data / file).touch()
    read_bytes = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path == data / file:
            raise error
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    (problem,) = Refused(check(load(data))).problems
    assert (problem.place.file, problem.rule) == (f"data/{file}", "file-is-readable")
    assert problem.repair


def test_without_data_there_is_one_problem(tmp_path: Path) -> None:
    (problem,) = check(load(tmp_path / "nowhere"))
    assert problem.rule == "files-are-records"


@pytest.mark.parametrize(
    "written", ["36.0", "+36", "3_6", " 36 ", "36 ", "0x24", "\u0663\u0666", "\uff13\uff16", "036"]
)
def test_a_number_is_written_in_plain_digits(written: str) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Number).validate_python(written)
    assert error.value.errors()[0]["type"] == "int_parsing"
    assert in_digits(written) == 'write "36"'


def test_a_number_that_is_none_gets_no_guess() -> None:
    assert {in_digits(word) for word in ("36.5", "3e1", "many", "0x", "1" * 5000)} == {"write the number in digits"}
    assert TypeAdapter(Number).validate_python("36") == 36


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1/x",
        "http://[::1]/x",
        "http://a\u2100b/",
        "https://a.int:99999/",
        "https://a.int:65536/",
        "https://a.int:0/",
        "https://a.int:\u0661/",
        "https://user@a.int/",
        "https://user:word@a.int/",
        "https://a.int@b.int/",
        "https://a.int\\@b.int/",
        "https://a.int/\\x",
        "https://a.int/a b",
        "https://a.int/\x07",
        "https://a.int/%",
        "https://a.int/%zz",
        "https://\u0430.int/",
        "https://-a.int/",
        "https://a..int/",
        "https://a.int./",
        "https://A.int/",
        "https://localhost/",
        "https://1.2.3.4/",
        "https:///x",
        "https://" + "a" * 64 + ".int/",
        "javascript:alert(1)",
        "JavaScript://a.int/%0aalert(1)",
        "data:text/html,x",
        "//a.int/",
        "https://a.int/'onload=x",
        'https://a.int/"',
        "https://a.int/<x>",
        "https://a.int/{x}",
        "https://a.int/`x`",
        "https://a.int/\n",
    ],
)
def test_an_address_that_a_program_could_take_otherwise_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Web).validate_python(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.wipo.int/",
        "http://wipo.int",
        "https://xn--e1aybc.xn--p1ai/a?b=c&d=(e)#f",
        "https://a.int:65535/%C3%A9~x",
        "https://a.int?q",
    ],
)
def test_an_address_as_it_should_be_is_accepted(address: str) -> None:
    parts = urlsplit(TypeAdapter(Web).validate_python(address))
    assert parts.hostname
    assert parts.port is None or parts.port <= 65535


@pytest.mark.parametrize("sign", '"{}[]<>\\%`$#')
@pytest.mark.parametrize("form", [Symbol, Name])
def test_no_short_name_has_a_sign_of_a_program(sign: str, form: Any) -> None:
    for written in (f"A/1{sign}", f"{sign}A/1", f"A/1 {sign} B"):
        with pytest.raises(ValidationError):
            TypeAdapter(form).validate_python(written)


@pytest.mark.parametrize(
    "word",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: I want
        "\u0915\u094d\u200d\u0937",  # Hindi: ka and ssa side by side
        "\u06f1\u06f3 \u0647\u200d",  # Persian: 13 h., the sign of an era
        "\u0d05\u0d35\u0d28\u0d4d\u200d, x",  # Malayalam: he, with a final letter as it was long written
        "\u05d0\u05b8\u200d\u05bd\u05d1",  # Hebrew: where a mark stands under its letter
    ],
)
def test_a_joiner_stands_where_a_script_needs_it(word: str) -> None:
    assert read_text(f"note: {word}\n", "a.yml").values == {"note": word}
    assert read_text(f'note: "{word}"\n', "a.yml").values == {"note": word}


@pytest.mark.parametrize(
    "word",
    [
        "a\u200cb",
        "\u0645\u200c",
        "\u0645\u200c b",
        "a\u200d\u0645",
        "\u0645\u200db",
        "\u0645\u200d\u200d",
        "\u200d\u0645",
        "\u0645\u200c\u200c\u062e",
    ],
)
def test_a_joiner_elsewhere_is_refused(word: str) -> None:
    with pytest.raises(Refused):
        read_text(f"note: {word} x\n", "a.yml")


def test_the_days_of_an_edition_are_those_that_clock_and_archive_can_carry() -> None:
    assert clock.seconds({}, LAST) <= clock.LATEST
    assert clock.seconds({}, FIRST) >= bundle._EARLIEST


def test_a_form_is_found_as_whole_words_the_longest_first() -> None:
    class Term:
        def __init__(self, name: str, *forms: str) -> None:
            self.id, self.forms = name, forms

    forms = Forms([Term("a", "TRIPS Agreement"), Term("b", "Article 7", "(IGC)"), Term("c", "Article 7 of the TRIPS")])  # type: ignore[list-item]
    text = "Article 7 of the TRIPS Agreement, Article 77 and x(IGC), (IGC)"
    assert [text[use.start : use.end] for use in forms.uses(text)] == ["Article 7 of the TRIPS", "(IGC)"]
