"""What is copied to quote and to cite: the words of the chosen part, clean, and a citation that is the one Python makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records.verbatim import fold
from macros.exports import citation_words
from macros.exports.citation import Cited
from macros.exports.citation_words import Sentence
from macros.pages.kinds.every import KINDS
from tests.browsing import BASE, LAPTOP

pytestmark = pytest.mark.browser

CLIPBOARD = """async () => {
    const [item] = await navigator.clipboard.read();
    const forms = {};
    for (const type of item.types) forms[type] = await (await item.getType(type)).text();
    return forms;
}"""

BLOCK = ".citing"


@pytest.fixture(params=["hosted", "on_disk", "under_a_path"])
def home(request: pytest.FixtureRequest) -> str:
    """The site in each of its lives: without an address of its own, on disk, and under the one that it knows."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page on a laptop, whose clipboard may be used."""
    context = browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> Page:
    """Open a page and the block in which one cites it, by keyboard, and wait until it is ready."""
    page.goto(address)
    page.locator(f"{BLOCK} > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{BLOCK} button").first).to_be_enabled()
    return page


def copied(page: Page, name: str) -> dict[str, str]:
    """Press a button by keyboard and return what is in the clipboard then, in each of its forms."""
    page.evaluate("document.querySelector('.said').textContent = ''")
    page.locator(BLOCK).get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Copied: ")
    forms: dict[str, str] = page.evaluate(CLIPBOARD)
    return forms


def words(html: str) -> str:
    """Return the words of copied HTML, in which only paragraphs and lists may stand."""
    body = re.sub(r"<meta[^>]*>", "", html)
    assert set(re.findall(r"<[^>]*>", body)) <= {"<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>"}, html
    return fold(unescape(re.sub(r"<[^>]*>", " ", body)))


def citations(corpus: Corpus) -> dict[str, Cited]:
    """Return how every page is cited, by its address."""
    return {address: cited for kind in KINDS for _, address, cited in kind.citations(corpus)}


def sentences(home: str, address: str, cited: Cited) -> tuple[Sentence, Sentence]:
    """Return the two citations that a page must show in one of the lives of the site."""
    site = f"https://example.org{BASE}{address}" if home.endswith(BASE) and cited.edition else ""
    return citation_words.chicago(cited, site), citation_words.united_nations(cited)


def test_a_part_is_quoted_with_its_citation(page: Page, home: str, corpus: Corpus) -> None:
    opened(page, f"{home}recommendations/22.html")
    page.locator(f"{BLOCK} select").select_option("a")
    forms = copied(page, "Copy the words")
    part = locator.find(corpus.recommendation(22), "a")
    assert part
    own, _, citation = forms["text/plain"].partition("\n\n")
    assert own == part.words
    assert citation.startswith("WIPO General Assembly, Recommendation 22 (a), \N{LEFT DOUBLE QUOTATION MARK}45 Recom")
    assert citation.endswith(
        "recommendations/22.html#a." if home.endswith(BASE) else f"version {corpus.edition.version}."
    )
    assert words(forms["text/html"]) == f"{own} {citation}"
    expect(page.locator(".said")).to_have_text("Copied: the words with their citation, part a)")
    expect(page.locator(".said")).to_have_text("")  # the word goes after a while


@pytest.mark.parametrize(
    "address",
    [
        "recommendations/22.html",
        "recommendations/15.html",
        "recommendations/1.html",
        "clusters/b.html",
        "documents/wo-ga-34-7.html",
        "documents/wo-ga-31-4.html",
        "documents/sccr-17-3.html",
        "sessions/2007.html",
        "terms/ldc.html",
        "timeline.html",
    ],
)
def test_every_part_is_cited_as_python_cites_it(page: Page, home: str, corpus: Corpus, address: str) -> None:
    cited = citations(corpus)[address]
    full, short = sentences(home, address, cited)
    opened(page, home + address)
    shown = page.locator(f"{BLOCK} .citation")
    assert shown.all_text_contents() == [full.said(), short.said()]
    options = page.locator(f"{BLOCK} option")
    parts = cited.parts if len(cited.parts) > 1 else ()
    named = ["the whole", *(part.name for part in parts)] if parts else []
    assert sorted(options.all_text_contents()) == sorted(named)
    for part in parts:
        page.locator(f"{BLOCK} select").select_option(part.anchor)
        assert page.locator(f"{BLOCK} option:checked").text_content() == part.name
        assert shown.all_text_contents() == [full.said(part.at, part.anchor), short.said(part.at, part.anchor)]
        assert page.locator(f'[id="{part.anchor}"]').count() == 1
    if parts:
        page.locator(f"{BLOCK} select").select_option("")
    assert copied(page, "Copy the citation in full")["text/plain"] == full.said()
    assert copied(page, "Copy the short citation")["text/plain"] == short.said()


