"""Work on many items that every core takes part in.

On Linux copies of this process (forks) work beside it. They need no start, know all that this one knows, and take the
next item whenever they are done with one. Elsewhere, or where this process has threads, which do not survive a fork, it
does everything itself.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from struct import Struct
from typing import Any, BinaryIO, Generic, NoReturn, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 4
"""How many processes are worth it: what they cannot share is soon most of the work."""
_TICKET = Struct("=I")
_TICKETS = 8192
"""How many tickets are drawn at most. All of them must fit into a pipe, which holds 64 KiB (pipe(7))."""


class Shared(Generic[Item, Result]):
    """Work that begins as soon as this is made, in copies of this process; `results` takes part in it.

    Who is free draws a ticket: the number of the next few items, from a pipe that all hold.
    """

    def __init__(self, work: Callable[[Item], Result], items: Sequence[Item], least: int = 20) -> None:
        """Begin. `work` is called once for each item, and what it returns must be picklable. With fewer items than
        `least`, a copy would cost more than it does."""
        self._work, self._items = work, items
        self._each = len(items) // _TICKETS + 1
        self._tickets, drawn_from = os.pipe()
        os.write(drawn_from, b"".join(map(_TICKET.pack, range(0, len(items), self._each))))
        os.close(drawn_from)
        self._alive, self._end = os.pipe()
        """Nothing is ever written to it: it ends for the copies when this process ends, however it does."""
        self._copies: list[tuple[int, BinaryIO]] = []
        for _ in range(min(_cores(), MOST) - 1 if can_copy() and len(items) >= least else 0):
            self._copy()

    def results(self) -> list[Result]:
        """Work until nothing is left; return what came of each item, in their order.

        What a copy did not finish is done once more here: what it raised there is raised here, and one that was killed
        for want of memory gets another try.
        """
        try:
            done = self._draw()
            for _, says in self._copies:
                done |= _said(says)
        finally:
            self.stop()
        return [done[number] if number in done else self._work(item) for number, item in enumerate(self._items)]

    def stop(self) -> None:
        """End the copies, whatever they have done."""
        for process, says in self._copies:
            says.close()
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        self._copies.clear()
        for file in (self._tickets, self._alive, self._end):
            if file >= 0:
                os.close(file)
        self._tickets = self._alive = self._end = -1

    def _draw(self) -> dict[int, Result]:
        done: dict[int, Result] = {}
        while ticket := os.read(self._tickets, _TICKET.size):
            (first,) = _TICKET.unpack(ticket)
            for number in range(first, min(first + self._each, len(self._items))):
                done[number] = self._work(self._items[number])
        return done

    def _copy(self) -> None:
        reading, writing = os.pipe()
        try:
            process = os.fork()
        except OSError:  # no room for one; then it goes without
            os.close(reading)
            os.close(writing)
            return
        if process:
            os.close(writing)
            self._copies.append((process, os.fdopen(reading, "rb")))
            return
        try:
            self._be_a_copy(reading, writing)
        finally:
            os._exit(1)

    def _be_a_copy(self, reading: int, writing: int) -> NoReturn:
        os.close(self._end)
        os.close(reading)
        threading.Thread(target=_end_with, args=(self._alive,), daemon=True).start()
        with os.fdopen(writing, "wb") as says:
            pickle.dump(self._draw(), says, pickle.HIGHEST_PROTOCOL)
        os._exit(0)


def can_copy() -> bool:
    """Tell whether a copy of this process can work. On macOS libraries of the system may crash in one (CPython, issue
    77906)."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform.startswith("linux") else 1


def _end_with(alive: int) -> None:
    """End this process as soon as the one that it is a copy of has ended."""
    os.read(alive, 1)
    os._exit(1)


def _said(says: BinaryIO) -> dict[int, Any]:
    """Return what a copy says it did; nothing when it ended before it was done."""
    try:
        return cast("dict[int, Any]", pickle.load(says))  # noqa: S301 - written by a copy of this process
    except (EOFError, pickle.UnpicklingError):
        return {}
