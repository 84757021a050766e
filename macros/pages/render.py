"""Fill a template. Python works out what to show; a template only places it."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Record
from macros.markup.element import written
from macros.pages import citing, links, text
from macros.pages.anchors import with_anchors
from macros.pages.compiled import Compiled
from macros.pages.here import Here
from macros.pages.page import Page
from macros.pages.view import View
from macros.pages.words import BASIS_WORDS, KIND_WORDS, SAW_WORDS

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

_COMPILED = Compiled()


class Renderer:
    """The templates, compiled once, with what every one of them may use."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,  # data is text, see `text`
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            bytecode_cache=_COMPILED,
            auto_reload=False,  # each build has a renderer of its own
        )
        self._environment.filters["when"] = text.when
        self._environment.globals.update(
            corpus=corpus,
            basis_words=BASIS_WORDS,
            kind_words=KIND_WORDS,
            saw_words=SAW_WORDS,
            RECOMMENDATIONS=links.RECOMMENDATIONS,
            SOURCES=links.SOURCES,
            filtered=links.filtered,
            record_file=links.record_file,
        )

    def body(self, page: Page) -> Markup:
        """Return the body of a page made from records; every heading has a link to itself."""
        if page.view:
            return written(with_anchors(self.filled(page.view(self._corpus, Here(page.address)))))
        assert page.shown
        html = self.render(page.template, page.address, **page.shown(self._corpus))
        return written(with_anchors(html))

    def filled(self, view: View) -> Markup:
        """Return a template filled with a view, without blank lines, which Markdown would take for the end of a block
        inside a paragraph."""
        shown = {field.name: getattr(view, field.name) for field in fields(view)}
        html = self._environment.get_template(view.template).render(shown)
        return written("\n".join(line for line in html.split("\n") if line.strip()))

    def render(self, template: str, here: str, **shown: Any) -> Markup:
        """Return a template filled for the page at the address `here`, without blank lines, which Markdown would
        take for the end of a block inside a paragraph."""
        relative = partial(links.relative, here=here)

        def to(record: Record, anchor: str | None = None) -> str:
            return relative(links.part_of(record, anchor) if anchor else links.address(record))

        html = self._environment.get_template(template).render(
            here=here,
            relative=relative,
            to=to,
            named=partial(citing.named, self._corpus),
            cited=lambda citation: relative(links.cited(self._corpus, citation)),
            **shown,
        )
        lines = (line for line in html.split("\n") if line.strip())
        return written("\n".join(lines))
