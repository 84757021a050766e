"""The book where a page leads to it: a line where the site has one, and nothing where it has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from macros.pages.here import Here, Link
from macros.pages.view import View

_FOR: Final = {"PDF": "for paper and for screen readers", "EPUB": "for reading devices"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A file of the book: of which kind, its address from the root of the site, and its size in bytes."""

    kind: str
    address: str
    size: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A file ready to be offered: the way to it, and what it is for with its size."""

    link: Link
    about: str


@dataclass(frozen=True, slots=True)
class OffersView(View):
    """All files of the book."""

    template: ClassVar[str] = "offers.html.jinja"

    offers: tuple[Offered, ...]


def view(here: Here, offers: Iterable[Offer]) -> OffersView:
    """Return the line that leads to the book."""
    return OffersView(
        tuple(
            Offered(Link(each.kind, here.relative(each.address)), f"{_FOR[each.kind]}, {each.size / 1e6:.1f} MB")
            for each in offers
        )
    )
