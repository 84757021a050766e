"""No claim is stronger than what was seen of its sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from macros.corpus.load import Draft, Entry
from macros.corpus.located import Path_
from macros.corpus.records import (
    Citation,
    Claim,
    ClaimedDate,
    Cluster,
    Date,
    Document,
    Event,
    Recommendation,
    Session,
    Slip,
    Statement,
    Variant,
    Witness,
)
from macros.corpus.records.cluster import OfficialHeading
from macros.corpus.records.item import AT_A_SESSION
from macros.corpus.records.recommendation import Collation
from macros.corpus.rules.finding import Finding, parts

NOT_SEEN = "not seen"
"""What a citation gives as its place when the source says it and nobody has seen where."""


def claims_rest_on_what_was_seen(draft: Draft) -> Iterator[Finding]:
    """A claim that is `stated` or `inferred` has a source of which something was seen. A document that is known only
    because others name it (`seen: mention`) says nothing to us by itself, and a source with `role: context` does not
    attest what is stated."""
    for _, entry in draft.all():
        claims: list[tuple[Path_, Claim | Slip]] = [*parts(entry.record, Claim), *parts(entry.record, Slip)]
        for path, claim in claims:
            if not claim.sources or claim.basis == "not-established":
                continue
            if isinstance(claim, Slip) and claim.basis == "inferred":
                continue  # it is inferred from the text itself
            seen = [citation for citation in claim.sources if _was_seen(draft, citation)]
            if not seen:
                yield Finding(
                    entry.place(*path, "basis"),
                    f"a claim that is {claim.basis} has a source of which something was seen",
                    f'basis "{claim.basis}" with {_named(claim.sources)}, never seen',
                    'cite the source through which this is known, or write "not-established" and `because:`',
                )
            elif claim.basis == "stated" and all(citation.role == "context" for citation in seen):
                yield Finding(
                    entry.place(*path, "basis"),
                    "a claim that is stated has a source that attests it and was seen",
                    f"{_named(seen)}, cited only for context",
                    "cite the source that says it, take `role: context` away if this one does, or correct the basis",
                )


def readings_come_from_what_was_seen(draft: Draft) -> Iterator[Finding]:
    """Whoever gives another reading, and whatever a text was compared with, was seen, at least in part: nobody can
    compare letters with a document that is known only because others name it."""
    for kind in (Recommendation, Cluster):
        for entry in draft.of(kind):
            for path, citation in _compared(entry.record):
                if not _was_seen(draft, citation):
                    yield Finding(
                        entry.place(*path, "cites"),
                        "a text was compared with what somebody has seen",
                        f"{citation.cites}, never seen",
                        "name the source in which the words were read, or correct `seen` in its record",
                    )


def unseen_documents_are_known_through_another(draft: Draft) -> Iterator[Finding]:
    """A document with `seen: mention` is known only through others, and its page says through which. So its sources
    name one that was seen, and never the document itself."""
    for entry in draft.of(Document):
        if entry.record.seen != "mention":
            continue
        itself = f"documents/{entry.stem}"
        for position, citation in enumerate(entry.record.sources):
            if citation.cites == itself:
                yield Finding(
                    entry.place("sources", position, "cites"),
                    "a document that was never seen does not attest itself",
                    f'"{itself}" with seen "mention"',
                    "cite the source that names it, or correct `seen`",
                )
        if not any(citation.cites != itself and _was_seen(draft, citation) for citation in entry.record.sources):
            yield Finding(
                entry.key_place("seen"),
                "a document that was never seen is known through a source that was",
                f'seen "mention" with {_named(entry.record.sources)}',
                "add the source that names it, or correct `seen`",
            )


def a_missing_place_is_in_a_source_seen_in_part(draft: Draft) -> Iterator[Finding]:
    """`at: not seen` means that a source says it and that we have not seen where. That cannot be when we have read all
    of it, and when none of it was seen the page says of itself that it is known only through others."""
    for _, entry in draft.all():
        for path, citation in parts(entry.record, Citation):
            source = _source(draft, citation)
            if citation.at != NOT_SEEN or source is None or source.seen not in ("whole", "mention"):
                continue
            if source.seen == "whole":
                found, repair = "which was read in full", "write where it says so; leave `at` out if it has no places"
            else:
                found, repair = "which was never seen", "leave `at` out"
            yield Finding(
                entry.place(*path, "at"),
                "`at: not seen` stands with a source of which a part was seen",
                f"{citation.cites}, {found}",
                repair,
            )


def dates_are_carried_by_a_source(draft: Draft) -> Iterator[Finding]:
    """What is dated later than every source it has was not yet to be known there: it was planned, or is inferred. Then
    `because` says why the date is given. A proposal and a decision have the days of their session, which its own record
    accounts for."""
    for _, entry in draft.all():
        for path, claim in parts(entry.record, Claim):
            key, date = _dated(claim)
            if date is None or claim.because or not claim.sources or _is_of_its_session(entry, claim, date):
                continue
            known = [_latest(draft, citation) for citation in claim.sources if citation.role == "evidence"]
            bounds = [day for day in known if day is not None]
            if len(bounds) < len(known) or not bounds or max(bounds) >= _start_of_end(date):
                continue
            yield Finding(
                entry.place(*path, key),
                "what is dated later than all its sources says why",
                f"{date}, and no source from after {_spoken(max(bounds))}",
                "add a source that can know it, or `because:` with how the date is known",
            )


def _source(draft: Draft, citation: Citation) -> Document | Witness | None:
    """Return what a citation names; None when its record is missing or could not be read, which is reported on its
    own."""
    folder, _, name = citation.cites.partition("/")
    entry: Entry[Any] | None = draft.entries[folder].get(name)
    return entry.record if entry else None


def _was_seen(draft: Draft, citation: Citation) -> bool:
    source = _source(draft, citation)
    return source is None or source.seen != "mention"


def _compared(record: BaseModel) -> Iterator[tuple[Path_, Citation]]:
    """Yield every witness to the words of a text, with its path."""
    found: list[tuple[Path_, Variant | Collation | OfficialHeading]] = [
        *parts(record, Variant),
        *parts(record, Collation),
        *parts(record, OfficialHeading),
    ]
    for path, part in found:
        for position, citation in enumerate(part.witnesses):
            yield (*path, "witnesses", position), citation


def _dated(claim: Claim) -> tuple[str, Date | None]:
    """Return the date that a claim gives, and the field it stands in."""
    match claim:
        case Event() | Statement() | Document():
            return "date", claim.date
        case ClaimedDate():
            return "value", claim.value
        case _:
            return "", None


def _is_of_its_session(entry: Entry[Any], claim: Claim, date: Date) -> bool:
    """Tell whether a date is that of a session, which stands in the session's own record: that of a proposal or a
    decision, which another rule keeps within it, and what a session's record says of all its days."""
    if isinstance(claim, Event):
        return claim.kind in AT_A_SESSION
    record = entry.record
    return isinstance(record, Session) and isinstance(claim, Statement) and date == record.dates.value


def _latest(draft: Draft, citation: Citation) -> datetime.date | None:
    """Return the last day that a source can tell of; None when it bears no date. A working document without one was
    written before its session ended."""
    source = _source(draft, citation)
    if source is None:
        return None
    if source.date:
        return source.date.last
    if isinstance(source, Document) and source.kind == "working-document" and source.session:
        session: Entry[Session] | None = draft.entries["sessions"].get(source.session)
        if session and session.record.dates.value:
            return session.record.dates.value.last
    return None


def _start_of_end(date: Date) -> datetime.date:
    """Return the first day on which a date can be over: of `2007-08/2007-12` the first of December."""
    year, month, day = date.end
    return datetime.date(year, month or 1, day or 1)


def _spoken(day: datetime.date) -> str:
    return str(Date(day.isoformat()))


def _named(citations: Iterable[Citation]) -> str:
    return ", ".join(citation.cites for citation in citations) or "no source"
