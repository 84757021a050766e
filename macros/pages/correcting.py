"""From a part of a page to the line of the file that it is made from.

Each page has a list of its parts in the order in which they stand on it. The foot of the page prints it
(overrides/main.html), and docs/assets/javascripts/correcting.js finds the part that a reader means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from macros.corpus.graph import Corpus
from macros.corpus.located import Path_
from macros.corpus.records import (
    Block,
    Cluster,
    Document,
    Event,
    Recommendation,
    Record,
    Session,
    Term,
    Topic,
    Transcript,
    Witness,
)
from macros.pages import links
from macros.pages.roles import ROLES
from macros.pages.term import full_name
from macros.pages.text import numbered, part_names


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: what to call it, the marks under which it stands on the page (an `id`, or `data-part` where a
    part has no address; the dot in `record.title` keeps it apart from ids in the data), and the file and line, counted
    from 1, that it is made from; a whole file has no line. Without a mark it can only be chosen from the list."""

    words: str
    marks: tuple[str, ...]
    file: str
    line: int | None


def by_address(corpus: Corpus) -> Mapping[str, Callable[[], tuple[Part, ...]]]:
    """Return how to make the parts of every page that is made from records, by the page's address from the root of the
    site: those of all pages at once would fill the memory. A page without an entry has no parts with a line of their
    own."""
    found: dict[str, Callable[[], Iterable[Part]]] = {
        links.HOME: partial(_listed, corpus, corpus.clusters, "cluster"),
        links.RECOMMENDATIONS: partial(_listed, corpus, corpus.recommendations, "recommendation"),
        links.DOCUMENTS: partial(_listed, corpus, corpus.documents, "document"),
        links.FULL_TEXT: partial(_full_text, corpus),
        links.TIMELINE: partial(_timeline, corpus),
        links.SOURCES: partial(_sources, corpus),
        "clusters/index.html": partial(_listed, corpus, corpus.clusters, "cluster"),
        "sessions/index.html": partial(_sessions, corpus),
        "terms/index.html": partial(_listed, corpus, corpus.terms, "term"),
        "topics/index.html": partial(_listed, corpus, corpus.topics, "topic"),
    }
    found |= {links.address(each): partial(_recommendation, corpus, each) for each in corpus.recommendations}
    found |= {links.address(each): partial(_cluster, corpus, each) for each in corpus.clusters}
    found |= {links.address(each): partial(_session, corpus, each) for each in corpus.sessions}
    found |= {links.address(each): partial(_document, corpus, each) for each in corpus.documents}
    found |= {links.address(each): partial(_witness, corpus, each) for each in corpus.witnesses}
    found |= {links.address(each): partial(_term, corpus, each) for each in corpus.terms}
    found |= {links.address(each): partial(_topic, corpus, each) for each in corpus.topics}
    found |= {
        redirect.from_: partial(_of_redirect, corpus, number)
        for number, redirect in enumerate(corpus.redirects)
        if not redirect.from_part
    }
    return {address: partial(_made, parts) for address, parts in found.items()}


def _made(parts: Callable[[], Iterable[Part]]) -> tuple[Part, ...]:
    return tuple(_distinct(parts()))


