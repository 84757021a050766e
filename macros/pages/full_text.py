"""All recommendations on one page, in the order of the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Cluster, Recommendation
from macros.pages import editable, links, pieces, text
from macros.pages.editable import Editable
from macros.pages.here import Here, Link
from macros.pages.pieces import Numbered
from macros.pages.source_text import Remarks, SourceText, notes_on, part_links, remarks, source_text, writer
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class Member:
    """A recommendation with its text."""

    recommendation: Numbered
    text: SourceText
    remarks: tuple[Remarks, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A cluster with its heading as the source has it, and its recommendations."""

    id: str
    cluster: Link
    text: SourceText
    remarks: tuple[Remarks, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class FullTextView(View):
    """What the page shows: the way to the same in Akoma Ntoso, the lines before the first cluster, then each
    cluster."""

    template: ClassVar[str] = "full_text.html.jinja"

    file: str
    legal: Link | None
    preamble: SourceText
    chapters: tuple[Chapter, ...]


def view(corpus: Corpus, here: Here) -> FullTextView:
    """Return what the page shows."""
    agenda = corpus.agenda
    assert agenda.transcript is not None
    return FullTextView(
        file=links.record_file(agenda),
        legal=pieces.legal(corpus, here, agenda),
        preamble=SourceText(
            "preamble",
            text.tongue(agenda.lang),
            writer(corpus, here).write(agenda.transcript.text),
            None,
            (),
            part_links(agenda),
        ),
        chapters=tuple(_chapter(corpus, here, cluster) for cluster in corpus.clusters),
    )


def _chapter(corpus: Corpus, here: Here, cluster: Cluster) -> Chapter:
    members = corpus.members.get(cluster.identifier, ())
    return Chapter(
        f"cluster-{cluster.identifier}",
        here.link(cluster, f"{corpus.name(cluster)}: {cluster.title}"),
        *_text(corpus, here, cluster),
        tuple(Member(pieces.recommendation(here, each), *_text(corpus, here, each)) for each in members),
    )


def _text(corpus: Corpus, here: Here, record: Recommendation | Cluster) -> tuple[SourceText, tuple[Remarks, ...]]:
    """Return a text and its notes; their anchors begin with what tells them from those of the other texts."""
    notes, prefix = notes_on(record), _prefix(record)
    framed = source_text(corpus, here, record, notes, prefix, captioned=False)
    return framed, remarks(corpus, here, record, notes, prefix=prefix, of=corpus.name(record))


def _prefix(record: Recommendation | Cluster) -> str:
    return f"r{record.number}-" if isinstance(record, Recommendation) else f"cluster-{record.identifier}-"


def parts(corpus: Corpus) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    agenda = corpus.agenda
    assert agenda.transcript is not None
    yield from editable.texts(corpus, agenda)
    for cluster in corpus.clusters:
        prefix = _prefix(cluster)
        yield editable.part(corpus, cluster, (), corpus.name(cluster), f"cluster-{cluster.identifier}")
        yield from editable.texts(corpus, cluster, prefix=prefix, of=corpus.name(cluster))
        yield from editable.notes(corpus, cluster, cluster.text, (), prefix=prefix, of=corpus.name(cluster))
        for record in corpus.members.get(cluster.identifier, ()):
            prefix = _prefix(record)
            yield editable.part(corpus, record, (), corpus.name(record), f"recommendation-{record.number}")
            yield from editable.texts(corpus, record, prefix=prefix, of=corpus.name(record))
            yield from editable.notes(corpus, record, record.text, (), prefix=prefix, of=corpus.name(record))
