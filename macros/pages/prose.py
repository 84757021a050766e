"""The prose of a page written by hand: its Markdown without marks, heading by heading, for the search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.corpus.records.verbatim import fold
from macros.pages.search import Section

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^#{2,}\s+(.+?)\s*$", re.MULTILINE)
_MARKS = (
    (re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL), ""),  # macros: what they print has entries of its own
    (re.compile(r"</?[a-z][^>]*>", re.IGNORECASE), " "),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^[#>*|:\-\s]+|[`*|]", re.MULTILINE), " "),
)


def sections(markdown: str, anchors: Mapping[str, str]) -> Iterator[Section]:
    """Yield the sections of a page's Markdown: what stands above its first heading of the second level, with an
    empty title, and then each heading with what is below it.

    `anchors` maps the words of a heading to its anchor; a heading that a macro wrote has none here, and leads to the
    page.
    """
    pieces = _HEADING.split(_FRONT.sub("", markdown))
    for title, words in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        plain = _plain(title)
        yield Section(plain, anchors.get(plain, ""), _plain(words))


def _plain(markdown: str) -> str:
    for marks, instead in _MARKS:
        markdown = marks.sub(instead, markdown)
    return fold(markdown)
