"""The page of an agenda item: its sessions in short and its timeline. The item of the main timeline has none: a page
written by hand shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem
from macros.exports import citation, linked_data
from macros.pages import editable, links, timeline
from macros.pages.editable import Editable
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.search_entry import SearchEntry, SearchPart, Wordings
from macros.pages.timeline import Events, SessionTable
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class ItemView(View):
    """The page of an agenda item: what it is about, what the sessions were asked and decided, and all events."""

    template: ClassVar[str] = "item.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    title: str
    gist: str
    sessions: SessionTable
    events: Events


def page(corpus: Corpus, record: AgendaItem) -> Page:  # noqa: ARG001 - as for every kind
    """Return the page of an agenda item."""
    return Page(
        path=f"items/{record.id}.md",
        title=f"Agenda item: {record.title}",  # a topic or a term may be called the same
        description=record.gist,
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def view(corpus: Corpus, here: Here, record: AgendaItem) -> ItemView:
    """Return what the page of an agenda item shows."""
    return ItemView(
        file=links.record_file(record),
        crumbs=(Link("Sessions", here.relative(links.SESSIONS)),),
        title=record.title,
        gist=record.gist,
        sessions=timeline.session_table(corpus, here, record),
        events=timeline.events(corpus, here, record),
    )


def parts(corpus: Corpus, record: AgendaItem) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("gist",), "summary", "record.gist")
    yield from timeline.parts(corpus, record)


def found(corpus: Corpus, record: AgendaItem, wordings: Wordings) -> SearchEntry:  # noqa: ARG001 - as for every kind
    """Return what the search finds of an agenda item."""
    return SearchEntry(
        "Agenda item",
        record.title,
        links.address(record),
        (SearchPart("our summary", "", record.gist),),
        about="timeline sessions",
        names=(record.title,),
        key=links.key_of(record),
    )


KIND = Kind(
    AgendaItem,
    page,
    parts,
    found,
    linked_data.item,
    with_page=lambda corpus: corpus.other_items,
    cited=citation.of_item,
    cited_at=links.timeline_of,
)
