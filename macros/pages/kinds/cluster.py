"""The page of a cluster: its heading and its recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Cluster
from macros.pages import editable, links, text
from macros.pages.editable import Editable
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page

TEMPLATE = "cluster.html.jinja"


def page(record: Cluster) -> Page:
    """Return the page of a cluster."""
    return Page(
        path=f"clusters/{record.identifier}.md",
        title=f"{record.name}: {record.title}",
        description=record.gist,
        record=links.record_file(record),
        template=TEMPLATE,
        shown=partial(shown, record=record),
    )


def shown(corpus: Corpus, record: Cluster) -> dict[str, Any]:
    """Return what the template shows: the heading with its notes, the members, the topics they share, the
    neighbours."""
    members = corpus.members.get(record.identifier, ())
    previous, following = corpus.neighbours(record)
    counts: dict[str, int] = {}
    for member in members:
        for topic in member.topics:
            counts[topic] = counts.get(topic, 0) + 1
    return {
        "record": record,
        "members": members,
        "notes": text.numbered(record.text, record.slips),
        "topics": [
            (corpus.topic(name), count) for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ],
        "previous": previous,
        "next": following,
        "place": corpus.document(record.place.document),
    }


def parts(corpus: Corpus, record: Cluster) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("gist",), "summary", "record.gist")
    yield from editable.texts(corpus, record, record.text, ("text",))
    if record.official:
        yield editable.part(corpus, record, ("official",), "the heading in another form", "record.official")
    yield from editable.notes(corpus, record, record.text, ())


KIND = Kind(Cluster, page, parts, listed_as=lambda each: f"{each.name}: {each.title}")
