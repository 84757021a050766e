"""The page of a topic: what we put under it and its recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Topic
from macros.exports import linked_data
from macros.pages import editable, links
from macros.pages.editable import Editable
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.pieces import Numbered, in_finder, numbered
from macros.pages.search_entry import SearchEntry, SearchPart, Wordings, also_called
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class Concordance:
    """The same subject in a published vocabulary: its name with the number there, what it is called, and a note."""

    scheme: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class TopicView(View):
    """What the page shows: the definition, the members and the published vocabularies."""

    template: ClassVar[str] = "topic.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    title: str
    definition: str
    note: str
    members: tuple[Numbered, ...]
    in_finder: Link | None
    concordance: tuple[Concordance, ...]


def page(corpus: Corpus, record: Topic) -> Page:  # noqa: ARG001 - as for every kind
    """Return the page of a topic."""
    return Page(
        path=f"topics/{record.id}.md",
        title=f"Topic: {record.title}",
        description=record.definition,
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def view(corpus: Corpus, here: Here, record: Topic) -> TopicView:
    """Return what the page of a topic shows."""
    members = corpus.about.get(record.id, ())
    return TopicView(
        file=links.record_file(record),
        crumbs=(Link("Topics", here.relative(links.TOPICS)),),
        title=record.title,
        definition=record.definition,
        note=record.note or "",
        members=numbered(here, members),
        in_finder=in_finder(corpus, here, len(members), topic=record.id),
        concordance=tuple(
            Concordance(" ".join(filter(None, (each.scheme, each.code))), each.label, each.note or "")
            for each in record.concordance
        ),
    )


def parts(corpus: Corpus, record: Topic) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("definition",), "definition", "record.definition")
    if record.note:
        yield editable.part(corpus, record, ("note",), "note", "record.note")
    if record.concordance:
        yield editable.part(corpus, record, ("concordance",), "published vocabularies", "concordance")


def found(corpus: Corpus, record: Topic, wordings: Wordings) -> SearchEntry:  # noqa: ARG001 - as for every kind
    """Return what the search finds of a topic."""
    return SearchEntry(
        "Topic",
        record.title,
        links.address(record),
        (SearchPart("our definition", "", record.definition),),
        about="subject",
        names=(record.title,),
        called=(*(each.label for each in record.concordance), *also_called(record)),
        key=links.key_of(record),
    )


KIND = Kind(Topic, page, parts, found, linked_data.topic, listed_at=(links.TOPICS, "topic"), vocabulary=True)
