"""The page of a source that is no official document with a symbol: what we saw of it, where it can be read, what rests
on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Witness
from macros.exports import linked_data
from macros.pages import editable, links, text
from macros.pages.editable import Editable
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.pieces import Subject, subjects
from macros.pages.search_entry import Rank, SearchEntry, SearchPart, Wordings, spoken
from macros.pages.view import View
from macros.pages.words import SAW_WORDS, called


@dataclass(frozen=True, slots=True)
class WitnessView(View):
    """The page of a witness: what kind of source it is, what was seen of it, where it can be read, what rests on it."""

    template: ClassVar[str] = "witness.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    title: str
    kind: str
    saw: str
    note: str
    address: str
    publisher: str
    date: Markup | None
    subjects: tuple[Subject, ...]


def page(corpus: Corpus, record: Witness) -> Page:  # noqa: ARG001 - as for every kind
    """Return the page of a witness."""
    return Page(
        path=f"witnesses/{record.id}.md",
        title=f"Source: {record.title}",  # a term may be called the same
        description=f"What we read of this source by {record.publisher}, where it can be read, and what rests on it.",
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def view(corpus: Corpus, here: Here, record: Witness) -> WitnessView:
    """Return what the page of a witness shows."""
    return WitnessView(
        file=links.record_file(record),
        crumbs=(Link("About the sources", here.relative(links.SOURCES)),),
        title=record.title,
        kind=called(corpus.edition, record.authority),
        saw=SAW_WORDS[record.seen],
        note=record.note or "",
        address=record.address or "",
        publisher=record.publisher,
        date=text.when(record.date) if record.date else None,
        subjects=subjects(corpus, here, corpus.reliances.get(links.key_of(record), ())),
    )


def parts(corpus: Corpus, record: Witness) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("seen",), "how much of it was read", "record.seen")
    yield editable.part(corpus, record, ("address",), "where it can be read", "copies")
    yield editable.part(corpus, record, (), "what is said of this source", "about")


def found(corpus: Corpus, record: Witness, wordings: Wordings) -> SearchEntry:  # noqa: ARG001 - as for every kind
    """Return what the search finds of a source."""
    return SearchEntry(
        "Source",
        record.title,
        links.address(record),
        (SearchPart("about this source", "", f"{record.publisher}. {record.note or ''}"),),
        about=f"{called(corpus.edition, record.authority)} source {spoken(record.date)}",
        names=(record.title,),
        key=links.key_of(record),
        rank=Rank.CITED,
    )


KIND = Kind(Witness, page, parts, found, linked_data.witness)
