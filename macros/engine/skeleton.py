"""The frame around a page, filled in for one page after the other instead of rendered anew for each.

The frame around pages made from records is the same for all pages of a folder, but for a few words in the head, the
body and the foot. So overrides/main.html is rendered once for each folder, with marks in these places, and for a page
only what belongs there is put in. `tests/test_frames.py` compares every page with what main.html itself gives.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from macros.markup.element import written

_MARK = re.compile("\ue000([a-z]+)(?:<h1)?\ue001")
"""Characters for private use, of which the checks let none into a record. The theme puts a title above a body that has
no heading of the first level; so the mark of the body has one."""


class Skeletons:
    """Frames of one build, over the environment of the theme."""

    def __init__(self, environment: Environment) -> None:
        self._main = environment.get_template("main.html")
        self._foot = environment.get_template("partials/foot.html")
        self._skeletons: dict[tuple[object, ...], list[str]] = {}

    def foot(self, context: Mapping[str, Any]) -> Markup:
        """Return what stands below a page. `context` is what main.html prints."""
        return written(self._foot.render(context))

    def whole(self, context: Mapping[str, Any], wider: Callable[[], Mapping[str, Any]]) -> Markup:
        """Return a page made from records, with its frame. `context` is what the foot prints and what the marks stand
        for; `wider` gives what main.html prints, apart from the foot."""
        if context["moved_to"] or context["moved_parts"]:  # more of its own than the marks can hold
            return written(self._main.render({**wider(), "foot": self.foot(context)}))
        head, page = context["head"], context["page"]
        words = {"content": page.content, "citation": context["citation"], "foot": self.foot(context)}
        words |= {name: str(escape(head[name])) for name in ("title", "description", "address", "linked")}
        pieces = list(self._skeleton(context, wider))
        pieces[1::2] = [words[name] for name in pieces[1::2]]
        return written("".join(pieces))

    def _skeleton(self, context: Mapping[str, Any], wider: Callable[[], Mapping[str, Any]]) -> list[str]:
        """Return the frame for pages like this one, cut at its marks: text, name, text, name, text."""
        head, page = context["head"], context["page"]
        key = (posixpath.dirname(page.url), bool(head["address"]), bool(page.edit_url))
        if key not in self._skeletons:
            empty = copy.copy(page)
            empty.content = _mark("content<h1")
            marked: dict[str, str] = {name: _mark(name) for name in ("title", "description", "linked")}
            marked["address"] = _mark("address") if head["address"] else ""
            shown = {"page": empty, "head": {**head, **marked}, "citation": _mark("citation"), "foot": _mark("foot")}
            html = self._main.render({**wider(), **shown})
            self._skeletons[key] = _MARK.split(html)
        return self._skeletons[key]


def _mark(name: str) -> Markup:
    return written(f"\ue000{name}\ue001")
