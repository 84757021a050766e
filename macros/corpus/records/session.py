"""A session of the WIPO General Assembly."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from macros.corpus.records.claim import Claim, ClaimedDate, ClaimedText, Statement, known_by
from macros.corpus.records.common import Condition, Mark, Name, Record, Slug, Year


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

    document: Annotated[Slug | None, Mark.USUAL] = None
    """The name of a file in data/documents/; left out when the basis is not-established."""


class Session(Record):
    """One session of the General Assembly. File: `data/sessions/<year>.yml`. What was proposed and decided on an
    agenda item stands with that item, in data/items/."""

    year: Year
    """The year, also its identifier."""
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
    """The number of the item "protection of audiovisual performances" on its agenda."""
    development_agenda: tuple[Statement, ...] = ()
    """What it did about a development agenda for WIPO, a statement each."""

    @property
    def identifier(self) -> str:
        return self.year

    @property
    def name(self) -> str:
        return f"General Assembly {self.year}"
