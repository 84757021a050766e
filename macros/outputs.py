"""Everything that the site is made of, apart from pages written by hand and the files of the theme.

A generator loops over `outputs` and needs to know nothing else: macros/hooks.py does for MkDocs, scripts/write_pages.py
for one that runs no hooks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from macros import licences
from macros.book.shelf import Volume
from macros.corpus.graph import Corpus
from macros.corpus.records import Document
from macros.exports import akoma_ntoso, dataset, feed, package, plain
from macros.exports.frbr import Ways
from macros.hosting import Hosting
from macros.pages import citations, finder, links, search
from macros.pages.page import Page
from macros.pages.prose import hand_written
from macros.pages.site import pages


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site that is no page: its address from the root of the site, the file or folder of the project
    that it is made from, and how its bytes are made, which nobody need do who does not write them."""

    address: str
    made_from: str
    content: Callable[[], bytes]


Output = Page | Asset


def outputs(corpus: Corpus, root: Path, hosting: Hosting, book: Iterable[Volume] = ()) -> Iterator[Output]:
    """Yield every page and file that is made from records, in the order of the edition. `root` is the root of the
    project, `book` the files of the book, where there is one."""
    yield from pages(corpus)
    for file in package.files(corpus):
        yield Asset(f"{package.FOLDER}/{file.name}", file.made_from, file.content)
    for file in citations.files(corpus, hosting.site):
        yield Asset(file.name, file.made_from, file.content)
    # Where the edition as data lay before it had a version of its own.
    yield Asset(dataset.ADDRESS, "data", lambda: dataset.written(corpus).encode())
    yield Asset(dataset.SCHEMA_ADDRESS, "macros/corpus/records", lambda: dataset.schema(corpus.edition).encode())
    yield Asset(plain.TEXT, "data/recommendations", lambda: plain.plain(corpus, hosting.draft).encode())
    yield Asset(plain.HTML, "data/recommendations", lambda: plain.html(corpus, hosting.draft).encode())
    yield Asset(feed.ADDRESS, "data/changes", lambda: feed.atom(corpus, links.address, hosting.site).encode())
    for document in akoma_ntoso.documents(corpus):
        made_from = links.record_file(document)
        yield Asset(links.legal_file(document), made_from, partial(_legal, corpus, document, hosting.draft))
    yield Asset(search.ADDRESS, "data", lambda: search.script(corpus, hand_written(root / "docs")).encode())
    yield Asset(links.FINDER_CALLED, "data", lambda: finder.script(finder.of_recommendations(corpus)).encode())
    yield Asset(
        links.LICENCES_FILE, "LICENSE", lambda: licences.licences(root, corpus.edition.body.publisher.name).encode()
    )
    for volume in book:
        yield Asset(volume.offer.address, "macros/book", volume.content)
    for document in corpus.documents:
        if document.transcript:
            source = f"data/sources/{document.transcript.file}"
            yield Asset(links.transcript_file(document), source, (root / source).read_bytes)


def _legal(corpus: Corpus, document: Document, draft: str) -> bytes:
    """Return a document in the format of the law, with the ways from there to the pages that it names."""
    file = links.legal_file(document)
    text = links.FULL_TEXT if document.id == corpus.agenda.id else links.address(document)
    ways = (text, links.address(document), links.HOME, links.SESSIONS, links.DOCUMENTS)
    to = Ways(*(links.relative(way, file) for way in ways))
    return akoma_ntoso.written(corpus, document, to, draft).encode()
