"""What all records share: frozen, closed, and the small types their fields are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError

Condition = dict[str, Any]
"""A piece of JSON Schema that says how the fields of a part depend on each other."""


_GIVEN: Final[dict[frozenset[str], set[str]]] = {}


class FieldGroup(BaseModel):
    """A frozen group of fields. Keys that are not described here are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    conditions: ClassVar[tuple[Condition, ...]] = ()
    """What an editor can warn of while one types: how the fields depend on each other. The rules demand the same, with
    better messages."""

    def model_post_init(self, context: Any) -> None:  # noqa: ARG002 - see pydantic
        """Have the set of the fields that were given together with all parts in which the same were: pydantic makes one
        for each of many thousand parts, and what is frozen does not change it."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core)
        given = [each for part in cls.__mro__ for each in vars(part).get("conditions", ())]
        if given:
            handler.resolve_ref_schema(schema)["allOf"] = given
        for name, field in cls.model_fields.items():
            if Mark.LISTED in field.metadata:
                _need(handler.resolve_ref_schema(schema), name)
        return schema


def _need(schema: dict[str, Any], name: str) -> None:
    """Write a field as one that is needed into the schema of its part, which has it as one that may be left out."""
    field = schema["properties"][name]
    plain = next(each for each in field.pop("anyOf") if each.get("type") != "null")
    field.pop("default")
    schema["properties"][name] = {**plain, **field}
    needed = {*schema["required"], name}
    schema["required"] = [each for each in schema["properties"] if each in needed]


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
    NAMED = "a name that others gave, in the letters that they use"
    LISTED = "needed of every record where the edition has the list that it answers, and of none elsewhere"


@dataclass(frozen=True, slots=True)
class Names:
    """Says of a field that it names records, by their identifiers: `Annotated[Slug, Names("topics")]`. Where they may
    be of several kinds, the kind stands before the name: `documents/wo-ga-31-4`."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)

    def read(self, value: str | int) -> tuple[str, str]:
        """Return the kind and the identifier of what is named. A number names a recommendation by two digits."""
        if len(self.kinds) > 1:
            kind, _, name = str(value).partition("/")
            return kind, name
        return self.kinds[0], f"{value:02d}" if isinstance(value, int) else value

    def write(self, kind: str, identifier: str, like: str | int) -> str:
        """Return how a record is named in a field that holds values like another."""
        if len(self.kinds) > 1:
            return f"{kind}/{identifier}"
        return identifier.lstrip("0") if isinstance(like, int) else identifier


class Record(FieldGroup):
    """One file under data/. Its file name, without `.yml`, is its identifier."""

    @property
    def identifier(self) -> str:
        """The identifier the record claims for itself; a rule compares it with the file name."""
        raise NotImplementedError

    @property
    def address_name(self) -> str:
        """What the record is called in the address of its page."""
        return self.identifier

    @property
    def name(self) -> str:
        """What to call the record in a link, a list or a message."""
        raise NotImplementedError


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Small letters, digits and single hyphens: safe in file names and addresses on every system."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""Plain text. Nothing in it is markup: `*`, `<` and `{{` are shown as they stand."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^\S+( \S+)*$")]
"""A title in one line of plain text, with one blank between two words."""

_WORD: Final = r'[^\s"{}\[\]<>\\%`$#]+'

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=rf"^{_WORD}( {_WORD})*$")
]
"""What somebody or something is called, in a word or a few: letters of any language, digits and plain punctuation. None
of the signs that a page, a template, an address or a shell could take for more than a letter."""

Marker = Annotated[str, StringConstraints(pattern=r'^[^\s"\x27{}\[\]<>\\%`$#&|;]{1,12}$'), Mark.SOURCE]
"""A source's own mark before a text: `a)`, `(i)`, `22)`, `-`."""

Symbol = Annotated[
    str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9.()-]*([/ ][A-Za-z0-9.()-]+)*$", max_length=60), Mark.SOURCE
]
"""The symbol of a document: `WO/GA/34/7`, `A/43/13 Rev.`"""

Abbreviation = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.&-]+([/ ][A-Za-z0-9.&-]+)*$", max_length=40)]
"""A short form in plain letters: `LDCs`, `TRIPS Agreement`."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:~-]+$", max_length=40)]
"""A number or a code in a vocabulary: `02.04.00`, `c_f40562e9`."""

Language = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", max_length=12),
]
"""A language as RFC 5646 (BCP 47) writes it, with its script and region where these must be told: `en`, `fa`,
`sr-Latn`, `pt-BR`."""

Version = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}(\.(0|[1-9][0-9]{0,3})){1,2}$")]
"""The number of an edition: the year and a count."""

Year = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}$")]
"""A year in four digits."""

_LABEL: Final = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_PORT: Final = "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"
_CHARACTERS: Final = "([A-Za-z0-9._~!&()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"

Web = Annotated[
    str,
    StringConstraints(
        pattern=rf"^https?://({_LABEL}\.)+[a-z]([a-z0-9-]{{0,61}}[a-z0-9])(:({_PORT}))?"
        rf"(/{_CHARACTERS})?(\?{_CHARACTERS})?(#{_CHARACTERS})?$",
        max_length=500,
    ),
]
"""An address on the web as RFC 3986 writes it, of a host with a name in ASCII (RFC 1123, section 2.1; a name in other
letters is written `xn--...`, RFC 5891), without the name of a user."""


def _in_digits(given: object) -> object:
    """Pass on a number that is written in plain digits, and refuse what Python would read as one too."""
    if isinstance(given, str) and not _DIGITS.fullmatch(given):
        raise PydanticCustomError("int_parsing", "a number is written in digits")
    return given


_DIGITS: Final = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)

Number = Annotated[int, BeforeValidator(_in_digits), Field(ge=1, le=9999)]
"""A number from 1 to 9999, in digits alone: not `36.0`, `+36`, `3_6`, `0x24` or `036`."""


Scheme = Literal["EuroVoc", "UNBIS", "WIPO usage"]
"""A published vocabulary: that of the European Union, that of the United Nations libraries, or the words of WIPO."""


class AlsoCalled(FieldGroup):
    """What else readers call something, or look for when this is what they need: a word of theirs, not a statement of
    ours. It is what the search and the finder find the record by, and stands on no page."""

    conditions: ClassVar[tuple[Condition, ...]] = ({"dependentRequired": {"code": ["scheme"]}},)

    word: Annotated[Name, StringConstraints(max_length=60)]
    """A word or a few, as a reader would type them. Plurals, hyphens, British and American spelling are one to the
    search: write each word once."""
    scheme: Scheme | None = None
    """The vocabulary that has the word, letter by letter, where we have seen it there. Left out, the word is ours."""
    code: Code | None = None
    """Its number there."""
