"""Where something stands in the text of a page. Only asked when something is wrong: a tree knows no lines.

The tags are looked up as they are written, by the standard library's scanner, which says nothing else about a page.
"""

from __future__ import annotations

from html.parser import HTMLParser


def places(html: str, tag: str, attribute: str = "", part: str = "") -> list[tuple[int, int]]:
    """Return line and column, counted from 1, of each start tag with this name whose attribute holds these words; in
    the order of the text. Without an attribute, of each start tag with this name."""
    scanner = _Scanner(tag.lower(), attribute.lower(), part)
    scanner.feed(html)
    scanner.close()
    return scanner.found


class _Scanner(HTMLParser):
    def __init__(self, tag: str, attribute: str, part: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tag, self.attribute, self.part = tag, attribute, part
        self.found: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != self.tag:
            return
        if not self.attribute or any(name == self.attribute and self.part in (value or "") for name, value in attrs):
            line, column = self.getpos()
            self.found.append((line, column + 1))
