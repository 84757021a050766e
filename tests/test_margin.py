"""What stands beside a held text: which row it belongs to, and how that is said without a style in an element."""

from __future__ import annotations

import re

from macros.corpus.records import Block
from macros.pages.margin import MOST_ROWS, Beside, beside_rows, letter, row_class, rows
from tests.project import ROOT

STYLES = (ROOT / "docs" / "assets" / "stylesheets" / "edition.css").read_text(encoding="utf-8")


def note(at: str) -> Beside:
    return Beside(f"beside-{at}", f"at-beside-{at}", "A", at, invitation=False, statements=())


def test_bullets_that_follow_each_other_are_one_row() -> None:
    kinds = ("heading", "bullet", "bullet", "paragraph", "bullet", "subparagraph")
    blocks = [Block.model_validate({"id": f"x{at}", "kind": kind, "text": "x"}) for at, kind in enumerate(kinds)]
    assert [*rows(blocks).values()] == [1, 2, 2, 3, 4, 5]


def test_what_stands_beside_one_list_stands_together_and_takes_the_rows_to_the_next() -> None:
    found = beside_rows({"h": 1, "b1": 2, "b2": 2, "p": 4, "end": 40}, {at: note(at) for at in ("b1", "b2", "p")})
    assert [(each.classes, [it.place for it in each.each]) for each in found] == [
        ("row-2 span-2", ["b1", "b2"]),
        (f"row-4 span-{MOST_ROWS}", ["p"]),
    ]
    assert beside_rows({"p": 1}, {}) == ()


def test_the_style_sheet_adds_the_digits_of_a_row_up() -> None:
    assert row_class(305) == "row-5 row-300"
    styled = dict(re.findall(r"\.(row-[0-9]+) \{\s*--(?:ones|tens|hundreds): ([0-9]+);", STYLES))
    for row in (1, 9, 10, 99, 100, 305, 999):
        assert sum(int(styled[name]) for name in row_class(row).split()) == row
    for span in range(2, MOST_ROWS + 1):
        assert f".span-{span} {{" in STYLES


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
