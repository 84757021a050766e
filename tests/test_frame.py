"""What stands around every page: its head, the page for addresses that do not exist, and the way back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from macros.corpus.graph import Corpus
from tests.browsing import BASE, KINDS, LAPTOP, PHONE, Opened, launched
from tests.project import Project

pytestmark = pytest.mark.browser


class _Head(HTMLParser):
    """The metadata of a page: each `meta` by name or property, each `link` by rel, the title."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.title = ""
        self._in_title = False
        self.feed(path.read_text(encoding="utf-8").partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := given.get("name") or given.get("property")):
            self.meta[name] = given["content"]
        if tag == "link":
            self.links[given["rel"]] = given["href"]
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
            self._in_title = False


def pages_of(project: Project) -> Iterator[Path]:
    """Return all pages of a built site."""
    return iter(sorted(project.site.rglob("*.html")))


# Heads


def test_every_head_says_what_the_page_is(built: Project) -> None:
    for path in pages_of(built):
        head = _Head(path)
        assert head.title, path
        assert head.meta["og:title"] in head.title, path
        assert len(head.meta["description"]) > 20, path
        assert head.meta["og:description"] == head.meta["description"], path
        assert head.meta["og:site_name"] == "WIPO Development Agenda"
        assert head.meta["og:locale"] == "en_GB"
        assert head.meta["theme-color"].startswith("#")
        for rel in ("icon", "apple-touch-icon"):
            icon = head.links[rel]
            folder = built.site if icon.startswith("/") else path.parent
            assert (folder / icon.lstrip("/")).is_file(), path


def test_texts_in_heads_are_escaped_once(built: Project, corpus: Corpus, tmp_path: Path) -> None:
    (recommendation,) = (each for each in corpus.recommendations if each.number == 22)
    head = _Head(built.site / "recommendations" / "22.html")
    assert "'" in recommendation.gist
    assert head.meta["description"] == " ".join(recommendation.gist.split())
    project = Project.copied_to(tmp_path / "project")
    hostile = 'Terms & "more" <b>'
    page = project.folder / "docs" / "terms" / "index.md"
    front = f"---\ntitle: {json.dumps(hostile)}\ndescription: {json.dumps(hostile * 2)}\n---\n"
    page.write_text(front + page.read_text(encoding="utf-8").split("---\n", 2)[2], encoding="utf-8")
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    head = _Head(project.site / "terms" / "index.html")
    assert head.meta["og:title"] == hostile
    assert head.meta["description"] == hostile * 2
    assert head.title == f"{hostile} - WIPO Development Agenda"


def test_the_home_page_is_a_website_and_the_others_are_articles(built: Project) -> None:
    assert _Head(built.site / "index.html").meta["og:type"] == "website"
    assert _Head(built.site / "recommendations" / "22.html").meta["og:type"] == "article"


def test_without_a_host_heads_name_none(built: Project) -> None:
    for path in pages_of(built):
        head = _Head(path)
        assert not {"og:url", "og:image", "twitter:card"} & set(head.meta), path
        assert "canonical" not in head.links, path
        assert "speculationrules" not in path.read_text(encoding="utf-8"), path


def test_with_a_host_heads_name_it_in_full(project_with_host: Project) -> None:
    site = f"https://example.org{BASE}"
    for path in pages_of(project_with_host):
        head = _Head(path)
        image = head.meta["og:image"]
        assert image.startswith(site), path
        assert (project_with_host.site / image.removeprefix(site)).is_file()
        assert head.meta["twitter:card"] == "summary_large_image"
        if path.name != "404.html":
            address = site + path.relative_to(project_with_host.site).as_posix()
            assert head.meta["og:url"] == head.links["canonical"]
            assert head.meta["og:url"] in (address, address.removesuffix("index.html"))


