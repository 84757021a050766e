"""Pictures of a page of each kind, for people to look at: kept in test-results/ and by CI."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browsing import KINDS, LAPTOP, PHONE, WIDE
from tests.project import ROOT

pytestmark = pytest.mark.browser

FOLDER = ROOT / "test-results" / "screenshots"
SIZES = {"phone": PHONE, "laptop": LAPTOP, "wide": WIDE}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_each_kind_of_page_is_pictured(
    browser: Browser, hosted: str, size: str, scheme: Literal["light", "dark"]
) -> None:
    viewport: ViewportSize = SIZES[size]
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    for address in (*KINDS, "404.html"):
        page.goto(hosted + address)
        name = address.removesuffix(".html").replace("/", "-")
        page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png", full_page=True)
        assert (FOLDER / f"{name}-{size}-{scheme}.png").stat().st_size > 5_000
    context.close()
