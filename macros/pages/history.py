"""What editions changed in a record, as its own page and the page of an edition tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, FieldChange, Record, RecordChange
from macros.corpus.records.verbatim import fold
from macros.difference import Run, marked
from macros.pages import links
from macros.pages.here import Here
from macros.pages.view import View

SAID: Final = {"changed": "Changed", "added": "Added", "removed": "Removed"}
"""What happened to a record, in words."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a record that says something else: which, and both sides, cut into words that stay, go and come. A side
    is empty where nothing was."""

    where: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ChangedIn:
    """An edition that changed a record: what it did in words, the way to it on the page of the edition, what the record
    was called before, where that changed, and the parts that differ."""

    words: str
    href: str
    was: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class HistoryView(View):
    """The editions that changed a record, the newest first, for the end of its page."""

    template: ClassVar[str] = "history.html.jinja"

    editions: tuple[ChangedIn, ...]


def view(corpus: Corpus, here: Here, file: str) -> HistoryView | None:
    """Return what the end of the page that is made from a file of a record shows; nothing where no edition changed
    it."""
    key = file.removeprefix("data/").removesuffix(".yml")
    told = tuple(
        ChangedIn(
            f"{SAID[each.change]} in edition {edition.edition}",
            here.relative(links.part_of(edition, anchor(each))),
            was(each),
            parts(each.fields),
        )
        for edition, each in corpus.changed.get(key, ())
    )
    return HistoryView(told) if told else None


def anchor(change: RecordChange) -> str:
    """Return the anchor of a record on the page of an edition."""
    return change.key.replace("/", "-")


def was(change: RecordChange) -> str:
    """Return what the file of a record was called before; nothing where it is the same."""
    return "" if change.was in (None, change.key) else f"data/{change.was}.yml"


def parts(fields: Iterable[FieldChange]) -> tuple[Part, ...]:
    """Return the parts of a record that differ."""
    return tuple(Part(each.where, *marked(fold(each.before or ""), fold(each.after or ""))) for each in fields)


def page_of(corpus: Corpus, key: str) -> str:
    """Return the address of the page that shows a record; empty where there is none any more."""
    if key == "edition":
        return links.address(corpus.edition)
    kind, _, name = key.partition("/")
    entry = corpus.places.get((kind, name))
    record: Record | None = entry.record if entry else None
    if isinstance(record, AgendaItem):
        return links.timeline_of(corpus, record)
    return links.address(record) if record else ""
