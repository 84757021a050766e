"""What pages say of their things to programs, as JSON-LD in the words of schema.org.

It says less than the pages do, because it cannot say how a thing is known: what is not stated by a source, such as a
date that is inferred, stays out, and so does what the records do not say, such as a publisher. A date is as precise as
in the record. What is ours and what is a source's are two things: a page is ours, the text on it is not, and only what
is ours has our licence. Addresses come from `Addresses`, since they depend on the page and on where the site is hosted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, Protocol

from macros.corpus.graph import Corpus
from macros.corpus.records import (
    AgendaItem,
    Changes,
    Claim,
    Cluster,
    Date,
    Document,
    Event,
    Recommendation,
    Record,
    Session,
    Term,
    Topic,
    Witness,
)
from macros.exports import package

Node = dict[str, Any]
"""A thing with its type, its name and what is said of it."""

CONTEXT: Final = "https://schema.org"
LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"

_REPORTS: Final = ("working-document", "report", "general-report", "study", "conference-document", "committee-document")
"""The kinds of documents that an organization made, and numbers in a series; others are creative works."""

_TOOK_PLACE: Final = ("conference", "assembly", "decision", "treaty")
"""The kinds of events that took place where a source states them. A proposal and a study are documents; of a meeting,
of seminars or of the work of a committee a source may also state that it was planned, which no field tells apart."""


class Addresses(Protocol):
    """How the page that is being written names what it speaks of."""

    def thing(self, record: Record) -> str:
        """Return the address of what a record is about, which is not that of its page."""

    def event(self, item: AgendaItem, event: Event) -> str:
        """Return the address of an event of an agenda item."""

    def vocabulary(self, record: type[Record]) -> str:
        """Return the address of the list of all records of a kind."""

    def made(self, address: str) -> str:
        """Return the address of a page or a file of the site, which is given from the root of the site."""

    @property
    def home(self) -> str:
        """The address of the site."""

    @property
    def data(self) -> str:
        """The address of the data as a whole."""

    @property
    def licences(self) -> str:
        """The address of the file that says what may be done with what."""


def written(nodes: Iterable[Node]) -> str:
    """Return nodes as one graph, ready to stand in a `script` element: there nothing but an end tag has a meaning (HTML
    Standard, "Restrictions for contents of script elements"), and no sign that could begin one is left."""
    graph = {"@context": CONTEXT, "@graph": [*nodes]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def page(at: Addresses, address: str, name: str, things: Iterable[Node]) -> Node:
    """Return a page of ours, with the thing that it is about where that is one. `address` is that of the page."""
    about = [each["@id"] for each in things]
    site = {"@type": "WebSite", "@id": at.home}
    of = {"mainEntity": {"@id": about[0]}} if len(about) == 1 else {}
    return {"@type": "WebPage", "@id": address, "name": name, "inLanguage": "en", "isPartOf": site, **of}


def trail(steps: Iterable[tuple[str, str]]) -> Node:
    """Return the way to a page: the name and the address of each step, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": {"@id": address}}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def named(corpus: Corpus, record: Record, at: Addresses) -> Iterator[Node]:
    """Yield only which thing it is: its own page says more."""
    yield _reference(corpus, at, record)


def edition(corpus: Corpus, at: Addresses) -> Iterator[Node]:
    """Yield the edition as a site."""
    yield {
        "@type": "WebSite",
        "@id": at.home,
        "name": corpus.edition.title,
        "alternateName": corpus.edition.short_title,
        "description": corpus.edition.description,
        "inLanguage": "en",
        **_version(corpus),
        "about": _reference(corpus, at, corpus.agenda),
        "usageInfo": at.licences,
    }


def dataset(corpus: Corpus, at: Addresses) -> Iterator[Node]:
    """Yield the data of the edition. The licence is that of a part: the words of the sources in it are not ours."""
    files = (("edition.json", "application/json"), (package.DESCRIPTION, "application/json"))
    folder = at.made(f"{package.FOLDER}/edition.json").removesuffix("edition.json")
    yield {
        "@type": "Dataset",
        "@id": at.data,
        "name": f"Data of {corpus.edition.title}",
        "description": f"{corpus.edition.description} All records as JSON and as tables.",
        "inLanguage": "en",
        **_version(corpus),
        "isAccessibleForFree": True,
        "isBasedOn": _reference(corpus, at, corpus.agenda),
        "usageInfo": at.licences,
        "hasPart": {
            "@type": "Dataset",
            "name": "What the edition itself says: titles, summaries, topics, definitions, statements, notes and links",
            "license": LICENCE,
        },
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": form, "contentUrl": f"{folder}{name}"}
            for name, form in files
        ],
    }


def recommendation(corpus: Corpus, record: Recommendation, at: Addresses) -> Iterator[Node]:
    """Yield the text of a recommendation. What it is about are our topics."""
    yield {
        **_reference(corpus, at, record),
        "position": record.number,
        "inLanguage": corpus.language(record),
        "isPartOf": {
            **_reference(corpus, at, corpus.cluster(record.cluster)),
            "isPartOf": _reference(corpus, at, corpus.document(record.place.document)),
        },
        "about": [_reference(corpus, at, corpus.topic(topic)) for topic in record.topics],
    }


