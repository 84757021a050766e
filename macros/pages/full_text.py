"""All recommendations on one page, in the order of the source."""

from __future__ import annotations

from typing import Any

from macros.corpus.graph import Corpus
from macros.pages import text

TEMPLATE = "full_text.html.jinja"


def shown(corpus: Corpus) -> dict[str, Any]:
    """Return what the template shows: the lines before the first cluster, then each cluster with its members."""
    agenda = corpus.agenda
    assert agenda.transcript is not None
    return {
        "numbered": text.numbered,
        "agenda": agenda,
        "preamble": agenda.transcript.text,
        "chapters": [(cluster, corpus.members.get(cluster.identifier, ())) for cluster in corpus.clusters],
    }
