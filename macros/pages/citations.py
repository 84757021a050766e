"""All that can be cited in the site: as files for reference managers, and as tags in the heads of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from markupsafe import Markup, escape

from macros.corpus.graph import Corpus
from macros.corpus.records import FOLDERS, Recommendation, Record
from macros.exports.citation import Item
from macros.exports.citation_forms import FORMS, highwire
from macros.exports.package import File
from macros.markup.element import joined, written
from macros.pages import links
from macros.pages.citing import FOLDER, file_of
from macros.pages.here import Here
from macros.pages.kinds.every import KINDS

TOGETHER: Final = {ending: f"{FOLDER}/{FOLDERS[Recommendation]}{ending}" for ending in FORMS}
"""The files with all recommendations, by their ending."""

STANDING: Final = (*TOGETHER.values(), *(file_of(links.TIMELINE, ending) for ending in FORMS))
"""The files that every edition has, whatever its records are called."""

CITED: Final = frozenset(kind.record for kind in KINDS if kind.cited)
"""The kinds of records that can be cited."""


def items(corpus: Corpus, site: str) -> Iterator[tuple[Record, str, Item]]:
    """Yield every record that can be cited, with the address of its page and its item. `site` is the address of the
    site without a final slash, or empty. What the edition holds is read there; another document has its own address, if
    any."""
    for kind in KINDS:
        for record, address, cited in kind.citations(corpus):
            yield record, address, cited.at(Here(address, site).absolute if cited.edition else "")


def files(corpus: Corpus, site: str) -> Iterator[File]:
    """Yield the files of every record that can be cited, then those with all recommendations."""
    together = []
    for record, address, item in items(corpus, site):
        if isinstance(record, Recommendation):
            together.append(item)
        for ending, (_, form) in FORMS.items():
            yield File(file_of(address, ending), links.record_file(record), partial(_bytes, form, [item]))
    for ending, (_, form) in FORMS.items():
        yield File(TOGETHER[ending], f"data/{FOLDERS[Recommendation]}", partial(_bytes, form, together))


def tags(item: Item | None) -> Markup:
    """Return the tags for the head of a page that can be cited; nothing for another."""
    given = highwire(item) if item else ()
    return joined((_meta(*each) for each in given), "\n  ")


def _meta(name: str, words: str) -> Markup:
    return written(f'<meta name="{name}" content="{escape(words)}">')


def _bytes(form: Callable[[list[Item]], str], chosen: list[Item]) -> bytes:
    return form(chosen).encode()
