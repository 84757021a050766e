"""A copy of the project to build and to break."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("mkdocs.yml", "LICENSE", "docs", "data", "macros", "overrides")
HOSTING = ("SITE_URL", "REPOSITORY_URL", "EDIT_BRANCH", "DRAFT_OF", "SOURCE_DATE_EPOCH")


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
                shutil.copytree(part, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
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
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("GITHUB_") and name not in HOSTING
        }
        return subprocess.run(
            [sys.executable, "-c", program, "build", "--strict"],
            cwd=self.folder,
            env={**kept, "NO_MKDOCS_2_WARNING": "1", **environment},
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


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
