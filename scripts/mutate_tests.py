"""What pytest is told while mutants are tested: which tests are fast, what each calls, and which to run."""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest


class StartsProgram(Exception):
    """A test starts another program, which is neither fast nor changed by what is imported here."""


_watching = [False]


def only_fast() -> None:
    """From now on no program can be started from this process; for as long as it lives, as hooks of this kind do."""

    def hook(event: str, _arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" and _watching[0]:
            raise StartsProgram

    if not _watching[0]:
        sys.addaudithook(hook)
        _watching[0] = True


class Built:
    """Lends the fixture `built` a site that was built before anything was changed."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> object:
        """Answer for `built`, and leave the other fixtures to others."""
        if fixturedef.argname != "built" or self._folder is None:
            return None
        from tests.project import Project  # noqa: PLC0415 - of the tree that is tested

        value = Project(self._folder)
        fixturedef.cached_result = (value, fixturedef.cache_key(request), None)
        return value


class Recorder:
    """Notes which functions under `root` each test calls that passes, also while its file is read and its fixtures are
    made, and how long it takes."""

    def __init__(self, root: Path) -> None:
        self._top = f"{root}/macros/"
        self._root = f"{root}/"
        self._now: set[tuple[str, int]] = set()
        self._of: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self._failed: set[str] = set()
        self._items: dict[str, tuple[str, list[str]]] = {}
        self._seconds: dict[str, float] = defaultdict(float)

    def written(self) -> str:
        """Return the map: of each test its seconds and the functions that it calls, as `path:line`."""
        found = {}
        for item, (file, fixtures) in self._items.items():
            if item not in self._failed:
                called = self._of[item].union(self._of[file], *(self._of[f"fixture {each}"] for each in fixtures))
                names = sorted(f"{path.removeprefix(self._root)}:{line}" for path, line in called)
                found[item] = [round(self._seconds[item], 3), names]
        return json.dumps(found)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Generator[None, object, object]:
        """What a file of tests calls while it is read, all of its tests depend on."""
        with self._noting(collector.nodeid.partition("::")[0]):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, object, object]:
        """What a fixture calls, all that use it depend on."""
        with self._noting(f"fixture {fixturedef.argname}"):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, object, object]:
        """What a test calls."""
        self._items[item.nodeid] = (item.nodeid.partition("::")[0], list(item.fixturenames))
        begun = time.perf_counter()
        with self._noting(item.nodeid):
            done = yield
        self._seconds[item.nodeid] = time.perf_counter() - begun
        return done

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Leave out what does not pass: it starts programs, or lacks something on this machine."""
        if not report.passed:
            self._failed.add(report.nodeid)

    @contextmanager
    def _noting(self, whose: str) -> Iterator[None]:
        before, self._now = self._now, set()
        sys.settrace(self._called)  # unlike setprofile, of calls alone
        try:
            yield
        finally:
            self._of[whose] |= self._now
            before |= set() if whose.startswith("fixture ") else self._now
            self._now = before

    def _called(self, frame: FrameType, _event: str, _argument: object) -> None:
        if frame.f_code.co_filename.startswith(self._top):
            self._now.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))


class Chosen:
    """Runs these tests and no others, in this order."""

    def __init__(self, names: list[str]) -> None:
        self._order = {name: place for place, name in enumerate(names)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Keep and sort what was chosen."""
        items[:] = sorted(
            (each for each in items if each.nodeid in self._order), key=lambda each: self._order[each.nodeid]
        )
