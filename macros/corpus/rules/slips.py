"""What a slip of the source is said to be, it is. The guide settles what a slip is: docs/contributing/correct.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from macros.corpus.load import Draft, Entry
from macros.corpus.records import Cluster, Document, Recommendation, Slip
from macros.corpus.records.verbatim import fold
from macros.corpus.rules.finding import Finding, changed, held, once, parts, texts_unread

_WORD: Final = re.compile(r"[\w'\u2019-]+")


def stated_slips_are_read_elsewhere(draft: Draft) -> Iterator[Finding]:
    """A slip is `stated` when another source has the reading that we expect. So one of its sources is named with that
    reading under `variants`, or under `official` for the heading of a cluster. Otherwise it is inferred."""
    entries: list[Entry[Recommendation] | Entry[Cluster]] = [*draft.of(Recommendation), *draft.of(Cluster)]
    for entry in entries:
        for path, slip in parts(entry.record, Slip):
            if slip.basis != "stated" or slip.reading is None:
                continue
            sources = {citation.cites for citation in slip.sources}
            if not any(_has(slip, *theirs) for theirs, names in _readings(entry.record) if names & sources):
                yield Finding(
                    entry.place(*path, "basis"),
                    "a slip is stated when one of its sources has the reading",
                    f'basis "stated", and no variant of these sources with "{slip.reading}"',
                    'enter the variant that the source has, or write "inferred"',
                )


def uneven_words_stand_both_ways(draft: Draft) -> Iterator[Finding]:
    """A slip of the kind `inconsistency` is one thing written in two ways within the same source. So the words that our
    reading has and the text has not stand elsewhere in that source. Where the two differ in capitals only, capitals
    count."""
    if texts_unread(draft):
        return
    entries: list[Entry[Recommendation] | Entry[Cluster] | Entry[Document]] = [
        *draft.of(Recommendation),
        *draft.of(Cluster),
        *draft.of(Document),
    ]
    for entry in entries:
        document = entry.stem if isinstance(entry.record, Document) else entry.record.place.document
        if document not in _written(draft) or entry.file in changed(draft):
            continue
        for path, slip in parts(entry.record, Slip):
            if slip.kind == "inconsistency" and slip.reading and (missing := _missing(draft, document, slip)):
                yield Finding(
                    entry.place(*path, "kind"),
                    "what is called an inconsistency is written otherwise elsewhere in the same source",
                    f'"{missing}", which stands nowhere in {document}',
                    "correct `reading`, or choose another kind",
                )


def _readings(record: Recommendation | Cluster) -> Iterator[tuple[tuple[str, str], set[str]]]:
    """Yield the words of our text and those that others have in their place, with the names of the others. Headings
    are printed in capitals here and not there, so their capitals do not count."""
    if isinstance(record, Recommendation):
        for variant in record.variants:
            yield (variant.words, variant.reading), {citation.cites for citation in variant.witnesses}
    elif record.official:
        heading = " ".join(block.words for block in record.text).casefold()
        yield (heading, record.official.reading.casefold()), {each.cites for each in record.official.witnesses}


def _has(slip: Slip, words: str, reading: str) -> bool:
    """Tell whether another reading of some words has what a slip should read; either may be the longer of the two."""
    words, reading, wrong, right = (fold(each) for each in (words, reading, slip.words, slip.reading or ""))
    if words == words.casefold() and wrong not in words:
        wrong, right = wrong.casefold(), right.casefold()
    return right in reading if wrong in words else words in wrong and reading in right


def _missing(draft: Draft, document: str, slip: Slip) -> str | None:
    """Return the first word that a reading has and the slip has not, and that stands nowhere in the source."""
    words, reading, exactly = slip.words, slip.reading or "", True
    if words.casefold() != reading.casefold():
        words, reading, exactly = words.casefold(), reading.casefold(), False
    there = {*_WORD.findall(words)}
    written = _written(draft)[document][exactly]
    return next((word for word in _WORD.findall(reading) if word not in there and word not in written), None)


@once
def _written(draft: Draft) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the words of each held document: without regard to capitals, and as they are."""
    found = {}
    for entry in draft.of(Document):
        if transcript := held(draft, entry.stem):
            words = frozenset(word for line in transcript.lines for word in _WORD.findall(line))
            found[entry.stem] = (frozenset(word.casefold() for word in words), words)
    return found