def test_the_next_page_may_be_made_ready_where_the_site_has_a_host(browser: Browser, under_a_path: str) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(under_a_path + "recommendations/22.html")
    rules = json.loads(page.locator("script[type=speculationrules]").text_content() or "")
    assert rules["prerender"][0]["where"] == {"selector_matches": "a[rel=next]"}
    assert rules["prefetch"][0]["where"] == {"href_matches": f"{BASE}*.html"}
    ahead = [link.get_attribute("href") for link in page.locator("a[rel=next]").all()]  # below the text, and at the end
    assert ahead == ["23.html", "23.html"]
    assert complaints == []
    page.close()


# Addresses that do not exist


@pytest.mark.parametrize("where", ["nowhere", "recommendations/46.html", "a/b/c/d/"])
@pytest.mark.parametrize("site", ["hosted", "under_a_path"])
def test_the_page_not_found_helps_at_any_depth(
    request: pytest.FixtureRequest, browser: Browser, corpus: Corpus, site: str, where: str
) -> None:
    home = request.getfixturevalue(site)
    context = browser.new_context(viewport=LAPTOP)
    opened = Opened(context.new_page(), home)
    page = opened.page
    answer = page.goto(home + where)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky", "no style"
    assert {url for url in opened.asked[1:] if not url.startswith(f"{home}assets/")} == set()
    page.get_by_role("link", name="Skip to content").press("Enter")
    assert page.url == f"{home}{where}#page-text"
    for cluster in corpus.clusters:
        assert page.get_by_role("main").get_by_role("link", name=cluster.name, exact=True).is_visible()
    for link in page.get_by_role("main").get_by_role("link").all():
        found = page.request.get(str(link.evaluate("e => e.href")))
        assert found.status == 200, found.url
    page.get_by_role("button", name="Search this edition").click()
    page.keyboard.type("brain drain")
    result = page.locator(".found a").first
    result.wait_for()
    assert [error for error in opened.errors if "404" not in error] == []
    assert opened.elsewhere == []
    result.click()
    page.wait_for_url(f"{home}recommendations/39.html*")
    context.close()


# The way back


@pytest.fixture
def remembering(playwright: Playwright) -> Iterator[Browser]:
    """A browser that keeps pages for the way back. Playwright switches that off; here it is on."""
    started = launched(playwright, without=("--disable-back-forward-cache",), whole=True)
    yield started
    started.close()


def go_back(page: Page, address: str) -> bool:
    """Go back to a page of the site and tell whether it had been kept."""
    page.evaluate("history.back()")
    page.wait_for_url(f"**/{address}", wait_until="commit")  # a page that was kept does not load
    page.wait_for_function("window.kept !== undefined")
    return bool(page.evaluate("window.kept"))


TELL_KEPT = "addEventListener('pageshow', event => { window.kept = event.persisted; })"


def test_the_way_back_is_immediate(remembering: Browser, hosted: str) -> None:
    page = remembering.new_page()
    page.goto(hosted + "recommendations/22.html")
    page.evaluate(TELL_KEPT)
    page.locator("a[rel=next]").first.click()
    page.wait_for_url("**/recommendations/23.html")
    assert go_back(page, "recommendations/22.html")


def test_a_menu_left_open_is_shut_on_the_way_back(remembering: Browser, hosted: str) -> None:
    page = remembering.new_context(viewport=PHONE, reduced_motion="reduce").new_page()
    page.goto(hosted + "index.html")
    page.evaluate(TELL_KEPT)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Timeline").click()
    page.wait_for_url("**/timeline.html")
    assert go_back(page, "index.html")
    expect(page.get_by_role("navigation", name="Site")).not_to_be_visible()


@pytest.mark.parametrize("address", KINDS)
def test_every_kind_of_page_has_one_way_past_the_header(built: Project, address: str) -> None:
    html = (built.site / address).read_text(encoding="utf-8")
    assert html.count('href="#page-text">Skip to content') == 1
    assert html.count('id="page-text"') == 1
