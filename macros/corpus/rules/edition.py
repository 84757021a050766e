"""What the edition says of itself can be printed and packed, and fits the records."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Final, get_args

from macros.corpus.contract import choices_in
from macros.corpus.load import Draft
from macros.corpus.records import Date, Document, Event, MemberList, Recommendation, Role, Session, Slip, Term, Witness
from macros.corpus.records.common import Mark
from macros.corpus.rules.finding import Finding, promises
from macros.spelling import suggestion

FIRST: Final = datetime.date(1980, 1, 1)
"""The archive's format counts from here (APPNOTE.TXT, section 4.4.6: MS-DOS date)."""

LAST: Final = datetime.date(2106, 2, 6)
"""On the next day the seconds since 1970 no longer fit where the compressed site map has them (RFC 1952, section 2.3.1:
MTIME)."""


def the_edition_has_a_day(draft: Draft) -> Iterator[Finding]:
    """The date of the edition is one day, from 1980-01-01 to 2106-02-06: the site and the archive carry it as the time
    of their files, and their formats have room for no other."""
    edition = promises(draft)
    date = edition.record.date
    if not is_a_day(date):
        yield Finding(
            edition.place("date"),
            f"the date of the edition is a day from {FIRST} to {LAST}",
            f'"{date.written}"',
            "write the day of this version, such as 2026-09-28",
        )


def is_a_day(date: Date) -> bool:
    """Tell whether a date is one day that all formats have room for."""
    return date.precision == "day" and not date.is_range and FIRST <= date.first <= LAST


FACETS: Final = frozenset(("cluster", "topic", "addressee", "beneficiary", "named", *get_args(Role)))
"""What the finder of the recommendations asks in every edition, as addresses name it."""

ON_A_RECOMMENDATION: Final = frozenset(
    ("text", "text-only", "notes", "about", "addressees", "involved", "venue", "directing", "beneficiaries", "related")
)
ON_A_SESSION: Final = frozenset(
    (
        *("proposed", "decided", "other-events", "facts", "number", "kind", "dates", "place"),
        *("agenda-item", "report", "documents"),
    )
)
"""The anchors that the page of a recommendation and of a session has in every edition."""

_KINDS: Final = ((Document, "kind"), (Event, "kind"), (Term, "kind"), (Slip, "kind"), (Witness, "authority"))
"""Where records name a kind for which pages have words."""


def lists_are_answered(draft: Draft) -> Iterator[Finding]:
    """Each list in data/edition.yml has either a `field`, in which every recommendation answers whether it is on it, or
    `members`, which are recommendations that there are. An answer to a list that the edition does not have stands
    nowhere. Anchors and facets of lists are used once, and none is one that the page or the table has anyway."""
    edition = promises(draft)
    lists = edition.record.lists
    for position, each in enumerate(lists):
        place = edition.place("lists", position)
        if (each.field is None) == (each.members is None):
            found = "both" if each.field else "neither"
            repair = "keep one of them" if each.field else "add the one that tells who is on it"
            yield Finding(place, "a list has either `field` or `members`", found, repair)
        for field in ("id", "facet"):
            before = {getattr(other, field) for other in lists[:position]}
            name = getattr(each, field)
            if name in before | (FACETS if field == "facet" else ON_A_RECOMMENDATION):
                must = f"the {field} of a list is used once, and for nothing else"
                yield Finding(edition.place("lists", position, field), must, f'"{name}" again', "give it another name")
        yield from _members(draft, position, each)
    yield from _answers(draft, {each.field for each in lists})


def _members(draft: Draft, position: int, each: MemberList) -> Iterator[Finding]:
    edition, seen = promises(draft), set()
    for i, number in enumerate(each.members.numbers if each.members else ()):
        if number in seen or number > edition.record.promises.recommendations:
            must = "the members of a list are recommendations that there are, each once"
            place = edition.place("lists", position, "members", "numbers", i)
            yield Finding(place, must, f"{number}{' again' if number in seen else ''}", "correct or remove it")
        seen.add(number)


def _answers(draft: Draft, asked: set[str | None]) -> Iterator[Finding]:
    fields = [name for name, field in Recommendation.model_fields.items() if Mark.LISTED in field.metadata]
    for entry in draft.of(Recommendation):
        for name in fields:
            given = getattr(entry.record, name) is not None
            if given and name not in asked:
                must = "an answer belongs to a list that data/edition.yml has"
                repair = f"remove it, or add a list with `field: {name}` to data/edition.yml"
                yield Finding(entry.key_place(name), must, f'"{name}"', repair)
            elif name in asked and not given:
                must = f'each recommendation has "{name}", because data/edition.yml has this list'
                repair = f"add `{name}:`; where no source tells, with `listed: unknown` and `basis: not-established`"
                yield Finding(entry.place(), must, f'no "{name}"', repair)


def threads_are_told_once(draft: Draft) -> Iterator[Finding]:
    """Each agenda item that data/edition.yml has words for stands there once, and each of the anchors once: a page of a
    session has them side by side, and anchors of its own."""
    edition = promises(draft)
    threads = edition.record.threads
    for position, each in enumerate(threads):
        for field in ("item", "anchor"):
            name = getattr(each, field)
            place = edition.place("threads", position, field)
            if name in {getattr(other, field) for other in threads[:position]}:
                yield Finding(place, f'each "{field}" of a thread stands once', f'"{name}" again', "keep one of them")
            elif field == "anchor" and name in ON_A_SESSION | {edition.record.work.anchor}:
                must = "the anchor of a thread is one that the page of a session does not have anyway"
                yield Finding(place, must, f'"{name}"', "give it another name")


def words_are_of_a_kind(draft: Draft) -> Iterator[Finding]:
    """What data/edition.yml has a word for under `kinds` is a kind that records can name, such as `committee`, and
    stands there once."""
    edition, seen = promises(draft), set()
    known = {choice for part, field in _KINDS for choice in choices_in(part.model_fields[field].annotation)}
    for position, each in enumerate(edition.record.vocabulary.kinds):
        place = edition.place("vocabulary", "kinds", position, "kind")
        if each.kind not in known:
            must = "a word is for a kind of documents, events, terms, notes or sources"
            yield Finding(place, must, f'"{each.kind}"', suggestion(each.kind, known))
        elif each.kind in seen:
            yield Finding(place, "each kind has one word", f'"{each.kind}" again', "keep one of them")
        seen.add(each.kind)


def sessions_are_told_apart(draft: Draft) -> Iterator[Finding]:
    """A session with an `id` has it from its year: `2011-2`. Of several in one year each has an `id` and a `label`, and
    no two sessions are called the same, so that a reader knows which one is meant."""
    sessions = draft.of(Session)
    years = Counter(entry.record.year for entry in sessions)
    labels: dict[str, str] = {}
    for entry in sessions:
        record = entry.record
        if record.id and not record.id.startswith(f"{record.year}-"):
            must = "the id of a session begins with its year"
            yield Finding(entry.place("id"), must, f'"{record.id}" of {record.year}', "correct the id or the year")
        for field in ("id", "label"):
            if years[record.year] > 1 and getattr(record, field) is None:
                must = f'where a year has several sessions, each has "{field}"'
                example = f"{record.year}-1" if field == "id" else f"May {record.year}"
                repair = f"add `{field}:`, such as `{example}`"
                yield Finding(entry.place(), must, f'no "{field}"', repair)
        other = labels.setdefault(record.short_label.casefold(), entry.file)
        if other != entry.file:
            must, found = "no two sessions are called the same", f'"{record.short_label}", also in {other}'
            yield Finding(entry.place("label"), must, found, "write a `label` that sets this session apart")
