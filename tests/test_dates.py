"""Dates are as precise as written, exist, speak English, and sort without inventing a day."""

from __future__ import annotations

import pytest

from macros.corpus.records import Date
from macros.pages.text import when


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2007", "2007"),
        ("2003-11", "November 2003"),
        ("2003-11-06", "6 November 2003"),
        ("2003-11-06/2003-11-07", "6 to 7 November 2003"),
        ("2003-09-22/2003-10-01", "22 September to 1 October 2003"),
        ("2003-12-31/2004-01-02", "31 December 2003 to 2 January 2004"),
        ("2006-09/2007-08", "September 2006 to August 2007"),
        ("2006-09/2006-11", "September to November 2006"),
        ("2003/2008", "2003 to 2008"),
        ("2000-02-29", "29 February 2000"),
    ],
)
def test_a_date_speaks_as_precisely_as_it_was_written(written: str, words: str) -> None:
    assert str(Date(written)) == words


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("2007-13-40", "does not exist"),
        ("2007-13", "does not exist"),
        ("2007-02-29", "does not exist"),
        ("0000", "does not exist"),
        ("24 September 2007", "a date is written"),
        ("2007-9-24", "a date is written"),
        ("", "a date is written"),
        ("2007/", "a date is written"),
        ("2007-09-24/2007-10", "same precision"),
        ("2007-10-03/2007-09-24", "after its start"),
        ("2007/2007", "after its start"),
    ],
)
def test_a_date_that_cannot_be_is_refused(written: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Date(written)


def test_dates_sort_by_first_day_then_by_last() -> None:
    written = ["2003-09-22", "2003-09-22/2003-10-01", "2003-09", "2003", "2002", "2003-10"]
    assert [date.written for date in sorted(map(Date, written))] == [
        "2002",
        "2003",
        "2003-09",
        "2003-09-22",
        "2003-09-22/2003-10-01",
        "2003-10",
    ]


def test_a_day_lies_within_its_session_and_a_month_does_not() -> None:
    session = Date("2003-09-22/2003-10-01")
    assert Date("2003-09-22").within(session)
    assert session.within(session)
    assert not Date("2003-09").within(session)


def test_each_end_of_a_range_is_machine_readable() -> None:
    assert when(Date("2003-09-22/2003-10-01")) == (
        '<time datetime="2003-09-22">22 September</time> to <time datetime="2003-10-01">1 October 2003</time>'
    )
