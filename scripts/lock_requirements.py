"""Lock the requirements: `python -m scripts.lock_requirements [OPTIONS OF UV]`.

Writes requirements.txt, -dev.txt, -bench.txt and -book.txt from the .in files, with hashes, for every system.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts import OLDEST, children, terminal

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = "--universal --generate-hashes --no-emit-index-url --no-emit-find-links --quiet".split()
TOLD = ("--custom-compile-command", "python3 scripts/dev.py lock", "--python-version", "{}.{}".format(*OLDEST))


def main() -> int:
    """Write the files; returns the exit code of the first that could not be made."""
    for name in ("requirements", "requirements-dev", "requirements-bench", "requirements-book"):
        command = [sys.executable, "-m", "uv", "pip", "compile", f"{name}.in", "--output-file", f"{name}.txt"]
        code = children.run(
            [*command, *OPTIONS, *TOLD, *sys.argv[1:]], folder=ROOT, environment={**os.environ, **_index()}
        )
        if code:
            return code
    return 0


def _index() -> dict[str, str]:
    """Hand the package index that pip is set up with to uv, which does not read pip's settings."""
    told = {}
    for setting, variable in (
        ("index-url", "UV_DEFAULT_INDEX"),
        ("extra-index-url", "UV_INDEX"),
        ("cert", "SSL_CERT_FILE"),
    ):
        for scope in ("global", ":env:"):
            done = subprocess.run(
                [sys.executable, "-m", "pip", "config", "get", f"{scope}.{setting}"],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode == 0 and done.stdout.strip():
                told[variable] = done.stdout.strip()
    if "UV_INDEX" in told:
        told["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # the best version of all indexes, as pip chooses
    return {} if "UV_DEFAULT_INDEX" in os.environ else told


if __name__ == "__main__":
    sys.exit(terminal.run(main))
