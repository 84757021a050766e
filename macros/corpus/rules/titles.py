"""Titles that can be told apart and shown anywhere. Their length is part of the contract."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from macros.corpus.characters import plain
from macros.corpus.load import Draft, Entry
from macros.corpus.rules.finding import Finding, promises

TITLED = ("recommendations", "clusters", "topics", "terms", "items", "witnesses")
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


def _looks(title: str) -> str:
    """Return what a reader takes in of a title at a glance: its letters and digits, plain and small."""
    letters = "".join(each for each in unicodedata.normalize("NFKD", plain(title.casefold())) if each.isalnum())
    return letters or title


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
