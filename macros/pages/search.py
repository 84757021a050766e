"""What the search can find: every record and page with its parts, the names that lead straight to them, and the texts
that use a term.

The words stand here as they stand on the pages. How a reader's words are compared with them is the business of
docs/assets/javascripts/search.js, which reads the file that `script` writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Event, Record
from macros.corpus.records.verbatim import fold, slug_of
from macros.corpus.relations import Mention
from macros.pages import links
from macros.pages.kinds.every import KINDS
from macros.pages.kinds.term import names
from macros.pages.search_entry import Rank, SearchEntry, SearchPart, Wordings, spoken
from macros.pages.words import called

ADDRESS = "assets/javascripts/search-index.js"
"""Where the file lies in the site."""


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
    found = [entry for kind in KINDS for entry in kind.entries(corpus, wordings)]
    found += [_page(corpus, each) for each in pages]
    found += [_event(corpus, item, event) for item in corpus.items for event in item.events]
    return sorted(found, key=lambda entry: entry.rank)


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


def _wordings(corpus: Corpus) -> Mapping[str, Wordings]:
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
            lead(names(term), mentions[0].record, mentions[0].anchor)
    for recommendation in corpus.recommendations:
        for slip in recommendation.slips:
            if slip.kind == "error" and slip.reading and slug_of(slip.reading) != slug_of(slip.words):
                lead([slip.words], recommendation, slip.at)
    return found


def _used_once(mentions: Sequence[Mention]) -> bool:
    """Tell whether a term is used by one text only."""
    return len({links.key_of(mention.record) for mention in mentions}) == 1


def _event(corpus: Corpus, item: AgendaItem, event: Event) -> SearchEntry:
    titles = [corpus.document(name).title for name in event.documents if corpus.document(name).kind == "treaty"]
    return SearchEntry(
        "Event on the timeline",
        event.title,
        links.event_of(corpus, item, event),
        (SearchPart(spoken(event.date), "", event.statement),),
        about=f"{item.title} {event.kind} {called(corpus.edition, event.kind)} {spoken(event.date)} "
        + " ".join(corpus.document(name).name for name in event.documents),
        names=tuple(filter(None, titles)),
        rank=Rank.EVENT,
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
        rank=Rank.PAGE,
    )


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
