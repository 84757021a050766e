"""Pieces that pages of several kinds show, ready to print. Their templates are macros in _pieces.html.jinja."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.corpus.graph import Corpus
from macros.corpus.records import Basis, Citation, Claim, Recommendation, Record
from macros.pages import citing, links
from macros.pages.here import Here, Link
from macros.pages.words import BASIS_WORDS


@dataclass(frozen=True, slots=True)
class Known:
    """How we know something: the mark of its basis, why it follows or what is missing, and its sources."""

    basis: Basis
    because: str
    sources: tuple[Source, ...]

    @property
    def basis_words(self) -> str:
        """What the basis is called."""
        return BASIS_WORDS[self.basis]


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: the name of the source, the way there, the place in it in words, and the note that goes with it."""

    name: str
    href: str
    place: str
    note: str


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


def known(corpus: Corpus, here: Here, claim: Claim) -> Known:
    """Return how a claim is known."""
    return Known(claim.basis, claim.because or "", sources(corpus, here, claim.sources))


def sources(corpus: Corpus, here: Here, citations: Iterable[Citation]) -> tuple[Source, ...]:
    """Return citations, in their order."""
    return tuple(source(corpus, here, each) for each in citations)


def source(corpus: Corpus, here: Here, citation: Citation) -> Source:
    """Return a citation."""
    named = citing.named(corpus, citation)
    return Source(named.name, here.relative(named.address), named.place, named.note)


def numbered(here: Here, recommendations: Iterable[Recommendation]) -> tuple[Numbered, ...]:
    """Return a list of recommendations."""
    return tuple(Numbered(each.number, each.title, here.to(each), each.gist) for each in recommendations)


def neighbours(corpus: Corpus, here: Here, record: Record, what: str) -> Neighbours:
    """Return what comes before and after the page of a record."""
    previous, following = corpus.neighbours(record)
    return Neighbours(what, here.link(previous) if previous else None, here.link(following) if following else None)


def in_finder(here: Here, count: int, **chosen: str) -> Link | None:
    """Return the way to the table of all recommendations, filtered to the `count` that were just listed; nothing for
    one alone, which needs no filter."""
    if count < 2:
        return None
    address = links.filtered(links.RECOMMENDATIONS, **chosen)
    return Link(f"These {count} in the table of all recommendations", here.relative(address))
