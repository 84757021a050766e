"""HTML from data. Whatever stands in a record is text: `<`, `&`, `*`, `[x](y)` and `{{` are shown as they stand.

Around the words of a source only elements without text of their own are put, so that what a reader selects and
copies, and what the proof of fidelity extracts, is the source's text and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from macros.corpus.records import Block, Date, Passage, Slip, Variant
from macros.corpus.records.verbatim import fold
from macros.corpus.usage import Use


@dataclass(frozen=True, slots=True)
class Note:
    """A slip or a variant with the number under which it stands beside the text, counted from 1."""

    number: int
    about: Slip | Variant

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return self.about.id

    @property
    def is_slip(self) -> bool:
        """True for a slip, False for a variant."""
        return isinstance(self.about, Slip)


def numbered(texts: Sequence[Block], slips: Iterable[Slip], variants: Iterable[Variant] = ()) -> tuple[Note, ...]:
    """Number the notes of a text in the order in which a reader meets their words."""
    position: dict[str, tuple[int, str]] = {}
    for order, block in enumerate(texts):
        position[block.id] = (order * 100, block.words)
        for within, passage in enumerate(block.passages, start=1):
            if passage.id:
                position[passage.id] = (order * 100 + within, fold(f"{passage.marker or ''} {passage.text}"))

    def met(about: Slip | Variant) -> tuple[int, int, bool]:
        order, words = position[about.at]
        return order, words.index(fold(about.words)), isinstance(about, Variant)

    return tuple(Note(number, about) for number, about in enumerate(sorted((*slips, *variants), key=met), start=1))


def _spans(block: Block, note: Note) -> bool:
    """True for a note on words that no single passage holds: they cross a border, or begin with a marker. Its sign
    stands at the end of the block."""
    here = note.about.at in block.anchors()
    return here and not any(fold(note.about.words) in fold(stretch.text) for stretch in block.stretches)


def when(date: Date) -> Markup:
    """Return a date in words, each end of a range in a `<time>` with its machine-readable form."""
    times = (Markup('<time datetime="{}">{}</time>').format(machine, words) for machine, words in date.spoken())
    return Markup(" to ").join(times)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the blocks of a source as HTML.

    `uses` finds the terms in a text and `term_link` gives their address and definition; `prefix` goes before every
    anchor, for pages that hold several texts.
    """

    uses: Callable[[str], Iterable[Use]]
    term_link: Callable[[str], tuple[str, str]]
    notes: tuple[Note, ...] = ()
    prefix: str = ""
    label: str | None = None

    def write(self, blocks: Sequence[Block]) -> Markup:
        """Return the blocks; bullets that follow each other become one list, and the label opens the first."""
        pieces: list[Markup] = []
        in_list = False
        for position, block in enumerate(blocks):
            if (block.kind == "bullet") != in_list:
                in_list = not in_list
                pieces.append(Markup('<ul class="source-list">') if in_list else Markup("</ul>"))
            label = self.label if position == 0 else None
            pieces.append(self._block(block, label))
        if in_list:
            pieces.append(Markup("</ul>"))
        return Markup("\n").join(pieces)

    def _block(self, block: Block, label: str | None) -> Markup:
        element = "li" if block.kind == "bullet" else "p"
        whole = [note for note in self.notes if _spans(block, note)]
        inner = Markup(" ").join(
            piece
            for piece in (
                Markup('<span class="source-label">{}</span>').format(label) if label else None,
                self._marker(block.marker),
                *(self._stretch(block, stretch) for stretch in block.stretches),
            )
            if piece
        )
        role = Markup(' data-role="{}"').format(block.role) if block.role else ""
        return Markup('<{} id="{}" class="source-{}"{}>{}{}</{}>').format(element, self.prefix + block.id, block.kind, role, inner, Markup("").join(map(self._sign, whole)) + self._anchor(block.id, block.words), element)

    def _stretch(self, block: Block, stretch: Passage) -> Markup:
        marker = self._marker(stretch.marker)
        notes = [note for note in self.notes if note.about.at in (block.id, stretch.id)]
        words = self._words(fold(stretch.text), notes)
        inner = Markup(" ").join((marker, words)) if marker else words
        if stretch.kind == "text" and not stretch.id:
            return inner
        if stretch.id:
            return Markup('<span id="{}" class="source-{}">{}{}</span>').format(self.prefix + stretch.id, stretch.kind, inner, self._anchor(stretch.id, fold(f"{stretch.marker or ''} {stretch.text}")))
        return Markup('<span class="source-{}">{}</span>').format(stretch.kind, inner)

    def _marker(self, marker: str | None) -> Markup:
        return Markup('<span class="source-marker">{}</span>').format(marker) if marker else Markup("")

    def _anchor(self, anchor: str, words: str) -> Markup:
        """A link to the part itself; its sign comes from the style sheet, so it adds no text."""
        start = words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + "…"
        return Markup('<a class="anchor" href="#{}" aria-label="Link to this part: {}"></a>').format(self.prefix + anchor, start)

    def _words(self, text: str, notes: Sequence[Note]) -> Markup:
        """Return the words with terms as links and the words that notes concern marked, each note's sign after
        its last word."""
        terms = list(self.uses(text))
        marks: list[tuple[int, int, Note]] = []
        for note in notes:
            start = text.find(fold(note.about.words))
            if start >= 0:
                marks.append((start, start + len(fold(note.about.words)), note))
        cuts = sorted({0, len(text), *(p for use in terms for p in (use.start, use.end)), *(p for start, end, _ in marks for p in (start, end))})
        pieces: list[Markup] = []
        for start, end in zip(cuts, cuts[1:], strict=False):
            piece = escape(text[start:end])
            use = next((use for use in terms if use.start <= start and end <= use.end), None)
            if use:
                href, definition = self.term_link(use.term)
                piece = Markup('<a class="term" href="{}" title="{}">{}</a>').format(href, definition, piece)
            if any(first <= start and end <= last for first, last, _ in marks):
                piece = Markup('<span class="noted">{}</span>').format(piece)
            pieces.append(piece)
            pieces.extend(self._sign(note) for _, last, note in marks if last == end)
        return Markup("").join(pieces)

    def _sign(self, note: Note) -> Markup:
        kind = "slip" if note.is_slip else "variant"
        return Markup('<a class="note-sign" id="{}at-{}" href="#{}{}" data-number="{}" aria-label="Note {}: {}"></a>').format(
            self.prefix, note.anchor, self.prefix, note.anchor, note.number, note.number, kind
        )
