"""Which commit the site is made from: told from outside, known to git, or written into the files that git exports.

Where none of these tells, nothing is said. What a work tree has beside its commit is said too: then the pages are not
those of the commit.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from macros.inputs import PARTS
from macros.problems import Place, Problem, Refused, one_line

VARIABLE: Final = "SOURCE_COMMIT"
"""The variable that names the commit in full; empty where the pages are to name none."""

EXPORTED: Final = "macros/commit.txt"
"""The file into which `git archive` writes the commit (gitattributes(5), `export-subst`), as forges do for a zip."""

SHORT: Final = 12
"""How many letters of its name tell a commit apart from all others here."""

_NAME: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_OF_OTHERS: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
"""What git tells its hooks of the repository that they run for, which need not be this one."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit by its full name, and whether the files here differ from it."""

    name: str
    changed: bool = False

    @property
    def short(self) -> str:
        """The first letters of its name."""
        return self.name[:SHORT]


def commit_of(root: Path, environment: Mapping[str, str]) -> Commit | None:
    """Return the commit of the project in the folder `root`, None where it is not known or not to be named. Raises
    `Refused` when it was told in another form than its full name."""
    told = environment.get(VARIABLE)
    if told is not None:
        if told and not _NAME.fullmatch(told):
            must = "the variable of the environment names a commit in full, or is empty"
            repair = "write all 40 letters, as `git rev-parse HEAD` does, or unset it"
            raise Refused(
                [Problem(Place(VARIABLE), "commit-is-named-in-full", must, f'"{one_line(told, 80)}"', repair)]
            )
        return Commit(told) if told else None
    top = git(root, "rev-parse", "--show-toplevel")
    if top is not None and os.path.realpath(_line(top)) == os.path.realpath(root):
        name, changed = git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain", "--", *PARTS)
        if name is not None and changed is not None and _NAME.fullmatch(_line(name)):
            return Commit(_line(name), changed=bool(changed))
        return None
    exported = root / EXPORTED
    name_there = exported.read_text(encoding="utf-8").strip() if exported.is_file() else ""
    return Commit(name_there) if _NAME.fullmatch(name_there) else None


def git(root: Path, *arguments: str) -> bytes | None:
    """Return what git prints about the repository of a folder, or None when it fails or is not there."""
    program = shutil.which("git")
    if program is None:
        return None
    kept = {name: value for name, value in os.environ.items() if name not in _OF_OTHERS}
    command = [program, "--no-optional-locks", *arguments]
    done = subprocess.run(command, cwd=root, env=kept, capture_output=True, check=False)  # noqa: S603 - git itself
    return done.stdout if done.returncode == 0 else None


def _line(printed: bytes) -> str:
    return os.fsdecode(printed).rstrip("\r\n")
