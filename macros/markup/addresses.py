"""Where HTML and style sheets can lead a reader to, or fetch something from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_ONE = frozenset(
    ("action", "background", "cite", "data", "formaction", "href", "poster", "src", "xlink:href"),
)
_SPACED = frozenset(("attributionsrc", "ping"))
_CANDIDATES = frozenset(("imagesrcset", "srcset"))
_STYLES = frozenset(
    re.findall(r"\S+", "style clip-path cursor fill filter marker-end marker-mid marker-start mask mask-image stroke")
)
ATTRIBUTES = _ONE | _SPACED | _CANDIDATES | _STYLES | {"content"}
"""Attributes that browsers follow or fetch from: those whose value is an address or several (HTML Standard,
"Attributes"; SVG 2, "Linking"), `background` of older pages (HTML Standard, "Rendering"), those that hold style (SVG 2,
"Presentation attributes"), and that of a `meta` that leads on by itself."""

_CANDIDATE = re.compile(r"[\s,]*([^\s,](?:\S*[^\s,])?)(?:,|\s(?:[^,(]|\([^)]*\))*|$)")
_REFRESH = re.compile(r"""[\s\d.]*[;,\s]\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|([^"'].*))""", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_FETCHED = re.compile(
    r"""(?:\b(?:url|src)\(|@import(?!\s*url\())\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s;]+))""", re.IGNORECASE
)
_CHOICES = re.compile(r"""image-set\(((?:[^()]|\([^()]*\))*)""", re.IGNORECASE)
_QUOTED = re.compile(r"""(?<!type\()["']([^"']*)["']""")


def in_attribute(name: str, given: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the addresses that an attribute of an element holds. `name` is one of `ATTRIBUTES`, `given` are all
    attributes of the element."""
    value = given[name] or ""
    if name in _ONE:
        yield value
    elif name in _SPACED:
        yield from value.split()
    elif name in _CANDIDATES:
        yield from _CANDIDATE.findall(value)
    elif name in _STYLES:
        yield from in_style(value)
    elif (given.get("http-equiv") or "").strip().lower() == "refresh" and (found := _REFRESH.match(value)):
        yield "".join(filter(None, found.groups())).strip()


def in_style(css: str) -> Iterator[str]:
    """Yield the addresses that a style sheet or a `style` fetches from (CSS Values and Units 4, "Resource Locators";
    CSS Images 4, "image-set()"). Letters may be written as escapes there (CSS Syntax 3, "Escaping")."""
    css = _ESCAPED.sub(_unescaped, _COMMENT.sub(" ", css))
    for found in _FETCHED.finditer(css):
        yield next(filter(None, found.groups()), "")
    for choices in _CHOICES.findall(css):
        yield from _QUOTED.findall(_FETCHED.sub("", choices))


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
