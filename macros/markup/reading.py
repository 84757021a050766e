"""The one reader of HTML: the tree that a browser builds, told to whoever asks, element by element.

The only module that knows the parser, which follows the HTML Standard's "Parsing HTML documents", see
docs/contributing/decisions/0013-reading-html.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NO_ELEMENT = "-"
"""What the parser's names of all that is no element begin with: text, comments, the type of the document."""

_TEXT = "-text"
_NONE: Mapping[str, str] = {}


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
    """Tell the readers what a document holds; its tree is built and walked once for all of them.

    What a browser without scripts shows: the contents of `noscript` are elements. Those of a `template` are told too,
    between its start and its end, although nobody is shown them. Comments are left out. Bytes are read as UTF-8, as
    our pages say they are; a byte order mark is dropped, and what is no UTF-8 becomes U+FFFD, as browsers do
    (Encoding Standard, "UTF-8 decode"). Never refuses: to HTML every text is a document.
    """
    if isinstance(html, bytes):
        html = html.decode("utf-8-sig", errors="replace")
    open_: list[tuple[str, LexborNode]] = []
    node = LexborHTMLParser(html).root
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
