"""The edition as a whole: what it is called and what it promises to contain."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from macros.corpus.records.common import FieldGroup, Name, Number, Record, Slug, Text, Title
from macros.corpus.records.date import Date


class Promises(FieldGroup):
    """What must be there. A missing record is a problem, not a shorter site."""

    recommendations: Number
    """How many recommendations there are, numbered from 1."""
    clusters: tuple[Slug, ...]
    """The letters of all clusters, small."""
    sessions: tuple[Slug, ...]
    """The years of all sessions of the timeline."""
    timeline: Slug
    """The agenda item that the timeline follows: the name of a file in data/items/."""
    agenda: Slug
    """The held document that has the text of the recommendations."""


class Waiver(FieldGroup):
    """A word in capital letters in a text that needs no term."""

    form: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,}s?$", max_length=40)]
    """The word."""
    reason: Text
    """Why."""


class Edition(Record):
    """The edition. File: `data/edition.yml`."""

    title: Title
    """Its full name."""
    short_title: Annotated[Name, StringConstraints(max_length=40)]
    """A short name, for narrow places."""
    description: Annotated[Text, StringConstraints(max_length=200)]
    """What it is, in one sentence."""
    version: Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}(\.(0|[1-9][0-9]{0,3})){1,2}$")]
    """Its number: the year and a count."""
    date: Date
    """The day of this version, from 1980 to 2106."""
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
