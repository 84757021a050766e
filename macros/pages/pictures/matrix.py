"""Topics against clusters: how many recommendations each pair has.

A row is one link, to its topic, named with all its numbers; a column's letter leads to its cluster. So the picture
has as many stops for the keyboard as it has things to lead to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Topic
from macros.pages import links
from macros.pages.here import Here, Link
from macros.pages.pictures.lettering import PHONE, wrapped
from macros.pages.view import View

CELL = 27
"""Width of a column: no less than what is easy to touch."""
HEAD = 30
SIZE, LEADING = 12, 15
SMALLEST, LARGEST = 8.0, 12.5
"""Radius of the disc of the smallest and the largest number; each holds its digits."""


@dataclass(frozen=True, slots=True)
class Column:
    """A cluster: its letter, name and title, the way to its page, and the middle of its column."""

    identifier: str
    letter: str
    name: str
    title: str
    href: str
    x: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many recommendations of a cluster are about a topic, and the disc that shows it."""

    x: int
    radius: float
    count: int


@dataclass(frozen=True, slots=True)
class Count:
    """The same in the table: with the way to these recommendations in the table of all."""

    letter: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A topic: the way to its page, its place, its title broken into lines, its cells that are not empty, its counts
    for the table, and its name as a link."""

    topic: Link
    y: int
    height: int
    baseline: int
    lines: tuple[str, ...]
    cells: tuple[Cell, ...]
    counts: tuple[Count, ...]
    name: str


@dataclass(frozen=True, slots=True)
class MatrixView(View):
    """Everything at its place."""

    template: ClassVar[str] = "picture_matrix.html.jinja"

    width: int
    height: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: int = SIZE
    leading: int = LEADING


def view(corpus: Corpus, here: Here) -> MatrixView:
    """Place topics and clusters. The drawing grows with their numbers, not with that of the recommendations."""
    least = 120
    room = max(PHONE - len(corpus.clusters) * CELL, least)
    columns = tuple(
        Column(
            each.identifier, each.letter, corpus.name(each), each.title, here.to(each), room + place * CELL + CELL // 2
        )
        for place, each in enumerate(corpus.clusters)
    )
    counts = {topic.id: Counter(member.cluster for member in corpus.about.get(topic.id, ())) for topic in corpus.topics}
    most = max((count for found in counts.values() for count in found.values()), default=1)
    rows: list[Row] = []
    y = HEAD
    for topic in corpus.topics:
        lines = wrapped(topic.title, room - 8, SIZE)
        height = max(28, len(lines) * LEADING + 10)
        found = [counts[topic.id][column.identifier] for column in columns]
        cells = tuple(
            Cell(column.x, _radius(count, most), count) for column, count in zip(columns, found, strict=True) if count
        )
        baseline = y + height // 2 - (len(lines) - 1) * LEADING // 2 + 4
        table = tuple(
            Count(column.letter, count, _filtered(here, column, topic))
            for column, count in zip(columns, found, strict=True)
        )
        name = _name(corpus, topic, columns, found)
        rows.append(Row(here.link(topic, topic.title), y, height, baseline, lines, cells, table, name))
        y += height
    return MatrixView(room + len(columns) * CELL, y + 1, columns, tuple(rows))


def _filtered(here: Here, column: Column, topic: Topic) -> str:
    return here.relative(links.filtered(links.RECOMMENDATIONS, cluster=column.identifier, topic=topic.id))


def _radius(count: int, most: int) -> float:
    return round(SMALLEST + (LARGEST - SMALLEST) * (count - 1) / max(most - 1, 1), 1)


def _name(corpus: Corpus, topic: Topic, columns: tuple[Column, ...], counts: list[int]) -> str:
    """Name a row for those who cannot see it: `Competition policy: A 1, B 2, C 1`."""
    told = ", ".join(f"{column.letter} {count}" for column, count in zip(columns, counts, strict=True) if count)
    return f"{topic.title}: {told or f'no {corpus.edition.vocabulary.recommendation.small}'}"
