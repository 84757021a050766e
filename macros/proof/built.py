"""A built site as data: what each page holds, read from its HTML once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from macros.corpus.records.verbatim import fold
from macros.markup.addresses import ATTRIBUTES, in_attribute, in_style
from macros.markup.headings import HEADINGS, Headings
from macros.markup.places import places
from macros.markup.reading import Reader, walk
from macros.problems import Place

_MARKS = frozenset(("id", "data-draft", "data-record", "data-verbatim", "data-moved"))
_UNSHOWN = frozenset(("script", "style", "template"))


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """An address that a page uses: element, attribute, the address as written, and the number of the element on its
    page. In a style sheet within the page there is no attribute."""

    element: str
    attribute: str
    address: str
    number: int
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """A script or a style sheet that stands on the page itself: element, its type as written, and its text."""

    element: str
    type: str
    text: str


@dataclass
class BuiltPage:
    """What one page holds. `verbatim` pairs the key of a record with the text found in its frame, white space
    folded, frames that continue each other joined; `offered` are the parts of the page that its anchor links lead to;
    `moved` tells that the page only stands for one that moved; `text` is all text outside scripts and styles."""

    address: str
    source: Callable[[], str]
    """Gives the HTML once more, to find places in it. Not kept: thousands of pages are large."""
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
    elements: set[str] = field(default_factory=set)
    """The names of all elements, in small letters."""
    attributes: set[tuple[str, str]] = field(default_factory=set)
    """The names of all attributes with that of their element."""
    inline: list[Inline] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    """The page's policies for contents, which say what may run and load (Content Security Policy Level 3)."""
    before_policy: set[str] = field(default_factory=set)
    """The names of the elements that begin before the first of them, `meta` apart: it does not bind those."""
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

    def place_of(self, target: Target) -> Place:
        """Return where a target of this page stands; the page as a whole when its HTML is too odd to say."""
        kind, part = (target.element, target.attribute), target.address if target.attribute else ""
        same = {each.number for each in self.targets if (each.element, each.attribute) == kind and part in each.address}
        before = sum(number < target.number for number in same)
        return next(islice(self.places(*kind, part), before, None), self.place)

    def places(self, element: str, attribute: str = "", part: str = "") -> Iterator[Place]:
        """Yield where the start tags of an element stand, with an attribute only those that hold these words in it."""
        for line, column in places(self.source(), element, attribute, part):
            yield Place(self.place.file, line, column)


@dataclass(frozen=True)
class Built:
    """All pages by address, and the addresses of all files."""

    pages: Mapping[str, BuiltPage]
    files: frozenset[str]


