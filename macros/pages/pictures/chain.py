"""The timeline as a chain of sessions: asked, decided, carried over.

Drawn twice from the same model: upright for narrow columns, and across for wide ones. The style sheet shows one of
them. What happened between the sessions is told by the timeline; marks for it were shapes that nobody could read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Event
from macros.corpus.records.claim import Basis
from macros.pages import links
from macros.pages.here import Here
from macros.pages.pictures.drawing import Box, Drawing, Line, Remark, Step, Words
from macros.pages.pictures.lettering import LEADING, PHONE, SIZE, wrapped
from macros.pages.pictures.timeline_model import Stop, TimelineModel, summary, timeline_model
from macros.pages.pieces import Mark as Key
from macros.pages.view import View

To = Callable[[Event], str]
"""From an event to the way there."""


@dataclass(frozen=True, slots=True)
class ChainView(View):
    """The two drawings, a sentence that sums them up, the ways to the same in words, and the key."""

    template: ClassVar[str] = "picture_chain.html.jinja"

    title: str
    upright: Drawing
    across: Drawing | None
    summary: str
    sessions: str
    timeline: str
    bases: tuple[Key, ...]


def view(corpus: Corpus, here: Here) -> ChainView:
    """Return the picture of the timeline."""
    told = timeline_model(corpus)
    bases = {event.basis for stop in told.stops for _, event in stop.said}
    every: tuple[Basis, ...] = ("stated", "inferred", "not-established")
    return ChainView(
        title=corpus.timeline.title,
        upright=upright(corpus, here, told),
        across=across(corpus, here, told),
        summary=summary(told),
        sessions=here.relative(links.SESSIONS),
        timeline=here.relative(links.TIMELINE),
        bases=tuple(Key(basis) for basis in every if basis in bases),
    )


def upright(corpus: Corpus, here: Here, told: TimelineModel) -> Drawing:
    """Draw the chain from top to bottom."""
    wide, high, text, spine = 52, 28, 68, 26
    room, to = PHONE - text, partial(here.event, corpus, corpus.timeline)
    steps: list[Step] = []
    y, start = 2, 0
    for place, stop in enumerate(told.stops):
        before = told.stops[place - 1] if place else None
        remark, line = None, None
        words: list[Words] = []
        if before and before.is_session and stop.is_session:
            remark = Remark(text, y + SIZE, _carried(before.carry, stop.label))
            y += LEADING + 2
        if before:
            y = max(y, start + high + 18) + 8
            line = _line(before, f"M{spine} {start + high}V{y - 3}", f"M{spine - 5} {y - 9}l5 7 5-7")
        box, start = _box(here, 0, y, (wide, high), stop), y
        for label, event in stop.said:
            lines = wrapped(f"{label} {event.title}".strip(), room)
            rule = f"M{text - 8} {y + 1}v{len(lines) * LEADING - 1}"
            lines = (lines[0].removeprefix(label), *lines[1:])
            words.append(_words(to, (text, y + SIZE), (label, event), lines, rule))
            y += len(lines) * LEADING + 7
        y = max(y, start + high + 6)
        steps.append(Step(line, remark, box, tuple(words)))
    return Drawing(PHONE, y, SIZE, LEADING, tuple(steps))


def across(corpus: Corpus, here: Here, told: TimelineModel) -> Drawing | None:
    """Draw the chain from left to right; None when it has too many stops to be read in a column of text."""
    whole, least, size, leading, wide, high = 688, 84, 12, 15, 56, 30
    count = len(told.stops)
    if not count or whole // count < least:
        return None
    pitch, to = whole // count, partial(here.event, corpus, corpus.timeline)
    top = 2
    spine = top + high // 2
    words: list[list[Words]] = [[] for _ in told.stops]
    y = top + high + 16
    for level in range(max(len(stop.said) for stop in told.stops)):
        tallest = 0
        for place, stop in enumerate(told.stops):
            for label, event in stop.said[level : level + 1]:
                x, room = place * pitch + 3, pitch - 6
                lines = (*([""] if label else []), *wrapped(event.title, room, size))
                words[place].append(_words(to, (x, y + 17), (label, event), lines, f"M{x} {y}h{room - 2}"))
                tallest = max(tallest, len(lines))
        y += tallest * leading + 22
    steps: list[Step] = []
    for place, stop in enumerate(told.stops):
        x = place * pitch + (pitch - wide) // 2
        line = None
        if place:
            path = f"M{x - pitch + wide} {spine}H{x - 3}"
            line = _line(told.stops[place - 1], path, f"M{x - 9} {spine - 5}l7 5-7 5")
        steps.append(Step(line, None, _box(here, x, top, (wide, high), stop), tuple(words[place])))
    return Drawing(whole, y - 8, size, leading, tuple(steps))


def _carried(carry: Basis | None, session: str) -> str:
    match carry:
        case "stated":
            return f"carried over to {session}"
        case "inferred":
            return f"carried over to {session}, inferred"
        case "not-established":
            return "carried over? Not known"
        case _:
            return "nothing carried over"


def _line(before: Stop, path: str, head: str) -> Line:
    return Line(path, head if before.carry else "", before.carry)


def _box(here: Here, x: int, y: int, size: tuple[int, int], stop: Stop) -> Box:
    return Box(x, y, *size, stop.year, here.relative(stop.address), stop.name, stop.basis, stop.is_session)


def _words(to: To, at: tuple[int, int], said: tuple[str, Event], lines: tuple[str, ...], rule: str) -> Words:
    label, event = said
    return Words(*at, label, lines, to(event), event.basis, rule if label else "")
