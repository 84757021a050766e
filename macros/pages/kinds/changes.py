"""The page of an edition: what it changed, record by record, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Changes, RecordChange
from macros.exports import linked_data
from macros.pages import editable, history, links, text
from macros.pages.editable import Editable
from macros.pages.here import Here, Link
from macros.pages.history import Part
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.search_entry import Rank, SearchEntry, SearchPart, Wordings, spoken
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that changed, came or went: its anchor, what happened in words, its name and the way to its page, empty
    where there is none any more, what its file was called before, and the parts that differ."""

    anchor: str
    what: str
    name: str
    href: str
    was: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ChangesView(View):
    """What an edition changed, and since when."""

    template: ClassVar[str] = "changes.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    edition: str
    date: Markup
    summary: str
    since: Link | None
    commit: str
    records: tuple[ChangedRecord, ...]
    not_compared: tuple[str, ...]


def page(corpus: Corpus, record: Changes) -> Page:  # noqa: ARG001 - as for every kind
    """Return the page of an edition."""
    return Page(
        path=f"changes/{record.identifier}.md",
        title=f"What changed in edition {record.edition}",
        description=f"Edition {record.edition} of {record.date}. {record.in_short}",
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def view(corpus: Corpus, here: Here, record: Changes) -> ChangesView:
    """Return what the page of an edition shows."""
    before = next((each for each in corpus.changes if record.since and each.edition == record.since.edition), None)
    return ChangesView(
        file=links.record_file(record),
        crumbs=(Link("What changed", here.relative(links.CHANGES)),),
        edition=record.edition,
        date=text.when(record.date),
        summary=record.in_short,
        since=here.link(before, f"edition {before.edition}") if before else None,
        commit=record.since.commit if record.since else "",
        records=tuple(_changed(corpus, here, each) for each in record.records),
        not_compared=tuple(f"data/{each}.yml" for each in record.not_compared),
    )


def _changed(corpus: Corpus, here: Here, each: RecordChange) -> ChangedRecord:
    address = history.page_of(corpus, each.key)
    return ChangedRecord(
        history.anchor(each),
        history.SAID[each.change],
        each.name,
        here.relative(address) if address else "",
        history.was(each),
        history.parts(each.fields),
    )


def parts(corpus: Corpus, record: Changes) -> Iterator[Editable]:
    """Yield what can be corrected on the page: the file as a whole, which a task writes."""
    yield editable.part(corpus, record, (), "what this edition changed", "record.title")


def found(corpus: Corpus, record: Changes, wordings: Wordings) -> SearchEntry:  # noqa: ARG001 - as for every kind
    """Return what the search finds of an edition."""
    return SearchEntry(
        "Edition",
        f"What changed in edition {record.edition}",
        links.address(record),
        (SearchPart("what changed", "", record.in_short),),
        about=f"changes version release {spoken(record.date)}",
        names=(record.name, f"version {record.edition}", f"release {record.edition}"),
        key=links.key_of(record),
        rank=Rank.CITED,
    )


KIND = Kind(Changes, page, parts, found, linked_data.changes, listed_at=(links.CHANGES, "edition"))
