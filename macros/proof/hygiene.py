"""No page shows the workshop: template marks, error texts, empty heads.

And a draft says on every page that it is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.graph import Corpus
from macros.problems import Problem
from macros.proof.built import Built
from macros.proof.page import LEFTOVERS

_SHOWN_ON_PURPOSE = "contributing/"
"""Pages that explain macros show their marks."""


def heads_are_filled(built: Built) -> Iterator[Problem]:
    """Every page has one heading of the first level, a title and a description, and no two pages the same title."""
    titles: dict[str, str] = {}
    for page in built.pages.values():
        count = sum(level == 1 for level, _, _ in page.headings)
        if count != 1:
            yield Problem(page.place, "heads-are-filled", "a page has one heading of the first level", f"{count}")
        if not page.title:
            yield Problem(page.place, "heads-are-filled", "a page has a title", "none")
        elif page.title in titles:
            yield Problem(
                page.place, "heads-are-filled", "a title is used once", f'"{page.title}", also on {titles[page.title]}'
            )
        titles.setdefault(page.title, page.address)
        if not page.description:
            yield Problem(page.place, "heads-are-filled", "a page has a description", "none")


def drafts_are_marked(built: Built) -> Iterator[Problem]:
    """Every page of a draft says what it is a draft of, and all say the same."""
    marks = sorted({page.draft for page in built.pages.values() if page.draft})
    for page in built.pages.values():
        if marks and page.draft != marks[0]:
            found = f'"{page.draft}"' if page.draft else "no mark"
            must = f'every page has the mark of the same draft: "{marks[0]}"'
            yield Problem(page.place, "drafts-are-marked", must, found)


def nothing_is_left_over(built: Built, corpus: Corpus) -> Iterator[Problem]:
    """No page shows template marks or the text of a macro's error. What stands in a record is a text, and shown."""
    records = [entry.source.text for entry in corpus.places.values()]
    leftovers = [leftover for leftover in LEFTOVERS if not any(leftover in record for record in records)]
    for page in built.pages.values():
        if page.address.startswith(_SHOWN_ON_PURPOSE):
            continue
        for leftover in leftovers:
            if leftover in page.leftovers:
                yield Problem(
                    page.place,
                    "nothing-is-left-over",
                    "a page shows no template marks and no error text",
                    f'"{leftover}"',
                )
