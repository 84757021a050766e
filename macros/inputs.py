"""What a build reads must be ordinary files: what a link points to would get into the site and its bundle unseen, and
a pipe or a device may never end.

Looked at before anything is read: kind and size of each entry, never its contents. The folder of the project itself may
be reached through a link.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from macros.problems import Place, Problem, one_line

PARTS: Final = ("mkdocs.yml", "LICENSE", "docs", "data", "macros", "overrides", "scripts")
"""What a build reads, from the root of the project. Of `scripts` only what its modules say of themselves."""

INSTALLED: Final = "scripts/javascript/node_modules"
"""What npm installs beside the tools. No build reads it, and it is full of links."""

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a file that a build reads; the largest of ours, a held text, stays under 100 kB."""

RULE: Final = "inputs-are-ordinary-files"
MUST: Final = f"what is read here is an ordinary file of at most {LARGEST:,} bytes, or a folder of such"
_JUNCTION: Final = 0xA0000003
"""What marks a folder on Windows as a link to another (IO_REPARSE_TAG_MOUNT_POINT)."""


def unusual_parts(root: Path) -> Iterator[Problem]:
    """Yield a problem for each link, each file that is no ordinary one, and each that is too large, in what a build
    reads from the project in the folder `root`. What lies in data/ is told where that is read, see
    macros/corpus/load.py."""
    for name in PARTS:
        if os.path.lexists(root / name):
            problem, is_folder = _looked_at(root / name, name, LARGEST)
            if problem:
                yield problem
            elif is_folder and name != "data":
                yield from unusual(root / name, name)


def unusual(folder: Path, name: str, largest: int | None = LARGEST) -> Iterator[Problem]:
    """Yield such problems for everything in a folder, at any depth; `name` is that of the folder in messages. `largest`
    is the size that no file may exceed, None for any size."""
    waiting = [(str(folder), name)]
    while waiting:
        path, called = waiting.pop()
        try:
            with os.scandir(path) as entries:
                names = [entry.name for entry in entries]
        except OSError:
            yield _problem(called, "a folder that cannot be opened", "look at its permissions")
            continue
        for each in names:
            if f"{called}/{each}" == INSTALLED:
                continue
            problem, is_folder = _looked_at(os.path.join(path, each), f"{called}/{each}", largest)
            if problem:
                yield problem
            elif is_folder:
                waiting.append((os.path.join(path, each), f"{called}/{each}"))


def _looked_at(path: str | Path, name: str, largest: int | None) -> tuple[Problem | None, bool]:
    """Return what is wrong with an entry, and whether it is a folder."""
    try:
        info = os.lstat(path)
    except OSError:
        return _problem(name, "a file that cannot be looked at", "look at its permissions"), False
    what = _kind(path, info)
    if what.startswith("a link") and _is_lock(path):
        return None, False
    if what:
        is_link = what.startswith("a link")
        remedy = "put what it points to here, if it may be published, or remove the link" if is_link else "remove it"
        return _problem(name, what, remedy), False
    if stat.S_ISDIR(info.st_mode):
        return None, True
    if largest is not None and info.st_size > largest:
        return _problem(name, f"{info.st_size:,} bytes", "shorten it, or remove it"), False
    return None, False


def kind(path: Path) -> str:
    """Return what an entry is that is neither an ordinary file nor a folder, in words, a link with what it points to;
    nothing for one that is. Raises OSError where there is none."""
    return _kind(path, os.lstat(path))


def _kind(path: str | Path, info: os.stat_result) -> str:
    if stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) == _JUNCTION:
        return f"a link to {_target(path)}"
    if stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode):
        return ""
    return next(what for test, what in _KINDS if test(info.st_mode))


_KINDS: Final = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (lambda _: True, "something that is no file"),
)


def _is_lock(path: str | Path) -> bool:
    """Tell whether a link is the mark of Emacs beside a file with changes not yet saved: it points to no file, but
    names who edits (GNU Emacs Manual, "Protection against Simultaneous Editing"). Nothing can come in by it."""
    return os.path.basename(path).startswith(".#") and not os.path.exists(path)


def _target(path: str | Path) -> str:
    try:
        return f'"{one_line(_printable(os.readlink(path)), 200)}"'
    except OSError:
        return "another file or folder"


def _problem(name: str, found: str, repair: str) -> Problem:
    return Problem(Place(_printable(name)), RULE, MUST, found, repair)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)
