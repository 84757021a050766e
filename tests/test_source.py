"""Reading YAML keeps every scalar as text and knows where it stands."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from macros.corpus.load import parse, read_record
from macros.corpus.records import Topic
from macros.corpus.records.verbatim import fold
from macros.corpus.source import MAX_PROBLEMS, read_text
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


def test_what_is_kept_of_a_file_are_places_and_its_paths_are_shared(tmp_path: Path) -> None:
    text = "id: one\ntitle: One\ndefinition: Made for a test.\n"
    (tmp_path / "one.yml").write_text(text, encoding="utf-8")
    entry = read_record(tmp_path / "one.yml", "data/topics/one.yml", Topic)
    assert not hasattr(entry.source, "values")
    assert (entry.place("title").line, entry.key_place("title").column, entry.place("title").column) == (2, 1, 8)
    other = read_text(text.replace("one", "two"), "data/topics/two.yml")
    assert all(path is same for path, same in zip(entry.source.paths, other.paths, strict=True))


def test_parts_with_the_same_fields_share_the_set_of_their_names() -> None:
    one, other = (parse(f"id: {name}\ntitle: A\ndefinition: Made.\n", "x.yml", Topic) for name in ("one", "two"))
    assert one.model_fields_set is other.model_fields_set
    assert one.model_fields_set == {"id", "title", "definition"}


def test_folding_leaves_one_space_between_words_whatever_stood_there() -> None:
    for signs in itertools.product("a \n\t\u00a0", repeat=5):
        text = "".join(signs)
        assert fold(text) == " ".join(text.split()), ascii(text)
    folded = "words that are folded"
    assert fold(folded) is folded


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


LETTERS = """\
block: >-
  one two

  three
plain: one
  two three
single: 'it''s two three'
double: "one two three"
"""


@pytest.mark.parametrize(
    ("key", "letters", "line", "column"),
    [
        ("block", 0, 2, 3),
        ("block", 3, 2, 7),
        ("block", 6, 4, 3),
        ("plain", 3, 6, 3),
        ("single", 4, 7, 16),
        ("double", 6, 8, 18),
        ("double", 99, 8, 9),
    ],
)
def test_a_letter_of_a_text_knows_its_place(key: str, letters: int, line: int, column: int) -> None:
    place = read_text(LETTERS, "x.yml").letter_place((key,), letters)
    assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b # c\n", "x.yml:1:6"),
        ("a: 'b' # c\n", "x.yml:1:8"),
        ("a: # c\n  - b\n", "x.yml:1:4"),
        ("a: >- # c\n  b\n", "x.yml:1:7"),
        ("- a\n- # c\n  b: d\n", "x.yml:2:3"),
    ],
)
def test_a_comment_beside_a_value_is_refused(text: str, place: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text(text, "x.yml")
    assert [str(problem.place) for problem in refused.value.problems] == [place]


@pytest.mark.parametrize("line", ["k{}: a # b\n", 'k{}: "a\\tb"\n', "k{}: &a b\n"])
def test_of_very_many_problems_the_first_are_said(line: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text("".join(map(line.format, range(90))), "x.yml")
    assert len(refused.value.problems) == MAX_PROBLEMS


def test_number_signs_within_texts_and_comments_on_their_own_lines_are_read() -> None:
    text = "# c\na: b#1\n  # c\nb: '# 1'\nc: |-\n  # 1\n  x # 2\n# c\n'k # 1': v\n"
    assert read_text(text, "x.yml").values == {"a": "b#1", "b": "# 1", "c": "# 1\nx # 2", "k # 1": "v"}
    assert [(str(place), words) for place, words in read_text(text, "x.yml").comments] == [
        ("x.yml:1:1", "# c"),
        ("x.yml:3:3", "# c"),
        ("x.yml:8:1", "# c"),
    ]
