"""What the search can find: every record and page with its parts, the names that lead straight to them, and the texts
that use a term.

The words stand here as they stand on the pages. How a reader's words are compared with them is the business of
docs/assets/javascripts/search.js, which reads the file that `script` writes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.corpus import locator
from macros.corpus.graph import Corpus, Mention
from macros.corpus.records import (
    AgendaItem,
    Block,
    Cluster,
    Date,
    Document,
    Event,
    Recommendation,
    Record,
    Session,
    Slip,
    Term,
    Topic,
    Variant,
    Witness,
)
from macros.corpus.records.verbatim import fold, slug_of
from macros.pages import links, provenance
from macros.pages.kinds import session
from macros.pages.kinds.recommendation import listed_short
from macros.pages.kinds.term import full_name
from macros.pages.words import called

Wordings = Mapping[str, Mapping[str, Sequence[str]]]
"""Record and anchor to the wordings that lead there."""

ADDRESS = "assets/javascripts/search-index.js"
"""Where the file lies in the site."""


@dataclass(frozen=True, slots=True)
class SearchPart:
    """A part of a page: what to call it, its anchor, its words; empty for the page as a whole. `ours` tells that the
    words are this edition's and not a source's. `names` lead straight to the part; `called` is what else readers call
    it."""

    label: str
    anchor: str
    words: str
    ours: bool = True
    names: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing to find: its kind in words, its title, its address from the root of the site, words that belong to it
    without being shown (`about`), names that lead straight to it, what else readers call it, and its parts."""

    kind: str
    title: str
    address: str
    parts: tuple[SearchPart, ...]
    about: str = ""
    names: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    key: str = ""
    """`terms/ldc` for the entry of a record; empty for other pages."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page written by hand with the prose below it, and what else readers call it."""

    title: str
    anchor: str
    words: str
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A page written by hand: its title, description, address and sections, and what else readers call it."""

    title: str
    description: str
    address: str
    sections: tuple[Section, ...] = ()
    called: tuple[str, ...] = ()


def entries(corpus: Corpus, pages: Iterable[HandWritten] = ()) -> list[SearchEntry]:
    """Return everything that can be found. Where a name leads to several, the earlier goes first."""
    wordings = _wordings(corpus)
    return [
        *(_recommendation(corpus, each, wordings) for each in corpus.recommendations),
        *(_cluster(corpus, each) for each in corpus.clusters),
        *(_session(corpus, each) for each in corpus.sessions),
        *(_page(corpus, each) for each in pages),
        *(_document(corpus, each, wordings) for each in corpus.documents if each.held),
        *(_term(corpus, each) for each in corpus.terms),
        *(_topic(each) for each in corpus.topics),
        *map(_item, corpus.other_items),
        *(_event(corpus, item, event) for item in corpus.items for event in item.events),
        *(_document(corpus, each, wordings) for each in corpus.documents if not each.held),
        *(_witness(corpus, each) for each in corpus.witnesses),
    ]


def script(corpus: Corpus, pages: Iterable[HandWritten] = ()) -> str:
    """Return the index as a script, because a browser lets a page from disk load a script and no data.

    It sets `searchIndex` to {"entries": [{kind, title, at, about, names, called, parts: [{label, at, words, ours,
    names, called}], uses: [[entry, part], ...], once, guide}]}; what is empty is left out. `uses` are the texts that
    use a term, or the recommendations of a topic, in their order; `once` marks a term that only one text uses; `guide`
    marks a page of the contributing guide, which comes after everything else.
    """
    found = entries(corpus, pages)
    position = {entry.key: number for number, entry in enumerate(found) if entry.key}
    written = [_without_blanks(_written(entry)) for entry in found]
    for term in corpus.terms:
        mentions = corpus.mentions.get(term.id, ())
        entry = written[position[links.key_of(term)]]
        entry["uses"] = [_use(found, position, mention) for mention in mentions]
        entry["once"] = _used_once(mentions)
    for topic in corpus.topics:
        members = corpus.about.get(topic.id, ())
        written[position[links.key_of(topic)]]["uses"] = [(position[links.key_of(each)], 0) for each in members]
    # Line by line, so that two versions of the file can be compared.
    lines = ",\n".join(json.dumps(_without_blanks(each), ensure_ascii=False, separators=(",", ":")) for each in written)
    return f'self.searchIndex={{"entries":[\n{lines}\n]}};\n'


def _recommendation(corpus: Corpus, record: Recommendation, wordings: Wordings) -> SearchEntry:
    cluster, vocabulary = corpus.cluster(record.cluster), corpus.edition.vocabulary
    remarks: tuple[Slip | Variant, ...] = (*record.slips, *record.variants)
    notes = [
        SearchPart("our note", each.id, f"{each.words} {each.reading or ''} {each.note or ''}") for each in remarks
    ]
    who = dict.fromkeys([who.who for who in record.actors] + [who.who for who in record.beneficiaries])
    return SearchEntry(
        corpus.edition.vocabulary.recommendation.one,
        f"{record.number}. {record.title}",
        links.address(record),
        (
            SearchPart("our summary", "", record.gist),
            *_text_parts(record.text, wordings.get(links.key_of(record), {}), numbers=_numbers(corpus, record)),
            *notes,
        ),
        about=" ".join(
            (
                f"{vocabulary.recommendation.one} {vocabulary.cluster.small} {cluster.letter}",
                *(corpus.topic(topic).title for topic in record.topics),
                *who,
                *(f"{term.title} {term.abbreviation or ''}" for term in corpus.terms_of(record)),
                *(f"{each.name.casefold()} {listed_short(corpus, each, record)}" for each in corpus.edition.lists),
            )
        ),
        names=_numbers(corpus, record),
        called=_called(record),
        key=links.key_of(record),
    )


def _numbers(corpus: Corpus, record: Recommendation) -> tuple[str, ...]:
    """Return what readers call a recommendation. That "rec" and "no." are short forms is known to search.js."""
    words = corpus.edition.vocabulary.recommendation
    before = ("", words.small, words.short, f"{words.small} number", *words.also_called)
    return tuple(f"{word} {record.number}".strip() for word in before if word is not None)


def _called(record: Recommendation | Term | Topic) -> tuple[str, ...]:
    """Return what else readers call a record."""
    return tuple(each.word for each in record.also_called)


def _wordings(corpus: Corpus) -> Wordings:
    """Return the wordings that lead to a text before anything else.

    A reader who types words that a single text has wants that text, and what explains them second. So it is with a
    term that only one text uses, and with the words of a plain slip.
    """
    found: dict[str, dict[str, list[str]]] = {}

    def lead(words: Iterable[str], record: Record, anchor: str) -> None:
        found.setdefault(links.key_of(record), {}).setdefault(anchor, []).extend(words)

    for term in corpus.terms:
        mentions = corpus.mentions.get(term.id, ())
        if _used_once(mentions):
            lead(_names(term), mentions[0].record, mentions[0].anchor)
    for recommendation in corpus.recommendations:
        for slip in recommendation.slips:
            if slip.kind == "error" and slip.reading and slug_of(slip.reading) != slug_of(slip.words):
                lead([slip.words], recommendation, slip.at)
    return found


def _names(term: Term) -> tuple[str, ...]:
    """Return everything a term is called."""
    return tuple(dict.fromkeys(filter(None, (term.title, term.abbreviation, *term.forms))))


def _used_once(mentions: Sequence[Mention]) -> bool:
    """Tell whether a term is used by one text only."""
    return len({links.key_of(mention.record) for mention in mentions}) == 1


def _cluster(corpus: Corpus, record: Cluster) -> SearchEntry:
    return SearchEntry(
        corpus.edition.vocabulary.cluster.one,
        f"{corpus.name(record)}: {record.title}",
        links.address(record),
        (
            SearchPart("our summary", "", record.gist),
            *_text_parts(record.text, {}),
        ),
        about=f"group of {corpus.edition.vocabulary.recommendation.smalls}",
        names=(corpus.name(record), record.title, record.letter, *_spans(corpus, record)),
        key=links.key_of(record),
    )


def _spans(corpus: Corpus, record: Cluster) -> Iterator[str]:
    """Yield a cluster's numbers as a range, which is read in search.js, and its place, for who counts the clusters."""
    numbers = [each.number for each in corpus.members.get(record.identifier, ())]
    if numbers:
        yield f"{min(numbers)} to {max(numbers)}"
    yield f"{corpus.edition.vocabulary.cluster.small} {corpus.clusters.index(record) + 1}"


