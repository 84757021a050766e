"""The timeline as the chain draws it: the sessions and what was carried over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from macros.corpus.graph import Corpus
from macros.corpus.records import Event, Session
from macros.corpus.records.claim import Basis
from macros.pages import links, timeline
from macros.pages.words import called
from macros.pages.words import opening as opening_words


@dataclass(frozen=True, slots=True)
class Stop:
    """A station of the chain: a session, or an event that opens or closes the timeline. `year` is short enough for a
    box: that of a session with its number where a year has several; `label` is what words call it."""

    year: str
    label: str
    name: str
    address: str
    basis: Basis
    said: tuple[tuple[str, Event], ...]
    """What is written beside it: a label, empty for a bookend, and the event."""
    carry: Basis | None = None
    """How the carry-over to the next stop is known; None where none is claimed."""
    is_session: bool = False


@dataclass(frozen=True, slots=True)
class TimelineModel:
    """What there is to draw."""

    stops: tuple[Stop, ...]


def timeline_model(corpus: Corpus) -> TimelineModel:
    """Return the sessions in order, between the conference before them and the treaty after them, if there are."""
    entries = timeline.entries(corpus, corpus.timeline)
    places = [place for place, entry in enumerate(entries) if entry.session]
    first, last = (places[0], places[-1]) if places else (len(entries), len(entries))
    opening = next((e.event for e in entries[:first] if e.event and e.event.kind == "conference"), None)
    closing = next((e.event for e in entries[last + 1 :] if e.event and e.event.kind == "treaty"), None)
    stops: list[Stop] = []
    for entry in entries:
        if entry.session and entry.proposal and entry.decision:
            stops.append(_session(corpus, entry.session, entry.proposal, entry.decision))
        elif entry.event and entry.event in (opening, closing):
            stops.append(_bookend(corpus, entry.event))
    return TimelineModel(tuple(stops))


def summary(told: TimelineModel) -> str:
    """Return the timeline in a sentence: how many sessions, and how their carry-overs are known."""
    sessions = [stop for stop in told.stops if stop.is_session]
    if not sessions:
        return "No session."
    carried = [stop.carry for stop in sessions[:-1]]
    known = "; ".join(f"{_cases(carried.count(basis))} {words}" for basis, words in _KNOWN if basis in carried)
    span = sessions[0].label if len(sessions) == 1 else f"{sessions[0].label} to {sessions[-1].label}"
    count = "1 session" if len(sessions) == 1 else f"{len(sessions)} sessions"
    return f"{count}, {span}. Carried over to the next session: {known or 'nothing'}."


_KNOWN: Final[tuple[tuple[Basis, str], ...]] = (
    ("stated", "a source says so"),
    ("inferred", "it follows from sources"),
    ("not-established", "no source tells"),
)
"""How it is known that an item was carried over, in words that need no key."""


def _cases(count: int) -> str:
    return "in 1 case" if count == 1 else f"in {count} cases"


def _session(corpus: Corpus, session: Session, proposal: Event, decision: Event) -> Stop:
    _, following = corpus.neighbours(session)
    carried = following is not None and decision.carries_to == following.identifier
    unknown = decision.basis == "not-established"
    return Stop(
        year=session.identifier,
        label=session.short_label,
        name=corpus.name(session),
        address=links.address(session),
        basis=decision.basis,
        said=(("Asked", proposal), ("Decided", decision)),
        carry=decision.basis if following and (carried or unknown) else None,
        is_session=True,
    )


def _bookend(corpus: Corpus, event: Event) -> Stop:
    year = str(event.date.first.year)
    name = f"{opening_words(called(corpus.edition, event.kind))} of {year}"
    return Stop(year, year, name, links.event_of(corpus, corpus.timeline, event), event.basis, (("", event),))
