"""The timeline: events in order, the sessions always there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.corpus.attestation import can_attest
from macros.corpus.graph import Corpus
from macros.corpus.records import Citation, Date, Document, Event, Session
from macros.pages import editable
from macros.pages.editable import Editable
from macros.pages.kinds.session import full_name

TEMPLATE = "timeline.html.jinja"


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


def shown(corpus: Corpus) -> dict[str, Any]:
    """Return what the template shows: the item, its entries, and the sessions for the summary."""
    all_entries = entries(corpus)
    return {
        "item": corpus.timeline,
        "entries": all_entries,
        "sessions": [entry for entry in all_entries if entry.session],
    }


def _attested_by(corpus: Corpus, decision: Event, session: Session) -> tuple[Citation, ...]:
    if decision.basis == "not-established":
        return ()

    def attests(citation: Citation) -> bool:
        source = corpus.cited(citation)
        return not isinstance(source, Document) or can_attest(source, citation, session.year, session.dates.value)

    return tuple(citation for citation in decision.sources if attests(citation))


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
