"""The order of the source decides: which text bears which number, letter and anchor, and what comes after what."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from macros.corpus.load import Draft, Entry
from macros.corpus.located import Path_
from macros.corpus.records import Block, Cluster, Document, Recommendation
from macros.corpus.records.verbatim import Passage, fold, line_span
from macros.corpus.rules.finding import Finding, changed, parts, promised_names, promises, source_lines, unread
from macros.problems import one_line

_NUMBER: Final = re.compile(r"[0-9]+")
_ORDINAL: Final = re.compile(r"([0-9]+|(?<![a-z0-9])(?:[a-z]|[ivx]+))$")
"""What an anchor ends with when it counts: `5` of `p5`, `ii` of `p5-ii`, `a`."""


def numbers_are_as_printed(draft: Draft) -> Iterator[Finding]:
    """A recommendation has the number that the transcript prints before its text. Where none is printed, the numbers
    go up with the lines of the transcript."""
    waiting, promised = changed(draft), promised_names(draft)["recommendations"]
    before: dict[str, Recommendation] = {}
    for entry in sorted(draft.of(Recommendation), key=lambda entry: entry.record.place.span.start):
        record, line = entry.record, entry.record.place.span.start
        document = record.place.document
        if entry.file in waiting or entry.stem not in promised or source_lines(draft, document) is None:
            continue
        printed, last = _NUMBER.search(record.label), before.get(document)
        before[document] = record
        if printed and (number := printed[0].lstrip("0")) != str(record.number):
            yield Finding(
                entry.place("number"),
                f"the number is the one that the transcript of {document} prints, in line {line}",
                f'{record.number} with the text that is printed as "{one_line(record.label, 40)}"',
                f"move the text to data/recommendations/{number:>02}.yml, and put here that of {record.number}",
            )
        elif not printed and last and record.number <= last.number:
            yield Finding(
                entry.place("number"),
                f"numbers go up with the lines of the transcript of {document}",
                f"{record.number} at line {line}, after {last.number} at line {last.place.span.start}",
                "exchange the texts or correct `place`",
            )


def letters_are_as_printed(draft: Draft) -> Iterator[Finding]:
    """A cluster has the letter that is printed in its heading. Where none is printed, the letters go up with the lines
    of the transcript."""
    for entry, must, found in _letters_amiss(draft):
        word = promises(draft).record.vocabulary.cluster.one
        repair = f"put the heading of {word} {entry.record.letter} here, with its `place`, or correct the letter"
        yield Finding(entry.place("letter"), must, found, repair)


def recommendations_follow_the_heading_of_their_cluster(draft: Draft) -> Iterator[Finding]:
    """A recommendation belongs to the cluster whose heading is the last before its text in the transcript."""
    waiting = changed(draft)
    if unread(draft, "clusters") or any(_letters_amiss(draft)) or waiting & {each.file for each in draft.of(Cluster)}:
        return  # which heading it is must be sure first
    headings = sorted(draft.of(Cluster), key=lambda entry: entry.record.place.span.start)
    for entry in draft.of(Recommendation):
        record, document = entry.record, entry.record.place.document
        known = record.cluster in draft.entries["clusters"] and source_lines(draft, document) is not None
        if entry.file in waiting or not known:
            continue
        line = record.place.span.start
        above = [
            each for each in headings if each.record.place.document == document and each.record.place.span.start < line
        ]
        if not above or above[-1].stem != record.cluster:
            heading = above[-1].record.place.span.start if above else 0
            yield Finding(
                entry.place("cluster"),
                f"the cluster is the one whose heading comes before line {line} in the transcript of {document}",
                f'"{record.cluster}"; {_quoted(draft, document, heading) if above else "no heading"} comes before it',
                f'write "{above[-1].stem}"' if above else "correct `lines` of the text or of the heading",
            )


def blocks_stand_in_the_order_of_their_source(draft: Draft) -> Iterator[Finding]:
    """The blocks of a held document stand in the order of their lines in the transcript, so that its page reads as the
    document does."""
    for entry in draft.of(Document):
        last = range(0)
        for path, block in parts(entry.record, Block):
            if not block.lines:
                continue
            span = line_span(block.lines)
            if last and span and span.start < last.start:
                yield Finding(
                    entry.place(*path, "lines"),
                    f"the blocks stand in the order of the lines of {entry.stem}",
                    f'"{block.id}", {_named(span)}, after {_named(last)}',
                    "move the block to its place",
                )
            last = span


def anchors_count_as_the_source_does(draft: Draft) -> Iterator[Finding]:
    """The anchor of a block before which the source prints a number or a letter ends with that: `p5` for `5.`, `p5-ii`
    for `(ii)`, `a` for `a)`. Where none is printed, anchors that differ in a number only, such as `b1` and `b2`, go up
    from block to block and stand at blocks of one kind. A citation must not lead to a neighbour."""
    for _, entry in draft.all():
        for path, part, _, counted in _anchored(entry):
            printed = _printed(part)
            if printed and printed != counted:
                yield Finding(
                    entry.place(*path, "id"),
                    "the anchor ends with the number or letter that the source prints",
                    f'"{part.id}" for the mark "{one_line(part.marker or "", 40)}"',
                    f'end it with "{printed}", or put the text here that the anchor stands for',
                )
        yield from _out_of_line(entry)


def held_documents_print_their_symbol(draft: Draft) -> Iterator[Finding]:
    """The symbol of a document that we hold stands in its transcript: it is given as printed, and another document's
    text does not get there by an exchange."""
    for entry in draft.of(Document):
        symbol, lines = entry.record.symbol, source_lines(draft, entry.stem)
        if symbol and lines is not None and fold(symbol) not in fold("\n".join(lines)):
            yield Finding(
                entry.place("symbol"),
                f"the symbol stands in the transcript of {entry.stem}",
                f'"{symbol}", which is not there',
                "name the transcript of this document; leave the symbol out where the text has none",
            )


def _anchored(entry: Entry[Any]) -> Iterator[tuple[Path_, Block | Passage, str, str]]:
    """Yield each block and passage that has an anchor, with its path, and the anchor in two: `p5-` and `ii`, or where
    it does not count, all of it and nothing. One that was there before is told by another rule."""
    seen: set[str] = set()
    found: list[tuple[Path_, Block | Passage]] = [*parts(entry.record, Block), *parts(entry.record, Passage)]
    for path, part in found:
        if part.id and part.id not in seen:
            seen.add(part.id)
            counted = _ORDINAL.search(part.id)
            yield path, part, part.id[: counted.start()] if counted else part.id, counted[0] if counted else ""


def _printed(part: Block | Passage) -> str:
    """Return the number or letter of the mark that the source prints before a block or passage, nothing where the mark
    has none: `ii` of `(ii)`, `5` of `Article 5.`"""
    words = re.findall(r"[a-z0-9]+", (part.marker or "").casefold())
    return words[-1] if words and _ORDINAL.fullmatch(words[-1]) else ""


def _out_of_line(entry: Entry[Any]) -> Iterator[Finding]:
    """Yield the anchors with a number that do not go up, or stand at a block of another kind than most with the same
    stem; those that differ from a printed mark are told already."""
    numbered = [
        (path, part, stem, int(counted))
        for path, part, stem, counted in _anchored(entry)
        if counted.isdigit() and _printed(part) in ("", counted)
    ]
    kinds: dict[tuple[type, str], Counter[str]] = defaultdict(Counter)
    for _, part, stem, _ in numbered:
        kinds[type(part), stem][part.kind] += 1
    last: dict[str, int] = {}
    for path, part, stem, number in numbered:
        usual = kinds[type(part), stem].most_common(1)[0][0]
        if number <= last.get(stem, -1):
            yield Finding(
                entry.place(*path, "id"),
                "the numbers in anchors go up from block to block",
                f'"{part.id}" after "{stem}{last[stem]}"',
                f'put the blocks in order; a new one between two others is called "{part.id}-a" or the like',
            )
        elif part.kind != usual:
            yield Finding(
                entry.place(*path, "id"),
                f'anchors that begin with "{stem}" stand at blocks of one kind, here {usual}',
                f'"{part.id}" at a block of the kind {part.kind}',
                "correct the anchor or the kind",
            )
        last[stem] = max(number, last.get(stem, -1))


@cache
def _letter(word: str) -> re.Pattern[str]:
    """Return what finds the letter of a cluster in its heading: after the edition's word for it, or before all others
    with a sign behind it."""
    return re.compile(rf"(?i:\b{re.escape(word)})\s+([A-Z])\b|^\W*([A-Z])\s*[.):]")


def _letters_amiss(draft: Draft) -> Iterator[tuple[Entry[Cluster], str, str]]:
    """Yield each cluster whose letter is not that of its heading, with what must be and what was found."""
    waiting, promised = changed(draft), promised_names(draft)["clusters"]
    letter = _letter(promises(draft).record.vocabulary.cluster.one)
    before: dict[str, Cluster] = {}
    for entry in sorted(draft.of(Cluster), key=lambda entry: entry.record.place.span.start):
        record, line = entry.record, entry.record.place.span.start
        document = record.place.document
        if entry.file in waiting or entry.stem not in promised or source_lines(draft, document) is None:
            continue
        printed, last = letter.search(fold(" ".join(block.words for block in record.text))), before.get(document)
        before[document] = record
        if printed and record.letter not in printed.groups():
            must = f"the letter is the one that the transcript of {document} prints, in line {line}"
            yield entry, must, f'"{record.letter}"; {_quoted(draft, document, line)}'
        elif not printed and last and record.letter <= last.letter:
            must = f"letters go up with the lines of the transcript of {document}"
            yield entry, must, f'"{record.letter}" at line {line}, after "{last.letter}"'


def _quoted(draft: Draft, document: str, line: int) -> str:
    """Return a line of a transcript as messages quote it."""
    return f'line {line}, "{one_line((source_lines(draft, document) or [])[line - 1], 80)}"'


def _named(span: range) -> str:
    return f"line {span.start}" if len(span) == 1 else f"lines {span.start} to {span.stop - 1}"
