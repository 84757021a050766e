"""The timeline in a browser: the sessions first, then a line for each event, which opens by hand, by a link, without
scripts and on paper. Contents and years follow the filter and the reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.corpus.graph import Corpus
from macros.corpus.records import Date
from macros.pages import text, timeline
from macros.pages.here import Here
from tests.browsing import LAPTOP, PHONE

CONTENTS = ".md-sidebar--secondary .md-nav--secondary li li a"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A fresh page of a laptop's size, with scripts and without."""
    context = browser.new_context(viewport=LAPTOP, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """A fresh page with scripts."""
    context = browser.new_context(viewport=LAPTOP)
    yield context.new_page()
    context.close()


def years(page: Page, selector: str) -> list[str]:
    """Return the words of all that is shown of a selector: those of years."""
    return [each.inner_text().strip() for each in page.locator(selector).all() if each.is_visible()]


def test_a_year_is_said_once_and_only_where_it_is_the_year_of_both_ends() -> None:
    said = {written: re.sub("<.*?>", "", text.when(Date(written), 2003)) for written in ("2003-09-22/2003-10-01", "2003-11/2004-09", "2003", "2003-06-18", "2003-06")}  # fmt: skip
    assert said == {
        "2003-09-22/2003-10-01": "22 September to 1 October",
        "2003-11/2004-09": "November 2003 to September 2004",
        "2003": "2003",
        "2003-06-18": "18 June",
        "2003-06": "June",
    }
    assert "2004" in text.when(Date("2004-06"), 2003)


def test_every_event_stands_in_its_year_and_in_the_order_of_the_record(corpus: Corpus) -> None:
    found = timeline.events(corpus, Here("timeline.html"), corpus.timeline)
    sessions = {entry.session.year for entry in timeline.entries(corpus, corpus.timeline) if entry.session}
    anchors = [
        f"session-{event.session}" if event.kind in ("proposal", "decision") and event.session in sessions else event.id
        for event in corpus.timeline.events
    ]
    assert [place.anchor for year in found.years for place in year.places] == list(dict.fromkeys(anchors))
    assert len({year.words for year in found.years}) == len(found.years)
    assert [year.latest for year in found.years] == list(range(len(found.years), 0, -1))


@pytest.mark.browser
def test_the_sessions_stand_first_then_the_picture_then_a_line_for_each_event(page: Page, hosted: str) -> None:
    page.goto(hosted + "timeline.html")
    tops = [
        page.locator(each).first.bounding_box()["y"]  # type: ignore[index]
        for each in ("table.sessions", "figure.pic-chain", ".year > h3", "details.event")
    ]
    assert tops == sorted(tops)
    assert page.locator("table.sessions tbody tr").count() == 6
    assert page.locator("details.event[open]").count() == 0
    heights = [each.bounding_box()["height"] for each in page.locator("li.entry").all()]  # type: ignore[index]
    assert max(heights) < 100


@pytest.mark.browser
def test_sessions_are_seen_among_the_other_events(page: Page, hosted: str) -> None:
    page.goto(hosted + "timeline.html")
    look = """e => [e, e.querySelector("h4")].map(each => getComputedStyle(each)).map(
        style => [style.backgroundColor, style.borderLeftWidth, style.fontWeight])"""
    session, other = (page.locator(f"{each} summary").first for each in (".entry-session", ".entry-study"))
    assert session.evaluate(look)[0][:2] != other.evaluate(look)[0][:2]
    assert session.evaluate(look)[1][2] != other.evaluate(look)[1][2]


@pytest.mark.browser
def test_an_event_opens_by_hand_and_by_keyboard(page: Page, hosted: str) -> None:
    page.goto(hosted + "timeline.html")
    body = page.locator("[id='2003-survey']")
    line = page.locator("summary", has_text="Survey of national protection")
    expect(body).not_to_be_visible()
    line.click()
    expect(body).to_be_visible()
    line.press("Enter")
    expect(body).not_to_be_visible()
    line.press("Space")
    expect(body).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("anchor", ["2003-survey", "2004-decision", "session-2008", "2000-conference"])
def test_a_link_to_an_event_opens_it(page: Page, hosted: str, anchor: str) -> None:
    page.goto(f"{hosted}timeline.html#{anchor}")
    target = page.locator(f"[id='{anchor}']")
    expect(target).to_be_visible()
    expect(target).to_be_in_viewport()
    assert page.locator("details.event[open]").count() == 1
    page.goto(f"{hosted}timeline.html")
    page.locator("table.sessions a[href='#2006-decision']").click()
    expect(page.locator("[id='2006-decision']")).to_be_in_viewport()
    assert page.locator("details.event[open]").count() == 1


@pytest.mark.browser
def test_a_link_to_the_title_of_an_event_opens_it_too(scripted: Page, hosted: str) -> None:
    scripted.goto(f"{hosted}timeline.html#2003-survey-title")
    expect(scripted.locator("[id='2003-survey']")).to_be_visible()
    scripted.evaluate("location.hash = '#assembly-2004'")
    expect(scripted.locator("[id='2004-decision']")).to_be_visible()


@pytest.mark.browser
def test_the_event_that_a_link_opens_is_seen_with_its_line_and_its_year(scripted: Page, hosted: str) -> None:
    for size in (LAPTOP, PHONE):
        scripted.set_viewport_size(size)
        scripted.goto("about:blank")
        scripted.goto(f"{hosted}timeline.html#2003-survey")
        header = scripted.locator(".md-header").bounding_box()
        year = scripted.locator("#year-2003").bounding_box()
        line = scripted.locator("summary", has_text="Survey of national protection").bounding_box()
        assert header
        assert year
        assert line
        assert header["y"] + header["height"] <= year["y"] + 1
        assert year["y"] + year["height"] <= line["y"] + 1


@pytest.mark.browser
def test_contents_and_years_follow_the_filter_and_the_order(scripted: Page, hosted: str, corpus: Corpus) -> None:
    scripted.goto(hosted + "timeline.html")
    every = list(dict.fromkeys(str(event.date.first.year) for event in corpus.timeline.events))
    assert years(scripted, CONTENTS) == years(scripted, ".year > h3") == every
    scripted.get_by_label("Sort by").select_option("latest")
    assert years(scripted, CONTENTS) == years(scripted, ".year > h3") == every[::-1]
    scripted.goto(hosted + "timeline.html?kind=study")
    studies = [str(event.date.first.year) for event in corpus.timeline.events if event.kind == "study"]
    assert years(scripted, CONTENTS) == years(scripted, ".year > h3") == list(dict.fromkeys(studies))
    scripted.get_by_label("With the words").fill("nothing has these words")
    assert years(scripted, CONTENTS) == years(scripted, ".year > h3") == []
    scripted.get_by_role("button", name="Clear all").click()
    assert years(scripted, CONTENTS) == every


@pytest.mark.browser
@pytest.mark.parametrize("address", ["timeline.html", "sources.html", "contributing/architecture.html"])
def test_the_contents_mark_the_part_that_is_read(scripted: Page, hosted: str, address: str) -> None:
    scripted.goto(hosted + address)
    marked = scripted.locator(".md-sidebar--secondary [aria-current=location]")
    assert marked.count() == 0
    links = scripted.locator(".md-sidebar--secondary .md-nav--secondary a")
    for place in (1, links.count() // 2, links.count() - 1):
        link = links.nth(place)
        anchor = str(link.get_attribute("href"))
        scripted.evaluate("anchor => document.querySelector(`[id='${anchor.slice(1)}']`).scrollIntoView()", anchor)
        expect(marked).to_have_attribute("href", anchor)
        expect(marked).to_have_count(1)
    scripted.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)


# On paper

NOTES = """() => [...document.querySelectorAll(".endnotes li")].filter(each => each.checkVisibility()).map(
    each => [each.value, each.textContent.replace(/ \\(also for .*\\)$/, "").replace(/[\\s;]+/g, " ").trim()])"""
"""The endnotes that are printed: number and words."""

MARKED = """() => [...document.querySelectorAll("[data-note]")].filter(each => each.checkVisibility()).map(
    each => [Number(each.dataset.note), [...each.querySelectorAll("li")].map(
        item => item.textContent).join(" ").replace(/[\\s;]+/g, " ").trim()])"""
"""The statements that have one: its number, and the sources that unfold on a screen."""


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["timeline.html", "timeline.html?kind=study", "sessions/2007.html", "sessions/2003.html"]
)
def test_on_paper_everything_is_open_and_sources_are_endnotes(scripted: Page, hosted: str, address: str) -> None:
    scripted.goto(hosted + address)
    assert not scripted.locator(".endnotes").is_visible()
    scripted.emulate_media(media="print")
    for body in scripted.locator("li.entry:not([hidden]) .event-body").all():
        if body.locator("xpath=ancestor::*[@hidden]").count() == 0:
            assert body.is_visible()
    notes = scripted.evaluate(NOTES)
    assert len(notes) > 4
    assert notes == scripted.evaluate(MARKED)
    numbers = scripted.evaluate(
        """() => [...document.querySelectorAll("[data-note]")].map(each => getComputedStyle(each, "::before").content)"""
    )
    assert numbers == [f'"{number}"' for number in range(1, len(numbers) + 1)]
    assert scripted.locator(".evidence summary:visible").count() == 0


@pytest.mark.browser
def test_every_word_of_the_events_is_in_the_printed_page(page: Page, hosted: str) -> None:
    """What `details` hide is no part of what is laid out, so this asks for boxes, not for styles."""
    page.goto(hosted + "timeline.html")
    page.emulate_media(media="print")
    lines = page.locator(".event-body > p:not(.on-its-page), .half > p")
    heights = [each.bounding_box() for each in lines.all()]
    assert len(heights) > 40
    assert all(box and box["height"] > 5 for box in heights)
