"""Records broken at random: read as they stand, or refused at a place that is there. Never another error.

What is promised of every text of a file, whatever stands in it:

1. It is refused with problems, each at a line and a column that the file has, or it is accepted.
2. What is accepted says what its file says: the keys and texts of the record, in order, are the characters of the file,
   but for blanks, the signs of YAML and lines that are comments. Nothing is left out, added or changed on the way.
3. It takes not much longer than the longest record: see `MOST_TIME`.

CI runs the same examples every time. `python3 scripts/dev.py fuzz` runs other ones, for as long as it is told.
"""

from __future__ import annotations

import contextlib
import functools
import os
import random
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.corpus.load import Draft, Entry, load, parse
from macros.corpus.records import KINDS, Edition, Record
from macros.corpus.records.verbatim import fold
from macros.corpus.rules import check
from macros.corpus.source import Value, read_text
from macros.problems import Problem, Refused, as_annotations, as_json
from tests.project import ROOT

LONG = int(os.environ.get("FUZZ_EXAMPLES", "0"))
FILES = sorted(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml") if "schema" not in path.parts
)
BY_KIND = {kind: [file for file in FILES if file.startswith(f"data/{kind}/")] for kind in KINDS}
BY_KIND["edition"] = ["data/edition.yml"]
TEXTS = {file: (ROOT / file).read_text(encoding="utf-8") for file in FILES}
HOSTILE = (
    *(
        "\x00",
        "\x1b[31m",
        "\t",
        "\r",
        "\r\n",
        "\u0085",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ufffd",
    ),
    *(
        "\ufe0f",
        "\u3164",
        "e\u0301",
        "\u0430",
        "\u03bf",
        "\uff12",
        "\ufb02",
        "\u00c3\u00a9",
        "\U0001f600",
        "\u4fe1",
        "\ud800",
    ),
    *(
        "&a ",
        "*a",
        "!x ",
        "!!python/object:os.system ",
        "<<: *a\n",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "# ",
        " #",
        "? ",
        ": ",
    ),
    *(
        "- ",
        "| ",
        "|\n",
        ">-\n",
        "'",
        '"',
        "\\",
        "\\n",
        "[",
        "]",
        "{",
        "}",
        "[[[[",
        ",",
        "@",
        "`",
        "{{ x }}",
        "{% x %}",
        "{# x",
    ),
    *(
        "<script>alert(1)</script>",
        "&amp;",
        "../",
        "con",
        "~",
        "null",
        "yes",
        "010",
        "1e3",
        "0x1f",
        "9" * 40,
        "2007-02-30",
    ),
    *("<<<<<<< HEAD\n", "=======\n", ">>>>>>> a\n", "\n", "\n\n", " ", "  ", "x" * 5000, "a: " * 30, "- " * 40),
)
LONGEST = max(FILES, key=lambda file: len(TEXTS[file]))
MOST_TIME = 2
"""How many times longer than the longest sound record a broken one may take to be read or refused. Looked at in long
runs only: a test must not fail because another program needs the processor."""


