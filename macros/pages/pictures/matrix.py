"""Topics against clusters: how many recommendations each pair has.

A row is one link, to its topic, named with all its numbers; a column's letter leads to its cluster. So the picture
has as many stops for the keyboard as it has things to lead to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Cluster, Topic
from macros.pages.pictures.lettering import PHONE, wrapped

TEMPLATE = "picture_matrix.html.jinja"

CELL = 27
"""Width of a column: no less than what is easy to touch."""
HEAD = 30
SIZE, LEADING = 12, 15
SMALLEST, LARGEST = 8.0, 12.5
"""Radius of the disc of the smallest and the largest number; each holds its digits."""


@dataclass(frozen=True, slots=True)
class Column:
    """A cluster and the middle of its column."""

    cluster: Cluster
    x: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many recommendations of a cluster are about a topic, and the disc that shows it."""

    x: int
    radius: float
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A topic: its place, its title broken into lines, its cells that are not empty, and its name as a link."""

    topic: Topic
    y: int
    height: int
    baseline: int
    lines: tuple[str, ...]
    cells: tuple[Cell, ...]
    counts: tuple[int, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything at its place."""

    width: int
    height: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: int = SIZE
    leading: int = LEADING


def shown(corpus: Corpus) -> dict[str, Any]:
    """Return what the template shows."""
    return {"matrix": matrix(corpus)}


def matrix(corpus: Corpus) -> Matrix:
    """Place topics and clusters. The drawing grows with their numbers, not with that of the recommendations."""
    least = 120
    room = max(PHONE - len(corpus.clusters) * CELL, least)
    columns = tuple(Column(cluster, room + place * CELL + CELL // 2) for place, cluster in enumerate(corpus.clusters))
    counts = {topic.id: Counter(member.cluster for member in corpus.about.get(topic.id, ())) for topic in corpus.topics}
    most = max((count for found in counts.values() for count in found.values()), default=1)
    rows: list[Row] = []
    y = HEAD
    for topic in corpus.topics:
        lines = wrapped(topic.title, room - 8, SIZE)
        height = max(28, len(lines) * LEADING + 10)
        found = [counts[topic.id][column.cluster.identifier] for column in columns]
        cells = tuple(
            Cell(column.x, _radius(count, most), count) for column, count in zip(columns, found, strict=True) if count
        )
        baseline = y + height // 2 - (len(lines) - 1) * LEADING // 2 + 4
        rows.append(Row(topic, y, height, baseline, lines, cells, tuple(found), _name(topic, columns, found)))
        y += height
    return Matrix(room + len(columns) * CELL, y + 1, columns, tuple(rows))


def _radius(count: int, most: int) -> float:
    return round(SMALLEST + (LARGEST - SMALLEST) * (count - 1) / max(most - 1, 1), 1)


def _name(topic: Topic, columns: tuple[Column, ...], counts: list[int]) -> str:
    """Name a row for those who cannot see it: `Competition policy: A 1, B 2, C 1`."""
    told = ", ".join(f"{column.cluster.letter} {count}" for column, count in zip(columns, counts, strict=True) if count)
    return f"{topic.title}: {told or 'no recommendation'}"
