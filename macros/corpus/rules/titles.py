"""Titles that can be told apart and shown anywhere, and what else readers call the same. Their length is part of the
contract."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from macros.corpus.characters import plain
from macros.corpus.load import Draft, Entry
from macros.corpus.records import KINDS, Document, Recommendation, Term, Topic
from macros.corpus.rules.finding import Finding, promises

TITLED = tuple(kind for kind, record in KINDS.items() if "title" in record.model_fields and record is not Document)
"""Kinds whose titles are ours. Documents bear the titles they were printed with, which repeat."""

_TEMPLATE_MARKS = ("{{", "{%", "{#")


def titles_are_unique(draft: Draft) -> Iterator[Finding]:
    """No two records of a kind have the same title, whatever the capitals, blanks, signs and accents: in a list or a
    search result the title is all that a reader sees."""
    for kind in TITLED:
        by_title: dict[str, list[Entry[Any]]] = defaultdict(list)
        for entry in draft.entries[kind].values():
            if entry.record.identifier != entry.stem:
                continue  # a copy, which another rule reports
            by_title[_looks(entry.record.title)].append(entry)
        for same in by_title.values():
            for entry in same[1:]:
                yield Finding(
                    entry.place("title"),
                    f"each title under data/{kind}/ is used once",
                    f'"{entry.record.title}", also in {same[0].file}',
                    "write a title that sets this record apart",
                )


def documents_have_names_of_their_own(draft: Draft) -> Iterator[Finding]:
    """No two documents have the same symbol, nor the same title where they have no symbol: it is the name under which
    their pages are found. Titles may repeat, as "Report" does, where the symbols differ."""
    seen: dict[str, Entry[Document]] = {}
    for entry in draft.of(Document):
        if entry.record.identifier != entry.stem:
            continue  # a copy, which another rule reports
        other = seen.setdefault(_looks(entry.record.name), entry)
        if other is not entry:
            yield Finding(
                entry.key_place("symbol" if entry.record.symbol else "title"),
                "each name under data/documents/ is used once: the symbol, or the title where there is no symbol",
                f'"{entry.record.name}", also in {other.file}',
                "correct it, or remove one of the two records",
            )


def _looks(title: str) -> str:
    """Return what a reader takes in of a title at a glance: its letters and digits, plain and small."""
    letters = "".join(each for each in unicodedata.normalize("NFKD", plain(title.casefold())) if each.isalnum())
    return letters or title


def other_words_are_new(draft: Draft) -> Iterator[Finding]:
    """Each word under `also_called` begins and ends with a letter or a digit and stands once in its record, and none is
    what the record is called anyway: its title, abbreviation, a form, or its name in a published vocabulary. Capitals,
    hyphens, blanks, accents and a plural make no other word, because the search takes them for one. A code names its
    vocabulary."""
    entries: list[Entry[Recommendation] | Entry[Term] | Entry[Topic]]
    entries = [*draft.of(Recommendation), *draft.of(Term), *draft.of(Topic)]
    for entry in entries:
        record = entry.record
        taken = {_sounds(name): "what the record is called anyway" for name in _called_anyway(record)}
        for position, other in enumerate(record.also_called):
            word, place = other.word, entry.place("also_called", position, "word")
            if not (word[0].isalnum() and (word[-1].isalnum() or word[-1] == ".")):
                must = "a word under `also_called` begins and ends with a letter or a digit"
                yield Finding(place, must, f'"{word}"', "take the sign away")
            elif _sounds(word) in taken:
                must = "a word under `also_called` is one more than the record has"
                yield Finding(place, must, f'"{word}", {taken[_sounds(word)]}', "remove it")
            if other.code and not other.scheme:
                must = "a code under `also_called` stands beside its `scheme`"
                found = f'"{other.code}" of no vocabulary'
                yield Finding(entry.place("also_called", position, "code"), must, found, "name the scheme")
            taken.setdefault(_sounds(word), "twice in this record")


def _called_anyway(record: Recommendation | Term | Topic) -> Iterator[str]:
    """Yield the names that a record has by its other fields."""
    yield record.title
    if isinstance(record, Term):
        yield from filter(None, (record.abbreviation, *record.forms))
    if isinstance(record, Topic):
        yield from (entry.label for entry in record.concordance)


@cache
def _sounds(words: str) -> str:
    """Return what is the same in several writings of a name: letters and digits, plain and small, in the singular."""
    return "".join(re.sub(r"(?<=[^s])s$", "", _looks(word)) for word in re.split(r"[\s/-]+", words) if word)


def titles_carry_no_template_marks(draft: Draft) -> Iterator[Finding]:
    """Titles, symbols and abbreviations hold none of the marks `{{`, `{%` and `{#`: page titles pass through the
    template engine, which would take them for instructions."""
    for entry in (promises(draft), *(entry for _, entry in draft.all())):
        for field in ("title", "short_title", "symbol", "abbreviation"):
            value = getattr(entry.record, field, None)
            for mark in _TEMPLATE_MARKS:
                if value and mark in value:
                    yield Finding(
                        entry.place(field),
                        f'"{field}" has none of the marks {{{{ {{% {{#',
                        f'"{value}"',
                        f'remove "{mark}"',
                    )
