"""From the page to the record: every part leads to its line, and a report of a mistake says what it is about."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page

from macros.corpus.graph import Corpus
from macros.hosting import MISTAKE, Hosting
from macros.pages.edit_links import _distinct, by_address
from macros.pages.editable import Editable
from macros.proof.built import read_site
from macros.proof.page import read_page
from macros.proof.targets import records_exist
from tests.browsing import LAPTOP, PHONE
from tests.faces import in_all_faces
from tests.project import ROOT, Project
from tests.test_accessibility import AXE, violations_everywhere

FORGE = "https://forge.example/a/b"
EDIT = f"{FORGE}/edit/main/"


@pytest.fixture(scope="session")
def on_disk_with_a_forge(project_with_host: Project, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The site that knows its forge, in a folder: its address with a final slash."""
    folder = tmp_path_factory.mktemp("from disk") / "site"
    shutil.copytree(project_with_host.site, folder)
    return folder.as_uri() + "/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not complain, and that is never led to the forge, which does not exist."""
    context = browser.new_context(viewport=LAPTOP)
    context.route(f"{FORGE}/**", lambda route: route.fulfill(body="the forge", content_type="text/html"))
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def line_of(address: str) -> str:
    """Return the line of the project's file that an edit link leads to, without blanks at its ends."""
    assert address.startswith(EDIT)
    file, _, line = address.removeprefix(EDIT).partition("#L")
    return (ROOT / file).read_text(encoding="utf-8").split("\n")[int(line) - 1].strip()


def select(page: Page, selector: str) -> None:
    """Select all words of an element, as a reader does with the mouse, and wait until the page has heard of it."""
    page.locator(selector).first.evaluate("""element => new Promise(resolve => {
        document.addEventListener("selectionchange", () => resolve(), { once: true });
        const range = document.createRange();
        range.selectNodeContents(element);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    })""")


def reported(page: Page) -> dict[str, str]:
    """Focus the link to the form and return the fields that it fills."""
    link = page.locator(".page-foot a.report")
    link.focus()
    address = link.get_attribute("href") or ""
    assert urlsplit(address)[:3] == urlsplit(f"{FORGE}/issues/new")[:3]
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


# The list of parts


def test_every_part_stands_on_its_page_and_no_two_are_called_the_same(built: Project, corpus: Corpus) -> None:
    parts = {address: made() for address, made in by_address(corpus).items()}
    assert len(parts) > len(corpus.recommendations) + len(corpus.terms)
    for address, listed in parts.items():
        html = (built.site / address).read_text(encoding="utf-8")
        there = read_page(html, address).anchors | set(re.findall(r'data-part="([^"]+)"', html))
        assert [mark for part in listed for mark in part.marks if mark not in there] == [], address
        marks = [mark for part in listed for mark in part.marks]
        assert len(marks) == len(set(marks)), address
        shown = [part.words for part in listed]
        assert len(shown) == len(set(shown)), address


def test_every_part_with_a_link_to_itself_can_be_corrected(built: Project, corpus: Corpus) -> None:
    parts = {address: made() for address, made in by_address(corpus).items()}
    for address, page in read_site(built.site).pages.items():
        if address in parts:
            headings = {anchor for _, anchor, _ in page.headings}
            marks = {mark for part in parts[address] for mark in part.marks}
            assert page.offered - headings - marks == set(), address


def test_every_text_and_note_and_event_leads_to_its_own_line(corpus: Corpus) -> None:
    parts = {address: made() for address, made in by_address(corpus).items()}
    checked = 0
    for address, listed in parts.items():
        for part in listed:
            entry = ROOT / part.file
            lines = entry.read_text(encoding="utf-8").split("\n")
            assert part.line is None or lines[part.line - 1].strip(), (address, part)
            for mark in part.marks:
                # On the full text and the timeline too: what has an `id` in the data begins with it.
                name = re.sub(r"^(r[0-9]+|cluster-[a-f])-", "", mark)
                if part.line and f"- id: {name}" in map(str.strip, lines):
                    assert lines[part.line - 1].strip() == f"- id: {name}", (address, part)
                    checked += 1
    assert checked > 300


