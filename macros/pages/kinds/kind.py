"""What the site knows of a kind of record: said once, and all that is made of records iterates over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Record
from macros.exports.citation import Cited
from macros.exports.linked_data import Addresses, Node
from macros.pages import editable, links
from macros.pages.editable import Editable
from macros.pages.page import Page
from macros.pages.search_entry import SearchEntry, Wordings

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """A kind of record: its class, the page of one, the parts of that page that can be corrected one by one, what the
    search finds of it, what it is to programs, what one is called in a list of them, the page that lists them all, if
    there is one, with the mark that begins the anchors of its entries, whether that list is one of terms
    (`vocabulary`), and how one is cited."""

    record: type[R]
    page: Callable[[Corpus, R], Page]
    parts: Callable[[Corpus, R], Iterable[Editable]]
    found: Callable[[Corpus, R, Wordings], SearchEntry]
    linked: Callable[[Corpus, R, Addresses], Iterable[Node]]
    listed_as: Callable[[Corpus, R], str] = lambda corpus, record: corpus.name(record)
    listed_at: tuple[str, str] | None = None
    vocabulary: bool = False
    with_page: Callable[[Corpus], Iterable[R]] | None = None
    """Which of the records have a page of their own, where not all have one."""
    cited: Callable[[Corpus, R], Cited] | None = None
    """How one cites a record, where there is something to cite."""
    cited_at: Callable[[Corpus, R], str] = lambda _, record: links.address(record)
    """The address of the page on which one reads what is cited."""

    def pages(self, corpus: Corpus) -> Iterator[Page]:
        """Yield a page for each record, in the order of the edition."""
        yield from (self.page(corpus, record) for record in self._with_page(corpus))

    def editable(self, corpus: Corpus) -> Iterator[tuple[str, Callable[[], Iterable[Editable]]]]:
        """Yield the address of the page of each record with how to tell what can be corrected there."""
        for record in self._with_page(corpus):
            yield self.page(corpus, record).address, partial(self.parts, corpus, record)

    def things(self, corpus: Corpus) -> Iterator[tuple[str, Callable[[Addresses], Iterable[Node]]]]:
        """Yield the address of the page of each record with how to tell programs what it is about."""
        for record in self._with_page(corpus):
            yield links.address(record), partial(self.linked, corpus, record)

    def entries(self, corpus: Corpus, wordings: Mapping[str, Wordings]) -> Iterator[SearchEntry]:
        """Yield what the search finds of each record; the wordings that lead to the texts are given by their keys."""
        for record in self._with_page(corpus):
            yield self.found(corpus, record, wordings.get(links.key_of(record), {}))

    def citations(self, corpus: Corpus) -> Iterator[tuple[R, str, Cited]]:
        """Yield every record that can be cited, with the address of its page and how."""
        if self.cited:
            for record in corpus.of(self.record):
                yield record, self.cited_at(corpus, record), self.cited(corpus, record)

    def listed(self, corpus: Corpus, mark: str) -> Iterator[Editable]:
        """Yield what can be corrected on a list of all records: each record as a whole, under the mark that its entry
        has there."""
        for record in corpus.of(self.record):
            words = self.listed_as(corpus, record)
            yield editable.part(corpus, record, (), words, f"{mark}-{record.identifier}")

    def _with_page(self, corpus: Corpus) -> Iterable[R]:
        return self.with_page(corpus) if self.with_page else corpus.of(self.record)
