"""A built site as data: what each page holds, read from its HTML once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from macros.corpus.records.verbatim import fold
from macros.problems import Place

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that a page uses: element, attribute, the address as written, and where it stands."""

    element: str
    attribute: str
    address: str
    place: Place
    rel: str = ""


@dataclass
class BuiltPage:
    """What one page holds. `verbatim` pairs the key of a record with the text found in its frame, white space
    folded, frames that continue each other joined; `offered` are the parts of the page that its anchor links lead to;
    `moved` tells that the page only stands for one that moved; `text` is all text outside scripts and styles."""

    address: str
    anchors: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)
    targets: list[Target] = field(default_factory=list)
    verbatim: list[tuple[str, str]] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    filters: dict[str, set[str] | None] = field(default_factory=dict)
    """What the query of a link to this page may name, from the page's finder: names with their values, None for a
    field that takes any words. Empty for a page without a finder."""
    draft: str = ""
    """What the page says that it is a draft of."""
    title: str = ""
    description: str = ""
    text: str = ""
    moved: bool = False

    @property
    def place(self) -> Place:
        """The page as a place in messages."""
        return Place(f"site/{self.address}")


@dataclass(frozen=True)
class Built:
    """All pages by address, and the addresses of all files."""

    pages: Mapping[str, BuiltPage]
    files: frozenset[str]


def read_site(site: Path) -> Built:
    """Read every HTML file of a built site."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    pages = {
        name: read_page(path.read_text(encoding="utf-8"), name)
        for name, path in files.items()
        if name.endswith(".html")
    }
    return Built(pages, frozenset(files))


def read_page(html: str, address: str) -> BuiltPage:
    """Read one page from its HTML."""
    reader = _Reader(BuiltPage(address))
    reader.feed(html)
    reader.close()
    reader.page.text = "".join(reader.text)
    return reader.page


def headings(html: str) -> list[tuple[int, str, str]]:
    """Return the headings below the first level that have an anchor: level, anchor, words."""
    return [found for found in read_page(html, "").headings if found[0] > 1 and found[1]]


class _Reader(HTMLParser):
    def __init__(self, page: BuiltPage) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.text: list[str] = []
        self.open: list[str] = []
        self.frame: tuple[int, str, list[str]] | None = None
        self.heading: tuple[int, str, list[str]] | None = None
        self.continues = False
        self.in_finder = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, given = self.page, {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self.open.append(tag)
        if anchor := given.get("id"):
            (page.repeated if anchor in page.anchors else page.anchors).add(anchor)
        for attribute in ("href", "src", "srcset", "poster", "action", "formaction", "data", "xlink:href"):
            if attribute in given:
                line, column = self.getpos()
                page.targets.append(
                    Target(
                        tag, attribute, given[attribute], Place(page.place.file, line, column + 1), given.get("rel", "")
                    )
                )
        page.draft = given.get("data-draft") or page.draft
        if record := given.get("data-record"):
            page.records.append(record)
        if tag == "form":
            self.in_finder = "data-finder" in given
        elif self.in_finder:
            self._filter(tag, given)
        if tag == "meta" and given.get("name") == "description":
            page.description = given.get("content", "").strip()
        if self.frame is None and "data-verbatim" in given:
            self.frame = (len(self.open), given["data-verbatim"], [])
            self.continues = "data-continued" in given
        if tag == "a" and "anchor" in given.get("class", "").split() and given.get("href", "").startswith("#"):
            page.offered.add(unquote(given["href"][1:]))
        page.moved = page.moved or "data-moved" in given
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.heading = (int(tag[1]), given.get("id", ""), [])

    def _filter(self, tag: str, given: dict[str, str]) -> None:
        """Note what a control of the finder is called in an address."""
        if tag == "select":
            self.select = given.get("name", "")
        elif tag == "input" and given.get("type") == "search":
            self.page.filters[given.get("name", "")] = None
        elif tag in ("input", "option"):
            name = self.select if tag == "option" else given.get("name", "")
            values = self.page.filters.setdefault(name, set())
            if values is not None:
                values.add(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.in_finder = False
        if tag not in self.open:
            return
        while self.open:
            closed = self.open.pop()
            if self.frame and len(self.open) < self.frame[0]:
                key, text = self.frame[1], fold("".join(self.frame[2]))
                if self.continues and self.page.verbatim and self.page.verbatim[-1][0] == key:
                    text = f"{self.page.verbatim.pop()[1]} {text}"
                self.page.verbatim.append((key, text))
                self.frame = None
            if closed == tag:
                break
        if self.heading and tag == f"h{self.heading[0]}":
            level, anchor, words = self.heading
            self.page.headings.append((level, anchor, fold("".join(words))))
            self.heading = None

    def handle_data(self, data: str) -> None:
        element = self.open[-1] if self.open else ""
        if element in ("script", "style", "template"):
            return
        if element == "title" and "svg" not in self.open:
            self.page.title += data.strip()
            return
        self.text.append(data)
        if self.frame:
            self.frame[2].append(data)
        if self.heading:
            self.heading[2].append(data)
