"""What we saw of a document, and where it can be read: at an address that was seen, or that follows from its symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from macros.corpus.load import Draft, Entry
from macros.corpus.records import Copy, Document
from macros.corpus.records.verbatim import slug_of
from macros.corpus.rules.finding import Finding
from macros.problems import Edit, Place

_MEETING: Final = re.compile(r"(?P<meeting>(?P<body>wo_ga|sccr)_\d+|(?P<conference>iavp)_[a-z]+)_\d+(_[a-z]+)?")
_FOLDERS: Final = {"wo_ga": "govbody", "sccr": "copyright", "iavp": "copyright"}
"""The names of meeting documents, as WIPO writes a symbol in an address, and the folder of the body. Each was seen in
the address of a copy on WIPO's website: wo_ga_24_5, wo_ga_25_3; sccr_19_6, sccr_37_6; iavp_dc_3, iavp_pm_6."""

_PRESS_RELEASE: Final = re.compile(r"pr_(?P<year>\d{4})_\d+")
"""The same of press releases: pr_2000_217, pr_2003_363, pr_2006_462."""


def copies_match_how_they_are_known(draft: Draft) -> Iterator[Finding]:
    """A copy that was `seen` or is `derived` has an address. That none is known stands alone and without one. Of a
    document that is known only from other sources no copy was seen."""
    for entry, position, copy in _copies(draft):
        path = ("copies", position)
        if copy.known != "none" and not copy.address:
            must, found = "a copy that was seen or is derived has an address", f'no "address" with "{copy.known}"'
            repair = 'add `address:`; where no public copy is known, write "none"'
        elif copy.known == "none" and (copy.address or len(entry.record.copies) > 1):
            must = "that no public copy is known stands alone and without an address"
            found = f'"none" with "{copy.address}"' if copy.address else '"none" beside other copies'
            repair = "say how the copy is known" if copy.address else "remove this entry, or the others"
        elif copy.known == "seen" and entry.record.seen == "mention":
            must = "of a document that is known only from other sources no copy was seen"
            found, repair = (
                '"seen" with `seen: mention`',
                "correct how much of it was read, or how the copy is known",
            )
        else:
            continue
        yield Finding(entry.key_place(*path, "known"), must, found, repair)


def a_copy_stands_once(draft: Draft) -> Iterator[Finding]:
    """An address leads to a copy of one document: it stands in one record and there once. An address of two documents
    was most often copied from the one and not changed in the other."""
    first: dict[str, Place] = {}
    for entry, position, copy in _copies(draft):
        astray = copy.known == "derived" and copy.address not in derived(entry.record.symbol or "")
        if not copy.address or astray:  # what is derived and does not follow, the next rule reports
            continue
        place = entry.place("copies", position, "address")
        before = first.setdefault(copy.address, place)
        if before != place:
            found = f'"{copy.address}", which stands in {before.file}, line {before.line}, too'
            yield Finding(place, "the address of a copy stands once", found, "keep it where it belongs")


def derived_addresses_follow_the_symbol(draft: Draft) -> Iterator[Finding]:
    """A `derived` address is the one that follows from the symbol, by the way in which WIPO forms the addresses of
    such documents. Of other documents the way is not known, and no address is derived."""
    for entry, position, copy in _copies(draft):
        if copy.known != "derived" or not copy.address:
            continue
        place, follow = entry.place("copies", position, "address"), derived(entry.record.symbol or "")
        must = "a derived address is the one that follows from the symbol"
        if not follow:
            told = entry.record.symbol or "a document without a symbol"
            found = f'"{copy.address}", and nothing is known of how the addresses of {told} are formed'
            yield Finding(place, must, found, "write the address of a copy that was seen, or that none is known")
        elif copy.address not in follow:
            repair = " or ".join(f'write "{each}"' for each in follow)
            edit = Edit(place, copy.address, follow[0]) if len(follow) == 1 else None
            yield Finding(place, must, f'"{copy.address}"', repair, edit)


def derived(symbol: str) -> tuple[str, ...]:
    """Return the addresses that WIPO would give to a document with this symbol, none where its way is not known.

    Meeting documents lie in a folder for the body and one for the meeting, which is the symbol up to its last part;
    newer ones end in .pdf, older ones in .html. Press releases lie in a folder for their year. Both ways are read from
    the addresses of copies that were seen on WIPO's website; a rule of WIPO that says so was not seen.
    """
    name = slug_of(symbol).replace("-", "_")
    if release := _PRESS_RELEASE.fullmatch(name):
        return (f"https://www.wipo.int/pressroom/en/prdocs/{release['year']}/wipo_{name}.html",)
    if document := _MEETING.fullmatch(name):
        folder = _FOLDERS[document["body"] or document["conference"]]
        address = f"https://www.wipo.int/edocs/mdocs/{folder}/en/{document['meeting']}/{name}"
        return f"{address}.pdf", f"{address}.html"
    return ()


def _copies(draft: Draft) -> Iterator[tuple[Entry[Document], int, Copy]]:
    for entry in draft.of(Document):
        for position, copy in enumerate(entry.record.copies):
            yield entry, position, copy
