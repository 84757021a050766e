"""The preview reloads what a contributor changes, and survives a mistake."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros.engine.frames import policy
from macros.engine.preview import with_reloading
from tests.project import Project

PATIENCE = 600
"""Seconds to wait for a reload. It takes about three; a busy machine may take many times as long."""


@dataclass(frozen=True)
class Preview:
    """A project that is being served: the copy, the address with a final slash, the file with what was said."""

    project: Project
    address: str
    log: Path

    def fetch(self, page: str) -> str:
        """Return a page as the browser gets it."""
        with urllib.request.urlopen(self.address + page, timeout=PATIENCE) as answer:  # noqa: S310 - http
            return str(answer.read().decode("utf-8"))

    def said(self) -> str:
        """Return what has been printed."""
        return self.log.read_text(encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Preview]:
    """A copy of the project that is being served."""
    project = Project.copied_to(tmp_path / "project")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    preview = Preview(project, f"http://{host}/", tmp_path / "said.txt")
    with preview.log.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", host],
            cwd=project.folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        try:
            wait(lambda: "Serving on" in preview.said())
            yield preview
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait(happened: Callable[[], bool]) -> None:
    """Wait until something happened; fail when it does not."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.2)


def test_a_change_is_shown_and_a_mistake_keeps_the_last_good_page(served: Preview) -> None:
    page, record = "recommendations/36.html", "data/recommendations/36.yml"
    assert "Experiences with open collaborative projects" in served.fetch(page)
    served.project.edit(record, "title: Experiences with open", "title: Lessons from open")
    wait(lambda: "Lessons from open collaborative projects" in served.fetch(page))
    served.project.edit(record, "cluster: d", "cluster: x")
    wait(lambda: "references-exist" in served.said())
    assert "Lessons from open collaborative projects" in served.fetch(page)
    served.project.edit(record, "cluster: x", "cluster: d")
    served.project.edit(record, "title: Lessons from open", "title: Insights from open")
    wait(lambda: "Insights from open collaborative projects" in served.fetch(page))


@pytest.mark.browser
@pytest.mark.parametrize("page", ["recommendations/36.html", "contributing/correct.html"])
def test_an_open_page_reloads_itself(served: Preview, browser: Browser, page: str) -> None:
    tab = browser.new_page()
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.goto(served.address + page)
    with tab.expect_navigation(timeout=PATIENCE * 1000):
        served.project.edit("data/recommendations/36.yml", "title: Experiences with open", "title: Lessons from open")
    if page.startswith("recommendations"):
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Lessons from open")
    assert complaints == []
    tab.close()


def test_only_the_script_of_the_preview_is_let_in() -> None:
    """Its sum is added and nothing else: not those of other scripts on the page, nor any script at all."""
    before = '<head><meta http-equiv="Content-Security-Policy" content="'
    after = '"></head><body><p>x</p><script>foreign</script><script>own</script></body></html>'
    plain = str(policy(["one"]))
    wider = plain.replace("script-src 'self'", f"script-src 'self' {hash_of('own')}") + "; connect-src 'self'"
    assert wider != plain
    widened = with_reloading(f"{before}{plain}{after}".encode()).decode()
    assert widened.startswith(before)
    assert widened.endswith(after)
    assert widened.removeprefix(before).removesuffix(after) == wider


@pytest.mark.parametrize("page", ["", "<body></body>", "<script>x</script>", "<body><script>x</script></body>"])
def test_a_page_without_that_script_or_a_policy_stays_as_it_is(page: str) -> None:
    assert with_reloading(page.encode()) == page.encode()


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
