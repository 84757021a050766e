"""Measure the preview: how soon it shows the first page, and a record's new words: `python -m scripts.bench_serve`.

Starts `dev.py serve` on a copy of the project, puts a word into the gist of the first recommendation, several times,
and asks for its page until the word is there. Prints both times, and as ratios to a cold `dev.py build`.
With --peers also to Hugo's, for which `dev.py bench serve --peers` installs Hugo.

The copy uses this environment by a symbolic link, which on Windows needs the developer mode.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType

from scripts import bench_hugo, terminal
from scripts.bench_editions import REAL, lay_out, size
from scripts.bench_run import ROOT, environment, rounds, run

PATIENCE = 600
"""Seconds to wait for a page before giving up."""
QUESTIONS = 0.02
"""Seconds between two questions."""
LOOK = 1.0
"""Seconds between seeing one change and making the next."""
PAGE = "recommendations/1.html"
RECORD = Path("data", "recommendations", "01.yml")


class Preview:
    """A project that is served as a contributor serves it, on a free port; ends with the `with` statement."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{probe.getsockname()[1]}"
        self.address = f"http://{host}/"
        self._said = folder.with_name("said.txt")
        command: list[str | Path] = [sys.executable, folder / "scripts" / "dev.py", "serve", "-a", host]
        self.begun = time.perf_counter()
        with self._said.open("wb") as said:
            # A group of its own, because the task starts the server as another process, which must end as well.
            self._process = subprocess.Popen(
                command, cwd=folder, env=environment(), stdout=said, stderr=said, start_new_session=True
            )

    def __enter__(self) -> Preview:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/t", "/f", "/pid", str(self._process.pid)], check=False, capture_output=True)
        else:
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait()

    def seconds_until(self, page: str, words: str, begun: float) -> float:
        """Ask for a page until it holds the words; returns the seconds since `begun`. Ends the measurement when the
        preview ends, or it takes too long."""
        while time.perf_counter() - begun < PATIENCE and self._process.poll() is None:
            try:
                with urllib.request.urlopen(self.address + page, timeout=PATIENCE) as answer:  # noqa: S310 - http
                    if words in answer.read().decode("utf-8"):
                        return time.perf_counter() - begun
            except OSError:
                pass  # not served yet
            time.sleep(QUESTIONS)
        said = self._said.read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{said}\nThe preview did not show {words!r}.")


def copied(size: str, folder: Path) -> None:
    """Lay out an edition with what `dev.py` needs, and the environment that this runs in."""
    lay_out(size, folder)
    for path in ROOT.glob("requirements*"):
        shutil.copyfile(path, folder / path.name)
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)


def save(record: Path, word: str) -> None:
    """Put a word at the beginning of the gist of a record, after the one from before."""
    text = record.read_text(encoding="utf-8")
    begins = r"""(?m)^(gist: (?:>-\n +)?["']?)(?:Measured\w+ )?"""
    changed, count = re.subn(begins, rf"\g<1>{word} ", text)
    if count != 1:
        raise SystemExit(f"{record} has no gist to change.")
    record.write_text(changed, encoding="utf-8", newline="\n")


def measured(folder: Path, rounds: int) -> tuple[float, list[float]]:
    """Return the seconds to the first page, and from saving to seeing in each round."""
    with Preview(folder) as preview:
        first = preview.seconds_until(PAGE, "</html>", preview.begun)
        saves = []
        for number in range(rounds):
            time.sleep(LOOK)
            word = f"Measured{number}x"
            save(folder / RECORD, word)
            saves.append(preview.seconds_until(PAGE, word, time.perf_counter()))
    return first, saves


def cold_builds(folder: Path, hugo: Path | None, rounds: int) -> dict[str, float]:
    """Return the median seconds of a cold `dev.py build`, and of Hugo's of the same site when Hugo is there."""
    ours = (sys.executable, folder / "scripts" / "dev.py", "build")
    run(ours, folder)
    found: dict[str, list[float]] = {"our cold build": []}
    if hugo:
        found["Hugo's cold build"] = []
        bench_hugo.lay_out(folder / "site", folder / "hugo")
    for _ in range(rounds):
        shutil.rmtree(folder / "site")
        found["our cold build"].append(run(ours, folder).seconds)
        if hugo:
            bench_hugo.forget(folder / "hugo")
            found["Hugo's cold build"].append(run(bench_hugo.command(hugo, folder / "hugo"), folder / "hugo").seconds)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Measure how soon the preview shows a page and a change.")
    parser.add_argument("size", nargs="?", type=size, default=REAL, help="real, or a number of recommendations")
    parser.add_argument("--rounds", type=rounds, default=5)
    parser.add_argument("--peers", action="store_true", help="compare with Hugo's cold build of the same site")
    options = parser.parse_args(arguments)
    hugo = bench_hugo.program() if options.peers else None
    if options.peers and hugo is None:
        raise SystemExit(bench_hugo.MISSING)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        copied(options.size, folder)
        cold = cold_builds(folder, hugo, options.rounds)
        first, saves = measured(folder, options.rounds)
    seen = statistics.median(saves)
    print(f"first page   {first:.2f} s")
    print(f"save to seen {seen:.2f} s, the median of " + ", ".join(f"{each:.2f}" for each in saves))
    for name, seconds in cold.items():
        print(f"{name} {seconds:.2f} s: first page x{first / seconds:.1f}, save to seen x{seen / seconds:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(terminal.run(main))
