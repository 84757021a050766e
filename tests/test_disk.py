"""The whole site opened from disk, without a network: every page, then a walk as a reader takes it.

Both lives are here: the site built without a host, and the one built for a host, which must open from disk as well.
Needs Chromium; `dev.py test` says loudly when there is none and leaves these out, `.ci/run` does not allow that.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browsing import LAPTOP
from tests.project import Project

pytestmark = pytest.mark.browser

FOLDER = "Agenda für später, ¡ü! 议程"
"""A name that must be escaped in every address."""

NEED_SCRIPTS = {
    "404.html": "a script in its head finds out whether it is hosted; without scripts it is right on its host only",
}
"""Pages that cannot be opened from disk without scripts, each with the reason. No page links to them."""


@dataclass
class Heard:
    """What a page asked for outside of its folder, what failed, and what the browser said about it."""

    home: str
    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Keep everything that should not happen, each in a line."""
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", lambda said: self._said(said.type, said.text))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # given up because the test went on to the next page: icons
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def taken(self) -> list[str]:
        """Return what was heard since the last time."""
        taken, self.complaints = self.complaints, []
        return taken


@pytest.fixture(scope="module", params=["built", "project_with_host"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, in a folder with spaces and letters beyond ASCII: built without a host, and for one."""
    project: Project = request.getfixturevalue(request.param)
    copy = tmp_path_factory.mktemp("disk") / FOLDER
    shutil.copytree(project.site, copy)
    return copy


@pytest.fixture
def reading(browser: Browser, folder: Path) -> Iterator[tuple[Page, Heard]]:
    """A page of a browser without a network, and what is heard of it."""
    context = browser.new_context(viewport=LAPTOP)
    yield opened(context, folder)
    context.close()


def opened(context: BrowserContext, folder: Path) -> tuple[Page, Heard]:
    context.set_offline(True)
    page, heard = context.new_page(), Heard(folder.as_uri() + "/")
    heard.listen(page)
    return page, heard


def pages_of(folder: Path) -> list[str]:
    """Return the addresses of all pages within the site."""
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]


def test_every_page_opens_without_a_complaint(browser: Browser, folder: Path) -> None:
    assert_no_complaints(browser, folder, scripts=True)


@pytest.mark.parametrize("folder", ["project_with_host"], indirect=True)  # the two differ in scripts and in addresses
def test_every_page_opens_without_a_complaint_without_scripts(browser: Browser, folder: Path) -> None:
    assert_no_complaints(browser, folder, scripts=False)


def assert_no_complaints(browser: Browser, folder: Path, *, scripts: bool) -> None:
    context = browser.new_context(viewport=LAPTOP, java_script_enabled=scripts)
    page, heard = opened(context, folder)
    addresses = pages_of(folder)
    assert len(addresses) > 100
    found = {}
    for address in addresses:
        page.goto(heard.home + quote(address))
        if page.locator("h1").count() != 1:
            heard.complaints.append(f"{page.locator('h1').count()} headings of the first level")
        if not scripts and address in NEED_SCRIPTS:
            heard.taken()
        if complaints := heard.taken():
            found[address] = complaints
    assert found == {}
    context.close()


def test_what_is_wrong_is_heard(browser: Browser, folder: Path, tmp_path: Path) -> None:
    """The test above would be worth nothing if the browser said nothing."""
    bad = tmp_path / FOLDER
    bad.mkdir()
    (bad / "bad.html").write_text(
        "<!doctype html><link rel=stylesheet href=none.css><img src=https://example.org/x.png alt=''>"
        "<script>console.warn('so'); throw Error('thrown')</script>",
        encoding="utf-8",
    )
    context = browser.new_context()
    page, heard = opened(context, bad)
    page.goto(heard.home + "bad.html")
    said = "\n".join(heard.taken())
    for word in ("none.css", "asked elsewhere: https://example.org/x.png", "warning: so", "error: thrown"):
        assert word in said
    context.close()


def test_the_page_not_found_leads_on(reading: tuple[Page, Heard], folder: Path) -> None:
    page, heard = reading
    page.goto(heard.home + "404.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky", "no style"
    addresses = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    own = [address for address in addresses if address.startswith("file:")]
    assert len(own) > 20
    for address in own:
        assert address.startswith(heard.home), address
        assert Path(unquote(urlsplit(address).path)).is_file(), address
    page.get_by_role("link", name="Skip to content").press("Enter")
    assert page.url == heard.home + "404.html#page-text"
    page.get_by_role("main").get_by_role("link", name="All recommendations").click()
    page.wait_for_url(heard.home + "recommendations/index.html")
    assert heard.taken() == []


def test_a_reader_walks_through_the_site(reading: tuple[Page, Heard]) -> None:
    page, heard = reading
    page.goto(heard.home + "index.html")
    page.get_by_role("link", name="Recommendation 22: Norm-setting in support").click()
    page.wait_for_url("**/recommendations/22.html")
    page.get_by_role("link", name="Notes 2 and 3: ").click()
    note = page.locator(page.evaluate("location.hash"))
    expect(note).to_contain_text("Member Sates")
    note.get_by_role("link", name="Back to the words").click()
    assert page.evaluate("location.hash").startswith("#at-")
    page.get_by_role("link", name="Timeline", exact=True).first.click()
    page.wait_for_url("**/timeline.html")
    link = page.locator("main svg a").first
    target = str(link.evaluate("link => new URL(link.getAttribute('href'), document.baseURI).href"))
    link.press("Enter")
    page.wait_for_url(target)
    assert page.url.startswith(heard.home)
    assert heard.taken() == []


def test_the_colours_chosen_stay_from_page_to_page(reading: tuple[Page, Heard]) -> None:
    page, heard = reading
    page.goto(heard.home + "index.html")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("link", name="Recommendation 22: Norm-setting in support").click()
    page.wait_for_url("**/recommendations/22.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert heard.taken() == []


def test_a_page_is_printed_as_text_and_not_as_a_screen(reading: tuple[Page, Heard]) -> None:
    page, heard = reading
    page.goto(heard.home + "recommendations/22.html")
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).not_to_be_visible()
    expect(page.locator(".verbatim").first).to_be_visible()
    assert re.match(rb"%PDF-", page.pdf())
    assert heard.taken() == []
