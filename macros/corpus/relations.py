"""What records say of each other, seen from the other end: relations, uses of terms, what rests on a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from macros.corpus.located import Path_
from macros.corpus.matching import Forms
from macros.corpus.records import AgendaItem, Citation, Document, Event, Recommendation, Record, Relation, Session
from macros.corpus.records.verbatim import Block, fold
from macros.corpus.rules.finding import parts


@dataclass(frozen=True, slots=True)
class RelationEnd:
    """A relation seen from one of its two ends: the other recommendation, and why."""

    other: Recommendation
    relation: Relation


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that uses a term: the record, the anchor of the block, and the words found there."""

    record: Recommendation | Document
    anchor: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reliance:
    """A statement that rests on a document or witness: the record that makes it, the path of the citation in that
    record, and the citation. For an event of an agenda item, `event` is that event."""

    record: Record
    path: Path_
    citation: Citation
    event: Event | None = None


def grouped(pairs: Iterable[tuple[str, Any]]) -> Mapping[str, tuple[Any, ...]]:
    """Return the values of each key, in their order."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return MappingProxyType({key: tuple(values) for key, values in groups.items()})


def neighbours(*sequences: Sequence[Record]) -> Mapping[tuple[str, str], tuple[Any, Any]]:
    """Return the record before and the one after each, by class and identifier; None at an end."""
    found = {}
    for sequence in sequences:
        for before, record, after in zip((None, *sequence[:-1]), sequence, (*sequence[1:], None), strict=True):
            found[type(record).__name__, record.identifier] = (before, after)
    return MappingProxyType(found)


def relation_ends(recommendations: tuple[Recommendation, ...]) -> Mapping[int, tuple[RelationEnd, ...]]:
    """Return the relations of each recommendation by its number, from both ends, by the number of the other."""
    by_number = {each.number: each for each in recommendations}
    links: dict[int, list[RelationEnd]] = defaultdict(list)
    for each in recommendations:
        for relation in each.related:
            links[each.number].append(RelationEnd(by_number[relation.to], relation))
            links[relation.to].append(RelationEnd(each, relation))
    return MappingProxyType(
        {number: tuple(sorted(found, key=lambda link: link.other.number)) for number, found in links.items()}
    )


def mentions(
    forms: Forms, recommendations: tuple[Recommendation, ...], documents: tuple[Document, ...]
) -> Mapping[str, tuple[Mention, ...]]:
    """Return the texts that use each term, by its identifier."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    texts: list[tuple[Recommendation | Document, tuple[Block, ...]]] = [(r, r.text) for r in recommendations]
    texts += [(d, d.transcript.text) for d in documents if d.transcript]
    for record, blocks in texts:
        for block in blocks:
            words: dict[tuple[str, str], list[str]] = defaultdict(list)
            for stretch in block.stretches:
                text = fold(stretch.text)
                for use in forms.uses(text):
                    words[use.term, stretch.id or block.id].append(text[use.start : use.end])
            for (term, anchor), found in words.items():
                mentions[term].append(Mention(record, anchor, tuple(dict.fromkeys(found))))
    return MappingProxyType({term: tuple(found) for term, found in mentions.items()})


def reliances(records: Iterable[Record]) -> Mapping[str, tuple[Reliance, ...]]:
    """Return the statements that rest on each source, by `documents/...` or `witnesses/...`."""
    found: dict[str, list[Reliance]] = defaultdict(list)
    for record in records:
        for path, citation in parts(record, Citation):
            event = record.events[int(path[1])] if isinstance(record, AgendaItem) else None
            itself = isinstance(record, Document) and citation.cites == f"documents/{record.id}"
            if not itself:
                found[citation.cites].append(Reliance(record, path, citation, event))
        if isinstance(record, AgendaItem):
            for i, event in enumerate(record.events):
                cited = {citation.cites for citation in event.sources}
                for j, name in enumerate(event.documents):
                    if (key := f"documents/{name}") not in cited:
                        found[key].append(Reliance(record, ("events", i, "documents", j), Citation(cites=key), event))
        if isinstance(record, Session) and record.report.document:
            key = f"documents/{record.report.document}"
            if key not in {citation.cites for citation in record.report.sources}:
                found[key].append(Reliance(record, ("report", "document"), Citation(cites=key)))
    return MappingProxyType({key: tuple(values) for key, values in found.items()})
