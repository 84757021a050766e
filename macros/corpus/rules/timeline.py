"""What is decided was decided, and when."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.attestation import can_attest
from macros.corpus.load import Draft, Entry
from macros.corpus.records import AgendaItem, Citation, Date, Document, Event, Session
from macros.corpus.records.item import AT_A_SESSION
from macros.corpus.records.session import in_time
from macros.corpus.rules.finding import Finding, promises


def events_stand_in_order(draft: Draft) -> Iterator[Finding]:
    """The events of an item are written in the order of time: by first day, then by last. Where a date is only a
    month or a year, and so overlaps its neighbour, the author decides."""
    for entry, position, event in _events(draft):
        if position and event.date < (before := entry.record.events[position - 1].date):
            vague = event.date.precision != "day" or before.precision != "day"
            if vague and event.date.last >= before.first:
                continue
            yield Finding(
                entry.place("events", position, "date"),
                "events stand in the order of time",
                f"{event.date} after {before}",
                f'move "{event.id}" up',
            )


def sessions_have_proposal_and_decision(draft: Draft) -> Iterator[Finding]:
    """For each promised session the timeline says once what was proposed and once what was decided, if only that
    it is not established. Another agenda item says it at most once for a session."""
    promised = promises(draft).record.promises
    for item in draft.of(AgendaItem):
        on_timeline = promised.sessions if item.stem == promised.timeline else ()
        positions: dict[tuple[str, str], list[int]] = {
            (kind, year): [] for year in on_timeline for kind in AT_A_SESSION
        }
        for position, event in enumerate(item.record.events):
            if event.kind in AT_A_SESSION and event.session:
                positions.setdefault((event.kind, event.session), []).append(position)
        for (kind, year), found in positions.items():
            must = (
                f"each session that data/edition.yml promises has one {kind} on the timeline"
                if year in on_timeline
                else f"an agenda item has at most one {kind} for a session"
            )
            if not found:
                repair = f"add an event with `kind: {kind}` and `session: {year}`"
                otherwise = "; where no source tells, with `basis: not-established`"
                yield Finding(item.place("events"), must, f"none for {year}", repair + otherwise)
            for position in found[1:]:
                yield Finding(item.place("events", position), must, f"another one for {year}", "keep one of them")


def events_lie_within_their_session(draft: Draft) -> Iterator[Finding]:
    """A proposal and a decision name their session and lie within its days."""
    for entry, position, event in _events(draft):
        if event.kind not in AT_A_SESSION:
            continue
        if not event.session:
            yield Finding(
                entry.place("events", position),
                f"a {event.kind} names its session",
                "no `session`",
                "add `session:` with the name of its file, most often the year",
            )
            continue
        days = _days(draft, event.session)
        if days and not event.date.within(days):
            yield Finding(
                entry.place("events", position, "date"),
                f"the date lies within the session, {days}",
                f"{event.date}",
                f'write "{days.written}", or the day if a source gives it',
            )


def events_name_a_paragraph(draft: Draft) -> Iterator[Finding]:
    """Each source of an event gives the place in it under `at`: the anchor in a held document, words such as
    `paragraph 168` in another, or `not seen`. Only a document that was never seen has no place."""
    for entry, position, event in _events(draft):
        for i, citation in enumerate(event.sources):
            if citation.at is None and not _never_seen(draft, citation):
                yield Finding(
                    entry.place("events", position, "sources", i),
                    "each source of an event gives the place in it",
                    f'"{citation.cites}" without `at`',
                    "add `at:` with the anchor or paragraph, or `at: not seen`",
                )


def decisions_are_attested(draft: Draft) -> Iterator[Finding]:
    """A proposal is not a decision. A decision that is `stated` has a source that can know of it: not the paragraph
    in which a document invites the Assembly to decide, and not a document from before the session began."""
    for entry, position, event in _events(draft):
        if event.kind != "decision" or event.basis != "stated" or not event.session:
            continue
        if event.sources and not any(_can_attest(draft, citation, event.session) for citation in event.sources):
            yield Finding(
                entry.place("events", position, "sources"),
                "a decision is attested by a source from after the session began, and not by an invitation to decide",
                ", ".join(
                    f"{citation.cites}{f' at {citation.at}' if citation.at else ''}" for citation in event.sources
                ),
                "add a source that tells of the decision, or write basis inferred or not-established",
            )


def carry_over_goes_forward(draft: Draft) -> Iterator[Finding]:
    """`carries_to` stands only with a decision and names a later session."""
    for entry, position, event in _events(draft):
        if event.carries_to is None:
            continue
        place = entry.place("events", position, "carries_to")
        if event.kind != "decision":
            yield Finding(
                place,
                "only a decision carries the item over",
                f'an event of the kind "{event.kind}"',
                "remove it, or move it to the decision",
            )
        elif event.session and in_time(event.carries_to) <= in_time(event.session):
            yield Finding(
                place,
                f"the item is carried over to a session after {event.session}",
                f'"{event.carries_to}"',
                "name the later session",
            )


def _events(draft: Draft) -> Iterator[tuple[Entry[AgendaItem], int, Event]]:
    for entry in draft.of(AgendaItem):
        for position, event in enumerate(entry.record.events):
            yield entry, position, event


def _days(draft: Draft, session: str) -> Date | None:
    entry: Entry[Session] | None = draft.entries["sessions"].get(session)
    return entry.record.dates.value if entry else None


def _never_seen(draft: Draft, citation: Citation) -> bool:
    document = _document(draft, citation)
    return document is not None and document.seen == "mention"


def _document(draft: Draft, citation: Citation) -> Document | None:
    folder, _, name = citation.cites.partition("/")
    entry: Entry[Document] | None = draft.entries["documents"].get(name) if folder == "documents" else None
    return entry.record if entry else None


def _can_attest(draft: Draft, citation: Citation, session: str) -> bool:
    document = _document(draft, citation)
    if document is None:
        return True  # a witness; or a document whose record could not be read, which is reported on its own
    return can_attest(document, citation, session, _days(draft, session))
