"""In a preview, Markdown is not asked again what it makes of a page whose words are the same as before.

What macros write is kept aside (see `aside`), so the words of a page written by hand stay the same whatever is saved in
a record. MkDocs makes such a page itself, with the name that the navigation has for it, so here its class is changed
once it is there. What is remembered is what MkDocs 1.6 sets in `Page.render`; see `version`.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import Files
from mkdocs.structure.toc import TableOfContents

from macros.engine import version


@dataclass(frozen=True, slots=True)
class _Answer:
    """What Markdown made of a page, and of what; where it links to, the names of the files instead of them."""

    asked: Hashable
    content: str | None
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]] | None


_ANSWERS: dict[str, _Answer] = {}
"""The last answer for each page, by the name of its file."""


def remember(files: Files, config: MkDocsConfig) -> None:
    """Let the pages written by hand among some files remember their answers; with an MkDocs that is not known, none."""
    if not version.is_known():
        return
    names = frozenset((file.src_uri, file.dest_uri, file.inclusion) for file in files)
    around = names, repr((config.markdown_extensions, config.mdx_configs, config.validation))
    for file in files.documentation_pages():
        if type(file.page) is mkdocs_pages.Page:
            file.page.__class__ = _Remembering
            file.page.around = around  # type: ignore[attr-defined] # it is one of ours now


class _Remembering(mkdocs_pages.Page):
    around: Hashable
    """What besides its words decides what a page becomes: the files that links may lead to, and the settings."""
    _title_from_render: str | None

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Do what MkDocs does, or take the last answer. Where MkDocs had to say something about a page, it says it
        each time."""
        asked = self.markdown, self.around
        known = _ANSWERS.get(self.file.src_uri)
        if known and known.asked == asked:
            self.content, self.toc, self._title_from_render = known.content, known.toc, known.title
            self.present_anchor_ids = known.anchors
            self.links_to_anchors = _found(known.links, files)
            return
        with _listening() as said:
            super().render(config, files)
        if said:
            _ANSWERS.pop(self.file.src_uri, None)
            return
        links = self.links_to_anchors
        named = None if links is None else {file.src_uri: anchors for file, anchors in links.items()}
        _ANSWERS[self.file.src_uri] = _Answer(
            asked, self.content, self.toc, self._title_from_render, self.present_anchor_ids, named
        )


def _found(links: dict[str, dict[str, str]] | None, files: Files) -> dict[Any, dict[str, str]] | None:
    if links is None:
        return None
    named = {name: files.get_file_from_path(name) for name in links}
    return {named[name]: anchors for name, anchors in links.items()}


class _Listener(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Listen to what MkDocs says meanwhile."""
    listener = _Listener(logging.INFO)
    log = logging.getLogger("mkdocs")
    log.addHandler(listener)
    try:
        yield listener.said
    finally:
        log.removeHandler(listener)
