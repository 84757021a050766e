"""What a reader copies of a source's text: its words and nothing else, clean in both forms, whatever lies between."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from macros.corpus.graph import Corpus
from macros.corpus.records.verbatim import fold
from tests.browsing import LAPTOP

pytestmark = pytest.mark.browser

COPIED = """([first, last]) => {
    const texts = document.querySelectorAll(first), ends = document.querySelectorAll(last);
    const range = document.createRange();
    range.setStart(texts[0], 0);
    const end = ends[ends.length - 1];
    range.setEnd(end, end.childNodes.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return [event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html")];
}"""
"""Selects from the first element that fits one selector to the last that fits another, and copies."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a laptop's size."""
    context = browser.new_context(viewport=LAPTOP)
    yield context.new_page()
    context.close()


def copied(page: Page, first: str, last: str) -> tuple[str, str]:
    """Return the plain text and the HTML of what is copied between two elements."""
    plain, html = page.evaluate(COPIED, [first, last])
    return str(plain), str(html)


def words(html: str) -> str:
    """Return the words of copied HTML, in which only paragraphs and lists may stand."""
    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>"}, html
    return fold(re.sub(r"<[^>]*>", " ", html).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


def test_every_recommendation_is_copied_word_for_word(page: Page, hosted: str, corpus: Corpus) -> None:
    for record in corpus.recommendations:
        page.goto(f"{hosted}recommendations/{record.number}.html")
        plain, html = copied(page, ".verbatim", ".verbatim")
        own = [fold(block.words) for block in record.text]
        assert fold(plain) == fold(f"{record.label} {' '.join(own)}"), record.number
        assert len(re.findall(r"<(?:p|li)>", html)) == len(record.text), record.number
        assert words(html) == fold(" ".join([record.label, *(re.sub(r"^- ", "", each) for each in own)])), record.number


@pytest.mark.parametrize("name", ["wo-ga-34-7", "wo-ga-31-4", "development-agenda-2007"])
def test_a_document_is_copied_without_what_stands_beside_it(page: Page, hosted: str, corpus: Corpus, name: str) -> None:
    page.goto(f"{hosted}documents/{name}.html")
    plain, html = copied(page, ".verbatim", ".verbatim")
    assert fold(plain) == fold("\n".join(corpus.lines(corpus.document(name))))
    assert words(html) == fold(plain)


def test_some_paragraphs_of_a_document_are_copied_without_what_stands_beside_them(
    page: Page, hosted: str, corpus: Corpus
) -> None:
    page.goto(f"{hosted}documents/wo-ga-34-7.html")
    plain, html = copied(page, "#p1", "#p3")
    transcript = corpus.document("wo-ga-34-7").transcript
    assert transcript is not None
    three = [block.words for block in transcript.text if block.id in ("p1", "p2", "p3")]
    assert plain == "\n\n".join(three)
    assert html == "".join(f"<p>{each}</p>" for each in three)


def test_the_heading_of_a_cluster_is_copied(page: Page, hosted: str, corpus: Corpus) -> None:
    page.goto(f"{hosted}clusters/b.html")
    plain, html = copied(page, ".verbatim", ".verbatim")
    assert fold(plain) == fold(" ".join(block.words for block in corpus.cluster("b").text))
    assert words(html) == fold(plain)


def test_the_full_text_is_copied_over_headings_and_notes_of_ours(page: Page, hosted: str, corpus: Corpus) -> None:
    page.goto(f"{hosted}full-text.html")
    plain, _ = copied(page, "#r1-p1", "#r2-p1")
    one, two = (corpus.recommendation(number) for number in (1, 2))
    both = " ".join(f"{each.label} {' '.join(block.words for block in each.text)}" for each in (one, two))
    assert fold(plain) == fold(both)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_selection_over_the_whole_full_text_holds_the_words_of_the_source_alone(
    browser: Browser, hosted: str, corpus: Corpus, scripts: bool
) -> None:
    context = browser.new_context(viewport=LAPTOP, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{hosted}full-text.html")
    selected = page.evaluate(
        """() => {
            const texts = document.querySelectorAll(".verbatim");
            getSelection().setBaseAndExtent(texts[0], 0, texts[texts.length - 1], texts[texts.length - 1].childNodes.length);
            return getSelection().toString();
        }"""
    )
    held = "\n".join(corpus.lines(corpus.document("development-agenda-2007")))
    bare = re.compile(r"[\s\x00]+|^- ", re.MULTILINE)
    assert bare.sub("", selected) == bare.sub("", held)
    context.close()


def test_a_part_of_a_paragraph_is_copied_as_it_stands(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}recommendations/22.html")
    plain, html = copied(page, "#a", "#b")
    assert plain.startswith("a) safeguarding national implementation")
    assert plain.endswith("b) links between IP and competition")
    assert html == f"<p>{plain}</p>"


def test_what_is_selected_from_outside_is_left_to_the_browser(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}recommendations/22.html")
    assert copied(page, "h1", ".verbatim") == ("", "")


@pytest.mark.parametrize(
    ("address", "last"),
    [
        ("recommendations/4.html", ".verbatim p:last-child"),
        ("recommendations/15.html", ".verbatim li:last-child"),
        ("documents/wo-ga-34-7.html", "#end"),
    ],
)
def test_three_clicks_on_the_last_paragraph_copy_it_clean(page: Page, hosted: str, address: str, last: str) -> None:
    """They select to the start of what follows, which is ours and outside the text."""
    page.goto(hosted + address)
    page.locator(last).click(click_count=3, position={"x": 3, "y": 6})
    assert not page.evaluate("getSelection().getRangeAt(0).endContainer.closest('.verbatim')")
    html = page.evaluate(
        """() => {
            const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
            document.body.dispatchEvent(event);
            return event.clipboardData.getData("text/html");
        }"""
    )
    assert words(html) == re.sub(r"^- ?", "", fold(page.locator(last).text_content() or ""))
