"""What stands on the leaves of the book: what the pages show of a record, as a book places it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from macros.pages.kinds.cluster import ClusterView
from macros.pages.kinds.document import DocumentView
from macros.pages.kinds.recommendation import RecommendationView
from macros.pages.pieces import Mark
from macros.pages.source_text import SourceText
from macros.pages.sources import SourcesView
from macros.pages.timeline import Events, SessionTable
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class TitleLeaf(View):
    """The title: of the whole, what it is, of which edition, whose the texts are, and what it is a draft of."""

    template: ClassVar[str] = "book_title.html.jinja"

    title: str
    description: str
    edition: str
    publisher: str
    draft: str


@dataclass(frozen=True, slots=True)
class ImprintLeaf(View):
    """The imprint: edition and commit, whose is what, and how the book is to be read. `site` is the address of the
    site, empty where it has none; `commit` is empty where it is not known."""

    template: ClassVar[str] = "book_imprint.html.jinja"

    title: str
    version: str
    date: str
    commit: str
    publisher: str
    site: str
    draft: str
    bases: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PartLeaf(View):
    """What opens a part: its title and a sentence on what stands in it."""

    template: ClassVar[str] = "book_part.html.jinja"

    title: str
    about: str


@dataclass(frozen=True, slots=True)
class PreambleLeaf(View):
    """What the source has before its first cluster."""

    template: ClassVar[str] = "book_preamble.html.jinja"

    text: SourceText


@dataclass(frozen=True, slots=True)
class ClusterLeaf(View):
    """The heading of a cluster, as its page has it."""

    template: ClassVar[str] = "book_cluster.html.jinja"

    it: ClusterView


@dataclass(frozen=True, slots=True)
class RecommendationLeaf(View):
    """A recommendation, as its page has it; `listed` is what the contents call it."""

    template: ClassVar[str] = "book_recommendation.html.jinja"

    it: RecommendationView
    listed: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of the timeline: its file, the same in words for those who do not see it, a sentence that sums it
    up, and the key."""

    file: str
    words: str
    summary: str
    bases: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TimelineLeaf(View):
    """An agenda item: its sessions in short, its picture where it has one, and all its events with their sources."""

    template: ClassVar[str] = "book_timeline.html.jinja"

    title: str
    table: SessionTable
    picture: Picture | None
    events: Events


@dataclass(frozen=True, slots=True)
class DocumentLeaf(View):
    """A held document, as its page has it; `listed` is what the contents call it, `elsewhere` says where its text
    stands when that is not here."""

    template: ClassVar[str] = "book_document.html.jinja"

    it: DocumentView
    listed: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class SourcesLeaf(View):
    """All sources, as the page of the sources has them."""

    template: ClassVar[str] = "book_sources.html.jinja"

    title: str
    it: SourcesView
