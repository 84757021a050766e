"""The keys of one letter: what they do, when they do nothing, and that they can be switched off (WCAG 2.1.4)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import LAPTOP, Opened

pytestmark = pytest.mark.browser


def at_home(opened: Opened, address: str = "recommendations/22.html") -> Page:
    """Open a page and return it when its script has run."""
    opened.page.goto(opened.home + address)
    return opened.page


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_the_search(opened: Opened, key: str) -> None:
    page = at_home(opened)
    page.keyboard.press(key)
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")  # the key itself is not typed


@pytest.mark.parametrize(
    ("key", "address", "next_address"),
    [
        ("]", "recommendations/22.html", "recommendations/23.html"),
        ("n", "recommendations/22.html", "recommendations/23.html"),
        ("[", "recommendations/22.html", "recommendations/21.html"),
        ("p", "recommendations/22.html", "recommendations/21.html"),
        ("n", "clusters/a.html", "clusters/b.html"),
        ("p", "sessions/2007.html", "sessions/2006.html"),
    ],
)
def test_keys_go_to_the_neighbours(opened: Opened, key: str, address: str, next_address: str) -> None:
    page = at_home(opened, address)
    page.keyboard.press(key)
    page.wait_for_url(f"**/{next_address}")


@pytest.mark.parametrize(
    ("key", "address"), [("n", "recommendations/45.html"), ("p", "recommendations/1.html"), ("n", "terms/ldc.html")]
)
def test_where_there_is_no_neighbour_a_key_does_nothing(opened: Opened, key: str, address: str) -> None:
    page = at_home(opened, address)
    page.keyboard.press(key)
    page.keyboard.press("?")  # and the next key is still heard
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert page.url == opened.home + address


def test_a_key_lists_the_keys(opened: Opened) -> None:
    page = at_home(opened)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    for key in ("/", "s", "[", "p", "]", "n", "?"):
        expect(dialog.locator("kbd").get_by_text(key, exact=True)).to_be_visible()
    page.keyboard.press("n")  # within a dialog they do nothing
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert page.url.endswith("recommendations/22.html")
    page.get_by_role("button", name="Keys").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).not_to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_be_focused()


def test_the_next_key_is_heard_as_soon_as_the_search_is_shut(opened: Opened) -> None:
    page = at_home(opened)
    page.keyboard.press("/")
    expect(page.locator("#search-status")).to_contain_text("By number")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_keys_are_not_taken_from_commands_of_browser_and_system(opened: Opened) -> None:
    page = at_home(opened)
    for command in ("Control+n", "Control+p", "Alt+n", "Meta+s", "Control+Shift+?"):
        prevented = page.evaluate(
            """command => {
                const parts = command.split("+"), key = parts.at(-1);
                const event = new KeyboardEvent("keydown", {
                    key, bubbles: true, cancelable: true, ctrlKey: parts.includes("Control"),
                    altKey: parts.includes("Alt"), metaKey: parts.includes("Meta"), shiftKey: parts.includes("Shift"),
                });
                document.body.dispatchEvent(event);
                return event.defaultPrevented;
            }""",
            command,
        )
        assert not prevented, command
    assert page.url.endswith("recommendations/22.html")
    assert page.locator("dialog[open]").count() == 0


SENT = """([selector, init]) => {
    const event = new KeyboardEvent("keydown", { key: "s", bubbles: true, cancelable: true, ...init });
    document.querySelector(selector).dispatchEvent(event);
    return event.defaultPrevented;
}"""


@pytest.mark.parametrize(
    "markup",
    [
        "<input id=it>",
        "<textarea id=it></textarea>",
        "<select id=it><option>n<option>p</select>",
        "<div contenteditable id=it>text</div>",
        "<div role=textbox tabindex=0 id=it></div>",
        "<div role=listbox tabindex=0 id=it></div>",
        "<div role=application tabindex=0><b id=it>x</b></div>",
    ],
)
def test_keys_are_not_taken_from_where_letters_are_typed(opened: Opened, markup: str) -> None:
    page = at_home(opened)
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", markup)
    assert not page.evaluate(SENT, ["#it", {}])
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("init", [{"isComposing": True}, {"repeat": True}])
def test_keys_are_not_taken_from_input_methods_nor_when_held_down(opened: Opened, init: dict[str, bool]) -> None:
    page = at_home(opened)
    assert not page.evaluate(SENT, ["body", init])
    assert page.evaluate(SENT, ["body", {}])


def test_a_character_typed_with_altgr_counts(opened: Opened) -> None:
    page = at_home(opened)
    page.evaluate(
        """() => document.body.dispatchEvent(new KeyboardEvent("keydown", {
            key: "]", bubbles: true, cancelable: true, ctrlKey: true, altKey: true, modifierAltGraph: true }))"""
    )
    page.wait_for_url("**/recommendations/23.html")


def test_the_keys_can_be_switched_off_and_on_again(opened: Opened) -> None:
    page = at_home(opened)
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.goto(opened.home + "recommendations/15.html")
    for key in ("/", "s", "n", "]", "?"):
        page.keyboard.press(key)
    assert page.url.endswith("recommendations/15.html")
    assert page.locator("dialog[open]").count() == 0
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="Use these keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url("**/recommendations/16.html")


def test_the_switch_works_where_the_browser_keeps_nothing(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(hosted + "recommendations/22.html")
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
    assert errors == []
    context.close()
