"""What editions changed is told in order and without holes, and only what changed is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.corpus.load import Draft, Entry
from macros.corpus.located import Path_
from macros.corpus.records import Changes, RecordChange
from macros.corpus.records.changes import in_order
from macros.corpus.records.verbatim import fold
from macros.corpus.rules.edition import is_a_day
from macros.corpus.rules.finding import Finding, promises


def editions_follow_each_other(draft: Draft) -> Iterator[Finding]:
    """The first of the editions in data/changes/ has nothing to be compared with; each later one is compared with the
    one before it and has no earlier day. None is newer than the edition that data/edition.yml describes, and that one
    has the same day there."""
    entries = sorted(draft.of(Changes), key=lambda entry: in_order(entry.record.edition))
    if any(kind == "changes" for kind, _ in draft.broken):
        return  # the one before may be among those that could not be read
    for entry in entries[:1]:
        for field in ("since", "records", "not_compared"):
            if getattr(entry.record, field):
                must = f'the first edition has no "{field}", because there is none before it'
                found = f'"{field}" of {entry.record.edition}, the first in data/changes/'
                repair = "take back the file of the edition before it, which is missing, or remove the key"
                yield Finding(entry.key_place(field), must, found, repair)
    for before, entry in pairwise(entries):
        told, wanted = entry.record.since, before.record.edition
        if told is None or told.edition != wanted:
            must = "an edition is compared with the one before it"
            found = f'"{told.edition}", and the one before is {wanted}' if told else 'no "since"'
            yield Finding(entry.place("since", "edition") if told else entry.place(), must, found, _again(entry))
        if entry.record.date.first < before.record.date.first:
            must = f"no edition has an earlier day than the one before it: {wanted} of {before.record.date.written}"
            yield Finding(
                entry.place("date"), must, f'"{entry.record.date.written}"', "correct the date, here or there"
            )
    yield from _newest(draft, entries)


def _newest(draft: Draft, entries: list[Entry[Changes]]) -> Iterator[Finding]:
    edition = promises(draft).record
    for entry in entries[-1:]:
        if in_order(entry.record.edition) > in_order(edition.version):
            must = f"no edition is newer than that of data/edition.yml, which is {edition.version}"
            repair = "correct the number, or the version in data/edition.yml"
            yield Finding(entry.place("edition"), must, f'"{entry.record.edition}"', repair)
        elif entry.record.edition == edition.version and entry.record.date != edition.date and is_a_day(edition.date):
            must = f"the edition has the day that data/edition.yml gives it, {edition.date.written}"
            yield Finding(entry.place("date"), must, f'"{entry.record.date.written}"', "correct one of the two")


def only_changes_are_told(draft: Draft) -> Iterator[Finding]:
    """In a file of data/changes/ each record stands once, and in it each part once. The two sides of a part differ in
    more than white space; of what was added nothing is told from before, and of what was removed nothing from after; a
    record that changed has a part that did, or another name."""
    for entry in draft.of(Changes):
        seen: set[str] = set()
        for i, record in enumerate(entry.record.records):
            if record.key in seen:
                place = entry.place("records", i, "key")
                yield Finding(place, "each record stands once", f'"{record.key}" again', _again(entry))
            seen.add(record.key)
            if record.change == "changed" and not record.fields and record.was in (None, record.key):
                must = "a record that changed says what did: `fields`, or what it was called under `was`"
                yield Finding(entry.place("records", i), must, f'"{record.key}" without either', _again(entry))
            yield from _fields(entry, ("records", i), record)


def _fields(entry: Entry[Changes], path: Path_, record: RecordChange) -> Iterator[Finding]:
    seen: set[str] = set()
    for i, field in enumerate(record.fields):
        place = entry.place(*path, "fields", i)
        if field.where in seen:
            yield Finding(place, "each part of a record stands once", f'"{field.where}" again', _again(entry))
        seen.add(field.where)
        before, after = (fold(side) if side else "" for side in (field.before, field.after))
        if before == after:
            found = "the same on both sides" if before else "neither `before` nor `after`"
            yield Finding(place, "the two sides of a part differ", found, _again(entry))
        elif before and record.change == "added":
            yield Finding(place, "what was added was not there before", "`before`", _again(entry))
        elif after and record.change == "removed":
            yield Finding(place, "what was removed says nothing any more", "`after`", _again(entry))


def _again(entry: Entry[Changes]) -> str:
    return f"let it be written again: python3 scripts/dev.py release {entry.record.edition}"
