"""The addresses of all that is made from records. Nothing else in the project makes one.

An address is written from the root of the site (`recommendations/22.html#a`) and made relative to the page it is
printed on, so that the same site works under any host and path, and from disk.
"""

from __future__ import annotations

import functools
import posixpath
from functools import singledispatch
from urllib.parse import urlencode

from macros.corpus.graph import Corpus
from macros.corpus.records import (
    KINDS,
    AgendaItem,
    Citation,
    Cluster,
    Document,
    Edition,
    Recommendation,
    Record,
    Session,
    Term,
    Topic,
    Witness,
)

HOME = "index.html"
RECOMMENDATIONS = "recommendations/index.html"
DOCUMENTS = "documents/index.html"
FULL_TEXT = "full-text.html"
TIMELINE = "timeline.html"
SOURCES = "sources.html"
FINDER_SCRIPT = "assets/javascripts/finder.js"
FINDER_CALLED = "assets/javascripts/finder-called.js"
FINDER_STYLE = "assets/stylesheets/finder.css"


@singledispatch
def address(record: Record) -> str:
    """Return the address of a record's page, from the root of the site."""
    raise TypeError(f"no page for a {type(record).__name__}")


@address.register
def _(record: Recommendation) -> str:
    return f"recommendations/{record.number}.html"


@address.register
def _(record: Cluster) -> str:
    return f"clusters/{record.identifier}.html"


@address.register
def _(record: Session) -> str:
    return f"sessions/{record.year}.html"


@address.register
def _(record: Document) -> str:
    return f"documents/{record.id}.html"


@address.register
def _(record: Witness) -> str:
    return f"witnesses/{record.id}.html"


@address.register
def _(record: Term) -> str:
    return f"terms/{record.id}.html"


@address.register
def _(record: Topic) -> str:
    return f"topics/{record.id}.html"


@address.register
def _(_record: AgendaItem) -> str:
    return TIMELINE


@address.register
def _(_record: Edition) -> str:
    return HOME


def part_of(record: Record, anchor: str) -> str:
    """Return the address of a part of a record's page."""
    return f"{address(record).partition('#')[0]}#{anchor}"


def filtered(page: str, **chosen: str) -> str:
    """Return the address of a page with a finder, filtered: each facet with the value chosen. The proof of the built
    site checks that the page has them (macros/proof/targets.py)."""
    return f"{page}?{urlencode(chosen)}"


def cited(corpus: Corpus, citation: Citation) -> str:
    """Return the address that a citation leads to: the very block of a held document, otherwise the page of the
    document or witness."""
    target = corpus.cited(citation)
    if isinstance(target, Document) and target.held and citation.at:
        return part_of(target, citation.at)
    return address(target)


def line_of(document: Document, line: int) -> str:
    """Return the address of a line on the page of a held document that is shown line by line."""
    return part_of(document, f"line-{line}")


def transcript_file(document: Document) -> str:
    """Return the address of a held document's transcript, as a plain text file."""
    assert document.transcript is not None
    return f"sources/{document.transcript.file}"


_FOLDERS = {record: kind for kind, record in KINDS.items()}


def key_of(record: Record) -> str:
    """Return the name of a record among all records: its folder under data/ and its identifier."""
    return f"{_FOLDERS[type(record)]}/{record.identifier}"


def record_file(record: Record) -> str:
    """Return the path of a record's YAML file from the root of the project."""
    return f"data/{key_of(record)}.yml"


def relative(address: str, here: str) -> str:
    """Return an address as seen from a page; both from the root of the site. `here` has no anchor."""
    path, hash_, anchor = address.partition("#")
    if path == here and hash_:
        return f"#{anchor}"
    return _way(posixpath.dirname(here), path or here) + hash_ + anchor


@functools.cache
def _way(folder: str, path: str) -> str:
    """Return how to get from a folder to a page. Many pages of a folder lead to the same."""
    return posixpath.relpath(path, folder or ".")
