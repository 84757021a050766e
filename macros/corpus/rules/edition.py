"""What the edition says of itself can be printed and packed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from macros.corpus.load import Draft
from macros.corpus.rules.finding import Finding, promises

FIRST: Final = datetime.date(1980, 1, 1)
"""The archive's format counts from here (APPNOTE.TXT, section 4.4.6: MS-DOS date)."""

LAST: Final = datetime.date(2106, 2, 6)
"""On the next day the seconds since 1970 no longer fit where the compressed site map has them (RFC 1952, section 2.3.1:
MTIME)."""


def the_edition_has_a_day(draft: Draft) -> Iterator[Finding]:
    """The date of the edition is one day, from 1980-01-01 to 2106-02-06: the site and the archive carry it as the time
    of their files, and their formats have room for no other."""
    edition = promises(draft)
    date = edition.record.date
    if date.precision != "day" or date.is_range or not FIRST <= date.first <= LAST:
        yield Finding(
            edition.place("date"),
            f"the date of the edition is a day from {FIRST} to {LAST}",
            f'"{date.written}"',
            "write the day of this version, such as 2026-09-28",
        )
