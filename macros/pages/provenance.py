"""How a source is named on a page, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Citation, Document, Record, Term, Witness
from macros.corpus.relations import Reliance
from macros.pages import links


@dataclass(frozen=True, slots=True)
class Named:
    """A citation ready to print: the name of the source, its address from the root of the site, the place in it in
    words, and the note that goes with it."""

    name: str
    title: str
    address: str
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class Resting:
    """A statement that rests on a source, ready to print: where it stands and what it is about; `about` is empty
    for an event, whose name says it. `places` are the places in the source that it rests on."""

    name: str
    address: str
    about: str
    places: tuple[str, ...] = ()


def named(corpus: Corpus, citation: Citation) -> Named:
    """Return a citation ready to print."""
    source = corpus.cited(citation)
    title = source.title if isinstance(source, Document) and source.symbol and source.title else ""
    through = only_through(corpus, source) if isinstance(source, Document) else ""
    place = ", ".join(filter(None, (place_words(source, citation.at), through)))
    return Named(source.name, title, links.cited(corpus, citation), place, citation.note or "")


def only_through(corpus: Corpus, document: Document) -> str:
    """Return through which sources a document is known of which nothing was seen, `known only through A/43/16`;
    nothing for a document that was seen. The title of another source stands in quotation marks. That there is one is a
    rule of the data."""
    if document.seen != "mention":
        return ""
    seen = (source for source in map(corpus.cited, document.sources) if source.seen != "mention")
    *first, last = dict.fromkeys(s.name if isinstance(s, Document) else f"“{s.name}”" for s in seen)
    return f"known only through {', '.join(first)}{' and ' if first else ''}{last}"


def known_through(document: Document) -> tuple[Citation, ...]:
    """Return the sources, other than itself, through which a document is known."""
    return tuple(citation for citation in document.sources if citation.cites != f"documents/{document.id}")


def place_words(source: Document | Witness, at: str | None) -> str:
    """Return a place in words: the anchor of a part of a held document as `paragraph 5 (ii)`, other places as they
    were written; nothing when there is none."""
    if at is None:
        return ""
    if not (isinstance(source, Document) and source.transcript):
        return "where in it is not known" if at == "not seen" else at
    part = locator.find(source, at)
    return part.place if part else at


def resting(corpus: Corpus, reliances: Iterable[Reliance]) -> list[Resting]:
    """Return what rests on a source ready to print, in the order of the records; a statement that rests on several
    places in it is named once."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for reliance in reliances:
        record, source = reliance.record, corpus.cited(reliance.citation)
        if reliance.event:
            assert isinstance(record, AgendaItem)
            name, address = reliance.event.title, links.event_of(corpus, record, reliance.event)
        else:
            name, address = corpus.name(record), links.address(record)
        found = places.setdefault((name, address, _about(corpus, reliance)), [])
        never_seen = isinstance(source, Document) and source.seen == "mention" and reliance.citation.at == "not seen"
        place = "" if never_seen else place_words(source, reliance.citation.at)
        if place and place not in found:
            found.append(place)
    return [Resting(*statement, places=tuple(found)) for statement, found in places.items()]


def by_subject(rests: Iterable[Resting]) -> list[tuple[str, list[Resting]]]:
    """Gather statements about the same subject, for a page on which a source bears many of them: the subject, and
    the statements. Those without a subject speak for themselves and stay alone."""
    gathered: dict[str, list[Resting]] = {}
    alone: list[tuple[str, list[Resting]]] = []
    for rest in rests:
        if rest.about:
            gathered.setdefault(rest.about, []).append(rest)
        else:
            alone.append(("", [rest]))
    return alone + list(gathered.items())


_ABOUT = {
    "slips": "a slip of the text",
    "variants": "another reading",
    "collation": "what the text was compared with",
    "immediate_implementation": "whether it is listed for immediate implementation",
    "official": "the heading in another form",
    "ordinal": "the number of the session",
    "type": "the kind of session",
    "dates": "the dates of the session",
    "city": "where the session met",
    "report": "the report of the session",
    "agenda_item": "the number of the agenda item",
    "transcript": "a slip of the text",
}


_OF: dict[type[Record], str] = {Document: "what is said of this document", Term: "the definition of the term"}
"""What rests on a source where the place in the record does not tell."""


def _about(corpus: Corpus, reliance: Reliance) -> str:
    record, step = reliance.record, str(reliance.path[0])
    if reliance.event:
        return "part of this event" if "documents" in reliance.path else ""
    if step == "development_agenda":
        return f"the {corpus.edition.work.name}"
    if step in _ABOUT:
        return _ABOUT[step]
    return _OF.get(type(record), "what is said of it")
