"""The edition as a whole: what it is called and what it promises to contain."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from macros.corpus.records.common import Part, Record, Slug, Text, Title
from macros.corpus.records.date import Date


class Promises(Part):
    """What must be there. A missing record is a problem, not a shorter site."""

    recommendations: Annotated[int, Field(ge=1, le=9999)]
    """How many recommendations there are, numbered from 1."""
    clusters: tuple[Slug, ...]
    """The letters of all clusters, small."""
    sessions: tuple[Slug, ...]
    """The years of all sessions of the timeline."""
    timeline: Slug
    """The agenda item that the timeline follows: the name of a file in data/items/."""
    agenda: Slug
    """The held document that has the text of the recommendations."""


class Waiver(Part):
    """A word in capital letters in a text that needs no term."""

    form: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,}s?$")]
    """The word."""
    reason: Text
    """Why."""


class Edition(Record):
    """The edition. File: `data/edition.yml`."""

    title: Title
    """Its full name."""
    short_title: Annotated[Title, StringConstraints(max_length=40)]
    """A short name, for narrow places."""
    description: Annotated[Text, StringConstraints(max_length=200)]
    """What it is, in one sentence."""
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}\.[0-9]+(\.[0-9]+)?$")]
    """Its number: the year and a count."""
    date: Date
    """The day of this version."""
    promises: Promises
    """What must be there."""
    waived_abbreviations: tuple[Waiver, ...] = ()
    """Words in capitals that need no term."""

    @property
    def identifier(self) -> str:
        return "edition"

    @property
    def name(self) -> str:
        return self.title
