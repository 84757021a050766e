"""The whole book as one page of HTML with the style that sets it on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from markupsafe import Markup

from macros.book import binding, faces, toc
from macros.book.binding import Bound
from macros.book.contents import Making
from macros.corpus.graph import Corpus
from macros.markup.element import element, joined, written

FOLDER = Path(__file__).resolve().parent


def html(corpus: Corpus, making: Making, seconds: int) -> str:
    """Return the book. `seconds` is its time, since 1970 in Universal Time."""
    chapters = binding.bound(corpus, making, lambda _, place: f"#{place.anchor}")
    edition, moment = corpus.edition, datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    head = joined(
        (
            written('<meta charset="utf-8">'),
            element("title", inner=edition.title),
            *(
                joined((written(f'<meta name="{name}" content="'), value, written('">')))
                for name, value in (
                    ("description", edition.description),
                    ("dcterms.created", moment),
                    ("dcterms.modified", moment),
                )
            ),
            element("style", inner=written(style())),
        ),
        "\n",
    )
    front, rest = chapters[:2], chapters[2:]
    whole = (*map(_chapter, front), _contents(rest), *map(_chapter, rest))
    body = element("body", inner=joined(whole, "\n"))
    return f"<!doctype html>\n{element('html', {'lang': 'en'}, (element('head', inner=head), body))}\n"


def style() -> str:
    """Return the style of the pages."""
    sheets = ((FOLDER / name).read_text(encoding="utf-8") for name in ("book.css", "paged.css"))
    return "\n".join((faces.style(), *sheets))


def _chapter(one: Bound) -> Markup:
    return element("div", {"class": f"chapter of-{one.chapter.name.partition('-')[0]}"}, written(one.body))


def _contents(chapters: Iterable[Bound]) -> Markup:
    inner = (element("h1", {"id": "contents"}, toc.TITLE), toc.listed(chapters, lambda place: f"#{place.anchor}"))
    return element("nav", {"class": "chapter of-toc", "role": "doc-toc", "aria-labelledby": "contents"}, inner)
