"""The search as a dialog: nothing typed is lost, neither before it is ready nor on the way back from a result."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import LAPTOP

pytestmark = pytest.mark.browser


@pytest.fixture(params=["hosted", "on_disk"])
def home(request: pytest.FixtureRequest) -> str:
    """The address of the site, over HTTP and from disk."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a laptop's size."""
    context = browser.new_context(viewport=LAPTOP)
    yield context.new_page()
    context.close()


def test_enter_before_the_search_is_ready_leads_to_the_result(page: Page, hosted: str) -> None:
    held: list[Route] = []
    page.route("**/search-index.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(hosted + "timeline.html")
    page.keyboard.press("/")
    page.keyboard.type("22")
    page.keyboard.press("Enter")
    assert page.get_by_role("searchbox", name="Search").input_value() == "22"
    assert page.url == hosted + "timeline.html"
    page.wait_for_timeout(100)
    held[0].continue_()
    page.wait_for_url(hosted + "recommendations/22.html")


def test_on_the_way_back_from_a_result_the_words_are_there(page: Page, home: str) -> None:
    page.goto(home + "topics/index.html")
    page.keyboard.press("/")
    page.keyboard.type("brain drain")
    page.locator(".found a").first.click()
    expect(page).not_to_have_url(home + "topics/index.html")
    page.go_back()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("brain drain")
    expect(page.locator(".found a").first).to_be_visible()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.get_by_role("searchbox", name="Search")).to_be_hidden()


def test_the_box_on_the_home_page_hands_its_words_over(page: Page, home: str) -> None:
    page.goto(home + "index.html")
    page.locator("#home-query").fill("wo/ga/34/7")
    page.keyboard.press("Enter")
    expect(page.locator(".found a").first).to_have_attribute("href", re.compile(r"documents/wo-ga-34-7\.html$"))


def test_the_keys_are_reached_from_the_search_and_the_space_bar_switches_nothing_off(page: Page, hosted: str) -> None:
    page.goto(hosted + "recommendations/22.html")
    page.keyboard.press("/")
    page.locator("#search").get_by_role("button", name="Keys").click()
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Space")
    expect(keys).to_be_hidden()
    assert page.evaluate("localStorage.getItem('open-edition.keys')") != "off"


def test_a_document_tells_its_kind_and_date_and_what_was_typed_is_marked_alone(page: Page, home: str) -> None:
    page.goto(home + "topics/index.html")
    page.keyboard.press("/")
    page.keyboard.type("WO/GA/34/7")
    first = page.locator(".found a").first
    expect(first.locator(".found-title")).to_have_text("WO/GA/34/7: Protection of Audiovisual Performances")
    expect(first.locator(".found-words")).to_have_text("Working document, 3 August 2007")
    marked = {words.casefold() for words in page.locator(".found mark").all_inner_texts()}
    assert marked == {"wo", "ga", "34", "7"}
    page.get_by_role("searchbox", name="Search").fill("perform")
    expect(page.locator(".found mark").first).to_have_text(re.compile("^perform", re.IGNORECASE))
