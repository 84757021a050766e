"""The endnotes of a page on paper: there nothing unfolds, so what is folded on a screen stands at the end, numbered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from macros.pages.pieces import Evidence, Happening, Known, Source


@dataclass(frozen=True, slots=True)
class Endnote:
    """The sources of a statement under their number; `also` says what else they bear."""

    number: int
    sources: tuple[Source, ...]
    also: str


class Endnotes:
    """Numbers the sources of a page in the order in which they are given to it, which is that of the page. On a page
    whose text has numbered notes of its own it goes on after them, so that no number means two things."""

    def __init__(self, notes: int = 0) -> None:
        self._before = notes
        self._found: list[Endnote] = []

    def evidence(self, it: Evidence, also: str = "") -> Evidence:
        """Return sources with their number; where there are none there is no number."""
        if not it.sources:
            return it
        number = self._before + len(self._found) + 1
        self._found.append(Endnote(number, it.sources, also))
        return replace(it, note=number)

    def known(self, it: Known, also: str = "") -> Known:
        """Return how we know something with the number of its sources."""
        return replace(it, evidence=self.evidence(it.evidence, also))

    def happening(self, it: Happening) -> Happening:
        """Return an event with the number of its sources."""
        return replace(it, known=self.known(it.known))

    def all(self) -> tuple[Endnote, ...]:
        """Return the notes so far."""
        return tuple(self._found)
