"""A session of the body that the edition follows."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from macros.corpus.records.claim import Claim, ClaimedDate, ClaimedText, Statement, known_by
from macros.corpus.records.common import Condition, Mark, Name, Names, Record, Slug, Year


class SessionType(Claim):
    """Ordinary or extraordinary, and the number within that kind."""

    conditions: ClassVar[tuple[Condition, ...]] = known_by("value")

    value: Annotated[Literal["ordinary", "extraordinary"] | None, Mark.USUAL] = None
    """The kind; left out when the basis is not-established."""
    number: Name | None = None
    """The number within the kind, as printed: `16th`."""


class SessionReport(Claim):
    """The report of the session."""

    conditions: ClassVar[tuple[Condition, ...]] = known_by("document")

    document: Annotated[Slug | None, Mark.USUAL, Names("documents")] = None
    """The name of a file in data/documents/; left out when the basis is not-established."""


SessionId = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}-[1-9][0-9]?$", max_length=7)]
"""The name of a session in a year that has several: `2011-2`."""


class Session(Record):
    """One session of the body. File: `data/sessions/<year>.yml`, and where a year has several, `<year>-<number>.yml`.
    What was proposed and decided on an agenda item stands with that item, in data/items/."""

    year: Year
    """The year, also its identifier unless it has an `id`."""
    id: SessionId | None = None
    """The file name in a year that has several sessions: `2011-2`."""
    label: Name | None = None
    """What to call it in short in such a year: `May 2011`. Otherwise the year does."""
    ordinal: ClaimedText
    """Its number in words, as printed: `Thirtieth`."""
    type: SessionType
    """Ordinary or extraordinary."""
    dates: ClaimedDate
    """First and last day."""
    city: ClaimedText
    """Where it met."""
    report: SessionReport
    """The document that reports it."""
    agenda_item: ClaimedText
    """The number on its agenda of the item that the main timeline follows."""
    development_agenda: tuple[Statement, ...] = ()
    """What it did about the text that the edition is about, such as the Development Agenda, a statement each."""

    @property
    def identifier(self) -> str:
        return self.id or self.year

    @property
    def short_label(self) -> str:
        """What to call it in short: the year, or what tells it from others of that year."""
        return self.label or self.identifier

    @property
    def name(self) -> str:
        return f"session {self.short_label}"


def in_time(identifier: str) -> tuple[int, ...]:
    """Return what puts sessions in order by their identifiers: 2010, 2011-2, 2011-10."""
    return tuple(int(number) for number in re.findall("[0-9]+", identifier))
