"""Which facts changed: everything in the records that says how it is known, compared field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.corpus.load import Draft, Entry
from macros.corpus.records import Record
from macros.corpus.records.verbatim import fold
from macros.corpus.source import Value, read_yaml
from macros.difference import Difference, difference

_NAMES = ("id", "to", "cites", "who", "from")
"""What tells the entries of a list apart, whatever their order."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement that changed: the record, its file, where in it, and each thing that differs with its name, such as
    `basis`."""

    record: str
    file: str
    where: str
    changes: tuple[tuple[str, Difference], ...]


def facts(before: Draft, after: Draft) -> Iterator[Fact]:
    """Yield the facts that changed, came or went. Records of `before` that today's contract refuses are left out."""
    for kind in after.entries:
        old, new = before.entries.get(kind, {}), after.entries[kind]
        new_names = renamed(old, new)
        for name in sorted({*old, *new} - {*new_names.values()}):
            if (kind, name) in before.broken:
                continue
            was, now = old.get(new_names.get(name, name)), new.get(name)
            values = [read_yaml(entry.source.text, entry.file).values if entry else {} for entry in (was, now)]
            entry = now or was
            assert entry is not None
            for where, changes in _claims(values[0], values[1], (), (before, after)):
                yield Fact(called(entry.record), entry.file, ", ".join(where), changes)


def renamed(old: Mapping[str, Entry[Any]], new: Mapping[str, Entry[Any]]) -> dict[str, str]:
    """Return new names of files that hold a record that was there before, and their old names: as one can tell by the
    title."""
    titles = {called(old[name].record): name for name in old.keys() - new.keys()}
    found = {name: titles.get(called(new[name].record), "") for name in sorted(new.keys() - old.keys())}
    return {name: was for name, was in found.items() if was}


def called(record: Record) -> str:
    """Return what to call a record, with its title."""
    title = getattr(record, "title", None)
    return f"{record.name}: {title}" if title and title != record.name else record.name


Where = tuple[str, ...]
Changes = tuple[tuple[str, Difference], ...]


def _claims(before: Value, after: Value, where: Where, drafts: tuple[Draft, Draft]) -> Iterator[tuple[Where, Changes]]:
    """Walk two values side by side; yield each claim in them that differs, with its place in words."""
    old, new = mapping(before), mapping(after)
    if "basis" in old or "basis" in new:
        told = _told(old, drafts[0]), _told(new, drafts[1])
        names = dict.fromkeys([*told[0], *told[1]])
        if "basis" not in old or "basis" not in new:  # what else a claim that came or went says, its page shows
            names = dict.fromkeys(name for name in names if name in ("basis", "sources"))
        changes = [(name, told[0].get(name, ""), told[1].get(name, "")) for name in names]
        if differing := tuple((name, difference(x, y)) for name, x, y in changes if x != y):
            yield where, differing
    for key in dict.fromkeys([*old, *new]):
        x, y = old.get(key, ""), new.get(key, "")
        if isinstance(x, list) or isinstance(y, list):
            entries = named(x), named(y)
            for name in dict.fromkeys([*entries[0], *entries[1]]):
                pair = entries[0].get(name, ""), entries[1].get(name, "")
                yield from _claims(*pair, (*where, f"{plain(key)}: {fold(name)}"), drafts)
        elif isinstance(x, dict) or isinstance(y, dict):
            yield from _claims(x, y, (*where, plain(key)), drafts)


def _told(claim: Mapping[str, Value], draft: Draft) -> dict[str, str]:
    """Return what a claim says, by name: its basis first, then its own values, then its sources."""
    told: dict[str, str] = {}
    for key, value in claim.items():
        if key == "id":
            continue
        if isinstance(value, str):
            told[plain(key)] = fold(value)
        elif key == "sources" and isinstance(value, list):
            told["sources"] = "; ".join(citation(mapping(each), draft) for each in value)
        elif isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            told[plain(key)] = ", ".join(fold(str(each)) for each in value)
    return {name: told[name] for name in sorted(told, key=lambda name: (name != "basis", name == "sources"))}


def citation(given: Mapping[str, Value], draft: Draft) -> str:
    """Return a citation in words, with the name of what it cites."""
    kind, _, name = str(given.get("cites", "")).partition("/")
    entry = draft.entries.get(kind, {}).get(name)
    said = [entry.record.name if entry else name]
    said += [str(given[key]) for key in ("at", "role") if key in given]
    return fold(", ".join(said) + (f" ({given['note']})" if "note" in given else ""))


def named(value: Value) -> dict[str, Value]:
    """Return the entries of a list by what tells them apart, else by their position, counted from 1. Whoever has two
    roles has an entry for each."""
    found: dict[str, Value] = {}
    for position, each in enumerate(value if isinstance(value, list) else (), 1):
        fields = mapping(each)
        name = next((str(fields[key]) for key in _NAMES if isinstance(fields.get(key), str)), str(position))
        name += f", {fields['role']}" if "who" in fields and "role" in fields else ""
        found[f"{name} ({position})" if name in found else name] = each
    return found


def mapping(value: Value) -> Mapping[str, Value]:
    """Return a block of keys, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def plain(key: str) -> str:
    """Return a key in words."""
    return key.replace("_", " ")
