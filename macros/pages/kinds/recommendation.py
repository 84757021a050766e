"""The page of a recommendation: its text first, then what we know about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Collation, MemberList, Recommendation, Slip, Variant
from macros.corpus.relations import RelationEnd
from macros.exports import citation, linked_data
from macros.pages import editable, links, pieces
from macros.pages.citing import Citing, citing
from macros.pages.editable import Editable
from macros.pages.endnotes import Endnote, Endnotes
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.pieces import Evidence, Known, Neighbours, Numbered, Theirs
from macros.pages.roles import ROLES, Acting, Group, acting, beneficiaries
from macros.pages.search_entry import Rank, SearchEntry, SearchPart, Wordings, also_called, text_parts
from macros.pages.source_text import Remarks, SourceText, notes_on, remarks, source_text
from macros.pages.view import View

LISTED = {
    ("yes", "stated"): "Yes. Sources say so.",
    ("yes", "inferred"): "Yes, as we infer from the sources.",
    ("no", "stated"): "No. Sources say so.",
    ("no", "inferred"): "No, as we infer from the sources.",
    ("unknown", "not-established"): "Not known.",
}
"""The answer to whether it is on a list, by value and basis."""

LISTED_SHORT = {
    ("yes", "stated"): "yes",
    ("yes", "inferred"): "yes, inferred",
    ("no", "stated"): "no",
    ("no", "inferred"): "no, inferred",
    ("unknown", "not-established"): "not known",
}
"""The same for a table. What a source states needs no word more, as everywhere."""

COMPARED = {
    "full": "We compared the whole text with the sources given here.",
    "part": "We compared a part of the text with the sources given here.",
    "none": "We found no other copy of this text that we could read and compare.",
}
"""How far a text was compared with others."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How far the text was compared with other copies, in words, and with which."""

    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class OnList:
    """Whether a recommendation is on a list: the anchor, the question, the answer in words, and how it is known."""

    anchor: str
    question: str
    answer: str
    known: Known


@dataclass(frozen=True, slots=True)
class Related:
    """A recommendation that belongs beside this one, why, and the words that both have."""

    recommendation: Numbered
    reason: str
    shared: tuple[Theirs | None, ...]


@dataclass(frozen=True, slots=True)
class RecommendationView(View):
    """What the page shows: the text with its notes, then the facts, then what is related."""

    template: ClassVar[str] = "recommendation.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    name: str
    title: str
    text: SourceText
    citing: Citing
    remarks: tuple[Remarks, ...]
    compared: Compared
    gist: str
    cluster: Link
    cluster_title: str
    lists: tuple[OnList, ...]
    topics: tuple[Link, ...]
    roles: tuple[Acting, ...]
    beneficiaries: tuple[Group, ...]
    related: tuple[Related, ...]
    neighbours: Neighbours
    endnotes: tuple[Endnote, ...]


