"""The page of a term: what it means and every place where the texts use it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Recommendation, Term
from macros.pages import editable, links
from macros.pages.editable import Editable
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.roles import roles_of

TEMPLATE = "term.html.jinja"

NAMES = ("body", "group", "instrument", "programme", "event")
"""The kinds of terms that recommendations can be filtered by, because they are names. Terms of art and places are not:
the topics are the way to a subject."""


def page(record: Term) -> Page:
    """Return the page of a term."""
    return Page(
        path=f"terms/{record.id}.md",
        title=full_name(record),
        description=record.definition,
        record=links.record_file(record),
        template=TEMPLATE,
        shown=partial(shown, record=record),
    )


def full_name(record: Term) -> str:
    """Return the name with its abbreviation: `World Trade Organization (WTO)`."""
    return f"{record.title} ({record.abbreviation})" if record.abbreviation else record.title


def shown(corpus: Corpus, record: Term) -> dict[str, Any]:
    """Return what the template shows: the definition and all uses."""
    mentions = corpus.mentions.get(record.id, ())
    in_recommendations: dict[int, list[Any]] = {}
    for mention in mentions:
        if isinstance(mention.record, Recommendation):
            in_recommendations.setdefault(mention.record.number, []).append(mention)
    return {
        "record": record,
        "full_name": full_name(record),
        "is_facet": record.kind in NAMES,
        "in_recommendations": [
            (corpus.recommendation(number), found) for number, found in sorted(in_recommendations.items())
        ],
        "in_documents": [mention for mention in mentions if not isinstance(mention.record, Recommendation)],
        "roles": roles_of(corpus.acting.get(record.id, ())),
        "benefited": corpus.benefited.get(record.id, ()),
    }


def parts(corpus: Corpus, record: Term) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("definition",), "definition", "record.definition")
    if record.note:
        yield editable.part(corpus, record, ("note",), "note", "record.note")
    yield editable.part(corpus, record, ("forms",), "wordings", "forms")


KIND = Kind(Term, page, parts, listed_as=full_name)
