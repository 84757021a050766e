"""An official document, held or only cited."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from macros.corpus.records.claim import Claim
from macros.corpus.records.common import (
    Condition,
    FieldGroup,
    Language,
    Mark,
    Name,
    Names,
    Record,
    Slug,
    Symbol,
    Text,
    Title,
    Web,
    given,
    left_out,
    when,
)
from macros.corpus.records.date import Date
from macros.corpus.records.verbatim import Block, Slip

TextFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.txt$", max_length=84)]
"""The name of a file in data/sources/."""


class Transcript(FieldGroup):
    """The text of a document as we hold it, byte for byte."""

    file: TextFile
    """The file in data/sources/."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Its SHA-256, so that nobody can change it unseen."""
    note: Text
    """What kind of copy it is, and what it lacks."""
    text: tuple[Block, ...]
    """Its text, block by block. The transcript of the recommendations has here only what is not the text of a
    cluster or a recommendation."""
    slips: tuple[Slip, ...] = ()
    """Slips of the text."""

    @cached_property
    def invited(self) -> frozenset[str]:
        """The anchors of the paragraphs in which the document invites the body to decide something."""
        return frozenset(anchor for block in self.text if block.role == "invitation" for anchor in block.anchors())


class Copy(FieldGroup):
    """A place on the web where a document can be read, or the statement that none is known."""

    conditions: ClassVar[tuple[Condition, ...]] = (
        when("known", "seen", "derived", then=given("address")),
        when("known", "none", then=left_out("address")),
    )

    known: Literal["seen", "derived", "none"]
    """`seen`: a copy stood there, as was seen on the page or in a stored form of it. `derived`: where its publisher
    would keep it by the way it forms its addresses; nobody opened it for this edition. `none`: no public copy is
    known."""
    address: Annotated[Web | None, Mark.USUAL] = None
    """Its address; left out when none is known."""
    language: Literal["ar", "es", "fr", "ru", "zh"] | None = None
    """The language of the copy, where it is not English."""
    note: Text | None = None
    """Anything to bear in mind of this copy."""


class Document(Record, Claim):
    """An official document. File: `data/documents/<symbol>.yml`. `basis` and `sources` tell how we know what this
    record says of it; a document whose own heading we read may cite itself."""

    id: Slug
    """The file name: the symbol in small letters with hyphens."""
    symbol: Annotated[Symbol | None, Mark.USUAL] = None
    """The symbol as printed: `WO/GA/34/7`. Left out for a text that has none."""
    kind: Literal[
        "working-document",
        "report",
        "general-report",
        "study",
        "treaty",
        "conference-document",
        "committee-document",
        "press-release",
        "resolution",
        "transcript",
    ]
    """What kind of document it is."""
    title: Annotated[Title | None, Mark.USUAL, Mark.SOURCE] = None
    """The title as printed; left out when not seen."""
    lang: Language = "en"
    """The language of its title and text as we have them, where that is not English."""
    date: Date | None = None
    """The date it bears; left out when not seen."""
    session: Annotated[Slug | None, Names("sessions")] = None
    """The session it was prepared for or reports: the name of a file in data/sessions/."""
    authors: Annotated[tuple[Name, ...], Mark.SOURCE] = ()
    """The persons named as authors, as printed."""
    seen: Literal["whole", "opening", "mention"]
    """How much of it we could read: all of it, its opening, or only that another source names it."""
    copies: Annotated[tuple[Copy, ...], Field(min_length=1)]
    """Where it can be read outside of this edition, the best place first; otherwise one entry that says that no public
    copy is known."""
    note: Text | None = None
    """Anything to bear in mind: the language of the copy read, what is missing."""
    transcript: Annotated[Transcript | None, Mark.LAST] = None
    """The text itself, for a document that we hold."""

    @property
    def identifier(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        return self.symbol or self.title or self.id

    @property
    def held(self) -> bool:
        """True when we hold the text."""
        return self.transcript is not None
