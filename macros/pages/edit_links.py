"""From a part of a page to the line of the file that it is made from.

Each page has a list of its parts in the order in which they stand on it. The foot of the page prints it
(overrides/main.html), and docs/assets/javascripts/correcting.js finds the part that a reader means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from macros.corpus.graph import Corpus
from macros.pages import full_text, links, redirects, timeline
from macros.pages.editable import Editable
from macros.pages.kinds import cluster, document, witness
from macros.pages.kinds.every import KINDS


def by_address(corpus: Corpus) -> Mapping[str, Callable[[], tuple[Editable, ...]]]:
    """Return how to make the parts of every page that is made from records, by the page's address from the root of the
    site: those of all pages at once would fill the memory. A page without an entry has no parts with a line of their
    own."""
    found: dict[str, Callable[[], Iterable[Editable]]] = {
        links.HOME: partial(cluster.KIND.listed, corpus, "cluster"),
        links.FULL_TEXT: partial(full_text.parts, corpus),
        links.TIMELINE: partial(timeline.parts, corpus, corpus.timeline),
        links.SOURCES: lambda: [
            *document.KIND.listed(corpus, "listed-document"),
            *witness.KIND.listed(corpus, "listed-witness"),
        ],
        links.SESSIONS: partial(timeline.parts_of_sessions, corpus),
    }
    for kind in KINDS:
        if kind.listed_at:
            address, mark = kind.listed_at
            found[address] = partial(kind.listed, corpus, mark)
        found.update(kind.editable(corpus))
    for number, redirect in enumerate(corpus.redirects):
        if not redirect.from_part:
            found[redirect.from_] = partial(redirects.parts, corpus, number)
    return {address: partial(_made, parts) for address, parts in found.items()}


def _made(parts: Callable[[], Iterable[Editable]]) -> tuple[Editable, ...]:
    return tuple(_distinct(parts()))


def _distinct(parts: Iterable[Editable]) -> Iterator[Editable]:
    """Yield the parts; one that is called like another before it has its line in its name too, so that nobody hears
    the same name for two links."""
    taken: set[str] = set()
    for part in parts:
        where = f"line {part.line}" if part.line else part.file
        named = replace(part, words=f"{part.words} ({where})") if part.words in taken else part
        taken.add(named.words)
        yield named
