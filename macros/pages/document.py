"""The page of a document: its text where we hold it, what we saw of it, where it can be read, and what rests on it."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlsplit

from macros.corpus.graph import Corpus, Reliance
from macros.corpus.records import Cluster, Document, Recommendation, Transcript
from macros.corpus.records.verbatim import fold, line_span
from macros.pages import citing, links, text
from macros.pages.page import Page

TEMPLATE = "document.html.jinja"


def page(record: Document) -> Page:
    """Return the page of a document."""
    title = f"{record.symbol}: {record.title}" if record.symbol and record.title else record.name
    return Page(
        path=f"documents/{record.id}.md",
        title=title,
        description=f"The text of {record.name}, each paragraph with its own address, and what rests on it."
        if record.held
        else f"What we know of {record.name} and how, where it can be read, and what rests on it in this edition.",
        record=links.record_file(record),
        template=TEMPLATE,
        shown=partial(shown, record=record),
    )


def shown(corpus: Corpus, record: Document) -> dict[str, Any]:
    """Return what the template shows of any document, and of one that we hold its text."""
    reliances = corpus.reliances.get(f"documents/{record.id}", ())
    return {
        "record": record,
        "transcript": record.transcript,
        "known_through": citing.known_through(record),
        "hosts": [urlsplit(copy.address).hostname if copy.address else None for copy in record.copies],
        "session": corpus.session(record.session) if record.session else None,
        "subjects": citing.by_subject(citing.resting(corpus, reliances)),
        **(_text(corpus, record, record.transcript, reliances) if record.transcript else {}),
    }


def _text(corpus: Corpus, record: Document, transcript: Transcript, reliances: tuple[Reliance, ...]) -> dict[str, Any]:
    """Return what the template shows of a held text. The transcript of the recommendations is shown line by line, each
    line leading to the page of what stands in it; other documents block by block, with what rests on a block beside
    it."""
    owners = _owners(corpus, record)
    own_blocks = {line_span(block.lines).start: block for block in transcript.text if block.lines}
    lines = [
        (number, fold(line), owners.get(number), own_blocks.get(number))
        for number, line in enumerate(corpus.lines(record), start=1)
        if line.strip()
    ]
    beside = {
        block.id: citing.resting(corpus, [each for each in reliances if each.citation.at == block.id])
        for block in transcript.text
    }
    return {
        "by_line": bool(owners),
        "lines": lines,
        "rows": [(block, beside[block.id]) for block in transcript.text],
        "notes": text.numbered(transcript.text, transcript.slips),
        "mentions": sorted(
            {
                use.term
                for block in transcript.text
                for stretch in block.stretches
                for use in corpus.uses(fold(stretch.text))
            }
        ),
    }


def _owners(corpus: Corpus, document: Document) -> dict[int, Recommendation | Cluster]:
    """Return, for each line of a transcript, the recommendation or cluster whose text stands there."""
    records: tuple[Recommendation | Cluster, ...] = (*corpus.recommendations, *corpus.clusters)
    return {
        number: record for record in records if record.place.document == document.id for number in record.place.span
    }
