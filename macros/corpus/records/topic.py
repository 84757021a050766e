"""A subject heading of ours."""

from __future__ import annotations

from typing import Annotated

from macros.corpus.records.common import AlsoCalled, Code, FieldGroup, Mark, Record, Scheme, Slug, Text, Title


class Concordance(FieldGroup):
    """The same subject in a published vocabulary."""

    scheme: Scheme
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
    also_called: tuple[AlsoCalled, ...] = ()
    """What else readers call it: the search and the finder find it by these words, too."""
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
