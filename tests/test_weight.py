"""What a page weighs, and that nothing on it moves: budgets that fail the build."""

from __future__ import annotations

import gzip
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browsing import LAPTOP, PHONE, Opened, moved
from tests.faces import in_all_faces
from tests.project import Project

pytestmark = pytest.mark.browser

FIRST_VIEW = 80_000
"""Bytes over the wire, compressed, that the first view of any page may take."""
REQUESTS = 7

BUDGETS = {
    # page: kilobytes, compressed, of the page itself; what it loads besides is the same for all, see SHARED. A figure
    # behind one is what held before pages could be cited, led to what editions changed and to the licences, and told
    # programs what they are about; those pages were full already.
    "index.html": 12,
    "recommendations/index.html": 16.2,  # 16
    "recommendations/22.html": 11,
    "recommendations/15.html": 10,
    "clusters/b.html": 8,
    "sessions/2007.html": 9,
    "documents/index.html": 9.3,  # 9
    "documents/wo-ga-34-7.html": 9.4,  # 9
    "documents/development-agenda-2007.html": 15,
    "terms/ldc.html": 7,
    "topics/technology-transfer.html": 7,
    "timeline.html": 20.6,  # 20
    "full-text.html": 27.9,  # 27
    "documents/sccr-17-3.html": 6,
    "witnesses/brochure.html": 6,
    "sources.html": 17,
    "data.html": 14.9,  # 14
    "contributing/index.html": 7,
    "404.html": 6,
}
SHARED = 38.5  # 38.2
"""Kilobytes, compressed, of style sheets and scripts that every page loads."""
FINDER = 6.2
"""The same of the finder's two files, for the pages that have one."""
FINDERS = ("recommendations/index.html", "documents/index.html", "timeline.html")


def compressed(project: Project, url: str, home: str) -> int:
    """Return the size over the wire of a file of the site: text compressed, as hosts send it, the rest as it is."""
    path = project.site / unquote(urlsplit(url.removeprefix(home)).path)
    data = path.read_bytes()
    return len(gzip.compress(data, 6)) if path.suffix in (".html", ".css", ".js", ".svg", ".json") else len(data)


@pytest.mark.parametrize("address", BUDGETS)
def test_a_page_stays_within_its_budget(browser: Browser, built: Project, hosted: str, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    opened = Opened(context.new_page(), hosted)
    opened.page.goto(hosted + address)
    opened.page.wait_for_load_state("networkidle")
    sizes = {url.removeprefix(hosted): compressed(built, url, hosted) for url in opened.asked}
    page = sizes.pop(address)
    told = f"{address}: {page} bytes itself, {sum(sizes.values())} shared: {sizes}"
    assert page <= BUDGETS[address] * 1000, told
    finder = FINDER if address in FINDERS else 0
    assert sum(sizes.values()) <= (SHARED + finder) * 1000, told
    assert page + sum(sizes.values()) <= FIRST_VIEW, told
    moved = "assets/javascripts/moved.js" in sizes  # where a part of the page has moved to another
    assert len(opened.asked) <= REQUESTS + (2 if finder else 0) + moved, told
    context.close()


@in_all_faces
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["recommendations/22.html", "index.html", "timeline.html"])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, hosted: str, address: str, scheme: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    assert moved(page, hosted + address) == 0
    context.close()


def test_the_pictures_of_the_head_are_small(built: Project) -> None:
    images = built.site / "assets" / "images"
    assert (images / "favicon.svg").stat().st_size <= 1_000
    assert (images / "favicon-32.png").stat().st_size <= 1_000
    assert (images / "social.png").stat().st_size <= 60_000
