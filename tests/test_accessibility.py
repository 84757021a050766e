"""Everyone can use the site: axe finds nothing on any page, and keyboard, finger and zoom get everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browsing import KINDS, LAPTOP, PHONE
from tests.faces import in_all_faces
from tests.project import Project

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
"""axe-core, which that package carries; nothing is downloaded."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCHEMES = ("default", "slate")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours. What the others look at is the same in both schemes, which a test shows."""
GROUPS = 8
"""The pages are checked in so many tests, for the machine's cores to share."""


@pytest.fixture
def still(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that asks for no motion, so that nothing is seen half way, with axe in every page."""
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
    context.add_init_script(AXE)
    yield context
    context.close()


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """A fresh page of a laptop's size."""
    context = browser.new_context(viewport=LAPTOP)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A fresh page of a phone's size, with a finger for a pointer."""
    context = browser.new_context(viewport=PHONE, has_touch=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def violations(page: Page, kind: str = "tag", *values: str) -> list[str]:
    """Return what axe finds on a page: rule, element, and what is wrong with it. By the rules of all `TAGS`, or by
    those that are named."""
    found: list[dict[str, Any]] = page.evaluate(
        """async (rules) => {
            const options = { runOnly: rules, resultTypes: ["violations"] };
            return (await axe.run(document, options)).violations;
        }""",
        {"type": kind, "values": values or TAGS},
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def violations_everywhere(page: Page, sizes: tuple[ViewportSize, ...] = (LAPTOP, PHONE)) -> list[str]:
    """Return what axe finds on a page in every size and both schemes: by all rules in the first scheme, in the other by
    those that look at colours."""
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        # From the top: a link that the header, which stays, happens to cover at half would have too little room.
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        for scheme in SCHEMES:
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
            by = ("rule", *COLOURS) if scheme != SCHEMES[0] else ("tag",)
            found += [f"{size['width']} px, {scheme}: {each}" for each in violations(page, *by)]
    return found


SHOWN = """() => [...document.querySelectorAll("*")].map(e => {
    const of = pseudo => {
        const style = getComputedStyle(e, pseudo);
        return [style.display, style.visibility, style.opacity, style.content, style.textDecorationLine, style.fontWeight];
    };
    const box = e.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height, e.textContent.length, of(), of("::before"), of("::after")].join(" ");
})"""
"""What is there of each element, apart from its colours."""

SWITCH = "[data-switch=scheme]"
"""The switch of the schemes, which shows the other one."""


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("address", KINDS)
def test_the_schemes_differ_in_colours_alone(
    still: BrowserContext, hosted: str, address: str, size: ViewportSize
) -> None:
    page = still.new_page()
    page.set_viewport_size(size)
    page.goto(hosted + address)
    page.locator(SWITCH).evaluate_all("all => all.forEach(e => e.replaceChildren())")
    shown = []
    for scheme in SCHEMES:
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        shown.append(page.evaluate(SHOWN))
    assert len(shown[0]) > 100
    assert [one for one, other in zip(*shown, strict=True) if one != other] == []


@pytest.mark.parametrize("group", range(GROUPS))
def test_axe_finds_nothing_on_any_page(still: BrowserContext, built: Project, hosted: str, group: int) -> None:
    addresses = sorted(path.relative_to(built.site).as_posix() for path in built.site.rglob("*.html"))
    assert len(addresses) >= 140
    page, found = still.new_page(), []
    for address in addresses[group::GROUPS]:
        page.goto(hosted + address)
        found += [f"{address}: {each}" for each in violations_everywhere(page)]
    assert not found, "\n\n".join(found)


@in_all_faces
def test_fingers_find_room_in_any_face(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    context.add_init_script(AXE)
    page, found = context.new_page(), []
    for address in KINDS:
        page.goto(hosted + address)
        for size in (LAPTOP, PHONE):
            page.set_viewport_size(size)
            found += [f"{address}: {each}" for each in violations(page, "rule", "target-size")]
    assert found == []
    context.close()


def test_axe_finds_nothing_while_searching(still: BrowserContext, hosted: str) -> None:
    page = still.new_page()
    page.goto(hosted + "recommendations/22.html")
    page.keyboard.press("/")
    page.keyboard.type("development")
    page.locator(".found a").first.wait_for()
    assert violations_everywhere(page) == []


def test_axe_finds_nothing_in_the_list_of_keys(still: BrowserContext, hosted: str) -> None:
    page = still.new_page()
    page.goto(hosted + "recommendations/22.html")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    assert violations_everywhere(page) == []


def test_axe_finds_nothing_with_the_menu_or_a_definition_open(still: BrowserContext, hosted: str) -> None:
    page = still.new_page()
    page.set_viewport_size(PHONE)
    page.goto(hosted + "contributing/macros.html")
    page.locator("[data-opens=menu]").click()
    assert violations_everywhere(page, (PHONE,)) == []
    page.goto(hosted + "recommendations/22.html")
    page.locator("a.term").first.focus()
    assert violations_everywhere(page) == []


def focused(page: Page, what: str = "e => e.outerHTML.slice(0, 200)") -> Any:
    """Return something about the element that has the focus."""
    return page.evaluate(f"({what})(document.activeElement)")


def test_the_first_tab_leads_past_the_header_to_the_text(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/22.html")
    laptop.keyboard.press("Tab")
    link = laptop.get_by_role("link", name="Skip to content")
    assert link.evaluate("e => e === document.activeElement && getComputedStyle(e).opacity === '1'")
    laptop.keyboard.press("Enter")
    laptop.keyboard.press("Tab")
    assert focused(laptop, "e => document.querySelector('article').contains(e)"), focused(laptop)


@in_all_faces
@pytest.mark.parametrize("address", ["recommendations/22.html", "timeline.html"])
def test_what_has_the_focus_is_seen_and_marked(laptop: Page, hosted: str, address: str) -> None:
    laptop.goto(hosted + address)
    seen = []
    for _ in range(60):
        laptop.keyboard.press("Tab")
        if focused(laptop, "e => e === document.body"):
            break
        state = focused(
            laptop,
            """e => {
                const box = e.getBoundingClientRect(), style = getComputedStyle(e);
                const under = document.querySelector(".md-header").getBoundingClientRect().bottom;
                const above = e.closest(".md-header, .frame-skip") || box.bottom > under + 1;
                const marked = style.outlineStyle !== "none";
                return { what: e.outerHTML.slice(0, 120), seen: Boolean(above && box.width && box.top < innerHeight), marked };
            }""",
        )
        assert state["seen"], state
        assert state["marked"], state
        seen.append(state["what"])
    assert len(seen) > 30


@in_all_faces
def test_on_the_way_back_nothing_with_the_focus_is_under_the_header(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/22.html")
    laptop.evaluate("scrollTo(0, document.body.scrollHeight)")
    laptop.locator(".md-footer a").last.focus()
    for _ in range(40):
        laptop.keyboard.press("Shift+Tab")
        if focused(laptop, "e => Boolean(e.closest('.md-header, .md-sidebar')) || e === document.body"):
            break
        covered = "e => e.getBoundingClientRect().top < document.querySelector('.md-header').offsetHeight - 1"
        assert not focused(laptop, covered), focused(laptop)


def test_the_colours_are_switched_by_keyboard_and_stay_switched(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "index.html")
    laptop.get_by_role("button", name="Switch to dark mode").press("Enter")
    assert laptop.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert laptop.get_by_role("button", name="Switch to light mode").is_visible()
    laptop.goto(hosted + "recommendations/22.html")
    assert laptop.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_colours_follow_the_system_until_the_reader_chooses(laptop: Page, hosted: str) -> None:
    laptop.emulate_media(color_scheme="dark")
    laptop.goto(hosted + "index.html")
    body = laptop.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    laptop.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    laptop.get_by_role("button", name="Switch to dark mode").click()
    laptop.emulate_media(color_scheme="dark")
    laptop.emulate_media(color_scheme="light")
    laptop.evaluate("() => new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_the_right_colours_are_there_before_anything_is_shown(browser: Browser, hosted: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.route("**/edition.js", lambda route: route.abort())
    page.goto(hosted + "index.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_menu_of_a_phone_is_used_by_keyboard(browser: Browser, hosted: str, scripts: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts, reduced_motion="reduce")
    page = context.new_page()
    page.goto(hosted + "recommendations/22.html")
    menu = page.get_by_role("navigation", name="Site")
    entry = menu.get_by_role("link", name="Timeline")
    assert not entry.is_visible(), "what is out of sight must be out of reach"
    control = page.get_by_role("button" if scripts else "checkbox", name="Menu", exact=True)
    for _ in range(3):
        page.keyboard.press("Tab")
        if control.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Space")
    assert entry.is_visible()
    if scripts:
        assert focused(page, "e => Boolean(e.closest('nav'))")
        assert control.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        assert not entry.is_visible()
        assert control.get_attribute("aria-expanded") == "false"
        assert control.evaluate("e => e === document.activeElement")
        control.press("Enter")
    entry.focus()
    entry.press("Enter")
    page.wait_for_url("**/timeline.html")
    context.close()


def test_without_scripts_nothing_is_offered_that_needs_them(browser: Browser, hosted: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        for address in ("recommendations/22.html", "404.html"):
            page.goto(hosted + address)
            for needs in ("[data-switch=scheme]", "[data-switch=keys]", "dialog", "[data-opens]"):
                assert not page.locator(needs).first.is_visible(), (address, needs)
            assert page.locator("h1").is_visible()
    context.close()


DEFINITION = "e => getComputedStyle(e, '::after').content"


def test_a_definition_is_shown_on_hover_and_focus_and_hidden_with_escape(laptop: Page, hosted: str) -> None:
    laptop.goto(hosted + "recommendations/22.html")
    term = laptop.locator("a.term").first
    definition = term.get_attribute("data-definition") or ""
    assert definition
    assert term.evaluate(DEFINITION) == "none"
    term.hover()
    assert definition[:20] in term.evaluate(DEFINITION)
    laptop.keyboard.press("Escape")
    assert term.evaluate(DEFINITION) == "none"
    laptop.mouse.move(0, 400)
    term.focus()
    assert definition[:20] in term.evaluate(DEFINITION)
    laptop.keyboard.press("Escape")
    assert term.evaluate(DEFINITION) == "none"
    assert term.evaluate("e => e === document.activeElement")


def test_a_finger_reads_the_definition_first_and_follows_the_link_next(phone: Page, hosted: str) -> None:
    phone.goto(hosted + "recommendations/22.html")
    first, second = phone.locator("a.term").nth(0), phone.locator("a.term").nth(1)
    first.tap()
    assert phone.url.endswith("recommendations/22.html")
    assert first.evaluate(DEFINITION) != "none"
    second.tap()
    assert phone.url.endswith("recommendations/22.html")
    assert second.evaluate(DEFINITION) != "none"
    assert "is-shown" not in (first.get_attribute("class") or "")
    phone.locator("h1").tap()
    assert phone.locator(".is-shown").count() == 0
    first.tap()
    first.tap()
    phone.wait_for_url("**/terms/*.html")


@in_all_faces
def test_no_definition_is_cut_off_at_the_side(phone: Page, hosted: str) -> None:
    phone.goto(hosted + "recommendations/22.html")
    for term in phone.locator("a.term").all():
        term.focus()
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], term.inner_text()


@in_all_faces
@pytest.mark.parametrize("address", KINDS)
def test_at_400_percent_nothing_is_lost_to_the_side(browser: Browser, hosted: str, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    page = context.new_page()
    page.goto(hosted + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_with_forced_colours_the_place_and_the_focus_are_seen(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP, forced_colors="active")
    page = context.new_page()
    page.goto(hosted + "recommendations/22.html")
    place = page.locator(".md-sidebar--primary [aria-current]")
    assert place.count() == 1
    assert place.evaluate("e => parseFloat(getComputedStyle(e).borderLeftWidth)") >= 2
    page.keyboard.press("Tab")
    assert focused(page, "e => getComputedStyle(e).outlineStyle") != "none"
    context.close()


def test_who_asks_for_no_motion_gets_none(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(hosted + "recommendations/22.html")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(e => {
            const style = getComputedStyle(e);
            return style.transitionDuration.split(",").some(time => parseFloat(time) > 0) || style.animationName !== "none";
        }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert moving == []
    context.close()


@pytest.mark.parametrize("address", KINDS)
def test_landmarks_of_a_kind_have_names_of_their_own(laptop: Page, hosted: str, address: str) -> None:
    laptop.goto(hosted + address)
    names = laptop.locator("nav").evaluate_all(
        """navs => navs.filter(nav => nav.checkVisibility()).map(nav => {
            const by = nav.getAttribute("aria-labelledby");
            return nav.getAttribute("aria-label") || (by && document.getElementById(by).textContent.trim());
        })"""
    )
    assert all(names)
    assert len(names) == len(set(names))
    levels = laptop.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert laptop.locator("html").get_attribute("lang") == "en"
