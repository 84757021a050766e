"""Deep links never break: every part has a link to itself, every address is listed, and one that vanishes is redirected."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.load import parse
from macros.corpus.records import Redirects
from macros.pages import search
from macros.problems import Refused
from macros.proof import check_site
from macros.proof.addresses import LIST, addresses, listed, written
from macros.proof.built import read_site
from tests.browsing import BASE, KINDS, LAPTOP, PHONE, served
from tests.faces import in_all_faces
from tests.project import ROOT, Project

TECHNICAL = re.compile(
    r"(__|pic-|(r\d+-|cluster-\w-)?at-|beside-)"
    r"|(search|search-status|keys|page-text|home-query|text-alone|with-notes|citing)$"
)
"""Ids that are no addresses: the theme's, those of drawings, of the words that a note is about, of what stands beside a
part that has an address of its own, of controls and what they choose."""

ANCHOR = re.compile(r'<a class="anchor[^"]*"[^>]*>[^<]*</a>')


def test_every_address_of_the_site_is_listed(built: Project, accept: bool) -> None:
    path = ROOT / LIST
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = addresses(read_site(built.site))
    if accept:
        text = written({*found, *listed(text)})
        path.write_text(text, encoding="utf-8", newline="\n")
    new = written(found - set(listed(text))).splitlines()
    new = [line for line in new if not line.startswith("#")]
    assert not new, f"{LIST} lacks these lines; python3 scripts/dev.py accept adds them:\n" + "\n".join(new)
    assert text == written(listed(text)), "the list is in order; python3 scripts/dev.py accept puts it in order"


def test_accepting_never_takes_an_address_out() -> None:
    text = written({"terms/gone.html", "terms/2.html#b10", "terms/2.html", "terms/10.html", "terms/2.html#b9"})
    assert list(listed(text)) == [
        "terms/2.html", "terms/2.html#b9", "terms/2.html#b10", "terms/10.html", "terms/gone.html",
    ]  # fmt: skip
    assert written({"a.html", *listed(text)}).splitlines()[-1] == "terms/gone.html"


def test_every_id_is_an_address_or_technical(built: Project, corpus: Corpus) -> None:
    site = read_site(built.site)
    found = addresses(site) | {redirect.from_ for redirect in corpus.redirects}
    for page in site.pages.values():
        headings = {anchor for level, anchor, _ in page.headings if level == 1}
        ids = {anchor for anchor in page.anchors - headings if not TECHNICAL.match(anchor)}
        assert {anchor for anchor in ids if f"{page.address}#{anchor}" not in found} == set(), page.address


def test_every_link_to_a_part_says_what_it_leads_to_and_has_no_text(built: Project) -> None:
    for path in built.site.rglob("*.html"):
        anchors = ANCHOR.findall(path.read_text(encoding="utf-8"))
        names = [re.search(r'aria-label="Copy link to ([^"]+)"[^>]*></a>', anchor) for anchor in anchors]
        assert all(names), [anchor for anchor, name in zip(anchors, names, strict=True) if not name]
        count = Counter(name[1] for name in names if name)
        assert [name for name, times in count.items() if times > 1] == [], path


def test_a_heading_is_called_by_its_words_alone(built: Project) -> None:
    for path in built.site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "headerlink" not in html
        for level, heading, inner in re.findall(r'<h([2-6])([^>]* id="[^>]*)>(.*?)</h\1>', html, re.DOTALL):
            assert (' aria-label="' in heading) == ('class="anchor' in inner), (path, level, heading)
        for summary in re.findall(r"<summary.*?</summary>", html, re.DOTALL):
            assert "<a " not in summary, (path, "what is pressed holds nothing else that is pressed")


# What the proof refuses


def redirected(entries: str) -> str:
    """Return the text of data/redirects.yml with more entries."""
    text = (ROOT / "data" / "redirects.yml").read_text(encoding="utf-8")
    return text.replace("redirects: []\n", "redirects:\n") + entries


def report(site: Path, folder: Path, redirects: str = "", published: str = "") -> list[str]:
    """Return what the proof says of a site about addresses, with other redirects and more addresses published."""
    shutil.copytree(ROOT / "data", folder / "data")
    if redirects:
        (folder / "data" / "redirects.yml").write_text(redirected(redirects), encoding="utf-8")
    with (folder / LIST).open("a", encoding="utf-8") as file:
        file.write(published)
    problems = check_site(site, read_corpus(folder / "data"), folder)
    return [
        f"{each.place} {each.rule} {each.found} | {each.repair}"
        for each in problems
        if "redirect" in each.must + each.rule
    ]


def test_a_listed_address_that_vanished_is_refused_with_its_line(built: Project, tmp_path: Path) -> None:
    line = len((ROOT / LIST).read_text(encoding="utf-8").splitlines()) + 1
    assert report(built.site, tmp_path, published="recommendations/22.html#p22\nterms/lcd.html\n") == [
        f'{LIST}:{line}:1 addresses-are-kept "recommendations/22.html#p22", which vanished | add to data/redirects.yml: '
        '- {from: "recommendations/22.html#p22", to: "recommendations/22.html#p2", because: ...}; or bring it back',
        f'{LIST}:{line + 1}:1 addresses-are-kept "terms/lcd.html", which vanished | add to data/redirects.yml: '
        "- {from: terms/lcd.html, to: terms/ldc.html, because: ...}; or bring it back",
    ]


REFUSED = {
    "to nowhere": ("terms/lcd.html", "terms/ldcs.html", '"terms/ldcs.html" | write "terms/ldc.html"'),
    "to a part that is not there": ("terms/lcd.html", '"terms/ldc.html#use"', '"terms/ldc.html#use" | write "terms/ldc.html#uses"'),
    "to a technical id": ("terms/lcd.html", '"index.html#page-text"', '"index.html#page-text"'),
    "from a page that exists": ("terms/geneva.html", "terms/ldc.html", '"terms/geneva.html", which exists'),
    "from a part that exists": ('"terms/geneva.html#uses"', "terms/ldc.html", '"terms/geneva.html#uses", which exists'),
    "from an address never published": ("terms/old.html", "terms/ldc.html", '"terms/old.html" | '),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_redirect_that_leads_wrong_is_refused(name: str, built: Project, tmp_path: Path) -> None:
    origin, target, words = REFUSED[name]
    entry = f"  - from: {origin}\n    to: {target}\n    because: A test.\n"
    said = report(built.site, tmp_path, entry, "terms/lcd.html\n")
    assert any("data/redirects.yml:" in each and f"redirects-lead-somewhere {words}" in each for each in said), said


def test_a_page_takes_along_only_the_parts_that_the_new_page_has(built: Project, tmp_path: Path) -> None:
    entry = "  - from: terms/lcd.html\n    to: terms/ldc.html\n    because: A test.\n"
    said = report(built.site, tmp_path, entry, "terms/lcd.html\nterms/lcd.html#uses\nterms/lcd.html#gone\n")
    assert [each for each in said if "addresses-are-kept" in each] == [
        next(each for each in said if 'leads to "terms/ldc.html#gone"' in each)
    ]


def test_a_page_that_became_a_part_takes_all_its_parts_there(built: Project, tmp_path: Path) -> None:
    entry = '  - from: terms/lcd.html\n    to: "terms/index.html#term-ldc"\n    because: A test.\n'
    said = report(built.site, tmp_path, entry, "terms/lcd.html\nterms/lcd.html#gone\n")
    assert not [each for each in said if "addresses-are-kept" in each]


def test_a_missing_notice_is_refused(built: Project, tmp_path: Path) -> None:
    entry = "  - from: terms/lcd.html\n    to: terms/ldc.html\n    because: A test.\n"
    said = report(built.site, tmp_path, entry, "terms/lcd.html\n")
    assert any("redirects-are-built" in each for each in said)


def test_a_misspelt_key_of_a_redirect_is_named_as_it_is_written() -> None:
    text = "redirects:\n  - form: a.html\n    to: b.html\n    because: A test.\n"
    with pytest.raises(Refused) as refused:
        parse(text, "data/redirects.yml", Redirects)
    (problem,) = refused.value.problems
    assert (problem.place.line, problem.repair) == (2, 'write "from"')


# What stands where something was

REDIRECTS = """\
  - from: terms/old-name.html
    to: terms/ldc.html
    because: The term <b>was</b> renamed.
  - from: terms/old-name.html#gone
    to: terms/ldc.html#forms
    because: Two parts became one.
  - from: topics/money.html
    to: topics/index.html#topic-funding
    because: The topic is now only an entry in the list.
  - from: recommendations/22.html#f
    to: recommendations/22.html#e
    because: Two parts became one.
  - from: recommendations/22.html#z
    to: timeline.html#2003-survey
    because: It belongs to the timeline.
