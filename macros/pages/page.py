"""A page before MkDocs: where it lies, what stands in its head, and the one macro call that is its body."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import escape


@dataclass(frozen=True, slots=True)
class Page:
    """A page made from records.

    `path` is the virtual Markdown file under docs/ (`recommendations/22.md`), `record` the YAML file that a
    correction would change, `call` the macro call that writes the body. `moved_to` is set for a page that stands only
    for one that moved: the address of the new one.
    """

    path: str
    title: str
    description: str
    record: str
    call: str
    moved_to: str = ""

    @property
    def address(self) -> str:
        """The address of the built page, from the root of the site."""
        return self.path.removesuffix(".md") + ".html"

    def markdown(self) -> str:
        """Return the page as Markdown: front matter, written as JSON so that no text can break it, and the call.

        Title and description are escaped here, because the theme prints them as they are; braces too, because
        mkdocs-macros takes titles for templates.
        """
        front: dict[str, Any] = {
            "title": _inert(self.title),
            "description": _inert(self.description),
            "record": self.record,
            "hide": ["toc"],  # the room beside the text is the page's own
        }
        if self.moved_to:
            front |= {"moved_to": self.moved_to, "search": {"exclude": True}}
        return f"---\n{json.dumps(front, indent=2, ensure_ascii=False)}\n---\n\n{{{{ {self.call} }}}}\n"


def _inert(text: str) -> str:
    return str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
