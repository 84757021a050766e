"""The edition as a whole: what it is called, of which body it is, in which words it speaks, what it promises to
contain."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from macros.corpus.records.claim import Claim
from macros.corpus.records.common import (
    Condition,
    FieldGroup,
    Name,
    Names,
    Number,
    Record,
    Slug,
    Text,
    Title,
    Version,
    given,
)
from macros.corpus.records.date import Date


class Promises(FieldGroup):
    """What must be there. A missing record is a problem, not a shorter site."""

    recommendations: Number
    """How many recommendations there are, numbered from 1."""
    clusters: tuple[Slug, ...]
    """The letters of all clusters, small."""
    sessions: tuple[Slug, ...]
    """The years of all sessions of the timeline."""
    timeline: Annotated[Slug, Names("items")]
    """The agenda item that the main timeline follows: the name of a file in data/items/."""
    agenda: Annotated[Slug, Names("documents")]
    """The held document that has the text of the recommendations."""


Host = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+\.)+[a-z]{2,}$", max_length=253)]
"""The name of a host: `www.wipo.int`."""


Jurisdiction = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$", max_length=2)]
"""Two small letters: those of a country, or `un`."""


class Publisher(FieldGroup):
    """Who publishes the documents of the body."""

    name: Name
    """What it is called in a sentence: `WIPO`."""
    hosts: tuple[Host, ...] = ()
    """The hosts of its website."""


class Body(FieldGroup):
    """The body whose sessions the edition follows."""

    name: Name
    """Its name, as headings have it: `WIPO General Assembly`."""
    short_name: Name
    """The name in passing: with the year of a session it names the session."""
    also_called: tuple[Name, ...] = ()
    """What else readers call it: the search finds its sessions by these words, too. The shortest stands first."""
    publisher: Publisher
    """Who publishes its documents."""
    jurisdiction: Jurisdiction | None = None
    """Whose documents they are, as Akoma Ntoso writes it: `un` for the United Nations and their agencies, otherwise the
    two small letters of a country (ISO 3166-1). Without it the edition has no files in that format."""


class Work(FieldGroup):
    """The text that the edition is about."""

    name: Name
    """What sentences call it, without an article: `Development Agenda`."""
    anchor: Slug
    """The anchor of its heading on the pages of the sessions. Anchors never change once published."""
    name_for_programs: Slug
    """What the files for programs call the edition. It never changes once published."""


class Words(FieldGroup):
    """What the edition calls a kind of record, with a capital letter."""

    one: Name
    """One of them: `Recommendation`."""
    many: Name
    """Several: `Recommendations`."""
    short: Name | None = None
    """A short form that readers type before a number: `r`."""
    also_called: tuple[Name, ...] = ()
    """What else readers type before a number."""

    @property
    def small(self) -> str:
        """One of them, as it stands within a sentence."""
        return self.one[0].lower() + self.one[1:]

    @property
    def smalls(self) -> str:
        """Several, as they stand within a sentence."""
        return self.many[0].lower() + self.many[1:]


class KindWords(FieldGroup):
    """What the edition calls a kind of documents, events, terms or sources."""

    kind: Slug
    """The kind, as records write it: `committee`."""
    words: Name
    """What pages call it."""


class Vocabulary(FieldGroup):
    """The words of the edition for what it is made of."""

    recommendation: Words
    """The records in data/recommendations/."""
    cluster: Words
    """The records in data/clusters/: the word before the letter, also in the headings of the source."""
    kinds: tuple[KindWords, ...] = ()
    """Kinds that pages call otherwise than by the usual words."""


class Members(Claim):
    """Which recommendations are on a list, where one source or several give all of them."""

    numbers: Annotated[tuple[Number, ...], Field(min_length=1)]
    """Their numbers. All others are not on it."""


class MemberList(FieldGroup):
    """A list on which some of the recommendations are, such as those for immediate implementation."""

    conditions: ClassVar[tuple[Condition, ...]] = ({"oneOf": [given("field"), given("members")]},)

    id: Slug
    """Its anchor on the pages. Anchors never change once published."""
    facet: Slug
    """Its name in the address of a filtered table. It never changes once published."""
    name: Name
    """What it is called."""
    question: Title
    """The question that each recommendation answers: `One of the 19 for immediate implementation?`"""
    short_question: Annotated[Title, StringConstraints(max_length=40)]
    """The same for the head of a table."""
    hint: Title
    """What a reader must know of it before the table is filtered."""
    not_listed: Text | None = None
    """A sentence more for those of which a source says that they are not on it."""
    field: Literal["immediate_implementation"] | None = None
    """The field in which each recommendation answers for itself. Either this or `members`."""
    members: Members | None = None
    """Which are on it, where that is known of all."""


class Thread(FieldGroup):
    """An agenda item as the sentences of the edition call it."""

    item: Annotated[Slug, Names("items")]
    """The item: the name of a file in data/items/."""
    anchor: Slug
    """The anchor of its heading on the pages of the sessions. Anchors never change once published."""
    called: Title
    """What sentences call it, without an article: `audiovisual performances`."""
    also_called: tuple[Name, ...] = ()
    """What else readers call it."""


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
    version: Version
    """Its number: the year and a count."""
    date: Date
    """The day of this version, from 1980 to 2106."""
    promises: Promises
    """What must be there."""
    body: Body
    """The body whose sessions it follows."""
    work: Work
    """The text that it is about."""
    vocabulary: Vocabulary = Vocabulary(
        recommendation=Words(one="Recommendation", many="Recommendations"),
        cluster=Words(one="Cluster", many="Clusters"),
    )
    """Its words for what it is made of."""
    lists: tuple[MemberList, ...] = ()
    """Lists on which some of the recommendations are."""
    threads: tuple[Thread, ...] = ()
    """What it calls the agenda items that it follows."""
    waived_abbreviations: tuple[Waiver, ...] = ()
    """Words in capitals that need no term."""

    @property
    def identifier(self) -> str:
        return "edition"

    @property
    def name(self) -> str:
        return self.title
