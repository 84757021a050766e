"""The book beside the site: what its files are called, and whether those that a build is told of are the book of these
very records.

A build never makes the book and never looks for one by itself: `BOOK` names the folder that it lies in. So what a site
holds depends on its commit and on what was told, not on what an earlier task left behind, and a book that is told of
but is missing, or is of other records, ends the build. See docs/contributing/decisions/0026-book.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from macros.corpus.records import Edition
from macros.hosting import Hosting
from macros.pages.offers import Offer
from macros.problems import Place, Problem, Refused

VARIABLE: Final = "BOOK"
"""The variable that names the folder with the book."""
FOLDER: Final = "book"
"""The folder of the book, in the site and under dist/."""
STAMP: Final = "made-from.txt"
"""The file beside the book that says what it was made from. It is no part of the site."""

_MADE_FROM: Final = ("data", "macros")
_KINDS: Final = {"pdf": "PDF", "epub": "EPUB"}


@dataclass(frozen=True, slots=True)
class Volume:
    """A file of the book: its offer to readers, and its bytes."""

    offer: Offer
    content: Callable[[], bytes]


def name(edition: Edition, ending: str) -> str:
    """Return the name of a file of the book; `ending` is `pdf` or `epub`."""
    return f"{edition.work.name_for_programs}.{ending}"


def addresses(edition: Edition) -> Iterator[str]:
    """Yield where the files lie in a site that has them."""
    for ending in _KINDS:
        yield f"{FOLDER}/{name(edition, ending)}"


def made_from(root: Path, hosting: Hosting) -> str:
    """Return one sum of all that a book is made from: the records, the code, the templates, the faces, and what the
    platform told."""
    whole = hashlib.sha256(f"{hosting.site}\n{hosting.draft}\n".encode())
    for part in _MADE_FROM:
        for path in sorted((root / part).rglob("*"), key=Path.as_posix):
            if path.is_file() and "__pycache__" not in path.parts:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                whole.update(f"{digest}  {path.relative_to(root).as_posix()}\n".encode())
    return f"{whole.hexdigest()}\n"


def volumes(root: Path, edition: Edition, hosting: Hosting, environment: Mapping[str, str]) -> tuple[Volume, ...]:
    """Return the files of the book that a build was told of; none when it was told of none. Raises `Refused` when they
    are not there, or are not those of these records."""
    told = environment.get(VARIABLE, "")
    if not told:
        return ()
    folder = root / told
    found = {ending: folder / name(edition, ending) for ending in _KINDS}
    there = {ending: path for ending, path in found.items() if path.is_file()}
    stamp = folder / STAMP
    if not there or not stamp.is_file():
        raise _refused(told, "no book")
    if stamp.read_text(encoding="utf-8") != made_from(root, hosting):
        raise _refused(told, "a book of other records, another draft or another address of the site")
    return tuple(
        Volume(Offer(_KINDS[ending], f"{FOLDER}/{path.name}", path.stat().st_size), path.read_bytes)
        for ending, path in there.items()
    )


def _refused(told: str, found: str) -> Refused:
    must = f"the folder that the variable {VARIABLE} names holds the book of these records"
    return Refused([Problem(Place(told), "book-is-of-these-records", must, found, "run: dev.py book, or unset it")])
