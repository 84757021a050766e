"""The page of a topic: what we put under it and its recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Topic
from macros.pages import editable, links
from macros.pages.editable import Editable
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page

TEMPLATE = "topic.html.jinja"


def page(record: Topic) -> Page:
    """Return the page of a topic."""
    return Page(
        path=f"topics/{record.id}.md",
        title=f"Topic: {record.title}",
        description=record.definition,
        record=links.record_file(record),
        template=TEMPLATE,
        shown=partial(shown, record=record),
    )


def shown(corpus: Corpus, record: Topic) -> dict[str, Any]:
    """Return what the template shows: the definition and the members."""
    return {"record": record, "members": corpus.about.get(record.id, ())}


def parts(corpus: Corpus, record: Topic) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("definition",), "definition", "record.definition")
    if record.note:
        yield editable.part(corpus, record, ("note",), "note", "record.note")
    if record.concordance:
        yield editable.part(corpus, record, ("concordance",), "published vocabularies", "concordance")


KIND = Kind(Topic, page, parts)
