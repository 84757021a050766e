"""Data is never code: hostile words in every field that the checks let through run nothing, show nothing and ask for
nothing. `python3 scripts/dev.py attack` runs this alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import TemplateError
from markdown import markdown  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Dialog, Page

from macros.engine.frames import css_string, policy
from macros.engine.sandbox import Sandbox, shut
from macros.markup.element import in_markdown
from macros.proof.page import read_page
from tests.attack import NOWHERE, OWNED, WORDS, Hostile
from tests.browsing import served
from tests.project import Project

CHANGES = """edition: 2026.1
date: 2026-11-22
since:
  edition: 2025.1
  commit: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
records:
  - key: terms/ldc
    name: Least developed countries
    change: changed
    fields:
      - where: definition
        before: What it was
        after: What it is
"""
"""What an edition changed; the first one, which the project has, changed nothing."""

FREE = {
    "recommendations.title",
    "recommendations.gist",
    "recommendations.related.reason",
    "recommendations.slips.note",
    "recommendations.immediate_implementation.sources.note",
    "clusters.gist",
    "sessions.development_agenda.statement",
    "documents.title",
    "documents.note",
    "items.title",
    "items.gist",
    "items.events.title",
    "items.events.statement",
    "terms.title",
    "terms.definition",
    "topics.title",
    "topics.definition",
    "witnesses.title",
    "witnesses.publisher",
    "edition.description",
    "changes.records.name",
    "changes.records.fields.where",
    "changes.records.fields.before",
    "changes.records.fields.after",
}
"""Fields of free text. When the checks refuse whatever is tried in one of them, the attack has lost its teeth."""


@dataclass(frozen=True)
class Attacked:
    """A project under attack, built."""

    project: Project
    hostile: Hostile


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """The project with hostile words in its data, built."""
    project = Project.copied_to(tmp_path_factory.mktemp("attacked") / "project")
    told = project.folder / "data" / "changes"
    shutil.rmtree(told)
    told.mkdir()
    first = {"2025-1.yml": "edition: 2025.1\ndate: 2025-01-01\n", "2026-1.yml": CHANGES}
    for name, text in first.items():
        (told / name).write_text(text, encoding="utf-8", newline="\n")
    hostile = Hostile.over(project.folder / "data")
    hostile.until_let_through()
    done = project.build(DRAFT_OF='</style><script>alert(1)</script>" \\" onload="alert(1)')
    assert done.returncode == 0, done.stdout + done.stderr
    return Attacked(project, hostile)


def test_every_kind_of_free_text_is_attacked(attacked: Attacked) -> None:
    assert FREE - set(attacked.hostile.carriers()) == set()


def test_nothing_runs_while_the_site_is_built(attacked: Attacked) -> None:
    assert not list(attacked.project.folder.rglob(OWNED))


def test_hostile_words_are_shown_as_words(attacked: Attacked) -> None:
    pages = [
        read_page(path.read_text(encoding="utf-8"), path.name) for path in sorted(attacked.project.site.rglob("*.html"))
    ]
    shown = " ".join(page.text for page in pages).split()
    text = " ".join(shown)
    shown_as_words = {"recommendations.gist", "terms.definition", "items.events.statement", "witnesses.title"}
    shown_as_words |= {"changes.records.name", "changes.records.fields.before", "changes.records.fields.after"}
    words = {each.words for found in attacked.hostile.fields.values() for each in found if each.place in shown_as_words}
    assert [each for each in sorted(words) if " ".join(each.split()) not in text] == []
    assert f"performers<img/src=//{NOWHERE}/s/onerror=alert(1)>" in text


def test_the_edition_as_data_is_still_data(attacked: Attacked) -> None:
    site = attacked.project.site
    assert json.loads((site / "data" / "edition.json").read_text(encoding="utf-8"))["recommendations"]
    index = (site / "assets" / "javascripts" / "search-index.js").read_text(encoding="utf-8")
    assert json.loads(index.removeprefix("self.searchIndex=").rstrip().removesuffix(";"))["entries"]
    told = ElementTree.fromstring((site / "changes" / "atom.xml").read_text(encoding="utf-8"))  # noqa: S314 - ours
    assert {element.tag.partition("}")[2] for element in told.iter()} == {
        *("feed", "title", "id", "updated", "author", "name", "link", "entry", "content")
    }
    words = next(
        each.words for each in attacked.hostile.fields["data/changes/2026-1.yml"] if each.place.endswith("after")
    )
    assert any(words in (element.text or "") for element in told.iter())


WORK_OF_OTHERS = """nowhere => ((data) => [...document.querySelectorAll("*")].flatMap(element => [
    ...[...element.attributes].filter(({name, value}) => name.startsWith("on") || name === "style"
        || /^\\s*(javascript|vbscript|data):/i.test(value) && /^(href|src|action|formaction|xlink:href)$/.test(name)
        || /^(src|srcset|poster|href|xlink:href|action)$/.test(name) && value.includes(nowhere))
        .map(({name, value}) => `${element.localName} ${name}=${value}`),
    ...(element.matches("script:not([src], [type='application/ld+json'])")
        && /alert|nowhere/.test(element.textContent) ? ["script"] : []),
    ...(element.matches("script[type='application/ld+json']") && !data(element.textContent) ? ["data"] : []),
    ...(element.matches("style") && /@import|url\\(/.test(element.textContent) ? ["style"] : []),
]))(text => { try { return Array.isArray(JSON.parse(text)["@graph"]); } catch { return false; } })"""
"""What on a page is the work of others. A block of data runs nothing; hostile words in it must be words of it, so that it
is whole."""


class Watched:
    """A page with what an attack would make it do."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.worked: list[str] = []
        page.on("dialog", self._dismiss)
        page.on("request", lambda request: self._ask(request.url, home))
        page.on("console", lambda message: self.worked.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.worked.append(str(error)))

    def _dismiss(self, dialog: Dialog) -> None:
        self.worked.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _ask(self, url: str, home: str) -> None:
        if not url.startswith((home, "data:")):
            self.worked.append(f"asked for {url}")


@pytest.fixture(params=["hosted", "hosted without the policy", "from disk"])
def watched(
    request: pytest.FixtureRequest, attacked: Attacked, browser: Browser, tmp_path: Path
) -> Iterator[tuple[Watched, str]]:
    """A page to open the attacked site in, and where the site is. Without the policy, escaping has to hold alone."""
    bypass, disk = request.param == "hosted without the policy", request.param == "from disk"
    context = browser.new_context(bypass_csp=bypass, offline=disk)
    if disk:
        shutil.copytree(attacked.project.site, tmp_path / "site")
        home = (tmp_path / "site").as_uri() + "/"
        yield Watched(context.new_page(), home), home
    else:
        with served(attacked.project.site) as home:
            yield Watched(context.new_page(), home), home
    context.close()


@pytest.mark.browser
def test_no_page_runs_or_asks_for_what_the_data_says(attacked: Attacked, watched: tuple[Watched, str]) -> None:
    page, home = watched
    for path in sorted(attacked.project.site.rglob("*.html")):
        address = path.relative_to(attacked.project.site).as_posix()
        page.page.goto(home + address, wait_until="load")
        assert page.page.evaluate(WORK_OF_OTHERS, NOWHERE) == [], address
        assert page.worked == [], address


@pytest.mark.browser
def test_search_finder_and_definitions_show_hostile_words_as_words(watched: tuple[Watched, str]) -> None:
    page, home = watched
    page.page.goto(f"{home}recommendations/22.html", wait_until="load")
    page.page.keyboard.press("/")
    for query in ("script", "alert", "onerror", "wipo", "22"):
        page.page.get_by_role("searchbox").fill(query)
        page.page.wait_for_function(
            "query => document.querySelector('.search-status').textContent && "
            "document.querySelector('.search input').value === query",
            arg=query,
        )
        page.page.wait_for_selector(".found li")
        assert page.page.evaluate(WORK_OF_OTHERS, NOWHERE) == [], query
    page.page.keyboard.press("Escape")
    for term in page.page.locator(".verbatim .term").all():
        term.focus()
    page.page.goto(f"{home}recommendations/index.html?words=%3Cscript%3Ealert(1)%3C/script%3E", wait_until="load")
    assert page.page.evaluate(WORK_OF_OTHERS, NOWHERE) == []
    assert page.worked == []


@pytest.mark.parametrize(
    "words", [*WORDS, "# a", "1. a", "12) a", "- a", "+ a", "{: .x }", "a | b", "**a** _b_ `c` ~d~"]
)
def test_words_that_a_macro_writes_into_markdown_stay_words(words: str) -> None:
    for around in ("{}", "Before {} after.", "| a |\n|---|\n| {} |", "* {}", "[{}](x.md)"):
        html = markdown(around.format(in_markdown(words)), extensions=["attr_list", "tables", "toc"])
        plainly = markdown(around.format("word"), extensions=["attr_list", "tables", "toc"])
        page, plain = (read_page(each, "x.html") for each in (html, plainly))
        assert page.text.split() == plain.text.replace("word", words).split(), around
        assert (page.elements, page.attributes) == (plain.elements, plain.attributes), around


@pytest.mark.browser
def test_the_policy_stops_what_the_escaping_would_let_through(
    attacked: Attacked, browser: Browser, tmp_path: Path
) -> None:
    """A script, a style and a picture planted by going round the escaping: nothing of it has an effect."""
    site = tmp_path / "site"
    shutil.copytree(attacked.project.site, site)
    planted = (
        f'<script>window.ran = 1</script><img src="//{NOWHERE}/x" onerror="window.ran = 2">'
        f'<script src="http://{NOWHERE}/x.js"></script><style>h1 {{ color: rgb(1, 2, 3) }}</style>'
        f'<iframe src="http://{NOWHERE}/"></iframe><base href="http://{NOWHERE}/">'
    )
    page_file = site / "terms" / "ldc.html"
    html = page_file.read_text(encoding="utf-8")
    page_file.write_text(html.replace("<h1", f"{planted}<h1", 1), encoding="utf-8")
    with served(site) as hosted:
        for home in (hosted, site.as_uri() + "/"):
            page = browser.new_page()
            answered: list[str] = []
            page.on("response", partial(lambda into, response: into.append(response.url), answered))
            page.goto(f"{home}terms/ldc.html", wait_until="load")
            assert page.evaluate("window.ran === undefined"), home
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
            assert page.evaluate("document.baseURI").startswith(home)
            assert [url for url in answered if NOWHERE in url] == []
            assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") != "static", home
            page.close()


@pytest.mark.parametrize(
    "template",
    [
        "{{ config }}",
        "{{ page.file }}",
        "{{ files }}",
        "{{ environment }}",
        "{{ plugin }}",
        "{{ context() }}",
        "{{ macros_info() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum }}",
        "{{ hello.__globals__ }}",
        "{{ hello.__func__ }}",
        "{{ hello['__globals__'] }}",
        "{{ hello | attr('__globals__') }}",
        "{{ ''.__class__ }}",
        "{{ ()['__class__'] }}",
        "{{ ['']|map(attribute='__class__')|first }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ self.__init__ }}",
        "{% include 'index.md' %}",
        "{% import 'index.md' as x %}",
        "{% extends 'index.md' %}",
        "{% set x = hello.__self__ %}{{ x }}",
        "{{ range(9**9) }}",
        "{{ [].append(1) }}",
    ],
)
def test_a_hand_written_page_can_call_our_macros_and_nothing_else(template: str) -> None:
    sandbox = Sandbox({"hello": lambda: "hello"})
    with pytest.raises((TemplateError, TypeError, OverflowError)):
        assert "<" not in sandbox.from_string(template).render(config={"a": 1}, page=sandbox)


def test_a_hand_written_page_can_still_be_a_template() -> None:
    sandbox = Sandbox({"hello": lambda name="you": f"hello {name}"})
    template = "{% set x = ['b', 'a'] %}{% for y in x | sort %}{{ hello(y.upper()) }}{{ loop.index }} {% endfor %}"
    assert sandbox.from_string(template).render() == "hello A1 hello B2 "


def test_with_macros_of_another_make_nothing_is_built() -> None:
    with pytest.raises(LookupError, match="another version"):
        shut(object())


def test_a_hand_written_page_is_built_in_the_sandbox(tmp_path: Path) -> None:
    project = Project.copied_to(tmp_path / "project")
    project.edit("docs/terms/index.md", "# Terms", "# Terms\n\n{{ cycler.__init__.__globals__.os.getcwd() }}")
    done = project.build()
    assert done.returncode != 0
    assert "terms/index.md" in done.stdout + done.stderr
    assert str(tmp_path) not in "".join(
        path.read_text(encoding="utf-8") for path in project.folder.glob("site/**/*.html")
    )


@pytest.mark.parametrize("words", ['a "b"', "a\\b", "</style>", "a\nb", "}", "é", "'", "\0", "\u2028"])
def test_a_string_of_css_cannot_be_left(words: str) -> None:
    written = str(css_string(words))
    assert written.isascii()
    assert written.startswith('"')
    assert not set(written[1:-1]) & set("\"<>\n\r'&}{\0")


def test_a_policy_names_own_files_and_sums() -> None:
    written = policy(["one"], ["two"])
    assert written.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "unsafe" not in written
    assert "http" not in written
