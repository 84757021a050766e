"""Words of a source as pages show them: in a frame that tells them from ours, with the notes that go with them. Their
templates are macros in _source_text.html.jinja."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from markupsafe import Markup

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records import Block, Cluster, Document, Recommendation, Record, Slip
from macros.corpus.records.verbatim import fold
from macros.pages import links, text
from macros.pages.here import Here, Link
from macros.pages.pieces import Evidence, Mark, Theirs, evidence
from macros.pages.view import View
from macros.pages.words import KIND_WORDS


@dataclass(frozen=True, slots=True)
class Caption:
    """Where a text stands in the document from which we have it, and the way to what is said of our copy."""

    place: Link
    copy: Link


@dataclass(frozen=True, slots=True)
class SourceText:
    """Words of a source, framed: the record by whose name the proof of fidelity finds them, their language, the words,
    the lines of the source that hold a whole list which we show item by item, and the parts one can link to."""

    key: str
    tongue: Markup
    words: Markup
    caption: Caption | None
    one_line: tuple[str, ...]
    parts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Slipped:
    """Words with a slip: as they stand, as another source has them or as we would expect them, and how we know."""

    words: Theirs
    elsewhere: Theirs | None
    expected: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Readings:
    """Our text and another reading of it, with what differs marked in both, and the language of both."""

    tongue: Markup
    ours: Markup
    elsewhere: Markup


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a text, on words with a slip or on other readings: its number, its anchor, that of its sign in the
    text (which notes that meet share), what it is called in a link, what sort of note it is, what it says, and its
    sources."""

    number: int
    id: str
    sign: str
    name: str
    kind: str
    slipped: Slipped | None
    readings: Readings | None
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Remarks:
    """Notes of the same weight; the slight ones are shown less loudly."""

    slight: bool
    each: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Quotation(View):
    """The text of a recommendation on a page about something else."""

    template: ClassVar[str] = "quotation.html.jinja"

    text: SourceText


def quotation(corpus: Corpus, here: Here, record: Recommendation) -> Quotation:
    """Return the text of a recommendation as another page quotes it."""
    return Quotation(source_text(corpus, here, record, prefix=f"quoted-{record.number}-"))


def writer(
    corpus: Corpus,
    here: Here,
    *,
    notes: tuple[text.Note, ...] = (),
    prefix: str = "",
    label: str | None = None,
    of: str = "",
    names: Mapping[str, str] | None = None,
    beside: Mapping[str, tuple[str, str]] | None = None,
) -> text.Writer:
    """Return who writes the texts of a page, with links to the terms they use; the rest as in `text.Writer`."""

    def term_link(name: str) -> tuple[str, str]:
        term = corpus.term(name)
        return here.to(term), term.definition

    return text.Writer(corpus.uses, term_link, notes, prefix, label, of, names, beside or {})


def source_text(
    corpus: Corpus,
    here: Here,
    record: Recommendation | Cluster,
    notes: tuple[text.Note, ...] = (),
    prefix: str = "",
    *,
    captioned: bool = True,
) -> SourceText:
    """Return the text of a recommendation or the heading of a cluster. `prefix` goes before every anchor, on pages
    that hold several texts; their links then say to which of them they lead."""
    label = record.label if isinstance(record, Recommendation) else None
    of = corpus.name(record) if prefix else ""
    words = writer(corpus, here, notes=notes, prefix=prefix, label=label, of=of).write(record.text)
    lines = corpus.lines(corpus.document(record.place.document))
    return SourceText(
        links.key_of(record),
        text.tongue(corpus.language(record)),
        words,
        _caption(corpus, here, record) if captioned else None,
        one_line(record.text, (lines[number - 1] for number in record.place.span)),
        part_links(record, prefix),
    )


def one_line(blocks: Iterable[Block], lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of a source that run on in one what we show as a list: a block with parts that have marks of
    their own, such as `a)`."""
    lists = [block.words for block in blocks if any(passage.marker for passage in block.passages)]
    return tuple(line for line in map(fold, lines) if any(words in line for words in lists))


def part_links(record: Record, prefix: str = "") -> tuple[Link, ...]:
    """Return links to the parts of a text, for those who cannot point at one to see its own. `prefix` as for the
    text."""
    return tuple(Link(part.name, f"#{prefix}{part.anchor}") for part in locator.in_record(record))


def _caption(corpus: Corpus, here: Here, record: Recommendation | Cluster) -> Caption:
    document, span = corpus.document(record.place.document), record.place.span
    lines = f"line{'s' if len(span) > 1 else ''} {record.place.lines.replace('-', text.EN_DASH)}"
    place = Link(f"{document.name}, {lines}", here.relative(links.line_of(document, span.start)))
    return Caption(place, Link("our copy", here.relative(links.SOURCES)))


def notes_on(record: Recommendation | Cluster | Document) -> tuple[text.Note, ...]:
    """Return the notes on the text of a record, numbered; none where we do not hold the text."""
    if isinstance(record, Recommendation):
        return text.numbered(record.text, record.slips, record.variants)
    holder = record.transcript if isinstance(record, Document) else record
    return text.numbered(holder.text, holder.slips) if holder else ()


def remarks(
    corpus: Corpus,
    here: Here,
    record: Recommendation | Cluster | Document,
    notes: Sequence[text.Note],
    *,
    prefix: str = "",
    of: str = "",
) -> tuple[Remarks, ...]:
    """Return the notes on the text of a record as they stand under their text, the slight ones after the others.
    `prefix` as for the text; `of` names its record on pages that hold several texts."""
    by_weight = groupby(sorted(notes, key=lambda note: note.is_slight), key=lambda note: note.is_slight)
    return tuple(
        Remarks(slight, tuple(_remark(corpus, here, record, note, prefix=prefix, of=of) for note in group))
        for slight, group in by_weight
    )


def _remark(
    corpus: Corpus, here: Here, record: Recommendation | Cluster | Document, note: text.Note, *, prefix: str, of: str
) -> Remark:
    about = note.about
    tongue = text.tongue(corpus.language(record, about.words))
    slip = isinstance(about, Slip)
    return Remark(
        number=note.number,
        id=f"{prefix}{note.anchor}",
        sign=f"{prefix}at-{note.first}",
        name=f"note {note.number}{f' on {of}' if of else ''}",
        kind=KIND_WORDS[about.kind] if isinstance(about, Slip) else "other wording",
        slipped=_slipped(about, tongue) if isinstance(about, Slip) else None,
        readings=None if slip else Readings(tongue, *text.compared(about.words, about.reading or "")),
        note=about.note or "",
        evidence=evidence(corpus, here, about.sources if isinstance(about, Slip) else about.witnesses),
    )


def _slipped(slip: Slip, tongue: Markup) -> Slipped:
    reading = slip.reading or ""
    stated = slip.basis == "stated"
    elsewhere = Theirs(reading, tongue) if stated and reading else None
    return Slipped(Theirs(slip.words, tongue), elsewhere, "" if stated else reading, Mark(slip.basis))
