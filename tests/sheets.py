"""What stands on each sheet of a page printed by the browser, in the order of the page.

A tagged PDF has the structure of the page, and in it each piece of text with its sheet (ISO 32000-1, 14.7 and 14.8). So
it can be told what stands last on a sheet, whatever the faces of the machine are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
_TOKEN = re.compile(rb"<<.*?>>|\d+ 0 R|\d+")
_HEADING = re.compile(r"H\d?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: its sheet, from 1, and the roles that it stands in, from the outermost."""

    sheet: int
    within: tuple[str, ...]

    @property
    def leads(self) -> bool:
        """Whether it leads to what follows and says nothing alone: a heading, or the number of an entry."""
        return any(_HEADING.fullmatch(role) or role == "Lbl" for role in self.within)


def printed(page: Page) -> bytes:
    """Return the PDF of a page on sheets of A4, with the margins of its style sheet."""
    return page.pdf(format="A4", prefer_css_page_size=True, tagged=True)


def count(pdf: bytes) -> int:
    """Return how many sheets there are."""
    return len(_SHEET.findall(pdf))


def pieces(pdf: bytes) -> list[Piece]:
    """Return all pieces of text, in the order of the page and not of the sheets. What a frame itself paints, its lines
    and its ground, is no text: the words in it stand in paragraphs."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    sheets = {number: at for at, number in enumerate((n for n, body in objects.items() if _SHEET.search(body)), 1)}
    root = next(number for number, body in objects.items() if b"/StructTreeRoot" in body and b"/ParentTree" in body)
    return [piece for piece in _below(objects, sheets, root, ()) if piece.within[-1] != "BlockQuote"]


def _below(objects: dict[int, bytes], sheets: dict[int, int], number: int, within: tuple[str, ...]) -> Iterator[Piece]:
    body = objects[number]
    if role := re.search(rb"/S /(\w+)", body):
        within = (*within, role[1].decode())
    sheet = re.search(rb"/Pg (\d+)", body)
    children = re.search(rb"/K (\[.*\]|\d+ 0 R|\d+)", body, re.DOTALL)
    for token in _TOKEN.findall(children[1]) if children else ():
        if token.endswith(b" 0 R"):
            yield from _below(objects, sheets, int(token.split()[0]), within)
        elif token.startswith(b"<<"):
            marked = re.search(rb"/Pg (\d+)", token)
            if b"/MCID" in token and marked:
                yield Piece(sheets[int(marked[1])], within)
        elif sheet:
            yield Piece(sheets[int(sheet[1])], within)
