"""The environment .venv with the locked requirements: made, looked after, and made anew whenever it is in doubt.

It is made in its place, since a virtual environment holds its own path and cannot be moved. What keeps it safe to be
stopped at any moment is the file `dev-state.json` in it: emptied before the first change, written anew after the last.
An environment without it, made by hand or by an earlier version, is used when pip's own records say that it is whole.
docs/contributing/decisions/0014-environment-in-its-place.md has the reasons.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts import OLDEST, children
from scripts.lock import alone
from scripts.terminal import said

STATE = "dev-state.json"
LOCK = "dev-lock"

MAKING = (str(getattr(sys, "_base_executable", None) or sys.executable), "-m", "venv")
"""Makes an environment. It is not the environment's own Python that is asked, which may be about to go."""

PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "-r")

_LOOK = (
    "import json, sys, sysconfig; "
    "print(json.dumps([list(sys.version_info[:2]), sys.prefix, sysconfig.get_path('purelib')]))"
)
_OUT_OF_REACH = re.compile(
    r"No matching distribution|Could not find a version|Max retries|Failed to establish|Connection|resolve|timed out|"
    r"SSLError|ProxyError|HTTP error|404 Client|Cannot connect"
)


@dataclass(frozen=True)
class Environment:
    """The environment in a folder."""

    folder: Path
    making: Sequence[str] = MAKING

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def ready(self, locks: Sequence[Path]) -> None:
        """Make sure that the environment is whole and holds what these files lock. Ends the program with one line where
        that cannot be."""
        try:
            self._look_at_its_place()
            if not self._empty() and not self.trouble() and not self._wanted(locks):
                return
            self.folder.mkdir(exist_ok=True)
            with alone(self.folder / LOCK, f"make {self.folder.name}") as lock:
                self._make_ready(locks, lock)
        except OSError as error:
            sys.exit(said(error).replace("Stopped: ", f"The environment {self.folder.name} cannot be made: ", 1))

    def trouble(self) -> str:
        """Say why the environment cannot be used as it is; nothing when it is whole."""
        state = self._state()
        if state == {}:
            return "it was left unfinished"
        seen = self._seen()
        if seen is None:
            return "its Python is gone or does not start"
        version, prefix, packages = seen
        if tuple(version) < OLDEST:
            return "its Python is {}.{}, too old".format(*version)
        if not os.path.exists(prefix) or not os.path.samefile(prefix, self.folder):
            return "its Python does not know it"
        there = _distributions(packages)
        if not any(name.startswith("pip-") for name in there):
            return "its packages are gone"
        for name in state["distributions"] if state else ():
            if name not in there and not name.startswith("pip-"):  # pip itself may be brought up to date by hand
                return f"{name.removesuffix('.dist-info')} is gone"
        return next(filter(None, (_flaw(packages, name) for name in there)), "")

    # What is there

    def _look_at_its_place(self) -> None:
        """End the program where .venv is something that is not to be touched."""
        name = self.folder.name
        if self.folder.is_symlink():
            target = os.path.realpath(self.folder)
            if not os.path.isdir(target):
                sys.exit(f"{name} is a link to {target}, which is no folder. Make that folder, or remove the link.")
            if self._state() is None and not self._empty() and (trouble := self.trouble()):
                sys.exit(
                    f"{name} is a link to {target}, and {trouble} there. What is there was not made by this task and "
                    "stays as it is: mend it, or remove the link."
                )
        elif self.folder.exists() and not self.folder.is_dir():
            sys.exit(f"{name} is a file where a folder is wanted. Move it away, then call the same command again.")
        elif self.folder.exists() and not self._may_be_cleared():
            sys.exit(
                f"{name} holds something else than an environment. Move it away, then call the same command again."
            )

    def _names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()} if self.folder.exists() else set()

    def _empty(self) -> bool:
        return not self._names() - {LOCK}

    def _may_be_cleared(self) -> bool:
        return self._empty() or bool(self._names() & {STATE, "pyvenv.cfg", "bin", "lib", "Scripts", "Lib"})

    def _state(self) -> dict[str, Any] | None:
        """Return what was written when the environment was last finished; nothing in it when it is not finished, None
        when this module never changed the environment."""
        try:
            state = json.loads((self.folder / STATE).read_text(encoding="utf-8"))
            return {"locks": dict(state["locks"]), "distributions": list(state["distributions"])}
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError):
            return {}

    def _seen(self) -> tuple[list[int], str, Path] | None:
        """Return the version of its Python, the environment that this believes to be in, and where packages lie; None
        when it does not start."""
        try:
            done = subprocess.run([self.python, "-I", "-c", _LOOK], capture_output=True, check=True)
            version, prefix, packages = json.loads(done.stdout)
            return version, prefix, Path(packages)
        except (OSError, ValueError, subprocess.CalledProcessError):
            return None

    def _wanted(self, locks: Sequence[Path]) -> list[Path]:
        """Return which of these files changed since they were installed."""
        state = self._state()
        return [path for path in locks if self._installed(path, state) != _sum(path)]

    def _installed(self, lock: Path, state: dict[str, Any] | None) -> str | None:
        if state is not None:
            return str(state["locks"].get(lock.name)) if state else None
        stamp = self.folder / f"{lock.name}.sha256"  # as earlier versions noted it
        return stamp.read_text(encoding="utf-8") if stamp.is_file() else None

    # Making it

    def _make_ready(self, locks: Sequence[Path], lock: int) -> None:
        try:
            trouble = "" if self._empty() else self.trouble()  # again: the one waited for may have mended it
            if trouble:
                print(f"The environment {self.folder.name} is made anew: {trouble}.", flush=True)
            if trouble or self._empty():
                self._make(lock)
            for path in self._wanted(locks):
                self._install(path, lock)
        except KeyboardInterrupt as told:
            if self._state() == {}:
                told.add_note(f"{self.folder.name} is unfinished; the next call makes it anew.")
            raise

    def _make(self, lock: int) -> None:
        print(f"Making the environment {self.folder.name} ...", flush=True)
        self._begin()
        for path in self.folder.iterdir():
            if path.name not in (LOCK, STATE):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
        place = os.path.realpath(self.folder)  # venv refuses a link
        code, output = children.captured([*self.making, place], folder=self.folder, held=[lock])
        if code and "ensurepip" in output and not self._full(output):
            sys.exit(
                "Python's venv module cannot make an environment here: ensurepip is missing. "
                "On Debian and Ubuntu: sudo apt install python3-venv"
            )
        if code:
            sys.exit(
                f"The environment {self.folder.name} could not be made: {self._full(output) or children.gist(output)}"
            )
        self._finish({})

    def _install(self, path: Path, lock: int) -> None:
        print(f"Installing {path.name} ...", flush=True)
        state, before = self._state(), self._seen()
        installed = state["locks"] if state else {}
        there = _distributions(before[2]) if before else []
        self._begin()
        code, output = children.captured([str(self.python), *PIP, str(path)], folder=path.parent, held=[lock])
        if not code:
            self._finish({**installed, path.name: _sum(path)})
            return
        if before and _distributions(before[2]) == there and not any(_flaw(before[2], name) for name in there):
            # pip looks everything up before it changes anything, so what was whole still is
            self._finish(installed) if state else (self.folder / STATE).unlink()
        last = children.gist(output)
        if full := self._full(output):
            sys.exit(f"pip could not install {path.name}: {full}")
        if _OUT_OF_REACH.search(last):
            sys.exit(
                f"pip could not install {path.name}: no package index that has everything is in reach ({last}). "
                "Look after the network or pip's settings, then call the same command again."
            )
        print(output.rstrip(), file=sys.stderr)
        sys.exit(f"pip could not install {path.name}, see above. Then call the same command again.")

    def _full(self, output: str) -> str:
        """Return a line when the disk is full, from what a program wrote or from what is left."""
        full = "No space left" in output or "Errno 28" in output or shutil.disk_usage(self.folder).free < 1 << 20
        return "the disk is full. Make room, then call the same command again." if full else ""

    def _begin(self) -> None:
        (self.folder / STATE).write_bytes(b"")

    def _finish(self, locks: dict[str, str]) -> None:
        seen = self._seen()
        if seen is None:
            sys.exit(f"The environment {self.folder.name} was made, but its Python does not start.")
        state = {"locks": locks, "distributions": _distributions(seen[2])}
        written = self.folder / f"{STATE}.new"
        written.write_text(json.dumps(state, indent=1), encoding="utf-8")
        written.replace(self.folder / STATE)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _distributions(packages: Path) -> list[str]:
    """Return the names of the folders in which pip keeps what it knows of each distribution."""
    return sorted(path.name for path in packages.glob("*.dist-info"))


def _flaw(packages: Path, distribution: str) -> str:
    """Say which file of a distribution is gone or cut off; nothing when all are there. pip writes the list, RECORD,
    after everything else (packaging.python.org, "Recording installed projects")."""
    try:
        record = (packages / distribution / "RECORD").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return f"{distribution.removesuffix('.dist-info')} is installed by half"
    for name, _, size in csv.reader(record.splitlines()):
        if size:  # files that Python makes by itself have none
            try:
                whole = os.stat(os.path.join(packages, name)).st_size == int(size)
            except OSError:
                whole = False
            if not whole:
                return f"{os.path.normpath(name)} is gone or changed"
    return ""
