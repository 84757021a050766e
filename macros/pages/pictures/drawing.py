"""What stands in a drawing of the chain, at its place."""

from __future__ import annotations

from dataclasses import dataclass

from macros.corpus.records.claim import Basis


@dataclass(frozen=True, slots=True)
class Box:
    """The year of a stop, in a frame that leads there; a session's has corners."""

    x: int
    y: int
    width: int
    height: int
    year: str
    href: str
    name: str
    basis: Basis
    is_session: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of letters that lead to an event. `label` stands before the first line; `rule` is the path of the line
    that shows how the event is known."""

    x: int
    y: int
    label: str
    lines: tuple[str, ...]
    href: str
    basis: Basis
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    """What joins two stops: a carry-over with an arrow, or, without a basis, mere order in time."""

    path: str
    head: str
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said beside a line."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stop with what leads to it, in the order in which it is read."""

    line: Line | None
    remark: Remark | None
    box: Box
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything at its place."""

    width: int
    height: int
    size: int
    leading: int
    steps: tuple[Step, ...]
