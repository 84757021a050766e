"""Measure what a build costs and how the cost grows: `python -m scripts.bench [SIZE ...]`.

Builds the real edition and synthetic ones of 200 and 2,000 recommendations in turn, each in a folder of its own, with
checks and proof. Prints the time, the memory and the bytes of each, the parts of the time, and the exponent with which
the time of a build and of a check grows with the pages between the smallest and the largest synthetic edition: 1 is in
proportion, 2 is quadratic. Read the ratios; seconds drift with the machine.

Exits with 1 when the build's exponent is above 1.05, or the pages of the larger one have over 1.02 times the bytes.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from scripts import terminal
from scripts.bench_editions import MINIATURE, REAL, lay_out, size
from scripts.bench_parts import NAMES
from scripts.bench_run import BUILD, ROOT, Run, pages_of, rounds, run

MOST_EXPONENT = 1.05
MOST_BYTES = 1.02
PARTS = ROOT / "scripts" / "bench_parts.py"


@dataclass
class Measured:
    """What is known of the edition of one size, laid out in `folder`."""

    size: str
    folder: Path
    builds: list[Run] = field(default_factory=list)
    checks: list[Run] = field(default_factory=list)
    starts: list[Run] = field(default_factory=list)
    """Checks of the miniature corpus, which are next to nothing but their start."""
    parts: dict[str, float] = field(default_factory=dict)
    pages: int = 0
    bytes: int = 0
    of_a_record: float = 0
    """The mean of the bytes of a recommendation's page."""

    def round(self) -> None:
        """Check and build once more, as if never built before."""
        for data, runs in ((MINIATURE, self.starts), (self.folder / "data", self.checks)):
            runs.append(run([sys.executable, "-m", "scripts.check", "--data", data], ROOT))
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        self.builds.append(run(BUILD, self.folder))

    def weigh(self) -> None:
        """Count the pages and bytes of what was built."""
        site = self.folder / "site"
        pages = {address: path.stat().st_size for address, path in pages_of(site).items()}
        self.pages, self.bytes = len(pages), sum(pages.values())
        self.of_a_record = statistics.mean(
            bytes_ for address, bytes_ in pages.items() if address.removeprefix("recommendations/")[0].isdigit()
        )

    def take_apart(self) -> None:
        """Build once more and note the parts; nothing on a system that cannot look into a build."""
        if sys.platform != "win32":
            shutil.rmtree(self.folder / "site")
            says = self.folder / "parts.json"
            run([sys.executable, PARTS, says, *BUILD[3:]], self.folder)
            self.parts = json.loads(says.read_text(encoding="utf-8"))

    @property
    def seconds(self) -> float:
        """The median time of a build."""
        return statistics.median(build.seconds for build in self.builds)


def measured(sizes: list[str], rounds: int, folder: Path) -> list[Measured]:
    """Measure the editions in turn, another one first in each round."""
    editions = [Measured(each, folder / each) for each in sizes]
    for edition in editions:
        lay_out(edition.size, edition.folder)
        run(BUILD, edition.folder)  # so that no round compiles the copied modules
    for number in range(rounds):
        for edition in editions[number % len(editions) :] + editions[: number % len(editions)]:
            edition.round()
    for edition in editions:
        edition.weigh()
        edition.take_apart()
    return editions


def growth(small: Measured, large: Measured) -> tuple[float, float]:
    """Return the exponents with which the time of a build, and of a check above its start, grow with the pages: each
    the median of the rounds."""
    pages = math.log(large.pages / small.pages)
    builds = zip(small.builds, large.builds, strict=True)
    checks = zip(small.checks, large.checks, large.starts, strict=True)
    return (
        statistics.median(math.log(after.seconds / before.seconds) / pages for before, after in builds),
        statistics.median(
            math.log(_above(after, start) / _above(before, start)) / pages for before, after, start in checks
        ),
    )


def _above(check: Run, start: Run) -> float:
    """Return the seconds of a check above those of its start; below a millisecond nothing can be told."""
    return max(check.seconds - start.seconds, 0.001)


def costs(editions: list[Measured]) -> str:
    """Return what each edition costs, in columns."""
    lines = [
        f"{'edition':<9}{'pages':>7}{'build s':>9}{'ms a page':>11}{'memory MB':>11}{'HTML bytes':>13}{'check s':>9}"
    ]
    for edition in editions:
        memory = [build.megabytes for build in edition.builds if build.megabytes is not None]
        check = statistics.median(each.seconds for each in edition.checks)
        a_page = 1000 * edition.seconds / edition.pages
        most = f"{max(memory):.0f}" if memory else "unknown"
        lines.append(
            f"{edition.size:<9}{edition.pages:>7,}{edition.seconds:>9.2f}{a_page:>11.1f}"
            f"{most:>11}{edition.bytes:>13,}{check:>9.2f}"
        )
    return "\n".join(lines)


def parts(editions: list[Measured]) -> str:
    """Return the parts of one more build of each edition, in columns: seconds and their share."""
    if not all(edition.parts for edition in editions):
        return "The parts of a build cannot be measured on this system."
    lines = [f"{'part of a build':<22}" + "".join(f"{edition.size + ': s':>13}{'share':>7}" for edition in editions)]
    for name in NAMES:
        seconds = [(edition.parts[name], sum(edition.parts.values())) for edition in editions]
        lines.append(f"{name:<22}" + "".join(f"{part:>13.2f}{part / whole:>7.0%}" for part, whole in seconds))
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Measure what a build costs and how the cost grows.")
    parser.add_argument("sizes", nargs="*", type=size, default=[REAL, "200", "2000"], help="real, or a number")
    parser.add_argument("--rounds", type=rounds, default=3)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        editions = measured(list(dict.fromkeys(options.sizes)), options.rounds, Path(folder))
    print(f"Medians of {options.rounds} rounds; memory is the most of all.\n\n{costs(editions)}\n\n{parts(editions)}")
    synthetic = sorted((each for each in editions if each.size != REAL), key=lambda each: each.pages)
    if len(synthetic) < 2:
        return 0
    small, large = synthetic[0], synthetic[-1]
    build, check = growth(small, large)
    bytes_ = large.of_a_record / small.of_a_record
    print(f"\nFrom {small.size} to {large.size} recommendations:")
    print(f"the time of a build grows with the exponent {build:.2f} (at most {MOST_EXPONENT}),")
    print(f"the time of a check above its start with the exponent {check:.2f},")
    print(f"the bytes of a recommendation's page by x{bytes_:.3f} (at most {MOST_BYTES}).")
    return 0 if build <= MOST_EXPONENT and bytes_ <= MOST_BYTES else 1


if __name__ == "__main__":
    sys.exit(terminal.run(main))
