"""A copy of the project to build and to break."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("mkdocs.yml", "LICENSE", "docs", "data", "macros", "overrides", "scripts")
HOSTING = ("SITE_URL", "REPOSITORY_URL", "EDIT_BRANCH", "DRAFT_OF", "SOURCE_DATE_EPOCH", "SOURCE_COMMIT", "BOOK")
OF_THE_MACHINE = ("GITHUB_", "GIT_", *HOSTING)
"""How variables begin that tell of a host, or send git to another repository, as it does in its hooks."""


@dataclass(frozen=True)
class Project:
    """A copy of what a build reads, in a folder of its own."""

    folder: Path

    @classmethod
    def copied_to(cls, folder: Path) -> Project:
        """Copy the project into a new folder."""
        folder.mkdir(parents=True)
        for name in PARTS:
            part = ROOT / name
            if part.is_dir():
                shutil.copytree(part, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
            else:
                shutil.copyfile(part, folder / name)
        return cls(folder)

    @property
    def site(self) -> Path:
        """Where the built site lies."""
        return self.folder / "site"

    def build(self, clock: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Build with --strict, with nothing known about hosting but what is given; `clock` sets the time."""
        start = f"import time_machine; time_machine.travel({clock!r}).start()\n" if clock else ""
        program = f"{start}from mkdocs.__main__ import cli; cli()"
        return subprocess.run(
            [sys.executable, "-c", program, "build", "--strict"],
            cwd=self.folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words that stand once in a file."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def set_apart(environment: MutableMapping[str, str]) -> None:
    """Take out of an environment what a machine tells of a host, of proxies and of git, so that tests find the same on
    each. Git then has no settings of its owner but one: that a folder may belong to another user (git-config(1),
    "Environment": `GIT_CONFIG_COUNT`)."""
    for name in list(environment):
        if name.startswith(OF_THE_MACHINE) or name.lower().endswith("_proxy"):
            del environment[name]
    environment.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    environment.update(GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="safe.directory", GIT_CONFIG_VALUE_0="*")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