def _distinct(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts; one that is called like another before it has its line in its name too, so that nobody hears
    the same name for two links."""
    taken: set[str] = set()
    for part in parts:
        where = f"line {part.line}" if part.line else part.file
        named = replace(part, words=f"{part.words} ({where})") if part.words in taken else part
        taken.add(named.words)
        yield named


def _part(corpus: Corpus, record: Record, path: Path_, words: str, *marks: str) -> Part:
    """Return the part that stands at a path of a record; where nothing is written there, what is around it. The
    empty path means the whole file."""
    kind, _, name = links.key_of(record).partition("/")
    place = corpus.places[kind, name].key_place(*path)
    return Part(words, marks, place.file, place.line if path else None)


def _of_redirect(corpus: Corpus, number: int) -> Iterator[Part]:
    place = corpus.places["redirects", "redirects"].place("redirects", number)
    yield Part("where it leads", (), place.file, place.line)


def _recommendation(corpus: Corpus, record: Recommendation) -> Iterator[Part]:
    yield _part(corpus, record, ("title",), "title", "record.title")
    yield _part(corpus, record, ("text",), "the text as a whole", "text")
    yield from _texts(corpus, record, record.text, ("text",))
    yield from _notes(corpus, record, record.text, ())
    yield _part(corpus, record, ("collation",), "what the text was compared with", "record.collation")
    yield _part(corpus, record, ("gist",), "summary", "about")
    yield _part(corpus, record, ("cluster",), "cluster", "record.cluster")
    yield _part(corpus, record, ("immediate_implementation",), "immediate implementation", "immediate-implementation")
    yield _part(corpus, record, ("topics",), "topics", "record.topics")
    for role, wording in ROLES.items():
        found = [i for i, who in enumerate(record.actors) if who.role == role]
        if found:
            path = ("actors",) if role == "asked" else ("actors", found[0])
            yield _part(corpus, record, path, wording.label[0].lower() + wording.label[1:], wording.anchor)
    yield _part(corpus, record, ("beneficiaries",), "whose needs or interests it names", "beneficiaries")
    yield _part(corpus, record, ("related",), "related recommendations", "related")


def _cluster(corpus: Corpus, record: Cluster) -> Iterator[Part]:
    yield _part(corpus, record, ("title",), "title", "record.title")
    yield _part(corpus, record, ("gist",), "summary", "record.gist")
    yield from _texts(corpus, record, record.text, ("text",))
    if record.official:
        yield _part(corpus, record, ("official",), "the heading in another form", "record.official")
    yield from _notes(corpus, record, record.text, ())


def _session(corpus: Corpus, record: Session) -> Iterator[Part]:
    events = {
        corpus.event(kind, record.year): mark for kind, mark in (("proposal", "proposed"), ("decision", "decided"))
    }
    for event, mark in events.items():
        yield _event(corpus, event, f"what was {mark}", mark)
    for number in range(len(record.development_agenda)):
        words = f"statement {number + 1} on the Development Agenda"
        yield _part(corpus, record, ("development_agenda", number), words, f"record.statement-{number + 1}")
    for field, words, mark in (
        ("ordinal", "number", "number"),
        ("type", "kind", "kind"),
        ("dates", "dates", "dates"),
        ("city", "place", "place"),
        ("agenda_item", "number of the agenda item", "agenda-item"),
        ("report", "report", "report"),
    ):
        yield _part(corpus, record, (field,), words, mark)


def _document(corpus: Corpus, record: Document) -> Iterator[Part]:
    yield _part(corpus, record, ("title",), "title", "record.title")
    yield _part(corpus, record, ("seen",), "how much of it was read", "record.seen")
    if record.transcript:
        yield from _transcript(corpus, record, record.transcript)
    yield _part(corpus, record, ("copies",), "where it can be read", "copies")
    yield _part(corpus, record, (), "what is said of this document", "about")


def _transcript(corpus: Corpus, record: Document, transcript: Transcript) -> Iterator[Part]:
    yield _part(corpus, record, ("transcript", "note"), "what is said of the transcript", "text")
    yield from _texts(corpus, record, transcript.text, ("transcript", "text"))
    lines = corpus.lines(record)
    owners: tuple[Recommendation | Cluster, ...] = (*corpus.clusters, *corpus.recommendations)
    for owner in sorted(owners, key=lambda each: each.place.span.start):
        if owner.place.document == record.id:
            marks = (f"line-{number}" for number in owner.place.span if lines[number - 1].strip())
            yield _part(corpus, owner, ("text",), f"text of {owner.name}", *marks)
    yield from _notes(corpus, record, transcript.text, ("transcript",))


def _witness(corpus: Corpus, record: Witness) -> Iterator[Part]:
    yield _part(corpus, record, ("title",), "title", "record.title")
    yield _part(corpus, record, ("seen",), "how much of it was read", "record.seen")
    yield _part(corpus, record, ("address",), "where it can be read", "copies")
    yield _part(corpus, record, (), "what is said of this source", "about")


def _term(corpus: Corpus, record: Term) -> Iterator[Part]:
    yield _part(corpus, record, ("title",), "title", "record.title")
    yield _part(corpus, record, ("definition",), "definition", "record.definition")
    if record.note:
        yield _part(corpus, record, ("note",), "note", "record.note")
    yield _part(corpus, record, ("forms",), "wordings", "forms")


def _topic(corpus: Corpus, record: Topic) -> Iterator[Part]:
    yield _part(corpus, record, ("title",), "title", "record.title")
    yield _part(corpus, record, ("definition",), "definition", "record.definition")
    if record.note:
        yield _part(corpus, record, ("note",), "note", "record.note")
    if record.concordance:
        yield _part(corpus, record, ("concordance",), "published vocabularies", "concordance")


def _full_text(corpus: Corpus) -> Iterator[Part]:
    agenda = corpus.agenda
    assert agenda.transcript is not None
    yield from _texts(corpus, agenda, agenda.transcript.text, ("transcript", "text"))
    for cluster in corpus.clusters:
        prefix = f"cluster-{cluster.identifier}-"
        yield _part(corpus, cluster, (), cluster.name, f"cluster-{cluster.identifier}")
        yield from _texts(corpus, cluster, cluster.text, ("text",), prefix=prefix, of=cluster.name)
        yield from _notes(corpus, cluster, cluster.text, (), prefix=prefix, of=cluster.name)
        for record in corpus.members.get(cluster.identifier, ()):
            prefix = f"r{record.number}-"
            yield _part(corpus, record, (), record.name, f"recommendation-{record.number}")
            yield from _texts(corpus, record, record.text, ("text",), prefix=prefix, of=record.name)
            yield from _notes(corpus, record, record.text, (), prefix=prefix, of=record.name)


def _timeline(corpus: Corpus) -> Iterator[Part]:
    for event in corpus.timeline.events:
        if event.kind == "proposal" and event.session:
            session = corpus.session(event.session)
            yield _part(corpus, session, (), f"session of {session.year}", f"session-{session.year}")
        yield _event(corpus, event, f"{event.date}: {event.title}", event.id)


def _sessions(corpus: Corpus) -> Iterator[Part]:
    for session in corpus.sessions:
        yield _part(corpus, session, (), f"session of {session.year}", f"session-{session.year}")
        for kind in ("proposal", "decision"):
            event = corpus.event(kind, session.year)
            yield _event(corpus, event, f"{kind} of {session.year}: {event.title}", event.id)


def _sources(corpus: Corpus) -> Iterator[Part]:
    yield from _listed(corpus, corpus.documents, "listed-document")
    yield from _listed(corpus, corpus.witnesses, "listed-witness")


def _listed(corpus: Corpus, records: Iterable[Record], mark: str) -> Iterator[Part]:
    """Yield the records of a list, whole, each under the mark that its entry has there."""
    for record in records:
        match record:
            case Term():
                words = full_name(record)
            case Recommendation() | Cluster():
                words = f"{record.name}: {record.title}"
            case _:
                words = record.name
        yield _part(corpus, record, (), words, f"{mark}-{record.identifier}")


def _event(corpus: Corpus, event: Event, words: str, mark: str) -> Part:
    return _part(corpus, corpus.timeline, ("events", corpus.timeline.events.index(event)), words, mark)


def _texts(
    corpus: Corpus, record: Record, blocks: Sequence[Block], path: Path_, *, prefix: str = "", of: str = ""
) -> Iterator[Part]:
    """Yield the blocks of a text and their passages with an anchor; `prefix` and `of` as in `text.Writer`."""
    names = part_names(blocks)
    suffix = f" of {of}" if of else ""
    for number, block in enumerate(blocks):
        yield _part(corpus, record, (*path, number), names[block.id] + suffix, prefix + block.id)
        for position, passage in enumerate(block.passages):
            if passage.id:
                at = (*path, number, "passages", position)
                yield _part(corpus, record, at, names[passage.id] + suffix, prefix + passage.id)


def _notes(
    corpus: Corpus,
    record: Recommendation | Cluster | Document,
    blocks: Sequence[Block],
    path: Path_,
    *,
    prefix: str = "",
    of: str = "",
) -> Iterator[Part]:
    """Yield the notes on a text under the numbers that the page gives them; `path` leads to what holds them."""
    holder = record.transcript if isinstance(record, Document) else record
    assert holder is not None
    variants = record.variants if isinstance(record, Recommendation) else ()
    paths: dict[str, Path_] = {slip.id: (*path, "slips", i) for i, slip in enumerate(holder.slips)}
    paths |= {variant.id: (*path, "variants", i) for i, variant in enumerate(variants)}
    for note in numbered(blocks, holder.slips, variants):
        words = f"note {note.number} on {of}" if of else f"note {note.number}"
        yield _part(corpus, record, paths[note.anchor], words, prefix + note.anchor)
