"""A real browser for the tests that need one, and the built site as it is reached: over HTTP, from disk, under a path.

Needs Chromium; `dev.py test` says loudly when there is none and leaves these tests out, `.ci/run` does not allow that.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, expect, sync_playwright

from scripts.tools import BROWSER, browser_of_the_system
from tests.faces import SETS
from tests.project import Project

KINDS = (
    "index.html",
    "recommendations/index.html",
    "recommendations/22.html",
    "recommendations/15.html",
    "clusters/b.html",
    "sessions/2007.html",
    "documents/wo-ga-34-7.html",
    "documents/development-agenda-2007.html",
    "documents/sccr-17-3.html",
    "documents/wo-ga-30-8.html",
    "witnesses/brochure.html",
    "terms/ldc.html",
    "topics/technology-transfer.html",
    "timeline.html",
    "full-text.html",
    "sources.html",
    "contributing/index.html",
)
"""A page of each kind."""

PHONE: ViewportSize = {"width": 360, "height": 780}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
WIDE: ViewportSize = {"width": 1800, "height": 1000}

expect.set_options(timeout=60_000)  # what is expected comes at once; a busy machine may take its time

BASE = "/agenda/"
"""The path under which `project_with_host` is hosted."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser_with(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Browser]]:
    """Chromium with one set of faces of `tests.faces`, or with those of the system for "": each started once."""
    started: dict[str, Browser] = {}

    def with_faces(name: str) -> Browser:
        if name not in started:
            environment = SETS[name].given(tmp_path_factory.mktemp(name)) if name else None
            started[name] = launched(playwright, environment=environment)
        return started[name]

    yield with_faces
    for each in started.values():
        each.close()


@pytest.fixture
def browser(request: pytest.FixtureRequest, browser_with: Callable[[str], Browser]) -> Browser:
    """Chromium, wherever the system has it; in tests that are marked `in_all_faces` with the faces of a set."""
    name: str = getattr(request, "param", "")
    if name and (missing := SETS[name].missing()):
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return browser_with(name)


def launched(
    playwright: Playwright,
    *options: str,
    without: tuple[str, ...] = (),
    environment: dict[str, str] | None = None,
    whole: bool = False,
) -> Browser:
    """Start Chromium with further options, and without some of those that Playwright gives it; in an environment. With
    `whole`, the one with a window."""
    path = browser_of_the_system(whole=whole) or playwright.chromium.executable_path
    if whole and not Path(path).exists():
        pytest.skip("no Chromium with a window, which keeps pages for the way back (Debian: sudo apt install chromium)")
    assert Path(path).exists(), f"no Chromium. {BROWSER.remedy}"
    return playwright.chromium.launch(
        executable_path=path,
        # --no-sandbox: containers run as root, where Chromium's sandbox cannot start; it opens only our own pages.
        args=["--no-sandbox", "--disable-gpu", *options],
        ignore_default_args=list(without),
        # LC_ALL: else, under a locale without UTF-8, it keeps nothing in a folder for its own files with such letters.
        env={**(environment or os.environ), "LC_ALL": "C.UTF-8"},
    )


class _LikeAHost(http.server.SimpleHTTPRequestHandler):
    """Serves a site under a path, and its 404.html for every address that it does not have, as forges do."""

    base = "/"

    def translate_path(self, path: str) -> str:
        """Leave the base out; what lies outside of it does not exist."""
        inside = path.startswith(self.base)
        return super().translate_path("/" + (path.removeprefix(self.base) if inside else "outside-of-the-base"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 - given
        """Answer with the site's own page."""
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given by the base class
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that leaves a page hangs up in the middle of an answer."""


@contextmanager
def served(site: Path, base: str = "/") -> Iterator[str]:
    """Serve a built site over HTTP; gives its address with a final slash."""
    handler = type("_Handler", (_LikeAHost,), {"base": base})
    with _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()


@pytest.fixture(scope="session")
def hosted(built: Project) -> Iterator[str]:
    """The built site over HTTP: its address with a final slash."""
    with served(built.site) as address:
        yield address


@pytest.fixture(scope="session")
def on_disk(built: Project, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The built site in a folder with spaces and other letters: its address with a final slash."""
    folder = tmp_path_factory.mktemp("disk") / "Agenda für später ü"
    shutil.copytree(built.site, folder)
    return folder.as_uri() + "/"


@pytest.fixture(scope="session")
def project_with_host(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, built once for a host of its own. Do not change it."""
    project = Project.copied_to(tmp_path_factory.mktemp("hosted") / "project")
    done = project.build(
        SITE_URL=f"https://example.org{BASE}", GITHUB_SERVER_URL="https://forge.example", GITHUB_REPOSITORY="a/b"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="session")
def under_a_path(project_with_host: Project) -> Iterator[str]:
    """The site built for a host, under its path: its address with a final slash."""
    with served(project_with_host.site, BASE) as address:
        yield address


class Opened:
    """A page, with what it asked for and complained about."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.asked: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfailed", lambda request: self.errors.append(f"failed: {request.url}"))

    @property
    def elsewhere(self) -> list[str]:
        """What it asked of others than its own site."""
        return [url for url in self.asked if not url.startswith((self.home, "data:"))]


@pytest.fixture(params=["hosted", "on_disk"])
def opened(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Opened]:
    """A fresh page of the hosted site, and of the one on disk with the network cut."""
    context = browser.new_context(viewport=LAPTOP, offline=request.param == "on_disk")
    yield Opened(context.new_page(), request.getfixturevalue(request.param))
    context.close()


_MOVED = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
})"""


def moved(page: Page, address: str) -> float:
    """Load a page and return how far what was shown moved (its layout shift), the least of three loads: a busy machine
    now and then paints a page that has come in by half, but what a page itself moves it moves every time."""
    shifts: list[float] = []
    while len(shifts) < 3 and 0 not in shifts:
        page.goto("about:blank")
        page.goto(address)
        page.wait_for_load_state("networkidle")
        shifts.append(float(page.evaluate(_MOVED)))
    return min(shifts)
