"""The time that the site and its bundle carry: told from outside or that of the edition, never that of the machine."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from macros.problems import Place, Problem, Refused

VARIABLE = "SOURCE_DATE_EPOCH"
"""Named by the specification at https://reproducible-builds.org/specs/source-date-epoch/."""

LATEST = 2**32 - 1
"""In 2106. The compressed site map has no room for a later time (RFC 1952, section 2.3.1: MTIME)."""


def seconds(environment: Mapping[str, str], day: datetime.date) -> int:
    """Return the time as seconds since 1970 in Universal Time: `SOURCE_DATE_EPOCH`, else noon of the edition's day.

    Raises `Refused` when the variable is not a number of seconds.
    """
    told = environment.get(VARIABLE, "")
    if not told:
        return int(datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).timestamp())
    if not (told.isascii() and told.isdigit() and len(told) <= 10 and int(told) <= LATEST):
        raise Refused(
            [
                Problem(
                    Place(VARIABLE),
                    "time-is-in-seconds",
                    f"the variable of the environment is a whole number of seconds since 1970, at most {LATEST}",
                    f'"{told}"',
                    "write digits only, such as 1190937600, or unset it",
                )
            ]
        )
    return int(told)
