"""A page made from records as MkDocs carries it: ready HTML instead of Markdown."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File, Files

from macros.engine.run import Run
from macros.pages.here import Link
from macros.pages.page import Page

_ID = re.compile(r'\sid="([^"]+)"')


def anchors(html: str) -> set[str]:
    """Return the names that links can lead to."""
    return set(_ID.findall(html))


class RecordPage(mkdocs_pages.Page):
    """A page whose body is HTML already, so that no word of a record is taken for Markdown or for a template.

    MkDocs lets a plugin set the page of a file to a class of its own (mkdocs/structure/nav.py, 1.6).
    """

    def __init__(self, page: Page, run: Run, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.of = page
        self._run = run
        self.crumbs: tuple[Link, ...] = ()
        self.edit_url = run.hosting.edit(page.record)
        if page.moved_to:
            self.canonical_url, self.abs_url = None, None  # so the sitemap leaves it out

    def read_source(self, config: MkDocsConfig) -> None:
        """Give MkDocs what it would otherwise read from the head of a Markdown file."""
        self.markdown = ""
        self.meta = {
            "title": self.of.title,
            "description": self.of.description,
            "hide": ["toc"],  # the room beside the text is the page's own
            "render_macros": False,
        }
        self.title = self.of.title

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Write the body. It has no table of contents: see `hide`."""
        view = self._run.renderer.view(self.of)
        self.content = self._run.renderer.shown(self.of, view)
        self.crumbs = getattr(view, "crumbs", ())
        if self.file.is_documentation_page():  # otherwise nobody asks for them
            self.present_anchor_ids = anchors(self.content)
