"""What a case of the gallery is, and the ways to break a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Change = Callable[[Path], object]
"""Breaks the file at this path, which lies in a copy of data/."""


@dataclass(frozen=True)
class Case:
    """A broken file: what somebody did, the rule that must refuse it, the file under data/, and how it is made."""

    name: str
    rule: str
    file: str
    change: Change


def swap(old: str, new: str) -> Change:
    """Put other words in place of words that stand once in the file."""

    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")

    return change


def every(old: str, new: str) -> Change:
    """Put other words in place of words wherever they stand."""

    def change(path: Path) -> None:
        data = path.read_bytes()
        assert old.encode() in data
        path.write_bytes(data.replace(old.encode(), new.encode()))

    return change


def before(text: str) -> Change:
    """Put text before all others."""
    return lambda path: path.write_bytes(text.encode() + path.read_bytes())


def after(text: str) -> Change:
    """Put text after all others."""
    return lambda path: path.write_bytes(path.read_bytes() + text.encode())


def whole(text: str | bytes) -> Change:
    """Write a file, a new one if need be."""
    return lambda path: path.write_bytes(text if isinstance(text, bytes) else text.encode())


def saved_as(encoding: str, change: Change = lambda _: None) -> Change:
    """Save the file in another encoding, after another change."""

    def save(path: Path) -> None:
        change(path)
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))

    return save


def bytes_swapped(old: bytes, new: bytes) -> Change:
    """Put other bytes in place of bytes that stand once in the file."""

    def change(path: Path) -> None:
        data = path.read_bytes()
        assert data.count(old) == 1
        path.write_bytes(data.replace(old, new))

    return change


def renamed(name: str) -> Change:
    """Give the file another name, or move it within data/."""
    return lambda path: path.rename(path.parent / name)


def copied(name: str) -> Change:
    """Put a copy of the file beside it, or elsewhere in data/."""
    return lambda path: shutil.copyfile(path, path.parent / name)


def folder(path: Path) -> None:
    """Put a folder where the file was."""
    path.unlink(missing_ok=True)
    path.mkdir()


def removed(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def linked(target: str) -> Change:
    """Put a symbolic link where the file was."""

    def change(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return change


def pipe(path: Path) -> None:
    """Put a named pipe where the file was."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)