def cluster(corpus: Corpus, record: Cluster, at: Addresses) -> Iterator[Node]:
    """Yield a cluster as a part of the text."""
    yield {
        **_reference(corpus, at, record),
        "inLanguage": corpus.language(record),
        "isPartOf": _reference(corpus, at, corpus.document(record.place.document)),
    }


def document(corpus: Corpus, record: Document, at: Addresses) -> Iterator[Node]:
    """Yield a document, and where a copy of it was seen."""
    node = _reference(corpus, at, record)
    if record.symbol:
        node["reportNumber" if node["@type"] == "Report" else "identifier"] = record.symbol
    if record.held:
        node["inLanguage"] = record.lang
    if _stated(record):
        node |= _day("dateCreated", record.date)
        if record.authors:
            node["author"] = [{"@type": "Person", "name": name} for name in record.authors]
    copies = [
        {"@type": "MediaObject", "contentUrl": copy.address, "inLanguage": copy.language or "en"}
        for copy in record.copies
        if copy.known == "seen"
    ]
    if copies:
        node["encoding"] = copies
    yield node


def witness(corpus: Corpus, record: Witness, at: Addresses) -> Iterator[Node]:
    """Yield a source. Who published it is a name for readers: nothing tells whether it is a person."""
    node = {**_reference(corpus, at, record), "creditText": record.publisher, **_day("datePublished", record.date)}
    yield node | ({"url": record.address} if record.address else {})


def session(corpus: Corpus, record: Session, at: Addresses) -> Iterator[Node]:
    """Yield a session: when and where it met, and its report."""
    node = _reference(corpus, at, record)
    if record.dates.value and _stated(record.dates):
        node |= _days(record.dates.value)
    if record.city.value and _stated(record.city):
        node["location"] = {"@type": "Place", "name": record.city.value}
    if record.report.document and _stated(record.report):
        node["subjectOf"] = _reference(corpus, at, corpus.document(record.report.document))
    yield node


def item(corpus: Corpus, record: AgendaItem, at: Addresses) -> Iterator[Node]:
    """Yield the events of an agenda item that took place."""
    for event in record.events:
        if event.kind in _TOOK_PLACE and _stated(event):
            held = {"superEvent": {"@id": at.thing(corpus.session(event.session))}} if event.session else {}
            yield {"@type": "Event", "@id": at.event(record, event), "name": event.title, **_days(event.date), **held}


def term(corpus: Corpus, record: Term, at: Addresses) -> Iterator[Node]:
    """Yield a term of our vocabulary, with our definition where a source states it."""
    node = {**_reference(corpus, at, record), "inDefinedTermSet": at.vocabulary(Term)}
    if record.abbreviation:
        node["alternateName"] = record.abbreviation
    if _stated(record):
        node["description"] = record.definition
    if record.address:
        node["sameAs"] = record.address
    yield node


def topic(corpus: Corpus, record: Topic, at: Addresses) -> Iterator[Node]:
    """Yield a topic, which means what we define."""
    yield {
        **_reference(corpus, at, record),
        "inDefinedTermSet": at.vocabulary(Topic),
        "description": record.definition,
    }


def changes(corpus: Corpus, record: Changes, at: Addresses) -> Iterator[Node]:
    """Yield an edition that a page tells the changes of: its number and its day."""
    yield {**_reference(corpus, at, record), "version": record.edition, **_day("dateModified", record.date)}


def vocabulary(corpus: Corpus, record: type[Record], at: Addresses) -> Iterator[Node]:
    """Yield the set of all terms of a kind."""
    called = {Term: "Terms", Topic: "Topics"}[record]
    yield {
        "@type": "DefinedTermSet",
        "@id": at.vocabulary(record),
        "name": f"{called} of {corpus.edition.title}",
        "inLanguage": "en",
        "license": LICENCE,
    }


def _reference(corpus: Corpus, at: Addresses, record: Record) -> Node:
    """Return what is said of a thing wherever it is named: its type, its address and its name."""
    name: str | Node = corpus.name(record)
    kind = _TYPES.get(type(record), "CreativeWork")
    if isinstance(record, Session):
        name = f"{corpus.edition.body.name} {record.short_label}"
    elif isinstance(record, Document):
        name = record.title or record.name
        if record.title and record.lang != "en":
            name = {"@value": record.title, "@language": record.lang}
        if record.symbol and record.kind in _REPORTS:
            kind = "Report"
    return {"@type": kind, "@id": at.thing(record), "name": name}


_TYPES: Final[dict[type[Record], str]] = {Session: "Event", Term: "DefinedTerm", Topic: "DefinedTerm"}


def _version(corpus: Corpus) -> Node:
    return {"version": corpus.edition.version, **_day("dateModified", corpus.edition.date)}


def _stated(claim: Claim) -> bool:
    return claim.basis == "stated"


def _day(name: str, date: Date | None) -> Node:
    """Return a date as a property, nothing for a range: such a property means one date."""
    return {name: date.written} if date and "/" not in date.written else {}


def _days(date: Date) -> Node:
    """Return when something began, and ended where the record says so."""
    start, _, end = date.written.partition("/")
    return {"startDate": start} | ({"endDate": end} if end else {})
