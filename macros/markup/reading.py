"""The one reader of HTML: the tree that a browser builds. `elements` looks at its elements, `walk` tells of all that is
in it.

The only module that knows the parser, which follows the HTML Standard's "Parsing HTML documents", see
docs/contributing/decisions/0013-reading-html.md.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NO_ELEMENT = "-"
"""What the parser's names of all that is no element begin with: text, comments, the type of the document."""

_TEXT = "-text"
_NONE: Mapping[str, str] = {}


@dataclass(slots=True)  # not frozen: there are a million of them in a large edition
class Element:
    """An element of a document. `tag` and the names of the attributes are in small letters, apart from those in which
    SVG has capitals. Of `given`, the attributes, each is there once as the first was written, and one without a value
    is None; `in_template` tells that nobody is shown it."""

    tag: str
    given: Mapping[str, str | None]
    in_template: bool
    _node: LexborNode

    def words(self) -> str:
        """Return all text in it, with character references resolved; that of a script or a style as written."""
        return self._node.text()

    def within(self) -> Iterator[tuple[str, Mapping[str, str | None]]]:
        """Yield tag and attributes of the elements that it stands in, from the innermost."""
        node = self._node.parent
        while node is not None and (node.tag or _NO_ELEMENT)[0] != _NO_ELEMENT:
            yield node.tag or "", node.attributes
            node = node.parent

    def descendants(self) -> Iterator[tuple[str, Mapping[str, str | None]]]:
        """Yield tag and attributes of the elements in it, in the order of the document."""
        for node in self._node.traverse():
            if node.mem_id != self._node.mem_id and (node.tag or _NO_ELEMENT)[0] != _NO_ELEMENT:
                yield node.tag or "", node.attributes


def elements(html: str | bytes) -> Iterator[Element]:
    """Yield the elements of a document in its order, also those whose tags are not written, such as `tbody`.

    What a browser without scripts shows: the contents of `noscript` are elements. Those of a `template` follow it,
    although nobody is shown them. Bytes are read as UTF-8, as our pages say they are; a byte order mark is dropped, and
    what is no UTF-8 becomes U+FFFD, as browsers do (Encoding Standard, "UTF-8 decode"). Never refuses: to HTML every
    text is a document.
    """
    nested = [_nodes(_tree(html))]  # not by recursion: a document may be deeper than Python's stack
    while nested:
        node = next(nested[-1], None)
        if node is None:
            nested.pop()
        elif (tag := node.tag or _NO_ELEMENT)[0] != _NO_ELEMENT:
            yield Element(tag, node.attributes, len(nested) > 1, node)
            if tag == "template":
                nested.extend(_nodes(fragment) for fragment in node.template_fragments() or ())


def _tree(html: str | bytes) -> LexborNode | None:
    return LexborHTMLParser(_utf_8(html) if isinstance(html, bytes) else html).root


def _utf_8(html: bytes) -> bytes:
    """Return a document as bytes that are UTF-8. Those that are already are not copied: the parser reads bytes, and a
    page may be large."""
    html = html.removeprefix(BOM_UTF8)
    try:
        html.decode()
    except UnicodeDecodeError:
        return html.decode(errors="replace").encode()
    return html


def _nodes(root: LexborNode | None) -> Iterator[LexborNode]:
    return iter(root.traverse() if root else ())


class Reader(Protocol):
    """Who is told what stands in a document, in its order.

    Every element begins and ends, also one whose tags are not written or cannot be, such as `tbody` and `br`.
    """

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Note that an element begins. `given` are its attributes, each once as the first was written; one without a
        value is empty. Names are in small letters, apart from those in which SVG has capitals."""

    def end(self, tag: str) -> None:
        """Note that an element ends."""

    def words(self, text: str) -> None:
        """Note text, with character references resolved; that of a script or a style is as written."""


def walk(html: str | bytes, *readers: Reader) -> None:
    """Tell the readers what a document holds, as `elements` sees it; its tree is walked once for all of them. The
    contents of a `template` are told between its start and its end. Comments are left out."""
    open_: list[tuple[str, LexborNode]] = []
    node = _tree(html)
    while True:  # not by recursion: a document may be deeper than Python's stack
        while node is None:
            if not open_:
                return
            tag, element = open_.pop()
            for reader in readers:
                reader.end(tag)
            node = element.next
        tag = node.tag or ""
        if tag == _TEXT:
            text = node.text_content or ""
            for reader in readers:
                reader.words(text)
        elif tag[:1] != _NO_ELEMENT:
            given = {name: value or "" for name, value in written.items()} if (written := node.attributes) else _NONE
            for reader in readers:
                reader.start(tag, given)
            open_.append((tag, node))
            node = _first_within(node, tag)
            continue
        node = node.next


def _first_within(node: LexborNode, tag: str) -> LexborNode | None:
    """Return what an element begins with. What is written in a template of HTML is no child of it, but kept beside
    (HTML Standard, "The template element")."""
    if tag == "template" and (fragments := node.template_fragments()):
        return fragments[0].first_child
    return node.first_child
