"""The page of a topic: what we put under it and its recommendations."""

from __future__ import annotations

from functools import partial
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Topic
from macros.pages import links
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
