"""What stands where something was: a page in place of one that moved, a notice in place of a part that moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Redirect
from macros.pages import links
from macros.pages.editable import Editable
from macros.pages.here import Here, Link
from macros.pages.page import Page
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class RedirectView(View):
    """A page in place of one that moved: where to, and why."""

    template: ClassVar[str] = "redirect.html.jinja"

    file: str
    to: Link
    because: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A part that moved away from a page, ready to print: its old anchor, the new address as seen from that page and
    from the root of the site, and the reason."""

    anchor: str
    href: str
    to: str
    because: str


_FILE = "data/redirects.yml"


def pages(corpus: Corpus) -> Iterator[Page]:
    """Yield a page for each page that moved. It says so and sends the reader on; lists, search and sitemap leave it
    out."""
    for redirect in corpus.redirects:
        if not redirect.from_part:
            yield Page(
                path=redirect.from_.removesuffix(".html") + ".md",
                title=f"Moved: {redirect.from_}",
                description=f"This page has moved to {redirect.to}.",
                record=_FILE,
                view=partial(view, redirect=redirect),
                moved_to=redirect.to,
            )


def view(_corpus: Corpus, here: Here, redirect: Redirect) -> RedirectView:
    """Return what the page in place of one that moved shows."""
    return RedirectView(_FILE, Link(redirect.to, here.relative(redirect.to)), redirect.because)


def notices(corpus: Corpus, here: str) -> list[Notice]:
    """Return the parts that moved away from the page at the address `here`."""
    return [
        Notice(redirect.from_part, links.relative(redirect.to, here), redirect.to, redirect.because)
        for redirect in corpus.redirects
        if redirect.from_part and redirect.from_page == here
    ]


def parts(corpus: Corpus, number: int) -> list[Editable]:
    """Return what can be corrected on the page of the redirect at this place in the list."""
    place = corpus.places["redirects", "redirects"].place("redirects", number)
    return [Editable("where it leads", (), place.file, place.line)]
