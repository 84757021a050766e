"""Files to records: every file under data/ read, checked for its shape, and kept with its places.

A file of the wrong shape does not hide the others: it is remembered by name, so that references to it are not
reported as dangling while its own problem is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from pydantic import ValidationError

from macros.corpus import source
from macros.corpus.blanks import blanks
from macros.corpus.complaints import SHAPE_RULES, blank_left, in_words, without_echoes
from macros.corpus.records import KINDS, Edition, Record, Redirects
from macros.corpus.source import Source
from macros.problems import Place, Problem, Refused, nearest

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
    could not be read. `transcripts` maps a file in data/sources/ to its bytes. `redirects` is None
    without a file of them.
    """

    edition: Entry[Edition] | None
    entries: Mapping[str, Mapping[str, Entry[Any]]]
    broken: frozenset[tuple[str, str]]
    transcripts: Mapping[str, bytes]
    problems: tuple[Problem, ...] = field(default=())
    redirects: Entry[Redirects] | None = None

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


def load(data: Path) -> Draft:
    """Read every record under the folder `data`; problems of reading and shape are kept in the draft."""
    problems: list[Problem] = []
    broken: set[tuple[str, str]] = set()
    entries: dict[str, dict[str, Entry[Any]]] = {}
    for kind, record in KINDS.items():
        entries[kind] = {}
        for path in _files(data / kind, problems):
            try:
                entries[kind][path.stem] = read_record(path, f"data/{kind}/{path.name}", record)
            except Refused as refused:
                problems.extend(refused.problems)
                broken.add((kind, path.stem))
    edition: Entry[Edition] | None = None
    try:
        edition = read_record(data / "edition.yml", "data/edition.yml", Edition)
    except Refused as refused:
        problems.extend(refused.problems)
    redirects: Entry[Redirects] | None = None
    if (data / "redirects.yml").exists():
        try:
            redirects = read_record(data / "redirects.yml", "data/redirects.yml", Redirects)
        except Refused as refused:
            problems.extend(refused.problems)
    problems.extend(_strays(data))
    transcripts = {}
    for path in sorted((data / "sources").glob("*.txt")):
        if not path.name.isprintable():
            problems.append(_stray(f"data/sources/{path.name}", *_UNPRINTABLE))
        elif path.is_file():
            transcripts[path.name] = path.read_bytes()
    return Draft(edition, entries, frozenset(broken), transcripts, tuple(problems), redirects)


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
    known = {*KINDS, "sources", "schema", "edition.yml", "redirects.yml", "addresses.txt", "LICENSE.md"}
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


def read_record(path: Path, file: str, record: type[R]) -> Entry[R]:
    """Read one file; `file` is its name in messages. Raises `Refused`."""
    read = source.read(path, file)
    return Entry(_validate(read, record), path.stem, read)


def _validate(read: Source, record: type[R]) -> R:
    unfilled = list(blanks(read))
    problems = [blank_left(read, record, path) for path in unfilled[: source.MAX_PROBLEMS]]
    try:
        validated = record.model_validate(read.values)
    except ValidationError as error:
        complaints = without_echoes(error.errors(include_url=False)[: source.MAX_PROBLEMS])
        problems += [in_words(read, record, each) for each in complaints if each["loc"] not in unfilled]
    if problems:
        raise Refused(problems)
    return validated
