"""What lies under data/: which files can be records, and what is wrong with the others.

Nothing here reads a file. A folder that cannot be looked into is a problem like any other.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from macros import inputs
from macros.corpus.messages import SHAPE_RULES
from macros.corpus.names import fault, slug
from macros.corpus.records import KINDS
from macros.corpus.source import READING_RULES
from macros.problems import Place, Problem
from macros.spelling import nearest


class Stray(NamedTuple):
    """A file that is in the wrong place or has a wrong name, and the name of the record that it perhaps means."""

    problem: Problem
    means: str


def sorted_out(folder: Path) -> tuple[list[Path], list[Stray]]:
    """Return the files of a folder that can be records, in order, and the others."""
    if is_there(folder) and not is_folder(folder):
        what = inputs.kind(folder) or "a file"
        repair = "make it a folder that holds the records"
        return [], [Stray(stray(f"data/{folder.name}", what, repair), "")]
    files, strays = [], []
    try:
        paths = visible(folder)
    except OSError:
        return [], [Stray(closed(folder), "")]
    names = {path.name for path in paths}
    for path in paths:
        if wrong := fault(path, names):
            problem = stray(f"data/{folder.name}/{path.name}", *wrong)
            strays.append(Stray(problem, slug(path)))
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


def stray(name: str, found: str, repair: str) -> Problem:
    """Return the problem of a file or folder that is in the wrong place."""
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return Problem(Place(shown), "files-are-records", SHAPE_RULES["files-are-records"], found, repair)