@pytest.mark.parametrize(
    ("address", "words", "line"),
    [
        ("recommendations/22.html", "paragraph 2", "- id: p2"),
        ("recommendations/22.html", "note 3", "- id: variant-1"),
        ("recommendations/22.html", "immediate implementation", "immediate_implementation:"),
        ("sessions/2007.html", "what was decided", "- id: 2007-decision"),
        ("sessions/2007.html", "dates", "dates:"),
        ("documents/wo-ga-34-7.html", "paragraph 5 (ii)", "- id: p5-ii"),
        ("documents/development-agenda-2007.html", "text of Recommendation 22", "text:"),
        ("full-text.html", "paragraph 2 of Recommendation 22", "- id: p2"),
        ("documents/wo-ga-34-7.html", "what is said of the transcript", "note: >-"),
        ("terms/ldc.html", "wordings", "forms:"),
    ],
)
def test_a_part_is_found_by_its_name(corpus: Corpus, address: str, words: str, line: str) -> None:
    (part,) = (part for part in by_address(corpus)[address]() if part.words == words)
    assert line_of(f"{EDIT}{part.file}#L{part.line}") == line


def test_two_parts_of_the_same_name_are_told_apart() -> None:
    same = [Editable("note", (), "data/a.yml", line) for line in (3, 5, 7)]
    assert [part.words for part in _distinct(same)] == ["note", "note (line 5)", "note (line 7)"]


def test_a_link_to_a_line_that_is_not_there_ends_the_build(project_with_host: Project, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "recommendations").mkdir(parents=True)
    page = (project_with_host.site / "recommendations" / "22.html").read_text(encoding="utf-8")
    broken = re.sub(r"22\.yml#L18\b", "22.yml#L9999", page)
    assert broken != page
    (site / "recommendations" / "22.html").write_text(broken, encoding="utf-8")
    (problem,) = records_exist(read_site(site), project_with_host.folder)
    assert "22.yml#L9999" in problem.found


# In the browser


@pytest.mark.browser
def test_without_scripts_the_list_leads_to_the_lines(browser: Browser, under_a_path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{under_a_path}recommendations/22.html")
    foot = page.locator(".page-foot")
    assert foot.get_by_role("link", name="Correct this").get_attribute("href") == f"{EDIT}data/recommendations/22.yml"
    assert not foot.locator("ul").is_visible()
    foot.locator("summary").click()
    link = foot.get_by_role("link", name="Correct paragraph 2", exact=True)
    assert link.is_visible()
    assert line_of(link.get_attribute("href") or "") == "- id: p2"
    filled = reported(page)
    assert filled == {
        "template": MISTAKE,
        "record": "data/recommendations/22.yml",
        "page": "https://example.org/agenda/recommendations/22.html",
    }
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", ["recommendations/22.html", "timeline.html", "sources.html", "full-text.html"])
def test_names_of_links_are_unique_and_say_what_they_correct(page: Page, under_a_path: str, address: str) -> None:
    page.goto(under_a_path + address)
    page.locator(".page-foot summary").click()
    names = page.locator(".page-foot a").evaluate_all(
        "links => links.map(link => (link.ariaLabel ?? link.textContent).trim())"
    )
    assert len(names) > 10
    assert len(names) == len(set(names))
    assert all(re.match(r"Correct \S|Report a mistake on", name) for name in names)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("recommendations/22.html#p2", "- id: p2"),
        ("recommendations/22.html#b", "- id: b"),
        ("recommendations/22.html#slip-5", "- id: slip-5"),
        ("recommendations/22.html#at-slip-5", "- id: c"),
        ("recommendations/22.html#addressees", "actors:"),
        ("recommendations/22.html#directing", "- who: Member States"),
        ("timeline.html#2005-decision", "- id: 2005-decision"),
        ("full-text.html#r22-p2", "- id: p2"),
    ],
)
def test_who_came_to_a_part_corrects_that_part(page: Page, under_a_path: str, address: str, line: str) -> None:
    page.goto(under_a_path + address)
    link = page.locator(".page-foot a[rel=edit]").first
    assert line_of(link.get_attribute("href") or "") == line
    assert (link.text_content() or "").startswith("Correct ")
    assert link.text_content() != "Correct this"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "selector", "line"),
    [
        ("recommendations/22.html", "#p1", "- id: p1"),
        ("recommendations/22.html", "h1", "title: Norm-setting in support of agreed development goals"),
        ("recommendations/22.html", "dt[data-part='record.topics'] + dd", "topics:"),
        ("recommendations/22.html", ".collation > p", "collation:"),
        ("recommendations/22.html", ".related .reason", "related:"),
        ("sessions/2007.html", "#dates + dd", "dates:"),
        ("sessions/2007.html", ".statement:nth-of-type(2)", "- statement: >-"),
        ("timeline.html", "#\\32 005-decision .known", "- id: 2005-decision"),
        ("timeline.html", "tr:nth-child(3) td[data-label=Decided]", "- id: 2005-decision"),
        ("terms/ldc.html", "p.gist", "definition: >-"),
        ("documents/wo-ga-34-7.html", "#p5-ii", "- id: p5-ii"),
    ],
)
def test_who_selects_words_corrects_their_part(
    page: Page, under_a_path: str, address: str, selector: str, line: str
) -> None:
    page.goto(under_a_path + address)
    select(page, selector)
    assert line_of(page.locator(".page-foot a[rel=edit]").first.get_attribute("href") or "") == line


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "selector", "file"),
    [
        ("documents/index.html", "tr[data-part=document-wo-ga-30-8] td", "data/documents/wo-ga-30-8.yml"),
        ("recommendations/index.html", "tr[data-part=recommendation-07] td", "data/recommendations/07.yml"),
        ("sources.html", "li[data-part=listed-document-wo-ga-30-8]", "data/documents/wo-ga-30-8.yml"),
        ("terms/index.html", "#term-ldc + dd", "data/terms/ldc.yml"),
        ("topics/index.html", "#topic-norm-setting + dd", "data/topics/norm-setting.yml"),
        ("sessions/index.html", "tr:nth-child(3) th", "data/sessions/2005.yml"),
        ("clusters/index.html", "#cluster-b ~ ol", "data/clusters/b.yml"),
        ("timeline.html", "h1 + p", "docs/timeline.md"),
    ],
)
def test_on_a_list_the_record_of_the_entry_is_corrected(
    page: Page, under_a_path: str, address: str, selector: str, file: str
) -> None:
    page.goto(under_a_path + address)
    select(page, selector)
    assert page.locator(".page-foot a[rel=edit]").first.get_attribute("href") == EDIT + file
    assert reported(page)["record"] == file


