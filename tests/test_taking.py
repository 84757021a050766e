"""The list of a finder is taken along as it is filtered and sorted: as text, and as a table without formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.corpus.graph import Corpus
from macros.exports.tables import harmless
from tests.browsing import BASE, LAPTOP

pytestmark = pytest.mark.browser

HOSTILE = ["=1+1", "+1", "-1", "@x", 'a "b", c', "two\nlines", "plain", "'quoted"]


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


def saved(page: Page, folder: Path) -> tuple[str, list[dict[str, str]]]:
    """Save the list by keyboard; return the name of the file and its rows, as a reader of CSV has them."""
    page.get_by_role("button", name="Save as CSV").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(folder / "list.csv")
    text = (folder / "list.csv").read_bytes().decode()
    return download.value.suggested_filename, list(csv.DictReader(io.StringIO(text, newline="")))


def copied(page: Page) -> list[str]:
    """Copy the list by keyboard and return its lines."""
    page.get_by_role("button", name="Copy list").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Copied: ")
    return str(page.evaluate("navigator.clipboard.readText()")).splitlines()


def test_the_recommendations_that_are_left_are_taken_along(
    page: Page, home: str, corpus: Corpus, tmp_path: Path
) -> None:
    page.goto(f"{home}recommendations/index.html?topic=technology-transfer&sort=title")
    name, rows = saved(page, tmp_path)
    assert name == "recommendations.csv"
    chosen = sorted(corpus.about["technology-transfer"], key=lambda each: each.title.casefold())
    assert [int(row["No."]) for row in rows] == [each.number for each in chosen]
    for row, record in zip(rows, chosen, strict=True):
        assert row["Title"] == harmless(record.title)
        assert row["Cluster"] == record.cluster.upper()
        assert row["Topics"] == ", ".join(corpus.topic(each).title for each in record.topics)
        root = f"https://example.org{BASE}" if home.endswith(BASE) else ""
        assert row["Address"] == f"{root}recommendations/{record.number}.html"
    lines = copied(page)
    assert lines[0].startswith(f"{len(chosen)} of 45 recommendations (")
    assert [line.split("; ")[:2] for line in lines[2:-2]] == [[str(each.number), each.title] for each in chosen]
    assert corpus.edition.short_title in lines[-1]


def test_the_documents_are_taken_along_with_dates_that_programs_read(
    page: Page, home: str, corpus: Corpus, tmp_path: Path
) -> None:
    page.goto(f"{home}documents/index.html")
    name, rows = saved(page, tmp_path)
    assert name == "documents.csv"
    assert {row["Address"].rpartition("/")[2]: row["Date"] for row in rows} == {
        f"{each.id}.html": each.date.written if each.date else "not known" for each in corpus.documents
    }


def test_the_events_are_taken_along(page: Page, home: str, corpus: Corpus, tmp_path: Path) -> None:
    page.goto(f"{home}timeline.html")
    name, rows = saved(page, tmp_path)
    assert name == "events.csv"
    events = {each.title: each for each in corpus.timeline.events}
    assert sorted(row["Title"] for row in rows) == sorted(harmless(each) for each in events)
    for row in rows:
        event = events[row["Title"]]
        assert row["What happened"] == event.statement
        assert row["Address"].endswith(f"timeline.html#{event.id}")
        assert row["Kind"]
        if event.kind not in ("proposal", "decision"):
            assert row["Date"] == event.date.written
    assert len(copied(page)) == len(rows) + 4


def test_no_cell_is_a_formula_or_breaks_the_table(page: Page, home: str, tmp_path: Path) -> None:
    page.goto(f"{home}recommendations/index.html")
    page.evaluate(
        """words => {
            const cells = document.querySelectorAll("[data-label=Title]");
            for (const [at, each] of words.entries()) cells[at].textContent = each;
        }""",
        HOSTILE,
    )
    _, rows = saved(page, tmp_path)
    wanted = [harmless(" ".join(each.split())) for each in HOSTILE]
    assert [row["Title"] for row in rows][: len(HOSTILE)] == wanted
    assert len(rows) == 45


def test_what_cannot_be_loaded_is_said_and_tried_again(page: Page, hosted: str, tmp_path: Path) -> None:
    page.goto(f"{hosted}recommendations/index.html")
    page.route("**/taking.js", lambda route: route.abort())
    page.get_by_role("button", name="Save as CSV").press("Enter")
    expect(page.locator(".said")).to_contain_text("could not be loaded")
    page.unroute("**/taking.js")
    assert len(saved(page, tmp_path)[1]) == 45


@pytest.mark.parametrize("address", ["recommendations/index.html", "documents/index.html", "timeline.html"])
def test_without_scripts_nothing_is_offered(browser: Browser, hosted: str, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hosted + address)
    expect(page.locator(".finder-take")).to_be_hidden()
    context.close()
