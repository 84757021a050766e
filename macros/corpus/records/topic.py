"""A subject heading of ours."""

from __future__ import annotations

from typing import Annotated, Literal

from macros.corpus.records.common import Code, Mark, Part, Record, Slug, Text, Title


class Concordance(Part):
    """The same subject in a published vocabulary."""

    scheme: Literal["EuroVoc", "UNBIS", "WIPO usage"]
    """The vocabulary."""
    code: Code | None = None
    """Its number there."""
    label: Annotated[Title, Mark.NAMED]
    """Its name there."""
    note: Text | None = None
    """How near the match is."""


class Topic(Record):
    """A subject by which we group recommendations. File: `data/topics/<name>.yml`. Which recommendations belong to
    it is not typed here: each recommendation names its topics."""

    id: Slug
    """The file name."""
    title: Title
    """The heading."""
    definition: Text
    """What we put under it, in a sentence or two of ours."""
    concordance: tuple[Concordance, ...] = ()
    """The same subject in published vocabularies."""
    note: Text | None = None
    """Anything to bear in mind."""

    @property
    def identifier(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        return self.title
