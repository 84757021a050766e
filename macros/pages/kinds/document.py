"""The page of a document: its text where we hold it, what we saw of it, where it can be read, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar
from urllib.parse import urlsplit

from markupsafe import Markup

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records import Cluster, Document, Recommendation, Transcript
from macros.corpus.records.document import Copy
from macros.corpus.records.edition import Publisher
from macros.corpus.records.verbatim import fold, line_span
from macros.corpus.relations import Reliance
from macros.exports import citation, linked_data
from macros.exports.citation import Cited
from macros.pages import editable, links, margin, pieces, provenance, text
from macros.pages.citing import Citing, citing
from macros.pages.editable import Editable
from macros.pages.endnotes import Endnote, Endnotes
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.kinds.session import designation
from macros.pages.margin import Margin
from macros.pages.page import Page
from macros.pages.pieces import Known, Source, Subject
from macros.pages.search_entry import Rank, SearchEntry, SearchPart, Wordings, spoken, text_parts
from macros.pages.source_text import Remarks, notes_on, one_line, part_links, remarks, writer
from macros.pages.view import View
from macros.pages.words import LANGUAGE_WORDS, SAW_WORDS, called, opening


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text that is shown line by line: its anchor, name, number and words, their language where that is not
    the document's, and the page of what stands there. A line in which a block of the document's own begins has that
    block in its place."""

    id: str
    name: str
    number: int
    words: str
    tongue: Markup
    owner: Link | None
    block: Markup | None


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text as we hold it: what is said of the copy, the record by whose name the proof of fidelity finds the words,
    their language, the words by line, or as a whole with the classes that tell of how many rows, what stands beside
    them, the lines that hold a whole list, the parts one can link to, the file with its digest, the same text in Akoma
    Ntoso, the notes, and the terms it uses or why none is named."""

    note: str
    key: str
    tongue: Markup
    lines: tuple[Line, ...]
    words: Markup
    classes: str
    margin: tuple[Margin, ...]
    one_line: tuple[str, ...]
    parts: tuple[Link, ...]
    file: Link
    digest: str
    legal: Link | None
    remarks: tuple[Remarks, ...]
    terms: tuple[Link, ...]
    without_terms: str


@dataclass(frozen=True, slots=True)
class CopyShown:
    """A place where a document can be read: what is said of it, its address, and the code of its language where that
    is not English."""

    words: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class DocumentView(View):
    """What the page shows: the text where we hold it, where it can be read, what we know of it, what rests on it."""

    template: ClassVar[str] = "document.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    kicker: str
    headline: str
    title_tongue: Markup
    saw: str
    known_through: tuple[Source, ...]
    text: HeldText | None
    citing: Citing
    copies: tuple[CopyShown, ...]
    title: str
    symbol: str
    kind: str
    date: Markup | None
    authors: tuple[str, ...]
    session: Link | None
    known: Known
    note: str
    subjects: tuple[Subject, ...]
    endnotes: tuple[Endnote, ...]


def page(corpus: Corpus, record: Document) -> Page:  # noqa: ARG001 - as for every kind
    """Return the page of a document."""
    title = f"{record.symbol}: {record.title}" if record.symbol and record.title else record.name
    return Page(
        path=f"documents/{record.id}.md",
        title=title,
        description=f"The text of {record.name}, each paragraph with its own address, and what rests on it."
        if record.held
        else f"What we know of {record.name} and how, where it can be read, and what rests on it in this edition.",
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def view(corpus: Corpus, here: Here, record: Document) -> DocumentView:
    """Return what the page of a document shows."""
    kind, session = called(corpus.edition, record.kind), corpus.session(record.session) if record.session else None
    reliances = corpus.reliances.get(links.key_of(record), ())
    endnotes = Endnotes(len(notes_on(record)))
    return DocumentView(
        file=links.record_file(record),
        crumbs=(Link("Documents", here.relative(links.DOCUMENTS)),),
        kicker=record.symbol if record.symbol and record.title else opening(kind),
        headline=record.title or record.name,
        title_tongue=text.tongue(record.lang if record.title else text.OURS, within=text.OURS),
        saw="Its whole text stands below, as we have it." if record.held else SAW_WORDS[record.seen],
        known_through=pieces.sources(corpus, here, provenance.known_through(record))
        if record.seen == "mention"
        else (),
        text=_text(corpus, here, record, record.transcript, reliances) if record.transcript else None,
        citing=citing(here, cited(corpus, record), links.key_of(record) if record.held else ""),
        copies=tuple(_copy(corpus.edition.body.publisher, each) for each in record.copies),
        title=record.title or "",
        symbol=record.symbol or "",
        kind=kind,
        date=text.when(record.date) if record.date else None,
        authors=record.authors,
        session=here.link(session, corpus.name(session)) if session else None,
        known=endnotes.known(pieces.known(corpus, here, record)),
        note=record.note or "",
        subjects=pieces.subjects(corpus, here, reliances),
        endnotes=endnotes.all(),
    )


def cited(corpus: Corpus, record: Document) -> Cited:
    """Return how a document is cited, in the series of its session."""
    session = corpus.session(record.session) if record.session else None
    series = f"{corpus.edition.body.name}, {designation(session)}" if session else ""
    return citation.of_document(corpus, record, called(corpus.edition, record.kind), series)


def _text(
    corpus: Corpus, here: Here, record: Document, transcript: Transcript, reliances: tuple[Reliance, ...]
) -> HeldText:
    """Return a held text. The transcript of the recommendations is shown line by line, each line leading to the page
    of what stands in it; other documents block by block, with what rests on a block beside it."""
    owners, notes = _owners(corpus, record), notes_on(record)
    beside = {} if owners else margin.beside(corpus, here, transcript.text, reliances)
    written = writer(
        corpus,
        here,
        notes=notes,
        names=text.part_names(locator.in_record(record)),
        beside={at: (each.letter, f"{each.letter}: beside {each.place}") for at, each in beside.items()},
    )
    rows = margin.rows(transcript.text)
    used = {
        use.term for block in transcript.text for stretch in block.stretches for use in corpus.uses(fold(stretch.text))
    }
    return HeldText(
        note=transcript.note,
        key=links.key_of(record),
        tongue=text.tongue(record.lang),
        lines=_lines(corpus, here, record, written, owners) if owners else (),
        words=written.write(() if owners else transcript.text),
        classes=margin.row_class(max(rows.values())),
        margin=margin.beside_rows(rows, beside),
        one_line=() if owners else one_line(transcript.text, corpus.lines(record)),
        parts=part_links(record),
        file=Link(transcript.file, here.relative(links.transcript_file(record))),
        digest=transcript.sha256,
        legal=pieces.legal(corpus, here, record),
        remarks=remarks(corpus, here, record, notes),
        terms=tuple(here.link(term, term.title) for term in map(corpus.term, sorted(used))),
        without_terms=f"See the {corpus.edition.vocabulary.recommendation.smalls}." if owners else "None",
    )


def _lines(
    corpus: Corpus,
    here: Here,
    record: Document,
    written: text.Writer,
    owners: Mapping[int, Recommendation | Cluster],
) -> tuple[Line, ...]:
    """Return the lines of a transcript without the empty ones."""
    blocks = record.transcript.text if record.transcript else ()
    own = {line_span(block.lines).start: block for block in blocks if block.lines}
    return tuple(
        Line(
            line.anchor,
            line.name,
            line.count,
            line.words,
            _tongue(corpus, record, owners.get(line.count), line.words),
            here.link(owner, corpus.name(owner)) if (owner := owners.get(line.count)) else None,
            written.write([own[line.count]]) if line.count in own else None,
        )
        for line in locator.in_lines(corpus.lines(record))
    )


def _tongue(corpus: Corpus, record: Document, owner: Recommendation | Cluster | None, words: str) -> Markup:
    """Return the language of a line, nothing where it is that of the document."""
    language = corpus.language(owner, words) if owner else record.lang
    return text.tongue(language, within=record.lang)


def _copy(publisher: Publisher, copy: Copy) -> CopyShown:
    """Return a place where a document can be read, in words: whose it is, in which language, how we know it."""
    host = urlsplit(copy.address).hostname if copy.address else None
    where = f"on {publisher.name}'s website" if host in publisher.hosts else f"at {host}"
    what, how = {
        "seen": (f"A copy {where}", "We read it in a stored form of that page."),
        "derived": (
            f"Where {publisher.name} would keep it",
            "The address follows from the symbol; we have not opened it.",
        ),
        "none": ("No public copy is known to us", ""),
    }[copy.known]
    language = f", in {LANGUAGE_WORDS[copy.language]}" if copy.language else ""
    words = " ".join(filter(None, (f"{what}{language}.", how, copy.note)))
    return CopyShown(words, copy.address or "", copy.language or "")


def _owners(corpus: Corpus, document: Document) -> dict[int, Recommendation | Cluster]:
    """Return, for each line of a transcript, the recommendation or cluster whose text stands there."""
    records: tuple[Recommendation | Cluster, ...] = (*corpus.recommendations, *corpus.clusters)
    return {
        number: record for record in records if record.place.document == document.id for number in record.place.span
    }


def parts(corpus: Corpus, record: Document) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("seen",), "how much of it was read", "record.seen")
    if record.transcript:
        yield from _transcript(corpus, record, record.transcript)
    yield editable.part(corpus, record, ("copies",), "where it can be read", "copies")
    yield editable.part(corpus, record, (), "what is said of this document", "about")


def _transcript(corpus: Corpus, record: Document, transcript: Transcript) -> Iterator[Editable]:
    yield editable.part(corpus, record, ("transcript", "note"), "what is said of the transcript", "text")
    yield from editable.texts(corpus, record)
    lines = corpus.lines(record)
    owners: tuple[Recommendation | Cluster, ...] = (*corpus.clusters, *corpus.recommendations)
    for owner in sorted(owners, key=lambda each: each.place.span.start):
        if owner.place.document == record.id:
            marks = (locator.line_anchor(number) for number in owner.place.span if lines[number - 1].strip())
            yield editable.part(corpus, owner, ("text",), f"text of {corpus.name(owner)}", *marks)
    yield from editable.notes(corpus, record, transcript.text, ("transcript",))


def found(corpus: Corpus, record: Document, wordings: Wordings) -> SearchEntry:
    """Return what the search finds of a document."""
    dated = f"{opening(called(corpus.edition, record.kind))}, {spoken(record.date) or 'date not known'}"
    parts = [
        SearchPart("", "", dated),
        SearchPart("about this document", "", f"{record.note or ''} {', '.join(record.authors)}"),
    ]
    if record.transcript:
        parts += [
            replace(part, label=provenance.place_words(record, part.anchor))
            for part in text_parts(record.transcript.text, wordings)
        ]
    return SearchEntry(
        "Document" if record.held else "Document, cited",
        f"{record.symbol}: {record.title}" if record.symbol and record.title else record.name,
        links.address(record),
        tuple(parts),
        about=" ".join(
            (
                called(corpus.edition, record.kind),
                spoken(record.date),
                corpus.edition.body.short_name,
                corpus.session(record.session).short_label if record.session else "",
            )
        ),
        names=tuple(filter(None, (record.symbol, record.title, record.id))),
        key=links.key_of(record),
        rank=Rank.EXPLAINED if record.held else Rank.CITED,
    )


KIND = Kind(Document, page, parts, found, linked_data.document, listed_at=(links.DOCUMENTS, "document"), cited=cited)
