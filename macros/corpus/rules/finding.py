"""What a rule reports, and how rules walk through records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from macros.corpus.load import Draft, Entry
from macros.corpus.records import Block, Cluster, Document, Edition, Recommendation, Slip, Variant
from macros.corpus.records.common import Part
from macros.corpus.records.verbatim import fold, line_span
from macros.corpus.source import Path_
from macros.problems import Edit, Place

P = TypeVar("P", bound=Part)

Witnessed = tuple[Entry[Any], Path_, str, str, range]
"""An entry, the path of a text in it, its words, and the held document and lines they must equal."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken promise, before it gets the name of its rule; fields as in `Problem`."""

    place: Place
    must: str
    found: str
    repair: str = ""
    edit: Edit | None = None


def promises(draft: Draft) -> Entry[Edition]:
    """Return the edition, which `check` makes sure is there."""
    assert draft.edition is not None
    return draft.edition


def promised_names(draft: Draft) -> dict[str, set[str]]:
    """Return the names of the files that the edition promises, by kind."""
    promised = promises(draft).record.promises
    return {
        "recommendations": {f"{number:02d}" for number in range(1, promised.recommendations + 1)},
        "clusters": set(promised.clusters),
        "sessions": set(promised.sessions),
    }


def unread(draft: Draft, *kinds: str) -> bool:
    """True while a file of one of these kinds could not be read or is missing; what depends on all of them waits for
    the next run."""
    missing = {kind for kind, names in promised_names(draft).items() if names - draft.names(kind)}
    return any(kind in kinds for kind, _ in draft.broken) or not missing.isdisjoint(kinds)


def texts_unread(draft: Draft) -> bool:
    """True while some text could not be read."""
    return unread(draft, "recommendations", "clusters", "documents")


def witnessed(draft: Draft) -> Iterator[Witnessed]:
    """Yield every verbatim text with the place it must equal."""
    for rec in draft.of(Recommendation):
        words = fold(" ".join([rec.record.label, *(block.words for block in rec.record.text)]))
        yield rec, ("text",), words, rec.record.place.document, rec.record.place.span
    for cluster in draft.of(Cluster):
        words = fold(" ".join(block.words for block in cluster.record.text))
        yield cluster, ("text",), words, cluster.record.place.document, cluster.record.place.span
    for document in draft.of(Document):
        for path, block in parts(document.record, Block):
            if block.lines:
                yield document, path, block.words, document.stem, line_span(block.lines)


def source_lines(draft: Draft, document: str) -> list[str] | None:
    """Return the lines of the transcript of a document, or None when there is none."""
    entry = draft.entries["documents"].get(document)
    transcript = entry.record.transcript if entry else None
    data = draft.transcripts.get(transcript.file) if transcript else None
    return data.decode("utf-8", errors="replace").split("\n") if data is not None else None


def changed(draft: Draft) -> set[str]:
    """Return the files with a text that is not that of its source. What quotes the words of such a text waits: most
    often they are right and the text is not."""
    found = set()
    for entry, _, words, document, span in witnessed(draft):
        lines = source_lines(draft, document)
        if lines is not None and words != fold(" ".join(lines[span.start - 1 : span.stop - 1])):
            found.add(entry.file)
    return found


def remarks(record: BaseModel) -> Iterator[tuple[Path_, Slip | Variant]]:
    """Yield every slip and variant of a record with its path."""
    yield from parts(record, Slip)
    yield from parts(record, Variant)


def parts(record: BaseModel, kind: type[P], path: Path_ = ()) -> Iterator[tuple[Path_, P]]:
    """Yield every part of a kind in a record, the record itself included, with its path."""
    if isinstance(record, kind):
        yield path, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from parts(value, kind, (*path, name))
        elif isinstance(value, tuple):
            for position, each in enumerate(value):
                if isinstance(each, BaseModel):
                    yield from parts(each, kind, (*path, name, position))
