"""A source's text on the pages: in one piece with nothing of ours in it, quiet at rest, with notes or plain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.corpus.graph import Corpus
from macros.corpus.records.verbatim import fold
from macros.markup.reading import Element, elements
from macros.proof.built import read_site
from tests.browsing import LAPTOP, PHONE
from tests.faces import in_all_faces
from tests.project import Project

PAPER = "documents/wo-ga-34-7.html"
LISTS = "recommendations/22.html"


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """A fresh page on a laptop, whose clipboard may be used."""
    context = browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A fresh page on a phone: nothing there can be pointed at."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context.new_page()
    context.close()


# In the order of the page


def is_held(element: Element) -> bool:
    return "data-verbatim" in element.given


def test_on_every_page_a_held_text_is_one_piece_with_nothing_of_ours_in_it(built: Project) -> None:
    """What the proof compares are the words of a frame. So a text in one frame, in which no element of ours has words,
    can be selected from its first block to its last without one."""
    found = 0
    for path in sorted(built.site.rglob("*.html")):
        all_of_them = list(elements(path.read_bytes()))
        keys = [each.given["data-verbatim"] for each in all_of_them if is_held(each)]
        assert len(keys) == len(set(keys)), path
        found += len(keys)
        for each in all_of_them:
            if any("data-verbatim" in outer for _, outer in each.within()):
                assert each.tag in {"p", "ul", "li", "span", "a"}, (path, each)
                assert each.given.keys() <= {
                    "id", "class", "href", "data-role", "data-definition", "data-notes", "data-number", "data-letter",
                    "data-name", "aria-label",
                }, (path, each)  # fmt: skip
                if each.tag == "a" and each.given.get("class") != "term":
                    assert each.words() == "", (path, each)
    assert found > 90


def test_no_page_has_an_article_within_another_or_its_menu_within_main(built: Project) -> None:
    for address in read_site(built.site).pages:
        for each in elements((built.site / address).read_bytes()):
            outer = [tag for tag, _ in each.within()]
            assert not (each.tag == "article" and "article" in outer), address
            sidebar = "md-sidebar" in (each.given.get("class") or "").split()
            assert not (sidebar and "main" in outer), address


SELECTED = """() => {
    const texts = [...document.querySelectorAll(".verbatim")], range = document.createRange();
    return texts.map(text => {
        range.selectNodeContents(text);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return [text.dataset.verbatim, `${getSelection()}`];
    });
}"""
"""What the browser itself takes each text for, when all of it is selected."""


@pytest.mark.browser
@pytest.mark.parametrize(
    "address",
    [LISTS, "recommendations/15.html", "clusters/b.html", PAPER, "documents/wo-ga-31-4.html", "full-text.html"],
)
def test_what_is_selected_is_the_text_also_without_scripts(
    browser: Browser, built: Project, hosted: str, address: str
) -> None:
    wanted = dict(read_site(built.site).pages[address].verbatim)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hosted + address)
    found = {key: fold(words) for key, words in page.evaluate(SELECTED)}
    # A list has its own signs, and a browser gives no space between two of its lines.
    assert {key: words.replace(" ", "") for key, words in found.items()} == {
        key: words.replace(" ", "") for key, words in wanted.items()
    }
    context.close()


# What stands beside a text


@pytest.mark.browser
def test_what_rests_on_a_paragraph_stands_after_the_text_and_beside_it(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + PAPER)
    order = laptop.evaluate(
        """() => { const text = document.querySelector(".paper .verbatim");
            return [...document.querySelectorAll(".beside")].map(e => text.compareDocumentPosition(e)); }"""
    )
    assert len(order) > 5
    assert set(order) == {4}, "each follows the text"
    boxes = laptop.evaluate(
        """() => [...document.querySelectorAll(".beside [id]")].map(e => {
            const part = document.getElementById(e.id.replace("beside-", "")).getBoundingClientRect();
            const note = e.closest(".beside").getBoundingClientRect();
            return [note.top - part.top, note.left - part.right, note.bottom];
        })"""
    )
    assert all(abs(lower) < 2 and apart > 0 for lower, apart, _ in boxes), boxes
    expect(laptop.locator(".beside-sign").first).to_be_hidden()


@pytest.mark.browser
@in_all_faces
def test_notes_in_the_margin_do_not_run_into_each_other(browser: Browser, hosted: str) -> None:
    page = browser.new_page(viewport=LAPTOP)
    for address in (PAPER, "documents/wo-ga-31-4.html"):
        page.goto(hosted + address)
        ends = page.evaluate(
            """() => [...document.querySelectorAll(".beside")].map(e => {
                const box = e.getBoundingClientRect();
                return [box.top, Math.max(...[...e.querySelectorAll("*")].map(e => e.getBoundingClientRect().bottom))];
            })"""
        )
        assert all(upper[1] <= lower[0] + 1 for upper, lower in pairwise(ends)), (address, ends)
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("on", ["phone", "paper"])
def test_where_there_is_no_margin_a_letter_leads_to_what_follows_the_text(
    laptop: Page, phone: Page, hosted: str, on: str
) -> None:
    page = phone if on == "phone" else laptop
    if on == "paper":
        page.emulate_media(media="print")
    page.goto(hosted + PAPER)
    signs = page.locator(".beside-sign")
    assert signs.count() == page.locator(".beside [id]").count() > 5
    text_ends = page.locator(".paper .verbatim").evaluate("e => e.getBoundingClientRect().bottom")
    tops = page.locator(".beside").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    assert tops[0] >= text_ends
    sign = page.locator("#at-beside-p2")
    expect(sign).to_be_visible()
    letter = sign.get_attribute("data-letter")
    note = page.locator(sign.get_attribute("href") or "")
    assert note.locator(".beside-letter").inner_text() == letter
    assert "Decision of 2005 not known" in note.inner_text()
    assert note.locator(".beside-letter").get_attribute("href") == "#at-beside-p2"
    assert sign.get_attribute("aria-label") == f"{letter}: beside paragraph 2"


# Quiet at rest, lit on demand

BACKGROUNDS = """number => [...document.querySelectorAll(`.noted[data-notes~="${number}"]`)]
    .map(e => getComputedStyle(e).backgroundColor)"""
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.mark.browser
def test_all_words_of_a_note_are_lit_by_its_number(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/15.html")
    signs = laptop.locator(".note-sign")
    assert signs.count() >= 4
    for sign in signs.all():
        first, _, last = (sign.get_attribute("data-number") or "").partition("\u2013")
        numbers = [str(number) for number in range(int(first), int(last or first) + 1)]
        laptop.mouse.move(0, 0)
        for lights in (sign.hover, sign.focus):
            lights()
            for number in numbers:
                lit = laptop.evaluate(BACKGROUNDS, number)
                assert lit
                assert CLEAR not in lit, (number, lights)
            laptop.mouse.move(0, 0)
            laptop.evaluate("document.activeElement.blur(), document.querySelector('h1').click()")
            assert {*laptop.evaluate(BACKGROUNDS, numbers[0])} == {CLEAR}


@pytest.mark.browser
def test_a_tap_on_a_number_lights_its_words(phone: Page, hosted: str) -> None:
    phone.goto(hosted + LISTS)
    assert {*phone.evaluate(BACKGROUNDS, "1")} == {CLEAR}
    phone.locator(".note-sign").first.tap()
    assert CLEAR not in phone.evaluate(BACKGROUNDS, "1")
    assert CLEAR in phone.evaluate(BACKGROUNDS, "2")


@pytest.mark.browser
def test_notes_that_meet_share_one_number_and_lead_back_to_it(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/15.html")
    sign = laptop.locator(".note-sign").first
    assert sign.get_attribute("data-number") == "1\u20132"
    assert (sign.get_attribute("aria-label") or "").startswith("Notes 1 and 2: ")
    back = {each.get_attribute("href") for each in laptop.locator(".notes li .back").all()}
    there = {f"#{each.get_attribute('id')}" for each in laptop.locator(".note-sign").all()}
    assert back == there
    assert len(back) < laptop.locator(".notes li").count()


@pytest.mark.browser
def test_the_target_of_a_number_is_large(phone: Page, hosted: str) -> None:
    phone.goto(hosted + LISTS)
    rooms = phone.locator(".note-sign").evaluate_all(
        """all => all.map(e => ["width", "height"].map(side => parseFloat(getComputedStyle(e, "::before")[side])))"""
    )
    assert rooms
    assert all(side >= 24 for room in rooms for side in room), rooms


# Links to parts


@pytest.mark.browser
@pytest.mark.parametrize("home", ["hosted", "on_disk"])
def test_a_link_to_a_part_is_copied_says_so_and_the_word_goes_away(
    laptop: Page, request: pytest.FixtureRequest, home: str
) -> None:
    site = request.getfixturevalue(home)
    laptop.clock.install()
    laptop.goto(site + "recommendations/15.html")
    anchor = laptop.get_by_role("link", name="Copy link to bullet 3", exact=True)
    assert anchor.evaluate("e => getComputedStyle(e).opacity") == "0"
    laptop.locator("#b3").hover()
    assert anchor.evaluate("e => getComputedStyle(e).opacity") == "1"
    laptop.mouse.move(0, 0)
    anchor.focus()
    assert anchor.evaluate("e => getComputedStyle(e).opacity") == "1"
    frame = laptop.locator(".verbatim").bounding_box()
    sign = anchor.bounding_box()
    assert frame
    assert sign
    assert sign["x"] < frame["x"], "outside the frame"
    anchor.click()
    said = laptop.get_by_role("status").filter(has_text="Copied")
    expect(said).to_contain_text("Copied: link to bullet 3")
    assert laptop.evaluate("navigator.clipboard.readText()") == f"{site}recommendations/15.html#b3"
    laptop.clock.fast_forward(10_000)
    expect(said).to_have_count(0)


@pytest.mark.browser
@pytest.mark.parametrize("address", [LISTS, PAPER, "full-text.html"])
def test_where_nothing_can_be_pointed_at_one_list_has_the_links(phone: Page, hosted: str, address: str) -> None:
    phone.goto(hosted + address)
    anchors = phone.locator(".verbatim .anchor:not(.line-number)")
    assert anchors.count() > 0
    assert anchors.evaluate_all("all => all.some(e => e.checkVisibility())") is False
    wanted = anchors.evaluate_all("all => all.map(e => e.hash)")
    listed = phone.locator(".part-links a").evaluate_all("all => all.map(e => e.hash)")
    assert [each for each in wanted if each not in listed] == []
    first = phone.locator(".part-links").first
    first.get_by_text("Copy link to …").tap()
    link = first.get_by_role("link").first
    box = link.bounding_box()
    assert box
    assert box["height"] >= 24
    link.tap()
    expect(phone.get_by_role("status").filter(has_text="Copied: link to ")).to_have_count(1)
    assert phone.evaluate("navigator.clipboard.readText()") == link.evaluate("e => e.href")


# Definitions

OVER = """term => {
    const lines = [...term.getClientRects()], last = lines[lines.length - 1];
    const text = term.closest(".verbatim").getBoundingClientRect();
    const over = [];
    for (let x = text.left + 2; x < Math.min(text.right, innerWidth) - 2; x += 8) {
        for (const line of lines) {
            if (x >= line.left - 1 && x <= line.right + 1) continue;
            if (document.elementFromPoint(x, (line.top + line.bottom) / 2) === term) over.push(x);
        }
    }
    return over;
}"""
"""Where, along the lines that a term stands on, something of it is that is not its words: its definition."""


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_definition_opens_after_a_delay_and_never_over_the_line_being_read(
    browser: Browser, hosted: str, size: dict[str, int]
) -> None:
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]
    page.goto(hosted + LISTS)
    for term in page.locator(".verbatim a.term").all():
        term.focus()
        term.evaluate("e => e.scrollIntoView({ block: 'center' })")
        waits = term.evaluate("e => e.getAnimations({ subtree: true }).map(a => a.effect.getComputedTiming().delay)")
        assert waits
        assert all(wait >= 200 for wait in waits)
        term.evaluate("e => e.getAnimations({ subtree: true }).forEach(a => a.finish())")
        assert term.evaluate(OVER) == [], term.inner_text()
    page.close()


def test_nothing_long_is_spoken_in_a_text(built: Project) -> None:
    for address in read_site(built.site).pages:
        assert b"aria-description" not in (built.site / address).read_bytes(), address


# Annotated or plain


def chosen(page: Page) -> str:
    """Return what the switch says, as a screen reader is told it."""
    group = page.get_by_role("group", name="Show the text")
    return str(group.get_by_role("radio", checked=True).evaluate("e => e.parentElement.innerText"))


def is_plain(page: Page) -> bool:
    """Tell whether what is ours is out of sight, and title, text and source are there."""
    for stays in ("h1", ".verbatim", ".reading-switch"):
        expect(page.locator(stays).first).to_be_visible()
    ours = page.locator("main").locator(".ours-only, .note-sign, .beside, .notes, .facts, .gist")
    seen = ours.evaluate_all("all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height).length")
    return int(seen) == 0


@pytest.mark.browser
@pytest.mark.parametrize("home", ["hosted", "on_disk"])
def test_the_switch_is_remembered_over_pages(laptop: Page, request: pytest.FixtureRequest, home: str) -> None:
    site = request.getfixturevalue(home)
    laptop.goto(site + LISTS)
    assert (chosen(laptop), is_plain(laptop)) == ("Annotated", False)
    laptop.get_by_role("radio", name="Annotated").focus()
    laptop.keyboard.press("ArrowRight")
    assert (chosen(laptop), is_plain(laptop)) == ("Plain", True)
    for stays in (".headline", "figcaption", "a[rel=prev]", "a[rel=next]"):
        expect(laptop.locator(stays).first).to_be_visible()
    laptop.locator("a[rel=next]").first.click()
    laptop.wait_for_url("**/23.html")
    for address in ("recommendations/15.html", PAPER, "documents/development-agenda-2007.html", "full-text.html"):
        laptop.goto(site + address)
        assert (chosen(laptop), is_plain(laptop)) == ("Plain", True), address
    laptop.goto(site + "documents/sccr-17-3.html")  # not held: nothing to be shown plain
    expect(laptop.locator(".facts")).to_be_visible()
    laptop.goto(site + PAPER)
    laptop.get_by_role("radio", name="Annotated").check()
    laptop.goto(site + LISTS)
    assert (chosen(laptop), is_plain(laptop)) == ("Annotated", False)


@pytest.mark.browser
def test_what_was_chosen_is_set_before_the_page_is_shown(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    page.goto(hosted + LISTS)
    page.get_by_role("radio", name="Plain").check()
    page.route("**/*.js", lambda route: route.abort())  # nothing but what stands in the page itself
    page.goto(hosted + PAPER)
    assert is_plain(page)
    context.close()


@pytest.mark.browser
def test_where_nothing_may_be_kept_the_switch_holds_for_the_page(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    context.add_init_script(
        """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });"""
    )
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(hosted + LISTS)
    page.get_by_role("radio", name="Plain").check()
    assert (chosen(page), is_plain(page)) == ("Plain", True)
    page.get_by_role("radio", name="Annotated").check()
    assert (chosen(page), is_plain(page)) == ("Annotated", False)
    assert broken == []
    context.close()


@pytest.mark.browser
def test_another_tab_follows_the_switch(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    one, other = context.new_page(), context.new_page()
    one.goto(hosted + LISTS)
    other.goto(hosted + PAPER)
    one.get_by_role("radio", name="Plain").check()
    expect(other.get_by_role("radio", name="Plain")).to_be_checked()
    assert is_plain(other)
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", [LISTS, PAPER, "full-text.html"])
def test_without_scripts_a_text_has_its_notes_and_no_dead_switch(browser: Browser, hosted: str, address: str) -> None:
    context = browser.new_context(viewport=LAPTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(hosted + address)
    expect(page.locator(".reading-switch")).to_have_count(1)
    expect(page.locator(".reading-switch")).to_be_hidden()
    expect(page.locator(".note-sign").first).to_be_visible()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", [LISTS, PAPER])
def test_on_paper_the_chosen_state_holds(laptop: Page, hosted: str, address: str) -> None:
    laptop.goto(hosted + address)
    laptop.emulate_media(media="print")
    expect(laptop.locator(".notes").first).to_be_visible()
    laptop.emulate_media(media="screen")
    laptop.get_by_role("radio", name="Plain").check()
    laptop.emulate_media(media="print")
    expect(laptop.locator(".verbatim").first).to_be_visible()
    expect(laptop.locator(".notes").first).to_be_hidden()
    expect(laptop.locator(".reading-switch")).to_be_hidden()


# Lists


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("address", [LISTS, "recommendations/15.html", "full-text.html", PAPER])
def test_parts_with_a_mark_hang(browser: Browser, hosted: str, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(hosted + address)
    hanging = page.evaluate(
        """() => [...document.querySelectorAll(".verbatim .source-marker")].map(marker => {
            const part = marker.parentElement, range = document.createRange(), mark = marker.getBoundingClientRect();
            range.setStartAfter(marker);
            range.setEndAfter(part.lastChild);
            const later = [...range.getClientRects()].filter(box => box.width && box.top > mark.bottom);
            return [part.innerText, mark.right, Math.min(...later.map(box => box.left), Infinity), later.length];
        })"""
    )
    assert sum(lines > 0 for *_, lines in hanging) > 2
    assert [words for words, mark, left, _ in hanging if left is not None and left < mark - 1] == []
    page.close()


@pytest.mark.browser
def test_where_the_source_runs_a_list_on_its_line_is_one_click_away(laptop: Page, hosted: str, corpus: Corpus) -> None:
    line = fold(corpus.recommendation(22).text[1].words)
    laptop.goto(hosted + LISTS)
    shown = laptop.locator(".one-line p")
    expect(shown).to_be_hidden()
    laptop.get_by_text("As in the source: one line").click()
    expect(shown).to_be_visible()
    assert fold(shown.inner_text()) == line
    laptop.goto(hosted + "recommendations/15.html")
    expect(laptop.locator(".one-line")).to_have_count(0)


@pytest.mark.browser
def test_no_line_begins_before_the_first_letter_of_a_title(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "full-text.html")
    link = laptop.locator("h3 > a:not(.anchor)").first
    assert link.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    assert link.locator(".rec-title").evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("size", [{"width": width, "height": 800} for width in (340, 700, 1000, 1280)])
def test_a_section_sign_never_stands_alone_on_a_line(browser: Browser, hosted: str, size: dict[str, int]) -> None:
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]
    for address in ("full-text.html", LISTS):
        page.goto(hosted + address)
        alone = page.locator("main :is(h2, h3) > .anchor").evaluate_all(
            """all => all.filter(e => {
                const range = document.createRange();
                range.setStartBefore(e.parentElement.firstChild);
                range.setEndBefore(e);
                const words = [...range.getClientRects()].filter(box => box.width), box = e.getBoundingClientRect();
                return Math.max(...words.map(each => each.bottom)) < (box.top + box.bottom) / 2;
            }).map(e => e.parentElement.innerText)"""
        )
        assert alone == [], address
    page.close()


@pytest.mark.browser
def test_no_section_sign_stands_between_the_words_of_a_promise(phone: Page, hosted: str) -> None:
    phone.goto(hosted + "index.html")
    signs = phone.locator(".promises .anchor:visible")
    assert signs.count() == 3
    for sign in signs.all():
        assert sign.evaluate(
            """e => {
                const words = e.closest("section").querySelector("p").getClientRects()[0];
                return words.top >= e.parentElement.getBoundingClientRect().bottom - 1;
            }"""
        )
