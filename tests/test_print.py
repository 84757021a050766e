"""On paper: how many sheets a page takes, what stands on them, and that nothing hangs alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import sheets as on_paper
from tests.faces import in_all_faces
from tests.project import Project

pytestmark = pytest.mark.browser

FULL_TEXT = 12
"""The most sheets of A4 that the full text takes, as text alone."""


WITH_NOTES = "full-text.html#with-notes"
"""The full text in its second form."""

SHEETS = {
    "index.html": 2,
    "404.html": 1,
    "recommendations/index.html": 5,
    "recommendations/22.html": 2,
    "recommendations/15.html": 2,
    "clusters/index.html": 3,
    "clusters/b.html": 2,
    "sessions/index.html": 1,
    "sessions/2007.html": 4,
    "documents/index.html": 6,
    "documents/wo-ga-34-7.html": 4,
    "documents/development-agenda-2007.html": 8,
    "documents/sccr-17-3.html": 2,
    "documents/wo-ga-30-8.html": 1,
    "witnesses/brochure.html": 1,
    "terms/index.html": 5,
    "terms/ldc.html": 2,
    "topics/index.html": 4,
    "topics/technology-transfer.html": 2,
    "timeline.html": 14,
    "full-text.html": FULL_TEXT,
    WITH_NOTES: 18,
    "sources.html": 8,
    "data.html": 8,
    "contributing/index.html": 2,
    "contributing/rules.html": 9,
}
"""The most sheets of A4 that a page of each kind takes, in any faces."""


def sheets(page: Page) -> int:
    """Return how many sheets of A4 a page takes, with the margins of its style sheet."""
    return on_paper.count(on_paper.printed(page))


@in_all_faces
@pytest.mark.parametrize("address", SHEETS)
def test_no_sheet_is_for_nothing_and_nothing_hangs_at_its_end(browser: Browser, hosted: str, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(hosted + address)
    pdf = on_paper.printed(page)
    number, pieces = on_paper.count(pdf), on_paper.pieces(pdf)
    assert number <= SHEETS[address]
    assert {piece.sheet for piece in pieces} == set(range(1, number + 1)), "a sheet is empty"
    assert pieces[-1].sheet == 1, "the foot of the page heads the first sheet, so it is never alone on one"
    assert any(piece.leads for piece in pieces)
    hanging = [(one.sheet, one.within) for one, then in pairwise(pieces) if one.leads and one.sheet != then.sheet]
    assert hanging == [], "a heading or a number stands at the end of its sheet"
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_full_text_is_printed_with_notes_for_who_asks(browser: Browser, hosted: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(hosted + "full-text.html")
    notes, choice = page.locator(".full-text .notes"), page.get_by_text("Print: on paper this page is")

    def printed() -> int:
        page.emulate_media(media="print")
        found = notes.locator("visible=true").count()
        assert choice.locator("visible=true").count() == 0
        page.emulate_media(media="screen")
        return found

    assert printed() == 0
    page.get_by_role("link", name="Print the text with notes instead").click()
    expect(choice.locator("visible=true")).to_contain_text("is now the text with notes")
    assert printed() == notes.count() > 30
    page.get_by_role("link", name="Print the text alone instead").click()
    expect(choice.locator("visible=true")).to_contain_text("is the text alone")
    assert printed() == 0
    context.close()


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


@in_all_faces
def test_the_foot_at_the_head_of_the_first_sheet_covers_nothing(browser: Browser, hosted: str) -> None:
    """As wide as a sheet, with a commit in its words, and with an address as long as a host may make it."""
    page = browser.new_page(viewport={"width": 672, "height": 1000})
    for name in ("index.html", "recommendations/22.html", "documents/development-agenda-2007.html"):
        page.goto(hosted + name)
        page.emulate_media(media="print")
        ends, begins = page.evaluate(
            """() => {
                document.querySelector("[data-edition]").append(" Made from commit 0123456789ab.");
                document.querySelector(".page-foot .address").append("https://an-organization.example.org/a/long/path/");
                const foot = document.querySelector(".page-foot"), all = [...document.querySelectorAll("main h1, main .kicker")];
                return [foot.getBoundingClientRect().bottom, Math.min(...all.map(each => each.getBoundingClientRect().top))];
            }"""
        )
        assert ends <= begins, name
    page.close()
