"""The page of a recommendation: its text first, then what we know about it."""

from __future__ import annotations

from functools import partial
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Recommendation
from macros.pages import links, text
from macros.pages.page import Page
from macros.pages.pictures.neighbourhood import neighbourhood
from macros.pages.roles import roles_in, together

TEMPLATE = "recommendation.html.jinja"

LISTED = {
    ("yes", "stated"): "Yes. Sources say so.",
    ("yes", "inferred"): "Yes, as we infer from the sources.",
    ("no", "stated"): "No. Sources place it in the list of the other 26.",
    ("no", "inferred"): "No, as we infer from the sources.",
    ("unknown", "not-established"): "Not known.",
}
"""The answer to "is it one of the 19?" by value and basis."""

LISTED_SHORT = {
    ("yes", "stated"): "yes, stated",
    ("yes", "inferred"): "yes, inferred",
    ("no", "stated"): "no, stated",
    ("no", "inferred"): "no, inferred",
    ("unknown", "not-established"): "not known",
}
"""The same for a table."""


def page(record: Recommendation) -> Page:
    """Return the page of a recommendation."""
    return Page(
        path=f"recommendations/{record.number}.md",
        title=f"{record.name}: {record.title}",
        description=record.gist,
        record=links.record_file(record),
        template=TEMPLATE,
        shown=partial(shown, record=record),
    )


def shown(corpus: Corpus, record: Recommendation) -> dict[str, Any]:
    """Return what the template shows: the record, its cluster, notes, terms, roles, links and neighbours."""
    previous, following = corpus.neighbours(record)
    claim = record.immediate_implementation
    return {
        "record": record,
        "cluster": corpus.cluster(record.cluster),
        "notes": text.numbered(record.text, record.slips, record.variants),
        "terms": corpus.terms_of(record),
        "topics": [corpus.topic(topic) for topic in record.topics],
        "roles": roles_in(record),
        "beneficiaries": together(record.beneficiaries),
        "links": corpus.links.get(record.number, ()),
        "map": neighbourhood(corpus, record),
        "listed": LISTED[claim.listed, claim.basis],
        "previous": previous,
        "next": following,
        "place": corpus.document(record.place.document),
    }


def listed_short(record: Recommendation) -> str:
    """Return whether a recommendation is one of the 19, in two or three words."""
    claim = record.immediate_implementation
    return LISTED_SHORT[claim.listed, claim.basis]
