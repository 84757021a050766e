"""A printed or published form of a text, or another source that is not an official document with a symbol."""

from __future__ import annotations

from typing import Annotated, Literal

from macros.corpus.records.common import Mark, Name, Record, Slug, Text, Title, Web
from macros.corpus.records.date import Date


class Witness(Record):
    """A source that we cite and that is not an official document with a symbol: a web page, a brochure, slides, a
    report by others. File: `data/witnesses/<name>.yml`."""

    id: Slug
    """The file name."""
    title: Annotated[Title, Mark.NAMED]
    """What it is called."""
    publisher: Annotated[Name, Mark.NAMED]
    """Who published it."""
    date: Date | None = None
    """When, if it says so."""
    authority: Literal["official", "copy-of-official", "reported"]
    """`official`: published by an organization about its own work. `copy-of-official`: someone else's
    copy of such a text. `reported`: someone else's account."""
    seen: Literal["whole", "opening", "extract"]
    """How much of it we could read."""
    address: Web | None = None
    """Where it was published, if it was on the web; for a copy on the site of others, where we read it."""
    note: Text | None = None
    """Anything to bear in mind: what part was read, what it agrees or disagrees with."""

    @property
    def identifier(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        return self.title
