"""One recommendation in the middle of those it is linked with: the same words above it, the same subject below."""

from __future__ import annotations

from dataclasses import dataclass

from macros.corpus.graph import Corpus, Link
from macros.corpus.records import Recommendation
from macros.pages.here import Here
from macros.pages.pictures.lettering import BOLD, LEADING, PHONE, SIZE, wrapped

STEM, NODE, RADIUS = 20, 60, 14
"""From left to right: the middle of the recommendation's own disc and of those of the linked ones; their radius."""
TEXT = NODE + RADIUS + 8
WORDING, SUBJECT = "wording", "subject"
WORDS = {WORDING: "the same words", SUBJECT: "the same subject"}
"""What joins two recommendations."""


@dataclass(frozen=True, slots=True)
class Node:
    """A linked recommendation: its number, the way there, the middle of its disc, where its letters start, and its
    title broken into lines."""

    number: int
    href: str
    kind: str
    y: int
    first: int
    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Bough:
    """The lines to all linked recommendations of a kind: their path, and the words that say what they mean."""

    kind: str
    path: str
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Middle:
    """The recommendation whose map this is."""

    number: int
    y: int
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """Everything at its place, and what the map is called."""

    name: str
    height: int
    middle: Middle
    nodes: tuple[Node, ...]
    boughs: tuple[Bough, ...]
    width: int = PHONE
    stem: int = STEM
    node: int = NODE
    text: int = TEXT
    radius: int = RADIUS
    leading: int = LEADING


def neighbourhood(corpus: Corpus, here: Here, record: Recommendation) -> Map | None:
    """Return the map of a recommendation's direct links; None when it has none."""
    links = corpus.links.get(record.number, ())
    if not links:
        return None
    top = 2
    above, end = _nodes(here, [link for link in links if link.relation.kind == WORDING], top)
    lines = wrapped(record.title, (PHONE - STEM - RADIUS - 12) / BOLD)
    room = max(2 * RADIUS, len(lines) * LEADING) + 14
    middle = Middle(record.number, end + room // 2, _first(end + room // 2, lines), lines)
    below, bottom = _nodes(here, [link for link in links if link.relation.kind == SUBJECT], end + room)
    boughs = []
    if above:
        boughs.append(_bough(WORDING, above, top, f"M{STEM} {middle.y - RADIUS}V{above[0].y}"))
    if below:
        boughs.append(_bough(SUBJECT, below, end + room, f"M{STEM} {middle.y + RADIUS}V{below[-1].y}"))
    return Map(f"Map of the links of {record.name}", bottom + 2, middle, (*above, *below), tuple(boughs))


def _nodes(here: Here, links: list[Link], top: int) -> tuple[list[Node], int]:
    """Place recommendations that are linked in one way, with room for a line of words above; return them and where
    they end."""
    nodes: list[Node] = []
    y = top + LEADING + 4 if links else top
    for link in links:
        other, letter = link.other, link.other.cluster.upper()
        lines = wrapped(f"{other.title} ({letter})", PHONE - TEXT)
        height = max(2 * RADIUS, len(lines) * LEADING) + 8
        middle = y + height // 2
        # Begins with the words that are shown, so that who speaks them to the computer is understood (WCAG 2.5.3).
        name = f"{other.number} {other.title} ({letter}), {WORDS[link.relation.kind]}"
        first = _first(middle, lines)
        nodes.append(Node(other.number, here.to(other), link.relation.kind, middle, first, lines, name))
        y += height
    return nodes, y


def _bough(kind: str, nodes: list[Node], top: int, stem: str) -> Bough:
    branches = "".join(f"M{STEM} {node.y}H{NODE - RADIUS}" for node in nodes)
    return Bough(kind, stem + branches, top + SIZE, WORDS[kind])


def _first(middle: int, lines: tuple[str, ...]) -> int:
    """Return the base of the first of some lines that stand around a middle."""
    return middle - (len(lines) - 1) * LEADING // 2 + SIZE // 3