def _session(corpus: Corpus, record: Session) -> SearchEntry:
    body, work = corpus.edition.body, corpus.edition.work
    statements = [
        SearchPart(f"the {work.name}", work.anchor, statement.statement) for statement in record.development_agenda
    ]
    proposal, decision = (corpus.event(kind, record.identifier) for kind in ("proposal", "decision"))
    report = corpus.document(record.report.document) if record.report.document else None
    return SearchEntry(
        "Session",
        f"{body.name}, {session.full_name(record)}",
        links.address(record),
        (
            SearchPart("", "", ""),
            SearchPart("proposal", "proposed", f"{proposal.title}. {proposal.statement}"),
            SearchPart("decision", "decided", f"{decision.title}. {decision.statement}"),
            *statements,
        ),
        about=" ".join(
            (
                corpus.timeline.title,
                _spoken(record.dates.value),
                record.city.value or "",
                *body.also_called[:1],
                report.name if report else "",
            )
        ),
        names=(
            record.short_label,
            *(f"{name} {record.short_label}" for name in (body.short_name, body.name, *body.also_called, "session")),
            *([record.year] if record.label else ()),
            f"{record.ordinal.value} session",
            str(record.ordinal.value),
        ),
        key=links.key_of(record),
    )


def _document(corpus: Corpus, record: Document, wordings: Wordings) -> SearchEntry:
    parts = [SearchPart("about this document", "", f"{record.note or ''} {', '.join(record.authors)}")]
    if record.transcript:
        parts += [
            dataclasses.replace(part, label=provenance.place_words(record, part.anchor))
            for part in _text_parts(record.transcript.text, wordings.get(links.key_of(record), {}))
        ]
    return SearchEntry(
        "Document" if record.held else "Document, cited",
        f"{record.symbol}: {record.title}" if record.symbol and record.title else record.name,
        links.address(record),
        tuple(parts),
        about=" ".join(
            (
                called(corpus.edition, record.kind),
                _spoken(record.date),
                corpus.edition.body.short_name,
                corpus.session(record.session).short_label if record.session else "",
            )
        ),
        names=tuple(filter(None, (record.symbol, record.title, record.id))),
        key=links.key_of(record),
    )


