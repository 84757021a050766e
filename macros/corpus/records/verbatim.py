"""The source's own words, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, StringConstraints

from macros.corpus.records.claim import Basis, Citation
from macros.corpus.records.common import Condition, FieldGroup, Language, Mark, Marker, Names, Slug, Text, given, when

LineRange = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*(-[1-9][0-9]*)?$", max_length=13)]
"""`7` or `61-63`: lines of a file in data/sources/, counted from 1."""

Verbatim = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20000), Mark.SOURCE]
"""Words of the source, exactly; only line breaks and runs of spaces may differ."""


def fold(text: str) -> str:
    """Fold white space: each run of it becomes one space, none at the ends. The only difference we allow between
    a record, its page and its source."""
    # Most is folded already, and need not be held twice; cut into words, a long text would take ten times its room.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:  # the only printable white space
        return text
    if "\n" in text:
        return " ".join(filter(None, map(fold, text.split("\n"))))
    return " ".join(text.split())


class Lines(FieldGroup):
    """Where a text stands in a held transcript."""

    document: Annotated[Slug, Names("documents")]
    """The held document: the name of a file in data/documents/."""
    lines: LineRange
    """The lines of its transcript, `7` or `61-63`."""

    @property
    def span(self) -> range:
        """The line numbers, counted from 1."""
        return line_span(self.lines)


def line_span(lines: str) -> range:
    """Return the numbers that a `LineRange` means."""
    first, _, last = lines.partition("-")
    return range(int(first), int(last or first) + 1)


class Passage(FieldGroup):
    """A stretch inside a block: a lead-in title, a lettered issue, a quotation, or the plain text between them."""

    id: Slug | None = None
    """Its anchor on the page. Anchors never change once published."""
    kind: Literal["text", "title", "issue", "quotation"] = "text"
    """What it is."""
    marker: Marker | None = None
    """The source's own mark before it, such as `a)`."""
    text: Verbatim
    """Its words, without the marker."""


class Block(FieldGroup):
    """A paragraph, a bullet or a line of the source."""

    conditions: ClassVar[tuple[Condition, ...]] = ({"oneOf": [given("text"), given("passages")]},)

    id: Slug
    """Its anchor on the page (`p1`, `b3`, `p5-ii`). Anchors never change once published."""
    kind: Literal["paragraph", "bullet", "subparagraph", "heading", "letterhead", "running-head", "closing"] = (
        "paragraph"
    )
    """What it is. A running-head is the line that repeats on each page of a printed document."""
    role: Literal["invitation"] | None = None
    """`invitation` marks the paragraphs in which a document invites the body to decide something. What is
    invited is not yet decided."""
    lang: Language | None = None
    """Its language, where it is not that of the document."""
    marker: Marker | None = None
    """The source's own mark before it, such as `1.`, `(i)` or `-`."""
    text: Annotated[Verbatim | None, Mark.USUAL] = None
    """Its words, without the marker. Either this or `passages`."""
    passages: tuple[Passage, ...] = ()
    """Its words, cut where a part of them needs an anchor of its own."""
    lines: LineRange | None = None
    """The lines of the transcript, in a document's own blocks. A recommendation gives them once, under `place`."""

    @property
    def stretches(self) -> tuple[Passage, ...]:
        """The block as passages, also where it was written as one text."""
        return self.passages or ((Passage(text=self.text),) if self.text else ())

    @property
    def words(self) -> str:
        """All its words with all markers, white space folded."""
        return fold(" ".join([self.marker or "", *(p for s in self.stretches for p in (s.marker or "", s.text))]))

    def anchors(self) -> Iterator[str]:
        """Yield the block's anchor and those of its passages."""
        yield self.id
        for passage in self.passages:
            if passage.id:
                yield passage.id


_SLIGHT: Final = frozenset({"inconsistency", "usage", "form"})
"""Kinds of slips that weigh little. What a slip is, and what none: docs/contributing/correct.md."""


class Slip(FieldGroup):
    """A slip of the source, left in its text and named beside it."""

    conditions: ClassVar[tuple[Condition, ...]] = (when("basis", "stated", then=given("sources")),)

    id: Slug
    """Its anchor on the page."""
    at: Slug
    """The anchor of the block or passage it stands in."""
    words: Verbatim
    """The words concerned, exactly as they stand in the text."""
    kind: Literal["error", "grammar", "punctuation", "inconsistency", "usage", "insertion", "form"]
    """`error`: plainly not meant. `grammar`, `punctuation`: against a rule of the language. `insertion`: a later hand's
    addition. The others are slight, and are shown smaller and after the rest: `inconsistency`: written otherwise
    elsewhere in the same source. `usage`: an unusual term or turn. `form`: layout and abbreviations."""
    reading: Text | None = None
    """The reading it should have, where one can be given."""
    note: Text
    """What is remarkable, in our words."""
    basis: Basis
    """How we know that it is a slip: stated by another source, or inferred from the text itself."""
    sources: tuple[Citation, ...] = ()
    """Who has the other reading, or shares this one."""

    @property
    def slight(self) -> bool:
        """True when nothing is wrong, but something is uneven or unusual."""
        return self.kind in _SLIGHT


class Variant(FieldGroup):
    """Another reading of the same words in another witness. It stands beside the text and never replaces it."""

    id: Slug
    """Its anchor on the page."""
    at: Slug
    """The anchor of the block or passage it stands in."""
    words: Verbatim
    """The words of our text, exactly."""
    reading: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), Mark.SOURCE]
    """The words of the other witness: short, only what differs and enough around it to be found."""
    witnesses: Annotated[tuple[Citation, ...], Field(min_length=1)]
    """Who reads so."""
    note: Text | None = None
    """Anything to bear in mind."""


_SYMBOL_SEPARATORS = re.compile(r"[^a-z0-9]+")


def slug_of(symbol: str) -> str:
    """Return the identifier that a document symbol or a name gives: `WO/GA/34/7` -> `wo-ga-34-7`."""
    return _SYMBOL_SEPARATORS.sub("-", symbol.casefold()).strip("-")
