"""The headings of a page: its table of contents, and names for its parts."""

from __future__ import annotations

from collections.abc import Mapping

from macros.markup.reading import walk

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Headings:
    """Gathers what it is told of headings; of other elements it takes no note. `found` has each with its level, its
    anchor, empty without one, and its words with white space folded."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str, str]] = []
        self.open: tuple[int, str, list[str]] | None = None

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Note that a heading begins."""
        if tag in HEADINGS:
            self.open = (int(tag[1]), given.get("id", ""), [])

    def end(self, tag: str) -> None:
        """Note that a heading ends."""
        if self.open and tag in HEADINGS:
            level, anchor, words = self.open
            self.found.append((level, anchor, " ".join("".join(words).split())))
            self.open = None

    def words(self, text: str) -> None:
        """Note words; those in a heading are its name."""
        if self.open:
            self.open[2].append(text)


def headings(html: str) -> list[tuple[int, str, str]]:
    """Return the headings of a page that a table of contents leads to, those below the first level that have an
    anchor: level, anchor, words."""
    reader = Headings()
    walk(html, reader)
    return [found for found in reader.found if found[0] > 1 and found[1]]
