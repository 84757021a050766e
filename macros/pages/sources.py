"""Everything the edition rests on: held documents, cited documents, other witnesses, each with its uses."""

from __future__ import annotations

from typing import Any

from macros.corpus.graph import Corpus
from macros.pages import citing

TEMPLATE = "sources.html.jinja"


def shown(corpus: Corpus) -> dict[str, Any]:
    """Return what the template shows: documents and witnesses with what rests on each."""

    def uses(key: str) -> list[tuple[str, list[citing.Resting]]]:
        return citing.by_subject(citing.resting(corpus, corpus.reliances.get(key, ())))

    return {
        "held": [document for document in corpus.documents if document.held],
        "cited_documents": [
            (document, uses(f"documents/{document.id}")) for document in corpus.documents if not document.held
        ],
        "witnesses": [(witness, uses(f"witnesses/{witness.id}")) for witness in corpus.witnesses],
    }
