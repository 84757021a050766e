"""One thing that the search can find, as each kind of record tells it of itself: its names, its words part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from macros.corpus import locator
from macros.corpus.records import Block, Date, Recommendation, Term, Topic

Wordings = Mapping[str, Sequence[str]]
"""The wordings that lead to a text before anything else, by the anchor of its part."""


class Rank(IntEnum):
    """What goes first where a name leads to several: what the edition is about, then the pages written by hand, what
    explains the texts, what happened, and last what is only cited."""

    AGENDA = 0
    PAGE = 1
    EXPLAINED = 2
    EVENT = 3
    CITED = 4


@dataclass(frozen=True, slots=True)
class SearchPart:
    """A part of a page: what to call it, its anchor, its words; empty for the page as a whole. `ours` tells that the
    words are this edition's and not a source's. `names` lead straight to the part; `called` is what else readers call
    it."""

    label: str
    anchor: str
    words: str
    ours: bool = True
    names: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing to find: its kind in words, its title, its address from the root of the site, words that belong to it
    without being shown (`about`), names that lead straight to it, what else readers call it, and its parts."""

    kind: str
    title: str
    address: str
    parts: tuple[SearchPart, ...]
    about: str = ""
    names: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    key: str = ""
    """`terms/ldc` for the entry of a record; empty for other pages."""
    rank: Rank = Rank.EXPLAINED


def also_called(record: Recommendation | Term | Topic) -> tuple[str, ...]:
    """Return what else readers call a record."""
    return tuple(each.word for each in record.also_called)


def spoken(date: Date | None) -> str:
    """Return a date in all the words in which a reader may write it; nothing for one that is not known."""
    return " to ".join(words for _, words in date.spoken()) if date else ""


def text_parts(
    blocks: Sequence[Block], wordings: Mapping[str, Sequence[str]], numbers: Sequence[str] = ()
) -> Iterator[SearchPart]:
    """Yield each part of a text that has an anchor, without the words of the parts in it. A lettered issue is called
    by the numbers of its text with its letter: `22 a`."""
    for part in locator.in_text(blocks):
        block = isinstance(part.text, Block)
        label = "text" if len(blocks) == 1 and block else part.place
        lettered = part.letter and not block
        names = (*wordings.get(part.anchor, ()), *(f"{number} {part.letter}" for number in numbers if lettered))
        yield SearchPart(label, part.anchor, part.own_words, ours=False, names=names)
