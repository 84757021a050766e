"""What all records share: frozen, closed, and the small types their fields are made of."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Part(BaseModel):
    """A frozen group of fields. Keys that are not described here are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Mark(Enum):
    """What a field's type does not say, written into its annotation: `Annotated[Title | None, Mark.USUAL]`."""

    USUAL = "most records have it, although it may be left out: a new record has a blank for it"
    LAST = "written after all other fields, because it is long"
    SOURCE = "words of a source, which no program edits"


class Record(Part):
    """One file under data/. Its file name, without `.yml`, is its identifier."""

    @property
    def identifier(self) -> str:
        """The identifier the record claims for itself; a rule compares it with the file name."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What to call the record in a link, a list or a message."""
        raise NotImplementedError


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Small letters, digits and single hyphens: safe in file names and addresses on every system."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""Plain text. Nothing in it is markup: `*`, `<` and `{{` are shown as they stand."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$")]
"""A title in one line of plain text."""

Web = Annotated[str, StringConstraints(pattern=r'^https?://[^\s<>"]+$', max_length=500)]
"""An address on the web."""
