"""Pieces that pages of several kinds show, ready to print. Their templates are macros in _pieces.html.jinja."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Basis, Citation, Claim, Cluster, Document, Event, Recommendation, Record
from macros.corpus.relations import Reliance
from macros.exports import akoma_ntoso
from macros.pages import links, provenance, text
from macros.pages.here import Here, Link
from macros.pages.words import BASIS_WORDS, opening

N = TypeVar("N", bound=Record)


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark that shows on which basis we say something."""

    basis: Basis

    @property
    def basis_words(self) -> str:
        """What the basis is called."""
        return BASIS_WORDS[self.basis]


@dataclass(frozen=True, slots=True)
class Known(Mark):
    """How we know something: the mark of its basis, why it follows or what is missing, and its sources."""

    because: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sources, which are folded on a screen, and their number among the endnotes of the page; without a number they
    stand on paper where they are."""

    sources: tuple[Source, ...]
    note: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: the name of the source, the way there, the place in it in words, and the note that goes with it."""

    name: str
    href: str
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class Theirs:
    """Words of a source between ours: the words, and in which language they are, as an element says it."""

    words: str
    tongue: Markup


@dataclass(frozen=True, slots=True)
class Numbered:
    """A recommendation in a list."""

    number: int
    title: str
    href: str
    gist: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What comes before and after a page, and of what: `Recommendations`."""

    what: str
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document by its name, and the way there; where nothing of it was seen, through which sources it is known."""

    name: str
    href: str
    through: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event: its anchor on its timeline and the way there, its title, what happened, how that is known, and its
    documents."""

    id: str
    href: str
    title: str
    statement: str
    known: Known
    documents: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """A statement that rests on a source: where it stands, and the places in the source that it rests on."""

    name: str
    href: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Statements about the same subject that rest on a source. What needs no subject has an empty one."""

    about: str
    statements: tuple[Rest, ...]


def theirs(corpus: Corpus, record: Recommendation | Cluster | Document, words: str | None) -> Theirs | None:
    """Return words that stand in a text, with their language; nothing when there are none."""
    return Theirs(words, text.tongue(corpus.language(record, words))) if words else None


def known(corpus: Corpus, here: Here, claim: Claim) -> Known:
    """Return how a claim is known."""
    return Known(claim.basis, claim.because or "", evidence(corpus, here, claim.sources))


def evidence(corpus: Corpus, here: Here, citations: Iterable[Citation]) -> Evidence:
    """Return citations as the evidence of a statement, without a number yet."""
    return Evidence(sources(corpus, here, citations))


def sources(corpus: Corpus, here: Here, citations: Iterable[Citation]) -> tuple[Source, ...]:
    """Return citations, in their order."""
    return tuple(source(corpus, here, each) for each in citations)


def source(corpus: Corpus, here: Here, citation: Citation) -> Source:
    """Return a citation."""
    named = provenance.named(corpus, citation)
    return Source(named.name, here.relative(named.address), named.place, named.note)


def paper(corpus: Corpus, here: Here, document: Document) -> Paper:
    """Return a document as it is named in passing."""
    return Paper(document.name, here.to(document), provenance.only_through(corpus, document))


def legal(corpus: Corpus, here: Here, document: Document) -> Link | None:
    """Return the way to the text of a document in Akoma Ntoso, where it has such a file."""
    file = links.legal_file(document)
    return Link(file.rpartition("/")[2], here.relative(file)) if document in akoma_ntoso.documents(corpus) else None


def happening(corpus: Corpus, here: Here, item: AgendaItem, event: Event) -> Happening:
    """Return an event of an agenda item."""
    papers = tuple(paper(corpus, here, corpus.document(name)) for name in event.documents)
    href = here.event(corpus, item, event)
    return Happening(event.id, href, event.title, event.statement, known(corpus, here, event), papers)


def subjects(corpus: Corpus, here: Here, reliances: Iterable[Reliance]) -> tuple[Subject, ...]:
    """Return what rests on a source, subject by subject, so that a long list stays short."""
    return tuple(
        Subject(opening(about), tuple(Rest(each.name, here.relative(each.address), each.places) for each in statements))
        for about, statements in provenance.by_subject(provenance.resting(corpus, reliances))
    )


def numbered(here: Here, recommendations: Iterable[Recommendation]) -> tuple[Numbered, ...]:
    """Return a list of recommendations."""
    return tuple(recommendation(here, each) for each in recommendations)


def recommendation(here: Here, record: Recommendation) -> Numbered:
    """Return a recommendation as it stands in a list."""
    return Numbered(record.number, record.title, here.to(record), record.gist)


def neighbours(
    corpus: Corpus, here: Here, record: N, what: str, called: Callable[[N], str] | None = None
) -> Neighbours:
    """Return what comes before and after the page of a record, and what it is called there."""
    previous, following = corpus.neighbours(record)
    called = called or corpus.name
    return Neighbours(
        what,
        here.link(previous, called(previous)) if previous else None,
        here.link(following, called(following)) if following else None,
    )


def in_finder(corpus: Corpus, here: Here, count: int, **chosen: str) -> Link | None:
    """Return the way to the table of all recommendations, filtered to the `count` that were just listed; nothing for
    one alone, which needs no filter."""
    if count < 2:
        return None
    address = links.filtered(links.RECOMMENDATIONS, **chosen)
    words = f"These {count} in the table of all {corpus.edition.vocabulary.recommendation.smalls}"
    return Link(words, here.relative(address))
