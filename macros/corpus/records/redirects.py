"""Addresses that are no more, and where what stood there is now."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from macros.corpus.records.common import FieldGroup, Record, Text

Address = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+([/-][a-z0-9]+)*\.html(#[A-Za-z0-9_.:-]+)?$", max_length=200)
]
"""A page of the site, or a part of it, from the root of the site: `terms/ldc.html`, `recommendations/22.html#a`."""


class Redirect(FieldGroup):
    """One address that is no more."""

    from_: Annotated[Address, Field(alias="from")]
    """The address that was published: a page, or a page, `#` and the name of a part."""
    to: Address
    """Where it is now. A part that is gone for good leads to its page, a page to the list of its kind."""
    because: Text
    """Why, in a sentence that readers see."""

    @property
    def from_page(self) -> str:
        """The page of the old address."""
        return self.from_.partition("#")[0]

    @property
    def from_part(self) -> str:
        """The part of the old address, empty for a page."""
        return self.from_.partition("#")[2]


class Redirects(Record):
    """All redirects. File: `data/redirects.yml`; without it there are none."""

    redirects: tuple[Redirect, ...]
    """One entry for each address that is no more; `[]` while there is none."""

    @property
    def identifier(self) -> str:
        return "redirects"

    @property
    def name(self) -> str:
        return "Redirects"
