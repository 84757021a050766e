"""A date as precise as its author could make it."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import total_ordering
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

Precision = Literal["year", "month", "day"]

_FORM = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


@total_ordering
class Date:
    """A year, a month, a day, or a range of two of these, as in the levels 0 of the Extended Date/Time Format
    (ISO 8601-2): `2007`, `2003-11`, `2003-11-06`, `2003-11-06/2003-11-07`.

    Sorts by the first day it can mean, then by the last, the more precise first, and never claims a day that
    nobody wrote.
    """

    __slots__ = ("end", "first", "last", "precision", "start", "written")

    def __init__(self, written: str) -> None:
        """Read a date; raises ValueError with a sentence for a form or a day that does not exist."""
        start, slash, end = written.partition("/")
        self.written = written
        self.start, self.first, _, self.precision = _read(start)
        self.end, _, self.last, end_precision = _read(end if slash else start)
        if end_precision != self.precision:
            raise ValueError("both ends of a range need the same precision")
        if self.last < self.first or (slash and start >= end):
            raise ValueError("the end of a range comes after its start")

    @property
    def is_range(self) -> bool:
        """True when two dates were written."""
        return "/" in self.written

    def within(self, other: Date) -> bool:
        """True when every day this date can mean lies in the other."""
        return other.first <= self.first and self.last <= other.last

    def spoken(self) -> tuple[tuple[str, str], ...]:
        """Return one or two pairs of a machine-readable date and its words: `("2003-09-22", "22 September")`,
        `("2003-10-01", "1 October 2003")`."""
        start, _, end = self.written.partition("/")
        if not end:
            return ((start, _say(self.start)),)
        same_year = self.start[0] == self.end[0]
        same_month = same_year and self.start[1] == self.end[1]
        leave_out: Literal["nothing", "year", "month"] = (
            "month" if same_month and self.precision == "day" else "year" if same_year else "nothing"
        )
        return ((start, _say(self.start, leave_out)), (end, _say(self.end)))

    def __str__(self) -> str:
        """Say the date in English: `22 September to 1 October 2003`."""
        return " to ".join(words for _, words in self.spoken())

    def __repr__(self) -> str:
        return f"Date({self.written!r})"

    def __hash__(self) -> int:
        return hash(self.written)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Date) and self.written == other.written

    def __lt__(self, other: Date) -> bool:
        return (self.first, self.last, self.written) < (other.first, other.last, other.written)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda date: date.written, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        one = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
        return {"type": "string", "pattern": f"^{one}(/{one})?$", "examples": ["2007", "2003-11-06/2003-11-07"]}


_Parts = tuple[int, int | None, int | None]


def _read(text: str) -> tuple[_Parts, datetime.date, datetime.date, Precision]:
    """Return the parts, the first and last day they can mean, and how precise they are."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError("a date is written 2007, 2007-09, 2007-09-24 or 2007-09-24/2007-10-03")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the form demands it
    try:
        if month is None:
            return (year, None, None), datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year"
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return (year, month, None), datetime.date(year, month, 1), datetime.date(year, month, last), "month"
        exact = datetime.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError("this date does not exist in the calendar") from None
    return (year, month, day), exact, exact, "day"


def _say(parts: _Parts, leave_out: Literal["nothing", "year", "month"] = "nothing") -> str:
    """Say a date without what the other end of its range says; `month` leaves out the year too."""
    year, month, day = parts
    words = [str(day)] if day else []
    if month and leave_out != "month":
        words.append(calendar.month_name[month])
    if leave_out == "nothing" or not words:
        words.append(str(year))
    return " ".join(words)
