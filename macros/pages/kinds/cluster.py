"""The page of a cluster: its heading and its recommendations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Cluster, Recommendation
from macros.corpus.records.cluster import OfficialHeading
from macros.exports import citation, linked_data
from macros.pages import editable, links, pieces, text
from macros.pages.citing import Citing, citing
from macros.pages.editable import Editable
from macros.pages.endnotes import Endnote, Endnotes
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.pieces import Evidence, Neighbours, Numbered, Theirs, in_finder, numbered
from macros.pages.search_entry import Rank, SearchEntry, SearchPart, Wordings, text_parts
from macros.pages.source_text import Remarks, SourceText, notes_on, remarks, source_text
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading in another form: its words, how it differs, and where it is printed so."""

    words: Theirs
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Shared:
    """A topic of some members, and of how many."""

    topic: Link
    count: int


@dataclass(frozen=True, slots=True)
class ClusterView(View):
    """What the page shows: the heading with its notes, the members, and the topics they share."""

    template: ClassVar[str] = "cluster.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    name: str
    title: str
    gist: str
    text: SourceText
    citing: Citing
    official: Heading | None
    remarks: tuple[Remarks, ...]
    members: tuple[Numbered, ...]
    in_finder: Link | None
    topics: tuple[Shared, ...]
    neighbours: Neighbours
    endnotes: tuple[Endnote, ...]


def page(corpus: Corpus, record: Cluster) -> Page:
    """Return the page of a cluster."""
    return Page(
        path=f"clusters/{record.identifier}.md",
        title=f"{corpus.name(record)}: {record.title}",
        description=record.gist,
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def view(corpus: Corpus, here: Here, record: Cluster) -> ClusterView:
    """Return what the page of a cluster shows."""
    members, notes = corpus.members.get(record.identifier, ()), notes_on(record)
    endnotes = Endnotes(len(notes))
    return ClusterView(
        file=links.record_file(record),
        crumbs=(Link(corpus.edition.vocabulary.cluster.many, here.relative(links.CLUSTERS)),),
        name=corpus.name(record),
        title=record.title,
        gist=record.gist,
        text=source_text(corpus, here, record, notes),
        citing=citing(here, citation.of_cluster(corpus, record), links.key_of(record)),
        official=_heading(corpus, here, record, record.official, endnotes) if record.official else None,
        remarks=remarks(corpus, here, record, notes),
        members=numbered(here, members),
        in_finder=in_finder(corpus, here, len(members), cluster=record.identifier),
        topics=_shared(corpus, here, members),
        neighbours=pieces.neighbours(corpus, here, record, corpus.edition.vocabulary.cluster.many),
        endnotes=endnotes.all(),
    )


def _heading(corpus: Corpus, here: Here, record: Cluster, official: OfficialHeading, endnotes: Endnotes) -> Heading:
    words = Theirs(official.reading, text.tongue(corpus.language(record)))
    evidence = endnotes.evidence(pieces.evidence(corpus, here, official.witnesses))
    return Heading(words, official.note or "", evidence)


def _shared(corpus: Corpus, here: Here, members: Sequence[Recommendation]) -> tuple[Shared, ...]:
    """Return the topics of the members, those of most members first."""
    counts = Counter(topic for member in members for topic in member.topics)
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Shared(here.link(topic := corpus.topic(name), topic.title), count) for name, count in most)


def parts(corpus: Corpus, record: Cluster) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("gist",), "summary", "record.gist")
    yield from editable.texts(corpus, record)
    if record.official:
        yield editable.part(corpus, record, ("official",), "the heading in another form", "record.official")
    yield from editable.notes(corpus, record, record.text, ())


def found(corpus: Corpus, record: Cluster, wordings: Wordings) -> SearchEntry:
    """Return what the search finds of a cluster."""
    return SearchEntry(
        corpus.edition.vocabulary.cluster.one,
        f"{corpus.name(record)}: {record.title}",
        links.address(record),
        (
            SearchPart("our summary", "", record.gist),
            *text_parts(record.text, wordings),
        ),
        about=f"group of {corpus.edition.vocabulary.recommendation.smalls}",
        names=(corpus.name(record), record.title, record.letter, *_spans(corpus, record)),
        key=links.key_of(record),
        rank=Rank.AGENDA,
    )


def _spans(corpus: Corpus, record: Cluster) -> Iterator[str]:
    """Yield a cluster's numbers as a range, which is read in search.js, and its place, for who counts the clusters."""
    numbers = [each.number for each in corpus.members.get(record.identifier, ())]
    if numbers:
        yield f"{min(numbers)} to {max(numbers)}"
    yield f"{corpus.edition.vocabulary.cluster.small} {corpus.clusters.index(record) + 1}"


KIND = Kind(
    Cluster,
    page,
    parts,
    found,
    linked_data.cluster,
    listed_as=lambda corpus, each: f"{corpus.name(each)}: {each.title}",
    listed_at=(links.CLUSTERS, "cluster"),
    cited=citation.of_cluster,
)
