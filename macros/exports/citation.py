"""What is needed to cite a record: an item of CSL-JSON, the short form that the United Nations use, and the parts of
the record that can be cited on their own.

An item says only what the data knows. A corporate author is one name; a date has the precision of the record; what has
no known publisher has none. Words of the edition, such as its titles of the recommendations, are not given as the
source's. The form is that of the Citation Style Language, version 1.0.2 (`csl-data.json` of its schema).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.locator import Locator
from macros.corpus.records import (
    FOLDERS,
    AgendaItem,
    Cluster,
    Copy,
    Date,
    Document,
    Passage,
    Recommendation,
    Record,
    Session,
    Term,
)
from macros.corpus.records.verbatim import fold

Item = dict[str, Any]
"""An item of CSL-JSON."""

OURS: Final = "webpage"
"""The type of an item whose words are the edition's own: a session, a term, a timeline."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be cited on its own: its anchor on the page, what it is called among all parts of the record, and
    what goes into a citation after the name of the record: ` (a)`, `, para. 3`."""

    anchor: str
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A record as one cites it. `date` is that of the item in words, empty where it is not known. `short` is the short
    form: `WO/GA/34/7`; empty where the title is. `edition` names this edition where one cites from it, and is empty for
    a document that it does not hold."""

    item: Item
    date: str
    short: str
    edition: str
    parts: tuple[Part, ...] = ()

    def at(self, address: str) -> Item:
        """Return the item with the address where it can be read; an empty one adds nothing."""
        return self.item | ({"URL": address} if address else {})


def of_recommendation(corpus: Corpus, record: Recommendation) -> Cited:
    """Return a recommendation by its number, as a part of the text in which it was adopted."""
    words = corpus.edition.vocabulary.recommendation
    return _adopted(corpus, record, corpus.name(record), f"{words.small} {record.number}", _parts(record))


def of_cluster(corpus: Corpus, record: Cluster) -> Cited:
    """Return a cluster by its heading, word for word."""
    heading = fold(" ".join(block.words for block in record.text))
    words = corpus.edition.vocabulary.cluster
    return _adopted(corpus, record, heading, f"{words.small} {record.letter}")


def of_document(corpus: Corpus, record: Document, kind: str, series: str) -> Cited:
    """Return a document. `kind` says in words what it is, `series` names the session that it was prepared for, if any.
    A document that we do not hold has the address at which its publisher was seen to keep it."""
    date, authors = _dated(corpus, record), _authors(corpus, record)
    seen = next((copy.address for copy in record.copies if copy.known == "seen" and _is_own(corpus, copy)), "")
    item = _item(
        corpus,
        record,
        "report",
        record.name if record.title is None else record.title,
        date,
        **{
            "author": authors,
            "number": record.symbol,
            "genre": kind,
            "collection-title": series,
            "publisher": corpus.edition.body.publisher.name if _is_published(corpus, record) else "",
            "language": record.lang,
            "note": _from_edition(corpus) if record.held else "",
            "URL": "" if record.held else seen,
        },
    )
    short = record.symbol or f"{record.title or record.name}{f' ({date})' if date else ''}"
    return Cited(item, str(date or ""), short, _edition(corpus) if record.held else "", _parts(record))


def of_session(corpus: Corpus, record: Session, title: str, name: str, parts: Iterable[tuple[str, str]]) -> Cited:
    """Return what the edition says of a session, under the title of its page. The short form has the name of the
    session as documents print it, where it met and when, as far as that is established. `parts` are anchors and what
    they lead to."""
    when = str(record.dates.value or record.short_label)
    short = ", ".join(filter(None, (name, record.city.value, when)))
    return _ours(corpus, record, title, short, tuple(_named(*each) for each in parts))


def of_item(corpus: Corpus, record: AgendaItem) -> Cited:
    """Return the timeline of an agenda item, with its events as parts."""
    parts = (_named(each.id, each.title) for each in record.events)
    return _ours(corpus, record, f"{record.title}: timeline", "", tuple(parts))


def of_term(corpus: Corpus, record: Term, name: str) -> Cited:
    """Return what the edition says of a term."""
    return _ours(corpus, record, name, "")


