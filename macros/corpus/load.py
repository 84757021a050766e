"""Files to records: every file under data/ read, checked for its shape, and kept with its places.

A file of the wrong shape does not hide the others: it is remembered by name, so that references to it are not
reported as dangling while its own problem is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

from pydantic import ValidationError

from macros import inputs
from macros.corpus import encoding, source
from macros.corpus.blanks import blanks
from macros.corpus.folders import closed, is_file, is_folder, is_there, sorted_out, stray, strays, visible
from macros.corpus.located import Located
from macros.corpus.messages import SHAPE_RULES, blanks_left, in_words, without_echoes
from macros.corpus.names import UNPRINTABLE, ending
from macros.corpus.records import KINDS, Edition, Record, Redirects
from macros.corpus.source import Source
from macros.problems import Place, Problem, Refused
from macros.shares import Shared

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record with where it was read. `stem` is the file name without its ending."""

    record: R
    stem: str
    source: Located

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


@dataclass(frozen=True, eq=False)
class Draft:
    """All records as authored, before the promises between them are checked.

    `entries` maps a kind (a folder under data/) to identifier to entry. `broken` holds kind and name of files that
    could not be read; without a name, of a whole folder; the held texts among them are of the kind `sources`.
    `transcripts` maps a file in data/sources/ to its bytes.
    `redirects` is None without a file of them. `texts` maps each file to its text as it was read, for messages.
    """

    edition: Entry[Edition] | None
    entries: Mapping[str, Mapping[str, Entry[Any]]]
    broken: frozenset[tuple[str, str]]
    transcripts: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    redirects: Entry[Redirects] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def of(self, record: type[R]) -> list[Entry[R]]:
        """Return the entries of one kind of record, sorted by file name."""
        kind = next(kind for kind, each in KINDS.items() if each is record)
        return list(self.entries[kind].values())

    def names(self, kind: str) -> set[str]:
        """Return the names of all files of a kind, readable or not."""
        return set(self.entries[kind]) | {name for broken_kind, name in self.broken if broken_kind == kind}

    def lines(self, file: str) -> list[str]:
        """Return the lines of a file as it was read, also of one that was refused; none when there is no text."""
        return lines_in(self.texts, file)

    def by_file(self) -> dict[str, Entry[Any]]:
        """Return what was read, by file: `load` need not read again what is the same."""
        return {entry.file: entry for _, entry in self.all()}

    def all(self) -> Iterator[tuple[str, Entry[Any]]]:
        """Yield every entry with its kind."""
        for kind, entries in self.entries.items():
            for entry in entries.values():
                yield kind, entry


def load(data: Path, known: Mapping[str, Entry[Any]] = MappingProxyType({})) -> Draft:
    """Read every record under the folder `data`; problems of reading and shape are kept in the draft. `known` are
    entries by file that were read before; a file whose text is still the same is not read and validated again."""
    if not is_folder(Path(os.path.realpath(data))):
        must, repair = "data/ is a folder, which holds the records", "put the folder there as it was"
        missing = Problem(Place("data/edition.yml"), "files-are-records", must, "no such folder", repair)
        return Draft(None, {kind: {} for kind in KINDS}, frozenset(), {}, (missing,))
    problems: list[Problem] = []
    broken: set[tuple[str, str]] = set()
    texts: dict[str, str] = {}
    entries: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in KINDS}
    folders = {kind: sorted_out(data / kind) for kind in KINDS}
    for kind, (_, others) in folders.items():
        for other in others:
            problems.append(other.problem)
            broken.add((kind, other.means))
    files = [(kind, path) for kind, (paths, _) in folders.items() for path in paths]
    for (kind, path), read in zip(files, Shared(partial(_read, known), files, MANY).results(), strict=True):
        texts |= read.texts
        problems.extend(read.problems)
        broken |= read.broken
        if read.entry:
            entries[kind][path.stem] = read.entry
    edition: Entry[Edition] | None = None
    try:
        edition = read_record(data / "edition.yml", "data/edition.yml", Edition, texts, known)
    except Refused as refused:
        problems.extend(refused.problems)
    redirects: Entry[Redirects] | None = None
    if is_there(data / "redirects.yml"):
        try:
            redirects = read_record(data / "redirects.yml", "data/redirects.yml", Redirects, texts, known)
        except Refused as refused:
            problems.extend(refused.problems)
    try:
        problems.extend(strays(data))
    except OSError:
        problems.append(closed(data))
    unusual = {problem.place.file: problem for problem in inputs.unusual(data, "data")}
    for name in ("addresses.txt", "LICENSE.md"):
        if is_there(data / name) and f"data/{name}" not in unusual:
            try:
                encoding.plain_text(encoding.bytes_of(data / name, f"data/{name}", inputs.LARGEST), f"data/{name}")
            except Refused as refused:
                problems.extend(refused.problems)
    if (data / "sources").is_symlink():
        broken.add(("sources", ""))
    transcripts: dict[str, bytes] = {}
    for problem, name in _held_texts(data / "sources", transcripts, unusual):
        problems.append(problem)
        broken.add(("sources", name))
    told = {problem.place.file for problem in problems}
    problems.extend(problem for file, problem in unusual.items() if file not in told)
    return Draft(edition, entries, frozenset(broken), transcripts, tuple(problems), redirects, texts)


