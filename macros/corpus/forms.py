"""What to call the forms that the records demand of short values, and how a value is written in its form."""

from __future__ import annotations

import re
import typing
from typing import Any, Final

from pydantic import StringConstraints

from macros.corpus.records.changes import Changed, Commit
from macros.corpus.records.claim import Reference
from macros.corpus.records.cluster import Letter
from macros.corpus.records.common import (
    Abbreviation,
    Code,
    Language,
    Marker,
    Name,
    Slug,
    Symbol,
    Title,
    Version,
    Web,
    Year,
)
from macros.corpus.records.document import TextFile
from macros.corpus.records.edition import Host, Jurisdiction
from macros.corpus.records.redirects import Address
from macros.corpus.records.session import SessionId
from macros.corpus.records.verbatim import slug_of
from macros.problems import one_line


def _pattern(form: Any) -> str:
    """Return the pattern of a type of the contract."""
    patterns = [each.pattern for each in typing.get_args(form) if isinstance(each, StringConstraints)]
    return str(patterns[0])


_SLUG, _REFERENCE, _LETTER, _TITLE = (_pattern(each) for each in (Slug, Reference, Letter, Title))
_NAME, _MARKER, _SYMBOL, _WEB = (_pattern(each) for each in (Name, Marker, Symbol, Web))
_SIGNS: Final = '" { } [ ] < > \\ % ` $ #'

FORMS: Final = {
    _SLUG: "a name in small letters, digits and single hyphens, such as `member-states`",
    _REFERENCE: "`documents/` or `witnesses/` and the name of a file there",
    _WEB: "an address on the web that begins with https:// or http:// and the name of a host, in plain letters, digits "
    "and signs, without spaces",
    r"^[1-9][0-9]*(-[1-9][0-9]*)?$": "the number of a line such as `7`, or of the first and last such as `61-63`",
    _pattern(TextFile): "the name of a file in small letters, digits and single hyphens, ending in .txt",
    _pattern(Changed): "`edition`, or the folder of a record and the name of its file, such as `terms/ldc`",
    _pattern(Commit): "the name of a commit: 40 digits and letters from a to f, or 64",
    r"^[0-9a-f]{64}$": "a SHA-256: 64 digits and letters from a to f",
    _TITLE: "a text in one line, with one blank between two words",
    _NAME: f"a name of a word or a few in one line, with one blank between two words and none of the signs {_SIGNS}",
    _MARKER: "a mark of at most 12 letters, digits and signs of punctuation, without blanks, brackets and quotation "
    "marks, such as `a)`",
    _SYMBOL: "the symbol of a document in plain letters, digits and / . - ( ), with single blanks, such as "
    "`A/43/13 Rev.`",
    _pattern(Abbreviation): "a short form in plain letters and digits, with single blanks, such as `LDCs`",
    _pattern(Code): "a code in plain letters, digits and . : _ - without blanks, such as `02.04.00`",
    _pattern(Address): "a page of the site such as `terms/ldc.html`, with or without a part such as `#uses`",
    _pattern(
        Language
    ): "a language in small letters, with its script and region where needed, such as `en` or `sr-Latn`",
    _pattern(Host): "the name of a host in small letters, such as `www.wipo.int`",
    _pattern(SessionId): "a year in four digits and which of its sessions, such as `2011-2`",
    _LETTER: "one capital letter",
    _pattern(Year): "a year in four digits",
    _pattern(Version): "a year and a count, such as `2007.1`",
    _pattern(Jurisdiction): "two small letters, such as `un`",
    r"^[A-Z]{2,}s?$": "a word of two or more capital letters, with or without an s at its end",
}
"""What to call the patterns that the records demand."""


def called(pattern: str) -> str:
    """Return what to call a pattern."""
    return FORMS.get(pattern, f"a text that matches {pattern}")


def rewritten(given: str, pattern: str) -> str:
    """Return the repair for a text that has not the form of this pattern."""
    line = " ".join(given.split())
    match pattern:
        case p if p == _SLUG and slug_of(given):
            return f'write "{one_line(slug_of(given), 80)}"'
        case p if p == _REFERENCE:
            name = one_line(slug_of(given.removesuffix(".yml").rpartition("/")[2]), 80)
            return f'write "documents/{name}" or "witnesses/{name}", whichever there is'
        case p if p in (_TITLE, _NAME, _SYMBOL) and "\n" in given.strip():
            return "write it in one line; in several lines of the file it begins with `>-`, not with `|`"
        case p if p in (_TITLE, _NAME, _SYMBOL) and line != given and re.fullmatch(p, line):
            return f'write one blank between two words: "{one_line(line, 80)}"'
        case p if p == _NAME:
            sign = next((each for each in given if each in _SIGNS and each != " "), "")
            return f"write it without {sign}"
        case p if p == _MARKER:
            return "write the mark as the source has it, and the words after it under `text`"
        case p if p == _WEB:
            return _addressed(given)
        case _:
            return "correct it; a record of the same kind shows how it is written"


def in_digits(given: str) -> str:
    """Return the repair for a number that is not written in plain digits, such as `36.0`, `+36` or `0x24`."""
    text = one_line(given, 40)
    whole = re.fullmatch(r"(.*?)\.0+", text)
    try:
        number = int(text, 16) if text[:2] in ("0x", "0X") else int(whole[1] if whole else text)
    except ValueError:
        return "write the number in digits"
    return f'write "{number}"'


def respelt(given: str, pattern: str) -> str | None:
    """Return a name or letter as it should be, when it lacks its form by its capitals only, or is a symbol where its
    name is wanted."""
    match pattern:
        case p if p == _SLUG:
            forms = [given.casefold(), slug_of(given)] if given.isascii() else []
        case p if p == _REFERENCE:
            forms = [given.casefold()]
        case p if p == _LETTER:
            forms = [given.upper()]
        case _:
            return None
    return next((form for form in forms if re.fullmatch(pattern, form)), None)


def _addressed(given: str) -> str:
    """Return the repair for an address on the web."""
    scheme, _, rest = given.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if scheme not in ("http", "https") or not rest:
        return "write the whole address, with https:// at its beginning and without spaces"
    if "@" in host:
        return "remove the name of a user before @"
    if not host.isascii():
        return (
            "write the name of the host in plain letters; one in other letters begins with xn--, as a browser shows it"
        )
    if host != host.lower():
        return f'write the name of the host in small letters: "{one_line(host.lower(), 80)}"'
    port = re.fullmatch(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]*(?::([1-9][0-9]{0,4}))?", host)
    if port is None or int(port[2] or 0) > 65535:
        return "write the name of the host, such as www.wipo.int; a port after it is a number up to 65535"
    if "\\" in rest:
        return "write / for each backslash"
    return "write signs that an address cannot have as % and two digits, as a browser copies them: %20 for a blank"
