"""The corpus: all records, sorted, indexed and linked in both directions, immutable.

A record names its cluster, topics, relations and sources once; the inverse of each is found by `relations` and kept
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from macros.corpus import relations
from macros.corpus.languages import language_of
from macros.corpus.load import Draft, Entry, load
from macros.corpus.matching import Forms, Use, forms_of
from macros.corpus.records import (
    FOLDERS,
    Actor,
    AgendaItem,
    Beneficiary,
    Changes,
    Citation,
    Cluster,
    Document,
    Edition,
    Event,
    ImmediateImplementation,
    MemberList,
    Recommendation,
    Record,
    RecordChange,
    Redirect,
    Session,
    Term,
    Thread,
    Topic,
    Witness,
)
from macros.corpus.records.changes import in_order
from macros.corpus.records.session import in_time
from macros.corpus.records.verbatim import fold, slug_of
from macros.corpus.relations import Mention, RelationEnd, Reliance
from macros.corpus.rules import check
from macros.problems import Refused

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Corpus:
    """Everything the pages and exports are made from. All sequences are sorted as a reader expects them:
    recommendations by number, clusters by letter, sessions by time, documents by symbol, terms and topics by
    title, events by time."""

    edition: Edition
    recommendations: tuple[Recommendation, ...]
    clusters: tuple[Cluster, ...]
    sessions: tuple[Session, ...]
    documents: tuple[Document, ...]
    items: tuple[AgendaItem, ...]
    terms: tuple[Term, ...]
    topics: tuple[Topic, ...]
    witnesses: tuple[Witness, ...]
    changes: tuple[Changes, ...]
    """What each edition changed, the newest first."""
    transcripts: Mapping[str, tuple[str, ...]]
    """Lines of each file in data/sources/."""
    places: Mapping[tuple[str, str], Entry[Any]]
    """Kind and identifier to the entry, for the line of a record in its file."""
    redirects: tuple[Redirect, ...]
    """What is no more and where it is now, as written."""
    forms: Forms
    members: Mapping[str, tuple[Recommendation, ...]]
    """Letter of a cluster, small, to its recommendations."""
    about: Mapping[str, tuple[Recommendation, ...]]
    """Topic to its recommendations."""
    links: Mapping[int, tuple[RelationEnd, ...]]
    """Number to the related recommendations, from both directions, by number."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """Term to the texts that use it."""
    acting: Mapping[str, tuple[tuple[Recommendation, Actor], ...]]
    """Term to the recommendations in which it has a part, and which."""
    benefited: Mapping[str, tuple[tuple[Recommendation, Beneficiary], ...]]
    """Term to the recommendations that name it as a beneficiary."""
    reliances: Mapping[str, tuple[Reliance, ...]]
    """`documents/...` or `witnesses/...` to the statements that rest on it."""
    changed: Mapping[str, tuple[tuple[Changes, RecordChange], ...]]
    """`terms/ldc` or `edition` to what editions changed in it, the newest first."""
    _index: Mapping[tuple[str, str], Any] = field(repr=False)
    _neighbours: Mapping[tuple[str, str], tuple[Any, Any]] = field(repr=False)

    def of(self, record: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, sorted."""
        found: tuple[R, ...] = getattr(self, FOLDERS[record])
        return found

    def recommendation(self, number: int) -> Recommendation:
        """Return the recommendation with this number; raises KeyError."""
        return self._find("recommendations", f"{number:02d}", Recommendation)

    def cluster(self, letter: str) -> Cluster:
        """Return the cluster with this letter, capital or small; raises KeyError."""
        return self._find("clusters", letter.casefold(), Cluster)

    def session(self, identifier: str) -> Session:
        """Return the session with this identifier, most often its year; raises KeyError."""
        return self._find("sessions", identifier, Session)

    def document(self, name: str) -> Document:
        """Return a document by symbol or identifier; raises KeyError."""
        return self._find("documents", slug_of(name), Document)

    def term(self, name: str) -> Term:
        """Return a term by identifier; raises KeyError."""
        return self._find("terms", name, Term)

    def topic(self, name: str) -> Topic:
        """Return a topic by identifier; raises KeyError."""
        return self._find("topics", name, Topic)

    def witness(self, name: str) -> Witness:
        """Return a witness by identifier; raises KeyError."""
        return self._find("witnesses", name, Witness)

    def cited(self, citation: Citation) -> Document | Witness:
        """Return what a citation cites."""
        kind, _, name = citation.cites.partition("/")
        return self.document(name) if kind == "documents" else self.witness(name)

    @property
    def timeline(self) -> AgendaItem:
        """The agenda item that the main timeline follows."""
        return self._find("items", self.edition.promises.timeline, AgendaItem)

    @property
    def agenda(self) -> Document:
        """The held document with the text of the recommendations."""
        return self.document(self.edition.promises.agenda)

    @property
    def other_items(self) -> tuple[AgendaItem, ...]:
        """The agenda items that have a timeline of their own."""
        return tuple(item for item in self.items if item.id != self.edition.promises.timeline)

    def name(self, record: Record) -> str:
        """Return what readers call a record, in the words of the edition."""
        words = self.edition.vocabulary
        match record:
            case Recommendation():
                return f"{words.recommendation.one} {record.number}"
            case Cluster():
                return f"{words.cluster.one} {record.letter}"
            case Session():
                return f"{self.edition.body.short_name} {record.short_label}"
            case _:
                return record.name

    def thread(self, item: AgendaItem) -> Thread:
        """Return what the edition calls an agenda item; where it says nothing, what the item itself does."""
        described = (each for each in self.edition.threads if each.item == item.id)
        return next(described, Thread(item=item.id, anchor=f"item-{item.id}", called=item.title))

    def answer(self, listed: MemberList, record: Recommendation) -> ImmediateImplementation:
        """Return whether a recommendation is on a list of the edition, and how that is known."""
        if listed.field:
            given: ImmediateImplementation = getattr(record, listed.field)
            return given
        assert listed.members is not None
        known = {name: getattr(listed.members, name) for name in ("basis", "because", "sources")}
        return ImmediateImplementation(listed="yes" if record.number in listed.members.numbers else "no", **known)

    def language(self, record: Recommendation | Cluster | Document, words: str = "") -> str:
        """Return the language of a text, or of words that stand in it."""
        if isinstance(record, Document):
            blocks, otherwise = record.transcript.text if record.transcript else (), record.lang
        else:
            blocks, otherwise = record.text, self.document(record.place.document).lang
        return language_of(words, blocks, otherwise) if words else otherwise

    def language_of_form(self, term: Term, form: str) -> str:
        """Return the language of a form of a term: that of the first text that uses it."""
        folded = fold(form)
        uses = (each for each in self.mentions.get(term.id, ()) if folded in each.words)
        return next((self.language(each.record, folded) for each in uses), "en")

    def event(self, kind: str, session: str) -> Event:
        """Return the one proposal or decision of a session on the timeline; raises KeyError for another kind."""
        for event in self.timeline.events:
            if event.kind == kind and event.session == session:
                return event
        raise KeyError((kind, session))

    def neighbours(self, record: R) -> tuple[R | None, R | None]:
        """Return the record before and the record after this one: recommendations, clusters and sessions."""
        return self._neighbours[type(record).__name__, record.identifier]

    def uses(self, text: str) -> Iterable[Use]:
        """Return the terms used in a folded text, from left to right."""
        return self.forms.uses(text)

    def terms_of(self, recommendation: Recommendation) -> tuple[Term, ...]:
        """Return the terms that a recommendation uses, in the order of their first use."""
        found = dict.fromkeys(
            use.term
            for block in recommendation.text
            for stretch in block.stretches
            for use in self.uses(fold(stretch.text))
        )
        return tuple(self.term(name) for name in found)

    def lines(self, document: Document) -> tuple[str, ...]:
        """Return the lines of a held document's transcript."""
        assert document.transcript is not None
        return self.transcripts[document.transcript.file]

    def _find(self, kind: str, name: str, record: type[R]) -> R:
        found = self._index[kind, name]
        assert isinstance(found, record)
        return found


