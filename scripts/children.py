"""The programs that `dev.py` starts: none outlives it when it is told to stop."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scripts.terminal import SIGNALS

GRACE = 10
"""Seconds that a program has to end in order; then it is ended."""


def run(
    command: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    held: Sequence[int] = (),
    listens: bool = False,
) -> int:
    """Run a program in a folder and return its exit code. When a signal tells this process to stop, the program is told
    as well, and has ended before the exception goes on.

    `held` are open files that it keeps open too; `listens` says that it begins with `scripts.terminal`, which takes the
    signals that are held back until then.
    """
    return _ended(command, folder=folder, environment=environment, held=held, listens=listens)[0]


def captured(command: Sequence[str], *, folder: Path, held: Sequence[int] = ()) -> tuple[int, str]:
    """Like `run`, and return all that it writes, which is not shown. What it starts itself ends with it, too: it has
    no terminal to ask anything at, so it can have a group of its own to be told as one."""
    return _ended(command, folder=folder, held=held, output=subprocess.PIPE)


def gist(written: str) -> str:
    """Return in one line what a program says went wrong: the last line that begins with an error."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(?i)error|failed", line)] or lines
    return re.sub(r"(?i)^error:\s*", "", errors[-1]) if errors else "it does not say why"


def _ended(
    command: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    held: Sequence[int] = (),
    listens: bool = False,
    output: int | None = None,
) -> tuple[int, str]:
    process = None
    try:
        with _held_back():
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdout=output,
                stderr=output and subprocess.STDOUT,
                pass_fds=() if os.name == "nt" else held,
                start_new_session=output is not None,
                preexec_fn=None if listens or not _CAN_HOLD else _take_again,  # noqa: PLW1509 - there are no threads
            )
        written, _ = process.communicate()
    except KeyboardInterrupt:
        if process:
            _end(process, group=output is not None)
        raise
    return process.returncode, (written or b"").decode("utf-8", "replace")


_CAN_HOLD = hasattr(signal, "pthread_sigmask")


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Hold back the signals that tell to stop, here and in what is started here, so that none comes before the program
    is known."""
    if not _CAN_HOLD:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _take_again() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _end(process: subprocess.Popen[bytes], *, group: bool) -> None:
    """Tell a program, or a group of programs by its first, to stop, and wait; end it when it does not. On Windows
    Ctrl-C has told it already, and to terminate it would be to end it."""
    if os.name != "nt":
        _tell(process, signal.SIGTERM, group=group)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if group and os.name != "nt":
        _tell(process, signal.SIGKILL, group=group)


def _tell(process: subprocess.Popen[bytes], number: int, *, group: bool) -> None:
    with contextlib.suppress(ProcessLookupError):
        if group:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
