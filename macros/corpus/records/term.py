"""A body, instrument, programme or term of art that the texts name."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from macros.corpus.records.claim import Claim
from macros.corpus.records.common import Abbreviation, AlsoCalled, Record, Slug, Text, Title, Web
from macros.corpus.records.verbatim import Verbatim


class Term(Record, Claim):
    """A term with a definition in our own words. File: `data/terms/<name>.yml`. Where it is used is not typed
    here: the forms below are looked up in all texts. `basis` and `sources` tell how we know the definition."""

    id: Slug
    """The file name."""
    title: Title
    """The full name."""
    abbreviation: Abbreviation | None = None
    """The short form, as in the texts."""
    kind: Literal["body", "group", "instrument", "event", "programme", "concept", "place"]
    """What it is."""
    forms: Annotated[tuple[Annotated[Verbatim, StringConstraints(max_length=200)], ...], Field(min_length=1)]
    """The wordings under which the texts use it, exactly, slips included. A form counts where it stands as whole
    words; where several match, the longest wins."""
    also_called: tuple[AlsoCalled, ...] = ()
    """What else readers call it: the search and the finder find it by these words, too."""
    definition: Text
    """What it means, in a sentence or two of ours."""
    address: Web | None = None
    """The address of its own site or page, if seen."""
    note: Text | None = None
    """Anything to bear in mind."""

    @property
    def identifier(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        return self.title
