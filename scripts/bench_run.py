"""One cold run of a command: how long it takes and how much memory."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOSTING = ("SITE_URL", "REPOSITORY_URL", "EDIT_BRANCH", "DRAFT_OF", "SOURCE_DATE_EPOCH")
BUILD = (sys.executable, "-m", "mkdocs", "build", "--strict")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of a command took. `processor` is the time that it kept processors busy, on a busy machine the
    steadier figure; `megabytes` the most memory that it, or one process it waited for, held at once (`ru_utime`,
    `ru_stime` and `ru_maxrss` of wait4). Both are None on systems that do not tell, such as Windows."""

    seconds: float
    processor: float | None
    megabytes: float | None


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command in a folder, with what it says kept aside; ends the measurement when the command fails."""
    # A child counts as its own the memory of the process that starts it, so this one must stay small: see getrusage(2).
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=said, stderr=said)
        processor = megabytes = None
        if sys.platform == "win32":
            process.wait()
        else:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            processor = usage.ru_utime + usage.ru_stime
            megabytes = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024)
        seconds = time.perf_counter() - begun
        if process.returncode:
            said.seek(0)
            words = said.read().decode("utf-8", "replace")
            raise SystemExit(f"{words}\nThis failed, so nothing was measured: {' '.join(map(str, command))}")
    return Run(seconds, processor, megabytes)


def rounds(words: str) -> int:
    """Return how often to measure, at least once; for argparse, which says what is wrong."""
    if words.isdecimal() and int(words) > 0:
        return int(words)
    raise argparse.ArgumentTypeError(f"{words!r} is not a number of rounds")


def environment() -> dict[str, str]:
    """Return the environment for a build that knows nothing of hosting, whoever calls it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_") and name not in HOSTING}
    return {**kept, "NO_MKDOCS_2_WARNING": "1"}


def pages_of(site: Path) -> dict[str, Path]:
    """Return the pages of a site by their addresses."""
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