MANY: Final = 400
"""From so many records on, every core reads some."""


@dataclass(slots=True)
class _Read:
    """What came of reading one file: its text by its name, its record, or else its problems with the records that are
    not reported as missing for them."""

    texts: dict[str, str] = field(default_factory=dict)
    entry: Entry[Any] | None = None
    problems: Sequence[Problem] = ()
    broken: set[tuple[str, str]] = field(default_factory=set)


def _read(known: Mapping[str, Entry[Any]], file: tuple[str, Path]) -> _Read:
    """Read the record of a kind in a file."""
    kind, path = file
    read = _Read()
    try:
        read.entry = read_record(path, f"data/{kind}/{path.name}", KINDS[kind], read.texts, known)
    except Refused as refused:
        read.problems = refused.problems
        read.broken.add((kind, path.stem))
        if isinstance(refused, _Misplaced):
            read.broken.add((refused.kind, refused.name))
    return read


def _held_texts(
    folder: Path, transcripts: dict[str, bytes], unusual: Mapping[str, Problem]
) -> Iterator[tuple[Problem, str]]:
    """Add the held texts in a folder to `transcripts`, by the names of their files; yield the problem of each that is
    none, with the name of its file, and that of the folder with none. `unusual` are problems known by file."""
    try:
        paths = visible(folder)
    except OSError:
        yield closed(folder), ""
        return
    for path in paths:
        found, repair = "", "remove it; held texts end in .txt"
        if not path.name.isprintable():
            found, repair = UNPRINTABLE
        elif not is_file(path):
            found = inputs.kind(path) or "a folder"
        elif path.suffix != ".txt":
            found = ending(path)
        if found:
            yield stray(f"data/sources/{path.name}", found, repair), path.name
            continue
        if (file := f"data/sources/{path.name}") in unusual:
            yield unusual[file], path.name
            continue
        try:
            data = encoding.bytes_of(path, f"data/sources/{path.name}", inputs.LARGEST)
            encoding.plain_text(data, f"data/sources/{path.name}", ", and enter the new sum in its document's record")
            transcripts[path.name] = data
        except Refused as refused:
            yield refused.problems[0], path.name


def parse(text: str, file: str, record: type[R]) -> R:
    """Read one record from YAML text; raises `Refused`. For tools and tests that have no folder."""
    return _validate(source.read_text(text, file), record)


def read_record(
    path: Path,
    file: str,
    record: type[R],
    texts: dict[str, str] | None = None,
    known: Mapping[str, Entry[Any]] = MappingProxyType({}),
) -> Entry[R]:
    """Read one file; `file` is its name in messages. Its text, readable or not, is added to `texts` if given; `known`
    is that of `load`. Raises `Refused`, with the lines of the file."""
    texts = {} if texts is None else texts
    try:
        data = encoding.bytes_of(path, file)
        texts[file] = encoding.shown(data)
        text = texts[file] = encoding.text_of(data, file)
        if (before := known.get(file)) and before.source.text == text and isinstance(before.record, record):
            return before
        read = source.read_text(text, file)
        return Entry(_validate(read, record), path.stem, read.located())
    except Refused as refused:
        refused.lines = lambda name: lines_in(texts, name)
        raise


def lines_in(texts: Mapping[str, str], file: str) -> list[str]:
    """Return the lines of a file from texts by the name of their file; none when it is not among them."""
    return texts[file].split("\n") if file in texts else []


def _validate(read: Source, record: type[R]) -> R:
    unfilled = dict.fromkeys(blanks(read))
    problems = blanks_left(read, record, list(unfilled), source.MAX_PROBLEMS)
    try:
        validated = record.model_validate(read.values)
    except ValidationError as error:
        for kind, other in KINDS.items():
            if other is not record and (meant := _valid(read, other)):
                must, repair = SHAPE_RULES["files-are-records"], f"move the file to data/{kind}/"
                problem = Problem(
                    Place(read.file),
                    "files-are-records",
                    must,
                    f"a record of the kind that lies in data/{kind}/",
                    repair,
                )
                raise _Misplaced(problem, kind, meant.identifier) from None
        complaints = [each for each in error.errors(include_url=False) if each["loc"] not in unfilled]
        told = without_echoes(complaints[: source.MAX_PROBLEMS], unfilled)
        problems += [in_words(read, record, each) for each in told]
    if problems:
        raise Refused(problems)
    return validated


def _valid(read: Source, record: type[R]) -> R | None:
    try:
        return record.model_validate(read.values)
    except ValidationError:
        return None


class _Misplaced(Refused):
    """Raised for a record without a fault that lies in the folder of another kind; `kind` and `name` are its own."""

    def __init__(self, problem: Problem, kind: str, name: str) -> None:
        super().__init__([problem])
        self.kind, self.name = kind, name
