"""What a screen reader says of four pages: landmarks, headings and controls, by role and name, as accepted.

Paragraphs and the links within them are left out, and all that depends on letters, sizes and the machine is not in such
a tree. `python3 scripts/dev.py test tests/test_tree.py --accept` writes tests/expected/tree/ anew; the difference is read
before it is committed.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.browsing import LAPTOP, PHONE
from tests.project import ROOT

pytestmark = pytest.mark.browser

ACCEPTED = ROOT / "tests" / "expected" / "tree"

PAGES = {
    "home": "index.html",
    "recommendation": "recommendations/22.html",
    "document": "documents/wo-ga-34-7.html",
    "timeline": "timeline.html",
}

_LANDMARKS = ("banner", "navigation", "main", "search", "form", "region", "complementary", "contentinfo", "article")
_SHOWN = (
    *_LANDMARKS,
    "heading",
    "button",
    "checkbox",
    "radio",
    "group",
    "combobox",
    "searchbox",
    "textbox",
    "figure",
    "table",
    "status",
)
_LINE = re.compile(r"(?P<indent> *)- (?P<quote>['\"]?)(?P<role>[a-z]+)(?: \"(?P<name>(?:[^\"\\]|\\.)*)\")?(?P<rest>.*)")


def tree(snapshot: str) -> str:
    """Return the landmarks, headings and controls of Playwright's picture of the accessibility tree, each on a line
    below the landmark that it stands in; links only where they stand in a navigation or a banner."""
    lines: list[str] = []
    within: list[tuple[int, str]] = []  # landmarks around a line: how far each is set in, and its role
    for line in snapshot.splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        depth, role, name = len(found["indent"]), found["role"], found["name"]
        while within and within[-1][0] >= depth:
            within.pop()
        leads = role == "link" and any(around in ("navigation", "banner") for _, around in within)
        if role not in _SHOWN and not leads:
            continue
        states = "".join(re.findall(r" \[[^\]]*\]", found["rest"]))
        words = f' "{name}"' if name else ""
        lines.append(f"{'  ' * len(within)}{role}{words}{states}")
        if role in _LANDMARKS:
            within.append((depth, role))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", PAGES)
def test_the_accessibility_tree_is_as_accepted(browser: Browser, hosted: str, accept: bool, name: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    page.goto(hosted + PAGES[name])
    page.wait_for_load_state("networkidle")
    found = tree(page.locator("body").aria_snapshot())
    context.close()
    path = ACCEPTED / f"{name}.txt"
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8"), f"{path} differs; see the docstring"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_its_landmarks_once_and_what_is_in_them_has_a_name(
    browser: Browser, hosted: str, name: str
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(hosted + PAGES[name])
    page.locator("[data-opens=menu]").click()
    lines = tree(page.locator("body").aria_snapshot()).splitlines()
    context.close()
    for landmark in ("banner", "main", "contentinfo"):
        assert lines.count(landmark) == 1, landmark
    assert sum(line.strip().startswith("heading") and "[level=1]" in line for line in lines) == 1
    nameless = [
        line
        for line in lines
        if re.match(r" *(navigation|region|button|checkbox|combobox|textbox|link)\b(?! \")", line)
    ]
    assert nameless == []
