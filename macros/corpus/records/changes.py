"""What an edition changed since the one before it, record by record, as `dev.py release` found it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

from macros.corpus.records.common import FieldGroup, Mark, Record, Version
from macros.corpus.records.date import Date
from macros.corpus.records.verbatim import slug_of

Changed = Annotated[
    str,
    StringConstraints(
        pattern=r"^(edition|(clusters|documents|items|recommendations|sessions|terms|topics|witnesses)"
        r"/[a-z0-9]+(-[a-z0-9]+)*)$",
        max_length=100,
    ),
]
"""A record: `terms/ldc`, the folder under data/ and the name of its file, or `edition`. It may be gone by now."""

Commit = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")]
"""The name of a commit (gitglossary(7), "object name"): a SHA-1, or in a repository of the newer form a SHA-256."""

Called = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600), Mark.NAMED]
"""What something was called, with names as they stand in records."""


Whole = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100_000), Mark.SOURCE]
"""All that a part of a record said, with white space folded."""

Change = Literal["changed", "added", "removed"]
"""What happened to a record."""


class FieldChange(FieldGroup):
    """One part of a record that says something else than before. Of the two sides one may be left out: what was not
    there, or is not there any more."""

    where: Called
    """Which part: `gist`; in a list, what its entry is told by: `related: 12, reason`."""
    before: Whole | None = None
    """What it said, word for word."""
    after: Whole | None = None
    """What it says since, word for word."""


class RecordChange(FieldGroup):
    """A record that changed, came or went."""

    key: Changed
    """The record: its folder under data/ and the name of its file, or `edition`."""
    name: Called
    """What it was called when the edition was made."""
    change: Change
    """What happened to it."""
    was: Changed | None = None
    """What its file was called before, where that changed."""
    fields: tuple[FieldChange, ...] = ()
    """What it said before and says since. Of a record that was added its own page shows all."""


class Since(FieldGroup):
    """The edition that another one is compared with."""

    edition: Version
    """Its number."""
    commit: Commit
    """The commit with its records."""


class Changes(Record):
    """What an edition changed. File: `data/changes/<number>.yml`, with hyphens for the points. `dev.py release` writes
    it by comparing the records of two commits, so that no history is needed where the site is built."""

    edition: Version
    """The number of the edition."""
    date: Date
    """Its day."""
    since: Since | None = None
    """The edition before it. Left out for the first one, which has nothing to be compared with."""
    records: tuple[RecordChange, ...] = ()
    """The records that changed."""
    not_compared: tuple[Changed, ...] = ()
    """Records that were there before, in a form that the contract of this edition did not know any more."""

    @property
    def identifier(self) -> str:
        return slug_of(self.edition)

    @property
    def name(self) -> str:
        return f"Edition {self.edition}"

    @property
    def in_short(self) -> str:
        """How much it changed, in a sentence."""
        if self.since is None:
            return "The first edition: there is none before it to compare with."
        counts = {change: sum(each.change == change for each in self.records) for change in get_args(Change)}
        said = [f"{count} record{'s' if count > 1 else ''} {change}" for change, count in counts.items() if count]
        return f"{', '.join(said)} since edition {self.since.edition}." if said else "No record changed."


def in_order(version: str) -> tuple[int, ...]:
    """Sort key of the numbers of editions: 2026.9 before 2026.10."""
    return tuple(int(part) for part in version.split("."))
