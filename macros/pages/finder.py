"""The finder: what a list can be filtered and sorted by, worked out from the corpus.

A facet is one question about every item of a list, and its values are the answers. An item carries its own answers, the
words that free text finds it by, and its place in each order. The script in docs/assets/javascripts/finder.js only
compares these with what the reader chose.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Date, Document, Event, MemberList, Recommendation, Role, Term, Topic
from macros.corpus.records.verbatim import slug_of
from macros.pages.kinds.recommendation import LISTED_SHORT, listed_short
from macros.pages.kinds.session import full_name as session_name
from macros.pages.kinds.term import NAMES
from macros.pages.kinds.term import full_name as term_name
from macros.pages.words import BASIS_WORDS, called

UNKNOWN = ("not-established", "not known")
"""The answer where no source that we could read gives one."""

Answer = tuple[str, str]
"""An answer as it stands in an address and as a reader sees it: `("ict", "Information technologies")`."""


@dataclass(frozen=True, slots=True)
class Value:
    """An answer to a facet: its name in an address, its words, how many items give it, and what else readers call it,
    which finds these."""

    key: str
    label: str
    count: int
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A question: its name in an address, its words, what a reader must know about it, and its values in order."""

    key: str
    label: str
    hint: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What the script compares: pairs of facet and value, the words that are not shown, what else readers call it that
    none of its values is called, and the place in each order other than the one in which the list is written."""

    answers: tuple[tuple[str, str], ...]
    words: str = ""
    called: tuple[str, ...] = ()
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Finder:
    """The finder of one list: what it lists, its facets, its orders (the first is the one in which the list is
    written), and its items by identifier."""

    things: str
    facets: tuple[Facet, ...]
    orders: tuple[Answer, ...]
    items: Mapping[str, Item]

    @property
    def is_called(self) -> bool:
        """True where readers call an item or a value something else."""
        values = (value for facet in self.facets for value in facet.values)
        return any(item.called for item in self.items.values()) or any(value.called for value in values)


@dataclass(frozen=True, slots=True)
class _Question:
    """How a facet is made: what each item answers, the order of the values (without one, by their words), and what else
    readers call a value."""

    key: str
    label: str
    answers: Callable[[Any], Iterable[Answer]]
    order: Sequence[str] = ()
    hint: str = ""
    called: Callable[[str], Iterable[str]] = lambda _: ()


def of_recommendations(corpus: Corpus) -> Finder:
    """Return the finder of all recommendations, by number."""

    def topics(record: Recommendation) -> Iterable[Answer]:
        return [(name, corpus.topic(name).title) for name in record.topics]

    def named(record: Recommendation) -> Iterable[Answer]:
        return [(term.id, term_name(term)) for term in corpus.terms_of(record) if term.kind in NAMES]

    def cluster(record: Recommendation) -> Iterable[Answer]:
        found = corpus.cluster(record.cluster)
        return [(found.identifier, f"{found.letter} ({found.title})")]

    questions = (
        _Question("cluster", corpus.edition.vocabulary.cluster.one, cluster),
        _Question(
            "topic",
            "Topic",
            topics,
            hint="Topics are a grouping of this edition.",
            called=lambda key: _called(corpus.topic(key)),
        ),
        *(_role(role) for role in _ROLE_FACETS),
        _Question(
            "beneficiary",
            "Beneficiary",
            lambda each: _slugged(who.who for who in each.beneficiaries) or [("nobody", "nobody named")],
            order=("nobody",),
            hint="Only those whom the text names.",
        ),
        _Question(
            "named",
            "Named in the text",
            named,
            hint="Bodies, groups, instruments, programmes and events that the text names.",
            called=lambda key: _called(corpus.term(key)),
        ),
        *(_on_list(corpus, listed) for listed in corpus.edition.lists),
    )
    return _finder(
        corpus.edition.vocabulary.recommendation.smalls,
        questions,
        {record.identifier: record for record in corpus.recommendations},
        orders={
            "number": ("number", None),
            "title": ("title", lambda each: each.title.casefold()),
            "cluster": (corpus.edition.vocabulary.cluster.small, lambda each: each.cluster),
        },
        words=lambda each: _words([*(block.words for block in each.text), *_names(corpus, each)]),
        called=_called,
    )


_ROLE_FACETS: Mapping[Role, tuple[str, str, str]] = {
    "asked": ("addressee", "Asked to act", "Who is asked to act."),
    "involved": ("involved", "Involved", "Who is to be cooperated with, consulted or informed, or to take part."),
    "venue": ("venue", "Venue", "The body in which it is to be discussed or done."),
    "directing": ("directing", "Directing", "On whose request, direction or consent."),
}
"""The facets of the roles: names in an address, words, which are shorter than on a page, and hints."""


def _names(corpus: Corpus, record: Recommendation) -> Iterable[str]:
    """Yield the names of all that a recommendation speaks of: who types "least developed" means "LDCs", too."""
    for term in corpus.terms_of(record):
        yield from (term_name(term), *term.forms)


def _called(record: Recommendation | Term | Topic) -> Iterable[str]:
    """Yield what else readers call a record."""
    return (each.word for each in record.also_called)


def script(finder: Finder) -> str:
    """Return what readers call the items of a list, as a script, which a page from disk can load.

    It sets `finderCalled` to {items: [[word, ...], ...], values: {"topic=ict": [word, ...]}}; the items stand in the
    order in which the list is written. The finder loads it when words are typed: it weighs more than half of the page.
    """
    called = {
        "items": [item.called for item in finder.items.values()],
        "values": {
            f"{facet.key}={value.key}": value.called
            for facet in finder.facets
            for value in facet.values
            if value.called
        },
    }
    return f"self.finderCalled={json.dumps(called, ensure_ascii=False, separators=(',', ':'))};\n"


def of_documents(corpus: Corpus) -> Finder:
    """Return the finder of all documents, by symbol."""
    questions = (
        _Question("kind", "Kind", lambda each: [(each.kind, called(corpus.edition, each.kind))]),
        _Question("year", "Year", lambda each: _years(each.date), order=UNKNOWN[:1]),
        _Question("basis", "How we know", _basis, order=list(BASIS_WORDS), hint="What the entry says of the document."),
        _Question(
            "text",
            "Text",
            lambda each: [("held", "its text is here")] if each.held else [("cited", "cited only")],
            order=("held", "cited"),
        ),
    )
    return _finder(
        "documents",
        questions,
        {record.id: record for record in corpus.documents},
        orders={
            "symbol": ("symbol", None),
            "title": ("title (not known last)", lambda each: (each.title is None, (each.title or "").casefold())),
            "date": ("date (not known last)", lambda each: (each.date is None, each.date or _NEVER)),
        },
    )


def of_events(corpus: Corpus, item: AgendaItem) -> Finder:
    """Return the finder of the events of an agenda item. The proposal and the decision of a session are an event each.
    The entries of the list carry their places themselves, because a session's entry holds two events."""
    questions = (
        _Question("kind", "Kind", lambda each: [(each.kind, _event_kind(corpus, each.kind))]),
        _Question("year", "Year", lambda each: _years(each.date), hint="An event of several years counts in each."),
        _Question("basis", "How we know", _basis, order=list(BASIS_WORDS)),
    )

    def words(event: Event) -> str:  # those of the session's entry, which stand outside of its two events
        return f"{session_name(corpus.session(event.session))} {event.date}" if event.session else ""

    finder = _finder(
        "events",
        questions,
        {event.id: event for event in item.events},
        orders={"earliest": ("earliest first", None)},
        words=words,
    )
    return Finder(finder.things, finder.facets, (*finder.orders, ("latest", "latest first")), finder.items)


