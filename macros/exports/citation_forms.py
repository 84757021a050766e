"""Citations in the forms that reference managers read: RIS, BibTeX and CSL-JSON as files, Highwire tags in a page.

All of them are made from the same items of CSL-JSON, and say no more than these. What each reader makes of them was
tried with the translators of Zotero; the lessons stand where they were learnt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from macros.exports.citation import Item
from macros.exports.citation_words import authors

_RIS: Final = {"chapter": "CHAP", "report": "RPRT", "webpage": "ELEC"}
_BIBTEX: Final = {"chapter": "incollection", "report": "techreport", "webpage": "misc"}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The names that BibTeX knows without being told."""


def ris(items: Iterable[Item]) -> str:
    """Return items as RIS, whose lines end in CR and LF. An author ends in a comma: so Zotero takes it for one name
    instead of cutting it in two. The symbol stands in `SN`, which Zotero takes for the number of a report."""
    return "".join(f"{tag}  - {value}\r\n" for item in items for tag, value in _ris(item))


def _ris(item: Item) -> Iterator[tuple[str, str]]:
    date = known_date(item)
    yield "TY", _RIS[item["type"]]
    yield "ID", item["id"]
    yield "TI", item["title"]
    for name in authors(item):
        yield "AU", f"{name},"
    if date:
        yield "PY", f"{date[0]:04d}"
    if len(date) > 1:
        yield "DA", "/".join(_digits(date))
    for tag, key in (
        ("T2", "container-title"),
        ("T2", "collection-title"),
        ("SN", "number"),
        ("M3", "genre"),
        ("ET", "version"),
        ("PB", "publisher"),
        ("LA", "language"),
        ("UR", "URL"),
        ("N1", "note"),
    ):
        if key in item:
            yield tag, item[key]
    yield "ER", ""


def bibtex(items: Iterable[Item]) -> str:
    """Return items as BibTeX. Names and titles stand in double braces: BibTeX then neither cuts nor recases them."""
    return "\n".join(map(_bibtex, items))


def _bibtex(item: Item) -> str:
    fields = [f"  {name} = {value}" for name, value in _bibtex_fields(item)]
    return f"@{_BIBTEX[item['type']]}{{{item['id']},\n" + ",\n".join(fields) + "\n}\n"


def _bibtex_fields(item: Item) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{_tex(item['title'])}}}}}"
    names = authors(item)
    if names:
        yield "author", f"{{{' and '.join(f'{{{_tex(name)}}}' for name in names)}}}"
    date = known_date(item)
    if date:
        yield "year", f"{{{date[0]:04d}}}"
    if len(date) > 1:
        yield "month", _MONTHS[date[1] - 1]
    if len(date) > 2:
        yield "date", f"{{{'-'.join(_digits(date))}}}"
    container = {"chapter": "booktitle", "report": "series", "webpage": "howpublished"}[item["type"]]
    for name, key in (
        (container, "container-title"),
        (container, "collection-title"),
        ("number", "number"),
        ("type", "genre"),
        ("version", "version"),
        ("institution", "publisher"),
        ("language", "language"),
        ("note", "note"),
    ):
        if key in item:
            yield name, f"{{{{{_tex(item[key])}}}}}"
    if "URL" in item:
        yield "url", f"{{{item['URL']}}}"  # an address has no brace and no backslash, and is taken as it is


_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&$#_"},
}
_SIGNS: Final = re.compile("[" + re.escape("".join(_TEX)) + "]")


def _tex(words: str) -> str:
    """Return words in which no sign means anything to TeX. A brace is written by its name, because BibTeX counts those
    with a backslash before them too."""
    return _SIGNS.sub(lambda found: _TEX[found[0]], words)


def csl_json(items: Iterable[Item]) -> str:
    """Return items as CSL-JSON: a list, also of one."""
    return json.dumps(list(items), indent=1, ensure_ascii=False) + "\n"


def highwire(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the tags by which a reference manager imports a page. The comma after an author
    is that of `ris`. A page without an address of its own has none here."""
    yield "citation_title", item["title"]
    for name in authors(item):
        yield "citation_author", f"{name},"
    date = known_date(item)
    if date:
        yield "citation_publication_date", "/".join(_digits(date))
    for name, key in (
        ("citation_inbook_title", "container-title"),
        ("citation_technical_report_institution", "publisher"),
        ("citation_technical_report_number", "number"),
        ("citation_language", "language"),
        ("citation_public_url", "URL"),
    ):
        if key in item and not (key == "container-title" and item["type"] == "webpage"):
            yield name, item[key]


def known_date(item: Item) -> list[int]:
    """Return year, month and day of an item as far as they are known. Of a range it is what both ends have in common,
    for forms that have no ranges: no day is invented."""
    first, *others = item.get("issued", {}).get("date-parts", [[]])
    last = others[0] if others else first
    common = 0
    while common < len(first) and first[common] == last[common]:
        common += 1
    return list(first[:common])


def _digits(date: list[int]) -> list[str]:
    return [f"{part:02d}" if at else f"{part:04d}" for at, part in enumerate(date)]


FORMS: Final[dict[str, tuple[str, Callable[[Iterable[Item]], str]]]] = {
    ".ris": ("RIS", ris),
    ".bib": ("BibTeX", bibtex),
    ".json": ("CSL-JSON", csl_json),
}
"""The ending of a file to what its form is called and how it is written."""
