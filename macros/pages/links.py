"""The addresses of all that is made from records. Nothing else in the project makes one.

An address is written from the root of the site (`recommendations/22.html#a`) and made relative to the page it is
printed on, so that the same site works under any host and path, and from disk.
"""

from __future__ import annotations

import functools
import posixpath
from urllib.parse import urlencode

from macros.corpus.graph import Corpus
from macros.corpus.locator import line_anchor
from macros.corpus.records import FOLDERS, AgendaItem, Citation, Document, Edition, Event, Record
from macros.exports import akoma_ntoso

HOME = "index.html"
RECOMMENDATIONS = "recommendations/index.html"
CLUSTERS = "clusters/index.html"
SESSIONS = "sessions/index.html"
DOCUMENTS = "documents/index.html"
TERMS = "terms/index.html"
TOPICS = "topics/index.html"
FULL_TEXT = "full-text.html"
TIMELINE = "timeline.html"
SOURCES = "sources.html"
CHANGES = "changes/index.html"
DATA = "data.html"
LICENCES_FILE = "licences.txt"
GUIDE = "contributing/index.html"
CONTENTS_SCRIPT = "assets/javascripts/contents.js"
FINDER_SCRIPT = "assets/javascripts/finder.js"
FINDER_CALLED = "assets/javascripts/finder-called.js"
FINDER_STYLE = "assets/stylesheets/finder.css"
TEXT = "text"
"""The anchor of the text on the page of a record that has one."""
MAIN = "page-text"
"""The anchor, on every page, of the part that is its own."""

_BY_HAND: dict[type[Record], str] = {Edition: HOME}
"""Records whose page is written by hand in docs/ and shows them by macros."""


def address(record: Record) -> str:
    """Return the address of a record's page, from the root of the site: its folder and what it is called in addresses,
    or the page written by hand that shows it."""
    return _BY_HAND.get(type(record)) or f"{FOLDERS[type(record)]}/{record.address_name}.html"


def timeline_of(corpus: Corpus, item: AgendaItem) -> str:
    """Return the address of the page with the events of an agenda item: its own, or for the item of the main timeline
    the page written by hand that shows it."""
    return TIMELINE if item.id == corpus.timeline.id else address(item)


def event_of(corpus: Corpus, item: AgendaItem, event: Event) -> str:
    """Return the address of an event."""
    return f"{timeline_of(corpus, item)}#{event.id}"


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
    return part_of(document, line_anchor(line))


def transcript_file(document: Document) -> str:
    """Return the address of a held document's transcript, as a plain text file."""
    assert document.transcript is not None
    return f"sources/{document.transcript.file}"


def legal_file(document: Document) -> str:
    """Return the address of a held document in Akoma Ntoso."""
    return f"{akoma_ntoso.FOLDER}/{akoma_ntoso.name_of(document)}"


def key_of(record: Record) -> str:
    """Return the name of a record among all records: its folder under data/ and its identifier."""
    return f"{FOLDERS[type(record)]}/{record.identifier}"


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
