"""What is seen first: the text and where one goes on, not what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import LAPTOP, PHONE
from tests.faces import in_all_faces

pytestmark = pytest.mark.browser

TOP = "e => e.getBoundingClientRect().top + scrollY"
BOTTOM = "e => e.getBoundingClientRect().bottom + scrollY"


SCREENS = {
    # page: how many screens of a laptop and of a phone it is high at most, in any faces
    "index.html": (3.5, 8),
    "recommendations/index.html": (6, 17),
    "recommendations/22.html": (4.5, 10),
    "recommendations/15.html": (5, 11),
    "clusters/b.html": (4, 8),
    "sessions/2007.html": (5, 10),
    "documents/index.html": (6.5, 18),
    "documents/wo-ga-34-7.html": (6.5, 14),
    "documents/sccr-17-3.html": (3, 5),
    "witnesses/brochure.html": (2.5, 4.5),
    "terms/ldc.html": (4, 7),
    "topics/technology-transfer.html": (3, 6),
    "full-text.html": (35, 62),
    "404.html": (2, 3),
}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A fresh page of a phone's size."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("number", [1, 15, 22, 45])
def test_on_a_phone_the_gist_is_on_the_first_screen_and_next_within_one_of_the_text(
    phone: Page, hosted: str, number: int
) -> None:
    phone.goto(f"{hosted}recommendations/{number}.html")
    assert phone.locator(".gist").evaluate(BOTTOM) < PHONE["height"]
    text_ends = phone.locator(".source").first.evaluate(BOTTOM)
    assert phone.locator(".neighbours").first.evaluate(BOTTOM) - text_ends < PHONE["height"]


@in_all_faces
@pytest.mark.parametrize("address", SCREENS)
def test_a_page_is_not_higher_than_it_has_to_be(browser: Browser, hosted: str, address: str) -> None:
    for size, most in zip((LAPTOP, PHONE), SCREENS[address], strict=True):
        context = browser.new_context(viewport=size)
        page = context.new_page()
        page.goto(hosted + address)
        assert page.evaluate("document.documentElement.scrollHeight / innerHeight") <= most, size
        context.close()


def test_previous_and_next_are_called_by_their_titles_before_and_after_the_notes(phone: Page, hosted: str) -> None:
    phone.goto(hosted + "recommendations/22.html")
    for number in (0, 1):
        nav = phone.locator(".neighbours").nth(number)
        assert nav.locator("a[rel=next]").inner_text().replace("\n", " ").split(" ", 1)[1].startswith("23. ")
    notes = phone.locator("#notes").evaluate(TOP)
    tops = [phone.locator(".neighbours").nth(number).evaluate(TOP) for number in (0, 1)]
    assert tops[0] < notes < tops[1]


def test_what_a_source_states_has_no_mark_and_its_sources_are_folded(phone: Page, hosted: str) -> None:
    phone.goto(hosted + "sessions/2007.html")
    assert phone.locator(".basis-stated").count() == 0
    folded = phone.locator("details.evidence")
    assert folded.count() > 5
    assert not any(each.get_attribute("open") for each in folded.all())
    folded.first.locator("summary").click()
    assert folded.first.locator("li").first.is_visible()


@pytest.mark.parametrize("number", [4, 11, 22, 30])
def test_the_panel_says_in_a_line_what_it_says_and_how_it_is_known_unfolds(
    phone: Page, hosted: str, number: int
) -> None:
    phone.goto(f"{hosted}recommendations/{number}.html")
    panel = phone.locator(".facts")
    assert panel.locator(".evidence").count() >= 3
    for inner in ("ul", "q", ".because"):
        assert panel.locator(f"dd {inner}:visible").count() == 0, inner
    for summary in panel.locator("summary").all():
        summary.click()
    for inner in ("ul", "q"):
        assert panel.locator(f"dd {inner}:visible").count() > 0, inner
    assert panel.locator(".because:visible").count() == panel.locator(".because").count()


def test_the_mark_of_a_note_lights_its_words(phone: Page, hosted: str) -> None:
    phone.goto(hosted + "recommendations/22.html")
    shade = "e => getComputedStyle(e.previousElementSibling).backgroundColor"
    sign = phone.locator(".noted + .note-sign").first
    plain = sign.evaluate(shade)
    assert "none" in str(sign.evaluate("e => getComputedStyle(e.previousElementSibling).textDecorationLine"))
    sign.focus()
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Tab")
    assert sign.evaluate(shade) != plain


def test_letters_set_wider_do_not_run_into_each_other_in_a_drawing(phone: Page, hosted: str) -> None:
    phone.goto(hosted + "timeline.html")
    widths = "() => [...document.querySelectorAll('.pic text')].map(e => e.getComputedTextLength())"
    before = phone.evaluate(widths)
    phone.evaluate(
        """() => { for (const e of document.querySelectorAll("main *")) {
            e.style.setProperty("letter-spacing", "0.12em"); e.style.setProperty("word-spacing", "0.16em"); } }"""
    )
    assert phone.evaluate(widths) == before
    assert len(before) > 10
