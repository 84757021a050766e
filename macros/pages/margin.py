"""What stands beside a held text, block by block. It comes after the text in the page's order, so that nothing of ours
is ever selected with it; the style sheet alone puts it beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records import Block
from macros.corpus.relations import Reliance
from macros.pages import provenance
from macros.pages.here import Here, Link


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that rests on a block, and what it is about."""

    link: Link
    about: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a block: its anchor, that of its sign in the text, its letter, beside what it stands, whether
    the block invites to a decision, and what rests on it."""

    id: str
    sign: str
    letter: str
    place: str
    invitation: bool
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside one row of a text, and the classes that put it there: its row and how many it may take."""

    classes: str
    each: tuple[Beside, ...]


MOST_ROWS = 9
"""How many rows something may take at most; the style sheet has a class for each number."""


def beside(corpus: Corpus, here: Here, blocks: Sequence[Block], reliances: Iterable[Reliance]) -> dict[str, Beside]:
    """Return what stands beside the blocks of a text, by their anchors and in their order."""
    reliances, found = tuple(reliances), dict[str, Beside]()
    for part in locator.in_text(blocks):
        if not isinstance(part.text, Block):
            continue
        at = part.anchor
        resting = provenance.resting(corpus, [each for each in reliances if each.citation.at == at])
        statements = tuple(Statement(Link(each.name, here.relative(each.address)), each.about) for each in resting)
        invitation = part.text.role == "invitation" and part.kind == "paragraph"
        if statements or invitation:
            found[at] = Beside(
                f"beside-{at}", f"at-beside-{at}", letter(len(found)), part.place, invitation, statements
            )
    return found


def rows(blocks: Sequence[Block]) -> dict[str, int]:
    """Return in which row of a text each block stands, counted from 1: bullets that follow each other are one list."""
    found: dict[str, int] = {}
    row, before = 0, ""
    for block in blocks:
        row += not before == block.kind == "bullet"
        found[block.id], before = row, block.kind
    return found


def beside_rows(rows: Mapping[str, int], beside: Mapping[str, Beside]) -> tuple[Margin, ...]:
    """Return what stands beside each row. It may take the rows down to the next that has something beside it, so that
    a long note opens no gap in the text."""
    taken = sorted({rows[at] for at in beside})
    ends = (*taken[1:], max(rows.values()) + 1)
    return tuple(
        Margin(
            f"{row_class(row)} span-{min(end - row, MOST_ROWS)}",
            tuple(each for at, each in beside.items() if rows[at] == row),
        )
        for row, end in zip(taken, ends, strict=False)
    )


def row_class(row: int) -> str:
    """Return a row as classes, one for each digit: `row-20 row-3`. The style sheet adds them up; the policy of the
    pages, which allows no style in an element, leaves no plainer way to say where something stands."""
    return " ".join(f"row-{digit}{'0' * place}" for place, digit in enumerate(reversed(str(row))) if digit != "0")


def letter(number: int) -> str:
    """Return the letter of the first note (0), the second and so on: A to Z, then AA."""
    before, at = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + at)