_NEVER = Date("9999")
_EVENT_KINDS = {"proposal": "proposal", "decision": "decision"}
"""Events of a session as things; elsewhere they are called `proposed` and `decided`."""


def _event_kind(corpus: Corpus, kind: str) -> str:
    return _EVENT_KINDS.get(kind) or called(corpus.edition, kind)


def _finder(
    things: str,
    questions: Sequence[_Question],
    records: Mapping[str, Any],
    *,
    orders: Mapping[str, tuple[str, Callable[[Any], Any] | None]],
    words: Callable[[Any], str] = lambda _: "",
    called: Callable[[Any], Iterable[str]] = lambda _: (),
) -> Finder:
    """Ask every record every question; one that no record answers is no facet. An order without a key is the one in
    which the records come."""
    places: dict[str, list[tuple[str, int]]] = {name: [] for name in records}
    for order, (_, key) in orders.items():
        if key is not None:
            ranked = sorted(records, key=lambda name, key=key: key(records[name]))  # type: ignore[misc]
            for place, name in enumerate(ranked, start=1):
                places[name].append((order, place))
    answers = {name: [(each.key, list(each.answers(record))) for each in questions] for name, record in records.items()}
    facets = [_facet(each, [dict(given)[each.key] for given in answers.values()]) for each in questions]

    def own(name: str) -> tuple[str, ...]:
        asked = zip(questions, answers[name], strict=True)
        theirs = {word for each, (_, given) in asked for key, _ in given for word in each.called(key)}
        return tuple(word for word in called(records[name]) if word not in theirs)

    return Finder(
        things,
        tuple(facet for facet in facets if facet.values),
        tuple((order, label) for order, (label, _) in orders.items()),
        {
            name: Item(
                tuple((facet, key) for facet, given in answers[name] for key in dict(given)),
                words(record),
                own(name),
                tuple(places[name]),
            )
            for name, record in records.items()
        },
    )


