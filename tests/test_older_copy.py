"""A copy that is older than one opened before in the same browser says so: from disk and hosted, without a network."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browsing import PHONE, served
from tests.project import Project

pytestmark = pytest.mark.browser

KEY = "open-edition.newest.wipo-development-agenda"


def copied(site: Path, folder: Path, version: str, day: str, name: str = "wipo-development-agenda") -> None:
    """Copy some pages of a built site with what they run, as another edition."""
    for part in ("assets/javascripts", "assets/stylesheets"):
        shutil.copytree(site / part, folder / part)
    for address in ("index.html", "recommendations/22.html", "404.html"):
        page = (site / address).read_text(encoding="utf-8")
        foot = f'data-edition="{name}" data-version="{version} of {day}">'
        page, count = re.subn(r'data-edition="[^"]*" data-version="[^"]*">', foot, page)
        assert count == 1, address
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_text(page, encoding="utf-8")


@pytest.fixture(scope="module")
def copies(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of several editions in one folder: `old`, `new`, and one of another title."""
    folder = tmp_path_factory.mktemp("copies of ü")
    copied(built.site, folder / "old", "2026.9", "22 November 2026")
    copied(built.site, folder / "new", "2026.10", "3 May 2027")
    copied(built.site, folder / "other", "2025.1", "1 January 2025", name="another-title")
    return folder


@pytest.fixture(params=["from disk", "hosted"])
def reader(request: pytest.FixtureRequest, copies: Path, browser: Browser) -> Iterator[tuple[BrowserContext, str]]:
    """A browser that has opened nothing yet, and where the copies are."""
    context = browser.new_context(viewport=PHONE, offline=request.param == "from disk")
    if request.param == "from disk":
        yield context, f"{copies.as_uri()}/"
    else:
        with served(copies) as home:
            yield context, home
    context.close()


def note(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Older copy")


def test_an_older_copy_says_so_on_each_page(reader: tuple[BrowserContext, str]) -> None:
    context, home = reader
    page = context.new_page()
    page.goto(f"{home}new/index.html")
    expect(page.locator("#__drawer")).to_be_attached()
    expect(note(page)).to_have_count(0)
    missing = ["old/404.html"] if home.startswith("file:") else []  # hosted it is at home in the root of its host alone
    for address in ("old/index.html", "old/recommendations/22.html", *missing):
        page.goto(home + address)
        expect(note(page)).to_have_text(
            "This is an older copy. A newer edition was opened in this browser: 2026.10 of 3 May 2027."
        )
        expect(note(page)).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{home}new/index.html")
    expect(page.locator(".said")).to_be_attached()
    expect(note(page)).to_have_count(0)


def test_one_that_lies_open_says_so_as_soon_as_a_newer_one_is_opened(reader: tuple[BrowserContext, str]) -> None:
    context, home = reader
    page = context.new_page()
    page.goto(f"{home}old/index.html")
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == "2026.9 of 22 November 2026"
    expect(note(page)).to_have_count(0)
    context.new_page().goto(f"{home}new/index.html")
    expect(note(page)).to_have_count(1)
    expect(note(page)).to_contain_text("2026.10 of 3 May 2027")


@pytest.mark.parametrize(
    ("opened", "here", "is_older"),
    [
        ("2026.10", "2026.9", True),
        ("2026.9.1", "2026.9", True),
        ("2026.9.10", "2026.9.9", True),
        ("2027.1", "2026.12", True),
        ("2026.9", "2026.10", False),
        ("2026.9", "2026.9.1", False),
        ("2026.9", "2026.9", False),
        ("2025.99", "2026.1", False),
    ],
)
def test_numbers_decide(copies: Path, browser: Browser, opened: str, here: str, is_older: bool) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((copies / "old" / "index.html").as_uri())
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, f"{opened} of 1 May 2027"])
    file = copies / "old" / f"{here}.html"
    text = (copies / "old" / "index.html").read_text(encoding="utf-8")
    file.write_text(re.sub(r'data-version="[0-9.]+', f'data-version="{here}', text), encoding="utf-8")
    page.goto(file.as_uri())
    expect(page.locator(".older")).to_have_count(int(is_older))
    kept = page.evaluate("key => localStorage.getItem(key)", KEY)
    assert kept == (f"{opened} of 1 May 2027" if is_older else f"{here} of 22 November 2026")
    context.close()


def test_another_title_is_no_newer_edition(reader: tuple[BrowserContext, str]) -> None:
    context, home = reader
    page = context.new_page()
    page.goto(f"{home}new/index.html")
    page.goto(f"{home}other/index.html")
    assert page.evaluate("localStorage.getItem('open-edition.newest.another-title')") == "2025.1 of 1 January 2025"
    expect(note(page)).to_have_count(0)


@pytest.mark.parametrize(
    "kept",
    ["9999.1 of <img src=x onerror=alert(1)>", "<b>", "9999.1.1.1 of x", "9e99.1 of x", "", "99999.1 of x", "9999.1"],
)
def test_what_others_wrote_there_is_text_or_nothing(reader: tuple[BrowserContext, str], kept: str) -> None:
    context, home = reader
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{home}old/index.html")
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, kept])
    page.reload()
    newer = kept.startswith("9999.1 of ")
    expect(note(page)).to_have_count(int(newer))
    assert page.locator(".older *").count() == 0
    assert said == []
    told = page.evaluate("key => localStorage.getItem(key)", KEY)
    assert told == (kept if newer else "2026.9 of 22 November 2026")


def test_a_draft_is_neither_newer_nor_older(built: Project, copies: Path, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    copied(built.site, tmp_path / "draft", "2031.1", "today")
    for path in (tmp_path / "draft").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r' data-edition="[^"]*" data-version="[^"]*"', "", text), encoding="utf-8")
    page = context.new_page()
    page.goto((tmp_path / "draft" / "index.html").as_uri())
    assert page.evaluate("localStorage.length") == 0
    context.close()


def test_where_nothing_may_be_kept_nothing_is_said(copies: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('shut') }})")
    page.goto((copies / "old" / "index.html").as_uri())
    expect(page.locator(".said")).to_be_attached()
    expect(note(page)).to_have_count(0)
    assert said == []
    context.close()
