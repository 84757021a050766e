"""An agenda item and its dated events: the timeline."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from pydantic import StringConstraints

from macros.corpus.records.claim import Claim
from macros.corpus.records.common import Condition, Names, Record, Slug, Text, Title, given, left_out, when
from macros.corpus.records.date import Date

AT_A_SESSION: Final = ("proposal", "decision")
"""The kinds of events that a session has one of each."""


class Event(Claim):
    """Something that happened, or that we know was to be decided. A proposal is not a decision: what a document
    invites the body to decide is an event of the kind `proposal`."""

    conditions: ClassVar[tuple[Condition, ...]] = (
        when("kind", "proposal", "decision", then=given("session")),
        when("kind", "decision", then={}) | {"else": left_out("carries_to")},
    )

    id: Slug
    """Its anchor on the timeline. Anchors never change once published."""
    date: Date
    """When: a year, a month, a day or a range, no more precise than the source."""
    kind: Literal[
        "conference",
        "assembly",
        "proposal",
        "decision",
        "meeting",
        "study",
        "seminars",
        "consultations",
        "committee",
        "treaty",
    ]
    """What it is."""
    title: Annotated[Title, StringConstraints(max_length=90)]
    """A short title of ours."""
    statement: Text
    """What happened, in our words; for a gap, what is not established."""
    session: Annotated[Slug | None, Names("sessions")] = None
    """The session, by the name of its file: most often the year. Needed for a proposal and a decision."""
    documents: Annotated[tuple[Slug, ...], Names("documents")] = ()
    """Documents that are part of the event: the proposal's working document, the study itself."""
    carries_to: Annotated[Slug | None, Names("sessions")] = None
    """For a decision that keeps the item on the agenda: the session it is carried over to."""


class AgendaItem(Record):
    """An agenda item followed through several sessions. File: `data/items/<name>.yml`."""

    id: Slug
    """The file name."""
    title: Title
    """The subject, as the documents name it."""
    gist: Text
    """One sentence of ours on what it is about."""
    events: tuple[Event, ...]
    """What happened, in the order of time."""

    @property
    def identifier(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        return self.title
