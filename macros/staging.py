"""A site that is whole at every moment: built beside its place, put into it in one step when everything went well.

Beside a folder `site` there are, while a build runs and after one that was killed:

* `.site.lock`: the lock that the build holds, see macros/lock.py;
* `.site.building-...`: what may be deleted at any time, a site that is being built or one that was replaced;
* `.site.previous`: a whole site, for the one moment in which nothing is called `site`. Only where the file system
  cannot exchange two folders, see macros/exchange.py.

A name says what may be done, so a run that was killed anywhere needs no notes for the next one. Why, and what holds on
which system: docs/contributing/decisions/0012-publishing.md.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.exchange import exchange
from macros.lock import Held, Lock


class Unpublished(Exception):
    """Raised when no site can be put into its place; its text is one line that says why and what to do."""


class Staging:
    """A folder beside the final one, in which the site is built, for one build at a time.

    Made at the start of a build: it puts right what a killed build left behind, whatever becomes of this one. `end`
    puts the new site in place of the previous one when it is `whole`, and else leaves the previous one as it was.
    """

    def __init__(self, final: Path) -> None:
        """Prepare to build the site at `final`. Raises `Unpublished` when another build is at it, or when no site
        can be put there."""
        self.final = final
        self._previous = final.with_name(f".{final.name}.previous")
        self.folder = self._disposable()
        self._whole = False
        with _in_words(final):
            final.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._lock = Lock(final.with_name(f".{final.name}.lock"))
            except Held as held:
                raise Unpublished(f"Another build of {final} is running; nothing was built. It is {held}") from None
        try:
            with _in_words(final):
                self._recover()
                self.folder.mkdir()
        except BaseException:
            self.discard()
            raise

    def whole(self) -> None:
        """Say that everything was built and checked."""
        self._whole = True

    def broken(self) -> None:
        """Say that something went wrong after all, such as a warning under --strict."""
        self._whole = False

    def end(self) -> None:
        """Publish what is whole, discard what is not. Raises `Unpublished` when it could not be published."""
        if self._whole:
            self.publish()
        else:
            self.discard()

    def publish(self) -> None:
        """Put the new site in place of the previous one. Raises `Unpublished`, and the previous one is still there."""
        try:
            with _in_words(self.final):
                _must_be_ours(self.final)
                self._put_in_place()
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what was built, or what was replaced by it, and let the next build begin."""
        try:
            _remove(self.folder)
        finally:
            self._lock.release()

    def _put_in_place(self) -> None:
        if not os.path.lexists(self.final):
            self.folder.rename(self.final)
        elif not exchange(self.folder, self.final):
            try:
                self.final.rename(self._previous)
                self.folder.rename(self.final)
            finally:
                self._put_right()

    def _recover(self) -> None:
        """Put right what a killed build left, and remove the rest. Raises `Unpublished` when no site can be here."""
        disposable = re.compile(rf"\.{re.escape(self.final.name)}\.building(-\w+)?")
        for path in sorted(self.final.parent.iterdir()):
            if disposable.fullmatch(path.name):
                _remove(path)
        if self._previous.is_symlink() or not self._previous.is_dir():
            _remove(self._previous)
        else:
            self._put_right()
        _must_be_ours(self.final)

    def _put_right(self) -> None:
        """Let the previous site be the site again where there is none, else remove it. It is renamed first: what is
        half deleted must not have the name of a whole site."""
        if not os.path.lexists(self._previous):
            return
        if not os.path.lexists(self.final):
            self._previous.rename(self.final)
        elif self.final.is_dir() and not self.final.is_symlink():
            old = self._disposable()
            with _left_over(self._previous):
                self._previous.rename(old)
                _remove(old)

    def _disposable(self) -> Path:
        """Return a new name for something that may be deleted at any time."""
        return self.final.with_name(f".{self.final.name}.building-{os.getpid()}_{secrets.token_hex(4)}")


def _must_be_ours(final: Path) -> None:
    """Raise `Unpublished` when there is something in the place of the site that a site may not replace."""
    if final.is_symlink():
        found, remedy = f"a link to {os.readlink(final)}", "Remove the link, or build elsewhere with --site-dir"
    elif final.is_dir():
        if (final / ".git").exists():
            found, remedy = "a git repository", "Move it away, or build elsewhere with --site-dir"
        elif os.path.ismount(final):
            found, remedy = "a mount point", "Unmount it, or build into a folder below it with --site-dir"
        else:
            return
    elif os.path.lexists(final):
        found, remedy = "no folder", "Move it away, or build elsewhere with --site-dir"
    else:
        return
    raise Unpublished(f"{final} is {found}, which a site does not replace; nothing was published. {remedy}.")


@contextlib.contextmanager
def _in_words(final: Path) -> Iterator[None]:
    """Turn an `OSError` into `Unpublished`."""
    try:
        yield
    except OSError as error:
        raise Unpublished(f"{final} was not published: {reason(error)}. A previous one is kept.") from None


def reason(error: OSError) -> str:
    """Return an error of the system in one line, with the files that it is about."""
    files = " -> ".join(str(file) for file in (error.filename, error.filename2) if file is not None)
    return f"{files}: {error.strerror}" if files else str(error.strerror)


@contextlib.contextmanager
def _left_over(path: Path) -> Iterator[None]:
    """Tell what cannot be removed, and go on: it does no harm."""
    try:
        yield
    except OSError as error:
        print(f"{path} is left over and could not be removed ({reason(error)}). Remove it by hand.", file=sys.stderr)


def _remove(path: Path) -> None:
    """Remove a file, a link (not what it leads to), or a folder with what is in it."""
    with _left_over(path):
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            _open_up(path, path.lstat().st_dev)
            shutil.rmtree(path)


def _open_up(top: Path, device: int) -> None:
    """Let everything in a folder be removed, also what is read-only. Raises `OSError` when part of it is on another
    device: a file system that somebody mounted there, which is not ours to empty."""
    found = top.lstat()
    if found.st_dev != device:
        raise OSError(errno.EBUSY, "another file system is mounted there", str(top))
    if found.st_mode & stat.S_IRWXU != stat.S_IRWXU:
        top.chmod(stat.S_IRWXU)
    for path in top.iterdir():
        if path.is_dir() and not path.is_symlink():
            _open_up(path, device)
        elif os.name == "nt":  # elsewhere the folder decides, and a file may have a name outside as well
            path.chmod(stat.S_IWRITE)
