"""Which records changed between two states of the data, and what each part of them said before and says since.

Values are compared, not lines of files: how they are laid out, in which order keys stand and what comments say is no
change. White space is folded, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from macros.corpus.load import Draft, Entry
from macros.corpus.records import KINDS, FieldChange, Record, RecordChange
from macros.corpus.records.verbatim import fold
from macros.corpus.source import Value, read_yaml
from macros.impact.facts import citation, mapping, named, plain, renamed

OF_AN_EDITION: Final = ("version", "date")
"""What every edition has anew."""

_BETWEEN: Final = "; "

NameOf = Callable[[Record], str]

Side = tuple[Value, Draft]
"""A value, and the records that it can name."""


@dataclass(frozen=True, slots=True)
class _States:
    """Two states of the data, and what readers call a record."""

    before: Draft
    after: Draft
    name_of: NameOf


def record_changes(before: Draft, after: Draft, name_of: NameOf) -> Iterator[RecordChange]:
    """Yield each record that changed, came or went, with every part that says something else: the edition, then kind by
    kind. Records of `before` that the contract of today does not know are left out, see `not_compared`. `name_of` tells
    what readers call a record."""
    states = _States(before, after, name_of)
    if before.edition and after.edition:
        fields = _fields(before.edition, after.edition, states, OF_AN_EDITION)
        if fields:
            name = titled(after.edition.record, name_of)
            yield RecordChange(key="edition", name=name, change="changed", fields=fields)
    for kind in sorted(KINDS.keys() - {"changes"}):
        old, new = before.entries.get(kind, {}), after.entries[kind]
        new_names = renamed(old, new)
        for name in sorted({*old, *new} - {*new_names.values()}):
            if (kind, name) not in before.broken:
                was = old.get(new_names.get(name, name))
                found = _change(f"{kind}/{name}", was, new.get(name), states)
                if found:
                    yield found


def not_compared(before: Draft, after: Draft) -> list[str]:
    """Return the records that were there before in a form that the contract of today does not know."""
    return sorted(f"{kind}/{name}" for kind, name in before.broken if name and kind in after.entries)


def titled(record: Record, name_of: NameOf) -> str:
    """Return what readers call a record, with its title."""
    name, title = name_of(record), getattr(record, "title", None)
    return f"{name}: {title}" if title and title not in (name, record.name) else name


def _change(key: str, was: Entry[Any] | None, now: Entry[Any] | None, states: _States) -> RecordChange | None:
    entry = now or was
    assert entry is not None
    name = titled(entry.record, states.name_of)
    if was is None:
        return RecordChange(key=key, name=name, change="added")
    fields = _fields(was, now, states)
    if now is None:
        return RecordChange(key=key, name=name, change="removed", fields=fields)
    earlier = f"{key.partition('/')[0]}/{was.stem}"
    if not fields and earlier == key:
        return None
    told = {"was": earlier} if earlier != key else {}
    return RecordChange(key=key, name=name, change="changed", fields=fields, **told)


def _fields(
    was: Entry[Any], now: Entry[Any] | None, states: _States, left_out: tuple[str, ...] = ()
) -> tuple[FieldChange, ...]:
    values = [mapping(read_yaml(each.source.text, each.file).values) if each else {} for each in (was, now)]
    kept = [{key: value for key, value in each.items() if key not in left_out} for each in values]
    found: dict[str, FieldChange] = {}
    for where, old, new in _differing((kept[0], states.before), (kept[1], states.after), ()):
        name, count = where, 1
        while name in found:
            count += 1
            name = f"{where} ({count})"
        sides = {side: words for side, words in (("before", old), ("after", new)) if words}
        found[name] = FieldChange(where=name, **sides)
    return tuple(found.values())


def _differing(before: Side, after: Side, where: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Walk two values side by side; yield each part of them that differs: its place in words, and both sides."""
    sides = before, after
    old, new = mapping(before[0]), mapping(after[0])
    keys = dict.fromkeys([*old, *new])
    for key in keys:
        pair = [(values.get(key, ""), draft) for values, (_, draft) in zip((old, new), sides, strict=True)]
        within = (*where, plain(key))
        words = _words(*pair[0]), _words(*pair[1])
        if words[0] != words[1]:
            yield ", ".join(within), *words
        if any(isinstance(value, list) and not _is_told_whole(value) for value, _ in pair):
            yield from _entries(pair[0], pair[1], within)
        elif any(isinstance(value, dict) for value, _ in pair):
            yield from _differing(pair[0], pair[1], within)


def _entries(before: Side, after: Side, where: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield what differs in two lists of blocks: entry by entry, then their order, where only that changed."""
    old, new = ({} if _is_told_whole(value) else named(value) for value, _ in (before, after))
    listed = plain(where[-1])
    for name in dict.fromkeys([*old, *new]):
        pair = (old.get(name, {}), before[1]), (new.get(name, {}), after[1])
        yield from _differing(*pair, (*where[:-1], f"{listed}: {fold(name)}"))
    both = [[name for name in one if name in other] for one, other in ((old, new), (new, old))]
    if both[0] != both[1]:
        yield ", ".join((*where, "order")), _BETWEEN.join(map(fold, old)), _BETWEEN.join(map(fold, new))


def _words(value: Value, draft: Draft) -> str:
    """Return a value that is told as a whole, in words: a text, a list of texts, a list of sources. Empty for others,
    whose parts are told one by one."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list) and _is_told_whole(value):
        return _BETWEEN.join(
            citation(mapping(each), draft) if isinstance(each, dict) else fold(str(each)) for each in value
        )
    return ""


def _is_told_whole(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) or "cites" in mapping(each) for each in value)
