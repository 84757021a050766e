"""The fields of every kind of record, as the contributing guide explains them. Made from the contract and the data."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from markupsafe import Markup
from pydantic import BaseModel

from macros.corpus import contract
from macros.corpus.contract import Field, fields
from macros.corpus.forms import FORMS
from macros.corpus.graph import Corpus
from macros.corpus.layout import WIDTH, YamlBlock, YamlEntry, schema_line, written
from macros.corpus.records import RECORDS, SINGLES, Date, Record
from macros.corpus.records.common import Mark
from macros.corpus.schema import definitions
from macros.pages.here import Link
from macros.pages.text import coded
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class Row:
    """One field as the table shows it: its name, whether it is needed, what form it has, the part it is made of, if
    any, and what it says."""

    name: str
    needed: str
    form: Markup
    part: Link | None
    about: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of record, or a part: its anchor, its title, what it is, its fields, and for a kind an example."""

    anchor: str
    title: str
    about: Markup
    rows: tuple[Row, ...]
    example: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class FieldsView(View):
    """The kinds of records in the order of the contract, then the parts they are made of."""

    template: ClassVar[str] = "fields.html.jinja"

    kinds: tuple[Section, ...]
    parts: tuple[Section, ...]


def view(corpus: Corpus) -> FieldsView:
    """Return the tables of all fields."""
    records = RECORDS.values()
    parts = {part: None for record in records for part in contract.parts(record) if part not in records}
    return FieldsView(
        tuple(_kind(kind, record, corpus) for kind, record in RECORDS.items()), tuple(_section(part) for part in parts)
    )


def anchor_of(part: type[BaseModel]) -> str:
    """Return the anchor of a part: `part-official-heading`. A kind's is the name of its folder."""
    return f"part-{name_of(part).replace(' ', '-')}"


def name_of(part: type[BaseModel]) -> str:
    """Return what to call a part: `official heading`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part.__name__).lower()


def _kind(kind: str, record: type[Record], corpus: Corpus) -> Section:
    every = [entry.record for (found, _), entry in sorted(corpus.places.items()) if found == kind]
    used = [len(_set_fields(each)) for each in every]
    fullest = [each for each, uses in zip(every, used, strict=True) if uses == max(used)]
    telling = min(fullest, key=lambda each: len(repr(each)))
    named = kind if kind in SINGLES else f"{kind}/{telling.identifier}"
    lines = [schema_line(kind), *written(_example(telling, set(), 0))]
    return Section(kind, kind.capitalize(), _about(record), _rows(record), "\n".join(lines), f"data/{named}.yml")


def _section(part: type[BaseModel]) -> Section:
    return Section(anchor_of(part), name_of(part).capitalize(), _about(part), _rows(part))


def _about(part: type[BaseModel]) -> Markup:
    return coded(" ".join((part.__doc__ or "").split()))


@cache
def _rows(part: type[BaseModel]) -> tuple[Row, ...]:
    schemas = definitions()[part.__name__]["properties"]
    return tuple(_row(field, schemas[field.name]) for field in fields(part))


def _row(field: Field, schema: dict[str, Any]) -> Row:
    part = Link(name_of(field.part), f"#{anchor_of(field.part)}") if field.part else None
    return Row(field.name, _needed(field), coded(_form(field, schema)), part, coded(field.about))


def _needed(field: Field) -> str:
    return "yes" if field.required else "usually" if field.usual else "no"


def _form(field: Field, schema: dict[str, Any]) -> str:
    """Return what form a value has, in words; what a part is made of, the link adds."""
    schema = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    inner = schema.get("items", schema)
    if field.part:
        return "a list, each entry:" if field.many else "a block:"
    if field.choices:
        words = "one of " + ", ".join(f"`{choice}`" for choice in field.choices)
    elif inner.get("pattern") in FORMS and "\\n" not in inner["pattern"]:
        words = FORMS[inner["pattern"]]
    elif "examples" in inner:
        words = "a date: a year, a month, a day or a range"
    elif inner.get("type") == "integer":
        words = "a whole number"
    else:
        words = "words of the source" if Mark.SOURCE in field.marks else "a text"
        words += " in one line" if "pattern" in inner else ""
        words += f", at most {inner['maxLength']} characters" if inner["maxLength"] <= 240 else ""
    return f"a list, each entry {words}" if field.many else words


def _set_fields(part: BaseModel) -> set[tuple[type[BaseModel], str]]:
    """Return the fields that a record and the parts in it use."""
    found, parts = set[tuple[type[BaseModel], str]](), [part]
    while parts:
        each = parts.pop()
        of = type(each)
        found.update([(of, name) for name in each.model_fields_set])
        for name in of.model_fields:
            value = getattr(each, name)
            if isinstance(value, BaseModel):
                parts.append(value)
            elif isinstance(value, tuple):
                parts += [inner for inner in value if isinstance(inner, BaseModel)]
    return found


def _example(part: BaseModel, told: set[tuple[str, str]], indent: int) -> YamlBlock:
    """Return a part as it is written, each field explained where it first occurs; of a list, the most telling entry."""
    block = YamlBlock(is_list=False)
    for field in fields(type(part)):
        if field.attribute not in part.model_fields_set:
            continue
        about = "" if (field.name, field.about) in told else field.about
        told.add((field.name, field.about))
        above = [f"# {line}" for line in textwrap.wrap(about, WIDTH - indent - 2, break_on_hyphens=False)]
        block.entries.append(YamlEntry(field.name, _value(getattr(part, field.attribute), told, indent + 2), above))
    return block


def _value(value: object, told: set[tuple[str, str]], indent: int) -> str | YamlBlock:
    if isinstance(value, BaseModel):
        return _example(value, told, indent)
    if not isinstance(value, tuple):
        return value.written if isinstance(value, Date) else str(value)
    chosen = max(value, key=lambda each: len(_set_fields(each))) if value and isinstance(value[0], BaseModel) else None
    listed = (chosen,) if chosen is not None else value[:3]
    left = len(value) - len(listed)
    block = YamlBlock(is_list=True, below=[f"# and {left} more"] if left else [])
    block.entries = [YamlEntry(None, _value(each, told, indent + 2)) for each in listed]
    return block
