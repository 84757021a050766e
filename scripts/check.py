"""Check the data and say every problem: `python -m scripts.check [--format text|github|json]`.

Exits with 1 when there are problems. Without --format, the format is `github` inside GitHub Actions and `text`
elsewhere.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from macros import inputs
from macros.collisions import collisions
from macros.corpus.load import load
from macros.corpus.rules import check
from macros.problems import PRINTERS, Refused
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check data/ and print the result; returns the exit code. Where data/ lies in a project, what else a build reads
    is looked at too, and whether a page written by hand takes the address of another."""
    parser = argparse.ArgumentParser(description="Check the data and say every problem at once.")
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    parser.add_argument("--format", choices=sorted(PRINTERS), default=default)
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the folder to check (default: data/)")
    options = parser.parse_args()
    draft = load(options.data)
    root = options.data.parent
    beside = [*inputs.unusual_parts(root)] if os.path.lexists(root / "mkdocs.yml") else []
    if os.path.lexists(root / "mkdocs.yml") and not beside:
        beside = collisions(root / "docs", (entry.record for _, entry in draft.all()))
    refused = Refused([*check(draft), *beside], draft.lines)
    if refused.problems:
        print(PRINTERS[options.format](refused))
        return 1
    count = sum(len(entries) for entries in draft.entries.values())
    print(f"{count} records checked, no problems found.", file=sys.stderr if options.format == "json" else sys.stdout)
    if options.format == "json":
        print("[]")
    return 0


if __name__ == "__main__":
    sys.exit(terminal.run(main))
