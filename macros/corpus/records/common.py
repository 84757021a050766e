"""What all records share: frozen, closed, and the small types their fields are made of."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema

Condition = dict[str, Any]
"""A piece of JSON Schema that says how the fields of a part depend on each other."""


class Part(BaseModel):
    """A frozen group of fields. Keys that are not described here are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    conditions: ClassVar[tuple[Condition, ...]] = ()
    """What an editor can warn of while one types: how the fields depend on each other. The rules demand the same, with
    better messages."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core)
        given = [each for part in cls.__mro__ for each in vars(part).get("conditions", ())]
        if given:
            handler.resolve_ref_schema(schema)["allOf"] = given
        return schema


def when(field: str, *values: str, then: Condition) -> Condition:
    """Return the condition that something else must be true when a field has one of these values."""
    return {"if": {"properties": {field: {"enum": list(values)}}, "required": [field]}, "then": then}


def given(*names: str) -> Condition:
    """Return the condition that these fields are there."""
    return {"required": list(names)}


def left_out(name: str) -> Condition:
    """Return the condition that a field is not there."""
    return {"not": {"required": [name]}}


class Mark(Enum):
    """What a field's type does not say, written into its annotation: `Annotated[Title | None, Mark.USUAL]`."""

    USUAL = "most records have it, although it may be left out: a new record has a blank for it"
    LAST = "written after all other fields, because it is long"
    SOURCE = "words of a source, which no program edits"


class Record(Part):
    """One file under data/. Its file name, without `.yml`, is its identifier."""

    @property
    def identifier(self) -> str:
        """The identifier the record claims for itself; a rule compares it with the file name."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What to call the record in a link, a list or a message."""
        raise NotImplementedError


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Small letters, digits and single hyphens: safe in file names and addresses on every system."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""Plain text. Nothing in it is markup: `*`, `<` and `{{` are shown as they stand."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$")]
"""A title in one line of plain text."""

Web = Annotated[str, StringConstraints(pattern=r'^https?://[^\s<>"]+$', max_length=500)]
"""An address on the web."""
