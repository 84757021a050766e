"""How a page reads: the text first, the facts beside or below it, notes and back, paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browsing import LAPTOP, PHONE, WIDE
from tests.faces import in_all_faces

pytestmark = pytest.mark.browser


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """A page on a laptop."""
    page = browser.new_page(viewport=LAPTOP)
    yield page
    page.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    page = browser.new_page(viewport=PHONE)
    yield page
    page.close()


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return {
        "left": found["x"],
        "top": found["y"],
        "right": found["x"] + found["width"],
        "bottom": found["y"] + found["height"],
    }


@in_all_faces
def test_the_text_is_the_first_thing_on_the_page(laptop: Page, phone: Page, hosted: str) -> None:
    for page, limit in ((laptop, 800 * 0.55), (phone, 780 * 0.9)):  # on a phone after the gist, which is on top
        page.goto(hosted + "recommendations/22.html")
        assert box(page, ".verbatim")["top"] < limit
        assert box(page, ".verbatim")["top"] < box(page, ".facts")["bottom"]


@in_all_faces
def test_facts_stand_beside_the_text_on_a_laptop_and_below_it_on_a_phone(
    laptop: Page, phone: Page, hosted: str
) -> None:
    laptop.goto(hosted + "recommendations/22.html")
    assert box(laptop, ".facts")["left"] > box(laptop, ".verbatim")["right"]
    assert abs(box(laptop, ".facts")["top"] - box(laptop, ".reading-text")["top"]) < 20
    phone.goto(hosted + "recommendations/22.html")
    assert box(phone, ".facts")["top"] > box(phone, ".verbatim")["bottom"]


MEASURES = """() => [...document.querySelectorAll(".verbatim p")].filter(e => e.textContent.length > 150).map(e => {
    const probe = document.createElement("span"), style = getComputedStyle(e);
    probe.style.cssText = "position: absolute; white-space: nowrap; visibility: hidden; text-indent: 0";
    probe.textContent = e.textContent.trim().replace(/\\s+/g, " ").slice(0, 400);
    e.append(probe);
    const character = probe.getBoundingClientRect().width / probe.textContent.length;
    probe.remove();
    return (e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)) / character;
})"""
"""How many of its own characters each long paragraph of the source has room for in a line."""


@in_all_faces
@pytest.mark.parametrize("size", [LAPTOP, WIDE], ids=["laptop", "wide"])
@pytest.mark.parametrize(
    "address",
    ["recommendations/10.html", "recommendations/22.html", "full-text.html", "documents/development-agenda-2007.html"],
)
def test_a_line_of_the_source_has_60_to_75_characters(
    browser: Browser, hosted: str, address: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size)
    page.goto(hosted + address)
    measures = page.evaluate(MEASURES)
    assert measures
    assert all(60 <= measure <= 75 for measure in measures), measures
    page.close()


def test_theirs_and_ours_have_different_faces(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/22.html")
    faces = [
        laptop.locator(each).first.evaluate("e => getComputedStyle(e).fontFamily")
        for each in (".verbatim p", ".gist", "h1")
    ]
    assert "serif" in faces[0]
    assert "Georgia" in faces[0]
    assert "system-ui" in faces[1]
    assert faces[1] == faces[2]


def test_notes_are_reached_and_left_by_keyboard(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/22.html")
    laptop.locator("#at-slip-2").focus()
    laptop.keyboard.press("Enter")
    assert laptop.evaluate("location.hash") == "#slip-2"
    assert "Member Sates" in laptop.locator("#slip-2").inner_text()
    laptop.locator("#slip-2 .back").focus()
    laptop.keyboard.press("Enter")
    assert laptop.evaluate("location.hash") == "#at-slip-2"


def test_two_readings_stand_one_above_the_other_with_their_difference(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/2.html")
    ours, theirs = laptop.locator("#variant-1 .readings td").all()
    assert ours.inner_text() == "valuable assistance"
    assert theirs.inner_text() == "additional assistance"
    assert [each.locator(".differs").inner_text() for each in (ours, theirs)] == ["valuable", "additional"]


@in_all_faces
def test_events_stand_beside_the_paragraph_they_rest_on(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "documents/wo-ga-34-7.html")
    link = laptop.locator("#beside-p2").get_by_role("link", name="Item stays on the agenda for September 2007")
    assert link.is_visible()
    assert abs(box(laptop, ".beside:has(#beside-p2)")["top"] - box(laptop, "#p2")["top"]) < 40
    assert box(laptop, ".beside:has(#beside-p2)")["left"] > box(laptop, "#p2")["right"]
    assert laptop.locator("#beside-p5").get_by_text("Invitation to decide").is_visible()
    link.click()
    laptop.wait_for_url("**/timeline.html#2006-decision")


@in_all_faces
def test_the_session_of_2007_shows_both_halves_together(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "sessions/2007.html")
    one, other = box(laptop, "#audiovisual"), box(laptop, "#development-agenda")
    assert abs(one["top"] - other["top"]) < 5
    assert other["left"] > one["right"]


def test_quoted_text_says_its_language(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/22.html")
    for quoted in laptop.locator(".verbatim, .theirs").all():
        assert quoted.get_attribute("lang") == "en"


@pytest.mark.parametrize(
    "address", ["recommendations/22.html", "full-text.html", "timeline.html", "documents/wo-ga-34-7.html"]
)
def test_paper_shows_text_notes_and_edition_and_no_navigation(laptop: Page, hosted: str, address: str) -> None:
    laptop.goto(hosted + address)
    laptop.emulate_media(media="print")
    for hidden in (".md-header", ".md-sidebar", ".md-footer", ".crumbs", ".neighbours", ".anchor", ".reading-switch"):
        for each in laptop.locator(hidden).all():
            assert not each.is_visible(), hidden
    assert laptop.locator(".page-foot").get_by_text("version").is_visible()
    assert laptop.locator("h1").is_visible()


def test_paper_prints_addresses(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "terms/wipo.html")
    laptop.emulate_media(media="print")
    printed = laptop.locator("a[rel=external]").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert "http" in printed


def test_the_full_text_carries_its_notes(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "full-text.html")
    assert laptop.locator(".full-recommendation").count() == 45
    assert "Member Sates" in laptop.locator("#r22-slip-2").inner_text()
    laptop.locator("#r22-at-slip-2").click()
    assert laptop.evaluate("location.hash") == "#r22-slip-2"


APART = """() => {
    const shown = [...document.querySelectorAll(".verbatim :is(a.term, .note-sign, .beside-sign)")];
    const places = shown.filter(each => each.checkVisibility()).flatMap(each => {
        if (each.matches(".term")) return [...each.getClientRects()].map(({x, y, right, bottom}) => [each, x, y, right, bottom]);
        const room = getComputedStyle(each, "::before"), box = each.getBoundingClientRect();
        const moved = new DOMMatrix(room.transform), [x, y] = [box.x + parseFloat(room.left) + moved.e, box.y + parseFloat(room.top) + moved.f];
        return [[each, x, y, x + parseFloat(room.width), y + parseFloat(room.height)]];
    });
    return places.filter(([, x, y, right, bottom]) => right - x < 24 || bottom - y < 24).flatMap(([one, x, y, right, bottom]) =>
        places.filter(([other, left, top, end, low]) => other !== one && Math.hypot(
            Math.max(left - (x + right) / 2, 0, (x + right) / 2 - end), Math.max(top - (y + bottom) / 2, 0, (y + bottom) / 2 - low)
        ) < 11.9).map(([other]) => `${one.textContent}: ${other.getAttribute("aria-label")}`));
}"""
"""Links in a text that are small, with others that come into the circle of 24 pixels around their middle (WCAG 2.2,
2.5.8): where a sign can be hit, and the lines of a term."""


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_signs_of_notes_are_apart_from_short_links(browser: Browser, hosted: str, size: ViewportSize) -> None:
    page = browser.new_page(viewport=size)
    names = (
        "recommendations/4",
        "recommendations/15",
        "recommendations/18",
        "documents/wo-ga-31-4",
        "documents/wo-ga-34-7",
    )
    for name in names:
        page.goto(f"{hosted}{name}.html")
        assert page.locator(".verbatim .note-sign").count() > 0
        assert page.evaluate(APART) == [], name
    page.close()


def test_a_term_in_which_a_note_ends_is_one_link(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/15.html")
    term = laptop.locator(".verbatim a.term[href*=igo]")
    assert term.all_inner_texts() == ["inter-governmental organizations"]
    assert term.locator(".noted").all_inner_texts() == ["inter-governmental", " organizations"]
    signs = term.locator("xpath=following-sibling::*[contains(@class, 'note-sign')]")
    assert [each.get_attribute("data-number") for each in signs.all()[:2]] == ["5", "6"]