"""
ONCE = """\
recommendations/22.html#f
recommendations/22.html#z
terms/old-name.html
terms/old-name.html#gone
terms/old-name.html#uses
topics/money.html
topics/money.html#members
"""

Site = tuple[str, bool]
"""An address with a final slash, and whether it is on disk."""


@pytest.fixture(scope="session")
def project_with_moves(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project after some things moved, built for a host. Do not change it."""
    project = Project.copied_to(tmp_path_factory.mktemp("moved") / "project")
    (project.folder / "data" / "redirects.yml").write_text(redirected(REDIRECTS), encoding="utf-8")
    with (project.folder / LIST).open("a", encoding="utf-8") as file:
        file.write(ONCE)
    done = project.build(SITE_URL=f"https://example.org{BASE}")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_a_page_that_moved_is_in_no_list_search_or_sitemap(project_with_moves: Project) -> None:
    site = project_with_moves.site
    html = (site / "terms" / "old-name.html").read_text(encoding="utf-8")
    assert '<noscript><meta http-equiv="refresh" content="0; url=ldc.html"></noscript>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="https://example.org{BASE}terms/ldc.html">' in html
    assert "The term &lt;b&gt;was&lt;/b&gt; renamed." in html
    assert "old-name" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not re.search(r'"at":"[^"]*(old-name|money)', (site / search.ADDRESS).read_text(encoding="utf-8"))
    for path in site.rglob("*.html"):
        if path.name not in ("old-name.html", "money.html"):
            assert not re.search(r'href="[^"]*(old-name|money)\.html', path.read_text(encoding="utf-8")), path