def _adopted(
    corpus: Corpus, record: Recommendation | Cluster, title: str, short: str, parts: tuple[Part, ...] = ()
) -> Cited:
    """Return a part of the text that the body adopted."""
    whole = corpus.document(record.place.document)
    date = _dated(corpus, whole)
    item = _item(
        corpus,
        record,
        "chapter",
        title,
        date,
        **{
            "container-title": whole.title or whole.name,
            "author": _authors(corpus, whole),
            "language": corpus.language(record),
            "note": _from_edition(corpus),
        },
    )
    work = whole.symbol or f"{corpus.edition.short_title}{f' ({date})' if date else ''}"
    return Cited(item, str(date or ""), f"{work}, {short}", _edition(corpus), parts)


def _ours(corpus: Corpus, record: Record, title: str, short: str, parts: tuple[Part, ...] = ()) -> Cited:
    """Return a page of the edition whose words are its own: the edition is what is cited."""
    edition = corpus.edition
    facts = {"container-title": edition.title, "version": edition.version, "language": "en"}
    item = _item(corpus, record, OURS, title, edition.date, **facts)
    return Cited(item, str(edition.date), short, _edition(corpus), parts)


def _item(corpus: Corpus, record: Record, type_: str, title: str, date: Date | None, **facts: Any) -> Item:
    """Return an item without what is empty, each word of it in one line."""
    name = f"{corpus.edition.work.name_for_programs}-{FOLDERS[type(record)]}-{record.address_name}"
    item: Item = {"id": name, "type": type_, "title": title, **facts, "issued": date and _issued(date)}
    return {key: fold(value) if isinstance(value, str) else value for key, value in item.items() if value}


def _issued(date: Date) -> dict[str, list[list[int]]]:
    """Return a date as CSL-JSON has it: one or two lists of year, month and day, as far as they are known."""
    return {"date-parts": [[int(part) for part in each.split("-")] for each in date.written.split("/")]}


def _dated(corpus: Corpus, document: Document) -> Date | None:
    """Return the date of a document. The text of the edition, where it bears none, has the year of the session that
    adopted it."""
    if document.date or document.id != corpus.agenda.id or not document.session:
        return document.date
    return Date(corpus.session(document.session).year)


def _authors(corpus: Corpus, document: Document) -> list[dict[str, str]]:
    """Return who wrote a document: the persons it names, as it prints them; of the text of the edition the body that
    adopted it; otherwise who published it. An organization or a name as printed is not cut into given and family name
    (`literal`)."""
    if document.authors:
        names: tuple[str, ...] = document.authors
    elif document.id == corpus.agenda.id:
        names = (corpus.edition.body.name,)
    else:
        names = (corpus.edition.body.publisher.name,) if _is_published(corpus, document) else ()
    return [{"literal": fold(name)} for name in names]


def _is_published(corpus: Corpus, document: Document) -> bool:
    """Tell whether a document is known to be published by the publisher of the body: prepared for a session of it, or
    with a copy on the publisher's own website. Of the text of the edition we may have a copy by another hand."""
    if any(_is_own(corpus, copy) for copy in document.copies):
        return True
    return bool(document.session) and document.id != corpus.agenda.id


def _is_own(corpus: Corpus, copy: Copy) -> bool:
    """Tell whether a copy lies on the website of the publisher of the body."""
    return bool(copy.address) and urlsplit(copy.address).hostname in corpus.edition.body.publisher.hosts


def _parts(record: Recommendation | Document) -> tuple[Part, ...]:
    """Return the parts of a text that are cited by a number or a letter; nobody cites the lines of a heading."""
    return tuple(_part(each) for each in locator.in_record(record) if each.number)


def _named(anchor: str, name: str) -> Part:
    return Part(anchor, name, f", {name}")


def _part(part: Locator) -> Part:
    """Return a part of a text. The United Nations cite a paragraph as `para. 3`; a lettered issue stands in brackets
    after its text."""
    if isinstance(part.text, Passage) and part.letter:
        return Part(part.anchor, part.name, f" ({part.letter})")
    paragraph = part.kind in ("paragraph", "subparagraph") and part.number
    return Part(part.anchor, part.name, f", {f'para. {part.number}' if paragraph else part.place}")


def _edition(corpus: Corpus) -> str:
    return f"{corpus.edition.title}, version {corpus.edition.version}"


def _from_edition(corpus: Corpus) -> str:
    return f"In: {_edition(corpus)}, {corpus.edition.date}"
