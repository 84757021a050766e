"""The files of a commit, taken out of git without touching the work tree."""

from __future__ import annotations

import zipfile
from pathlib import Path

from macros.commit import git
from macros.problems import Place, Problem, Refused


def commit(root: Path, revision: str) -> str | None:
    """Return the commit that a revision means in the project in the folder `root`, or None when there is no such
    revision or no git."""
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode("ascii").strip() if found else None


def check_out(root: Path, name: str, called: str, folder: Path) -> None:
    """Write the files of a commit into a new folder; the work tree and git's own files stay as they are. `called` is
    the commit in messages. Raises `Refused`."""
    folder.mkdir()
    archive = folder.with_suffix(".zip")
    if git(root, "archive", "--format=zip", "--output", str(archive), name) is None:
        must, found = "git has all files of this commit", "git archive failed"
        raise Refused([Problem(Place(called), "base-is-whole", must, found, "fetch it again")])
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
