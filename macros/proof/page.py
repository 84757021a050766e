"""A page as data: what it holds, read from its HTML once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from macros.corpus.records.verbatim import fold
from macros.markup.addresses import ATTRIBUTES, in_attribute, in_style
from macros.markup.headings import HEADINGS
from macros.markup.places import places
from macros.markup.reading import Element, elements, walk
from macros.problems import Place

LEFTOVERS = ("{{", "{%", "Macro Rendering Error", "Macro Syntax Error", "Undefined", "jinja2.exceptions")
"""Words that a page shows when a template was not filled, or a macro failed."""

_TOLD = frozenset(("data-draft", "data-record", "data-verbatim", "data-line-of", "data-moved"))
_TELLING = HEADINGS | {"html", "title", "meta", "script", "style", "form"}
"""The attributes, and the elements, that tell something of a page."""

_UNSHOWN = frozenset(("script", "style", "template"))


class Target(NamedTuple):
    """An address that a page uses: element, attribute, and the address as written. In a style sheet within the page
    there is no attribute."""

    element: str
    attribute: str
    address: str
    rel: str = ""


class Inline(NamedTuple):
    """A script or a style sheet that stands on the page itself: element, its type as written, and its text."""

    element: str
    type: str
    text: str


@dataclass(slots=True)
class BuiltPage:
    """What one page holds. `verbatim` pairs the key of a record with the text found in its frame, white space
    folded, `lines` with what is shown as a line of its source; `offered` are the parts of the page that its anchor
    links lead to; `moved` tells that the page only stands for one that moved."""

    address: str
    source: Callable[[], str]
    """Gives the HTML once more, to find places in it. Not kept: thousands of pages are large."""
    written: tuple[str, int, int, int] | None = None
    digest: bytes = b""
    """Which file was read in which state, and the SHA-256 of what was in it; nothing without a file."""
    anchors: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    targets: tuple[Target, ...] = ()
    """Each once, in the order in which they first stand on the page."""
    verbatim: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    records: tuple[str, ...] = ()
    headings: tuple[tuple[int, str, str], ...] = ()
    filters: Mapping[str, set[str] | None] = field(default_factory=dict)
    """What the query of a link to this page may name, from the page's finder: names with their values, None for a
    field that takes any words. Empty for a page without a finder."""
    elements: frozenset[str] = frozenset()
    """The names of all elements, in small letters."""
    attributes: frozenset[tuple[str, str]] = frozenset()
    """The names of all attributes with that of their element."""
    inline: tuple[Inline, ...] = ()
    policies: tuple[str, ...] = ()
    """The page's policies for contents, which say what may run and load (Content Security Policy Level 3)."""
    before_policy: frozenset[str] = frozenset()
    """The names of the elements that begin before the first of them, `meta` apart: it does not bind those."""
    draft: str = ""
    """What the page says that it is a draft of."""
    title: str = ""
    description: str = ""
    leftovers: frozenset[str] = frozenset()
    """Which of `LEFTOVERS` are shown on the page."""
    moved: bool = False

    def share(self, once: dict[Any, Any]) -> None:
        """Let this page have what is the same as on pages before together with them: thousands of pages are alike."""
        self.targets = tuple(once.setdefault(target, target) for target in self.targets)
        for name in _ALIKE:
            value = getattr(self, name)
            setattr(self, name, once.setdefault(value, value))

    @property
    def place(self) -> Place:
        """The page as a place in messages."""
        return Place(f"site/{self.address}")

    @property
    def text(self) -> str:
        """All text that is shown. Read once more, as with `source`."""
        shown = _Shown()
        walk(self.source(), shown)
        return "".join(shown.words_)

    def places_of(self, target: Target) -> list[Place]:
        """Return wherever a target of this page stands; the page as a whole where its HTML is too odd to say."""
        kind, part = (target.element, target.attribute), target.address if target.attribute else ""
        every = [(number, each) for number, element in enumerate(elements(self.source())) for each in _targets(element)]
        like = {number for number, each in every if (each.element, each.attribute) == kind and part in each.address}
        known = dict(zip(sorted(like), self.places(*kind, part), strict=False))
        numbers = dict.fromkeys(number for number, each in every if each == target)
        return [known.get(number, self.place) for number in numbers]

    def places(self, element: str, attribute: str = "", part: str = "") -> Iterator[Place]:
        """Yield where the start tags of an element stand, with an attribute only those that hold these words in it."""
        for line, column in places(self.source(), element, attribute, part):
            yield Place(self.place.file, line, column)


_ALIKE = ("anchors", "repeated", "offered", "records", "elements", "attributes", "inline", "policies", "leftovers")
"""What is the same on many pages."""


def read_page(html: str, address: str) -> BuiltPage:
    """Read one page from its HTML; `address` is its own, from the root of the site."""
    return filled(BuiltPage(address, lambda: html), html)


