"""Tidy records: `python -m scripts.format_records [--check] [FILES]`; without files, all of them.

The form is described in macros/corpus/layout.py. No value changes and no comment is lost; a file for which that cannot
be shown, or that is broken, stays as it is and is named. With --check nothing is written, the lines are shown that
should stand in the place of others, and the exit code is 1 when there is something to tidy.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from macros.corpus.files import record_file, record_files, replace
from macros.problems import Problem, Refused
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Tidy the files and say which; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py format", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="records to tidy (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a record is not tidy")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the folder of the records (default: data/)")
    options = parser.parse_args()
    chosen = [record_file(options.data, given) for given in options.files] or list(record_files(options.data))
    untidy: list[str] = []
    problems: list[Problem] = []
    lines: dict[str, Sequence[str]] = {}
    for file, given in zip(chosen, options.files or chosen, strict=True):
        if file is None:
            print(f'"{given}" is no record; records are files such as data/terms/ldc.yml.', file=sys.stderr)
            return 1
        try:
            tidied = file.tidied()
        except Refused as refused:
            problems.extend(refused.problems)
            lines[file.name] = refused.lines(file.name)
            continue
        if tidied.encode("utf-8") != file.path.read_bytes():
            untidy.append(file.name)
            if options.check:
                print("\n".join([f"not tidy: {file.name}", *_wanted(file.path.read_text("utf-8"), tidied)]), end="\n\n")
            else:
                replace(file.path, tidied)
                print(f"tidied: {file.name}")
    if problems:
        print(Refused(problems, lambda name: lines[name]), file=sys.stderr)
    if untidy and options.check:
        print("Run: python3 scripts/dev.py format, or write what is shown above.")
    elif not problems:
        print(f"{len(chosen)} records, {len(untidy)} of them tidied.")
    return 1 if problems or (untidy and options.check) else 0


def _wanted(old: str, new: str) -> Iterator[str]:
    """Say in words which lines of a file should be others, for those who have only an editor on the web."""
    before, after = old.splitlines(), new.splitlines()
    for what, first, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        lines = f"line {end}" if end - first == 1 else f"lines {first + 1} to {end}"
        if what == "delete":
            yield f"  take out {lines}"
        elif what != "equal":
            place = f"after line {first}" if first else "before line 1"
            yield f"  instead of {lines} write:" if what == "replace" else f"  {place} write:"
            yield from after[start:stop]


if __name__ == "__main__":
    sys.exit(terminal.run(main))
