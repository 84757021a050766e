"""The records as tables, for spreadsheets and statistics: one for each kind of record and one for each list within.

All of it follows from the contract, so a new field is a new column. A list of words is one cell; a list of parts is a
table of its own, whose rows name the record they belong to and their position in each list, counted from 1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from macros.corpus import contract
from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS
from macros.corpus.schema import definitions

Cell = str | int
Row = dict[str, Cell]

RECORD = "record"
"""The column with the name of a record: that of its file in data/, without the ending."""
BETWEEN = "; "
"""What stands between the words of a list in one cell."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its cells (`string` or `integer`), what it says, and the values of a closed
    list."""

    name: str
    type: str
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the records of a kind, or of a list in them. `keys` are the columns that no two rows have in common;
    all but the last lead to a row of `parent`."""

    name: str
    kind: str
    about: str
    keys: tuple[Column, ...]
    columns: tuple[Column, ...]
    parent: str = ""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        return (*self.keys, *self.columns)


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables, each after the one that it belongs to."""
    record = Column(RECORD, "string", "The name of the record: that of its file in data/.", required=True)
    return tuple(table for kind, part in KINDS.items() for table in _tables(part, kind, kind, (record,)))


def _tables(
    part: type[BaseModel], name: str, kind: str, keys: tuple[Column, ...], *, parent: str = "", about: str = ""
) -> Iterator[Table]:
    about = about or " ".join((part.__doc__ or "").split())
    yield Table(name, kind, about, keys, tuple(_columns(part)), parent)
    for path, field in _lists(part):
        position = Column(_position(path), "integer", "The position in the list, counted from 1.", required=True)
        inner = "_".join((name, *path))
        if field.part:
            yield from _tables(field.part, inner, kind, (*keys, position), parent=name, about=field.about)


def _columns(part: type[BaseModel], before: tuple[str, ...] = (), required: bool = True) -> Iterator[Column]:
    for field in contract.fields(part):
        path, needed = (*before, field.name), required and field.required
        if not field.part:
            of = definitions()[part.__name__]["properties"][field.name]
            type_ = "integer" if of.get("type") == "integer" else "string"
            about = f"{field.about} Several are separated by `{BETWEEN.strip()}`." if field.many else field.about
            yield Column("_".join(path), type_, about, needed and not field.many, () if field.many else field.choices)
        elif not field.many:
            yield from _columns(field.part, path, needed)


def _lists(part: type[BaseModel], before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], contract.Field]]:
    """Yield the lists of parts within a part, also within the blocks that it holds, with the way to each."""
    for field in contract.fields(part):
        if field.part and field.many:
            yield (*before, field.name), field
        elif field.part:
            yield from _lists(field.part, (*before, field.name))


def _position(path: tuple[str, ...]) -> str:
    return f"{'_'.join(path)}_position"


def rows(corpus: Corpus, kind: str) -> dict[str, list[Row]]:
    """Return the rows of the tables of a kind, by the name of the table, in the order of the edition."""
    found: dict[str, list[Row]] = {table.name: [] for table in tables() if table.kind == kind}
    for record in getattr(corpus, kind):
        values = record.model_dump(mode="json", by_alias=True, exclude_none=True)
        _add(found, KINDS[kind], kind, values, {RECORD: record.identifier})
    return found


def _add(found: dict[str, list[Row]], part: type[BaseModel], name: str, values: Mapping[str, Any], key: Row) -> None:
    found[name].append(key | dict(_cells(part, values)))
    for path, field in _lists(part):
        within: Any = values
        for step in path:
            within = within.get(step, ()) if isinstance(within, dict) else ()
        for position, each in enumerate(within, start=1):
            if field.part:
                _add(found, field.part, "_".join((name, *path)), each, {**key, _position(path): position})


def _cells(
    part: type[BaseModel], values: Mapping[str, Any], before: tuple[str, ...] = ()
) -> Iterator[tuple[str, Cell]]:
    for field in contract.fields(part):
        value, path = values.get(field.name), (*before, field.name)
        if value is None or (field.part and field.many):
            continue
        if field.part:
            yield from _cells(field.part, value, path)
        else:
            yield "_".join(path), BETWEEN.join(map(str, value)) if isinstance(value, list) else value


def written(table: Table, lines: list[Row]) -> bytes:
    """Return a table as CSV (RFC 4180, with lines that end in LF) in UTF-8: a line with the names of the columns, then
    the rows. What is not known or not said is an empty cell."""
    out = io.StringIO(newline="")
    names = [column.name for column in table.all_columns]
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(cell) for name, cell in line.items()} for line in lines)
    return out.getvalue().encode()


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe before a sign that begins one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
