"""The templates of the pages, filled with all data escaped. Python works out what to show, a template places it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.markup.element import joined, written
from macros.pages import history
from macros.pages.anchors import with_anchors
from macros.pages.compiled import Compiled
from macros.pages.here import Here
from macros.pages.page import Page
from macros.pages.view import View

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

_COMPILED = Compiled()


class Renderer:
    """The templates, compiled once. None can use more than its view and the words of the edition (`words`). `site` as
    in `Here`."""

    def __init__(self, corpus: Corpus, site: str = "") -> None:
        self._corpus = corpus
        self.site = site
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,  # what is no Markup is text
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            bytecode_cache=_COMPILED,
            auto_reload=False,  # each build has a renderer of its own
        )
        self._environment.globals["words"] = corpus.edition.vocabulary

    def body(self, page: Page) -> Markup:
        """Return the body of a page made from records."""
        return self.shown(page, self.view(page))

    def view(self, page: Page) -> View:
        """Return what a page made from records shows."""
        return page.view(self._corpus, Here(page.address, self.site))

    def shown(self, page: Page, view: View) -> Markup:
        """Return the body of a page that shows a view; every heading has a link to itself, and what editions changed in
        the record comes last."""
        changed = history.view(self._corpus, Here(page.address), page.record)
        return written(with_anchors(joined((self.filled(each) for each in (view, changed) if each), "\n")))

    def filled(self, view: View) -> Markup:
        """Return a template filled with a view, without blank lines, which Markdown would take for the end of a block
        inside a paragraph."""
        shown = {field.name: getattr(view, field.name) for field in fields(view)}
        html = self._environment.get_template(view.template).render(shown)
        return written("\n".join(line for line in html.split("\n") if line.strip()))
