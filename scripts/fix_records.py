"""Apply the repairs that are certain, and say what is left: `python -m scripts.fix_records [--dry-run]`.

Certain are: a slip of one letter or in capitals where a name, a key or a value of a list is wanted; a source named in
the wrong one of its two folders; a link that the other record has already; the ending `.yaml`, a file name in capitals;
a byte order mark, Windows line ends, tabs before a line and invisible characters. The source's words and data/sources/
are never edited.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from macros import inputs
from macros.corpus.encoding import bytes_of, text_of
from macros.corpus.files import RecordFile, record_files, replace
from macros.corpus.load import load, read_record
from macros.corpus.names import fault
from macros.corpus.records import KINDS, Record
from macros.corpus.records.verbatim import slug_of
from macros.corpus.repair import applied, cleaned
from macros.corpus.rules import check
from macros.excerpt import visible
from macros.problems import Edit, Refused
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Repair, show each change, check again; returns 1 when problems are left."""
    parser = argparse.ArgumentParser(
        prog="dev.py fix", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the folder of the records (default: data/)")
    options = parser.parse_args()
    unusual = Refused(inputs.unusual(options.data, "data"))
    if unusual.problems:
        print(f"Nothing was repaired.\n\n{unusual}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        data: Path = options.data
        if options.dry_run:
            data = Path(folder) / "data"
            shutil.copytree(options.data, data)
        count = fix(data)
        draft = load(data)
        left = Refused(check(draft), draft.lines)
    print(f"{count} repairs {'would be ' if options.dry_run else ''}made.")
    if left.problems:
        print(f"Left for you:\n\n{left}", file=sys.stderr)
    return 1 if left.problems else 0


def fix(data: Path) -> int:
    """Make every certain repair under the folder `data`, showing each; returns how many files were written or renamed,
    each time counted. A repair can make another one possible, so this goes on until there is none."""
    count = _rename(data) + _rewrite(data, lambda file, text: cleaned(text, file.record))
    while True:
        edits: dict[str, list[Edit]] = {}
        for problem in check(load(data)):
            if problem.edit:
                edits.setdefault(problem.edit.place.file, []).append(problem.edit)
        made = _rewrite(data, partial(_edited, edits)) + _rename(data)
        count += made
        if not made:
            return count


def _edited(edits: dict[str, list[Edit]], file: RecordFile, text: str) -> str:
    return applied(text, edits[file.name], file.record) if file.name in edits else text


def _rewrite(data: Path, repaired: Callable[[RecordFile, str], str]) -> int:
    """Put what `repaired` makes of it in the place of each file that is text, and show the difference."""
    count = 0
    for file in record_files(data):
        try:
            old = text_of(bytes_of(file.path, file.name), file.name)
        except Refused:
            continue  # the check says so
        new = repaired(file, old)
        if new == old:
            continue
        replace(file.path, new)
        count += 1
        before, after = _shown(old), _shown(new)
        print("\n".join(difflib.unified_diff(before, after, file.name, file.name, n=0, lineterm="")), end="\n\n")
    return count


def _shown(text: str) -> list[str]:
    """Return the lines of a text with what is not visible in them made visible."""
    return ["".join(map(visible, line)) for line in text.split("\n")]


def _rename(data: Path) -> int:
    """Give files the ending `.yml`, and those named after their identifier in capitals its name."""
    count = 0
    for kind, record in KINDS.items():
        for path in sorted((data / kind).iterdir()) if (data / kind).is_dir() else ():
            wanted = path.name
            if path.is_file() and path.suffix.casefold() in (".yaml", ".yml"):
                wanted = f"{path.stem}.yml"
            if wanted.endswith(".yml") and slug_of(path.stem) == _identifier(path, record):
                wanted = f"{slug_of(path.stem)}.yml"
            others = {each.name.casefold() for each in path.parent.iterdir() if each != path}
            if fault(path.with_name(wanted)):
                continue  # a name that the check would refuse is for somebody to choose
            if wanted != path.name and wanted.casefold() not in others:
                path.rename(path.with_name(wanted))
                print(f"data/{kind}/{path.name} renamed to {wanted}\n")
                count += 1
    return count


def _identifier(path: Path, record: type[Record]) -> str | None:
    """Return the identifier that a file claims for itself, or None when it is not to be read."""
    try:
        return read_record(path, path.name, record).record.identifier
    except Refused:
        return None


if __name__ == "__main__":
    sys.exit(terminal.run(main))
