"""A built site as data: its pages, each read from its file once, and the addresses of all files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.proof.page import BuiltPage, Target, filled
from macros.shares import Shared


@dataclass(frozen=True)
class Built:
    """All pages by address, and the addresses of all files."""

    pages: Mapping[str, BuiltPage]
    files: frozenset[str]

    @cached_property
    def _targets(self) -> frozenset[Target]:
        return frozenset().union(*(page.targets for page in self.pages.values()))

    def pages_with(self, wrong: Callable[[Target], bool]) -> Iterator[tuple[BuiltPage, Target]]:
        """Yield the targets that are wrong wherever they stand, with each page that has them. Most pages share most of
        theirs, so each is looked at once."""
        found = {target for target in self._targets if wrong(target)}
        if found:
            for page in self.pages.values():
                yield from ((page, target) for target in page.targets if target in found)


def read_site(site: Path, read: dict[str, BuiltPage] | None = None) -> Built:
    """Read every HTML file of a built site. `read` are pages by address that were read already, from this site or from
    one before it; those that are still the same are not read again, and those that are are put there."""
    files = sorted(_files(site))
    names = [name for name in files if name.endswith(".html")]
    known = {} if read is None else read
    unread = [name for name in names if name not in known or known[name].written != _written(site / name)]
    once: dict[Any, Any] = {}
    pages = Shared(lambda name: read_file(site / name, name, once, known.get(name)), unread).results()
    known.update((page.address, page) for page in pages)
    once.clear()  # pages that another process has read hold what is the same once more
    for page in known.values():
        page.share(once)
    return Built({name: known[name] for name in names}, frozenset(files))


def read_file(path: Path, address: str, once: dict[Any, Any], before: BuiltPage | None = None) -> BuiltPage:
    """Read one page of a site from its file; `address` is its own, from the root of the site. `before` is the page as
    it was read from an earlier file: with the same bytes it has the same in it. See `share` for `once`."""
    written, html = _written(path), path.read_bytes()
    digest, again = sha256(html).digest(), partial(_text, written[0])
    if before and before.digest == digest:
        before.source, before.written = again, written
        return before
    page = filled(BuiltPage(address, again, written, digest), html)
    page.share(once)
    return page


def _files(site: Path) -> Iterator[str]:
    for folder, _, names in os.walk(site):
        within = Path(folder).relative_to(site).as_posix()
        yield from (name if within == "." else f"{within}/{name}" for name in names)


def _written(path: Path) -> tuple[str, int, int, int]:
    """Return what differs once a file has been written anew."""
    found = path.stat()
    return str(path), found.st_ino, found.st_size, found.st_mtime_ns


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8-sig", errors="replace")
