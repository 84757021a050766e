"""On paper nothing unfolds: the sources of every statement on every page stand among its numbered notes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.pages.endnotes import Endnotes
from macros.pages.pieces import Evidence, Source
from tests.project import Project

SOURCE = Source("A/36", "a.html", "paragraph 3", "")


def words(node: LexborNode) -> str:
    """Return the words of sources, one after the other, whatever stands between two."""
    return " ".join(node.text().replace(";", " ").split())


def test_numbers_go_on_after_the_notes_of_the_text() -> None:
    notes = Endnotes(3)
    assert [notes.evidence(Evidence(given)).note for given in ((SOURCE,), (), (SOURCE, SOURCE))] == [4, 0, 5]
    assert [(each.number, len(each.sources)) for each in notes.all()] == [(4, 1), (5, 2)]


def test_every_source_on_every_page_has_its_number(built: Project) -> None:
    with_notes = set[str]()
    for path in sorted(built.site.rglob("*.html")):
        page, name = LexborHTMLParser(path.read_text(encoding="utf-8")), path.relative_to(built.site).as_posix()
        folded = [each for each in page.css("details.evidence") if each.css("ul.sources")]
        assert len(page.css("ul.sources")) == len(folded), name
        numbered = [each for each in folded if "data-note" in each.attributes]
        beside = [each for each in folded if "data-note" not in each.attributes]
        notes = page.css("ol.notes > li")
        assert len(page.css("ol.notes > li details.evidence")) == len(beside), name
        first = 1 if name == "full-text.html" else len(notes) + 1
        assert [each.attributes["data-note"] for each in numbered] == [
            str(number) for number in range(first, first + len(numbered))
        ], name
        ends = page.css(".endnotes li")
        assert [each.attributes["value"] for each in ends] == [each.attributes["data-note"] for each in numbered], name
        for end, here in zip(ends, numbered, strict=True):
            assert words(end).startswith(" ".join(words(each) for each in here.css("li"))), name
        if numbered:
            with_notes.add(name.split("/")[0])
    assert with_notes >= {"recommendations", "clusters", "documents", "terms", "sessions", "timeline.html"}


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["recommendations/22.html", "clusters/b.html", "documents/wo-ga-34-7.html", "terms/ldc.html"]
)
def test_what_is_folded_is_printed_once(browser: Browser, hosted: str, address: str) -> None:
    page = browser.new_page()
    page.goto(hosted + address)
    assert page.locator("details.evidence[data-note]").count() > 0
    assert not page.locator(".endnotes").is_visible()
    assert page.locator("details.evidence ul.sources:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".endnotes").is_visible()
    assert page.locator(".evidence summary:visible").count() == 0
    boxes = page.locator("details.evidence ul.sources").evaluate_all(
        "all => all.map(each => [Boolean(each.closest('[data-note]')), each.checkVisibility({contentVisibilityAuto: true})"
        " && each.getBoundingClientRect().height > 5])"
    )
    assert all(shown is not numbered for numbered, shown in boxes)
    page.close()
