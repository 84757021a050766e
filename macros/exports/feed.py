"""What editions changed as an Atom feed (RFC 4287), an entry for each edition.

Names are `urn:uuid:` (RFC 9562, version 5), made from what the edition calls itself for programs and from its number:
they stay the same wherever the site lies, and nobody need own a domain for them. Times are the days in the data, never
those of a clock. Links are absolute where the address of the site is known; else they are relative, which a reader of
feeds resolves against the place where it got the file (RFC 4287, section 2).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Final

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Changes, Date, RecordChange
from macros.corpus.records.verbatim import fold
from macros.markup.element import element, joined

ADDRESS: Final = "changes/atom.xml"
"""Where the file lies in the site."""

ATOM: Final = "http://www.w3.org/2005/Atom"


def atom(corpus: Corpus, page_of: Callable[[Changes], str], site: str = "") -> str:
    """Return the feed. `page_of` gives the address of the page of an edition, from the root of the site; `site` is the
    address of the site without a final slash, empty where it is not known."""
    edition, entries = corpus.edition, [_entry(corpus, each, page_of(each), site) for each in corpus.changes]
    latest = corpus.changes[0].date if corpus.changes else edition.date
    parts = [
        element("title", inner=f"{edition.title}: what changed"),
        element("id", inner=name(corpus)),
        element("updated", inner=_moment(latest)),
        element("author", inner=element("name", inner=edition.title)),
        *([_link("self", "application/atom+xml", f"{site}/{ADDRESS}")] if site else []),
        _link("alternate", "text/html", f"{site}/{_FOLDER}index.html" if site else "index.html"),
        *entries,
    ]
    feed = element("feed", {"xmlns": ATOM, "xml:lang": "en"}, joined(("", *parts, ""), "\n"))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{feed}\n'


def name(corpus: Corpus, version: str = "") -> str:
    """Return the name of the entry of an edition, or of the feed. It never changes once published."""
    of = f"urn:open-edition:{corpus.edition.work.name_for_programs}:changes"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{of}:{version}" if version else of).urn


_FOLDER: Final = ADDRESS.rpartition("/")[0] + "/"


def _entry(corpus: Corpus, edition: Changes, address: str, site: str) -> Markup:
    parts = (
        element("title", inner=f"{edition.name}: what changed"),
        element("id", inner=name(corpus, edition.edition)),
        element("updated", inner=_moment(edition.date)),
        _link("alternate", "text/html", f"{site}/{address}" if site else address.removeprefix(_FOLDER)),
        element("content", {"type": "text"}, "\n".join((edition.in_short, *_lines(edition)))),
    )
    return element("entry", inner=joined(("", *parts, ""), "\n"))


def _lines(edition: Changes) -> Iterator[str]:
    """Yield what changed, as text: each record, then each part of it before and after."""
    for each in edition.records:
        yield f"{each.change}: {each.name}{_was(each)}"
        for field in each.fields:
            yield f"{field.where}, before: {fold(field.before or '') or '(nothing)'}"
            yield f"{field.where}, after: {fold(field.after or '') or '(nothing)'}"


def _was(each: RecordChange) -> str:
    return f" (before: {each.was})" if each.was not in (None, each.key) else ""


def _link(rel: str, kind: str, href: str) -> Markup:
    return element("link", {"rel": rel, "type": kind, "href": href}, "")


def _moment(day: Date) -> str:
    """Return the beginning of a day as RFC 3339 writes it, for the data know no hour."""
    return f"{day.first.isoformat()}T00:00:00Z"
