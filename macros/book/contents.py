"""What stands in the book, in its order: chapters of leaves, each made by the view of the page that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.book.leaves import (
    ClusterLeaf,
    DocumentLeaf,
    ImprintLeaf,
    PartLeaf,
    PreambleLeaf,
    RecommendationLeaf,
    SourcesLeaf,
    TimelineLeaf,
    TitleLeaf,
)
from macros.book.picture import picture
from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Document
from macros.pages import full_text, links, sources, timeline
from macros.pages.here import Here
from macros.pages.kinds import cluster, document, recommendation
from macros.pages.pieces import Mark
from macros.pages.view import View

TITLE, IMPRINT = "book/title.html", "book/imprint.html"
"""The names of the two leaves that are no page of the site, among those that are."""
DOCUMENTS_PART = "Documents"
SOURCES_PART = "Sources"


@dataclass(frozen=True, slots=True)
class Making:
    """What a copy of the book says of its making: the commit of the records, empty where it is not known; the address
    of the site and what this is a draft of, each empty where there is none."""

    commit: str = ""
    site: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on a page of the site, as the book shows it: the address of that page from the root of the site,
    from which its links lead, and the view."""

    address: str
    view: View


@dataclass(frozen=True, slots=True)
class Chapter:
    """Leaves that follow each other: a file of the EPUB, by its name without an ending. `role` is what kind of chapter
    it is in the words of DPUB-ARIA 1.1, `numbered` whether its pages are counted with the text."""

    name: str
    role: str
    leaves: tuple[Leaf, ...]


def chapters(corpus: Corpus, making: Making) -> tuple[Chapter, ...]:
    """Return the chapters."""
    return (
        Chapter("title", "", (Leaf(TITLE, _title(corpus, making)),)),
        Chapter("imprint", "doc-preface", (Leaf(IMPRINT, _imprint(corpus, making)),)),
        *_recommendations(corpus),
        *(_item(corpus, item) for item in (corpus.timeline, *corpus.other_items)),
        Chapter("documents", "doc-chapter", tuple(_documents(corpus))),
        Chapter("sources", "doc-bibliography", (_sources(corpus),)),
    )


def aliases(corpus: Corpus) -> dict[str, str]:
    """Return, for pages of the site that are no leaf of the book, the place that stands for them in it: the line of a
    source, the session on the timeline. Both are addresses from the root of the site."""
    found = {links.RECOMMENDATIONS: links.FULL_TEXT, links.SESSIONS: f"{links.TIMELINE}#in-short"}
    found |= {links.address(each): f"{links.SOURCES}#listed-witness-{each.id}" for each in corpus.witnesses}
    for each in corpus.documents:
        if not each.held:
            found[links.address(each)] = f"{links.SOURCES}#listed-document-{each.id}"
    for entry in timeline.entries(corpus, corpus.timeline):
        if entry.session:
            found[links.address(entry.session)] = f"{links.TIMELINE}#session-{entry.session.identifier}"
    return found


def _title(corpus: Corpus, making: Making) -> TitleLeaf:
    edition = corpus.edition
    return TitleLeaf(
        edition.title,
        edition.description,
        f"Version {edition.version} of {edition.date}",
        edition.body.publisher.name,
        making.draft,
    )


def _imprint(corpus: Corpus, making: Making) -> ImprintLeaf:
    edition = corpus.edition
    return ImprintLeaf(
        edition.title,
        edition.version,
        str(edition.date),
        making.commit,
        edition.body.publisher.name,
        making.site,
        making.draft,
        (Mark("inferred"), Mark("not-established")),
    )


def _recommendations(corpus: Corpus) -> Iterator[Chapter]:
    """Yield the text of the agenda: what comes before the first cluster, then a chapter for each."""
    count, words = len(corpus.recommendations), corpus.edition.vocabulary.recommendation
    about = f"The text of {corpus.agenda.title or corpus.agenda.name}, in the order of the source."
    whole = full_text.view(corpus, Here(links.FULL_TEXT))
    opening = (
        Leaf(links.FULL_TEXT, PartLeaf(f"The {count} {words.smalls}", about)),
        Leaf(links.FULL_TEXT, PreambleLeaf(whole.preamble)),
    )
    yield Chapter("recommendations", "doc-part", opening)
    for each in corpus.clusters:
        here = Here(links.address(each))
        leaves = [Leaf(here.address, ClusterLeaf(cluster.view(corpus, here, each)))]
        for member in corpus.members.get(each.identifier, ()):
            there = Here(links.address(member))
            listed = f"{member.number}. {member.title}"
            leaf = RecommendationLeaf(recommendation.view(corpus, there, member), listed)
            leaves.append(Leaf(there.address, leaf))
        yield Chapter(f"cluster-{each.identifier}", "doc-chapter", tuple(leaves))


def _item(corpus: Corpus, item: AgendaItem) -> Chapter:
    """Return an agenda item. Only the main one has a picture: it is drawn for that one alone."""
    address = links.timeline_of(corpus, item)
    here, is_main = Here(address), item.id == corpus.timeline.id
    leaf = TimelineLeaf(
        item.title,
        timeline.session_table(corpus, here, item),
        picture(corpus) if is_main else None,
        timeline.events(corpus, here, item),
    )
    part = PartLeaf(item.title, item.gist)
    return Chapter(f"item-{item.id}", "doc-chapter", (Leaf(address, part), Leaf(address, leaf)))


def _documents(corpus: Corpus) -> Iterator[Leaf]:
    about = "The documents whose text this edition holds."
    yield Leaf(links.DOCUMENTS, PartLeaf(DOCUMENTS_PART, about))
    for each in corpus.documents:
        if each.held:
            yield _document(corpus, each)


def _document(corpus: Corpus, record: Document) -> Leaf:
    here = Here(links.address(record))
    elsewhere = ""
    if record.id == corpus.agenda.id:
        words = corpus.edition.vocabulary.recommendation
        elsewhere = f"Its text, whole and in its order, is that of the {words.smalls} at the beginning of this book."
    listed = ": ".join(filter(None, (record.symbol, record.title))) or record.name
    return Leaf(here.address, DocumentLeaf(document.view(corpus, here, record), listed, elsewhere))


def _sources(corpus: Corpus) -> Leaf:
    return Leaf(links.SOURCES, SourcesLeaf(SOURCES_PART, sources.view(corpus, Here(links.SOURCES))))
