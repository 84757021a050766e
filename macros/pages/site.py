"""The list of all pages made from records, in the order of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.graph import Corpus
from macros.pages import cluster, document, moved, recommendation, session, term, topic, witness
from macros.pages.page import Page


def pages(corpus: Corpus) -> Iterator[Page]:
    """Yield a page for each recommendation, cluster, session, document, witness, term and topic, then for each page
    that moved. The timeline, the full text, the lists and the home page are written by hand in docs/ and call macros
    for what is data."""
    yield from map(recommendation.page, corpus.recommendations)
    yield from map(cluster.page, corpus.clusters)
    yield from map(session.page, corpus.sessions)
    yield from map(document.page, corpus.documents)
    yield from map(witness.page, corpus.witnesses)
    yield from map(term.page, corpus.terms)
    yield from map(topic.page, corpus.topics)
    yield from moved.pages(corpus)
