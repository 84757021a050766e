"""Prove a built site: `python -m scripts.check_site [SITE]`. The build does this too, before it publishes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.corpus.graph import read_corpus
from macros.problems import Refused
from macros.proof import check_site
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check a site against the data and print the result; returns the exit code."""
    parser = argparse.ArgumentParser(description="Prove a built site against the data and the held texts.")
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "site", help="the folder (default: site/)")
    options = parser.parse_args()
    problems = check_site(options.site, read_corpus(ROOT / "data"), ROOT)
    print(Refused(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(terminal.run(main))