def _facet(question: _Question, given: Iterable[list[Answer]]) -> Facet:
    """Count the answers and put them in order: first by their words, then those whose order is told, last."""
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for answers in given:
        for key, label in answers:
            labels.setdefault(key, label)
        counts.update({key for key, _ in answers})
    told = {key: place for place, key in enumerate(question.order, start=1)}
    ordered = sorted(labels, key=lambda key: (told.get(key, 0), labels[key].casefold()))
    return Facet(
        question.key,
        question.label,
        question.hint,
        tuple(Value(key, labels[key], counts[key], tuple(question.called(key))) for key in ordered),
    )


def _role(role: Role) -> _Question:
    """Return the question of who has a role."""
    key, label, hint = _ROLE_FACETS[role]
    return _Question(
        key,
        label,
        lambda each: _slugged(who.who for who in each.actors if who.role == role),
        hint=f"{hint} Also where we infer it.",
    )


def _on_list(corpus: Corpus, listed: MemberList) -> _Question:
    """Return the question whether a recommendation is on a list."""

    def answers(record: Recommendation) -> list[Answer]:
        claim = corpus.answer(listed, record)
        known = claim.basis != "not-established"
        return [(f"{claim.listed}-{claim.basis}", listed_short(corpus, listed, record)) if known else UNKNOWN]

    order = [*("-".join(each) for each in LISTED_SHORT if each[1] != "not-established"), UNKNOWN[0]]
    return _Question(listed.facet, listed.name, answers, order=order, hint=listed.hint)


def _slugged(names: Iterable[str]) -> list[Answer]:
    return [(slug_of(name), name) for name in names]


def _basis(claim: Document | Event) -> list[Answer]:
    return [(claim.basis, BASIS_WORDS[claim.basis])]


def _years(date: Date | None) -> list[Answer]:
    """Return every year that a date may lie in."""
    if date is None:
        return [UNKNOWN]
    return [(str(year), str(year)) for year in range(date.first.year, date.last.year + 1)]


def _words(texts: Iterable[str]) -> str:
    """Return the distinct words of texts, small, in the order in which they come."""
    return " ".join(dict.fromkeys(re.findall(r"\w+", " ".join(texts).casefold())))
