"""The leaves as one text: well-formed XHTML in which every anchor stands once and links lead within the book.

Where the book lacks what a link leads to, it leads to the site, if that has an address; else its words are plain.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markupsafe import escape

from macros.book import contents
from macros.book.contents import Chapter, Making
from macros.corpus.graph import Corpus
from macros.markup.reading import elements, walk
from macros.pages.render import Renderer

TOP = "top"
"""The anchor in a leaf that the address of its page leads to."""

_VOID = frozenset(("br", "hr", "img"))
_LEFT_OUT = frozenset(("anchor", "beside-sign", "line-number", "owner"))
"""Classes of what has a use on a screen only: links to parts, and to what stands beside a text."""
_KEPT = frozenset(
    (
        *("id", "class", "lang", "dir", "datetime", "src", "alt", "scope", "aria-labelledby", "role"),
        *("data-verbatim", "data-listed"),
    )
)
"""Attributes that mean the same in a book; `href` is read apart."""
_DEEPEST = 3
"""The lowest level of headings that the contents list."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its anchor, and its words, or those that the contents have for it."""

    level: int
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A chapter as XHTML, without what is around it, and its headings."""

    chapter: Chapter
    body: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the book: the chapter and the anchor."""

    chapter: str
    anchor: str


def bound(corpus: Corpus, making: Making, leads: Callable[[str, Place], str]) -> tuple[Bound, ...]:
    """Return all chapters. `leads` gives the link from a chapter, by its name, to a place."""
    renderer, chapters = Renderer(corpus), contents.chapters(corpus, making)
    html = {
        chapter.name: [(leaf.address, str(renderer.filled(leaf.view))) for leaf in chapter.leaves]
        for chapter in chapters
    }
    places = _places(html, contents.aliases(corpus))
    found = []
    for chapter in chapters:
        writer = _Writer(lambda place, name=chapter.name: leads(name, place), places, making.site)  # type: ignore[misc]
        for address, leaf in html[chapter.name]:
            writer.address = address
            walk(leaf, writer)
        found.append(Bound(chapter, "".join(writer.out), tuple(writer.headings)))
    return tuple(found)


def anchor_of(address: str, anchor: str = TOP) -> str:
    """Return the anchor in the book of an anchor on a page of the site."""
    page = address.removesuffix(".html").replace("/", "-")
    return page if anchor == TOP else f"{page}-{anchor}"


def _places(html: Mapping[str, Iterable[tuple[str, str]]], aliases: Mapping[str, str]) -> dict[str, Place]:
    """Return where each address of the site, with or without an anchor, stands in the book."""
    found: dict[str, Place] = {}
    for name, leaves in html.items():
        for address, leaf in leaves:
            for element in elements(leaf):
                if anchor := element.given.get("id"):
                    place = Place(name, anchor_of(address, anchor))
                    found[f"{address}#{anchor}"] = place
                    if anchor == TOP:
                        found[address] = place
    for address, stands_for in aliases.items():
        if stands_for in found:
            found.setdefault(address, found[stands_for])
    return found


@dataclass
class _Writer:
    """Writes what a document holds as XHTML (`macros.markup.reading.Reader`)."""

    leads: Callable[[Place], str]
    places: Mapping[str, Place]
    site: str
    address: str = ""
    out: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    _skipped: int = 0
    _open: list[str] = field(default_factory=list)
    _heading: list[str] | None = None

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Write the beginning of an element."""
        if self._skipped or _LEFT_OUT & {*given.get("class", "").split()}:
            self._skipped += 1
            return
        if tag in ("html", "head", "body"):
            self._open.append("")
            return
        attributes = {name: value for name, value in given.items() if name in _KEPT}
        attributes |= self._turned(attributes)
        written = tag
        if tag == "a" and "href" in given:
            href = self._href(given["href"])
            written, attributes = ("a", attributes | {"href": href}) if href else ("span", attributes)
        if "note-sign" in given.get("class", "").split():
            attributes |= {"role": "doc-noteref"}
        if tag[0] == "h" and tag[1:].isdigit() and int(tag[1:]) <= _DEEPEST and "data-unlisted" not in given:
            self.headings.append(Heading(int(tag[1:]), attributes.get("id", ""), given.get("data-listed", "")))
            self._heading = []
        said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        self.out.append(f"<{written}{said}/>" if tag in _VOID else f"<{written}{said}>")
        self._open.append("" if tag in _VOID else written)
        if number := given.get("data-number"):
            self.words(number)

    def end(self, tag: str) -> None:
        """Write the end of an element."""
        if self._skipped:
            self._skipped -= 1
            return
        if written := self._open.pop():
            self.out.append(f"</{written}>")
        if self._heading is not None and tag[0] == "h" and tag[1:].isdigit():
            last = self.headings[-1]
            words = last.words or " ".join("".join(self._heading).split())
            self.headings[-1] = Heading(last.level, last.anchor, words)
            self._heading = None

    def words(self, text: str) -> None:
        """Write text."""
        if self._skipped:
            return
        self.out.append(str(escape(text)))
        if self._heading is not None:
            self._heading.append(text)

    def _turned(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Return the attributes that are not the same in the book: anchors; and the language, which XML names too."""
        turned = {}
        if "id" in attributes:
            turned["id"] = anchor_of(self.address, attributes["id"])
        if "aria-labelledby" in attributes:
            turned["aria-labelledby"] = anchor_of(self.address, attributes["aria-labelledby"])
        if "lang" in attributes:
            turned["xml:lang"] = attributes["lang"]
        return turned

    def _href(self, href: str) -> str:
        """Return where a link leads, nothing where it leads nowhere."""
        parts = urlsplit(href)
        if parts.scheme:
            return href
        folder = posixpath.dirname(self.address)
        address = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else self.address
        whole = f"{address}#{parts.fragment}" if parts.fragment else address
        place = None if parts.query else self.places.get(whole) or self.places.get(address)
        if place:
            return self.leads(place)
        query = f"?{parts.query}" if parts.query else ""
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return f"{self.site}/{address}{query}{anchor}" if self.site else ""
