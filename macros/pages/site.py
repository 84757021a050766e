"""The list of all pages made from records, in the order of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.graph import Corpus
from macros.pages import redirects
from macros.pages.kinds.every import KINDS
from macros.pages.page import Page


def pages(corpus: Corpus) -> Iterator[Page]:
    """Yield a page for each record of every kind, then for each page that moved. The timeline, the full text, the lists
    and the home page are written by hand in docs/ and call macros for what is data."""
    for kind in KINDS:
        yield from kind.pages(corpus)
    yield from redirects.pages(corpus)
