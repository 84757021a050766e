"""How we know what we say."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from macros.corpus.records.common import Condition, FieldGroup, Mark, Name, Names, Text, given, left_out, when
from macros.corpus.records.date import Date

Basis = Literal["stated", "inferred", "not-established"]
"""`stated`: a source says it. `inferred`: it follows from sources, and `because` says how. `not-established`: no
source that we could read says it; an honest gap, shown as such."""

Reference = Annotated[
    str,
    StringConstraints(pattern=r"^(documents|witnesses)/[a-z0-9]+(-[a-z0-9]+)*$"),
    Names("documents", "witnesses"),
]
"""`documents/...` or `witnesses/...`, the folder and file name of a record under data/."""


class Citation(FieldGroup):
    """One source of a statement, and the place in it."""

    cites: Reference
    """The record of the source: `documents/wo-ga-34-7` or `witnesses/brochure`."""
    at: Annotated[Name | None, Mark.USUAL] = None
    """The place in the source. For a held document the anchor of a block (`p2`); otherwise words such as
    `paragraph 168`, or `not seen` when we know that the source says it but have not seen where. A document of which
    nothing was seen has no place: its page says through which source it is known."""
    role: Literal["evidence", "context"] = "evidence"
    """`context` for the source of a side remark, which does not itself attest what is claimed."""
    note: Text | None = None
    """What the source says there, in our words, when that needs saying."""


class Claim(FieldGroup):
    """Something that the held text itself does not say, with how we know it."""

    conditions: ClassVar[tuple[Condition, ...]] = (
        when("basis", "stated", "inferred", then=given("sources") | {"properties": {"sources": {"minItems": 1}}}),
        when("basis", "inferred", "not-established", then=given("because")),
    )

    basis: Basis
    """How we know it: stated, inferred or not-established."""
    because: Text | None = None
    """For an inference, how it follows; for a gap, what was looked at and what is missing."""
    sources: Annotated[tuple[Citation, ...], Mark.USUAL] = ()
    """Where it is said, or what it is inferred from. Not empty unless the basis is not-established."""


def known_by(field: str) -> tuple[Condition, ...]:
    """Return the conditions that a field is given when it is stated or inferred, and left out when not established."""
    return (
        when("basis", "stated", "inferred", then=given(field)),
        when("basis", "not-established", then=left_out(field)),
    )


class ClaimedText(Claim):
    """A word or two that a source gives, such as the ordinal of a session."""

    conditions: ClassVar[tuple[Condition, ...]] = known_by("value")

    value: Annotated[Name | None, Mark.USUAL] = None
    """The value; left out when the basis is not-established."""


class ClaimedDate(Claim):
    """A date that a source gives."""

    conditions: ClassVar[tuple[Condition, ...]] = known_by("value")

    value: Annotated[Date | None, Mark.USUAL] = None
    """The date, no more precise than the source; left out when the basis is not-established."""


class Statement(Claim):
    """A sentence of ours about what happened."""

    statement: Text
    """The sentence, in our own words."""
    date: Date | None = None
    """When, if known."""
