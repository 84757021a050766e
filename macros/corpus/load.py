"""Files to records: every file under data/ read, checked for its shape, and kept with its places.

A file of the wrong shape does not hide the others: it is remembered by name, so that references to it are not
reported as dangling while its own problem is.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from macros.corpus import source
from macros.corpus.records import KINDS, Edition, Record
from macros.corpus.records.verbatim import slug_of
from macros.corpus.source import Path_, Source
from macros.problems import Place, Problem, Refused, nearest, one_line, suggestion

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record with where it was read. `stem` is the file name without its ending."""

    record: R
    stem: str
    source: Source

    @property
    def file(self) -> str:
        """The file, from the project's root."""
        return self.source.file

    def place(self, *path: str | int) -> Place:
        """Return where the value at this path stands."""
        return self.source.place(path)

    def key_place(self, *path: str | int) -> Place:
        """Return where the key of this path stands."""
        return self.source.key_place(path)


@dataclass(frozen=True)
class Draft:
    """All records as authored, before the promises between them are checked.

    `entries` maps a kind (a folder under data/) to identifier to entry. `broken` holds kind and name of files that
    could not be read. `transcripts` maps a file in data/sources/ to its bytes.
    """

    edition: Entry[Edition] | None
    entries: Mapping[str, Mapping[str, Entry[Any]]]
    broken: frozenset[tuple[str, str]]
    transcripts: Mapping[str, bytes]
    problems: tuple[Problem, ...] = field(default=())

    def of(self, record: type[R]) -> list[Entry[R]]:
        """Return the entries of one kind of record, sorted by file name."""
        kind = next(kind for kind, each in KINDS.items() if each is record)
        return list(self.entries[kind].values())

    def names(self, kind: str) -> set[str]:
        """Return the names of all files of a kind, readable or not."""
        return set(self.entries[kind]) | {name for broken_kind, name in self.broken if broken_kind == kind}

    def all(self) -> Iterator[tuple[str, Entry[Any]]]:
        """Yield every entry with its kind."""
        for kind, entries in self.entries.items():
            for entry in entries.values():
                yield kind, entry


SHAPE_RULES: Final[dict[str, str]] = {
    "files-are-records": "data/ holds edition.yml and a folder for each kind of record, and these only `.yml` files",
    "fields-are-given": "every field that a record needs is given and not empty",
    "fields-are-known": "a record has only the fields that its kind knows",
    "values-are-of-the-list": "a field with a fixed list of values has one of them",
    "values-have-their-form": "a value has the form of its field: a number, a name in small letters, a list, a block",
    "texts-are-short": "a text is no longer than its field allows",
    "dates-are-real": "a date is written 2007, 2007-09, 2007-09-24 or as a range of two of these, and exists",
}
"""What must be true of a record's shape: the name of each rule, and what it demands."""


def load(data: Path) -> Draft:
    """Read every record under the folder `data`; problems of reading and shape are kept in the draft."""
    problems: list[Problem] = []
    broken: set[tuple[str, str]] = set()
    entries: dict[str, dict[str, Entry[Any]]] = {}
    for kind, record in KINDS.items():
        entries[kind] = {}
        for path in _files(data / kind, problems):
            try:
                entries[kind][path.stem] = _read(path, f"data/{kind}/{path.name}", record)
            except Refused as refused:
                problems.extend(refused.problems)
                broken.add((kind, path.stem))
    edition: Entry[Edition] | None = None
    try:
        edition = _read(data / "edition.yml", "data/edition.yml", Edition)
    except Refused as refused:
        problems.extend(refused.problems)
    problems.extend(_strays(data))
    transcripts = {}
    for path in sorted((data / "sources").glob("*.txt")):
        if not path.name.isprintable():
            problems.append(_stray(f"data/sources/{path.name}", *_UNPRINTABLE))
        elif path.is_file():
            transcripts[path.name] = path.read_bytes()
    return Draft(edition, entries, frozenset(broken), transcripts, tuple(problems))