@pytest.mark.browser
def test_a_report_says_the_part_and_the_words(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}recommendations/22.html?x#p1")
    first = reported(page)
    assert re.fullmatch("paragraph 1, line [0-9]+", first["part"])
    assert "quote" not in first
    select(page, "#b")
    link = page.locator(".page-foot a.report")
    link.evaluate("link => link.blur()")
    filled = reported(page)
    assert filled["record"] == "data/recommendations/22.yml"
    assert filled["quote"] == "b) links between IP and competition"
    assert filled["page"] == "https://example.org/agenda/recommendations/22.html"
    assert set(filled) <= form_ids(MISTAKE) | {"template"}


@pytest.mark.browser
def test_a_press_beside_the_words_does_not_forget_them(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}recommendations/22.html")
    select(page, "#b")
    page.get_by_text("This page is made from").click()  # on a phone a selection ends so before a link can be pressed
    page.wait_for_function("getSelection().isCollapsed")
    page.locator(".page-foot a.report").click()
    page.wait_for_url(f"{FORGE}/**")
    (quote,) = parse_qs(urlsplit(page.url).query)["quote"]
    assert quote == "b) links between IP and competition"


@pytest.mark.browser
def test_a_part_of_another_file_is_reported_with_that_file(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}timeline.html#2005-decision")
    filled = reported(page)
    assert filled["record"] == "data/items/audiovisual-performances.yml"
    assert "2005" in filled["part"]


@pytest.mark.browser
@pytest.mark.parametrize(
    "hostile",
    ["&record=else#x", "<script>alert(1)</script> ' \"", "100% + a=b;c", "{{ 7 * 7 }} ${x} `y`", "größe 法 🙂 \u202e"],
)
def test_a_hostile_selection_stays_text(page: Page, under_a_path: str, hostile: str) -> None:
    page.goto(f"{under_a_path}recommendations/22.html")
    page.locator("#p1").evaluate("(element, text) => { element.textContent = text; }", hostile)
    select(page, "#p1")
    filled = reported(page)
    assert filled["quote"] == " ".join(hostile.split())
    assert filled["record"] == "data/recommendations/22.yml"


@pytest.mark.browser
@pytest.mark.parametrize(("count", "kept"), [(600, "🙂" * 600), (601, "🙂" * 599 + "…")])
def test_a_long_selection_is_cut_between_letters(page: Page, under_a_path: str, count: int, kept: str) -> None:
    page.goto(f"{under_a_path}recommendations/22.html")
    page.locator("#p1").evaluate("(element, count) => { element.textContent = '🙂'.repeat(count); }", count)
    select(page, "#p1")
    assert reported(page)["quote"] == kept


