"""One at a time: calls that would disturb each other wait, in the order of the system."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_PATIENCE = 0.5
"""Seconds between two looks on Windows, which wakes nobody up."""


@contextlib.contextmanager
def alone(path: Path, purpose: str) -> Iterator[int]:
    """Wait until no other process has the lock at a path, saying so once; gives the lock, an open file.

    The system takes the lock from a process that died, however it died. Programs that hold the file open too keep the
    lock when the process that started them is killed: what they are in the middle of is waited for. The file stays and
    holds the number of the last process. Raises `OSError` when it cannot be written.
    """
    with path.open("a+", encoding="utf-8") as file:
        if not _taken(file.fileno(), wait=False):
            file.seek(0)
            print(f"Waiting for process {file.read().strip() or '?'}, which is about to {purpose} ...", flush=True)
            _taken(file.fileno(), wait=True)
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield file.fileno()


def _taken(file: int, *, wait: bool) -> bool:
    """Lock an open file until it is closed; tell whether that went. A file system without locks has one user."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return _taken_on_windows(file, wait=wait)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _taken_on_windows(file: int, *, wait: bool) -> bool:
    import msvcrt  # noqa: PLC0415 - only on Windows

    lock: Any = msvcrt  # its functions are known to type checkers on Windows only
    while True:
        os.lseek(file, 1 << 20, os.SEEK_SET)  # past the end, so that others can read the number
        try:
            lock.locking(file, lock.LK_NBLCK, 1)
        except OSError:
            if not wait:
                return False
            time.sleep(_PATIENCE)
        else:
            return True
