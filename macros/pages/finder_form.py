"""The form of a finder, ready to print. Its template is a macro in _finder.html.jinja."""

from __future__ import annotations

from dataclasses import dataclass

from macros.pages import links
from macros.pages.finder import Answer, Facet, Finder
from macros.pages.here import Here


@dataclass(frozen=True, slots=True)
class FinderForm:
    """A form: what the list holds and how many, the facets and orders to choose from, and the ways to the style sheet,
    to the script, and to what readers call the items, which is empty where they call none otherwise."""

    things: str
    count: int
    facets: tuple[Facet, ...]
    orders: tuple[Answer, ...]
    style: str
    script: str
    called: str


def form(here: Here, finder: Finder) -> FinderForm:
    """Return the form of a finder."""
    return FinderForm(
        finder.things,
        len(finder.items),
        finder.facets,
        finder.orders,
        here.relative(links.FINDER_STYLE),
        here.relative(links.FINDER_SCRIPT),
        here.relative(links.FINDER_CALLED) if finder.is_called else "",
    )
