"""What a rule reports, and how rules walk through records."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from itertools import zip_longest
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from macros.corpus.contract import fields, parts_in
from macros.corpus.load import Draft, Entry
from macros.corpus.located import Path_
from macros.corpus.records import Block, Cluster, Document, Edition, Recommendation, Slip, Variant
from macros.corpus.records.common import FieldGroup, Names
from macros.corpus.records.verbatim import fold, line_span
from macros.problems import Edit, Place

P = TypeVar("P", bound=FieldGroup)
T = TypeVar("T")

Advice = Callable[[], tuple[str, Edit | None]]
"""A repair that is looked up among many names, and its edit. It is asked for the problems that are said, and for no
other: so a thousand dangling references do not cost a thousand searches."""

Witnessed = tuple[Entry[Any], Path_, str, str, range]
"""An entry, the path of a text in it, its words, and the held document and lines they must equal."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken promise, before it gets the name of its rule; fields as in `Problem`. `advice` stands in for `repair`
    and `edit` where these take a search."""

    place: Place
    must: str
    found: str
    repair: str = ""
    edit: Edit | None = None
    advice: Advice | None = None


def once(compute: Callable[[Draft], T]) -> Callable[[Draft], T]:
    """Return a function that computes something of a draft when it is first asked, and remembers it as long as the
    draft is there: several rules ask, and a draft never changes."""
    known: WeakKeyDictionary[Draft, T] = WeakKeyDictionary()

    @wraps(compute)
    def remembered(draft: Draft) -> T:
        if draft not in known:
            known[draft] = compute(draft)
        return known[draft]

    return remembered


_WORD: Final = re.compile(r"\S+")


class Held:
    """The text of a held transcript by its lines, which count from 1. Only what is asked for is read: many records may
    name lines that they do not equal, or all of them."""

    def __init__(self, data: bytes) -> None:
        self.lines = data.decode("utf-8", errors="replace").split("\n")
        self._written = [number for number, line in enumerate(self.lines, start=1) if line.strip()]

    def written(self, span: range) -> Iterator[int]:
        """Yield the numbers of the lines in a span that are not blank."""
        for at in range(bisect_left(self._written, span.start), len(self._written)):
            if self._written[at] >= span.stop:
                return
            yield self._written[at]

    def words(self, span: range) -> Iterator[str]:
        """Yield the words of the lines in a span, cut at white space as `fold` cuts them."""
        for number in self.written(span):
            for match in _WORD.finditer(self.lines[number - 1]):
                yield match.group()

    def equals(self, words: str, span: range) -> bool:
        """Tell whether the lines in a span are these words, white space folded."""
        return all(ours == theirs for ours, theirs in zip_longest(words.split(), self.words(span)))


def promises(draft: Draft) -> Entry[Edition]:
    """Return the edition, which `check` makes sure is there."""
    assert draft.edition is not None
    return draft.edition


@once
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


@once
def witnessed(draft: Draft) -> tuple[Witnessed, ...]:
    """Return every verbatim text with the place it must equal."""
    return tuple(_witnessed(draft))


def _witnessed(draft: Draft) -> Iterator[Witnessed]:
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


@once
def _held(draft: Draft) -> dict[str, Held]:
    files = {name: Held(data) for name, data in draft.transcripts.items()}
    transcripts = {entry.stem: entry.record.transcript for entry in draft.of(Document)}
    return {stem: files[each.file] for stem, each in transcripts.items() if each and each.file in files}


def held(draft: Draft, document: str) -> Held | None:
    """Return the transcript of a document, or None when there is none."""
    return _held(draft).get(document)


def source_lines(draft: Draft, document: str) -> list[str] | None:
    """Return the lines of the transcript of a document, or None when there is none."""
    transcript = held(draft, document)
    return transcript.lines if transcript else None


@once
def changed(draft: Draft) -> set[str]:
    """Return the files with a text that is not that of its source. What quotes the words of such a text waits: most
    often they are right and the text is not."""
    found = set()
    for entry, _, words, document, span in witnessed(draft):
        transcript = held(draft, document)
        if transcript and not transcript.equals(words, span):
            found.add(entry.file)
    return found


def remarks(record: BaseModel) -> Iterator[tuple[Path_, Slip | Variant]]:
    """Yield every slip and variant of a record with its path."""
    yield from parts(record, Slip)
    yield from parts(record, Variant)


def named(record: BaseModel, path: Path_ = ()) -> Iterator[tuple[Path_, Names, str | int]]:
    """Yield every name of another record in a record: its path, which records it can name, and the name as it is
    written. Which fields hold names is said where they are declared, see `Names`."""
    naming, leading = _naming(type(record))
    for field, names in naming:
        value = getattr(record, field)
        for place, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if each is not None:
                yield (*path, field) if place is None else (*path, field, place), names, each
    for field in leading:
        value = getattr(record, field)
        for place, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(each, BaseModel):
                yield from named(each, (*path, field) if place is None else (*path, field, place))


@cache
def _naming(part: type[BaseModel]) -> tuple[tuple[tuple[str, Names], ...], tuple[str, ...]]:
    """Return the fields of a part that name records, and those in whose parts some do."""
    naming = tuple((field.attribute, field.names) for field in fields(part) if field.names)
    leading = tuple(
        name
        for name, field in part.model_fields.items()
        if any(each.names for inner in parts_in(field.annotation) for there in _within(inner) for each in fields(there))
    )
    return naming, leading


def parts(record: BaseModel, kind: type[P], path: Path_ = ()) -> Iterator[tuple[Path_, P]]:
    """Yield every part of a kind in a record, the record itself included, with its path."""
    if isinstance(record, kind):
        yield path, record
    for name in _leading_to(kind, type(record)):
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from parts(value, kind, (*path, name))
        elif isinstance(value, tuple):
            for position, each in enumerate(value):
                if isinstance(each, BaseModel):
                    yield from parts(each, kind, (*path, name, position))


@cache
def _leading_to(kind: type[BaseModel], part: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a part that a part of a kind can stand in, at any depth."""
    return tuple(
        name
        for name, field in part.model_fields.items()
        if any(issubclass(each, kind) for inner in parts_in(field.annotation) for each in _within(inner))
    )


@cache
def _within(part: type[BaseModel]) -> frozenset[type[BaseModel]]:
    """Return the classes of a part and of everything that can stand in it."""
    found = {part}
    waiting = [part]
    while waiting:
        for field in waiting.pop().model_fields.values():
            new = {*parts_in(field.annotation)} - found
            found |= new
            waiting.extend(new)
    return frozenset(found)
