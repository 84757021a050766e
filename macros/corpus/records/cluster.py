"""A cluster, under which the source puts recommendations that belong together."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from macros.corpus.records.claim import Citation
from macros.corpus.records.common import FieldGroup, Mark, Record, Text, Title
from macros.corpus.records.verbatim import Block, Lines, Slip

Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
"""The letter of a cluster."""


class OfficialHeading(FieldGroup):
    """The heading in an official publication, where it was seen."""

    reading: Annotated[Title, Mark.SOURCE]
    """The heading as printed there."""
    witnesses: tuple[Citation, ...]
    """Where it is printed so."""
    note: Text | None = None
    """How it differs from the held text."""


class Cluster(Record):
    """One of the groups of recommendations, by their letters. File: `data/clusters/<letter>.yml`. Its members are not
    listed here: each recommendation names its cluster."""

    letter: Letter
    """The letter, a capital."""
    title: Annotated[Title, StringConstraints(max_length=100)]
    """A title in sentence case."""
    gist: Text
    """One sentence of ours on what the cluster is about."""
    place: Lines
    """Where its heading stands in the held text."""
    text: tuple[Block, ...]
    """The heading, word for word."""
    official: OfficialHeading | None = None
    """The heading as an official publication has it."""
    slips: tuple[Slip, ...] = ()
    """Slips in the heading."""

    @property
    def identifier(self) -> str:
        return self.letter.casefold()

    @property
    def name(self) -> str:
        return f"Cluster {self.letter}"
