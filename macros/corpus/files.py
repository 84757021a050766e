"""The record files on disk: which there are, and how one is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from macros.corpus.layout import laid_out
from macros.corpus.load import read_record
from macros.corpus.records import KINDS, RECORDS, SINGLES, Record


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that holds a record: where it is, its name in messages, its kind."""

    path: Path
    name: str
    kind: str

    @property
    def record(self) -> type[Record]:
        """What the file holds."""
        return RECORDS[self.kind]

    def text(self) -> str:
        """Return what stands in the file; raises `Refused` when it is not readable or has not the shape of a record."""
        return read_record(self.path, self.name, self.record).source.text

    def tidied(self) -> str:
        """Return its text in the one form of records; raises `Refused`."""
        return laid_out(self.text(), self.name, self.kind, self.record)


def record_files(data: Path) -> Iterator[RecordFile]:
    """Yield the files of all records under the folder `data`, in order."""
    for kind in KINDS:
        for path in sorted((data / kind).glob("*.yml")):
            if path.is_file() and not path.name.startswith("."):
                yield RecordFile(path, f"data/{kind}/{path.name}", kind)
    for kind in SINGLES:
        if (data / f"{kind}.yml").is_file():
            yield RecordFile(data / f"{kind}.yml", f"data/{kind}.yml", kind)


def record_file(data: Path, given: str) -> RecordFile | None:
    """Return the record file that a path means, with slashes of either kind, or None when it means none."""
    path = Path(given) if Path(given).exists() else Path(PureWindowsPath(given).as_posix())
    if not path.is_absolute() and not path.exists():
        path = data.parent / path
    return next((file for file in record_files(data) if file.path.resolve() == path.resolve()), None)


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all: a break in between leaves what was there."""
    staged = path.with_name(f".{path.name}.new")
    try:
        staged.write_text(text, encoding="utf-8", newline="\n")
        if path.exists():
            staged.chmod(path.stat().st_mode)
        os.replace(staged, path)
    finally:
        staged.unlink(missing_ok=True)
