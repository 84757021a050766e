"""Run MkDocs and say which part of a build takes how long: `python scripts/bench_parts.py SAYS build --strict`.

Looks every two milliseconds where the build is, and gives the time since the last look to a part by the innermost
frame that belongs to one. Only folders are named here, so that functions may move and change; what belongs to no part
is counted as well, so that nothing can hide. Writes seconds by part into the file SAYS, as JSON.

Runs outside of this project's packages, so that it measures the copy it is called in. Needs `signal.setitimer`, which
Windows does not have.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path
from types import FrameType

# Called by its path, from a folder that has no scripts.
sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from scripts import terminal

INTERVAL = 0.002
IMPORTS = "imports"
REST = "MkDocs and the rest"
PARTS = {
    "/macros/corpus/": "data",
    "/macros/pages/": "bodies",
    "/macros/exports/": "bodies",
    "/macros/templates/": "bodies",
    "/mkdocs_macros/": "bodies",
    "/markdown/": "Markdown",
    "/overrides/": "frame",
    "/material/templates/": "frame",
    "/macros/proof/": "proof",
    "/macros/staging.py": "writing",
    "/shutil.py": "writing",
}
"""The part of a build by what stands in the path of a file; a template's frame carries the path of the template."""
WRITING = {"write_file", "copy_file", "clean_directory"}
"""The functions of mkdocs.utils that write."""
NAMES = (IMPORTS, *dict.fromkeys(PARTS.values()), REST)


class Watch:
    """Seconds by part, added up while it runs."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(NAMES, 0.0)
        self._last = time.perf_counter()
        self._known: dict[tuple[str, str], str] = {}

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """Give the time since the last look to the part that the build is in. A call into C ends before this can look,
        which is why time is counted and not looks."""
        now = time.perf_counter()
        self.seconds[part_of(frame, self._known)] += now - self._last
        self._last = now


def part_of(frame: FrameType | None, known: dict[tuple[str, str], str]) -> str:
    """Return the part of the innermost frame that belongs to one; whatever is done to import is importing. `known`
    keeps the part of each function that was met."""
    found = ""
    while frame is not None:
        function = (frame.f_code.co_filename, frame.f_code.co_name)
        if function not in known:
            known[function] = _of(*function)
        if known[function] == IMPORTS:
            return IMPORTS
        found = found or known[function]
        frame = frame.f_back
    return found or REST


def _of(file: str, function: str) -> str:
    """Return the part that a function belongs to, nothing when it belongs to none."""
    if file.startswith("<frozen importlib"):
        return IMPORTS
    path = file.replace("\\", "/")
    if function in WRITING and "/mkdocs/utils/" in path:
        return "writing"
    return next((part for inside, part in PARTS.items() if inside in path), "")


def main() -> None:
    """Run MkDocs with the arguments given and write down the parts."""
    says = Path(sys.argv[1])
    sys.argv = ["mkdocs", *sys.argv[2:]]
    sys.path[0] = ""  # the folder it is called in, as with -m, in place of the folder of this file
    watch = Watch()
    signal.signal(signal.SIGALRM, watch.look)
    signal.setitimer(signal.ITIMER_REAL, INTERVAL, INTERVAL)
    from mkdocs.__main__ import cli  # noqa: PLC0415 - importing is a part of what is measured

    try:
        cli()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        says.write_text(json.dumps(watch.seconds), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(terminal.run(main))
