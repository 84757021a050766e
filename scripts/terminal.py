"""How every program of this project behaves at its terminal, in one place.

`run` is what a script ends with. `python -m scripts.terminal MODULE ARGUMENTS` runs a module of others in the same way,
as `python -m MODULE ARGUMENTS` would; MODULE:FUNCTION calls a function of one that cannot be run. Both see to it that

* letters that the terminal lacks are written as escapes (a backslash, u, four digits), instead of ending the program;
* Ctrl-C, SIGTERM and SIGHUP end it in order, without a traceback, with 128 and the signal's number as exit code;
* a reader that hung up, as in `... | head -1`, ends it without a word;
* a file that cannot be read or written (a full disk, a folder that must not be written to) is told in one line.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import importlib
import io
import os
import re
import runpy
import signal
import sys
from collections.abc import Callable
from types import FrameType

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What tells a program to stop; Windows has no SIGHUP."""

_ESCAPES = "letters-as-escapes"


class Told(KeyboardInterrupt):
    """Raised wherever the program is when a signal tells it to stop; `number` is that of the signal. It is a
    KeyboardInterrupt, because that is what libraries clean up after."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def run(main: Callable[[], int | None]) -> int:
    """Run a program and return its exit code, whatever happens to it."""
    _accept_all_letters()
    code: int | str | None = 1
    try:
        _listen()
        try:
            code = main()
        except SystemExit as end:
            code = end.code
            if isinstance(code, str):
                print(code, file=sys.stderr)
                code = 1
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except KeyboardInterrupt as told:
        code = code_of(told)
    except BrokenPipeError:
        code = 128 + 13  # that of a program which SIGPIPE ended
    except OSError as error:
        code = 1
        with contextlib.suppress(OSError):
            print(said(error), file=sys.stderr)
    _let_go()
    return int(code or 0)


def code_of(told: KeyboardInterrupt) -> int:
    """Return the exit code of a program that was told to stop, as shells have it: 128 and the signal's number."""
    return 128 + (told.number if isinstance(told, Told) else signal.SIGINT)


def said(error: OSError) -> str:
    """Return in one line what could not be done with which file, and the remedy where there is one."""
    if error.args and isinstance(error.args[0], list):  # shutil.Error: (from, to, why) for each file; one is enough
        source, _, why = error.args[0][0]
        number = re.match(r"\[Errno (\d+)\]", str(why))
        error = OSError(int(number[1]), os.strerror(int(number[1])), source) if number else OSError(f"{source}: {why}")
    name = error.filename2 or error.filename
    what = f"{os.fsdecode(name)}: " if isinstance(name, str | bytes) else ""
    why = error.strerror or " ".join(str(error).split())
    return f"Stopped: {what}{why}.{_REMEDIES.get(errno.errorcode.get(error.errno or 0, ''), '')}"


_ROOM = " Make room on the disk, then call the same command again."
_REMEDIES = {
    "ENOSPC": _ROOM,
    "EDQUOT": _ROOM,
    "EROFS": " Work in a copy of the project that you may write to.",
    "EACCES": " Give yourself the right to it, or work in a copy of the project that you may write to.",
    "EADDRINUSE": " Choose another address, such as: python3 scripts/dev.py serve -a 127.0.0.1:8001",
}


def _accept_all_letters() -> None:
    codecs.register_error(_ESCAPES, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPES)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Write what cannot be encoded in the form \uXXXX, which JSON reads as well; see `codecs.register_error`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (int.from_bytes(letters[at : at + 2], "big") for at in range(0, len(letters), 2))
    return "".join(f"\\u{unit:04x}" for unit in units), error.end


def _listen() -> None:
    """Turn the first signal that tells to stop into `Told`, and ignore those after it: the end is on its way. Signals
    that the caller ignores, as `nohup` does, stay ignored. `children.run` holds signals back until here, so that none
    comes while Python starts."""

    def told(number: int, _: FrameType | None) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Told(number)

    for each in SIGNALS:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, told)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _let_go() -> None:
    """Write what is left, and see to it that Python, when it ends, complains neither that nobody reads it nor of a
    signal."""
    for each in SIGNALS:
        if callable(signal.getsignal(each)):
            signal.signal(each, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _module() -> None:
    module, *sys.argv[1:] = sys.argv[1:]
    name, _, function = module.partition(":")
    if function:
        getattr(importlib.import_module(name), function)()
    else:
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    sys.exit(run(_module))
