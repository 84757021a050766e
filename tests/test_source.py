"""Reading YAML keeps every scalar as text and knows where it stands."""

from __future__ import annotations

import pytest

from macros.corpus.load import parse
from macros.corpus.records import Topic
from macros.corpus.source import read_text
from macros.problems import Refused

TEXT = """\
number: 07
listed: no
text:
  - id: p1
    words: >-
      two
      lines
  - {id: p2, words: 'one: two'}
"""


def test_every_scalar_stays_text() -> None:
    assert read_text(TEXT, "x.yml").values == {
        "number": "07",
        "listed": "no",
        "text": [{"id": "p1", "words": "two lines"}, {"id": "p2", "words": "one: two"}],
    }


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("number",), 1, 9),
        (("text",), 4, 3),
        (("text", 0, "words"), 5, 12),
        (("text", 1), 8, 5),
        (("text", 1, "words"), 8, 21),
        (("text", 1, "missing"), 8, 5),
        (("missing", "deeper"), 1, 1),
    ],
)
def test_every_value_knows_its_place(path: tuple[str | int, ...], line: int, column: int) -> None:
    place = read_text(TEXT, "x.yml").place(path)
    assert (place.line, place.column) == (line, column)


def test_a_key_knows_its_place() -> None:
    place = read_text(TEXT, "x.yml").key_place(("text", 1, "words"))
    assert (place.line, place.column) == (8, 14)


def test_columns_count_characters_not_bytes() -> None:
    place = read_text("título: é\nb: {ü: x, c: y}\n", "x.yml").place(("b", "c"))
    assert (place.line, place.column) == (2, 14)


def test_all_problems_of_a_file_come_out_at_once() -> None:
    with pytest.raises(Refused) as refused:
        parse("id: a b\ntitel: x\nid: again\n", "data/topics/a.yml", Topic)
    assert [str(problem.place) for problem in refused.value.problems] == ["data/topics/a.yml:3:1"]
    with pytest.raises(Refused) as refused:
        parse("id: a b\ntitel: x\n", "data/topics/a.yml", Topic)
    # "title" is not reported as missing too: it stands there, misspelt
    assert [problem.rule for problem in refused.value.problems] == [
        "fields-are-given",
        "values-have-their-form",
        "fields-are-known",
    ]
