"""The timeline as a chain of sessions: asked, decided, carried over, and what happened between.

Drawn twice from the same story: upright for narrow columns, with the number of events of each kind, and across for
wide ones, with a mark for each event. The style sheet shows one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Event, Session
from macros.corpus.records.claim import Basis
from macros.pages import links, timeline
from macros.pages.pictures.lettering import LEADING, PHONE, SIZE, width, wrapped
from macros.pages.render import KIND_WORDS

TEMPLATE = "picture_chain.html.jinja"

GLYPHS = {
    "conference": "M12 4l2.4 5 5.6.7-4.1 3.9 1 5.5-4.9-2.7-4.9 2.7 1-5.5L4 9.7 9.6 9z",
    "meeting": "M6 12a6 6 0 1 1 12 0a6 6 0 1 1-12 0z",
    "study": "M6.5 6.5h11v11h-11z",
    "consultations": "M12 4.5l7.5 7.5-7.5 7.5L4.5 12z",
    "seminars": "M12 5l7 12.5H5z",
    "committee": "M8.5 6h7l3.5 6-3.5 6h-7L5 12z",
    "treaty": "M9.5 5h5v4.5H19v5h-4.5V19h-5v-4.5H5v-5h4.5z",
}
"""The mark of each kind of event, in a square of 24 units, the smallest that is easy to touch."""

MARK = 24


@dataclass(frozen=True, slots=True)
class Stop:
    """A station of the chain: a session, or an event that opens or closes the story."""

    year: str
    name: str
    address: str
    basis: Basis
    said: tuple[tuple[str, Event], ...]
    """What is written beside it: a label, empty for a bookend, and the event."""
    carry: Basis | None = None
    """How the carry-over to the next stop is known; None where none is claimed."""
    is_session: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """What there is to draw. `gaps` has the events before the first stop, between two stops, and after the last."""

    stops: tuple[Stop, ...]
    gaps: tuple[tuple[Event, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The year of a stop, in a frame."""

    x: int
    y: int
    width: int
    height: int
    stop: Stop


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of letters that lead to an event. `label` stands before the first line; `rule` is the path of the line
    that shows how the event is known."""

    x: int
    y: int
    label: str
    lines: tuple[str, ...]
    address: str
    basis: Basis
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    """What joins two stops: a carry-over with an arrow, or, without a basis, mere order in time."""

    path: str
    head: str
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One event, or, with words, all events of a kind between two stops."""

    x: int
    y: int
    kind: str
    basis: Basis
    address: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said beside a line."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything at its place."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    words: tuple[Words, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    remarks: tuple[Remark, ...] = ()


def shown(corpus: Corpus) -> dict[str, Any]:
    """Return what the template shows: the two drawings, the key, and a sentence that sums it up."""
    told = story(corpus)
    events = [event for gap in told.gaps for event in gap]
    bases = {event.basis for event in events}
    bases |= {event.basis for stop in told.stops for _, event in stop.said}
    return {
        "item": corpus.timeline,
        "upright": upright(corpus, told),
        "across": across(corpus, told),
        "glyphs": [(kind, GLYPHS[kind]) for kind in GLYPHS if any(event.kind == kind for event in events)],
        "bases": [basis for basis in ("stated", "inferred", "not-established") if basis in bases],
        "summary": summary(told),
    }


def story(corpus: Corpus) -> Story:
    """Return the sessions in order, between the conference before them and the treaty after them, if there are."""
    entries = timeline.entries(corpus)
    places = [place for place, entry in enumerate(entries) if entry.session]
    first, last = (places[0], places[-1]) if places else (len(entries), len(entries))
    opening = next((e.event for e in entries[:first] if e.event and e.event.kind == "conference"), None)
    closing = next((e.event for e in entries[last + 1 :] if e.event and e.event.kind == "treaty"), None)
    stops: list[Stop] = []
    gaps: list[list[Event]] = [[]]
    for entry in entries:
        if entry.session and entry.proposal and entry.decision:
            stops.append(_session(corpus, entry.session, entry.proposal, entry.decision))
            gaps.append([])
        elif entry.event and entry.event in (opening, closing):
            stops.append(_bookend(corpus, entry.event))
            gaps.append([])
        elif entry.event:
            gaps[-1].append(entry.event)
    return Story(tuple(stops), tuple(map(tuple, gaps)))


def summary(told: Story) -> str:
    """Return the story in a sentence: how many sessions, and how their carry-overs are known."""
    sessions = [stop for stop in told.stops if stop.is_session]
    if not sessions:
        return "No session."
    carried = [stop.carry for stop in sessions[:-1]]
    known = ", ".join(
        f"{carried.count(basis)} {words}"
        for basis, words in (("stated", "stated"), ("inferred", "inferred"), ("not-established", "not established"))
        if basis in carried
    )
    span = sessions[0].year if len(sessions) == 1 else f"{sessions[0].year} to {sessions[-1].year}"
    return f"Sessions {span}: {len(sessions)}. Carried over to the next session: {known or 'nothing'}."


def upright(corpus: Corpus, told: Story) -> Drawing:
    """Draw the chain from top to bottom."""
    box_width, box_height, text = 52, 28, 68
    room = PHONE - text
    spine = box_width // 2
    boxes: list[Box] = []
    words: list[Words] = []
    lines: list[Line] = []
    marks: list[Mark] = []
    remarks: list[Remark] = []
    y = 2
    for place, gap in enumerate(told.gaps):
        before = told.stops[place - 1] if place else None
        after = told.stops[place] if place < len(told.stops) else None
        top = boxes[-1].y + box_height if boxes else None
        if before and after and before.is_session and after.is_session:
            remarks.append(Remark(text, y + SIZE, _carried(before.carry, after.year)))
            y += LEADING + 2
        found, y = _counted(corpus, gap, text, room, y)
        marks += found
        if before and after:
            y = max(y, (top or 0) + 30) + 8
        if top is not None and after:
            lines.append(_line(f"M{spine} {top}V{y - 5}", f"M{spine - 5} {y - 9}l5 8 5-8", before))
        if after:
            boxes.append(Box(0, y, box_width, box_height, after))
            start = y
            for label, event in after.said:
                broken = wrapped(f"{label} {event.title}".strip(), room)
                rule = f"M{text - 8} {y}v{len(broken) * LEADING}"
                words.append(_words(corpus, text, y + SIZE, label, broken, event, rule))
                y += len(broken) * LEADING + 6
            y = max(y, start + box_height + 6)
    return Drawing(PHONE, y, tuple(boxes), tuple(words), tuple(lines), tuple(marks), tuple(remarks))


def across(corpus: Corpus, told: Story) -> Drawing | None:
    """Draw the chain from left to right; None when it has too many stops to be read in a column of text."""
    whole, least, size, leading = 688, 84, 12, 15
    pitch = whole // max(len(told.stops), 1)
    if pitch < least or not told.stops:
        return None
    box_width, box_height = 56, 30
    rows = [_rows(gap, place in (0, len(told.gaps) - 1)) for place, gap in enumerate(told.gaps)]
    spine = max(map(len, rows)) * MARK + box_height // 2 + 6
    marks: list[Mark] = []
    for place, gap_rows in enumerate(rows):
        for up, row in enumerate(gap_rows):
            length = len(row) * MARK
            middle = place * pitch
            start = 0 if place == 0 else whole - length if place == len(told.stops) else middle - length // 2
            y = spine - box_height // 2 - 4 - (len(gap_rows) - up) * MARK
            marks += [_mark(corpus, start + i * MARK, y, event) for i, event in enumerate(row)]
    boxes: list[Box] = []
    lines: list[Line] = []
    for place, stop in enumerate(told.stops):
        x = place * pitch + (pitch - box_width) // 2
        boxes.append(Box(x, spine - box_height // 2, box_width, box_height, stop))
        if place:
            before = x - (pitch - box_width)
            lines.append(_line(f"M{before} {spine}H{x - 4}", f"M{x - 9} {spine - 5}l8 5-8 5", told.stops[place - 1]))
    words: list[Words] = []
    y = spine + box_height // 2 + 14
    for step in range(max(len(stop.said) for stop in told.stops)):
        lowest = y
        for place, stop in enumerate(told.stops):
            if step >= len(stop.said):
                continue
            label, event = stop.said[step]
            x, room = place * pitch + 3, pitch - 6
            broken = ("", *wrapped(event.title, room, size)) if label else wrapped(event.title, room, size)
            words.append(_words(corpus, x, y + 16, label, broken, event, f"M{x} {y}h{room - 2}"))
            lowest = max(lowest, y + 16 + len(broken) * leading)
        y = lowest + 4
    return Drawing(whole, y, tuple(boxes), tuple(words), tuple(lines), tuple(marks))


def _session(corpus: Corpus, session: Session, proposal: Event, decision: Event) -> Stop:
    _, following = corpus.neighbours(session)
    carried = following is not None and decision.carries_to == following.year
    unknown = decision.basis == "not-established"
    return Stop(
        year=session.year,
        name=session.name,
        address=links.address(session),
        basis=decision.basis,
        said=(("Asked", proposal), ("Decided", decision)),
        carry=decision.basis if following and (carried or unknown) else None,
        is_session=True,
    )


def _bookend(corpus: Corpus, event: Event) -> Stop:
    year = str(event.date.first.year)
    name = f"{KIND_WORDS[event.kind].capitalize()} of {year}"
    return Stop(year, name, links.part_of(corpus.timeline, event.id), event.basis, (("", event),))


def _carried(carry: Basis | None, year: str) -> str:
    match carry:
        case "stated":
            return f"carried over to {year}"
        case "inferred":
            return f"carried over to {year}, inferred"
        case "not-established":
            return "carry-over not established"
        case _:
            return "no carry-over recorded"


def _line(path: str, head: str, before: Stop | None) -> Line:
    carry = before.carry if before else None
    return Line(path, head if carry else "", carry)


def _words(
    corpus: Corpus, x: int, y: int, label: str, lines: tuple[str, ...], event: Event, rule: str
) -> Words:
    first = lines[0].removeprefix(label)
    return Words(
        x, y, label, (first, *lines[1:]), links.part_of(corpus.timeline, event.id), event.basis, rule if label else ""
    )


def _mark(corpus: Corpus, x: int, y: int, event: Event) -> Mark:
    name = f"{KIND_WORDS[event.kind].capitalize()}, {event.date}: {event.title}"
    return Mark(x, y, event.kind, event.basis, links.part_of(corpus.timeline, event.id), name)


def _rows(gap: tuple[Event, ...], at_the_end: bool) -> list[tuple[Event, ...]]:
    """Put the marks of a gap into rows of two at an end of the chain, of three elsewhere."""
    most = 2 if at_the_end else 3
    return [gap[start : start + most] for start in range(0, len(gap), most)]


def _counted(
    corpus: Corpus, gap: Iterable[Event], left: int, room: int, y: int
) -> tuple[list[Mark], int]:
    """Return a mark with words for each kind of event in a gap, flowing from left to right, and where they end. It
    leads to the first of its kind."""
    kinds: dict[str, list[Event]] = {}
    for event in gap:
        kinds.setdefault(event.kind, []).append(event)
    marks: list[Mark] = []
    x = left
    for kind, events in kinds.items():
        words = KIND_WORDS[kind].capitalize() + (f" × {len(events)}" if len(events) > 1 else "")
        length = MARK + 2 + round(width(words))
        if x > left and x + length > left + room:
            x, y = left, y + MARK
        first = events[0]
        name = f"{words}, {'first ' if len(events) > 1 else ''}{first.date}"
        address = links.part_of(corpus.timeline, first.id)
        marks.append(Mark(x - 5, y, kind, _weakest(events), address, name, words))
        x += length + 8
    return marks, y + MARK if marks else y


def _weakest(events: Iterable[Event]) -> Basis:
    bases = {event.basis for event in events}
    return "not-established" if "not-established" in bases else "inferred" if "inferred" in bases else "stated"
