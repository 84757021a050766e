"""What a record names exists, once, and is written from one side only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from macros.corpus import locator
from macros.corpus.load import Draft, Entry
from macros.corpus.located import Path_
from macros.corpus.records import (
    KINDS,
    AgendaItem,
    Citation,
    Cluster,
    Document,
    Lines,
    Recommendation,
    Slip,
    Variant,
)
from macros.corpus.records.common import Names
from macros.corpus.rules.finding import Finding, changed, named, once, parts, promised_names, promises, unread
from macros.problems import Edit, Place
from macros.spelling import certain, nearest, suggestion

CITED = ("documents", "witnesses")
"""Kinds of records that can be cited as a source."""

Named = tuple[Entry[Any], Path_, Names, str | int]
"""An entry, the path of a name in it, which records it can name, and the name as it is written."""


def references_exist(draft: Draft) -> Iterator[Finding]:
    """Every record that another one names has a file: items, clusters, topics, terms, related recommendations,
    documents, witnesses, sessions; whatever a field is declared to name."""
    promised = promised_names(draft)
    there = {kind: draft.names(kind) for kind in KINDS}
    every: dict[tuple[Names, type], set[str]] = {}
    for entry, path, names, value in _named(draft):
        kind, name = names.read(value)
        if name in there[kind] or name in promised.get(kind, ()) or "" in there[kind]:
            continue  # where a promised file is missing or a folder cannot be read, another rule reports that
        must = f"what is named here has a file data/{kind}/{name}.yml"
        place, as_written = entry.place(*path), (names, type(value))
        if as_written not in every:
            every[as_written] = {names.write(kind, each, value) for kind in names.kinds for each in there[kind]}
        advice = partial(_renamed, place, str(value), every[as_written], may_be_added=kind not in promised)
        yield Finding(place, must, f'"{value}"', advice=advice)


def _renamed(
    place: Place, written: str, choices: Collection[str], *, may_be_added: bool = False
) -> tuple[str, Edit | None]:
    """Return the repair for a name that should have been one of the choices, and the edit where it is certain."""
    repair, sure = suggestion(written, choices), certain(written, choices)
    name = written.rpartition("/")[2]
    elsewhere = [f"{folder}/{name}" for folder in CITED if f"{folder}/{name}" in choices]
    if elsewhere:
        repair, sure = f'write "{elsewhere[0]}"', elsewhere[0] if len(elsewhere) == 1 else None
    elif may_be_added and not nearest(written, choices):
        repair += "; or add the record"
    return repair, Edit(place, written, sure) if sure else None


def the_agenda_is_held(draft: Draft) -> Iterator[Finding]:
    """The document that the edition promises as the text of the recommendations is held, and every recommendation
    and cluster heading has its place in it: the full text is this document from its first line to its last."""
    edition = promises(draft)
    agenda = edition.record.promises.agenda
    document: Entry[Document] | None = draft.entries["documents"].get(agenda)
    if document and not document.record.held:
        yield Finding(
            edition.place("promises", "agenda"),
            "the document with the text of the recommendations is held",
            f'"{agenda}", which is cited only',
            "name the held document, or give it a `transcript`",
        )
        return
    for _, entry in draft.all():
        for path, lines in parts(entry.record, Lines):
            if lines.document != agenda and lines.document in draft.entries["documents"]:
                yield Finding(
                    entry.place(*path, "document"),
                    "recommendations and cluster headings stand in the document that data/edition.yml promises",
                    f'"{lines.document}"',
                    f'write "{agenda}"',
                )


def cited_anchors_exist(draft: Draft) -> Iterator[Finding]:
    """Where a citation of a document that we hold gives a place, it is the anchor of a block in it, so that the link
    leads to the very paragraph."""
    anchors = _anchors(draft)
    waits = unread(draft, "recommendations", "clusters") or bool(changed(draft))
    for _, entry in draft.all():
        for path, citation in parts(entry.record, Citation):
            folder, _, name = citation.cites.partition("/")
            if folder != "documents" or name not in anchors or citation.at is None:
                continue
            if locator.line_number(citation.at) is not None and waits:
                continue  # perhaps the line of one that could not be read, or that names wrong lines
            if citation.at not in anchors[name]:
                place = entry.place(*path, "at")
                yield Finding(
                    place,
                    f"the place in documents/{name} is the anchor of one of its blocks",
                    f'"{citation.at}"',
                    advice=partial(_renamed, place, citation.at, anchors[name]),
                )


def anchors_are_unique(draft: Draft) -> Iterator[Finding]:
    """Each anchor stands once on its page: blocks, passages, slips and variants of a record, events of an item."""
    entries: list[Entry[Any]] = [*draft.of(Recommendation), *draft.of(Cluster), *draft.of(Document)]
    for entry in entries:
        seen: set[str] = set()
        for path, part in _anchored(entry.record):
            if part in seen:
                yield Finding(
                    entry.place(*path), "an anchor stands once in a record", f'"{part}" again', "give it another name"
                )
            seen.add(part)
    for item in draft.of(AgendaItem):
        count = Counter(event.id for event in item.record.events)
        for position, event in enumerate(item.record.events):
            if count[event.id] > 1:
                yield Finding(
                    item.place("events", position, "id"),
                    "an anchor stands once in a record",
                    f'"{event.id}", {count[event.id]} times',
                    "give it another name",
                )


def nothing_is_named_twice(draft: Draft) -> Iterator[Finding]:
    """A list names each record once, and cites no place of a source twice with the same words."""
    for entry in (promises(draft), *(entry for _, entry in draft.all())):
        given: list[tuple[Path_, object, str]] = [(path, value, f'"{value}"') for path, _, value in named(entry.record)]
        given += [(path, each, f'"{each.cites}"') for path, each in parts(entry.record, Citation)]
        seen: set[tuple[Path_, object]] = set()
        for path, value, told in given:
            if isinstance(path[-1], int):
                if (path[:-1], value) in seen:
                    place, edit = entry.place(*path), Edit(entry.place(*path), "", None)
                    yield Finding(place, "each stands in a list once", f"{told} again", "remove it", edit)
                seen.add((path[:-1], value))


def relations_point_forward(draft: Draft) -> Iterator[Finding]:
    """A link between two recommendations is written once, in the record with the lower number; the other page
    shows it too. So a link never points back, to itself, or twice to the same."""
    for entry in draft.of(Recommendation):
        number = entry.record.number
        seen: set[int] = set()
        for position, relation in enumerate(entry.record.related):
            place = entry.place("related", position, "to")
            if relation.to == number:
                yield Finding(place, "a recommendation is related to others", f"{relation.to}, itself", "remove it")
            elif relation.to < number:
                yield Finding(
                    place,
                    "a link is written in the record with the lower number",
                    f"{relation.to} in the record of {number}",
                    advice=partial(_turned, draft, entry, position),
                )
            elif relation.to in seen:
                yield Finding(place, "a link is written once", f"{relation.to} again", "keep one of the two")
            seen.add(relation.to)


def _turned(draft: Draft, entry: Entry[Recommendation], position: int) -> tuple[str, Edit | None]:
    """Return the repair for a link that points back, and the edit that removes it when the other record has it
    already, with the same kind and reason."""
    number, relation = entry.record.number, entry.record.related[position]
    other: Entry[Recommendation] | None = draft.entries["recommendations"].get(f"{relation.to:02d}")
    written = {(each.to, each.kind, each.reason) for each in other.record.related} if other else set()
    known = (number, relation.kind, relation.reason) in written
    repair = f"remove it here; if it is missing in {relation.to:02d}.yml, write it there with `to: {number}`"
    return repair, Edit(entry.place("related", position), "", None) if known else None


def _named(draft: Draft) -> Iterator[Named]:
    for entry in (promises(draft), *(entry for _, entry in draft.all())):
        yield from ((entry, *each) for each in named(entry.record))


@once
def _anchors(draft: Draft) -> dict[str, set[str]]:
    """Return what a citation of each held document may point at: its own blocks, and for the transcript of the
    recommendations the lines where they and the cluster headings stand."""
    found: dict[str, set[str]] = defaultdict(set)
    entries: list[Entry[Any]] = [*draft.of(Recommendation), *draft.of(Cluster)]
    for entry in entries:
        found[entry.record.place.document].add(locator.line_anchor(entry.record.place.span.start))
    for document in draft.of(Document):
        found[document.stem].update(part.anchor for part in locator.in_record(document.record))
    return {document.stem: found[document.stem] for document in draft.of(Document) if document.record.held}


def _anchored(record: Any) -> Iterator[tuple[Path_, str]]:
    for part in locator.in_record(record):
        yield (*part.path, "id"), part.anchor
    for path, slip in parts(record, Slip):
        yield (*path, "id"), slip.id
    for path, variant in parts(record, Variant):
        yield (*path, "id"), variant.id
