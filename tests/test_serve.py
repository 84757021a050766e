"""The preview reloads what a contributor changes, and survives a mistake."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.project import Project

PATIENCE = 600
"""Seconds to wait for a reload. It takes about three; a busy machine may take many times as long."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Project, Callable[[str], str], Path]]:
    """A project that is being served: the copy, a function that fetches a page, the file with what was said."""
    project = Project.copied_to(tmp_path / "project")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = tmp_path / "said.txt"
    with said.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=project.folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )

        def fetch(page: str) -> str:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))

        try:
            wait(lambda: "Serving on" in said.read_text(encoding="utf-8"))
            yield project, fetch, said
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait(happened: Callable[[], bool]) -> None:
    """Wait until something happened; fail when it does not."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.2)


def test_a_change_is_shown_and_a_mistake_keeps_the_last_good_page(
    served: tuple[Project, Callable[[str], str], Path],
) -> None:
    project, fetch, said = served
    page, record = "recommendations/36.html", "data/recommendations/36.yml"
    assert "Experiences with open collaborative projects" in fetch(page)
    project.edit(record, "title: Experiences with open", "title: Lessons from open")
    wait(lambda: "Lessons from open collaborative projects" in fetch(page))
    project.edit(record, "cluster: d", "cluster: x")
    wait(lambda: "references-exist" in said.read_text(encoding="utf-8"))
    assert "Lessons from open collaborative projects" in fetch(page)
    project.edit(record, "cluster: x", "cluster: d")
    project.edit(record, "title: Lessons from open", "title: Insights from open")
    wait(lambda: "Insights from open collaborative projects" in fetch(page))
