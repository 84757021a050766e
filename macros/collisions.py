"""No two things take one address: a page written by hand and one made from a record, two pages written by hand, or a
file and a folder. MkDocs would drop one of them and say nothing.

Addresses are compared as Windows and macOS compare names: without regard to capitals and to how accents are encoded.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from macros.book import shelf
from macros.corpus.records import FOLDERS, Document, Edition, Record
from macros.exports import dataset, feed, package, plain
from macros.exports.citation_forms import FORMS
from macros.pages import citations, links, search
from macros.pages.citing import file_of
from macros.problems import Place, Problem

RULE: Final = "addresses-are-free"

_MARKDOWN: Final = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""The endings that MkDocs takes for pages (mkdocs.utils.markdown_extensions)."""

_MADE: Final = {
    dataset.ADDRESS: "the whole edition as data",
    dataset.SCHEMA_ADDRESS: "the schema of that data",
    **{f"{package.FOLDER}/{name}": "the data for programs" for name in package.STANDING},
    **dict.fromkeys(citations.STANDING, "the citations for reference managers"),
    plain.TEXT: "the recommendations as plain text",
    plain.HTML: "the recommendations for word processors",
    feed.ADDRESS: "what editions changed, as a feed",
    links.LICENCES_FILE: "the licences",
    search.ADDRESS: "the index of the search",
    links.FINDER_CALLED: "what readers call what the finder lists",
    "404.html": "overrides/404.html",
    "sitemap.xml": "the list of pages for search engines",
    "sitemap.xml.gz": "the list of pages for search engines, packed",
}
"""What every build makes besides pages, by its address; a test looks that none of the outputs is missing."""

Taken = dict[str, list[tuple[str, str]]]
"""The key of an address to those who take it: each address as written, and who takes it."""


def collisions(docs: Path, records: Iterable[Record]) -> list[Problem]:
    """Return a problem for each file written by hand in the folder `docs` whose address something else takes too: a
    page made from one of the records, what a build makes besides, or another such file."""
    by_hand, made = written_by_hand(docs), _made(records)
    problems = []
    for one, files in by_hand.items():
        above = [*_above(one)]
        for position, (address, file) in enumerate(files):
            others = [*made.get(one, ()), *files[:position], *files[position + 1 :]]
            others += [other for folder in above for other in (*made.get(folder, ()), *by_hand.get(folder, ()))]
            problems += [_problem(file, address, *other) for other in others]
    for one, makers in made.items():
        for folder in _above(one):
            for address, file in by_hand.get(folder, ()):
                problems += [_problem(file, address, *other) for other in makers]
    return problems


def written_by_hand(docs: Path) -> Taken:
    """Return the addresses of the files in the folder `docs`, as MkDocs gives them with `use_directory_urls: false`.
    Names that begin with a dot and the folder templates/ are left out of a site; links are not followed."""
    taken: Taken = {}
    for folder, folders, files in os.walk(docs):
        here = Path(folder).relative_to(docs).as_posix()
        folders[:] = sorted(name for name in folders if name[0] != "." and (here, name) != (".", "templates"))
        for name in sorted(files):
            if name[0] != ".":
                path = name if here == "." else f"{here}/{name}"
                address = _address(path)
                taken.setdefault(key(address), []).append((address, f"docs/{path}"))
    return taken


def key(address: str) -> str:
    """Return what two addresses have in common that some system cannot tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).casefold())


def _address(path: str) -> str:
    stem, ending = os.path.splitext(path)
    if ending not in _MARKDOWN:
        return path
    folder, slash, name = stem.rpartition("/")
    return f"{folder}{slash}{'index' if name == 'README' else name}.html"


def _made(records: Iterable[Record]) -> Taken:
    taken: Taken = {key(address): [(address, what)] for address, what in _MADE.items()}
    for record in records:
        if isinstance(record, Edition):
            for address in shelf.addresses(record):
                taken.setdefault(key(address), []).append((address, "the book"))
        for address in _addresses(record):
            taken.setdefault(key(address), []).append((address, links.record_file(record)))
    return taken


def _addresses(record: Record) -> Iterator[str]:
    """Yield the addresses of the files that are made from a record."""
    if type(record) not in FOLDERS:
        return
    yield f"{package.FOLDER}/{package.name_of(record)}"
    yield links.address(record)
    if type(record) in citations.CITED:
        yield from (file_of(links.address(record), ending) for ending in FORMS)
    if isinstance(record, Document) and record.held:
        yield links.transcript_file(record)
        yield links.legal_file(record)


def _above(one: str) -> Iterator[str]:
    """Yield the folders of an address: where one of them is a file, there can be no such folder."""
    while "/" in one:
        one = one.rpartition("/")[0]
        yield one


def _problem(file: str, address: str, other: str, taker: str) -> Problem:
    if address == other:
        found = f'"{address}", which is that of {taker} too'
    elif key(address) == key(other):
        found = f'"{address}", and {taker} has "{other}"; some systems take the two for one'
    else:
        found = f'"{address}", and {taker} has "{other}": one name cannot be a file and a folder'
    repair = "give the page another name, or remove it; what is made from records is corrected in the records"
    return Problem(Place("".join(c if c.isprintable() else "?" for c in file)), RULE, _MUST, found, repair)


_MUST: Final = "each address of the site belongs to one page or file"