def test_only_pages_that_something_moved_from_load_the_script(project_with_moves: Project, corpus: Corpus) -> None:
    site = project_with_moves.site
    loading = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if re.search(r'src="[^"]*moved\.js"', path.read_text(encoding="utf-8"))
    }
    moved = {redirect.from_.partition("#")[0] for redirect in corpus.redirects}
    assert loading == {"terms/old-name.html", "topics/money.html", "recommendations/22.html"} | moved


@pytest.fixture(params=["hosted", "on disk"])
def moved_site(request: pytest.FixtureRequest, project_with_moves: Project, tmp_path: Path) -> Iterator[str]:
    """The site after some things moved: its address with a final slash."""
    if request.param == "hosted":
        with served(project_with_moves.site, BASE) as address:
            yield address
    else:
        folder = tmp_path / "Agenda für später ü"
        shutil.copytree(project_with_moves.site, folder)
        yield folder.as_uri() + "/"


def context_for(browser: Browser, site: str, *, scripts: bool) -> BrowserContext:
    """Return a browser with or without scripts; for a site on disk it has no network."""
    context = browser.new_context(java_script_enabled=scripts, viewport=LAPTOP)
    context.set_offline(site.startswith("file:"))
    return context


MOVES = {
    "terms/old-name.html": "terms/ldc.html",
    "terms/old-name.html#uses": "terms/ldc.html#uses",
    "terms/old-name.html#gone": "terms/ldc.html#forms",
    "topics/money.html": "topics/index.html#topic-funding",
    "topics/money.html#members": "topics/index.html#topic-funding",
    "recommendations/22.html#f": "recommendations/22.html#e",
    "recommendations/22.html#z": "timeline.html#2003-survey",
}


@pytest.mark.browser
@pytest.mark.parametrize("old", MOVES)
def test_with_scripts_the_reader_is_taken_to_the_very_part(browser: Browser, moved_site: str, old: str) -> None:
    context = context_for(browser, moved_site, scripts=True)
    page = context.new_page()
    page.goto(moved_site + "index.html")
    page.goto(moved_site + old, wait_until="commit")
    page.wait_for_url(moved_site + MOVES[old])
    if "#" in MOVES[old]:
        assert page.locator(":target").is_visible()
    page.go_back(wait_until="commit")
    page.wait_for_url(moved_site + "index.html")
    context.close()


@pytest.mark.browser
def test_a_link_within_the_page_to_a_part_that_moved_works_too(browser: Browser, moved_site: str) -> None:
    context = context_for(browser, moved_site, scripts=True)
    page = context.new_page()
    page.goto(moved_site + "recommendations/22.html#a")
    page.evaluate("location.hash = 'z'")
    page.wait_for_url(moved_site + "timeline.html#2003-survey")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("old", [old for old in MOVES if not old.startswith("recommendations/")])
def test_without_scripts_the_browser_leads_on_from_a_page_that_moved(
    browser: Browser, moved_site: str, old: str
) -> None:
    context = context_for(browser, moved_site, scripts=False)
    page = context.new_page()
    page.goto(moved_site + old, wait_until="commit")
    page.wait_for_url(moved_site + MOVES[old.partition("#")[0]])
    context.close()


@pytest.mark.browser
def test_without_scripts_a_notice_leads_on_from_a_part_that_moved(browser: Browser, moved_site: str) -> None:
    context = context_for(browser, moved_site, scripts=False)
    page = context.new_page()
    page.goto(moved_site + "recommendations/22.html#z")
    notice = page.locator(".moved-part:visible")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("The part you followed a link to has moved: timeline.html#2003-survey. It belongs")
    expect(notice).to_be_in_viewport()
    notice.get_by_role("link").click()
    page.wait_for_url(moved_site + "timeline.html#2003-survey")
    page.goto(moved_site + "recommendations/22.html#a")
    expect(page.locator(".moved-part:visible")).to_have_count(0)
    context.close()