@pytest.mark.browser
def test_nothing_is_asked_of_the_forge_before_a_click(browser: Browser, under_a_path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{under_a_path}recommendations/22.html#p2")
    page.locator(".page-foot summary").click()
    select(page, "#b")
    reported(page)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(under_a_path)] == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_disk_the_links_say_that_they_open_on_the_web(
    browser: Browser, on_disk_with_a_forge: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{on_disk_with_a_forge}recommendations/22.html#p2")
    foot = page.locator(".page-foot")
    assert f"open on the web, at {FORGE}" in foot.inner_text()
    assert "data/recommendations/22.yml" in foot.inner_text()
    foot.locator("summary").click()
    assert re.search(r"paragraph 2, line [0-9]+", foot.inner_text())
    assert "Without the web, note the file and the line" in foot.inner_text()
    assert all(url.startswith("file:") for url in asked)
    if scripts:
        assert line_of(foot.locator("a[rel=edit]").first.get_attribute("href") or "") == "- id: p2"
    context.close()


@pytest.mark.browser
def test_without_a_forge_there_is_no_dead_link(browser: Browser, on_disk: str) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(f"{on_disk}recommendations/22.html#p2")
    foot = page.locator(".page-foot")
    assert [link.get_attribute("href") for link in foot.locator("a").all()] == ["../contributing/index.html"]
    assert "To correct a word, see Contributing." in foot.inner_text()
    foot.locator("summary").click()
    assert re.search(r"paragraph 2, line [0-9]+", foot.inner_text())
    context.close()


@pytest.mark.browser
def test_the_ways_to_correct_are_not_printed(page: Page, under_a_path: str) -> None:
    page.goto(f"{under_a_path}recommendations/22.html")
    page.locator(".page-foot summary").click()
    page.emulate_media(media="print")
    assert page.locator(".page-foot").get_by_text("This page is made from").is_visible()
    for words in ("Correct this", "Report a mistake", "Correct a part of this page", "Without the web"):
        assert not page.locator(".page-foot").get_by_text(words).is_visible(), words


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("address", ["full-text.html", "sources.html", "recommendations/22.html"])
def test_the_list_fits_on_a_phone(browser: Browser, under_a_path: str, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(under_a_path + address)
    page.locator(".page-foot summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", ["recommendations/22.html#p2", "timeline.html"])
def test_axe_finds_nothing_with_the_list_open(browser: Browser, under_a_path: str, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(under_a_path + address)
    page.locator(".page-foot summary").click()
    assert violations_everywhere(page) == []
    context.close()


# The forge


def test_addresses_at_the_forge_are_encoded() -> None:
    hosting = Hosting(repository=FORGE)
    assert hosting.edit("data/a.yml") == f"{EDIT}data/a.yml"
    assert hosting.edit("data/a.yml", 14) == f"{EDIT}data/a.yml#L14"
    address = hosting.report("data/a&b=c.yml", "https://example.org/ä?x#y") or ""
    assert parse_qs(urlsplit(address).query) == {
        "template": [MISTAKE],
        "record": ["data/a&b=c.yml"],
        "page": ["https://example.org/ä?x#y"],
    }
    assert Hosting().report("data/a.yml", "a.html") is None


FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"

FIELDS = {
    # kind of element: what its attributes may be (GitHub Docs, "Syntax for GitHub's form schema")
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def form(name: str) -> dict[str, Any]:
    read = yaml.safe_load((FORMS / name).read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def form_ids(name: str) -> set[str]:
    return {element["id"] for element in form(name)["body"] if "id" in element}


def test_the_forms_have_only_keys_that_the_forge_knows() -> None:
    names = {path.name for path in FORMS.iterdir()}
    assert names == {MISTAKE, "question.yml", "config.yml"}
    assert set(form("config.yml")) <= {"blank_issues_enabled", "contact_links"}
    for name in names - {"config.yml"}:
        read = form(name)
        assert {"name", "description", "body"} <= set(read)
        assert set(read) <= {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
        ids = [element["id"] for element in read["body"] if element["type"] != "markdown"]
        labels = [element["attributes"]["label"] for element in read["body"] if element["type"] != "markdown"]
        assert len(ids) == len(set(ids)) == len(set(labels))
        for element in read["body"]:
            assert set(element) <= {"type", "id", "attributes", "validations"}
            assert set(element["attributes"]) <= FIELDS[element["type"]]
            assert all(value and isinstance(value, str) for value in element["attributes"].values())
            assert re.fullmatch(r"[A-Za-z0-9_-]+", element.get("id", "x"))
            assert set(element.get("validations", {})) <= {"required"}
            assert isinstance(element.get("validations", {}).get("required", False), bool)


def test_the_form_has_every_field_that_the_page_fills() -> None:
    (filled,) = re.findall(r"urlencode\((\{.*?\})", (ROOT / "macros" / "hosting.py").read_text(encoding="utf-8"))
    script = (ROOT / "docs" / "assets" / "javascripts" / "correcting.js").read_text(encoding="utf-8")
    names = set(re.findall(r'"(\w+)":', filled)) | set(re.findall(r'searchParams\.set\("(\w+)"', script))
    assert names == {"template", "record", "page", "part", "quote"}
    assert names - {"template"} <= form_ids(MISTAKE)
