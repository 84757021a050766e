"""Which parts of a page can be corrected, and on which line of which file each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.located import Path_
from macros.corpus.records import AgendaItem, Block, Cluster, Document, Event, Recommendation, Record
from macros.pages import links
from macros.pages.text import numbered


@dataclass(frozen=True, slots=True)
class Editable:
    """A part of a page: what to call it, the marks under which it stands on the page (an `id`, or `data-part` where a
    part has no address; the dot in `record.title` keeps it apart from ids in the data), and the file and line, counted
    from 1, that it is made from; a whole file has no line. Without a mark it can only be chosen from the list."""

    words: str
    marks: tuple[str, ...]
    file: str
    line: int | None


def part(corpus: Corpus, record: Record, path: Path_, words: str, *marks: str) -> Editable:
    """Return the part that stands at a path of a record; where nothing is written there, what is around it. The
    empty path means the whole file."""
    kind, _, name = links.key_of(record).partition("/")
    place = corpus.places[kind, name].key_place(*path)
    return Editable(words, marks, place.file, place.line if path else None)


def event(corpus: Corpus, item: AgendaItem, event: Event, words: str, mark: str) -> Editable:
    """Return an event of an agenda item as a part of a page."""
    return part(corpus, item, ("events", item.events.index(event)), words, mark)


def texts(
    corpus: Corpus, record: Recommendation | Cluster | Document, *, prefix: str = "", of: str = ""
) -> Iterator[Editable]:
    """Yield the parts of a record's text; `prefix` and `of` as in `text.Writer`."""
    for each in locator.in_record(record):
        yield part(corpus, record, each.path, f"{each.name} of {of}" if of else each.name, prefix + each.anchor)


def notes(
    corpus: Corpus,
    record: Recommendation | Cluster | Document,
    blocks: Sequence[Block],
    path: Path_,
    *,
    prefix: str = "",
    of: str = "",
) -> Iterator[Editable]:
    """Yield the notes on a text under the numbers that the page gives them; `path` leads to what holds them."""
    holder = record.transcript if isinstance(record, Document) else record
    assert holder is not None
    variants = record.variants if isinstance(record, Recommendation) else ()
    paths: dict[str, Path_] = {slip.id: (*path, "slips", i) for i, slip in enumerate(holder.slips)}
    paths |= {variant.id: (*path, "variants", i) for i, variant in enumerate(variants)}
    for note in numbered(blocks, holder.slips, variants):
        words = f"note {note.number} on {of}" if of else f"note {note.number}"
        yield part(corpus, record, paths[note.anchor], words, prefix + note.anchor)
