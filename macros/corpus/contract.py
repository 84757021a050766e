"""What the contract says of a field, read from the records.

The checks' messages, the layout of files, the scaffold of a new record and the field reference all ask here, so that a
new field of a record appears in each of them by itself.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.corpus.records.common import Mark, Names


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record or of a part of one.

    `name` is its key in a file, `attribute` what the class calls it, which differs where the key is a word of Python.
    `part` is the class of the block it holds, if it holds one; `many` is true for a list; `choices` are the values of
    a fixed list, empty where there is none; `about` is its description in one line; `names` says which records it
    names, if it names any. What answers a list of the edition counts as required, although an edition without that list
    has it nowhere.
    """

    name: str
    attribute: str
    required: bool
    about: str
    part: type[BaseModel] | None
    many: bool
    choices: tuple[str, ...]
    marks: frozenset[Mark]
    names: Names | None

    @property
    def usual(self) -> bool:
        """True for a field that a new record has a blank for."""
        return self.required or Mark.USUAL in self.marks


@cache
def fields(part: type[BaseModel]) -> tuple[Field, ...]:
    """Return the fields of a record or part in the order in which they are written: its own before those it shares
    with others, such as `basis` and `sources`, and those marked so at the end."""
    names: dict[str, None] = {}
    for each in part.__mro__:
        if issubclass(each, BaseModel) and each is not BaseModel:
            inherited = {name for base in each.__bases__ for name in getattr(base, "model_fields", ())}
            names.update((name, None) for name in each.model_fields if name not in inherited)
    described = [_field(name, part.model_fields[name]) for name in names]
    return tuple(sorted(described, key=lambda field: Mark.LAST in field.marks))


def parts(record: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a record and every part that can stand in it, each once, in the order in which they are met."""
    found: dict[type[BaseModel], None] = {record: None}
    waiting = [record]
    while waiting:
        part = waiting.pop(0)
        yield part
        inner = [field.part for field in fields(part) if field.part and field.part not in found]
        found.update((each, None) for each in inner)
        waiting.extend(dict.fromkeys(inner))


def choices_in(annotation: Any) -> list[str]:
    """Return the values of the list inside an annotation such as `Literal["a", "b"] | None`."""
    if typing.get_origin(annotation) is typing.Literal:
        return list(typing.get_args(annotation))
    return [choice for argument in typing.get_args(annotation) for choice in choices_in(argument)]


def part_in(annotation: Any) -> type[BaseModel] | None:
    """Return the record class inside an annotation such as `tuple[Block, ...]` or `Claim | None`."""
    return next(parts_in(annotation), None)


def parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield every record class inside an annotation, from left to right."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from parts_in(argument)


def metadata_in(field: FieldInfo) -> list[Any]:
    """Return what is annotated to a field and to the types inside it: marks, patterns, limits."""
    return [*field.metadata, *_annotated(field.annotation)]


def _annotated(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for argument in typing.get_args(annotation):
        yield from _annotated(argument)


def _field(name: str, field: FieldInfo) -> Field:
    return Field(
        field.alias or name,
        name,
        field.is_required() or Mark.LISTED in field.metadata,
        " ".join((field.description or "").split()),
        part_in(field.annotation),
        typing.get_origin(field.annotation) is tuple,
        tuple(choices_in(field.annotation)),
        frozenset(each for each in metadata_in(field) if isinstance(each, Mark)),
        next((each for each in metadata_in(field) if isinstance(each, Names)), None),
    )
