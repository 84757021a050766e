"""The built site in a real browser: over HTTP and from disk, with scripts and without, and never another host.

Needs Chromium; `dev.py test` says loudly when there is none and leaves these out, `.ci/run` does not allow that.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browsing import KINDS, Opened
from tests.faces import in_all_faces

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", KINDS)
def test_a_page_opens_without_errors_and_asks_nobody_else(opened: Opened, address: str) -> None:
    opened.page.goto(opened.home + address)
    opened.page.wait_for_load_state("networkidle")
    assert opened.page.locator("h1").count() == 1
    assert opened.elsewhere == []
    assert opened.errors == []


def test_a_reader_gets_from_home_to_a_part_of_a_recommendation(opened: Opened) -> None:
    page = opened.page
    page.goto(opened.home + "index.html")
    page.get_by_role("link", name="Recommendation 22: Norm-setting in support").click()
    page.wait_for_url("**/recommendations/22.html")
    assert "directed by Member Sates, issues such as:" in page.locator("#p2").inner_text().replace("\n", " ")
    page.locator("#a > .anchor").click()
    assert page.url.endswith("recommendations/22.html#a")
    page.get_by_role("link", name="lines 61").click()
    page.wait_for_url("**/documents/development-agenda-2007.html#line-61")
    assert page.locator("#line-61").is_visible()


def test_the_words_of_a_note_lead_to_it_and_back(opened: Opened) -> None:
    page = opened.page
    page.goto(opened.home + "recommendations/22.html")
    sign = page.get_by_role("link", name="Notes 2 and 3: ")
    sign.click()
    note = page.locator(page.evaluate("location.hash"))
    assert "Member Sates" in note.inner_text()
    note.get_by_role("link", name="Back to the words").click()
    assert page.evaluate("location.hash").startswith("#at-")


def test_selected_text_is_the_source_and_nothing_else(opened: Opened) -> None:
    page = opened.page
    page.goto(opened.home + "recommendations/18.html")
    copied = page.evaluate(
        """() => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector('.verbatim'));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }"""
    )
    assert " ".join(copied.split()) == (
        "18) To urge the IGC to accelerate the process on the protection of genetic resources, traditional knowledge "
        "and folklore, without prejudice to any outcome, including the possible development of an international "
        "instrument or instruments."
    )


def test_everything_is_readable_without_scripts(browser: Browser, hosted: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hosted + "timeline.html")
    for year in range(2003, 2009):
        page.locator(f"[data-part=session-{year}] > details > summary").click()
        assert page.locator(f"#session-{year}").is_visible()
        assert page.locator(f"#session-{year}").get_by_text("Proposal", exact=True).is_visible()
        assert page.locator(f"#session-{year}").get_by_text("Decision", exact=True).is_visible()
    assert page.locator("ol.timeline time").count() >= 40
    context.close()


@in_all_faces
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", KINDS)
def test_no_page_is_wider_than_the_window(browser: Browser, hosted: str, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(hosted + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
