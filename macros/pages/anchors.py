"""A link to itself for every heading. The parts of texts and lists get theirs in `text` and in the templates."""

from __future__ import annotations

import re

from markupsafe import escape

from macros.corpus.records.verbatim import fold
from macros.markup.element import written

_HEADING = re.compile(r"<summary\b.*?</summary>|<h([2-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')
_OURS = re.compile(r'<a class="anchor"[^>]*></a>')


def with_anchors(html: str) -> str:
    """Return the HTML of a page with a link of the class `anchor` at the end of every heading that has an id and no
    such link yet, in place of the permalinks of Python-Markdown.

    The link has no text: its sign comes from the style sheet, so that it is neither copied nor searched. A heading
    then gets its words as its accessible name, so that neither it nor a region named after it is called "... Copy
    link to ...". The heading of the first level gets none: the address of the page leads to it. Nor does one in a
    `summary`, which is itself pressed: what it opens has a link of its own.
    """
    html = _PERMALINK.sub("", html)
    return _HEADING.sub(_with_anchor, html)


def _with_anchor(found: re.Match[str]) -> str:
    level, attributes, inner = found.groups()
    given = _ID.search(attributes) if level else None
    if given is None:
        return found[0]
    words = fold(written(_OURS.sub("", inner)).striptags())
    if not _OURS.search(inner):
        inner += f'<a class="anchor" href="#{given[1]}" aria-label="Copy link to {escape(words)}"></a>'
    return f'<h{level}{attributes} aria-label="{escape(words)}">{inner}</h{level}>'
