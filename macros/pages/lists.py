"""The lists of all records of a kind, and short lists of recommendations for pages written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Document, Recommendation
from macros.exports import feed
from macros.pages import finder, text
from macros.pages.finder import Item
from macros.pages.finder_form import FinderForm, form
from macros.pages.here import Here, Link
from macros.pages.kinds.recommendation import listed_short
from macros.pages.kinds.term import full_name
from macros.pages.pieces import Numbered, numbered
from macros.pages.view import View
from macros.pages.words import called


@dataclass(frozen=True, slots=True)
class Listed:
    """The answer whether a recommendation is on a list, under the question as the head of the table has it."""

    question: str
    answer: Link


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation in the table of all: `cluster` is called by its letter, `listed` are the answers whether it is
    on each list of the edition; `marks` are for the finder."""

    mark: str
    marks: Item
    number: int
    title: Link
    cluster: Link
    cluster_name: str
    topics: tuple[Link, ...]
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class RecommendationsView(View):
    """The table of all recommendations."""

    template: ClassVar[str] = "recommendations.html.jinja"

    form: FinderForm
    questions: tuple[str, ...]
    rows: tuple[RecommendationRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the table of all; `marks` are for the finder."""

    mark: str
    marks: Item
    link: Link
    title: str
    date: Markup | None
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentsView(View):
    """The table of all documents."""

    template: ClassVar[str] = "documents.html.jinja"

    form: FinderForm
    rows: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class ClusterCard:
    """A cluster with its recommendations."""

    anchor: str
    href: str
    name: str
    title: str
    members: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class ClusterInShort:
    """A cluster with what it is about and the numbers of its recommendations."""

    anchor: str
    href: str
    name: str
    title: str
    gist: str
    members: tuple[MemberNumber, ...]


@dataclass(frozen=True, slots=True)
class CardsView(View):
    """All clusters in short, for a page from which one goes on."""

    template: ClassVar[str] = "cards.html.jinja"

    clusters: tuple[ClusterInShort, ...]


@dataclass(frozen=True, slots=True)
class ClustersView(View):
    """All clusters."""

    template: ClassVar[str] = "clusters.html.jinja"

    clusters: tuple[ClusterCard, ...]


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term in the list of all."""

    anchor: str
    link: Link
    kind: str
    definition: str


@dataclass(frozen=True, slots=True)
class TermsView(View):
    """All terms."""

    template: ClassVar[str] = "terms.html.jinja"

    terms: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class MemberNumber:
    """A recommendation by its number, and what it is called in full."""

    number: int
    href: str
    name: str


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic in the list of all."""

    anchor: str
    link: Link
    definition: str
    members: tuple[MemberNumber, ...]


@dataclass(frozen=True, slots=True)
class TopicsView(View):
    """All topics."""

    template: ClassVar[str] = "topics.html.jinja"

    topics: tuple[TopicEntry, ...]


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """An edition in the list of all, with how much it changed."""

    anchor: str
    link: Link
    date: Markup
    summary: str


@dataclass(frozen=True, slots=True)
class EditionsView(View):
    """All editions, the newest first; where none is on record, this one. `feed` is the way to the same for programs."""

    template: ClassVar[str] = "editions.html.jinja"

    editions: tuple[EditionEntry, ...]
    version: str
    date: Markup
    feed: str


@dataclass(frozen=True, slots=True)
class RecommendationListView(View):
    """Some recommendations."""

    template: ClassVar[str] = "recommendation_list.html.jinja"

    members: tuple[Numbered, ...]


def recommendations(corpus: Corpus, here: Here) -> RecommendationsView:
    """Return the table of all recommendations."""
    found = finder.of_recommendations(corpus)
    return RecommendationsView(
        form(here, found),
        tuple(each.short_question for each in corpus.edition.lists),
        tuple(_recommendation(corpus, here, each, found.items[each.identifier]) for each in corpus.recommendations),
    )


def _recommendation(corpus: Corpus, here: Here, record: Recommendation, marks: Item) -> RecommendationRow:
    cluster = corpus.cluster(record.cluster)
    return RecommendationRow(
        f"recommendation-{record.identifier}",
        marks,
        record.number,
        here.link(record, record.title),
        here.link(cluster, cluster.letter),
        corpus.name(cluster),
        tuple(here.link(topic, topic.title) for topic in map(corpus.topic, record.topics)),
        tuple(
            Listed(each.short_question, here.link(record, listed_short(corpus, each, record), each.id))
            for each in corpus.edition.lists
        ),
    )


def documents(corpus: Corpus, here: Here) -> DocumentsView:
    """Return the table of all documents."""
    found = finder.of_documents(corpus)
    rows = tuple(_document(corpus, here, each, found.items[each.id]) for each in corpus.documents)
    return DocumentsView(form(here, found), rows)


def _document(corpus: Corpus, here: Here, record: Document, marks: Item) -> DocumentRow:
    return DocumentRow(
        f"document-{record.id}",
        marks,
        here.link(record, record.symbol or "Transcript"),
        record.title or "not known",
        text.when(record.date) if record.date else None,
        called(corpus.edition, record.kind),
        "its text is here" if record.held else "cited only",
    )


def clusters(corpus: Corpus, here: Here) -> ClustersView:
    """Return all clusters."""
    return ClustersView(
        tuple(
            ClusterCard(
                f"cluster-{each.identifier}",
                here.to(each),
                corpus.name(each),
                each.title,
                numbered(here, corpus.members.get(each.identifier, ())),
            )
            for each in corpus.clusters
        )
    )


def cards(corpus: Corpus, here: Here) -> CardsView:
    """Return all clusters in short."""
    return CardsView(
        tuple(
            ClusterInShort(
                f"cluster-{each.identifier}",
                here.to(each),
                corpus.name(each),
                each.title,
                each.gist,
                _by_number(corpus, here, corpus.members.get(each.identifier, ())),
            )
            for each in corpus.clusters
        )
    )


def _by_number(corpus: Corpus, here: Here, members: Iterable[Recommendation]) -> tuple[MemberNumber, ...]:
    return tuple(MemberNumber(each.number, here.to(each), f"{corpus.name(each)}: {each.title}") for each in members)


def terms(corpus: Corpus, here: Here) -> TermsView:
    """Return all terms."""
    return TermsView(
        tuple(
            TermEntry(
                f"term-{each.id}", here.link(each, full_name(each)), called(corpus.edition, each.kind), each.definition
            )
            for each in corpus.terms
        )
    )


def topics(corpus: Corpus, here: Here) -> TopicsView:
    """Return all topics."""
    return TopicsView(
        tuple(
            TopicEntry(
                f"topic-{each.id}",
                here.link(each, each.title),
                each.definition,
                _by_number(corpus, here, corpus.about.get(each.id, ())),
            )
            for each in corpus.topics
        )
    )


def editions(corpus: Corpus, here: Here) -> EditionsView:
    """Return all editions."""
    return EditionsView(
        tuple(
            EditionEntry(f"edition-{each.identifier}", here.link(each), text.when(each.date), each.in_short)
            for each in corpus.changes
        ),
        corpus.edition.version,
        text.when(corpus.edition.date),
        here.relative(feed.ADDRESS),
    )


def some(here: Here, members: Iterable[Recommendation]) -> RecommendationListView:
    """Return a list of some recommendations."""
    return RecommendationListView(numbered(here, members))
