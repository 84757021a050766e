"""The macros: what a page may ask for. Documented with examples in docs/contributing/macros.md.

Each returns HTML. A wrong argument raises `WrongArgument` with the macro, the argument and what would be right;
mkdocs-macros adds the page and stops the build.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS, Document, Recommendation, Record
from macros.corpus.records.verbatim import slug_of
from macros.exports import citation, citation_words
from macros.markup.element import element, in_markdown, joined
from macros.pages import (
    data,
    field_reference,
    full_text,
    history,
    links,
    lists,
    module_reference,
    offers,
    provenance,
    rule_reference,
    source_text,
    sources,
    timeline,
)
from macros.pages.here import Here
from macros.pages.offers import Offer
from macros.pages.pictures import chain, matrix
from macros.pages.render import Renderer
from macros.pages.view import View
from macros.spelling import suggestion


class WrongArgument(ValueError):
    """A macro was called with something it cannot show."""


class Macros:
    """The macros over one corpus. `here` tells the address of the page that is being written; `renderer` is one that
    has templates of this corpus ready, where there is one; `offers` are the files of the book, where there is one."""

    def __init__(
        self,
        corpus: Corpus,
        here: Callable[[], str],
        renderer: Renderer | None = None,
        offers: tuple[Offer, ...] = (),
    ) -> None:
        self._corpus = corpus
        self._here = here
        self._renderer = renderer or Renderer(corpus)
        self._offers = offers
        self._numbers = {str(each.number): each for each in corpus.recommendations}
        self._letters = {each.letter: each for each in corpus.clusters}
        self._years = {each.identifier: each for each in corpus.sessions}
        self._symbols = {each.id: each for each in corpus.documents}
        self._terms = {each.id: each for each in corpus.terms}
        self._topics = {each.id: each for each in corpus.topics}

    def macros(self) -> dict[str, Callable[..., Markup]]:
        """Return every macro by its name."""
        return {name: getattr(self, name) for name in NAMES}

    # One record: a link, or more of it

    def recommendation(
        self, number: int | str, part: str | None = None, show: str = "link", label: str | None = None
    ) -> Markup:
        """A recommendation by its number: a link or its text.

        `part` is the anchor of a part (`p2`, `a`, `b3`), `show` is `link` or `text`, `label` the words of the link
        instead of "Recommendation 22".
        """
        record = self._choose("recommendation", "number", str(number), self._numbers)
        if part is not None:
            self._choose("recommendation", "part", part, _anchors(record))
        if self._shape("recommendation", show, "link", "text") == "text":
            return self._render(source_text.quotation(self._corpus, self._page(), record))
        return self._link(
            record, part, label or (f"{self._corpus.name(record)} ({part})" if part else self._corpus.name(record))
        )

    def citation(self, number: int | str, part: str | None = None) -> Markup:
        """How one cites a recommendation by its number, or a part of it by its anchor (`p2`, `a`, `b3`), in full."""
        record = self._choose("citation", "number", str(number), self._numbers)
        cited = citation.of_recommendation(self._corpus, record)
        at = {each.anchor: each.at for each in cited.parts}
        read = Here(links.address(record), self._renderer.site).absolute
        words = citation_words.chicago(cited, read)
        return in_markdown(words.said(self._choose("citation", "part", part, at), part) if part else words.said())

    def cluster(self, letter: str, show: str = "link", label: str | None = None) -> Markup:
        """A cluster by its letter: a `link` or the `list` of its recommendations."""
        record = self._choose("cluster", "letter", str(letter).upper(), self._letters)
        if self._shape("cluster", show, "link", "list") == "list":
            return self._list(self._corpus.members.get(record.identifier, ()))
        return self._link(record, None, label or self._corpus.name(record))

    def session(self, year: int | str, label: str | None = None) -> Markup:
        """A link to a session, by its year; where a year has several, by the name of its file."""
        record = self._choose("session", "year", str(year), self._years)
        return self._link(record, None, label or self._corpus.name(record))

    def document(self, symbol: str, at: str | None = None, label: str | None = None) -> Markup:
        """A link to a document by its symbol. `at` is the anchor of a paragraph (`p2`, `p5-ii`) of a held document."""
        record = self._choose("document", "symbol", slug_of(str(symbol)), self._symbols, given=str(symbol))
        if at is not None:
            self._choose("document", "at", at, _anchors(record))
        place = provenance.place_words(record, at)
        return self._link(record, at, label or (f"{record.name}, {place}" if place else record.name))

    def term(self, name: str, show: str = "link", label: str | None = None) -> Markup:
        """A term by the name of its file: a `link` or its `definition`."""
        record = self._choose("term", "name", name, self._terms)
        if self._shape("term", show, "link", "definition") == "definition":
            return in_markdown(record.definition)
        return self._link(record, None, label or record.abbreviation or record.title)

    def topic(self, name: str, show: str = "link", label: str | None = None) -> Markup:
        """A topic by the name of its file: a `link` or the `list` of its recommendations."""
        record = self._choose("topic", "name", name, self._topics)
        if self._shape("topic", show, "link", "list") == "list":
            return self._list(self._corpus.about.get(record.id, ()))
        return self._link(record, None, label or record.title)

    # Everything of a kind

    def recommendations(self) -> Markup:
        """The table of all recommendations: number, title, cluster, topics, whether on a list; with a finder."""
        return self._filled(lists.recommendations)

    def clusters(self) -> Markup:
        """All clusters, each with its recommendations."""
        return self._filled(lists.clusters)

    def cards(self) -> Markup:
        """All clusters in short, each with the numbers of its recommendations."""
        return self._filled(lists.cards)

    def answers(self) -> Markup:
        """What each session decided on the timeline's item, a line each."""
        return self._filled(timeline.answers)

    def sessions(self) -> Markup:
        """The table of the sessions: what each was asked and what it decided on the timeline's item."""
        return self._filled(timeline.sessions)

    def documents(self) -> Markup:
        """The list of all documents, held and cited; with a finder."""
        return self._filled(lists.documents)

    def terms(self) -> Markup:
        """The list of all terms with their definitions."""
        return self._filled(lists.terms)

    def topics(self) -> Markup:
        """The list of all topics with their recommendations."""
        return self._filled(lists.topics)

    def timeline(self) -> Markup:
        """The timeline: all events in order, the sessions always there; with a finder, and what editions changed in
        it."""
        changed = history.view(self._corpus, self._page(), links.record_file(self._corpus.timeline))
        return joined((self._filled(timeline.view), *([self._render(changed)] if changed else [])), "\n")

    def editions(self) -> Markup:
        """All editions of this site, each with how much it changed; and the feed of them."""
        return self._filled(lists.editions)

    def picture(self, name: str) -> Markup:
        """A picture of the corpus: the `chain` of sessions, or the `matrix` of topics and clusters."""
        drawn = self._choose("picture", "name", name, {"chain": chain.view, "matrix": matrix.view})
        return self._filled(drawn)

    def full_text(self) -> Markup:
        """The text of all recommendations in order, with the headings of the clusters."""
        return self._filled(full_text.view)

    def sources(self) -> Markup:
        """All documents and other sources, a line each."""
        return self._filled(sources.view)

    def rules(self) -> Markup:
        """All rules of the data, with what each demands."""
        return self._render(rule_reference.view())

    def modules(self) -> Markup:
        """All modules of the project, each with its one reason to exist."""
        return self._render(module_reference.view())

    def fields(self) -> Markup:
        """The fields of every kind of record, with an example of each."""
        return self._render(field_reference.view(self._corpus))

    def data(self) -> Markup:
        """The files of the edition for programs, with the columns of each table."""
        return self._filled(data.view)

    def book(self) -> Markup:
        """A line that leads to the book as PDF and EPUB; nothing where the site has none."""
        return self._render(offers.view(Here(self._here()), self._offers))

    def count(self, kind: str) -> Markup:
        """How many records there are of a kind (a folder under data/), for use in a sentence."""
        counts = {kind: len(self._corpus.of(record)) for kind, record in KINDS.items()}
        counts["events"] = len(self._corpus.timeline.events)
        return escape(str(self._choose("count", "kind", kind, counts)))

    def listed(self, answer: str, basis: str) -> Markup:
        """How many recommendations are known so to be on the first list of the edition: `answer` is `yes`, `no` or
        `unknown`, `basis` `stated`, `inferred` or `not-established`."""
        lists = self._corpus.edition.lists[:1]
        claims = [self._corpus.answer(each, record) for each in lists for record in self._corpus.recommendations]
        answers = {str(claim.listed): claim.listed for claim in claims}
        bases = {str(claim.basis): claim.basis for claim in claims}
        wanted = self._choose("listed", "answer", answer, answers), self._choose("listed", "basis", basis, bases)
        return escape(str(sum((claim.listed, claim.basis) == wanted for claim in claims)))

    def edition(self, what: str) -> Markup:
        """A fact about this edition: its `title`, `version` or `date`."""
        facts = {
            "title": self._corpus.edition.title,
            "version": self._corpus.edition.version,
            "date": str(self._corpus.edition.date),
        }
        return in_markdown(self._choose("edition", "what", what, facts))

    def _page(self) -> Here:
        return Here(self._here(), self._renderer.site)

    def _filled(self, view: Callable[[Corpus, Here], View]) -> Markup:
        return self._render(view(self._corpus, self._page()))

    def _render(self, view: View) -> Markup:
        return self._renderer.filled(view)

    def _list(self, members: Iterable[Recommendation]) -> Markup:
        return self._render(lists.some(self._page(), members))

    def _link(self, record: Record, anchor: str | None, label: str) -> Markup:
        address = links.part_of(record, anchor) if anchor else links.address(record)
        return element("a", {"href": links.relative(address, self._here())}, in_markdown(label))

    @staticmethod
    def _choose(macro: str, argument: str, value: str, choices: dict[str, Any], given: str | None = None) -> Any:
        try:
            return choices[value]
        except KeyError:
            raise WrongArgument(
                f'macro "{macro}", argument "{argument}": there is no "{given or value}"; {suggestion(value, choices)}.'
            ) from None

    @staticmethod
    def _shape(macro: str, value: str, *shapes: str) -> str:
        return str(Macros._choose(macro, "show", value, {shape: shape for shape in shapes}))


def _anchors(record: Recommendation | Document) -> dict[str, str]:
    return {part.anchor: part.anchor for part in locator.in_record(record)}


NAMES = tuple(
    name for name, _ in inspect.getmembers(Macros, inspect.isfunction) if not name.startswith("_") and name != "macros"
)
"""The names of all macros."""