def read_site(site: Path, also: Callable[[str], Reader] | None = None) -> Built:
    """Read every HTML file of a built site. `also` gives, for the address of a page, another reader that is told what
    the page holds in the same walk."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    pages = {}
    for name, path in files.items():
        if name.endswith(".html"):
            reader = _Reader(BuiltPage(name, partial(_text, path)))
            walk(path.read_bytes(), reader, *([also(name)] if also else ()))
            pages[name] = reader.page
    return Built(pages, frozenset(files))


def read_page(html: str, address: str) -> BuiltPage:
    """Read one page from its HTML; `address` is its own, from the root of the site."""
    reader = _Reader(BuiltPage(address, lambda: html))
    walk(html, reader)
    return reader.page


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")


class _Reader:
    """Fills a page with what it is told."""

    def __init__(self, page: BuiltPage) -> None:
        self.page = page
        self.count = 0
        self.shapes: dict[tuple[str, ...], tuple[tuple[str, ...], bool]] = {}
        """Each element with its attributes, by their names: which of them hold addresses, and whether others are to be
        looked at. There are few, so that what is nothing to us is passed over quickly."""
        self.text: list[str] = []
        self.open: list[str] = []
        self.unshown = 0
        """How many elements are open whose words nobody is shown."""
        self.frame: tuple[int, str, list[str]] | None = None
        self.headings = Headings()
        self.inline: tuple[str, list[str]] | None = None
        self.continues = False
        self.in_finder = False
        self.select = ""

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Note an element: what it is for is told by its name and its attributes."""
        self.count += 1
        self.open.append(tag)
        if tag in _UNSHOWN:
            self.unshown += 1
            if tag != "template" and "src" not in given:
                self.inline = (given.get("type", "").strip().lower(), [])
        elif tag in HEADINGS:
            self.headings.start(tag, given)
        elif tag == "form":
            self.in_finder = "data-finder" in given
        elif self.in_finder:
            self._filter(tag, given)
        shape = (tag, *given)
        known = self.shapes.get(shape)
        if known is None:
            leading = tuple(name for name in given if name in ATTRIBUTES)
            known = self.shapes[shape] = (leading, tag == "meta" or not _MARKS.isdisjoint(given))
        leading, marked = known
        for name in leading:
            rel = given.get("rel", "")
            self.page.targets.extend(Target(tag, name, each, self.count, rel) for each in in_attribute(name, given))
        if tag == "a" and "anchor" in given.get("class", "").split() and given.get("href", "").startswith("#"):
            self.page.offered.add(unquote(given["href"][1:]))
        if marked:
            self._marks(tag, given)

    def _marks(self, tag: str, given: Mapping[str, str]) -> None:
        page = self.page
        if tag == "meta":
            self._meta(given)
        if (anchor := given.get("id")) and "template" not in self.open[:-1]:
            (page.repeated if anchor in page.anchors else page.anchors).add(anchor)
        page.draft = given.get("data-draft") or page.draft
        if record := given.get("data-record"):
            page.records.append(record)
        if self.frame is None and "data-verbatim" in given:
            self.frame = (len(self.open), given["data-verbatim"], [])
            self.continues = "data-continued" in given
        page.moved = page.moved or "data-moved" in given

    def _meta(self, given: Mapping[str, str]) -> None:
        if given.get("name") == "description":
            self.page.description = given.get("content", "").strip()
        says = given.get("http-equiv", "").strip().lower()
        if says == "content-security-policy" and self.open[-2:-1] == ["head"]:  # browsers ignore it elsewhere
            if not self.page.policies:
                self.page.before_policy = {shape[0] for shape in self.shapes} - {"meta"}
            self.page.policies.append(given.get("content", ""))

    def _filter(self, tag: str, given: Mapping[str, str]) -> None:
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

    def end(self, tag: str) -> None:
        """Note the end of an element, and keep what was gathered within it."""
        self.open.pop()
        if tag in _UNSHOWN:
            self.unshown -= 1
            self._end_inline(tag)
        elif tag in HEADINGS:
            self.headings.end(tag)
        elif tag == "form":
            self.in_finder = False
        if self.frame and len(self.open) < self.frame[0]:
            key, text = self.frame[1], fold("".join(self.frame[2]))
            if self.continues and self.page.verbatim and self.page.verbatim[-1][0] == key:
                text = f"{self.page.verbatim.pop()[1]} {text}"
            self.page.verbatim.append((key, text))
            self.frame = None
        if not self.open:
            self._end_page()

    def _end_page(self) -> None:
        page = self.page
        page.text, page.headings = "".join(self.text), self.headings.found
        page.elements = {shape[0].lower() for shape in self.shapes}
        page.attributes = {(shape[0], name) for shape in self.shapes for name in shape[1:]}

    def _end_inline(self, tag: str) -> None:
        if self.inline:
            text = "".join(self.inline[1])
            self.page.inline.append(Inline(tag, self.inline[0], text))
            if tag == "style":
                self.page.targets.extend(Target(tag, "", each, self.count) for each in in_style(text))
            self.inline = None

    def words(self, text: str) -> None:
        """Note words, for all that is open and gathers them."""
        if self.inline:
            self.inline[1].append(text)
        if self.unshown:
            return
        if self.open[-1] == "title" and "svg" not in self.open:
            self.page.title = self.page.title or text.strip()
            return
        self.text.append(text)
        if self.frame:
            self.frame[2].append(text)
        if self.headings.open:
            self.headings.words(text)
