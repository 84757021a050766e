"""The page of a document that we hold: its text, paragraph by paragraph, and what rests on it."""

from __future__ import annotations

from functools import partial
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import Cluster, Document, Recommendation
from macros.corpus.records.verbatim import fold, line_span
from macros.pages import citing, links, text
from macros.pages.page import Page

TEMPLATE = "document.html.jinja"


def page(record: Document) -> Page:
    """Return the page of a held document."""
    title = f"{record.symbol}: {record.title}" if record.symbol and record.title else record.name
    return Page(
        path=f"documents/{record.id}.md",
        title=title,
        description=f"The text of {record.name} as held, each paragraph with its own address, and what rests on it.",
        record=links.record_file(record),
        template=TEMPLATE,
        shown=partial(shown, record=record),
    )


def shown(corpus: Corpus, record: Document) -> dict[str, Any]:
    """Return what the template shows. The transcript of the recommendations is shown line by line, each line
    leading to the page of what stands in it; other documents block by block, with what rests on a block beside it."""
    assert record.transcript is not None
    owners = _owners(corpus, record)
    own_blocks = {line_span(block.lines).start: block for block in record.transcript.text if block.lines}
    lines = [
        (number, fold(line), owners.get(number), own_blocks.get(number))
        for number, line in enumerate(corpus.lines(record), start=1)
        if line.strip()
    ]
    reliances = corpus.reliances.get(f"documents/{record.id}", ())
    beside = {
        block.id: citing.resting(corpus, [each for each in reliances if each.citation.at == block.id])
        for block in record.transcript.text
    }
    return {
        "record": record,
        "transcript": record.transcript,
        "by_line": bool(owners),
        "lines": lines,
        "rows": [(block, beside[block.id]) for block in record.transcript.text],
        "notes": text.numbered(record.transcript.text, record.transcript.slips),
        "subjects": citing.by_subject(citing.resting(corpus, reliances)),
        "mentions": sorted(
            {
                use.term
                for block in record.transcript.text
                for stretch in block.stretches
                for use in corpus.uses(fold(stretch.text))
            }
        ),
        "session": corpus.session(record.session) if record.session else None,
    }


def _owners(corpus: Corpus, document: Document) -> dict[int, Recommendation | Cluster]:
    """Return, for each line of a transcript, the recommendation or cluster whose text stands there."""
    records: tuple[Recommendation | Cluster, ...] = (*corpus.recommendations, *corpus.clusters)
    return {
        number: record for record in records if record.place.document == document.id for number in record.place.span
    }
