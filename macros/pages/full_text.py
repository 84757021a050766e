"""All recommendations on one page, in the order of the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.corpus.graph import Corpus
from macros.pages import editable, text
from macros.pages.editable import Editable

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


def parts(corpus: Corpus) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    agenda = corpus.agenda
    assert agenda.transcript is not None
    yield from editable.texts(corpus, agenda, agenda.transcript.text, ("transcript", "text"))
    for cluster in corpus.clusters:
        prefix = f"cluster-{cluster.identifier}-"
        yield editable.part(corpus, cluster, (), cluster.name, f"cluster-{cluster.identifier}")
        yield from editable.texts(corpus, cluster, cluster.text, ("text",), prefix=prefix, of=cluster.name)
        yield from editable.notes(corpus, cluster, cluster.text, (), prefix=prefix, of=cluster.name)
        for record in corpus.members.get(cluster.identifier, ()):
            prefix = f"r{record.number}-"
            yield editable.part(corpus, record, (), record.name, f"recommendation-{record.number}")
            yield from editable.texts(corpus, record, record.text, ("text",), prefix=prefix, of=record.name)
            yield from editable.notes(corpus, record, record.text, (), prefix=prefix, of=record.name)
