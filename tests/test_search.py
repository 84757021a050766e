"""The search, in a real browser, from disk with the network cut and over HTTP: what is found first, what a result says,
and how it is used without a mouse. What readers type and must find stands in tests/search/queries.yml."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from macros.corpus.graph import Corpus
from macros.corpus.records import Recommendation, Term, Topic
from macros.pages import search
from tests.browsing import LAPTOP, PHONE, Opened
from tests.faces import in_all_faces
from tests.project import ROOT, Project

pytestmark = pytest.mark.browser

ALL: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "search" / "queries.yml").read_text(encoding="utf-8")
)
QUERIES = [case for case in ALL if not {"five", "not"} & case.keys()]
QUESTIONS = [case for case in ALL if "five" in case]
"""What readers call things: one of the pages that are accepted must be among the first five results."""
ASTRAY = [case for case in ALL if "not" in case]
"""Words that no statement of these pages is about: they must not be among the first five results."""


def open_search(page: Page) -> None:
    """Open the search and wait until it is ready."""
    page.keyboard.press("/")
    expect(page.get_by_role("status").first).to_contain_text("By number")


def typed(page: Page, query: str) -> list[str]:
    """Type a query and return the addresses of the results, as they stand, from the root of the site."""
    field = page.get_by_role("searchbox")
    field.fill(query)
    home = page.evaluate("new URL(document.getElementById('search').dataset.home || '.', document.baseURI).href")
    links: list[str] = page.locator(".found a").evaluate_all("links => links.map(link => link.href)")
    return [link.removeprefix(home) for link in links]


@pytest.fixture(scope="module", params=["hosted", "on_disk"])
def searching(request: pytest.FixtureRequest, browser_with: Callable[[str], Browser]) -> Iterator[Opened]:
    """A page with the search open: hosted, and from disk with the network cut. It is shared, so nothing is left on it."""
    context = browser_with("").new_context(viewport=LAPTOP, offline=request.param == "on_disk")
    opened = Opened(context.new_page(), request.getfixturevalue(request.param))
    opened.page.goto(opened.home + "terms/index.html")
    open_search(opened.page)
    yield opened
    context.close()


def test_the_table_of_queries_is_long_enough() -> None:
    assert len(QUERIES) >= 60
    assert len(QUESTIONS) >= 400
    assert len({case["query"] for case in ALL}) == len(ALL)


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case["query"])
def test_a_query_finds_what_it_must(searching: Opened, case: dict[str, Any]) -> None:
    found = typed(searching.page, case["query"])
    if case.get("none"):
        assert found == []
        return
    assert found, "nothing found"
    wanted = [case["first"], *case.get("then", [])] if "first" in case else []
    assert found[: len(wanted)] == wanted
    assert set(case.get("among", [])) <= set(found)


def test_what_readers_call_things_is_found(searching: Opened) -> None:
    def is_hit(case: dict[str, Any]) -> bool:
        addresses = [each for address in found[case["query"]] for each in (address, address.partition("#")[0])]
        return any(fnmatchcase(address, wanted) for address in addresses for wanted in case["five"])

    found = {case["query"]: typed(searching.page, case["query"])[:5] for case in QUESTIONS}
    missed = {case["query"]: found[case["query"]] for case in QUESTIONS if not is_hit(case)}
    marked = {case["query"] for case in QUESTIONS if case.get("missed")}
    assert missed.keys() == marked, {query: missed.get(query, "found now") for query in missed.keys() ^ marked}
    assert len(marked) <= 0.05 * len(QUESTIONS)


@pytest.mark.parametrize(
    "query", ["antitrust", "who pays", "annual report", "is open source mentioned", "preview", "term", "mistake"]
)
def test_the_guide_comes_after_the_edition(searching: Opened, query: str) -> None:
    of_the_guide = [address.startswith("contributing/") for address in typed(searching.page, query)]
    assert of_the_guide
    assert of_the_guide == sorted(of_the_guide)


def test_no_word_of_readers_leads_astray(searching: Opened) -> None:
    found = {
        case["query"]: {address.partition("#")[0] for address in typed(searching.page, case["query"])[:5]}
        for case in ASTRAY
    }
    astray = {case["query"]: found[case["query"]] & set(case["not"]) for case in ASTRAY}
    assert not any(astray.values()), {query: pages for query, pages in astray.items() if pages}


NUMBERS = {
    "twenty-two": ["22"],
    "Twenty Two": ["22"],
    "the twenty-second recommendation": ["22"],
    "22nd": ["22"],
    "recommendation forty": ["40"],
    "first recommendation": ["1"],
    "rec. fourty-five": ["45"],
    "15-17": ["15", "16", "17"],
    "15 \u2013 17": ["15", "16", "17"],
    "fifteen to seventeen": ["15", "16", "17"],
    "between 24 and 26": ["24", "25", "26"],
    "recs 30 through thirty-two": ["30", "31", "32"],
    "3, 7 and 9": ["3", "7", "9"],
    "1-2, 44 & forty-five": ["1", "2", "44", "45"],
}


@pytest.mark.parametrize("query", NUMBERS)
def test_numbers_in_words_and_ranges_are_read(searching: Opened, query: str) -> None:
    wanted = [f"recommendations/{number}.html" for number in NUMBERS[query]]
    assert typed(searching.page, query)[: len(wanted)] == wanted


def test_every_number_is_read_in_words(searching: Opened) -> None:
    units = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"  # fmt: skip
    for ending, words, tens in (
        ("", units.split(), ["twenty", "thirty", "forty"]),
        ("th", ordinals.split(), ["twentieth", "thirtieth", "fortieth"]),
    ):
        stems = ("twenty", "thirty", "forty")
        spoken = [
            *words,
            *(
                each
                for ten, stem in zip(tens, stems, strict=True)
                for each in (ten, *(f"{stem}-{unit}" for unit in words[:9]))
            ),
        ]
        for number, word in enumerate(spoken[:45], start=1):
            query = f"{word} recommendation" if ending else f"recommendation {word}"
            assert typed(searching.page, query)[0] == f"recommendations/{number}.html", query


def test_a_range_that_is_a_cluster_leads_to_the_cluster_and_its_recommendations(searching: Opened) -> None:
    found = typed(searching.page, "15 to 23")
    assert found[:10] == ["clusters/b.html", *(f"recommendations/{number}.html" for number in range(15, 24))]
    assert typed(searching.page, "23 to 15")[:1] != ["clusters/b.html"]


def test_a_result_says_by_which_word_of_readers_it_was_found(searching: Opened) -> None:
    typed(searching.page, "antitrust")
    expect(searching.page.locator(".found-place").first).to_contain_text("found by \u201cantitrust\u201d")


def test_all_terms_topics_and_recommendations_say_what_else_they_are_called(corpus: Corpus) -> None:
    records: list[Term | Topic | Recommendation] = [*corpus.terms, *corpus.topics, *corpus.recommendations]
    for record in records:
        assert record.also_called, record.name


def test_pages_of_prose_say_what_else_they_are_called(built: Project) -> None:
    data = (built.site / search.ADDRESS).read_text(encoding="utf-8")
    entries = json.loads(data.removeprefix("self.searchIndex=").rstrip().removesuffix(";"))["entries"]
    found = {
        entry["at"].removesuffix(".html"): {
            "page": entry.get("called", []),
            **{part["at"]: part["called"] for part in entry["parts"] if "called" in part},
        }
        for entry in entries
    }
    told = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        head = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        if "also_called" in head:
            told[path.relative_to(ROOT / "docs").with_suffix("").as_posix()] = head["also_called"]
    assert len(told) > 10
    for page, words in told.items():
        assert found[page] == words, page


def test_nothing_is_mended_to_a_word_of_the_guide_alone(searching: Opened) -> None:
    assert typed(searching.page, "pydantik") == []
    assert typed(searching.page, "pydantic")


def test_searching_asks_nobody_else_and_complains_of_nothing(searching: Opened) -> None:
    typed(searching.page, "norm")
    assert searching.elsewhere == []
    assert searching.errors == []


def test_a_result_says_its_kind_and_its_part_and_marks_the_words(searching: Opened) -> None:
    page = searching.page
    typed(page, "competition between IP")
    first = page.locator(".found a").first
    expect(first.locator(".found-place")).to_have_text("Recommendation · issue (b)")
    expect(first.locator(".found-title")).to_contain_text("22. ")
    assert first.locator(".found-words mark").all_inner_texts() == ["between", "IP", "competition"] or (
        first.locator(".found-words mark").all_inner_texts() == ["IP", "competition"]
    )
    typed(page, "least developed countries")
    expect(page.locator(".found-place").first).to_have_text("Term · our definition")


def test_words_of_a_source_are_shown_as_its_words(searching: Opened) -> None:
    typed(searching.page, "Member Sates")
    shown = searching.page.locator(".found a").first.locator(".found-words")
    expect(shown).to_have_class(re.compile("theirs"))
    expect(shown).to_contain_text("directed by Member Sates, issues such as:")


def test_the_status_counts_and_tells_what_was_done(searching: Opened) -> None:
    page = searching.page
    status = page.locator("#search [role=status]")
    typed(page, "xylophone")
    expect(status).to_have_text("Nothing found for “xylophone”. Try fewer or other words.")
    typed(page, "genome xylophone")
    expect(status).to_contain_text("Nothing has all of these words; 3 results with some of them")
    typed(page, "intelectual property")
    expect(status).to_contain_text("with “intellectual”")
    typed(page, "roster of consultants")
    expect(status).to_have_text("1 result")
    typed(page, "")
    expect(status).to_contain_text("By number")
    assert page.locator(".found a").count() == 0


def test_many_results_are_shown_when_wanted(searching: Opened) -> None:
    page = searching.page
    assert len(typed(page, "WIPO")) == 20
    button = page.get_by_role("button", name=re.compile("Show all"))
    count = int(re.sub(r"\D", "", button.inner_text()))
    button.click()
    assert page.locator(".found a").count() == count
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.found li')[20]")


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 1234 }}",  # more than any count of results
    "\\",
    "(((",
    "a" * 5000,
    "🎬",
    "ﬁnance",
    "null",
    "__proto__",
    "constructor",
)


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:12])
def test_hostile_queries_are_text(searching: Opened, query: str) -> None:
    page = searching.page
    typed(page, query)
    assert page.locator("#search img").count() == 0
    assert "8638" not in page.locator("#search [role=status]").inner_text()
    assert searching.errors == []


# Using it


def test_a_result_leads_to_its_part(opened: Opened) -> None:
    page = opened.page
    page.goto(opened.home + "recommendations/15.html")
    open_search(page)
    typed(page, "22 (a)")
    page.locator(".found a").first.click()
    page.wait_for_url("**/recommendations/22.html#a")
    assert page.locator("#a").evaluate("e => e.matches(':target')")


def test_a_result_on_the_same_page_shuts_the_search(opened: Opened) -> None:
    page = opened.page
    page.goto(opened.home + "recommendations/22.html")
    open_search(page)
    typed(page, "22 (a)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recommendations/22.html#a")
    expect(page.locator("#search")).not_to_be_visible()
    expect(page.locator("#a")).to_be_in_viewport()


def test_it_is_used_with_the_keyboard_alone(opened: Opened) -> None:
    page = opened.page
    page.goto(opened.home + "index.html")
    page.get_by_role("button", name="Search", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.type("brain drain")
    results = page.locator(".found a")
    results.first.wait_for()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).not_to_be_visible()
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("genome")  # what was typed before is selected, so it is replaced
    expect(page.get_by_role("searchbox")).to_have_value("genome")
    expect(results.first).to_contain_text("36.")  # the results of the last letter
    page.keyboard.press("Enter")
    page.wait_for_url("**/recommendations/36.html#p1")


@pytest.mark.parametrize("shut", ["beside", "button"])
def test_a_click_beside_it_and_its_button_shut_it(opened: Opened, shut: str) -> None:
    page = opened.page
    page.goto(opened.home + "index.html")
    open_search(page)
    if shut == "beside":
        page.mouse.click(5, 400)
    else:
        page.get_by_role("button", name="Close").click()
    expect(page.locator("#search")).not_to_be_visible()


@in_all_faces
def test_on_a_phone_it_fills_the_window(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(hosted + "recommendations/22.html")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("searchbox").fill("norm-setting")
    page.locator(".found a").first.wait_for()
    box = page.locator("#search").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, PHONE["width"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


# Loading it

OF_THE_SEARCH = re.compile(r"/(minisearch|search-index|search)\.js")


def test_it_is_loaded_when_the_reader_searches_and_not_before(opened: Opened) -> None:
    page = opened.page
    page.goto(opened.home + "recommendations/22.html")
    page.wait_for_load_state("networkidle")
    assert [url for url in opened.asked if OF_THE_SEARCH.search(url)] == []
    for _ in range(2):
        page.get_by_role("button", name="Search", exact=True).click()
        page.keyboard.type("brain drain")
        page.locator(".found a").first.wait_for()
        page.keyboard.press("Escape")
    assert len([url for url in opened.asked if OF_THE_SEARCH.search(url)]) == 3
    assert opened.elsewhere == []
    assert opened.errors == []


def test_what_was_typed_before_it_was_there_is_searched(opened: Opened) -> None:
    page = opened.page
    waiting: list[Route] = []
    page.route("**/search-index.js", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright needs a function of its own
    page.goto(opened.home + "index.html")
    page.keyboard.press("/")
    expect(page.locator("#search [role=status]")).to_have_text("Getting ready to search")
    page.keyboard.type("brain drain")
    expect(page.get_by_role("searchbox")).to_have_value("brain drain")
    waiting[0].continue_()
    page.locator(".found a").first.wait_for()


def test_where_it_cannot_be_loaded_it_says_so_and_tries_again(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(hosted + "index.html")
    page.keyboard.press("/")
    page.get_by_role("status").get_by_text("could not be loaded").wait_for()
    page.keyboard.press("Escape")
    page.unroute("**/search-index.js")
    page.keyboard.press("/")
    page.keyboard.type("brain drain")
    page.locator(".found a").first.wait_for()
    context.close()


def test_it_works_under_a_path_and_asks_nobody_else(browser: Browser, under_a_path: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    opened = Opened(context.new_page(), under_a_path)
    opened.page.goto(under_a_path + "clusters/a.html")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("brain drain")
    opened.page.locator(".found a").first.click()
    opened.page.wait_for_url(under_a_path + "recommendations/39.html#p1")
    assert opened.elsewhere == []
    context.close()


def test_the_search_is_as_it_was_left_on_the_way_back(opened: Opened) -> None:
    page = opened.page
    page.goto(opened.home + "index.html")
    open_search(page)
    typed(page, "22")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recommendations/22.html")
    page.go_back()
    page.wait_for_url("**/index.html")
    expect(page.get_by_role("searchbox")).to_have_value("22")
    expect(page.locator(".found a").first).to_be_visible()


# The index


def test_the_index_is_small_and_leads_only_to_what_is_there(built: Project) -> None:
    data = (built.site / search.ADDRESS).read_bytes()
    assert len(gzip.compress(data, 6)) < 120_000
    index = json.loads(data.decode().removeprefix("self.searchIndex=").rstrip().removesuffix(";"))
    pages: dict[str, str] = {}
    for entry in index["entries"]:
        page, _, anchor = entry["at"].partition("#")
        html = pages.setdefault(page, (built.site / page).read_text(encoding="utf-8"))
        for wanted in (anchor, *(part.get("at", "") for part in entry["parts"])):
            assert not wanted or f'id="{wanted}"' in html, f"{page}#{wanted}"


def test_everything_with_an_address_can_be_found(corpus: Corpus) -> None:
    found = {entry.key for entry in search.entries(corpus)}
    for kind in ("recommendations", "clusters", "sessions", "documents", "terms", "topics", "witnesses"):
        for record in getattr(corpus, kind):
            assert f"{kind}/{record.identifier}" in found
    addresses = [entry.address for entry in search.entries(corpus)]
    assert len(addresses) == len(set(addresses))
    assert sum(entry.kind == "Event on the timeline" for entry in search.entries(corpus)) == len(corpus.timeline.events)


def test_every_word_of_the_texts_is_in_the_index(corpus: Corpus) -> None:
    entries = {entry.key: entry for entry in search.entries(corpus)}
    for record in corpus.recommendations:
        words = " ".join(part.words for part in entries[f"recommendations/{record.identifier}"].parts if not part.ours)
        assert sorted(words.split()) == sorted(" ".join(block.words for block in record.text).split())


def test_prose_of_pages_is_found_under_its_heading(built: Project) -> None:
    index = (built.site / search.ADDRESS).read_text(encoding="utf-8")
    (contributing,) = (
        json.loads(line.rstrip(",")) for line in index.split("\n") if '"at":"contributing/index.html"' in line
    )
    assert contributing["kind"] == "Page"
    assert all(part.get("at") for part in contributing["parts"][2:]), contributing["parts"]
    assert not re.search(r"\{\{|\]\(|`", json.dumps(contributing))


@pytest.mark.parametrize("symbol", ["WO/GA/34/7", "wo ga 34 7", "SCCR/10/5", "WO/GA/31/4"])
def test_the_letters_of_a_symbol_are_marked_and_no_words_that_begin_so(searching: Opened, symbol: str) -> None:
    typed(searching.page, symbol)
    marked = {word.lower().lstrip("0") for word in searching.page.locator(".found mark").all_inner_texts()}
    assert marked
    assert marked <= {*re.split(r"\W+", symbol.lower())}


def test_two_letters_find_words_while_they_are_typed(searching: Opened) -> None:
    assert typed(searching.page, "patent wi")
