"""A timeline: the events of an agenda item in order, year by year, the sessions always there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from macros.corpus.attestation import can_attest
from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Citation, Date, Document, Event, Session
from macros.corpus.records.item import AT_A_SESSION
from macros.exports import citation
from macros.pages import editable, finder, links, text
from macros.pages.citing import Citing, citing
from macros.pages.editable import Editable
from macros.pages.endnotes import Endnote, Endnotes
from macros.pages.finder import Item
from macros.pages.finder_form import FinderForm, form
from macros.pages.here import Here, Link
from macros.pages.kinds.session import full_name
from macros.pages.pieces import Happening, Mark, Source, happening, sources
from macros.pages.view import View
from macros.pages.words import called as kind_words
from macros.pages.words import opening


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One place in the list: a session with its proposal and decision, as far as the item has them, or any other
    event."""

    date: Date
    session: Session | None = None
    name: str = ""
    proposal: Event | None = None
    decision: Event | None = None
    event: Event | None = None
    attested_by: tuple[Citation, ...] = ()
    """The sources of the decision that can know of it; none when it is not established."""


def entries(corpus: Corpus, item: AgendaItem) -> list[TimelineEntry]:
    """Return the events in the order in which they are written, each session where the first of its two stands."""
    found: list[TimelineEntry] = []
    at_sessions: dict[str, dict[str, Event]] = {}
    for event in item.events:
        if event.kind in AT_A_SESSION and event.session:
            at_sessions.setdefault(event.session, {})[event.kind] = event
    for event in item.events:
        if event.kind not in AT_A_SESSION or not event.session:
            found.append(TimelineEntry(event.date, event=event))
        elif both := at_sessions.pop(event.session, None):
            found.append(_at_session(corpus, corpus.session(event.session), event, both))
    return found


def _at_session(corpus: Corpus, session: Session, first: Event, both: dict[str, Event]) -> TimelineEntry:
    decision = both.get("decision")
    return TimelineEntry(
        session.dates.value or first.date,
        session,
        full_name(session),
        both.get("proposal"),
        decision,
        attested_by=_attested_by(corpus, decision, session) if decision else (),
    )


def _attested_by(corpus: Corpus, decision: Event, session: Session) -> tuple[Citation, ...]:
    if decision.basis == "not-established":
        return ()

    def attests(citation: Citation) -> bool:
        source = corpus.cited(citation)
        return not isinstance(source, Document) or can_attest(source, citation, session.identifier, session.dates.value)

    return tuple(citation for citation in decision.sources if attests(citation))


@dataclass(frozen=True, slots=True)
class Half:
    """The proposal or the decision of a session: what it is (`proposal`), what its anchor is called, the event, its
    marks for the finder, and the way to the session that the item was carried over to, if any."""

    kind: str
    name: str
    happening: Happening
    marks: Item
    carried_to: Link | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the timeline: its anchor, that of its title, the kind of event, also in words, and the date. A session
    has two halves and a way to its page, another event what happened and marks for the finder. `latest` is its place
    within its year when the latest stands first."""

    anchor: str
    heading: str
    kind: str
    kind_words: str
    date: Markup
    latest: int
    title: str
    session: Link | None
    halves: tuple[Half, ...]
    happening: Happening | None
    marks: Item | None


@dataclass(frozen=True, slots=True)
class Year:
    """The events that begin in a year: its anchor, what it is called, and its place when the latest stands first."""

    anchor: str
    words: str
    latest: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """All events of an item: the file they stand in, the form to find them by, where each stands, how one cites them,
    their sources for paper, and the way to the script that lets these and the contents follow the form."""

    file: str
    form: FinderForm
    years: tuple[Year, ...]
    citing: Citing
    endnotes: tuple[Endnote, ...]
    follow: str


@dataclass(frozen=True, slots=True)
class TimelineView(View):
    """The main timeline."""

    template: ClassVar[str] = "timeline.html.jinja"

    events: Events


@dataclass(frozen=True, slots=True)
class ShortEvent:
    """A proposal or a decision in the table of the sessions: its mark there, the way to it, and how it is known."""

    mark: str
    link: Link
    basis: Mark


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the table: its mark there, the way to it, what it was asked and decided, as far as the item has it,
    and by what the decision is attested."""

    mark: str
    link: Link
    proposal: ShortEvent | None
    decision: ShortEvent | None
    attested_by: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SessionTable:
    """The sessions of an item in short."""

    title: str
    rows: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True)
class SessionsView(View):
    """The sessions of the main timeline in short, and the ways to the timelines of the other items."""

    template: ClassVar[str] = "sessions.html.jinja"

    table: SessionTable
    others: tuple[Link, ...]


def view(corpus: Corpus, here: Here) -> TimelineView:
    """Return the main timeline."""
    return TimelineView(events(corpus, here, corpus.timeline))


