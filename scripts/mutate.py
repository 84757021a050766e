"""Change the meaning of code a little, and see whether the fast tests notice: `python -m scripts.mutate [PACKAGE ...]`.

Works in a copy of the project, in a folder that is gone at the end. There the tests are run once, to learn which are
fast and which functions each calls. A test is fast that starts no other program and takes at most `SLOW` seconds; a
test of a built site counts, on one that is built before anything is changed. Then mutants are made one by one, each
tested in a fork of this process: by the tests that call the changed function, the quickest first, then by others that
call something of the module, until `BUDGET` seconds are spent. A mutant is killed when a test fails, or does not end
in time. Those that survive are shown. The sample is the same for the same seed and the same text. Needs a system with
forks.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Final

import pytest

from scripts import terminal
from scripts.mutants import Mutant, mutants
from scripts.mutate_tests import Built, Chosen, Recorder, only_fast

ROOT: Final = Path(__file__).resolve().parent.parent
SLOW: Final = 2.0
BUDGET: Final = 25.0
LEFT_OUT: Final = shutil.ignore_patterns(
    ".git", ".venv", "site", "dist", "node_modules", "__pycache__", ".*cache", ".site.*"
)
WITH_PYTEST: Final = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not browser", "--no-header"]


@dataclass(frozen=True, slots=True)
class Suite:
    """What is known of the fast tests: of each how long it takes and what it calls, as `path:line`."""

    tests: dict[str, tuple[float, frozenset[str]]]

    def chosen(self, mutant: Mutant) -> tuple[list[str], float]:
        """Return the tests for a mutant in their order, and how long they take."""
        function, module = f"{mutant.path}:{mutant.first}", f"{mutant.path}:"
        renders = mutant.path.endswith(".jinja")
        ranked = []
        for name, (seconds, called) in self.tests.items():
            if function in called:
                ranked.append((0, seconds, name))
            elif any(each.startswith("macros/pages/render.py:" if renders else module) for each in called):
                ranked.append((1, seconds, name))
        names, total = [], 0.0
        for _, seconds, name in sorted(ranked):
            total += seconds
            if total > BUDGET:
                break
            names.append(name)
        return names, min(total, BUDGET)


def packages(root: Path) -> dict[str, list[Path]]:
    """Return the modules and templates of each package under macros/, those that lie in none under `macros`."""
    found: dict[str, list[Path]] = {"macros": []}
    for path in sorted((root / "macros").rglob("*")):
        if path.suffix in (".py", ".jinja"):
            inside = path.relative_to(root / "macros").parts
            found.setdefault(inside[0] if len(inside) > 1 else "macros", []).append(path)
    return found


def sample(root: Path, files: list[Path], count: int, seed: int) -> list[Mutant]:
    """Return so many mutants of these files, or all when `count` is 0 or too large, in the order of the text."""
    every = [mutant for path in files for mutant in mutants(root, path)]
    if not 0 < count < len(every):
        return every
    chosen = random.Random(seed).sample(range(len(every)), count)  # noqa: S311 - a sample, no secret
    return [every[number] for number in sorted(chosen)]


def learnt(copy: Path, built: Path | None, tests: list[str]) -> Suite:
    """Return what there is to know of these tests in a copy of the project, after running them once."""
    told = copy.parent / "map.json"

    def run() -> int:
        recorder = Recorder(copy)
        _pytest([*WITH_PYTEST[:1], *WITH_PYTEST[2:], *tests], Built(built), recorder)
        told.write_text(recorder.written(), encoding="utf-8")
        return 0

    _wait(_forked(run, copy, copy.parent / "map.txt", bytecode=True), 3600)
    if not told.exists():
        raise SystemExit((copy.parent / "map.txt").read_text(encoding="utf-8", errors="replace"))
    read = json.loads(told.read_text(encoding="utf-8"))
    return Suite({name: (seconds, frozenset(called)) for name, (seconds, called) in read.items() if seconds <= SLOW})


def survives(mutant: Mutant, copy: Path, suite: Suite, built: Path | None) -> bool:
    """Make a mutant in a copy of the project, and tell whether the fast tests that concern it all pass. The copy is as
    before when this returns."""
    names, seconds = suite.chosen(mutant)
    path = copy / mutant.path
    before, times = path.read_bytes(), path.stat()
    path.write_text(mutant.text, encoding="utf-8", newline="\n")
    os.utime(path, (times.st_atime, times.st_mtime + 10))  # else compiled code of the same size may be taken for it
    try:
        parts = (names[:8], names[8:])  # most die of the first few, and reading few files of tests is quick
        return all(_passes(part, copy, built, 20 + 5 * seconds) for part in parts if part)
    finally:
        path.write_bytes(before)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _passes(names: list[str], copy: Path, built: Path | None, patience: float) -> bool:
    files = list(dict.fromkeys(name.partition("::")[0] for name in names))

    def run() -> int:
        return _pytest([*WITH_PYTEST, *files], Built(built), Chosen(names))

    return _wait(_forked(run, copy, copy.parent / f"{copy.name}.txt"), patience) == 0


def _pytest(arguments: list[str], *plugins: object) -> int:
    only_fast()
    return int(pytest.main(arguments, plugins=plugins))


def _forked(run: Callable[[], int], copy: Path, said: Path, *, bytecode: bool = False) -> int:
    """Start a fork that runs in a copy with nothing of this project imported, and return its number."""
    process = os.fork()
    if process:
        return process
    code = 70
    try:
        os.setsid()
        os.chdir(copy)
        os.sched_getaffinity = lambda _process: {0}  # so that work is not shared out to forks, which nobody watches
        with said.open("w", encoding="utf-8") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        sys.path[:] = [str(copy), *(each for each in sys.path if each and Path(each).resolve() != ROOT)]
        for name in [name for name in sys.modules if name.partition(".")[0] in ("macros", "scripts", "tests")]:
            del sys.modules[name]
        sys.dont_write_bytecode = not bytecode
        code = run()
    finally:
        os._exit(code)


def _wait(process: int, patience: float) -> int:
    """Return the exit code of a fork; -1 when it did not end in time or died, and then nothing of it is left."""
    ends = time.monotonic() + patience
    try:
        while time.monotonic() < ends:
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        return -1
    finally:  # also when this process is told to stop
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.killpg(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _laid_out(root: Path, folder: Path) -> Iterator[Path]:
    for number in range(len(os.sched_getaffinity(0))):
        copy = folder / f"copy-{number}"
        shutil.copytree(root, copy, ignore=LEFT_OUT, symlinks=True)
        yield copy


def _built(copy: Path) -> Path | None:
    """Build the site once, in a copy; None where the project has no site."""
    if not (copy / "mkdocs.yml").exists():
        return None
    folder = copy.parent / "built"
    shutil.copytree(copy, folder)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder


def main() -> int:
    """Sample, test and report. The exit code is 0 however many survive; numbers are for people to judge."""
    there = packages(ROOT)
    parser = argparse.ArgumentParser(prog="dev.py mutate", allow_abbrev=False)
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help=f"of {', '.join(there)}; all unless told")
    parser.add_argument("--sample", type=int, default=25, metavar="N", help="mutants of each package; 0 for all")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--tests", nargs="+", default=["tests"], metavar="FILE", help="files of tests; all unless told")
    parser.add_argument("--root", type=Path, default=ROOT, help="another project to look at")
    options = parser.parse_args()
    root = options.root.resolve()
    there = packages(root)
    unknown = [name for name in options.packages if name not in there]
    if unknown:
        parser.error(f"there is no package {unknown[0]!r}; there are {', '.join(there)}")
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity"):
        raise SystemExit("This needs a system with forks, such as Linux.")
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        copies = list(_laid_out(root, Path(folder).resolve()))
        built = _built(copies[0])
        suite = learnt(copies[0], built, options.tests)
        print(f"{len(suite.tests)} fast tests.", flush=True)
        figures = []
        for name in options.packages or there:
            chosen = sample(copies[0], there_in(copies[0], name), options.sample, options.seed)
            left = _survivors(chosen, copies, suite, built)
            for mutant in left:
                lacks = "" if suite.chosen(mutant)[0] else "  (no fast test calls it)"
                print(f"\nsurvives: {mutant.path}:{mutant.line}{lacks}\n{mutant.difference(copies[0])}", flush=True)
            figures.append((name, len(chosen) - len(left), len(chosen)))
    print()
    for name, killed, count in figures:
        print(f"{name:10} {killed:4} of {count:4} killed {100 * killed // max(count, 1):4} %")
    return 0


def there_in(copy: Path, name: str) -> list[Path]:
    """Return the files of a package in a copy."""
    return packages(copy)[name]


def _survivors(chosen: list[Mutant], copies: list[Path], suite: Suite, built: Path | None) -> list[Mutant]:
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def tried(mutant: Mutant) -> bool:
        copy = free.get()
        try:
            return survives(mutant, copy, suite, built)
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        return [mutant for mutant, left in zip(chosen, pool.map(tried, chosen), strict=True) if left]


if __name__ == "__main__":
    sys.exit(terminal.run(main))
