"""One of the recommendations that the edition is about."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from macros.corpus.records.claim import Citation, Claim
from macros.corpus.records.common import (
    AlsoCalled,
    Condition,
    FieldGroup,
    Mark,
    Marker,
    Name,
    Names,
    Number,
    Record,
    Slug,
    Text,
    Title,
    given,
    left_out,
    when,
)
from macros.corpus.records.verbatim import Block, Lines, Slip, Variant, Verbatim

Role = Literal["asked", "involved", "venue", "directing"]
"""The part that somebody has in what a recommendation asks, other than to benefit from it."""


class Actor(FieldGroup):
    """Somebody who has a part in what a recommendation asks, and which part. How each kind of sentence is recorded
    stands in the guide under "Who does what"."""

    conditions: ClassVar[tuple[Condition, ...]] = (
        when("basis", "stated", then=given("words")),
        when("basis", "inferred", then=given("because")),
        when("basis", "inferred", then=left_out("words")),
    )

    who: Name
    """A name to list and filter by; the same actor has the same name everywhere."""
    role: Role
    """`asked`: is asked to act. `involved`: is to be cooperated with, consulted or informed, or to take part. `venue`:
    the body in which it is to be discussed or done. `directing`: on whose request, direction or consent. Who has two
    roles has two entries."""
    words: Verbatim | None = None
    """The words of the text that show this role of this actor, not the name alone. Needed when the basis is stated,
    left out when it is inferred."""
    term: Annotated[Slug | None, Names("terms")] = None
    """The term that explains it, if there is one."""
    basis: Literal["stated", "inferred"]
    """`stated` when the words of the text say that it has this role, `inferred` when this is only understood."""
    because: Text | None = None
    """For an inference, why."""


class Beneficiary(FieldGroup):
    """Whom the recommendation names as those it is for. Only words of the text: nothing is inferred here. Who is only
    asked, involved or directing does not stand here."""

    who: Name
    """A name to list and filter by; the same beneficiary has the same name everywhere."""
    words: Verbatim
    """The words of the text that say that it is for them, or takes their needs or interests into account."""
    term: Annotated[Slug | None, Names("terms")] = None
    """The term that explains it, if there is one."""


class Relation(FieldGroup):
    """A link to another recommendation. Write it once, in the record with the lower number: the other page shows
    it too."""

    to: Annotated[Number, Names("recommendations")]
    """The number of the other recommendation."""
    kind: Literal["wording", "subject"]
    """`wording`: both use the same words. `subject`: both are about the same thing, in our reading."""
    reason: Text
    """Why, in a few words of ours."""
    shared: tuple[Verbatim, ...] = ()
    """For `wording`: the words that stand in both texts. Hyphens and commas may differ."""


class ImmediateImplementation(Claim):
    """Whether the recommendation is one of those that are listed for immediate implementation."""

    conditions: ClassVar[tuple[Condition, ...]] = (
        when("basis", "stated", "inferred", then={"properties": {"listed": {"enum": ["yes", "no"]}}}),
        when("basis", "not-established", then={"properties": {"listed": {"enum": ["unknown"]}}}),
    )

    listed: Literal["yes", "no", "unknown"]
    """`unknown` when no source that we could read tells."""


class Collation(FieldGroup):
    """How far the text was compared with other witnesses. Without this, silence about variants would look like
    agreement."""

    extent: Literal["full", "part", "none"]
    """`full`: all of the text; `part`: see the note; `none`: no other witness could be read."""
    witnesses: tuple[Citation, ...] = ()
    """What it was compared with."""
    note: Text | None = None
    """How far, and with what result."""


class Recommendation(Record):
    """One recommendation. File: `data/recommendations/<number>.yml`, with two digits."""

    number: Number
    """Its number in the adopted list."""
    title: Annotated[Title, StringConstraints(max_length=60)]
    """Our title: at most 60 characters, different from all others. The source gives none."""
    gist: Annotated[Text, StringConstraints(max_length=240)]
    """What it asks, in one plain sentence of ours."""
    cluster: Annotated[Slug, Names("clusters")]
    """The letter of its cluster, small."""
    place: Lines
    """Where it stands in the held text."""
    label: Marker
    """Its number as the source prints it, such as `22)`."""
    text: tuple[Block, ...]
    """The text, word for word, slips included."""
    topics: Annotated[tuple[Slug, ...], Names("topics")]
    """What it is about: names of files in data/topics/."""
    also_called: tuple[AlsoCalled, ...] = ()
    """What else readers call what it is about: the search and the finder find it by these words, too."""
    actors: tuple[Actor, ...]
    """Who is asked to act, and who has another part in it."""
    beneficiaries: tuple[Beneficiary, ...]
    """Whom it names as those it is for; `[]` when it names nobody."""
    related: tuple[Relation, ...] = ()
    """Recommendations with a higher number that belong beside it."""
    immediate_implementation: Annotated[ImmediateImplementation | None, Mark.LISTED] = None
    """Whether it is on the list of those for immediate implementation. Needed where data/edition.yml has this list."""
    slips: tuple[Slip, ...] = ()
    """Slips of the held text."""
    variants: tuple[Variant, ...] = ()
    """Other readings in other witnesses."""
    collation: Collation
    """What the text was compared with."""

    @property
    def identifier(self) -> str:
        return f"{self.number:02d}"

    @property
    def address_name(self) -> str:
        return str(self.number)

    @property
    def name(self) -> str:
        return f"Recommendation {self.number}"
