"""Every record that has a page has it in the built site."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.graph import Corpus
from macros.pages import links
from macros.pages.site import pages
from macros.problems import Place, Problem
from macros.proof.built import Built

BY_HAND = (links.HOME, links.FULL_TEXT, links.TIMELINE, links.SOURCES)


def pages_are_there(built: Built, corpus: Corpus) -> Iterator[Problem]:
    """Each page made from a record was built, as many recommendations and clusters as promised, and the pages that
    are written by hand."""
    promises = corpus.edition.promises
    for kind, count in (
        ("recommendations", promises.recommendations),
        ("clusters", len(promises.clusters)),
        ("sessions", len(promises.sessions)),
    ):
        found = [
            name
            for name, page in built.pages.items()
            if name.startswith(f"{kind}/") and name != f"{kind}/index.html" and not page.moved
        ]
        if len(found) != count:
            yield Problem(
                Place(f"site/{kind}"),
                "pages-are-there",
                f"the site has {count} pages under {kind}/",
                f"{len(found)} of {count}",
            )
    for wanted in (*(page.address for page in pages(corpus)), *BY_HAND):
        if wanted not in built.pages:
            yield Problem(Place(f"site/{wanted}"), "pages-are-there", "this page is built", "no such page")
