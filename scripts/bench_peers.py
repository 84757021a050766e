"""Measure builds beside Hugo's, which gets the same page bodies and makes the same bytes:
`python -m scripts.bench_peers [SIZE ...]`.

For the real edition and 2,000 recommendations: builds, lays out what was built for Hugo, and sees that Hugo makes the
same pages of it, byte for byte. Then both build in turn, each time as if for the first, and begin by turns. Prints the
ratio of each pair and the median. What is not the same: Hugo reads finished bodies, checks nothing and proves nothing.

`dev.py bench peers` installs Hugo from requirements-bench.txt.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from scripts import bench_hugo, terminal
from scripts.bench_editions import REAL, lay_out, size
from scripts.bench_run import BUILD, Run, pages_of, rounds, run


def prepared(size: str, folder: Path, hugo: Path) -> tuple[Path, Path]:
    """Lay out an edition and the same site for Hugo; returns both folders. Ends the measurement when what Hugo makes is
    not what we made."""
    ours, hugos = folder / "ours", folder / "hugo"
    lay_out(size, ours)
    run(BUILD, ours)
    bench_hugo.lay_out(ours / "site", hugos)
    run(bench_hugo.command(hugo, hugos), hugos)
    different = bench_hugo.different(ours / "site", hugos / "public")
    pages = pages_of(ours / "site")
    if different:
        raise SystemExit(
            f"{len(different)} of {len(pages)} pages differ between ours and Hugo's, "
            f"so nothing can be compared, for example {different[0]}."
        )
    bytes_ = sum(path.stat().st_size for path in pages.values())
    print(
        f"\n{size}: {len(pages):,} pages with {bytes_:,} bytes of HTML, the same from both, byte for byte", flush=True
    )
    return ours, hugos


def pair(ours: Path, hugos: Path, hugo: Path, hugo_first: bool) -> tuple[Run, Run]:
    """Build both as if for the first time; returns our run and Hugo's."""
    shutil.rmtree(ours / "site")
    bench_hugo.forget(hugos)
    if hugo_first:
        theirs = run(bench_hugo.command(hugo, hugos), hugos)
        return run(BUILD, ours), theirs
    return run(BUILD, ours), run(bench_hugo.command(hugo, hugos), hugos)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Measure builds beside Hugo's, which makes the same bytes.")
    parser.add_argument("sizes", nargs="*", type=size, default=[REAL, "2000"], help="real, or a number")
    parser.add_argument("--rounds", type=rounds, default=5)
    options = parser.parse_args(arguments)
    hugo = bench_hugo.program()
    if hugo is None:
        raise SystemExit(bench_hugo.MISSING)
    for each in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours, hugos = prepared(each, Path(folder), hugo)
            pairs = [pair(ours, hugos, hugo, bool(number % 2)) for number in range(options.rounds)]
        for number, (one, other) in enumerate(pairs, start=1):
            print(f"round {number}: ours {_said(one)}; Hugo {_said(other)}; ratio {one.seconds / other.seconds:.1f}")
        print(f"median: {_ratios(pairs)}", flush=True)
    return 0


def _said(run: Run) -> str:
    memory = "" if run.megabytes is None else f", {run.megabytes:.0f} MB"
    return f"{run.seconds:.3f} s{memory}"


def _ratios(pairs: list[tuple[Run, Run]]) -> str:
    """Return the median ratios of time, and of processor time where the system tells it."""
    time = statistics.median(one.seconds / other.seconds for one, other in pairs)
    busy = [one.processor / other.processor for one, other in pairs if one.processor and other.processor]
    return f"ratio {time:.1f}" + (f", of processor time {statistics.median(busy):.1f}" if busy else "")


if __name__ == "__main__":
    sys.exit(terminal.run(main))
