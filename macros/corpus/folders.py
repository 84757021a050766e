"""What lies under data/: which files can be records, and what is wrong with the others.

Nothing here reads a file. A folder that cannot be looked into is a problem like any other.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from macros.corpus.complaints import SHAPE_RULES
from macros.corpus.records import KINDS
from macros.corpus.records.verbatim import slug_of
from macros.corpus.source import READING_RULES
from macros.problems import Place, Problem, nearest, one_line


class Stray(NamedTuple):
    """A file that is in the wrong place or has a wrong name, and the name of the record that it perhaps means."""

    problem: Problem
    means: str


def sorted_out(folder: Path) -> tuple[list[Path], list[Stray]]:
    """Return the files of a folder that can be records, in order, and the others."""
    if is_there(folder) and not is_folder(folder):
        what = "a link to another folder" if folder.is_symlink() else "a file"
        repair = "make it a folder that holds the records"
        return [], [Stray(stray(f"data/{folder.name}", what, repair), "")]
    files, strays = [], []
    try:
        paths = visible(folder)
    except OSError:
        return [], [Stray(closed(folder), "")]
    names = {path.name for path in paths}
    for path in paths:
        fault = _fault(path, names)
        if fault:
            problem = stray(f"data/{folder.name}/{path.name}", *fault)
            strays.append(Stray(problem, _slug(path)))
        else:
            files.append(path)
    return files, strays


def is_there(path: Path) -> bool:
    """Tell whether anything has this name, also a link to nothing."""
    return _kind(path) != 0


def is_folder(path: Path) -> bool:
    """Tell whether this is a folder, and no link to one."""
    return stat.S_ISDIR(_kind(path))


def is_file(path: Path) -> bool:
    """Tell whether this is a plain file, and no link to one."""
    return stat.S_ISREG(_kind(path))


def _kind(path: Path) -> int:
    """Return the mode of what has this name, 0 where there is nothing or where it cannot be looked at. Unlike those of
    `Path`, these questions never raise an error."""
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return 0


def visible(folder: Path) -> list[Path]:
    """Return what lies in a folder, in order; nothing where there is no folder. Names that begin with a dot are those
    of tools and do not count. Raises OSError for a folder that cannot be looked into."""
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")] if is_folder(folder) else []


def _fault(path: Path, names: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with the name of a file among the records and how to mend it, or None."""
    slug = _slug(path)
    if not path.name.isprintable():
        return UNPRINTABLE
    if is_folder(path) and path.suffix != ".yml":
        return "a folder", f"remove it; records lie directly in data/{path.parent.name}/"
    if path.suffix != ".yml":
        if f"{slug}.yml" in names:
            return ending(path), f"remove it; {slug}.yml is there already"
        return ending(path), f"remove it, or rename it to {slug or 'name'}.yml if it is a record"
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


def ending(path: Path) -> str:
    """Return what to call a file by its ending."""
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


def closed(folder: Path) -> Problem:
    """Return the problem of a folder that cannot be looked into; `folder` is data/ itself or lies in it."""
    name = "data/" if folder.name == "data" else f"data/{folder.name}"
    must, found = READING_RULES["file-is-readable"], "a folder that cannot be opened"
    return Problem(Place(name), "file-is-readable", must, found, "look at its permissions")


def strays(data: Path) -> Iterator[Problem]:
    """Find what does not belong directly under data/."""
    known = {*KINDS, "sources", "schema", "edition.yml", "redirects.yml", "addresses.txt", "LICENSE.md"}
    for path in visible(data):
        if path.name not in known:
            near = nearest(path.name, known)
            repair = (
                f"rename it to {near}, or remove it" if near else "remove it, or move it into the folder of its kind"
            )
            yield stray(f"data/{path.name}", "a folder" if is_folder(path) else "a file", repair)


UNPRINTABLE: Final = ("a file with an invisible character in its name", "rename it")


def stray(name: str, found: str, repair: str) -> Problem:
    """Return the problem of a file or folder that is in the wrong place."""
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return Problem(Place(shown), "files-are-records", SHAPE_RULES["files-are-records"], found, repair)