def filled(page: BuiltPage, html: str | bytes) -> BuiltPage:
    """Return a page with all that its HTML holds, once it is read."""
    shapes: set[tuple[str, ...]] = set()
    targets: dict[Target, None] = {}
    anchors: dict[str, int] = {}
    found = _Found()
    for element in elements(html):
        names = (element.tag, *element.given)
        shape = _shape(names)
        if shape.telling and _is_policy(element) and not found.policies:
            page.before_policy = frozenset(name for name, *_ in shapes) - {"meta"}
        shapes.add(names)
        if shape.leading:
            targets.update(dict.fromkeys(_led_to(element, shape.leading)))
        if shape.has_id and not element.in_template and (anchor := element.given["id"]):
            anchors[anchor] = anchors.get(anchor, 0) + 1
        if shape.telling:
            _look_at(page, found, element)
            if element.tag == "style":
                targets.update(dict.fromkeys(_targets(element)))
            elif element.tag == "html":
                page.leftovers = _leftovers(page, element.words())
    page.offered, page.verbatim, page.records = frozenset(found.offered), tuple(found.verbatim), tuple(found.records)
    page.lines = tuple(found.lines)
    page.headings, page.inline, page.policies = tuple(found.headings), tuple(found.inline), tuple(found.policies)
    page.targets, page.anchors = tuple(targets), frozenset(anchors)
    page.repeated = frozenset(anchor for anchor, times in anchors.items() if times > 1)
    page.elements = frozenset(name.lower() for name, *_ in shapes)
    page.attributes = frozenset().union(*(_shape(names).attributes for names in shapes))
    return page


def _leftovers(page: BuiltPage, text: str) -> frozenset[str]:
    """Return the leftovers that a page shows. `text` is all that is in it; scripts may hold what is none."""
    if not any(words in text for words in LEFTOVERS):
        return frozenset()
    shown = page.text
    return frozenset(words for words in LEFTOVERS if words in shown)


@dataclass(slots=True)
class _Found:
    """What there can be many of on a page, as it is found."""

    offered: set[str] = field(default_factory=set)
    verbatim: list[tuple[str, str]] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    inline: list[Inline] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)


class _Shape(NamedTuple):
    """What is to be asked of an element with these attributes. There are few different ones, so that what is nothing
    to us is passed over quickly."""

    leading: tuple[str, ...]
    """The attributes that hold addresses."""
    has_id: bool
    telling: bool
    attributes: frozenset[tuple[str, str]]


@lru_cache(1024)
def _shape(names: tuple[str, ...]) -> _Shape:
    """Return the shape of an element from its name and those of its attributes."""
    tag, *given = names
    telling = tag in _TELLING or not _TOLD.isdisjoint(given) or (tag == "a" and "class" in given)
    leading = tuple(name for name in given if name in ATTRIBUTES)
    return _Shape(leading, "id" in given, telling, frozenset((tag, name) for name in given))


def _led_to(element: Element, names: Iterable[str]) -> Iterator[Target]:
    rel = element.given.get("rel") or ""
    for name in names:
        for address in in_attribute(name, element.given):
            yield Target(element.tag, name, address, rel)


def _targets(element: Element) -> Iterator[Target]:
    """Yield the addresses that an element uses."""
    yield from _led_to(element, (name for name in element.given if name in ATTRIBUTES))
    if element.tag == "style":
        for address in in_style(element.words()):
            yield Target(element.tag, "", address)


def _look_at(page: BuiltPage, found: _Found, element: Element) -> None:
    """Note what an element is for, as its name and its attributes tell."""
    tag, given = element.tag, element.given
    if tag == "a":
        if "anchor" in (given.get("class") or "").split() and (href := given.get("href") or "").startswith("#"):
            found.offered.add(unquote(href[1:]))
    elif tag == "meta":
        if given.get("name") == "description":
            page.description = (given.get("content") or "").strip()
        if _is_policy(element):
            found.policies.append(given.get("content") or "")
    elif tag in HEADINGS:
        found.headings.append((int(tag[1]), given.get("id") or "", fold(element.words())))
    elif tag == "title":
        if not page.title and all(outer != "svg" for outer, _ in element.within()):
            page.title = element.words().strip()
    elif tag in ("script", "style"):
        if "src" not in given:
            found.inline.append(Inline(tag, (given.get("type") or "").strip().lower(), element.words()))
    elif tag == "form" and "data-finder" in given:
        page.filters = _filters(element)
    page.draft = given.get("data-draft") or page.draft
    if record := given.get("data-record"):
        found.records.append(record)
    page.moved = page.moved or "data-moved" in given
    if "data-verbatim" in given and all("data-verbatim" not in outer for _, outer in element.within()):
        found.verbatim.append((given["data-verbatim"] or "", fold(element.words())))
    if "data-line-of" in given:
        found.lines.append((given["data-line-of"] or "", fold(element.words())))


def _is_policy(element: Element) -> bool:
    """Tell whether an element holds a policy for contents; browsers ignore one that stands outside the head."""
    says = (element.given.get("http-equiv") or "").strip().lower()
    return says == "content-security-policy" and next(element.within(), ("", {}))[0] == "head"


def _filters(form: Element) -> dict[str, set[str] | None]:
    """Return what the controls of a finder are called in an address, with their values."""
    found: dict[str, set[str] | None] = {}
    select = ""
    for tag, given in form.descendants():
        name = given.get("name") or ""
        if tag == "select":
            select = name
        elif tag == "input" and given.get("type") == "search":
            found[name] = None
        elif tag in ("input", "option"):
            values = found.setdefault(select if tag == "option" else name, set())
            if values is not None:
                values.add(given.get("value") or "")
    return found


class _Shown:
    """Gathers the words that a page shows: not those of scripts, styles and templates, nor its title."""

    def __init__(self) -> None:
        self.words_: list[str] = []
        self.open: list[str] = []

    def start(self, tag: str, given: Mapping[str, str]) -> None:  # noqa: ARG002 - see `Reader`
        """Note that an element begins."""
        self.open.append(tag)

    def end(self, tag: str) -> None:  # noqa: ARG002 - see `Reader`
        """Note that an element ends."""
        self.open.pop()

    def words(self, text: str) -> None:
        """Note words."""
        if _UNSHOWN.isdisjoint(self.open) and (self.open[-1] != "title" or "svg" in self.open):
            self.words_.append(text)
