"""On paper: how many sheets a page takes, what stands on them, and that nothing hangs alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.faces import in_all_faces
from tests.project import Project

pytestmark = pytest.mark.browser

FULL_TEXT = 12
"""The most sheets of A4 that the full text takes, as text alone."""


def sheets(page: Page) -> int:
    """Return how many sheets of A4 a page takes, with the margins of its style sheet."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True)))


def test_every_recommendation_takes_two_sheets_at_most(browser: Browser, built: Project, hosted: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    found = {}
    for path in sorted((built.site / "recommendations").glob("[0-9]*.html")):
        page.goto(f"{hosted}recommendations/{path.name}")
        found[path.name] = sheets(page)
    assert len(found) == 45
    assert {name: count for name, count in found.items() if count > 2} == {}
    context.close()


@in_all_faces
def test_the_longest_take_as_many_in_any_face(browser: Browser, hosted: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    for number in (15, 22):
        page.goto(f"{hosted}recommendations/{number}.html")
        assert sheets(page) <= 2, number
    page.goto(f"{hosted}full-text.html")
    assert sheets(page) <= FULL_TEXT
    context.close()


def test_the_full_text_on_paper_is_the_text_alone(browser: Browser, hosted: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{hosted}full-text.html")
    page.emulate_media(media="print")
    assert page.locator(".notes:visible, .slight-lead:visible, .note-sign:visible").count() == 0
    assert page.locator(".verbatim:visible").count() >= 45
    context.close()


def test_no_word_is_broken_in_a_cell(browser: Browser, hosted: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.emulate_media(media="print")
    for address in ("sessions/index.html", "recommendations/index.html", "contributing/fields.html"):
        page.goto(hosted + address)
        styles = page.evaluate(
            """() => [...new Set([...document.querySelectorAll("main :is(td, th)")].map(
                cell => `${getComputedStyle(cell).overflowWrap} ${getComputedStyle(cell).wordBreak}`))]"""
        )
        assert styles == ["normal normal"], address
    context.close()
