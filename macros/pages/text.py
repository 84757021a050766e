"""The words of records as HTML, and the only place where verbatim text becomes HTML.

Whatever stands in a record is text: `<`, `&`, `*`, `[x](y)` and `{{` are shown as they stand.

Around the words of a source only elements without text of their own are put, so that what a reader selects and
copies, and what the proof of fidelity extracts, is the source's text and nothing else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from macros.corpus import locator
from macros.corpus.languages import direction
from macros.corpus.locator import Locator
from macros.corpus.matching import Use
from macros.corpus.records import Block, Date, Passage, Slip, Variant
from macros.corpus.records.verbatim import fold
from macros.markup.element import element, joined, written

EN_DASH = "\u2013"


@dataclass(frozen=True, slots=True)
class Note:
    """A slip or a variant with the number under which it stands beside the text, counted from 1, and the anchor of the
    first of the notes that meet it: they share one sign."""

    number: int
    about: Slip | Variant
    first: str

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return self.about.id

    @property
    def is_slip(self) -> bool:
        """True for a slip, False for a variant."""
        return isinstance(self.about, Slip)

    @property
    def is_slight(self) -> bool:
        """True for a slip that weighs little; it is shown less loudly, after the others."""
        return isinstance(self.about, Slip) and self.about.slight


def numbered(texts: Sequence[Block], slips: Iterable[Slip], variants: Iterable[Variant] = ()) -> tuple[Note, ...]:
    """Number the notes of a text in the order in which a reader meets their signs: where their words end. Those meet
    between whose ends no word stands."""

    def met(about: Slip | Variant) -> tuple[int, int, bool]:
        order, block = next((i, block) for i, block in enumerate(texts) if about.at in block.anchors())
        return order, _end(block, about), isinstance(about, Variant)

    remarks: list[Slip | Variant] = [*slips, *variants]
    notes: list[Note] = []
    before = (-1, 0)
    for about in sorted(remarks, key=met):
        order, end, _ = met(about)
        meets = order == before[0] and not _WORD.search(texts[order].words[before[1] : end])
        notes.append(Note(len(notes) + 1, about, notes[-1].first if meets else about.id))
        before = order, end
    return tuple(notes)


_WORD = re.compile(r"\w")


def _end(block: Block, about: Slip | Variant) -> int:
    """Return where in the words of a block the words of a note end."""
    words, start = fold(about.words), 0
    for passage in block.passages:
        if passage.id == about.at:
            start = block.words.index(fold(f"{passage.marker or ''} {passage.text}"))
    return block.words.index(words, start) + len(words)


def coded(words: str) -> Markup:
    """Return words of ours, those between grave accents as code."""
    pieces = words.split("`")
    return joined(element("code", inner=piece) if place % 2 else piece for place, piece in enumerate(pieces))


def compared(words: str, reading: str) -> tuple[Markup, Markup]:
    """Return our words and another reading with the words that differ marked in both."""
    ours, theirs = fold(words).split(" "), fold(reading).split(" ")
    marked: tuple[list[Markup], list[Markup]] = ([], [])
    for operation, i, j, k, m in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        for side, piece in zip(marked, (ours[i:j], theirs[k:m]), strict=True):
            if piece:
                words = " ".join(piece)
                side.append(escape(words) if operation == "equal" else element("b", {"class": "differs"}, words))
    return joined(marked[0], " "), joined(marked[1], " ")


def part_names(parts: Iterable[Locator]) -> dict[str, str]:
    """Return what to call each part of a text, by its anchor."""
    return {part.anchor: part.name for part in parts}


OURS: Final = "en"
"""The language of our own words."""


def tongue(language: str, within: str = "") -> Markup:
    """Return the attributes, each after a blank, of an element whose words are in a language: `lang`, and `dir` where
    it is written in another direction than what is around it; nothing where `within` is the same language."""
    if language == within:
        return written("")
    turned = direction(language) != direction(within or OURS)
    dir_ = (written(' dir="'), direction(language), written('"')) if turned else ()
    return joined((written(' lang="'), language, written('"'), *dir_))


def when(date: Date, year: int | None = None) -> Markup:
    """Return a date in words, each end of a range in a `<time>` with its machine-readable form. Under the heading of a
    `year`, a day or a month of no other year is called without it."""
    said = f" {year}" if year == date.first.year == date.last.year else ""
    times = (element("time", {"datetime": machine}, words.removesuffix(said)) for machine, words in date.spoken())
    return joined(times, " to ")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the blocks of a source as HTML.

    `uses` finds the terms in a text and `term_link` gives their address and definition; `prefix` goes before every
    anchor, for pages that hold several texts, and `of` is then the name of the record it belongs to. `names` are
    those of the parts by their anchors, where not the whole text is written at once. `beside` gives the letter and the
    name of what stands beside a block, by its anchor. A term is marked where the text first uses it: `marked` are those
    that were.
    """

    uses: Callable[[str], Iterable[Use]]
    term_link: Callable[[str], tuple[str, str]]
    notes: tuple[Note, ...] = ()
    prefix: str = ""
    label: str | None = None
    of: str = ""
    names: Mapping[str, str] | None = None
    beside: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)

    def write(self, blocks: Sequence[Block]) -> Markup:
        """Return the blocks; bullets that follow each other become one list, and the label opens the first."""
        names = part_names(locator.in_text(blocks)) if self.names is None else self.names
        pieces: list[Markup] = []
        in_list = False
        for position, block in enumerate(blocks):
            if (block.kind == "bullet") != in_list:
                in_list = not in_list
                pieces.append(written('<ul class="source-list">') if in_list else written("</ul>"))
            label = self.label if position == 0 else None
            pieces.append(self._block(block, label, names))
        if in_list:
            pieces.append(written("</ul>"))
        return joined(pieces, "\n")

    def _block(self, block: Block, label: str | None, names: Mapping[str, str]) -> Markup:
        notes = [note for note in self.notes if note.about.at in block.anchors()]
        pieces = (
            element("span", {"class": "source-label"}, label) if label else "",
            self._marker(block.marker),
            *self._stretches(block, notes, names),
        )
        inner = joined(filter(None, pieces), " ")
        attributes = {"id": self.prefix + block.id, "class": f"source-{block.kind}"}
        if block.role:
            attributes["data-role"] = block.role
        if block.lang:
            attributes |= {"lang": block.lang, "dir": direction(block.lang)}
        content = (self._anchor(block.id, names), inner, self._beside(block.id))
        return element("li" if block.kind == "bullet" else "p", attributes, content)

    def _stretches(self, block: Block, notes: Sequence[Note], names: Mapping[str, str]) -> Iterator[Markup]:
        """Write the passages of a block. A note's words may cross the border of a passage; its sign stands where
        they end."""
        spans = [
            (_end(block, note.about) - len(fold(note.about.words)), _end(block, note.about), note) for note in notes
        ]
        position = len(fold(block.marker)) + 1 if block.marker else 0
        for stretch in block.stretches:
            marker = fold(stretch.marker or "")
            offset = position + len(marker) + 1 if marker else position
            yield self._stretch(stretch, [(start - offset, end - offset, note) for start, end, note in spans], names)
            position = offset + len(fold(stretch.text)) + 1  # the space between two passages

    def _stretch(self, stretch: Passage, marks: Sequence[tuple[int, int, Note]], names: Mapping[str, str]) -> Markup:
        """Write one passage; a mark is start, end and note, counted from the first letter of its text."""
        marker = self._marker(stretch.marker)
        words = self._words(fold(stretch.text), marks, marker_length=len(fold(stretch.marker or "")))
        inner = joined((marker, words), " ") if marker else words
        if stretch.kind == "text" and not stretch.id:
            return inner
        if stretch.id:
            attributes = {"id": self.prefix + stretch.id, "class": f"source-{stretch.kind}"}
            return element("span", attributes, (self._anchor(stretch.id, names), inner))
        return element("span", {"class": f"source-{stretch.kind}"}, inner)

    def _marker(self, marker: str | None) -> Markup:
        return element("span", {"class": "source-marker"}, marker) if marker else written("")

    def _anchor(self, anchor: str, names: Mapping[str, str]) -> Markup:
        """A link to the part itself; its sign comes from the style sheet, so it adds no text."""
        name = f"{names[anchor]} of {self.of}" if self.of else names[anchor]
        return element(
            "a", {"class": "anchor", "href": f"#{self.prefix}{anchor}", "aria-label": f"Copy link to {name}"}
        )

    def _beside(self, anchor: str) -> Markup:
        """A link to what stands beside a block: the letter, from the style sheet."""
        if anchor not in self.beside:
            return written("")
        letter, name = self.beside[anchor]
        attributes = {"class": "beside-sign", "id": f"at-beside-{anchor}", "href": f"#beside-{anchor}"}
        return element("a", {**attributes, "data-letter": letter, "aria-label": name})

    def _words(self, text: str, marks: Sequence[tuple[int, int, Note]], marker_length: int) -> Markup:
        """Return the words with terms as links and the words that notes concern marked, each note's sign after
        its last word; words that end with the passage's own marker, just before the text, have theirs there, and those
        that end within a term after the term, which is one link."""
        terms: list[Use] = []
        for found in self.uses(text):
            if found.term not in self.marked:
                self.marked.add(found.term)
                terms.append(found)
        edges = [edge for use in terms for edge in (use.start, use.end)]
        edges += [min(max(edge, 0), len(text)) for start, end, _ in marks for edge in (start, end)]
        cuts = sorted({0, len(text), *edges})
        pieces = [self._sign(note) for _, end, note in marks if -1 - marker_length < end <= 0]
        within: list[Markup] = []
        for start, end in pairwise(cuts):
            use = next((use for use in terms if use.start <= start and end <= use.end), None)
            noted = [str(note.number) for first, last, note in marks if first <= start and end <= last]
            piece = escape(text[start:end])
            if use and (use.start, use.end) == (start, end):
                piece = self._term(use, piece)
            if noted:
                piece = element("span", {"class": "noted", "data-notes": " ".join(noted)}, piece)
            if use and (use.start, use.end) != (start, end):
                within.append(piece)
                if end < use.end:
                    continue
                piece, within = self._term(use, joined(within)), []
            pieces.append(piece)
            ended = (use.start if use else start, end)
            pieces.extend(self._sign(note) for _, last, note in marks if ended[0] < last <= ended[1] and last > 0)
        return joined(pieces)

    def _term(self, use: Use, words: Markup) -> Markup:
        href, definition = self.term_link(use.term)
        return element("a", {"class": "term", "href": href, "data-definition": definition}, words)

    def _sign(self, note: Note) -> Markup:
        """The sign of a note and of those that it meets, after the last of them."""
        notes = [each for each in self.notes if each.first == note.first]
        if note is not notes[-1]:
            return written("")
        first, last = notes[0], notes[-1]
        numbers = [str(each.number) for each in notes]
        several = f"Notes {', '.join(numbers[:-1])} and {numbers[-1]}" if len(notes) > 1 else f"Note {numbers[0]}"
        return element(
            "a",
            {
                "class": "note-sign note-slight" if all(each.is_slight for each in notes) else "note-sign",
                "id": f"{self.prefix}at-{first.anchor}",
                "href": f"#{self.prefix}{first.anchor}",
                "data-number": f"{first.number}{EN_DASH}{last.number}" if len(notes) > 1 else numbers[0],
                "aria-label": f"{several}: {', '.join(map(_spoken_kind, notes))}",
            },
        )


def _spoken_kind(note: Note) -> str:
    if not note.is_slip:
        return "other wording"
    return "slight slip" if note.is_slight else "slip"