def corpus_of(draft: Draft) -> Corpus:
    """Check a draft and link it; raises `Refused` with every problem found."""
    problems = check(draft)
    if problems:
        raise Refused(problems, draft.lines)
    assert draft.edition is not None
    recommendations = _sorted(draft, Recommendation, lambda r: r.number)
    terms = _sorted(draft, Term, lambda t: t.title.casefold())
    documents = _sorted(draft, Document, lambda d: _natural(d.name))
    forms = forms_of(terms)
    everything = [entry.record for _, entry in draft.all()]
    clusters = _sorted(draft, Cluster, lambda c: c.letter)
    sessions = _sorted(draft, Session, lambda s: in_time(s.identifier))
    changes = tuple(reversed(_sorted(draft, Changes, lambda each: in_order(each.edition))))
    return Corpus(
        edition=draft.edition.record,
        recommendations=recommendations,
        clusters=clusters,
        sessions=sessions,
        documents=documents,
        items=_sorted(draft, AgendaItem, lambda i: i.id),
        terms=terms,
        topics=_sorted(draft, Topic, lambda t: t.title.casefold()),
        witnesses=_sorted(draft, Witness, lambda w: w.title.casefold()),
        changes=changes,
        transcripts=MappingProxyType(
            {name: tuple(data.decode("utf-8").split("\n")) for name, data in draft.transcripts.items()}
        ),
        places=MappingProxyType(_places(draft)),
        redirects=draft.redirects.record.redirects if draft.redirects else (),
        forms=forms,
        members=relations.grouped((r.cluster, r) for r in recommendations),
        about=relations.grouped((topic, r) for r in recommendations for topic in r.topics),
        links=relations.relation_ends(recommendations),
        mentions=relations.mentions(forms, recommendations, documents),
        acting=relations.grouped((who.term, (r, who)) for r in recommendations for who in r.actors if who.term),
        benefited=relations.grouped(
            (who.term, (r, who)) for r in recommendations for who in r.beneficiaries if who.term
        ),
        reliances=relations.reliances(everything),
        changed=relations.grouped((each.key, (edition, each)) for edition in changes for each in edition.records),
        _index=MappingProxyType({(kind, entry.stem): entry.record for kind, entry in draft.all()}),
        _neighbours=relations.neighbours(recommendations, clusters, sessions),
    )


def read_corpus(data: Path, before: Corpus | None = None) -> Corpus:
    """Read, check and link everything under the folder `data`; raises `Refused` with every problem found. From
    `before`, a corpus of the same folder, come the records whose files have the same text."""
    return corpus_of(load(data, {entry.file: entry for entry in before.places.values()} if before else {}))


def _places(draft: Draft) -> dict[tuple[str, str], Entry[Any]]:
    singles = (("edition", draft.edition), ("redirects", draft.redirects))
    return {(kind, entry.stem): entry for kind, entry in (*draft.all(), *singles) if entry}


def _sorted(draft: Draft, kind: type[R], key: Any) -> tuple[R, ...]:
    return tuple(sorted((entry.record for entry in draft.of(kind)), key=key))


def _natural(name: str) -> list[tuple[int, int | str]]:
    """Sort key that puts WO/GA/34/7 before WO/GA/34/16."""
    return [(0, int(part)) if part.isdigit() else (1, part) for part in re.findall(r"\d+|[a-z]+", slug_of(name))]