# What a reader sees of a link to a part

ALL_KINDS = (*KINDS, "terms/index.html", "topics/index.html", "clusters/index.html", "contributing/rules.html")


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("address", ALL_KINDS)
def test_a_link_to_a_part_is_seen_and_has_room_for_a_finger(
    browser: Browser, hosted: str, address: str, size: dict[str, int]
) -> None:
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]
    page.goto(hosted + address)
    # Where there is no room beside a text, the list below it has its links; they are where it is when it is open. So is
    # the link to what unfolds.
    page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
    small = page.locator(".anchor").evaluate_all(
        """anchors => anchors.map(sign => {
            const listed = [...document.querySelectorAll(".part-links a")].find(e => e.hash === sign.hash);
            const anchor = listed?.checkVisibility() && !sign.checkVisibility() ? listed : sign;
            const box = anchor.getBoundingClientRect();
            const room = box.width >= 24 && box.height >= 24 && box.left >= 0 && box.right <= innerWidth;
            return room && anchor.checkVisibility() && anchor.tabIndex === 0 ? "" : anchor.outerHTML;
        }).filter(Boolean)"""
    )
    assert small == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
@pytest.mark.parametrize("address", ALL_KINDS)
def test_where_a_link_has_led_is_marked_and_not_under_the_header(
    browser: Browser, hosted: str, address: str, colours: str
) -> None:
    context = browser.new_context(
        viewport=LAPTOP,
        color_scheme="dark" if colours == "dark" else "light",
        forced_colors="active" if colours == "forced" else "none",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(hosted + address)
    links = page.locator(".anchor")
    for position in {0, links.count() // 2, links.count() - 1} if links.count() else ():
        links.nth(position).focus()
        page.keyboard.press("Enter")
        arrived = page.locator(":target")
        expect(arrived).to_be_in_viewport()
        state = arrived.evaluate(
            """e => {
                const style = getComputedStyle(e), box = e.getBoundingClientRect();
                const under = document.querySelector(".md-header").getBoundingClientRect().bottom;
                return { marked: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 1.5,
                         free: box.top >= under, hash: location.hash, id: e.id };
            }"""
        )
        assert state["marked"], state
        assert state["free"], state
        assert state["hash"] == f"#{state['id']}"
    context.close()


def everything_selected(page: Page) -> str:
    """Select the whole text and return what would be copied."""
    return str(
        page.evaluate(
            "getSelection().selectAllChildren(document.querySelector('.md-content__inner')), `${getSelection()}`"
        )
    )


@pytest.mark.browser
@pytest.mark.parametrize("address", ALL_KINDS)
def test_a_link_to_a_part_is_neither_copied_nor_printed(browser: Browser, hosted: str, address: str) -> None:
    page = browser.new_page(viewport=LAPTOP)
    page.goto(hosted + address)
    copied = everything_selected(page)
    assert len(copied) > 200
    assert "¶" not in copied
    assert "§" not in copied.replace("the sign §", "")
    page.emulate_media(media="print")
    seen = page.locator(".anchor:not(.line-number)").evaluate_all("all => all.filter(e => e.checkVisibility()).length")
    assert seen == 0
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "name", "part"),
    [
        ("recommendations/22.html", "Copy link to part a)", "a"),
        ("recommendations/15.html", "Copy link to bullet 2", "b2"),
        ("recommendations/22.html", "Copy link to note 2", "slip-2"),
        (
            "recommendations/22.html",
            "Copy link to One of the 19 for immediate implementation?",
            "immediate-implementation",
        ),
        ("documents/wo-ga-34-7.html", "Copy link to paragraph 5 (ii)", "p5-ii"),
        ("documents/development-agenda-2007.html", "Copy link to line 61", "line-61"),
        ("timeline.html", "Copy link to the decision of 2004", "2004-decision"),
        ("full-text.html", "Copy link to part b) of Recommendation 22", "r22-b"),
        ("sessions/2007.html", "Copy link to Dates", "dates"),
        ("documents/sccr-10-5.html", "Copy link to What rests on it", "rests"),
        ("terms/index.html", "Copy link to the entry Least developed countries (LDCs)", "term-ldc"),
        ("contributing/index.html", "Copy link to Three promises", "three-promises"),
    ],
)
def test_a_click_goes_to_the_part_that_the_name_says(
    browser: Browser, hosted: str, address: str, name: str, part: str
) -> None:
    page = browser.new_page(viewport=LAPTOP)
    page.goto(hosted + address)
    page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")  # the link is in what unfolds
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"{hosted}{address}#{part}")
    page.close()