def parse(text: str, file: str, record: type[R]) -> R:
    """Read one record from YAML text; raises `Refused`. For tools and tests that have no folder."""
    return _validate(source.read_text(text, file), record)


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the YAML files of a folder in order; anything else in it is a problem. Names that begin with a dot are
    those of tools and do not count."""
    if not folder.is_dir():
        if folder.exists():
            problems.append(_stray(f"data/{folder.name}", "a file", "make it a folder that holds the records"))
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.suffix == ".yml" and path.name.isprintable():
            yield path
            continue
        found = f'a file ending in "{path.suffix}"' if path.suffix else "a file without an ending"
        repair = f"remove it, or rename it to {path.name.partition('.')[0]}.yml if it is a record"
        if path.is_dir():
            found, repair = "a folder", f"remove it; records lie directly in data/{folder.name}/"
        elif not path.name.isprintable():
            found, repair = _UNPRINTABLE
        problems.append(_stray(f"data/{folder.name}/{path.name}", found, repair))


def _strays(data: Path) -> Iterator[Problem]:
    """Find what does not belong directly under data/."""
    known = {*KINDS, "sources", "schema", "edition.yml", "LICENSE.md"}
    for path in sorted(data.iterdir()) if data.is_dir() else ():
        if path.name not in known and not path.name.startswith("."):
            near = nearest(path.name, known)
            repair = f"rename it to {near}" if near else "remove it, or move it into the folder of its kind"
            yield _stray(f"data/{path.name}", "a folder" if path.is_dir() else "a file", repair)


_UNPRINTABLE: Final = ("a file with an invisible character in its name", "rename it")


def _stray(name: str, found: str, repair: str) -> Problem:
    """Return the problem of a file or folder that is in the wrong place."""
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return Problem(Place(shown), "files-are-records", SHAPE_RULES["files-are-records"], found, repair)


def _read(path: Path, file: str, record: type[R]) -> Entry[R]:
    read = source.read(path, file)
    return Entry(_validate(read, record), path.stem, read)


def _validate(read: Source, record: type[R]) -> R:
    try:
        return record.model_validate(read.values)
    except ValidationError as error:
        complaints = error.errors(include_url=False)[: source.MAX_PROBLEMS]
        raise Refused(_problem(read, record, each) for each in complaints) from None


def _problem(read: Source, record: type[BaseModel], error: Any) -> Problem:
    """Say a complaint of the record's class in a contributor's words."""
    path: Path_ = tuple(error["loc"])
    model, field, description = _describe(record, path)
    names = [step for step in path if isinstance(step, str)]
    key = one_line(names[-1], 80) if names else ""
    subject = f'"{key}"' if path and isinstance(path[-1], str) else f'each entry of "{key}"' if names else "a record"
    given = error.get("input")
    context = error.get("ctx", {})
    place, found = read.place(path), _quote(given)
    match error["type"]:
        case "missing":
            rule, place = "fields-are-given", read.key_place(path[:-1])
            must, found, repair = f"{subject} is given", f'no "{key}"', f"add a line `{key}: ...`"
        case "extra_forbidden":
            known = list(model.model_fields) if model else []
            rule, place, description = "fields-are-known", read.key_place(path), ""
            must, found = f"only these keys stand here: {', '.join(known)}", f'"{key}"'
            repair = suggestion(key, known) if nearest(key, known) else "remove it, or correct its indentation"
        case "literal_error":
            choices = _choices(field.annotation if field else None)
            rule, must = "values-are-of-the-list", f"{subject} is one of: {', '.join(choices)}"
            repair = suggestion(given if isinstance(given, str) else "", choices)
        case "value_error":
            rule, must, found = "dates-are-real", f"{subject} is a date that exists", f"{found}; {context['error']}"
            repair = "write it as precisely as the source does, and no more so"
        case "string_too_long":
            rule, must = "texts-are-short", f"{subject} has at most {context['max_length']} characters"
            found, repair = f"{len(given)} characters", "shorten it"
        case "string_too_short" | "too_short":
            rule, must, found = "fields-are-given", f"{subject} is not empty", "nothing"
            repair = "fill it in" if field and field.is_required() else "fill it in, or remove the key"
        case kind:
            rule, must = "values-have-their-form", f"{subject} is {_form(kind, context)}"
            repair = _reshaped(kind, given, context, field.annotation if field else model)
    return Problem(place, rule, f"{must}. {description}" if description else must, found, repair)


_SHAPES: Final = {
    "string_type": "one text",
    "tuple_type": "a list, each entry on a line that begins with a hyphen",
    "model_type": "a block of keys, each on a line `key: value`",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "greater_than_equal": "a number from {ge}",
    "less_than_equal": "a number up to {le}",
}
"""What to call the form that a value does not have, by the kind of the complaint."""

_NAME: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"

FORMS: Final = {
    _NAME: "a name in small letters, digits and single hyphens, such as `member-states`",
    r"^(documents|witnesses)/[a-z0-9]+(-[a-z0-9]+)*$": "`documents/` or `witnesses/` and the name of a file there",
    r'^https?://[^\s<>"]+$': "an address on the web that begins with https:// or http://, without spaces",
    r"^[1-9]\d*(-[1-9]\d*)?$": "the number of a line such as `7`, or of the first and last such as `61-63`",
    r"^[a-z0-9-]+\.txt$": "the name of a file in small letters, digits and hyphens, ending in .txt",
    r"^[0-9a-f]{64}$": "a SHA-256: 64 digits and letters from a to f",
    r"^[A-Z]$": "one capital letter",
    r"^\d{4}$": "a year in four digits",
    r"^\d{4}\.\d+(\.\d+)?$": "a year and a count, such as `2007.1`",
    r"^[A-Z]{2,}s?$": "a word of two or more capital letters, with or without an s at its end",
}
"""What to call the patterns that the records demand."""


def _form(kind: str, context: dict[str, Any]) -> str:
    """Return what to call the form that a value does not have."""
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        return FORMS.get(pattern, f"a text that matches {pattern}")
    return _SHAPES.get(kind, "of another shape").format(**context)


def _reshaped(kind: str, given: object, context: dict[str, Any], annotation: Any) -> str:
    """Return the repair for a value that does not have its form."""
    match kind:
        case "tuple_type" if given == "":
            return "add an entry on a line of its own, with a hyphen before it; where there is none, write `[]`"
        case "tuple_type":
            return "put each entry on a line of its own, with a hyphen before it"
        case "model_type":
            model = _model_in(annotation)
            example = next(iter(model.model_fields)) if model else "key"
            return f"write its keys, each on a line of its own, such as `{example}: ...`"
        case "string_type":
            return "write one text; put it in quotation marks if it begins with [, { or a hyphen"
        case "string_pattern_mismatch" if context["pattern"] == _NAME and slug_of(str(given)):
            return f'write "{one_line(slug_of(str(given)), 80)}"'
        case "string_pattern_mismatch":
            return "correct it; a record of the same kind shows how it is written"
        case "greater_than_equal" | "less_than_equal":
            return "correct the number"
        case _:
            return "write the number in digits"


def _quote(value: object) -> str:
    if isinstance(value, str):
        return f'"{one_line(value, 80)}"' if value.strip() else "nothing"
    return "a list" if isinstance(value, list) else "a block of keys"


def _describe(record: type[BaseModel], path: Path_) -> tuple[type[BaseModel] | None, FieldInfo | None, str]:
    """Return the class that the last step of the path belongs to, the field that the path ends in, and the
    description of that field."""
    model: type[BaseModel] | None = record
    field: FieldInfo | None = None
    for position, step in enumerate(path):
        if isinstance(step, int) or model is None:
            continue
        field = model.model_fields.get(step)
        if field is not None and any(isinstance(later, str) for later in path[position + 1 :]):
            model = _model_in(field.annotation)
    return model, field, " ".join((field.description or "").split()) if field else ""


def _choices(annotation: Any) -> list[str]:
    """Return the values of the list inside an annotation such as `Literal["a", "b"] | None`."""
    if typing.get_origin(annotation) is typing.Literal:
        return list(typing.get_args(annotation))
    return [choice for argument in typing.get_args(annotation) for choice in _choices(argument)]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the record class inside an annotation such as `tuple[Block, ...]` or `Claim | None`."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    for argument in typing.get_args(annotation):
        found = _model_in(argument)
        if found:
            return found
    return None
