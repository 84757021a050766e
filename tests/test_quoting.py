"""What is copied to quote and to cite: the words of the chosen part, clean, and a citation that is the one Python makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records.verbatim import fold
from tests.browsing import LAPTOP

pytestmark = pytest.mark.browser

CLIPBOARD = """async () => {
    const [item] = await navigator.clipboard.read();
    const forms = {};
    for (const type of item.types) forms[type] = await (await item.getType(type)).text();
    return forms;
}"""

BLOCK = ".citing"


@pytest.fixture(params=["hosted", "on_disk", "under_a_path"])
def home(request: pytest.FixtureRequest) -> str:
    """The site in each of its lives: without an address of its own, on disk, and under the one that it knows."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page on a laptop, whose clipboard may be used."""
    context = browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> Page:
    """Open a page and the block in which one cites it, by keyboard, and wait until it is ready."""
    page.goto(address)
    page.locator(f"{BLOCK} > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{BLOCK} button").first).to_be_enabled()
    return page


def copied(page: Page, name: str) -> dict[str, str]:
    """Press a button by keyboard and return what is in the clipboard then, in each of its forms."""
    page.evaluate("navigator.clipboard.writeText('')")
    page.locator(BLOCK).get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Copied: ")
    forms: dict[str, str] = page.evaluate(CLIPBOARD)
    return forms


def words(html: str) -> str:
    """Return the words of copied HTML, in which only paragraphs and lists may stand."""
    body = re.sub(r"<meta[^>]*>", "", html)
    assert set(re.findall(r"<[^>]*>", body)) <= {"<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>"}, html
    return fold(unescape(re.sub(r"<[^>]*>", " ", body)))


def test_a_part_is_quoted_with_its_citation(page: Page, home: str, corpus: Corpus) -> None:
    opened(page, f"{home}recommendations/22.html")
    page.locator(f"{BLOCK} select").select_option("a")
    forms = copied(page, "Copy the words")
    part = locator.find(corpus.recommendation(22), "a")
    assert part
    own, _, citation = forms["text/plain"].partition("\n\n")
    assert own == part.words
    assert citation.startswith("WIPO General Assembly, Recommendation 22 (a), \N{LEFT DOUBLE QUOTATION MARK}45 Recom")
    assert words(forms["text/html"]) == f"{own} {citation}"
    expect(page.locator(".said")).to_have_text("Copied: the words with their citation, part a)")
