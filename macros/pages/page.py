"""A page made from records, before any generator: where it lies, what stands in its head, and what its body shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from macros.corpus.graph import Corpus
from macros.pages.here import Here
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class Page:
    """A page made from records.

    `path` is where its Markdown file would lie under docs/ (`recommendations/22.md`); hand-written pages link to it by
    this name. `title` and `description` are plain text. `record` is the YAML file that a correction would change. The
    body is a template filled with the view that `view` makes: HTML, which passes neither through Markdown nor through
    a template of the generator, so that no word of a record can become code. `moved_to` is set for a page that stands
    only for one that moved: the address of the new one.
    """

    path: str
    title: str
    description: str
    record: str
    view: Callable[[Corpus, Here], View]
    moved_to: str = ""

    @property
    def address(self) -> str:
        """The address of the built page, from the root of the site."""
        return self.path.removesuffix(".md") + ".html"

    def markdown(self, body: Markup) -> str:
        """Return the page with its body as a Markdown file, for a generator that takes no ready HTML.

        Such a generator may take any of it for a template and prints titles as they are. So the head is written as
        JSON, which no text can break; title and description are escaped; no brace is left outside of it; and
        mkdocs-macros is told to leave the page alone.
        """
        head: dict[str, Any] = {
            "title": _inert(escape(self.title)),
            "description": _inert(escape(self.description)),
            "record": self.record,
            "hide": ["toc"],  # the room beside the text is the page's own
            "render_macros": False,
        }
        if self.moved_to:
            head["moved_to"] = self.moved_to
        return f"---\n{json.dumps(head, indent=2, ensure_ascii=False)}\n---\n\n{_inert(body)}\n"


def _inert(html: Markup) -> str:
    return str(html).replace("{", "&#123;").replace("}", "&#125;")
