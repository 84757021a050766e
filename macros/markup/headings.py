"""The headings of a page: its table of contents, and names for its parts."""

from __future__ import annotations

from macros.markup.reading import elements

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def headings(html: str) -> list[tuple[int, str, str]]:
    """Return the headings of a page that a table of contents leads to, those below the first level that have an
    anchor and are not folded away with others: level, anchor, words with white space folded."""
    found = (
        element
        for element in elements(html)
        if element.tag in HEADINGS
        and element.given.get("id")
        and not any(tag == "details" for tag, _ in element.within())
    )
    each = ((int(element.tag[1]), element.given["id"] or "", " ".join(element.words().split())) for element in found)
    return [heading for heading in each if heading[0] > 1]