@pytest.mark.parametrize("number", [1, 15, 22, 45])
def test_the_words_of_a_whole_and_of_each_part_are_those_of_the_source(
    page: Page, hosted: str, corpus: Corpus, number: int
) -> None:
    record = corpus.recommendation(number)
    opened(page, f"{hosted}recommendations/{number}.html")
    whole = copied(page, "Copy the words")["text/plain"].rpartition("\n\n")[0]
    lines = corpus.lines(corpus.document(record.place.document))
    assert fold(whole) == fold(" ".join(lines[place - 1] for place in record.place.span))
    for option in page.locator(f"{BLOCK} option[value]:not([value=''])").all():
        anchor = option.get_attribute("value")
        page.locator(f"{BLOCK} select").select_option(anchor)
        part = locator.find(record, str(anchor))
        assert part
        forms = copied(page, "Copy the words")
        own = forms["text/plain"].rpartition("\n\n")[0]
        first = f"{record.label} " if anchor == "p1" else ""
        assert fold(own) in (fold(part.words), fold(first + part.words))
        assert words(forms["text/html"]).endswith(forms["text/plain"].rpartition("\n\n")[2])
    if record.text[-1].kind == "bullet":
        assert "<li>" in forms["text/html"]
        assert "- " not in words(forms["text/html"])[:3]


def test_a_document_of_paragraphs_is_quoted(page: Page, hosted: str, corpus: Corpus) -> None:
    opened(page, f"{hosted}documents/wo-ga-34-7.html")
    page.locator(f"{BLOCK} select").select_option("p3")
    part = locator.find(corpus.document("wo-ga-34-7"), "p3")
    assert part
    own, _, citation = copied(page, "Copy the words")["text/plain"].rpartition("\n\n")
    assert own == part.words
    assert ", para. 3, in The WIPO" in citation
    assert page.locator(f"{BLOCK} .citation").nth(1).text_content() == "WO/GA/34/7, para. 3"


def test_where_copying_is_refused_the_citation_is_selected(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error('refused'))")
    opened(page, f"{hosted}recommendations/22.html")
    page.locator(BLOCK).get_by_role("button", name="Copy the short citation").press("Enter")
    expect(page.locator(".said")).to_contain_text("Not copied")
    assert page.evaluate("String(getSelection())") == "WIPO Development Agenda (2007), recommendation 22"
    context.close()


def test_without_scripts_the_citation_stands_as_text_and_nothing_can_be_pressed(browser: Browser, hosted: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hosted}recommendations/22.html")
    page.locator(f"{BLOCK} > summary").press("Enter")
    expect(page.locator(f"{BLOCK} .citation").first).to_be_visible()
    expect(page.locator(f"{BLOCK} a")).to_have_text(["RIS", "BibTeX", "CSL-JSON"])
    for control in page.locator(f"{BLOCK} :is(button, select)").all():
        expect(control).to_be_hidden()
    assert page.locator(".part-links a").count() > 5  # the parts are reached by these
    context.close()


@pytest.mark.parametrize("address", ["recommendations/22.html", "clusters/b.html"])
def test_on_paper_the_citation_stands_in_a_line_and_nothing_else_of_it(
    browser: Browser, hosted: str, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(hosted + address)
    page.emulate_media(media="print")
    expect(page.locator(f"{BLOCK} .citation").first).to_be_visible()
    for other in page.locator(f"{BLOCK} :is(summary, button, select, a, .citing-label)").all():
        expect(other).to_be_hidden()
    expect(page.locator(f"{BLOCK} .citation").nth(1)).to_be_hidden()
    context.close()


def test_each_text_of_the_full_text_leads_to_its_open_block(page: Page, hosted: str, corpus: Corpus) -> None:
    page.goto(hosted + "full-text.html")
    links = page.locator(".to-cite a")
    assert links.count() == len(corpus.recommendations) + len(corpus.clusters)
    links.filter(has_text="Quote and cite").nth(1).click()
    block = page.locator("details.citing")
    assert page.url.endswith("recommendations/1.html#citing")
    expect(block).to_have_attribute("open", "")
    assert block.locator(".citation").first.is_visible()
    expect(block.get_by_role("button", name="Copy the words with their citation")).to_be_enabled()
