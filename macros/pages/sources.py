"""Everything the edition rests on, a line each: held documents, cited documents, other witnesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Document, Witness
from macros.pages import text
from macros.pages.here import Here, Link
from macros.pages.view import View
from macros.pages.words import SEEN_WORDS, called


@dataclass(frozen=True, slots=True)
class Line:
    """A source in a line: the mark of the line, the way to its page, what is added to its name, its date, and how much
    of it was seen, empty where it was a part."""

    mark: str
    link: Link
    added: str
    date: Markup | None
    seen: str


@dataclass(frozen=True, slots=True)
class SourcesView(View):
    """All sources."""

    template: ClassVar[str] = "sources.html.jinja"

    held: tuple[Line, ...]
    cited: tuple[Line, ...]
    witnesses: tuple[Line, ...]


def view(corpus: Corpus, here: Here) -> SourcesView:
    """Return the list of all sources."""
    return SourcesView(
        held=tuple(_document(corpus, here, document) for document in corpus.documents if document.held),
        cited=tuple(_document(corpus, here, document) for document in corpus.documents if not document.held),
        witnesses=tuple(_witness(here, witness) for witness in corpus.witnesses),
    )


def _document(corpus: Corpus, here: Here, record: Document) -> Line:
    added = (record.title or called(corpus.edition, record.kind)) if record.symbol else ""
    return _line(f"listed-document-{record.id}", here.link(record), added, record)


def _witness(here: Here, record: Witness) -> Line:
    return _line(f"listed-witness-{record.id}", here.link(record, record.title), record.publisher, record)


def _line(mark: str, link: Link, added: str, record: Document | Witness) -> Line:
    return Line(mark, link, added, text.when(record.date) if record.date else None, SEEN_WORDS[record.seen])
