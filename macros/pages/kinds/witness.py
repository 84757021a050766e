"""The page of a source that is no official document with a symbol: what we saw of it, where it can be read, what rests
on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Witness
from macros.pages import citing, editable, links
from macros.pages.editable import Editable
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page

TEMPLATE = "witness.html.jinja"


def page(record: Witness) -> Page:
    """Return the page of a witness."""
    return Page(
        path=f"witnesses/{record.id}.md",
        title=f"Source: {record.title}",  # a term may be called the same
        description=f"What we read of this source by {record.publisher}, where it can be read, and what rests on it.",
        record=links.record_file(record),
        template=TEMPLATE,
        shown=partial(shown, record=record),
    )


def shown(corpus: Corpus, record: Witness) -> dict[str, Any]:
    """Return what the template shows."""
    reliances = corpus.reliances.get(f"witnesses/{record.id}", ())
    return {"record": record, "subjects": citing.by_subject(citing.resting(corpus, reliances))}


def parts(corpus: Corpus, record: Witness) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("seen",), "how much of it was read", "record.seen")
    yield editable.part(corpus, record, ("address",), "where it can be read", "copies")
    yield editable.part(corpus, record, (), "what is said of this source", "about")


KIND = Kind(Witness, page, parts)
