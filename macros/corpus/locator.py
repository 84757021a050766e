"""A part of a text that one can point at: a block, a stretch within it such as a lettered issue, or a line.

The one place that knows which parts a text has and what each is called, for links, citations, search, corrections and
exports alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from macros.corpus.located import Path_
from macros.corpus.records import Block, Cluster, Document, Passage, Recommendation, Record
from macros.corpus.records.verbatim import fold


@dataclass(frozen=True, slots=True)
class Locator:
    """A part of a text.

    `anchor` is its `id` on the page of the record and what citations call it. `kind` is that of the block or the
    passage, or `line`; `count` says which of this kind it is in its text, from 1, of a line its number. `path` leads to
    it in the record; a line stands in the transcript that the record names. `within` is the paragraph that a
    subparagraph belongs to, and the block that a passage is a stretch of. `text` is the part itself.
    """

    anchor: str
    kind: str
    count: int
    path: Path_
    text: Block | Passage | str
    within: Locator | None = None

    @property
    def marker(self) -> str:
        """The source's own mark before it, such as `5.`, `(ii)` or `a)`."""
        return "" if isinstance(self.text, str) else self.text.marker or ""

    @property
    def number(self) -> str:
        """The number by which it is cited: `5`, `5 (ii)`, of a lettered issue `(a)`. The source's own where it has one,
        otherwise the count; empty for what nobody numbers."""
        if self.kind == "subparagraph":
            return " ".join(filter(None, (self.within.number if self.within else "", self.marker)))
        if isinstance(self.text, Passage):
            return f"({self.letter})" if self.letter else ""
        if self.kind == "paragraph":
            return (self.marker or str(self.count)).rstrip(".")
        return "" if self.kind in _LINES else str(self.count)

    @property
    def letter(self) -> str:
        """The marker without its signs: `a`, `ii`."""
        return fold(self.marker).strip("().")

    @property
    def name(self) -> str:
        """What it is called among all parts of its text: `paragraph 5 (ii)`, `bullet 3`, `part a)`, `line 7`. What has
        no number of its own has its first words."""
        if isinstance(self.text, Passage):
            return f"part {self.marker}" if self.marker else f"the part: {_opening(self.words)}"
        if self.kind in _LINES:
            return f"the line: {_opening(self.words)}"
        unmarked = self.kind == "subparagraph" and not self.marker
        return f"{self.place}: {_opening(self.words)}" if unmarked else self.place

    @property
    def place(self) -> str:
        """What it is called after the name of its text, as short as can be: `paragraph 5 (ii)`, `issue (a)`,
        `running head`."""
        kind = "paragraph" if self.kind == "subparagraph" else _LINES.get(self.kind, self.kind)
        return f"{kind} {self.number}" if self.number else kind

    @property
    def words(self) -> str:
        """All its words with all markers, white space folded."""
        if isinstance(self.text, Block):
            return self.text.words
        return fold(self.text if isinstance(self.text, str) else f"{self.text.marker or ''} {self.text.text}")

    @property
    def own_words(self) -> str:
        """Its words without those of the parts in it."""
        if not isinstance(self.text, Block):
            return self.words
        own = (f"{each.marker or ''} {each.text}" for each in self.text.stretches if not each.id)
        return fold(" ".join((self.marker, *own)))


_LINES: Final[Mapping[str, str]] = {
    "heading": "title",
    "letterhead": "heading",
    "running-head": "running head",
    "closing": "last line",
}
"""Blocks that nobody numbers, and what they are called in a citation."""

_LINE = re.compile(r"line-([1-9][0-9]*)", re.ASCII)


def in_text(blocks: Sequence[Block], path: Path_ = ()) -> Iterator[Locator]:
    """Yield the parts of a text in its order: each block, followed by the passages in it that have an anchor. `path`
    leads to the text in its record."""
    counts: Counter[str] = Counter()
    paragraph: Locator | None = None
    for position, block in enumerate(blocks):
        counts[block.kind] += 1
        within = paragraph if block.kind == "subparagraph" else None
        part = Locator(block.id, block.kind, counts[block.kind], (*path, position), block, within)
        paragraph = part if block.kind == "paragraph" else paragraph
        yield part
        for index, passage in enumerate(block.passages):
            if passage.id:
                counts[passage.kind] += 1
                at = (*part.path, "passages", index)
                yield Locator(passage.id, passage.kind, counts[passage.kind], at, passage, part)


def in_record(record: Record) -> Iterator[Locator]:
    """Yield the parts of the text of a record; none of one without a text, such as a document that we do not hold. The
    lines of a transcript that is shown line by line are not among them, see `in_lines`."""
    if isinstance(record, Recommendation | Cluster):
        yield from in_text(record.text, ("text",))
    elif isinstance(record, Document) and record.transcript:
        yield from in_text(record.transcript.text, ("transcript", "text"))


def in_lines(lines: Sequence[str]) -> Iterator[Locator]:
    """Yield the lines of a transcript that have words."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _line(number, line)


def find(record: Record, anchor: str, lines: Sequence[str] | None = None) -> Locator | None:
    """Return the part of a record's text that has an anchor, or None. In a held document a line can be meant, too;
    `lines` are those of its transcript, and without them a line has a number but no words."""
    part = next((each for each in in_record(record) if each.anchor == anchor), None)
    number = line_number(anchor)
    if part or number is None or not (isinstance(record, Document) and record.transcript):
        return part
    if lines is None:
        return _line(number, "")
    return _line(number, lines[number - 1]) if number <= len(lines) and lines[number - 1].strip() else None


def line_anchor(number: int) -> str:
    """Return the anchor of a line of a transcript that is shown line by line."""
    return f"line-{number}"


def line_number(anchor: str) -> int | None:
    """Return which line an anchor means; None for one that is not that of a line."""
    found = _LINE.fullmatch(anchor)
    return int(found[1]) if found else None


def _line(number: int, words: str) -> Locator:
    return Locator(line_anchor(number), "line", number, ("transcript", "file"), words)


def _opening(words: str) -> str:
    """Return the first words, for a name."""
    return words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + "…"
