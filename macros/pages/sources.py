"""Everything the edition rests on, a line each: held documents, cited documents, other witnesses."""

from __future__ import annotations

from typing import Any

from macros.corpus.graph import Corpus

TEMPLATE = "sources.html.jinja"


def shown(corpus: Corpus) -> dict[str, Any]:
    """Return what the template shows."""
    return {
        "held": [document for document in corpus.documents if document.held],
        "cited_documents": [document for document in corpus.documents if not document.held],
        "witnesses": corpus.witnesses,
    }
