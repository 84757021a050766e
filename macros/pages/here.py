"""The page that is being written: how links lead from there."""

from __future__ import annotations

from dataclasses import dataclass

from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Event, Record
from macros.pages import links


@dataclass(frozen=True, slots=True)
class Link:
    """A link ready to print: its words, and its address as seen from the page on which it stands."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Here:
    """A page by its address from the root of the site. Views are made for the page on which they stand, so that their
    links are ready. `site` is the address of the site without a final slash, empty where nobody said where it is."""

    address: str
    site: str = ""

    @property
    def absolute(self) -> str:
        """The address on the web, empty where nobody said where the site is."""
        return f"{self.site}/{self.address}" if self.site else ""

    def relative(self, address: str) -> str:
        """Return an address from the root of the site as seen from here."""
        return links.relative(address, self.address)

    def to(self, record: Record, anchor: str | None = None) -> str:
        """Return how to get from here to the page of a record, or to a part of it."""
        return self.relative(links.part_of(record, anchor) if anchor else links.address(record))

    def event(self, corpus: Corpus, item: AgendaItem, event: Event) -> str:
        """Return how to get from here to an event of an agenda item."""
        return self.relative(links.event_of(corpus, item, event))

    def link(self, record: Record, words: str | None = None, anchor: str | None = None) -> Link:
        """Return a link from here to a record, called by its name unless other words are given."""
        return Link(record.name if words is None else words, self.to(record, anchor))
