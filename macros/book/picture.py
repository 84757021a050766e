"""The picture of the timeline as a file of the book, and the same in words for those who do not see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from macros.book.leaves import Picture
from macros.corpus.graph import Corpus
from macros.pages import links
from macros.pages.here import Here
from macros.pages.pictures import chain
from macros.pages.pictures.drawing import Drawing, Step, Words
from macros.pages.view import View
from macros.pages.words import BASIS_WORDS, opening

FILE = "chain.svg"
"""The name of the file, beside the chapters."""


@dataclass(frozen=True, slots=True)
class PictureView(View):
    """The drawing, and the face of its letters."""

    template: ClassVar[str] = "book_picture.svg.jinja"

    it: Drawing
    face: str


def drawn(corpus: Corpus, face: str) -> PictureView:
    """Return what the file shows: the drawing from top to bottom, which fits a leaf."""
    return PictureView(chain.view(corpus, Here(links.TIMELINE)).upright, face)


def picture(corpus: Corpus) -> Picture | None:
    """Return the picture as a leaf shows it; None where there is nothing to draw."""
    told = chain.view(corpus, Here(links.TIMELINE))
    if not told.upright.steps:
        return None
    words = " ".join((f"A chain from top to bottom. {told.summary}", *map(_spoken, told.upright.steps)))
    return Picture(FILE, words, told.summary, told.bases)


def _spoken(step: Step) -> str:
    """Return a stop of the chain in words, in the order in which it is read."""
    said = "; ".join(_told(each) for each in step.words)
    before = f"{opening(step.remark.words)}. " if step.remark else ""
    return f"{before}{step.box.name}: {said}."


def _told(words: Words) -> str:
    mark = "" if words.basis == "stated" else f" ({BASIS_WORDS[words.basis]})"
    return " ".join(f"{words.label} {''.join(words.lines)}{mark}".split())
