"""How many screens high a page is at rest, in the faces of each set: what is long is folded, and opens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.faces import in_all_faces

pytestmark = pytest.mark.browser

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}

SCREENS = {
    # page: the most screens on a laptop and on a phone
    "timeline.html": (6, 12),
    "sources.html": (8, 16),
    "sessions/index.html": (2, 4),
    "sessions/2007.html": (5, 9),
    "terms/index.html": (7, 12),
    "terms/ldc.html": (4, 6),
    "terms/wipo.html": (6, 10),
    "topics/index.html": (6, 9),
    "topics/technology-transfer.html": (3, 6),
}


@in_all_faces
@pytest.mark.parametrize("address", SCREENS)
def test_a_page_is_no_higher_than_it_may_be(browser: Browser, hosted: str, address: str) -> None:
    found = []
    for size in (LAPTOP, PHONE):
        page = browser.new_page(viewport=size)
        page.goto(hosted + address)
        page.wait_for_load_state("networkidle")
        found.append(page.evaluate("document.documentElement.scrollHeight") / size["height"])
        page.close()
    assert all(screens <= most for screens, most in zip(found, SCREENS[address], strict=True)), found
