"""Two files or folders exchange their names in one step, where the system and the file system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: a path that is not absolute begins in the current folder."""

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux's renameat2(2), and by chance RENAME_SWAP of macOS' renamex_np(2)."""

_CANNOT = frozenset((errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM))
"""What is answered by a file system that knows no exchange (EINVAL, ENOTSUP), by a kernel without the call (ENOSYS),
and by a container that keeps it from its programs (ENOSYS, EPERM)."""


def exchange(first: Path, second: Path) -> bool:
    """Let two paths exchange what they name. Nobody can see a moment between: each names one thing or the other.

    Returns False, and nothing has changed, where system or file system cannot do that; only trying tells. Raises
    `OSError`, and nothing has changed, where they can and it failed all the same.
    """
    if os.name == "nt":
        return False  # Windows has no such call
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(first), os.fsencode(second)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _EXCHANGE)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(first), None, str(second))
