"""The endnotes of a page on paper: there nothing unfolds, so what is folded on a screen stands at the end, numbered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from macros.pages.pieces import Happening, Known, Source


@dataclass(frozen=True, slots=True)
class Endnote:
    """The sources of a statement under their number; `also` says what else they bear."""

    number: int
    sources: tuple[Source, ...]
    also: str


class Endnotes:
    """Numbers the sources of a page in the order in which they are given to it, which is that of the page."""

    def __init__(self) -> None:
        self._found: list[Endnote] = []

    def known(self, it: Known, also: str = "") -> Known:
        """Return how we know something with the number of its sources; without sources there is none."""
        if not it.sources:
            return it
        self._found.append(Endnote(len(self._found) + 1, it.sources, also))
        return replace(it, note=len(self._found))

    def happening(self, it: Happening) -> Happening:
        """Return an event with the number of its sources."""
        return replace(it, known=self.known(it.known))

    def all(self) -> tuple[Endnote, ...]:
        """Return the notes so far."""
        return tuple(self._found)