def _term(corpus: Corpus, record: Term) -> SearchEntry:
    return SearchEntry(
        "Term",
        full_name(record),
        links.address(record),
        (
            SearchPart("our definition", "", record.definition),
            *([SearchPart("our note", "", record.note)] if record.note else []),
        ),
        about=f"{called(corpus.edition, record.kind)} {' '.join(record.forms)}",
        names=_names(record),
        called=_called(record),
        key=links.key_of(record),
    )


def _topic(record: Topic) -> SearchEntry:
    return SearchEntry(
        "Topic",
        record.title,
        links.address(record),
        (SearchPart("our definition", "", record.definition),),
        about="subject",
        names=(record.title,),
        called=(*(each.label for each in record.concordance), *_called(record)),
        key=links.key_of(record),
    )


def _item(record: AgendaItem) -> SearchEntry:
    return SearchEntry(
        "Agenda item",
        record.title,
        links.address(record),
        (SearchPart("our summary", "", record.gist),),
        about="timeline sessions",
        names=(record.title,),
        key=links.key_of(record),
    )


def _event(corpus: Corpus, item: AgendaItem, event: Event) -> SearchEntry:
    titles = [corpus.document(name).title for name in event.documents if corpus.document(name).kind == "treaty"]
    return SearchEntry(
        "Event on the timeline",
        event.title,
        links.event_of(corpus, item, event),
        (SearchPart(_spoken(event.date), "", event.statement),),
        about=f"{item.title} {event.kind} {called(corpus.edition, event.kind)} {_spoken(event.date)} "
        + " ".join(corpus.document(name).name for name in event.documents),
        names=tuple(filter(None, titles)),
    )


def _witness(corpus: Corpus, record: Witness) -> SearchEntry:
    return SearchEntry(
        "Source",
        record.title,
        links.address(record),
        (SearchPart("about this source", "", f"{record.publisher}. {record.note or ''}"),),
        about=f"{called(corpus.edition, record.authority)} source {_spoken(record.date)}",
        names=(record.title,),
        key=links.key_of(record),
    )


def _page(corpus: Corpus, page: HandWritten) -> SearchEntry:
    thread = corpus.thread(corpus.timeline)
    names = {
        links.TIMELINE: (corpus.timeline.title, thread.called, *thread.also_called),
        links.FULL_TEXT: (f"all {corpus.edition.vocabulary.recommendation.smalls}", "whole text"),
        links.HOME: (corpus.edition.title, corpus.edition.short_title, corpus.edition.work.name),
    }.get(page.address, ())
    return SearchEntry(
        "Page",
        page.title,
        page.address,
        (
            SearchPart("", "", page.description),
            *(SearchPart(each.title, each.anchor, each.words, called=each.called) for each in page.sections),
        ),
        names=(page.title, *names),
        called=page.called,
    )


def _text_parts(
    blocks: Sequence[Block], wordings: Mapping[str, Sequence[str]], numbers: Sequence[str] = ()
) -> Iterator[SearchPart]:
    """Yield each part of a text that has an anchor, without the words of the parts in it. A lettered issue is called
    by the numbers of its text with its letter: `22 a`."""
    for part in locator.in_text(blocks):
        block = isinstance(part.text, Block)
        label = "text" if len(blocks) == 1 and block else part.place
        lettered = part.letter and not block
        names = (*wordings.get(part.anchor, ()), *(f"{number} {part.letter}" for number in numbers if lettered))
        yield SearchPart(label, part.anchor, part.own_words, ours=False, names=names)


def _spoken(date: Date | None) -> str:
    return " to ".join(words for _, words in date.spoken()) if date else ""


def _written(entry: SearchEntry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "title": entry.title,
        "at": entry.address,
        "about": fold(entry.about),
        "names": entry.names,
        "called": entry.called,
        "guide": entry.address.startswith("contributing/"),
        "parts": [
            _without_blanks(
                {
                    "label": part.label,
                    "at": part.anchor,
                    "words": fold(part.words),
                    "ours": part.ours,
                    "names": part.names,
                    "called": part.called,
                }
            )
            for part in entry.parts
        ],
    }


def _use(found: Sequence[SearchEntry], position: dict[str, int], mention: Mention) -> tuple[int, int]:
    """Return the positions of the entry and of its part that use a term."""
    number = position[links.key_of(mention.record)]
    anchors = [part.anchor for part in found[number].parts]
    return number, anchors.index(mention.anchor)


def _without_blanks(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
