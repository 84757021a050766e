"""One process at a time, and the others are told which one."""

from __future__ import annotations

import contextlib
import datetime
import os
import shlex
import socket
import sys
from pathlib import Path

from macros.problems import one_line

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_LONGEST = 1000
"""Bytes that are read of what a holder says of itself."""


class Held(Exception):
    """Raised when another process has the lock; its text says which one, since when, and what it was called with."""


class Lock:
    """A lock that a process has from when it makes this object until `release`, or until it ends, however it ends.

    The system keeps it for the open file, so a process that was killed leaves none behind; the file that it leaves is
    taken over by the next one. The file says who holds the lock.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock that is kept by the file at `path`. Raises `Held`, or `OSError` when there can be no such file,
        or no lock on one."""
        self._path = path
        self._file = _taken(path)
        with contextlib.suppress(OSError):  # a full disk keeps no words, but the lock holds all the same
            os.ftruncate(self._file, 0)
            os.write(self._file, _myself().encode("utf-8", "replace"))

    def release(self) -> None:
        """Let the next process have the lock, and remove the file."""
        if os.name == "nt":  # there an open file cannot be removed, which also saves that of the next process
            os.close(self._file)
        with contextlib.suppress(OSError):
            os.unlink(self._path)
        if os.name != "nt":
            os.close(self._file)


def _taken(path: Path) -> int:
    """Return the open file at a path, with the lock on it."""
    while True:
        file = os.open(path, _FLAGS, 0o666)
        try:
            if not _locked(file):
                raise Held(_holder(file))
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), os.lstat(path)):
                    return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)  # its holder removed it between our opening and our locking it


def _locked(file: int) -> bool:
    """Lock an open file; False when another process has locked it."""
    try:
        if sys.platform == "win32":
            os.lseek(file, 2**30, os.SEEK_SET)  # far behind the words, which others could not read otherwise
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, 0, os.SEEK_SET)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _myself() -> str:
    since = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    program = Path(sys.argv[0])
    if program.name == "__main__.py":  # python -m mkdocs
        program = program.parent
    called = shlex.join([program.name, *sys.argv[1:]])
    return one_line(f"process {os.getpid()} on {socket.gethostname()}, since {since}: {called}")


def _holder(file: int) -> str:
    """Return what the holder of a lock wrote into its file."""
    with contextlib.suppress(OSError):
        words = one_line(os.read(file, _LONGEST).decode("utf-8", "replace"))
        if words:
            return words
    return "a process that has not said its name"