def mutated(text: str, chance: random.Random) -> str:
    """Return a text with one to four random changes of the kinds that people and programs make."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        lines = text.split("\n")
        at, to = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        line, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(12):
            case 0:
                text = text[:at] + text[at + chance.randrange(1, 4) :]
            case 1 | 2:
                text = text[:at] + chance.choice(HOSTILE) + text[at:]
            case 3:
                text = text[:at] + chance.choice(" \n:-#'\"[]{}&*!|>%@,?ax0") + text[at:]
            case 4:
                text = text[:at] + text[min(to, at + 200) :]
            case 5:
                del lines[line]
                text = "\n".join(lines)
            case 6:
                lines[line], lines[other] = lines[other], lines[line]
                text = "\n".join(lines)
            case 7:
                lines.insert(line, lines[other])
                text = "\n".join(lines)
            case 8:
                lines[line] = " " * chance.randrange(9) + lines[line].lstrip()
                text = "\n".join(lines)
            case 9:
                lines[line] = re.sub(r"(?<=: ).*", lambda _: chance.choice(HOSTILE), lines[line])
                text = "\n".join(lines)
            case 10:
                theirs = TEXTS[chance.choice(FILES)].split("\n")
                lines[line:other] = theirs[chance.randrange(len(theirs)) :][: chance.randrange(1, 12)]
                text = "\n".join(lines)
            case _:
                lines[line] = lines[line].swapcase() if chance.random() < 0.5 else lines[line] + lines[other]
                text = "\n".join(lines)
    return text


MARKS = re.compile(r"""[-\s:>|+'"#,\[\]{}\\]""")
"""Blanks, and the signs that YAML itself may use: they can be in the file and not in the record."""
NUMBER_OF_BLANKS = re.compile(r"([>|][-+]?)[1-9]([-+]?)$", re.MULTILINE)
QUESTION = re.compile(r"^([\s-]*)\? ", re.MULTILINE)


def letters(values: Value) -> str:
    """Return all keys and texts of a file's values in order, without marks."""
    if isinstance(values, str):
        return MARKS.sub("", values)
    if isinstance(values, list):
        return "".join(map(letters, values))
    return "".join(letters(key) + letters(value) for key, value in values.items())


def says_what_stands(read: str, text: str) -> bool:
    """Tell whether the letters read are those of the file, all of them and in order, but for lines that are
    comments. This knows nothing of YAML beyond its marks."""
    at = 0
    for line in QUESTION.sub(r"\1", NUMBER_OF_BLANKS.sub(r"\1\2", text)).split("\n"):
        stands = MARKS.sub("", line)
        if read.startswith(stands, at):
            at += len(stands)
        elif not line.lstrip().startswith("#"):
            return False
    return at == len(read)


def texts(values: object) -> set[str]:
    """Return every text of more than one word, blanks folded."""
    if isinstance(values, str):
        return {fold(values)} if " " in fold(values) else set()
    if isinstance(values, dict):
        return {text for value in values.values() for text in texts(value)}
    if isinstance(values, list | tuple):
        return {text for value in values for text in texts(value)}
    return set()


def assert_places_are_there(problems: tuple[Problem, ...], text: str) -> None:
    lines = text.split("\n")
    for problem in problems:
        place = problem.place
        assert 1 <= place.line <= len(lines), (place, text)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, (place, text)
        assert problem.must, problem
        assert problem.found, problem
        assert problem.repair, problem


def kind_of(file: str) -> type[Record]:
    return KINDS.get(file.split("/")[1], Edition)


def read_or_refused(text: str, file: str) -> Entry[Record] | Refused:
    """Demand promises 1 and 2 of a text; returns its record, or why it was refused."""
    try:
        record = parse(text, file, kind_of(file))
    except Refused as error:
        refused = error
    else:
        read = read_text(text, file)
        assert says_what_stands(letters(read.values), text), text
        assert texts(record.model_dump(warnings=False)) == texts(read.values), text
        return Entry(record, read.stem, read)
    assert refused.problems
    assert_places_are_there(refused.problems, text)
    as_annotations(refused.problems)
    as_json(refused.problems)
    str(Refused(refused.problems, lambda _: text.split("\n")))
    return refused


def seconds(text: str, file: str) -> float:
    """Return how long the processor takes to read a text or refuse it, the best of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        with contextlib.suppress(Refused):
            parse(text, file, kind_of(file))
        taken.append(time.process_time() - start)
    return min(taken)


@functools.cache
def longest_seconds() -> float:
    """Return how long the processor takes to read the longest record."""
    return seconds(TEXTS[LONGEST], LONGEST)


SETTINGS = settings(
    derandomize=not LONG,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    max_examples=LONG or 150,
)
FEWER = settings(SETTINGS, max_examples=LONG or 60)


@pytest.mark.parametrize("kind", BY_KIND)
@SETTINGS
@given(data=st.data())
def test_a_broken_record_is_read_as_it_stands_or_refused(kind: str, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(BY_KIND[kind]))
    chance = data.draw(st.randoms(use_true_random=False, note_method_calls=False))
    text = mutated(TEXTS[file], chance)
    read_or_refused(text, file)
    if LONG:
        assert seconds(text, file) < MOST_TIME * longest_seconds(), text


@SETTINGS
@given(text=st.text(max_size=300))
def test_any_text_is_read_as_it_stands_or_refused(text: str) -> None:
    read_or_refused(text, "data/topics/ict.yml")


@FEWER
@given(file=st.sampled_from(FILES), chance=st.randoms(use_true_random=False, note_method_calls=False))
def test_all_rules_bear_a_broken_record(file: str, chance: random.Random, sound: Draft) -> None:
    """What is accepted by itself goes through the rules between records; they find it in order, or name a place."""
    text = mutated(TEXTS[file], chance)
    result = read_or_refused(text, file)
    kind, name = file.split("/")[1], Path(file).stem
    if kind not in KINDS:
        edition = cast("Entry[Edition]", result) if isinstance(result, Entry) else None
        draft = replace(sound, edition=edition)
    else:
        entries = {each: dict(of_kind) for each, of_kind in sound.entries.items()}
        del entries[kind][name]
        if isinstance(result, Entry):
            entries[kind][name] = replace(result, stem=name)
        broken = frozenset({(kind, name)} if isinstance(result, Refused) else ())
        draft = replace(sound, entries=entries, broken=broken)
    problems = Refused(check(draft)).problems
    for problem in problems:
        theirs = text if problem.place.file == file else TEXTS.get(problem.place.file, "")
        assert_places_are_there((problem,), theirs)


@pytest.fixture(scope="module")
def sound() -> Draft:
    """The real data, before anything is broken."""
    return load(ROOT / "data")
