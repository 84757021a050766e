"""Without scripts: the colours that the system prefers, no dead buttons, and lists that say they show everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browsing import PHONE

pytestmark = pytest.mark.browser

BRIGHTNESS = """() => {
    const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
    return (r + g + b) / 3;
}"""


@pytest.fixture(params=["dark", "light"])
def plain(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[BrowserContext, str]]:
    """A browser without scripts whose system prefers a scheme, and which."""
    scheme = request.param
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, color_scheme=scheme)
    yield context, scheme
    context.close()


def test_the_page_has_the_colours_that_the_system_prefers(plain: tuple[BrowserContext, str], on_disk: str) -> None:
    context, scheme = plain
    page = context.new_page()
    page.goto(on_disk + "recommendations/22.html")
    assert (float(page.evaluate(BRIGHTNESS)) < 100) == (scheme == "dark")


@pytest.mark.parametrize("address", ["recommendations/index.html", "documents/index.html", "timeline.html"])
def test_a_list_says_that_it_cannot_be_filtered(browser: Browser, hosted: str, address: str) -> None:
    for scripts in (False, True):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(hosted + address)
        told = page.get_by_text("Without scripts this list cannot be filtered")
        expect(told).to_be_visible(visible=not scripts)
        context.close()


def test_there_is_no_dead_search(browser: Browser, hosted: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in ("index.html", "404.html"):
        page.goto(hosted + address)
        expect(page.get_by_role("button", name="Search")).to_have_count(0)
        expect(page.get_by_role("searchbox")).to_have_count(0)
    context.close()
