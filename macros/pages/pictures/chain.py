"""The timeline as a chain of sessions: asked, decided, carried over, and what happened between.

Drawn twice from the same model: upright for narrow columns, with the number of events of each kind, and across for
wide ones, with a mark for each event. The style sheet shows one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Event
from macros.corpus.records.claim import Basis
from macros.pages import links
from macros.pages.here import Here
from macros.pages.pictures.drawing import Box, Drawing, Line, Mark, Remark, Step, Words
from macros.pages.pictures.lettering import LEADING, PHONE, SIZE, width, wrapped
from macros.pages.pictures.timeline_model import Stop, TimelineModel, kind_name, summary, timeline_model
from macros.pages.pieces import Mark as Key
from macros.pages.view import View
from macros.pages.words import called

GLYPHS = {
    "conference": "M12 4l2.4 5 5.6.7-4.1 3.9 1 5.5-4.9-2.7-4.9 2.7 1-5.5L4 9.7 9.6 9z",
    "assembly": "M12 4.5l7.5 5.5v9h-15v-9z",
    "meeting": "M6 12a6 6 0 1 1 12 0a6 6 0 1 1-12 0z",
    "study": "M6.5 6.5h11v11h-11z",
    "consultations": "M12 4.5l7.5 7.5-7.5 7.5L4.5 12z",
    "seminars": "M12 5l7 12.5H5z",
    "committee": "M8.5 6h7l3.5 6-3.5 6h-7L5 12z",
    "treaty": "M9.5 5h5v4.5H19v5h-4.5V19h-5v-4.5H5v-5h4.5z",
}
"""The mark of each kind of event, in a square of 24 units, the smallest that is easy to touch."""

MARK = 24

To = Callable[[Event], str]
"""From an event to the way there."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """The mark of a kind of event in the key."""

    kind: str
    path: str
    words: str


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
    glyphs: tuple[Glyph, ...]


def view(corpus: Corpus, here: Here) -> ChainView:
    """Return the picture of the timeline."""
    told = timeline_model(corpus)
    events = [event for gap in told.gaps for event in gap]
    kinds = {event.kind for event in events}
    bases = {event.basis for event in events}
    bases |= {event.basis for stop in told.stops for _, event in stop.said}
    every: tuple[Basis, ...] = ("stated", "inferred", "not-established")
    return ChainView(
        title=corpus.timeline.title,
        upright=upright(corpus, here, told),
        across=across(corpus, here, told),
        summary=summary(told),
        sessions=here.relative(links.SESSIONS),
        timeline=here.relative(links.TIMELINE),
        bases=tuple(Key(basis) for basis in every if basis in bases),
        glyphs=tuple(Glyph(kind, path, called(corpus.edition, kind)) for kind, path in GLYPHS.items() if kind in kinds),
    )


def upright(corpus: Corpus, here: Here, told: TimelineModel) -> Drawing:
    """Draw the chain from top to bottom."""
    wide, high, text, spine = 52, 28, 68, 26
    room, to = PHONE - text, partial(here.event, corpus, corpus.timeline)
    steps: list[Step] = []
    y, start = 2, 0
    for place, gap in enumerate(told.gaps):
        before = told.stops[place - 1] if place else None
        after = told.stops[place] if place < len(told.stops) else None
        remark, line, box = None, None, None
        words: list[Words] = []
        if before and after and before.is_session and after.is_session:
            remark = Remark(text, y + SIZE, _carried(before.carry, after.label))
            y += LEADING + 2
        marks, y = _counted(corpus, to, gap, text, y)
        if before and after:
            y = max(y, start + high + 34) + 8
            line = _line(before, f"M{spine} {start + high}V{y - 3}", f"M{spine - 5} {y - 9}l5 7 5-7")
        if after:
            box, start = _box(here, 0, y, (wide, high), after), y
            for label, event in after.said:
                lines = wrapped(f"{label} {event.title}".strip(), room)
                rule = f"M{text - 8} {y + 1}v{len(lines) * LEADING - 1}"
                lines = (lines[0].removeprefix(label), *lines[1:])
                words.append(_words(to, (text, y + SIZE), (label, event), lines, rule))
                y += len(lines) * LEADING + 7
            y = max(y, start + high + 6)
        steps.append(Step(line, remark, marks, box, tuple(words)))
    return Drawing(PHONE, y, SIZE, LEADING, tuple(steps))


def across(corpus: Corpus, here: Here, told: TimelineModel) -> Drawing | None:
    """Draw the chain from left to right; None when it has too many stops to be read in a column of text."""
    whole, least, size, leading, wide, high = 688, 84, 12, 15, 56, 30
    count = len(told.stops)
    if not count or whole // count < least:
        return None
    pitch, to = whole // count, partial(here.event, corpus, corpus.timeline)
    rows = [_rows(gap, at_the_end=place in (0, count)) for place, gap in enumerate(told.gaps)]
    top = max(map(len, rows)) * MARK + 6
    spine = top + high // 2

    def marks(place: int) -> tuple[Mark, ...]:
        """The marks of a gap, in rows that end above the line between two stops."""
        found: list[Mark] = []
        for row, events in enumerate(rows[place]):
            length = len(events) * MARK
            start = min(max(place * pitch - length // 2, 0), whole - length)
            y = top - 6 - (len(rows[place]) - row) * MARK
            found += [_mark(corpus, to, start + i * MARK, y, event) for i, event in enumerate(events)]
        return tuple(found)

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
        steps.append(Step(line, None, marks(place), _box(here, x, top, (wide, high), stop), tuple(words[place])))
    steps.append(Step(None, None, marks(count), None, ()))
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


def _mark(corpus: Corpus, to: To, x: int, y: int, event: Event) -> Mark:
    name = f"{kind_name(corpus, event.kind)}, {event.date}: {event.title}"
    return Mark(x, y, event.kind, event.basis, to(event), name)


def _rows(gap: tuple[Event, ...], *, at_the_end: bool) -> list[tuple[Event, ...]]:
    """Put the events of a gap into rows of three; at an end of the chain, where there is half the room, of one."""
    most = 1 if at_the_end else 3
    return [gap[start : start + most] for start in range(0, len(gap), most)]


def _counted(corpus: Corpus, to: To, gap: Iterable[Event], left: int, y: int) -> tuple[tuple[Mark, ...], int]:
    """Return a mark with words for each kind of event in a gap, flowing from left to right, and where they end. It
    leads to the first of its kind."""
    kinds: dict[str, list[Event]] = {}
    for event in gap:
        kinds.setdefault(event.kind, []).append(event)
    marks: list[Mark] = []
    x = left
    for kind, events in kinds.items():
        words = kind_name(corpus, kind) + (f" × {len(events)}" if len(events) > 1 else "")  # noqa: RUF001
        length = MARK + round(width(words))
        if x > left and x + length > PHONE:
            x, y = left, y + MARK
        first = events[0]
        name = f"{words}, {'first ' if len(events) > 1 else ''}{first.date}"
        href = to(first)
        marks.append(Mark(x - 5, y, kind, _weakest(events), href, name, words))
        x += length + 8
    return tuple(marks), y + MARK if marks else y


def _weakest(events: Iterable[Event]) -> Basis:
    bases = {event.basis for event in events}
    return "not-established" if "not-established" in bases else "inferred" if "inferred" in bases else "stated"
