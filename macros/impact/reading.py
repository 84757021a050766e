"""What a reader gets from a built page: words and links, without the markup that carries them.

Classes, ids, styles and scripts are layout and are not read. Words in the source's frames are left to
`macros.proof.page`; here a frame is one block that names its record.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from macros.corpus.records.verbatim import fold
from macros.markup.reading import walk

_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time "
        "tspan u var wbr",
    )
)
"""Elements that may stand within a sentence. Every other one begins and ends a block."""

_SIGNS = frozenset("¶§#")
"""What a heading's link to itself may show."""

_UNSEEN = frozenset(("script", "style", "template", "noscript"))


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together: a paragraph, an item of a list, a cell. White space is folded."""

    words: str
    around: bool
    """True for what stands around the text of a page: header, menu, ways to other pages, foot."""


@dataclass(frozen=True, slots=True)
class LinkAway:
    """A link that leads away from its page. `target` is an address from the root of the site, or one on the web."""

    target: str
    words: str
    around: bool


@dataclass
class Reading:
    """A page as a reader gets it. `definitions` are the texts shown when a term is pointed at, by the target of the
    term's link."""

    blocks: list[Passage] = field(default_factory=list)
    links: list[LinkAway] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)


def read(html: str, address: str) -> Reading:
    """Read a page from its HTML; `address` is its own, from the root of the site."""
    reader = PageReader(address)
    walk(html, reader)
    return reader.reading


class PageReader:
    """Makes a `Reading` of what `macros.markup.reading.walk` tells it of a page; `address` is the page's own, from the
    root of the site."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.reading = Reading()
        self.open: list[str] = []
        self.block: list[str] = []
        self.links: list[tuple[str, list[str]]] = []
        self.frame = 0
        """How many elements are open with the frame of a source's text, 0 outside of it."""
        self.lines = 0
        """The same for the list of lines at the foot, which shift with every edit above them, and for how one cites the
        page, which repeats what it says with the version of the edition."""

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Note an element."""
        if tag not in _INLINE:
            self._apart()
        if tag == "meta" and given.get("name") == "description":
            self._add(given.get("content", ""), around=False)
        self.open.append(tag)
        if not {"correct-parts", "citing"}.isdisjoint(given.get("class", "").split()):
            self.lines = len(self.open)
        if given.get("alt"):
            self._add(given["alt"])
        if "data-verbatim" in given and not self.frame:
            self.frame = len(self.open)
            self._add(f"[The source's text: {given['data-verbatim']}]")
        if tag == "a":
            target = self._resolved(given["href"]) if "href" in given else ""
            self.links.append((target, []))
            if target and given.get("data-definition"):
                self.reading.definitions[target] = fold(given["data-definition"])

    def end(self, tag: str) -> None:
        """Note the end of an element."""
        if tag not in _INLINE:
            self._apart()
        self.open.pop()
        if len(self.open) < self.frame:
            self.frame = 0
        if len(self.open) < self.lines:
            self.lines = 0
        if tag == "a":
            target, words = self.links.pop()
            if target and not self.lines:
                self.reading.links.append(LinkAway(target, fold("".join(words)), self._around))

    def words(self, text: str) -> None:
        """Note words that a reader sees."""
        if self.lines or not _UNSEEN.isdisjoint(self.open) or (self.links and text.strip() in _SIGNS):
            return
        for _, words in self.links:
            words.append(text)
        if not self.frame:
            self.block.append(text)

    def _end_block(self) -> None:
        self._add("".join(self.block))
        self.block.clear()

    def _apart(self) -> None:
        self._end_block()
        for _, words in self.links:
            words.append(" ")

    def _add(self, words: str, *, around: bool | None = None) -> None:
        if words := fold(words):
            self.reading.blocks.append(Passage(words, self._around if around is None else around))

    @property
    def _around(self) -> bool:
        return "main" not in self.open or not {"nav", "footer"}.isdisjoint(self.open)

    def _resolved(self, href: str) -> str:
        """Return where a link leads, empty for a part of its own page."""
        href = fold(href)
        try:
            parts = urlsplit(href)
        except ValueError:  # no address at all; it is shown as it stands
            return href
        if parts.scheme or parts.netloc:
            return href
        if not parts.path:
            return ""
        page = posixpath.normpath(posixpath.join(posixpath.dirname(self.address), parts.path))
        rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        return "" if page == self.address else page + rest
