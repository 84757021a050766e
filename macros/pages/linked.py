"""What each page says of its thing to programs: which page has which, and how they are named there.

A thing is named by an address with an anchor that its page has: that of its text, or else of the page's own part. So a
thing and the page about it are two, and every name leads somewhere. Where the site has an address, names begin with it;
without one they are relative, as all links are, and JSON-LD reads them from the page on which they stand (JSON-LD 1.1,
section 7.1), wherever a copy of the site lies.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Event, Record
from macros.exports import linked_data
from macros.exports.linked_data import Node
from macros.markup.element import written
from macros.pages import links
from macros.pages.here import Link
from macros.pages.kinds.every import KINDS

Things = Callable[["At"], Iterable[Node]]
"""How to make what a page is about, named as that page names it."""


@dataclass(frozen=True, slots=True)
class At:
    """A page by its address from the root of the site, and the address of the site, empty where nobody said."""

    corpus: Corpus
    here: str
    site: str = ""

    def made(self, address: str) -> str:
        """Return the address of a page or a file of the site, as this page names it."""
        return f"{self.site}{address}" if self.site else links.relative(address, self.here)

    def thing(self, record: Record) -> str:
        """Return the address of what a record is about."""
        has_text = next(locator.in_record(record), None) is not None
        return self.made(links.part_of(record, links.TEXT if has_text else links.MAIN))

    def event(self, item: AgendaItem, event: Event) -> str:
        """Return the address of an event."""
        return self.made(links.event_of(self.corpus, item, event))

    def vocabulary(self, record: type[Record]) -> str:
        """Return the address of the list of all records of a kind."""
        address, _ = next(kind.listed_at for kind in KINDS if kind.record is record and kind.listed_at)
        return self.made(f"{address}#{links.MAIN}")

    @property
    def home(self) -> str:
        """The address of the site."""
        return self.made(links.HOME)

    @property
    def data(self) -> str:
        """The address of the data as a whole."""
        return self.made(f"{links.DATA}#{links.MAIN}")

    @property
    def licences(self) -> str:
        """The address of the file that says what may be done with what."""
        return self.made(links.LICENCES_FILE)


def by_address(corpus: Corpus) -> Mapping[str, Things]:
    """Return how to make what every page is about, by the page's address from the root of the site. A page without an
    entry is about nothing that has a type of its own."""
    found: dict[str, Things] = {
        links.HOME: partial(linked_data.edition, corpus),
        links.DATA: partial(linked_data.dataset, corpus),
        links.FULL_TEXT: partial(linked_data.named, corpus, corpus.agenda),
        links.TIMELINE: partial(linked_data.item, corpus, corpus.timeline),
    }
    for kind in KINDS:
        if kind.listed_at and kind.vocabulary:
            found[kind.listed_at[0]] = partial(linked_data.vocabulary, corpus, kind.record)
        found.update(kind.things(corpus))
    return found


def script(at: At, title: str, crumbs: Sequence[Link], things: Things | None) -> Markup:
    """Return the graph of a page, ready to stand in its head: the page, the way to it and what it is about. `crumbs`
    are the pages above it but the first one, as it shows them."""
    nodes = [*things(at)] if things else []
    address = at.made(at.here)
    if at.here != links.HOME:
        above = [(each.words, at.made(_from_root(each.href, at.here))) for each in crumbs]
        steps = [(at.corpus.edition.short_title, at.home), *above, (title, address)]
        nodes = [linked_data.page(at, address, title, nodes), linked_data.trail(steps), *nodes]
    return written(linked_data.written(nodes))


def _from_root(href: str, here: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), href))