def page(corpus: Corpus, record: Recommendation) -> Page:
    """Return the page of a recommendation."""
    return Page(
        path=f"recommendations/{record.number}.md",
        title=f"{corpus.name(record)}: {record.title}",
        description=record.gist,
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def view(corpus: Corpus, here: Here, record: Recommendation) -> RecommendationView:
    """Return what the page of a recommendation shows."""
    cluster, notes = corpus.cluster(record.cluster), notes_on(record)
    endnotes = Endnotes(len(notes))
    words = corpus.edition.vocabulary.recommendation
    return RecommendationView(
        file=links.record_file(record),
        crumbs=(
            Link(words.many, here.relative(links.RECOMMENDATIONS)),
            here.link(cluster, f"{corpus.name(cluster)}: {cluster.title}"),
        ),
        name=corpus.name(record),
        title=record.title,
        text=source_text(corpus, here, record, notes),
        citing=citing(here, citation.of_recommendation(corpus, record), links.key_of(record)),
        remarks=remarks(corpus, here, record, notes),
        compared=_compared(corpus, here, record.collation, endnotes),
        gist=record.gist,
        cluster=here.link(cluster, corpus.name(cluster)),
        cluster_title=cluster.title,
        lists=tuple(_on_list(corpus, here, each, record, endnotes) for each in corpus.edition.lists),
        topics=tuple(here.link(topic, topic.title) for topic in map(corpus.topic, record.topics)),
        roles=acting(corpus, here, record),
        beneficiaries=beneficiaries(corpus, here, record),
        related=tuple(_related(corpus, here, record, each) for each in corpus.links.get(record.number, ())),
        neighbours=pieces.neighbours(corpus, here, record, words.many, called=_called),
        endnotes=endnotes.all(),
    )


def _compared(corpus: Corpus, here: Here, collation: Collation, endnotes: Endnotes) -> Compared:
    words = " ".join(filter(None, (COMPARED[collation.extent], collation.note)))
    return Compared(words, endnotes.evidence(pieces.evidence(corpus, here, collation.witnesses)))


def _related(corpus: Corpus, here: Here, record: Recommendation, linked: RelationEnd) -> Related:
    shared = tuple(pieces.theirs(corpus, record, words) for words in linked.relation.shared)
    return Related(pieces.recommendation(here, linked.other), linked.relation.reason, shared)


def _on_list(corpus: Corpus, here: Here, listed: MemberList, record: Recommendation, endnotes: Endnotes) -> OnList:
    claim = corpus.answer(listed, record)
    words = LISTED[claim.listed, claim.basis]
    if listed.not_listed and (claim.listed, claim.basis) == ("no", "stated"):
        words = f"No. {listed.not_listed}"
    return OnList(listed.id, listed.question, words, endnotes.known(pieces.known(corpus, here, claim)))


def _called(record: Recommendation) -> str:
    """Return what a recommendation is called where one goes on to it."""
    return f"{record.number}. {record.title}"


def listed_short(corpus: Corpus, listed: MemberList, record: Recommendation) -> str:
    """Return whether a recommendation is on a list, in two or three words."""
    claim = corpus.answer(listed, record)
    return LISTED_SHORT[claim.listed, claim.basis]


def parts(corpus: Corpus, record: Recommendation) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("gist",), "summary", "record.gist")
    yield editable.part(corpus, record, ("text",), "the text as a whole", "text")
    yield from editable.texts(corpus, record)
    yield from editable.notes(corpus, record, record.text, ())
    yield editable.part(corpus, record, ("collation",), "what the text was compared with", "record.collation")
    yield editable.part(corpus, record, ("cluster",), corpus.edition.vocabulary.cluster.small, "record.cluster")
    for position, listed in enumerate(corpus.edition.lists):
        name = listed.name[0].lower() + listed.name[1:]
        if listed.field:
            yield editable.part(corpus, record, (listed.field,), name, listed.id)
        else:
            place = corpus.places["edition", "edition"].key_place("lists", position, "members")
            yield Editable(name, (listed.id,), place.file, place.line)
    yield editable.part(corpus, record, ("topics",), "topics", "record.topics")
    for role, wording in ROLES.items():
        found = [i for i, who in enumerate(record.actors) if who.role == role]
        if found:
            path = ("actors",) if role == "asked" else ("actors", found[0])
            yield editable.part(corpus, record, path, wording.label[0].lower() + wording.label[1:], wording.anchor)
    yield editable.part(corpus, record, ("beneficiaries",), "whose needs or interests it names", "beneficiaries")
    yield editable.part(
        corpus, record, ("related",), f"related {corpus.edition.vocabulary.recommendation.smalls}", "related"
    )


def found(corpus: Corpus, record: Recommendation, wordings: Wordings) -> SearchEntry:
    """Return what the search finds of a recommendation."""
    cluster, vocabulary = corpus.cluster(record.cluster), corpus.edition.vocabulary
    remarks: tuple[Slip | Variant, ...] = (*record.slips, *record.variants)
    notes = [
        SearchPart("our note", each.id, f"{each.words} {each.reading or ''} {each.note or ''}") for each in remarks
    ]
    who = dict.fromkeys([who.who for who in record.actors] + [who.who for who in record.beneficiaries])
    return SearchEntry(
        corpus.edition.vocabulary.recommendation.one,
        f"{record.number}. {record.title}",
        links.address(record),
        (
            SearchPart("our summary", "", record.gist),
            *text_parts(record.text, wordings, numbers=_numbers(corpus, record)),
            *notes,
        ),
        about=" ".join(
            (
                f"{vocabulary.recommendation.one} {vocabulary.cluster.small} {cluster.letter}",
                *(corpus.topic(topic).title for topic in record.topics),
                *who,
                *(f"{term.title} {term.abbreviation or ''}" for term in corpus.terms_of(record)),
                *(f"{each.name.casefold()} {listed_short(corpus, each, record)}" for each in corpus.edition.lists),
            )
        ),
        names=_numbers(corpus, record),
        called=also_called(record),
        key=links.key_of(record),
        rank=Rank.AGENDA,
    )


def _numbers(corpus: Corpus, record: Recommendation) -> tuple[str, ...]:
    """Return what readers call a recommendation. That "rec" and "no." are short forms is known to search.js."""
    words = corpus.edition.vocabulary.recommendation
    before = ("", words.small, words.short, f"{words.small} number", *words.also_called)
    return tuple(f"{word} {record.number}".strip() for word in before if word is not None)


KIND = Kind(
    Recommendation,
    page,
    parts,
    found,
    linked_data.recommendation,
    listed_as=lambda corpus, each: f"{corpus.name(each)}: {each.title}",
    listed_at=(links.RECOMMENDATIONS, "recommendation"),
    cited=citation.of_recommendation,
)
