"""The page of a General Assembly session: what it had before it and what it did, in both halves of the edition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Session
from macros.pages import editable, links
from macros.pages.editable import Editable
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page

TEMPLATE = "session.html.jinja"


def page(record: Session) -> Page:
    """Return the page of a session."""
    return Page(
        path=f"sessions/{record.year}.md",
        title=f"WIPO General Assembly, {full_name(record)}",
        description=f"What the WIPO General Assembly of {record.year} was asked and decided on audiovisual performances"
        + (", and what it did about the Development Agenda." if record.development_agenda else "."),
        record=links.record_file(record),
        template=TEMPLATE,
        shown=partial(shown, record=record),
    )


def full_name(record: Session) -> str:
    """Return the name as the documents print it: `Thirty-Fourth (18th Ordinary) Session`; what is not established
    is left out."""
    kind = ""
    if record.type.value:
        kind = f" ({record.type.number + ' ' if record.type.number else ''}{record.type.value.capitalize()})"
    return (
        f"{record.ordinal.value}{kind} Session, {record.year}" if record.ordinal.value else f"session of {record.year}"
    )


def shown(corpus: Corpus, record: Session) -> dict[str, Any]:
    """Return what the template shows: the facts, the proposal and the decision, the other events that name this
    session, its documents, the neighbours."""
    events = [
        event
        for event in corpus.timeline.events
        if event.session == record.year and event.kind not in ("proposal", "decision")
    ]
    previous, following = corpus.neighbours(record)
    carried_from = corpus.event("decision", previous.year) if previous else None
    return {
        "record": record,
        "full_name": full_name(record),
        "proposal": corpus.event("proposal", record.year),
        "decision": corpus.event("decision", record.year),
        "carried_from": carried_from if carried_from and carried_from.carries_to == record.year else None,
        "events": events,
        "documents": [document for document in corpus.documents if document.session == record.year],
        "report": corpus.document(record.report.document) if record.report.document else None,
        "previous": previous,
        "next": following,
    }


def parts(corpus: Corpus, record: Session) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    events = {
        corpus.event(kind, record.year): mark for kind, mark in (("proposal", "proposed"), ("decision", "decided"))
    }
    for event, mark in events.items():
        yield editable.event(corpus, event, f"what was {mark}", mark)
    for number in range(len(record.development_agenda)):
        words = f"statement {number + 1} on the Development Agenda"
        yield editable.part(corpus, record, ("development_agenda", number), words, f"record.statement-{number + 1}")
    for field, words, mark in (
        ("ordinal", "number", "number"),
        ("type", "kind", "kind"),
        ("dates", "dates", "dates"),
        ("city", "place", "place"),
        ("agenda_item", "number of the agenda item", "agenda-item"),
        ("report", "report", "report"),
    ):
        yield editable.part(corpus, record, (field,), words, mark)


KIND = Kind(Session, page, parts)
