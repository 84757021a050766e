"""The page of a recommendation: its text first, then what we know about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus, RelationEnd
from macros.corpus.records import Collation, Recommendation
from macros.pages import editable, links, pieces
from macros.pages.editable import Editable
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.pieces import Known, Neighbours, Numbered, Source
from macros.pages.roles import ROLES, Acting, Group, acting, beneficiaries
from macros.pages.source_text import Remarks, SourceText, notes_on, remarks, source_text
from macros.pages.view import View

LISTED = {
    ("yes", "stated"): "Yes. Sources say so.",
    ("yes", "inferred"): "Yes, as we infer from the sources.",
    ("no", "stated"): "No. Sources place it in the list of the other 26.",
    ("no", "inferred"): "No, as we infer from the sources.",
    ("unknown", "not-established"): "Not known.",
}
"""The answer to "is it one of the 19?" by value and basis."""

LISTED_SHORT = {
    ("yes", "stated"): "yes, stated",
    ("yes", "inferred"): "yes, inferred",
    ("no", "stated"): "no, stated",
    ("no", "inferred"): "no, inferred",
    ("unknown", "not-established"): "not known",
}
"""The same for a table."""

COMPARED = {
    "full": "We compared the whole text with the sources listed below.",
    "part": "We compared a part of the text with the sources listed below.",
    "none": "We found no other copy of this text that we could read and compare.",
}
"""How far a text was compared with others."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How far the text was compared with other copies, in words, and with which."""

    words: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A recommendation that belongs beside this one, why, and the words that both have."""

    recommendation: Numbered
    reason: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecommendationView(View):
    """What the page shows: the text with its notes, then the facts, then what is related."""

    template: ClassVar[str] = "recommendation.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    name: str
    title: str
    text: SourceText
    remarks: tuple[Remarks, ...]
    compared: Compared
    gist: str
    cluster: Link
    cluster_title: str
    listed: str
    listed_known: Known
    topics: tuple[Link, ...]
    roles: tuple[Acting, ...]
    beneficiaries: tuple[Group, ...]
    related: tuple[Related, ...]
    neighbours: Neighbours


def page(record: Recommendation) -> Page:
    """Return the page of a recommendation."""
    return Page(
        path=f"recommendations/{record.number}.md",
        title=f"{record.name}: {record.title}",
        description=record.gist,
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def view(corpus: Corpus, here: Here, record: Recommendation) -> RecommendationView:
    """Return what the page of a recommendation shows."""
    cluster, notes = corpus.cluster(record.cluster), notes_on(record)
    claim = record.immediate_implementation
    return RecommendationView(
        file=links.record_file(record),
        crumbs=(
            Link("Recommendations", here.relative(links.RECOMMENDATIONS)),
            here.link(cluster, f"{cluster.name}: {cluster.title}"),
        ),
        name=record.name,
        title=record.title,
        text=source_text(corpus, here, record, notes),
        remarks=remarks(corpus, here, notes),
        compared=_compared(corpus, here, record.collation),
        gist=record.gist,
        cluster=here.link(cluster),
        cluster_title=cluster.title,
        listed=LISTED[claim.listed, claim.basis],
        listed_known=pieces.known(corpus, here, claim),
        topics=tuple(here.link(topic, topic.title) for topic in map(corpus.topic, record.topics)),
        roles=acting(corpus, here, record),
        beneficiaries=beneficiaries(corpus, here, record),
        related=tuple(_related(here, each) for each in corpus.links.get(record.number, ())),
        neighbours=pieces.neighbours(corpus, here, record, "Recommendations", called=_called),
    )


def _compared(corpus: Corpus, here: Here, collation: Collation) -> Compared:
    words = " ".join(filter(None, (COMPARED[collation.extent], collation.note)))
    return Compared(words, pieces.sources(corpus, here, collation.witnesses))


def _related(here: Here, linked: RelationEnd) -> Related:
    return Related(pieces.recommendation(here, linked.other), linked.relation.reason, linked.relation.shared)


def _called(record: Recommendation) -> str:
    """Return what a recommendation is called where one goes on to it."""
    return f"{record.number}. {record.title}"


def listed_short(record: Recommendation) -> str:
    """Return whether a recommendation is one of the 19, in two or three words."""
    claim = record.immediate_implementation
    return LISTED_SHORT[claim.listed, claim.basis]


def parts(corpus: Corpus, record: Recommendation) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("gist",), "summary", "record.gist")
    yield editable.part(corpus, record, ("text",), "the text as a whole", "text")
    yield from editable.texts(corpus, record)
    yield from editable.notes(corpus, record, record.text, ())
    yield editable.part(corpus, record, ("collation",), "what the text was compared with", "record.collation")
    yield editable.part(corpus, record, ("cluster",), "cluster", "record.cluster")
    yield editable.part(
        corpus, record, ("immediate_implementation",), "immediate implementation", "immediate-implementation"
    )
    yield editable.part(corpus, record, ("topics",), "topics", "record.topics")
    for role, wording in ROLES.items():
        found = [i for i, who in enumerate(record.actors) if who.role == role]
        if found:
            path = ("actors",) if role == "asked" else ("actors", found[0])
            yield editable.part(corpus, record, path, wording.label[0].lower() + wording.label[1:], wording.anchor)
    yield editable.part(corpus, record, ("beneficiaries",), "whose needs or interests it names", "beneficiaries")
    yield editable.part(corpus, record, ("related",), "related recommendations", "related")


KIND = Kind(Recommendation, page, parts, listed_as=lambda each: f"{each.name}: {each.title}")
