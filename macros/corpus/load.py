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

from macros.corpus import source
from macros.corpus.records import KINDS, Edition, Record
from macros.corpus.source import Path_, Source
from macros.problems import Place, Problem, Refused, nearest, suggestion

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
    "files-are-records": "data/ holds edition.yml and a folder for each kind of record, and these hold only `.yml` files",
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
    transcripts = {path.name: path.read_bytes() for path in sorted((data / "sources").glob("*.txt")) if path.is_file()}
    return Draft(edition, entries, frozenset(broken), transcripts, tuple(problems))


def parse(text: str, file: str, record: type[R]) -> R:
    """Read one record from YAML text; raises `Refused`. For tools and tests that have no folder."""
    return _validate(source.read_text(text, file), record)


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the YAML files of a folder in order; anything else in it is a problem."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        name = f"data/{folder.name}/{path.name}"
        if path.suffix == ".yml":
            yield path
        elif not path.name.startswith("."):
            problems.append(
                Problem(
                    Place(name),
                    "files-are-records",
                    f"data/{folder.name}/ holds only records, each in a file ending in .yml",
                    "a folder" if path.is_dir() else f'a file ending in "{path.suffix}"' if path.suffix else "a file without an ending",
                    f"rename it to {path.stem}.yml, or remove it",
                )
            )


def _strays(data: Path) -> Iterator[Problem]:
    """Find what does not belong directly under data/."""
    known = {*KINDS, "sources", "schema", "edition.yml"}
    for path in sorted(data.iterdir()) if data.is_dir() else ():
        if path.name not in known and not path.name.startswith("."):
            yield Problem(
                Place(f"data/{path.name}"),
                "files-are-records",
                "data/ holds edition.yml and a folder for each kind of record",
                f'"{path.name}"',
                suggestion(path.name, known) if nearest(path.name, known) else "move it into the folder of its kind",
            )


def _read(path: Path, file: str, record: type[R]) -> Entry[R]:
    read = source.read(path, file)
    return Entry(_validate(read, record), path.stem, read)


def _validate(read: Source, record: type[R]) -> R:
    try:
        return record.model_validate(read.values)
    except ValidationError as error:
        raise Refused(_problem(read, record, details) for details in error.errors(include_url=False)) from None


def _problem(read: Source, record: type[BaseModel], error: Any) -> Problem:
    """Say a complaint of the record's class in a contributor's words."""
    path: Path_ = tuple(error["loc"])
    key = str(path[-1]) if path else "record"
    model, description = _describe(record, path)
    context = error.get("ctx", {})
    given = error.get("input")
    match error["type"]:
        case "missing":
            return Problem(read.key_place(path[:-1]), "fields-are-given", f'"{key}" is given. {description}', f'no "{key}"', f'add a line "{key}: ..."')
        case "extra_forbidden":
            known = sorted(model.model_fields) if model else []
            return Problem(read.key_place(path), "fields-are-known", f"only these keys stand here: {', '.join(known)}", f'"{key}"', suggestion(key, known))
        case "literal_error":
            choices = [word.strip().strip("'") for word in context["expected"].replace(" or ", ", ").split(",")]
            return Problem(read.place(path), "values-are-of-the-list", f'"{key}" is one of: {", ".join(choices)}', _quote(given), suggestion(str(given), choices))
        case "value_error":
            return Problem(read.place(path), "dates-are-real", str(context["error"]), _quote(given), "write it as precisely as the source does, and no more so")
        case "string_too_long":
            return Problem(read.place(path), "texts-are-short", f'"{key}" has at most {context["max_length"]} characters. {description}', f"{len(str(given))} characters", "shorten it")
        case "string_too_short" | "too_short":
            return Problem(read.place(path), "fields-are-given", f'"{key}" is not empty. {description}', "nothing", "fill it in, or remove the key if it may be left out")
        case "string_pattern_mismatch":
            return Problem(read.place(path), "values-have-their-form", f'"{key}" has this form: {description}', _quote(given), f"it must match {context['pattern']}")
        case "int_parsing" | "greater_than_equal" | "less_than_equal":
            return Problem(read.place(path), "values-have-their-form", f'"{key}" is a whole number from 1. {description}', _quote(given), "write digits only")
        case _:
            return Problem(read.place(path), "values-have-their-form", f'"{key}" is {_SHAPES.get(error["type"], "of another shape")}. {description}', _quote(given), "look at a record of the same kind beside this one")


_SHAPES = {
    "string_type": "one text",
    "tuple_type": "a list, each entry on a line that begins with a hyphen",
    "model_type": "a block of keys, indented below it",
    "model_attributes_type": "a block of keys, indented below it",
}


def _quote(value: object) -> str:
    if isinstance(value, str):
        return f'"{value if len(value) <= 80 else value[:77] + "..."}"' if value else "nothing"
    return "a list" if isinstance(value, list) else "a block of keys"


def _describe(record: type[BaseModel], path: Path_) -> tuple[type[BaseModel] | None, str]:
    """Return the class that the last step of the path belongs to, and the description of the field it names."""
    model: type[BaseModel] | None = record
    description = ""
    for step in path:
        if isinstance(step, int) or model is None or step not in model.model_fields:
            continue
        about = model.model_fields[step]
        description = " ".join((about.description or "").split())
        if step != path[-1]:
            model = _model_in(about.annotation)
    return model, description


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the record class inside an annotation such as `tuple[Block, ...]` or `Claim | None`."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    for argument in typing.get_args(annotation):
        found = _model_in(argument)
        if found:
            return found
    return None
