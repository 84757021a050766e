"""HTML that Python writes: elements whose words and attributes are escaped, whatever they are.

The only module that says of a text that it is HTML, so that whoever looks for a word that was not escaped has one place
to begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

_SIGNS = re.compile(r"[\\`*_{}\[\]|~!&<>\"']|^[#+=:-]|(?<=^[0-9])[.)]|(?<=^[0-9]{2})[.)]")
"""What has a meaning in Markdown anywhere in a line, or at its beginning."""

_NONE: Mapping[str, str] = {}


def element(name: str, attributes: Mapping[str, str] = _NONE, inner: str | Iterable[str] = "") -> Markup:
    """Return an element with what is in it: words, which are escaped, HTML as a `Markup`, or several of these. `name`
    and the names of the attributes are ours, never words of a record."""
    given = "".join([f' {key}="{escape(value)}"' for key, value in attributes.items()])
    within = escape(inner) if isinstance(inner, str) else "".join([escape(piece) for piece in inner])
    return Markup(f"<{name}{given}>{within}</{name}>")  # noqa: S704 - all of it is escaped above


def stacked(name: str, attributes: Mapping[str, str], *inner: Markup) -> Markup:
    """Return an element with each of the elements in it in a line of its own."""
    return element(name, attributes, joined(("", *inner, ""), "\n"))


def in_markdown(words: str) -> Markup:
    """Return words within a line of Markdown, which leaves them as they are: each sign that it or HTML could take for
    more than a sign is written by its number (CommonMark 0.31, sections 2.4 and 2.5)."""
    return Markup(_SIGNS.sub(_numbered, words))  # noqa: S704 - no sign of HTML is left


def _numbered(found: re.Match[str]) -> str:
    return escape(found[0]) if found[0] in "&<>\"'" else f"&#{ord(found[0])};"


def written(html: str) -> Markup:
    """Return HTML as such, which nothing escapes any more: what a template, a frame or Markdown gave, in which all
    words were escaped, or what only we have written."""
    return Markup(html)  # noqa: S704 - see above


def joined(pieces: Iterable[str], between: str = "") -> Markup:
    """Return pieces one after the other: words, which are escaped, and HTML as `Markup`."""
    return Markup(between.join([escape(piece) for piece in pieces]))  # noqa: S704 - escaped, and `between` is ours
