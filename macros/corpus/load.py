"""Files to records: every file under data/ read, checked for its shape, and kept with its places.

A file of the wrong shape does not hide the others: it is remembered by name, so that references to it are not
reported as dangling while its own problem is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from macros.corpus import source
from macros.corpus.blanks import blanks
from macros.corpus.complaints import SHAPE_RULES, blanks_left, in_words, without_echoes
from macros.corpus.records import KINDS, Edition, Record, Redirects
from macros.corpus.records.verbatim import slug_of
from macros.corpus.source import Source
from macros.problems import Place, Problem, Refused, nearest, one_line

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


@dataclass(frozen=True, eq=False)
class Draft:
    """All records as authored, before the promises between them are checked.

    `entries` maps a kind (a folder under data/) to identifier to entry. `broken` holds kind and name of files that
    could not be read; without a name, of a whole folder. `transcripts` maps a file in data/sources/ to its bytes.
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

    def all(self) -> Iterator[tuple[str, Entry[Any]]]:
        """Yield every entry with its kind."""
        for kind, entries in self.entries.items():
            for entry in entries.values():
                yield kind, entry


def load(data: Path) -> Draft:
    """Read every record under the folder `data`; problems of reading and shape are kept in the draft."""
    problems: list[Problem] = []
    broken: set[tuple[str, str]] = set()
    texts: dict[str, str] = {}
    entries: dict[str, dict[str, Entry[Any]]] = {}
    for kind, record in KINDS.items():
        entries[kind] = {}
        files, strays = _sorted_out(data / kind)
        for stray in strays:
            problems.append(stray.problem)
            broken.add((kind, stray.means))
        for path in files:
            try:
                entries[kind][path.stem] = read_record(path, f"data/{kind}/{path.name}", record, texts)
            except Refused as refused:
                problems.extend(refused.problems)
                broken.add((kind, path.stem))
                if isinstance(refused, _Misplaced):
                    broken.add((refused.kind, refused.name))
    edition: Entry[Edition] | None = None
    try:
        edition = read_record(data / "edition.yml", "data/edition.yml", Edition, texts)
    except Refused as refused:
        problems.extend(refused.problems)
    redirects: Entry[Redirects] | None = None
    if (data / "redirects.yml").exists():
        try:
            redirects = read_record(data / "redirects.yml", "data/redirects.yml", Redirects, texts)
        except Refused as refused:
            problems.extend(refused.problems)
    problems.extend(_strays(data))
    transcripts = {}
    for path in _visible(data / "sources"):
        found, repair = "", "remove it; held texts end in .txt"
        if not path.name.isprintable():
            found, repair = _UNPRINTABLE
        elif path.is_symlink() or not path.is_file():
            found = "a folder, a link or something else that is no file"
        elif path.suffix != ".txt":
            found = _ending(path)
        if found:
            problems.append(_stray(f"data/sources/{path.name}", found, repair))
        else:
            transcripts[path.name] = path.read_bytes()
    return Draft(edition, entries, frozenset(broken), transcripts, tuple(problems), redirects, texts)


def parse(text: str, file: str, record: type[R]) -> R:
    """Read one record from YAML text; raises `Refused`. For tools and tests that have no folder."""
    return _validate(source.read_text(text, file), record)


class _Stray(NamedTuple):
    """A file that is in the wrong place or has a wrong name, and the name of the record that it perhaps means."""

    problem: Problem
    means: str


def _sorted_out(folder: Path) -> tuple[list[Path], list[_Stray]]:
    """Return the files of a folder that can be records, in order, and the others."""
    if not folder.is_dir() or folder.is_symlink():
        if not folder.exists() and not folder.is_symlink():
            return [], []
        what = "a link to another folder" if folder.is_symlink() else "a file"
        repair = "make it a folder that holds the records"
        return [], [_Stray(_stray(f"data/{folder.name}", what, repair), "")]
    files, strays = [], []
    paths = _visible(folder)
    names = {path.name for path in paths}
    for path in paths:
        fault = _fault(path, names)
        if fault:
            problem = _stray(f"data/{folder.name}/{path.name}", *fault)
            strays.append(_Stray(problem, _slug(path)))
        else:
            files.append(path)
    return files, strays


def _visible(folder: Path) -> list[Path]:
    """Return what lies in a folder, in order. Names that begin with a dot are those of tools and do not count."""
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")] if folder.is_dir() else []


def _fault(path: Path, names: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with the name of a file among the records and how to mend it, or None."""
    slug = _slug(path)
    if not path.name.isprintable():
        return _UNPRINTABLE
    if path.is_dir() and path.suffix != ".yml":
        return "a folder", f"remove it; records lie directly in data/{path.parent.name}/"
    if path.suffix != ".yml":
        if f"{slug}.yml" in names:
            return _ending(path), f"remove it; {slug}.yml is there already"
        return _ending(path), f"remove it, or rename it to {slug or 'name'}.yml if it is a record"
    if path.stem in _RESERVED:
        return f'the name "{path.stem}", which Windows keeps for itself', "choose another name, there and in the record"
    if not _NAME.fullmatch(path.stem):
        found = f'the name "{one_line(path.stem, 80)}"; a name has only small letters, digits and single hyphens'
        if f"{slug}.yml" in names:
            return found, f"remove it; {slug}.yml is there already, and some systems take the two for one"
        return found, f"rename it to {slug or 'name'}.yml, or remove it"
    if len(path.stem) > _LONGEST:
        return f"a name of {len(path.stem)} characters", f"choose a name of at most {_LONGEST} characters"
    return None


def _slug(path: Path) -> str:
    """Return the name that a file should have, without accents and ending."""
    name = unicodedata.normalize("NFKD", path.name.partition(".")[0])
    return slug_of(name.encode("ascii", "ignore").decode())


def _ending(path: Path) -> str:
    return f'a file ending in "{path.suffix}"' if path.suffix else "a file without an ending"


_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 80
"""The longest name of a record, as in the type `Slug`."""
_RESERVED: Final = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(1, 10)),
}
"""Names that no file on Windows can have, whatever its ending (Microsoft, "Naming Files, Paths, and Namespaces")."""


def _strays(data: Path) -> Iterator[Problem]:
    """Find what does not belong directly under data/."""
    known = {*KINDS, "sources", "schema", "edition.yml", "redirects.yml", "addresses.txt", "LICENSE.md"}
    for path in _visible(data):
        if path.name not in known:
            near = nearest(path.name, known)
            repair = (
                f"rename it to {near}, or remove it" if near else "remove it, or move it into the folder of its kind"
            )
            yield _stray(f"data/{path.name}", "a folder" if path.is_dir() else "a file", repair)


_UNPRINTABLE: Final = ("a file with an invisible character in its name", "rename it")


def _stray(name: str, found: str, repair: str) -> Problem:
    """Return the problem of a file or folder that is in the wrong place."""
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return Problem(Place(shown), "files-are-records", SHAPE_RULES["files-are-records"], found, repair)


def read_record(path: Path, file: str, record: type[R], texts: dict[str, str] | None = None) -> Entry[R]:
    """Read one file; `file` is its name in messages. Its text, readable or not, is added to `texts` if given. Raises
    `Refused`, with the lines of the file."""
    texts = {} if texts is None else texts
    try:
        data = source.bytes_of(path, file)
        texts[file] = source.shown(data)
        read = source.read_text(source.text_of(data, file), file)
        return Entry(_validate(read, record), path.stem, read)
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
