"""The contents of the book, on paper and in the EPUB."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from macros.book.binding import Bound, Place
from macros.markup.element import element

TITLE = "Contents"


@dataclass
class _Entry:
    level: int
    href: str
    words: str
    below: list[_Entry] = field(default_factory=list)


def listed(chapters: Iterable[Bound], leads: Callable[[Place], str]) -> Markup:
    """Return the headings of chapters as nested lists of links, each below the last one of a higher level. `leads`
    gives the link to a place."""
    top = _Entry(0, "", "")
    open_ = [top]
    for chapter in chapters:
        for heading in chapter.headings:
            while open_[-1].level >= heading.level:
                open_.pop()
            entry = _Entry(heading.level, leads(Place(chapter.chapter.name, heading.anchor)), heading.words)
            open_[-1].below.append(entry)
            open_.append(entry)
    return _list(top.below)


def _list(entries: Iterable[_Entry]) -> Markup:
    items = (
        element("li", inner=(element("a", {"href": each.href}, each.words), _list(each.below) if each.below else ""))
        for each in entries
    )
    return element("ol", inner=items)
