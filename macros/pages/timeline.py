"""The timeline: events in order, the sessions always there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from macros.corpus.attestation import can_attest
from macros.corpus.graph import Corpus
from macros.corpus.records import Citation, Date, Document, Event, Session
from macros.pages import editable, finder, links, text
from macros.pages.editable import Editable
from macros.pages.finder import Finder, Item
from macros.pages.finder_form import FinderForm, form
from macros.pages.here import Here, Link
from macros.pages.kinds.session import full_name
from macros.pages.pieces import Happening, Mark, Source, happening, sources
from macros.pages.view import View
from macros.pages.words import KIND_WORDS, opening


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the list: a session with its proposal and decision, or any other event."""

    date: Date
    session: Session | None = None
    name: str = ""
    proposal: Event | None = None
    decision: Event | None = None
    event: Event | None = None
    attested_by: tuple[Citation, ...] = ()
    """The sources of the decision that can know of it; none when it is not established."""


def entries(corpus: Corpus) -> list[Entry]:
    """Return the events in the order in which they are written, each session where its proposal stands."""
    found: list[Entry] = []
    for event in corpus.timeline.events:
        if event.kind == "proposal" and event.session:
            session = corpus.session(event.session)
            decision = corpus.event("decision", event.session)
            found.append(
                Entry(
                    session.dates.value or event.date,
                    session,
                    full_name(session),
                    event,
                    decision,
                    attested_by=_attested_by(corpus, decision, session),
                )
            )
        elif event.kind != "decision":
            found.append(Entry(event.date, event=event))
    return found


def _attested_by(corpus: Corpus, decision: Event, session: Session) -> tuple[Citation, ...]:
    if decision.basis == "not-established":
        return ()

    def attests(citation: Citation) -> bool:
        source = corpus.cited(citation)
        return not isinstance(source, Document) or can_attest(source, citation, session.year, session.dates.value)

    return tuple(citation for citation in decision.sources if attests(citation))


@dataclass(frozen=True, slots=True)
class Half:
    """The proposal or the decision of a session: what it is (`proposal`), what its anchor is called, the event, its
    marks for the finder, and the year of the session that the item was carried over to, if any."""

    kind: str
    name: str
    happening: Happening
    marks: Item
    carries_to: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the timeline: its anchor, that of its heading, the kind of event, also in words, and the date. A
    session has two halves and a way to its page, another event what happened and marks for the finder. `latest` is its
    place when the latest stands first."""

    anchor: str
    heading: str
    kind: str
    kind_words: str
    date: Markup
    latest: int
    title: str
    href: str
    halves: tuple[Half, ...]
    happening: Happening | None
    marks: Item | None


@dataclass(frozen=True, slots=True)
class TimelineView(View):
    """The timeline."""

    template: ClassVar[str] = "timeline.html.jinja"

    file: str
    form: FinderForm
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ShortEvent:
    """A proposal or a decision in the table of the sessions: its mark there, the way to it, and how it is known."""

    mark: str
    link: Link
    basis: Mark


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the table: its mark there, the way to it, and by what the decision is attested."""

    mark: str
    link: Link
    proposal: ShortEvent
    decision: ShortEvent
    attested_by: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SessionsView(View):
    """The sessions in short."""

    template: ClassVar[str] = "sessions.html.jinja"

    title: str
    rows: tuple[SessionRow, ...]


def view(corpus: Corpus, here: Here) -> TimelineView:
    """Return the timeline."""
    found = finder.of_events(corpus)
    listed = entries(corpus)
    places = (_place(corpus, here, entry, found, len(listed) - i) for i, entry in enumerate(listed))
    return TimelineView(links.record_file(corpus.timeline), form(here, found), tuple(places))


def _place(corpus: Corpus, here: Here, entry: Entry, found: Finder, latest: int) -> Place:
    date = text.when(entry.date)
    if entry.session:
        year = entry.session.year
        halves = tuple(_half(corpus, here, event, found) for event in (entry.proposal, entry.decision) if event)
        title, href = entry.name, here.to(entry.session)
        assembly = KIND_WORDS["assembly"]
        return Place(
            f"session-{year}", f"assembly-{year}", "session", assembly, date, latest, title, href, halves, None, None
        )
    assert entry.event
    event = entry.event
    return Place(
        event.id,
        f"{event.id}-title",
        event.kind,
        opening(KIND_WORDS[event.kind]),
        date,
        latest,
        event.title,
        "",
        (),
        happening(corpus, here, corpus.timeline, event),
        found.items[event.id],
    )


def _half(corpus: Corpus, here: Here, event: Event, found: Finder) -> Half:
    return Half(
        event.kind,
        f"the {event.kind} of {event.session}",
        happening(corpus, here, corpus.timeline, event),
        found.items[event.id],
        event.carries_to or "",
    )


def sessions(corpus: Corpus, here: Here) -> SessionsView:
    """Return the table of the sessions."""

    def short(event: Event) -> ShortEvent:
        return ShortEvent(event.id, here.link(corpus.timeline, event.title, event.id), Mark(event.basis))

    return SessionsView(
        corpus.timeline.title,
        tuple(
            SessionRow(
                f"session-{entry.session.year}",
                here.link(entry.session, entry.session.year),
                short(entry.proposal),
                short(entry.decision),
                sources(corpus, here, entry.attested_by),
            )
            for entry in entries(corpus)
            if entry.session and entry.proposal and entry.decision
        ),
    )


def parts(corpus: Corpus) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    for event in corpus.timeline.events:
        if event.kind == "proposal" and event.session:
            session = corpus.session(event.session)
            yield editable.part(corpus, session, (), f"session of {session.year}", f"session-{session.year}")
        yield editable.event(corpus, event, f"{event.date}: {event.title}", event.id)


def parts_of_sessions(corpus: Corpus) -> Iterator[Editable]:
    """Yield what can be corrected in the table of the sessions."""
    for session in corpus.sessions:
        yield editable.part(corpus, session, (), f"session of {session.year}", f"session-{session.year}")
        for kind in ("proposal", "decision"):
            event = corpus.event(kind, session.year)
            yield editable.event(corpus, event, f"{kind} of {session.year}: {event.title}", event.id)