def events(corpus: Corpus, here: Here, item: AgendaItem) -> Events:
    """Return all events of an item."""
    found = finder.of_events(corpus, item)
    listed = entries(corpus, item)
    there = {entry.session.identifier for entry in listed if entry.session}
    notes = Endnotes()
    by_year: dict[int, list[TimelineEntry]] = {}
    for entry in listed:
        by_year.setdefault(entry.date.first.year, []).append(entry)

    def half(event: Event) -> Half:
        return Half(
            event.kind,
            f"the {event.kind} of {_short(corpus, event.session)}",
            notes.happening(happening(corpus, here, item, event)),
            found.items[event.id],
            _carried_to(corpus, here, event, there),
        )

    def place(entry: TimelineEntry, latest: int) -> Place:
        date = text.when(entry.date, entry.date.first.year)
        if entry.session:
            name = entry.session.identifier
            halves = tuple(half(event) for event in (entry.proposal, entry.decision) if event)
            called = f"session-{name}", f"assembly-{name}", "session", corpus.edition.body.short_name
            page = here.link(entry.session, f"The session of {entry.session.short_label} on a page of its own")
            return Place(*called, date, latest, entry.name, page, halves, None, None)
        assert entry.event
        event = entry.event
        called = event.id, f"{event.id}-title", event.kind, opening(kind_words(corpus.edition, event.kind))
        told = notes.happening(happening(corpus, here, item, event))
        return Place(*called, date, latest, event.title, None, (), told, found.items[event.id])

    years = tuple(
        Year(
            f"year-{year}",
            str(year),
            len(by_year) - position,
            tuple(place(entry, len(within) - at) for at, entry in enumerate(within)),
        )
        for position, (year, within) in enumerate(by_year.items())
    )
    return Events(
        links.record_file(item),
        form(here, found),
        years,
        citing(here, citation.of_item(corpus, item), parts_from=_CITED),
        notes.all(),
        here.relative(links.CONTENTS_SCRIPT),
    )


_CITED = ".half, [data-is] > details > .event-body"
"""The events on the page: the halves of a session, and what is no session."""


def _carried_to(corpus: Corpus, here: Here, event: Event, there: set[str]) -> Link | None:
    """Return the way to the session that an event carries its item over to: on the timeline, where it stands there."""
    if not event.carries_to:
        return None
    session = corpus.session(event.carries_to)
    if session.identifier in there:
        return Link(session.short_label, f"#session-{session.identifier}")
    return here.link(session, session.short_label)


def _short(corpus: Corpus, session: str | None) -> str:
    return corpus.session(session).short_label if session else ""


def sessions(corpus: Corpus, here: Here) -> SessionsView:
    """Return the sessions of the main timeline in short."""
    others = tuple(here.link(item) for item in corpus.other_items)
    return SessionsView(session_table(corpus, here, corpus.timeline), others)


@dataclass(frozen=True, slots=True)
class AnswersView(View):
    """What each session of the main timeline decided, a line each."""

    template: ClassVar[str] = "answers.html.jinja"

    rows: tuple[SessionRow, ...]


def answers(corpus: Corpus, here: Here) -> AnswersView:
    """Return what each session of the main timeline decided."""
    return AnswersView(session_table(corpus, here, corpus.timeline).rows)


def session_table(corpus: Corpus, here: Here, item: AgendaItem) -> SessionTable:
    """Return the sessions of an item in short."""

    def short(event: Event | None) -> ShortEvent | None:
        if event is None:
            return None
        return ShortEvent(event.id, Link(event.title, here.event(corpus, item, event)), Mark(event.basis))

    return SessionTable(
        item.title,
        tuple(
            SessionRow(
                f"session-{entry.session.identifier}",
                here.link(entry.session, entry.session.short_label),
                short(entry.proposal),
                short(entry.decision),
                sources(corpus, here, entry.attested_by),
            )
            for entry in entries(corpus, item)
            if entry.session
        ),
    )


def parts(corpus: Corpus, item: AgendaItem) -> Iterator[Editable]:
    """Yield what can be corrected on a timeline, in the order in which it stands there."""
    met: set[str] = set()
    for event in item.events:
        if event.kind in AT_A_SESSION and event.session and event.session not in met:
            met.add(event.session)
            session = corpus.session(event.session)
            yield editable.part(
                corpus, session, (), f"session of {session.short_label}", f"session-{session.identifier}"
            )
        yield editable.event(corpus, item, event, f"{event.date}: {event.title}", event.id)


def parts_of_sessions(corpus: Corpus) -> Iterator[Editable]:
    """Yield what can be corrected in the table of the sessions."""
    for session in corpus.sessions:
        yield editable.part(corpus, session, (), f"session of {session.short_label}", f"session-{session.identifier}")
        for kind in AT_A_SESSION:
            event = corpus.event(kind, session.identifier)
            yield editable.event(
                corpus, corpus.timeline, event, f"{kind} of {session.short_label}: {event.title}", event.id
            )
