"""What macros write as blocks of HTML is kept aside while Markdown is made of a page written by hand.

Python-Markdown leaves such blocks as they are, and to find their ends it reads every element in them, which took longer
than all the rest of a page. `tests/test_frames.py` compares the pages with what Markdown itself makes of them.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from macros.markup.element import written

_PLACE = re.compile(r'<div data-aside="([0-9]+)"></div>')


class Aside:
    """Blocks of one build, each kept until the page that it stands on is made."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}
        self._count = 0

    def keep(self, html: Markup) -> Markup:
        """Return what stands for a block of HTML in Markdown; what is written within a line is returned as it is."""
        if "\n" not in html:
            return html
        self._count += 1
        self._kept[str(self._count)] = html
        return written(f'<div data-aside="{self._count}"></div>')

    def put_back(self, html: str) -> str:
        """Return HTML made by Markdown with the blocks in their places."""
        return _PLACE.sub(lambda found: self._kept.pop(found[1]), html)
