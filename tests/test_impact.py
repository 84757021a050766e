"""What a change does: real edits of the real project, built and compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Request

from macros.corpus.load import load
from macros.difference import difference, differences
from macros.impact.compare import Impact, Side, compare
from macros.impact.facts import facts
from macros.impact.page import html, markdown
from macros.impact.reading import read
from macros.impact.words import NOTHING, Change, Report, Section, report, terminal
from scripts.impact import now
from tests.browsing import LAPTOP, PHONE
from tests.project import ROOT, Project, contents

HOSTILE = "Brain drain | <script>alert(1)</script> *x* ::error::y"
GIST = ("data/recommendations/12.yml", "be brought further into", "be carried further into")
DEFINITION = ("data/terms/brain-drain.yml", "The leaving of skilled", "The leaving of trained and skilled")
RELATED = (
    "data/recommendations/12.yml",
    "  - to: 22\n    kind: subject\n    reason: Both bring aims of development into WIPO's work.\n",
    "",
)
BASIS = ("data/recommendations/12.yml", "  listed: yes\n  basis: inferred", "  listed: yes\n  basis: stated")
TITLE = ("data/terms/brain-drain.yml", "title: Brain drain", f'title: "{HOSTILE}"')

Edit = tuple[str, str, str]


def renamed(project: Project) -> None:
    """Rename the term "folklore", so that its address goes."""
    (project.folder / "data/terms/folklore.yml").rename(project.folder / "data/terms/lore.yml")
    project.edit("data/terms/lore.yml", "id: folklore", "id: lore")


@pytest.fixture(scope="session")
def before(built: Project) -> Side:
    return Side.of(built.site, load(built.folder / "data"))


def after(folder: Path, *edits: Edit, rename: bool = False) -> Side:
    """Build a copy of the project with edits, the way the task does."""
    project = Project.copied_to(folder / "project")
    for edit in edits:
        project.edit(*edit)
    if rename:
        renamed(project)
    return now(project.folder, folder / "now")


@pytest.fixture(scope="session")
def changed(before: Side, tmp_path_factory: pytest.TempPathFactory) -> Impact:
    """What several changes at once do."""
    edits = (GIST, DEFINITION, RELATED, BASIS, TITLE)
    return compare(before, after(tmp_path_factory.mktemp("changed"), *edits, rename=True))


@pytest.fixture(scope="session")
def said(changed: Impact) -> Report:
    return report(changed)


def addresses(named: Iterable[object]) -> set[str]:
    return {each.address for each in named}  # type: ignore[attr-defined]


def pages_of(impact: Impact, *change: tuple[str, str]) -> set[str]:
    """Return the pages that show just this change of words."""
    found = [words.pages for words in impact.words if words.difference.changes == change]
    assert len(found) == 1, f"{change} is reported {len(found)} times"
    return addresses(found[0])


def test_nothing_changed_is_said_in_one_line(before: Side) -> None:
    impact = compare(before, before)
    assert terminal(report(impact)) == NOTHING
    assert report(impact).sections == ()


def test_one_word_of_a_gist_is_told_once_with_all_its_pages(changed: Impact, said: Report) -> None:
    pages = pages_of(changed, ("brought", "carried"))
    assert {"recommendations/12.html", "clusters/a.html", "topics/development.html"} <= pages
    assert len(pages) < 10
    assert "considerations be [-brought-] further" in " ".join(terminal(said).replace("|", " ").split())


def test_a_definition_changes_where_it_is_shown_at_the_term(changed: Impact) -> None:
    pages = pages_of(changed, ("", "trained and"))
    assert {"terms/brain-drain.html", "recommendations/39.html", "full-text.html"} <= pages


def test_a_number_is_told_with_what_it_counts(changed: Impact, said: Report) -> None:
    assert "yes, inferred [-12-]" in terminal(said)
    for words in changed.words:
        if words.difference.changes == (("6", "7"),):
            assert words.difference.follows


def test_a_removed_relation_loses_links_in_both_directions(changed: Impact) -> None:
    lost = {(page.address, link.target.address) for link in changed.links if not link.gained for page in link.pages}
    pair = "recommendations/12.html", "recommendations/22.html"
    assert {pair, pair[::-1]} <= lost
    assert not any(each.address in pair for link in changed.links if link.gained for each in link.pages)


def test_a_changed_basis_is_a_fact(changed: Impact, said: Report) -> None:
    fact = next(each for each in changed.facts if each.file == "data/recommendations/12.yml")
    assert fact.record == "Recommendation 12: Development considerations throughout WIPO's work"
    assert fact.where == "immediate implementation"
    assert [(name, found.changes) for name, found in fact.changes] == [("basis", (("inferred", "stated"),))]
    assert "before | [-inferred-]" in terminal(said)


def test_what_a_renamed_record_says_is_no_new_fact(changed: Impact) -> None:
    assert {fact.file for fact in changed.facts} == {"data/recommendations/12.yml", "data/terms/brain-drain.yml"}


def test_of_a_claim_that_went_only_basis_and_sources_are_told(before: Side, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data/terms/brain-drain.yml").unlink()
    assert before.draft
    fact, *others = facts(before.draft, load(tmp_path / "data"))
    assert (fact.file, others) == ("data/terms/brain-drain.yml", [])
    assert [name for name, _ in fact.changes] == ["basis", "sources"]


def test_a_vanished_address_is_at_risk(changed: Impact, said: Report) -> None:
    assert addresses(changed.removed) == {"terms/folklore.html"}
    assert addresses(changed.added) == {"terms/lore.html"}
    assert {each.address.address: each.leads_on for each in changed.vanished} == {
        "terms/folklore.html": "",
        "terms/index.html#term-folklore": "",
    }
    assert addresses(changed.new_addresses) == {"terms/lore.html", "terms/index.html#term-lore"}
    assert said.summary.endswith("2 addresses are at risk; 2 addresses are new.")


def test_a_redirected_address_leads_on(before: Side, tmp_path: Path) -> None:
    entries = "".join(
        f"\n  - from: {old}\n    to: {new}\n    because: Renamed."
        for old, new in (
            ("terms/folklore.html", "terms/lore.html"),
            ("terms/index.html#term-folklore", "terms/index.html#term-lore"),
        )
    )
    redirects = ("data/redirects.yml", "\nredirects:", f"\nredirects:{entries}")
    impact = compare(before, after(tmp_path, redirects, rename=True))
    assert {each.address.address: each.leads_on for each in impact.vanished} == {
        "terms/folklore.html": "terms/lore.html",
        "terms/index.html#term-folklore": "terms/index.html#term-lore",
    }
    assert "at risk" not in report(impact).summary
    assert "terms/folklore.html" in addresses(impact.removed)


def test_a_change_of_layout_is_no_change(before: Side, tmp_path: Path) -> None:
    template = (ROOT / "macros/templates/recommendation.html.jinja").read_text(encoding="utf-8")
    old = next(line for line in template.split("\n") if 'class="gist ours-only"' in line)
    new = old.replace('<p class="gist ours-only"', '<div class="summary" id="in-brief"').replace("</p>", "</div>")
    assert new != old
    css = (ROOT / "docs/assets/stylesheets/edition.css").read_text(encoding="utf-8")
    layout: list[Edit] = [
        ("macros/templates/recommendation.html.jinja", old, new),
        ("docs/assets/stylesheets/edition.css", css, f"{css}\nbody {{ color: red }}\n"),
    ]
    impact = compare(before, after(tmp_path, *layout))
    assert terminal(report(impact)) == NOTHING


def test_what_stands_on_every_page_is_told_once(before: Side, tmp_path: Path) -> None:
    edition = (ROOT / "data/edition.yml").read_text(encoding="utf-8")
    version = re.search(r"^version: .*$", edition, re.MULTILINE)
    assert version
    impact = compare(before, after(tmp_path, ("data/edition.yml", version[0], "version: '2099.1'")))
    assert len(impact.changed) < 5
    assert len(impact.around) == 1
    assert len(impact.around[0].pages) > 100
    assert report(impact).summary.endswith("1 change around the pages.")


def edited(built: Project, folder: Path, page: str, old: str, new: str) -> Side:
    """Return the built site with words replaced in one page."""
    shutil.copytree(built.site, folder / "site")
    path = folder / "site" / page
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Side.of(folder / "site", None)


def test_the_words_of_a_source_come_first_and_only_once(built: Project, before: Side, tmp_path: Path) -> None:
    impact = compare(before, edited(built, tmp_path, "recommendations/12.html", "mainstream development", "stream it"))
    assert [source.difference.changes for source in impact.sources] == [(("mainstream development", "stream it"),)]
    assert addresses(impact.sources[0].pages) >= {"recommendations/12.html"}
    assert impact.words == ()
    told = report(impact)
    assert told.sections[0].heading == "Texts of sources"
    assert told.sections[0].loud
    assert "the words of a source change on 1" in told.summary
    assert told.sections[-1].entries[0].heading.startswith("The facts")


def test_a_quotation_that_goes_is_no_change_of_the_source(built: Project, before: Side, tmp_path: Path) -> None:
    page = "full-text.html"
    text = (built.site / page).read_text(encoding="utf-8")
    frame = re.search(r'<blockquote[^>]*data-verbatim="recommendations/12".*?</blockquote>', text, re.DOTALL)
    assert frame
    impact = compare(before, edited(built, tmp_path, page, frame[0], ""))
    assert impact.sources == ()
    assert [each.difference.changes for each in impact.words] == [(("[The source's text: recommendations/12]", ""),)]


def test_a_page_is_read_as_words() -> None:
    old = '<main><p class="a">One <b>two</b></p><ul><li>three</li></ul><h2>Four<a href="#four">¶</a></h2></main>'
    new = "<main><div><span>One two</span></div> three <h2>Four</h2><script>five()</script></main>"
    words = [" ".join(block.words for block in read(page, "a/b.html").blocks) for page in (old, new)]
    assert words == ["One two three Four"] * 2
    links = read(
        '<a href="../c.html#d">C</a><a href="b.html#e">own</a><a href="https://x.org/">X</a>', "a/b.html"
    ).links
    assert [(link.target, link.words) for link in links] == [("c.html#d", "C"), ("https://x.org/", "X")]


def test_blocks_that_only_move_are_told_as_order() -> None:
    blocks = [f"number {name} of them" for name in ["one", "two", "three", "four", "five"]]
    assert differences(blocks, [*blocks[1:], blocks[0]]) == ([], True)
    found, moved = differences(blocks, [blocks[0], "wholly other words", *blocks[1:]])
    assert ([each.changes for each in found], moved) == ([(("", "wholly other words"),)], False)


def test_long_texts_are_cut_and_short_ones_keep_what_they_follow() -> None:
    words = [str(number) for number in range(1000)]
    found = difference(" ".join(words), " ".join([*words[:500], "new", *words[500:]]))
    assert len(found.after[0].words.split()) <= 11
    assert len(difference("", " ".join(words)).after[0].words.split()) < 200
    assert difference("6", "7", "Stated to be listed").follows == "Stated to be listed"


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


@pytest.mark.browser
def test_hostile_text_stays_text_on_a_page(said: Report, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(html(said), encoding="utf-8")
    for viewport in (PHONE, LAPTOP):
        page = browser.new_page(viewport=viewport)
        asked: list[str] = []
        page.on("request", partial(_note, asked))
        page.goto(file.as_uri())
        assert page.locator("script, link, img").count() == 0
        assert "<script>alert(1)</script> *x*" in page.locator("main").inner_text()
        assert asked == [file.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tables = page.get_by_role("table")
        assert tables.count() == tables.filter(has=page.get_by_role("columnheader", name="Before")).count() > 0
        for mark, spoken in (("del", "[goes: "), ("ins", "[comes: ")):
            said_aloud = page.locator(mark).all_text_contents()
            assert said_aloud
            assert all(words.startswith(spoken) and words.endswith("]") for words in said_aloud)
        page.close()


def test_hostile_text_stays_text_on_github(said: Report) -> None:
    written = markdown(said)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; *x*" in written
    assert "<script" not in written
    blocks = MarkdownIt("commonmark").parse(written)
    assert {block.type for block in blocks} == {"html_block"}


def test_no_empty_line_lets_text_out_of_its_block() -> None:
    hostile = Report("One.", (Section("Pages", "", (Change("one\n\n*two*\r\r[three](x)\n \n- four"),)),))
    assert {block.type for block in MarkdownIt("commonmark").parse(markdown(hostile))} == {"html_block"}


def test_a_log_takes_nothing_for_a_command(said: Report) -> None:
    shown = terminal(said)
    assert "*x* : :error: :y" in " ".join(shown.replace("|", " ").split()).replace("{+", "").replace("+}", "")
    assert "::" not in shown


def test_a_long_summary_is_cut_and_says_so(said: Report) -> None:
    cut = markdown(said, limit=3000)
    assert len(cut.encode()) <= 3000
    assert cut.endswith("The HTML report has all of it.</p>\n")
    assert cut.count("<table") == cut.count("</table>")
    assert "left out here" not in markdown(said)


@pytest.fixture
def repository(tmp_path: Path) -> Project:
    """A copy of the project in a git repository with one commit."""
    project = Project.copied_to(tmp_path / "repository")
    (project.folder / ".gitignore").write_text("__pycache__/\n", encoding="utf-8")
    git(project, "init", "--quiet")
    commit(project)
    return project


def git(project: Project, *arguments: str) -> None:
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=project.folder, check=True, capture_output=True)


def commit(project: Project) -> None:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "A step")


def impact(project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts.impact", *arguments],
        cwd=project.folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_task_compares_with_a_commit_and_touches_nothing(repository: Project, tmp_path: Path) -> None:
    repository.edit(*GIST)
    there = contents(repository.folder)
    page, summary = tmp_path / "report.html", tmp_path / "summary.md"
    done = impact(repository, "HEAD", "--html", str(page), "--markdown", str(summary))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("4 pages change.\n")
    assert "{+carried+}" in done.stdout
    assert "<ins>" in page.read_text(encoding="utf-8")
    assert "<ins>carried</ins>" in summary.read_text(encoding="utf-8")
    left = {name: data for name, data in contents(repository.folder).items() if "__pycache__" not in name}
    assert left == {name: data for name, data in there.items() if "__pycache__" not in name}


def test_the_task_compares_with_a_built_site(repository: Project, built: Project) -> None:
    done = impact(repository, str(built.site))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == NOTHING
    assert "The facts, because BASE is a built site." in done.stdout


def test_a_base_that_does_not_exist_is_named(repository: Project, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    done = impact(repository, "no-such-branch", "--markdown", str(summary))
    assert done.returncode == 2
    assert "must:   BASE is a branch, tag or commit, or a folder with a site" in done.stderr
    assert "no-such-branch" in done.stderr
    assert "could not be found out" in summary.read_text(encoding="utf-8")
    assert "Traceback" not in done.stderr


def test_a_report_that_cannot_be_written_is_refused(repository: Project, built: Project, tmp_path: Path) -> None:
    done = impact(repository, str(built.site), "--markdown", str(tmp_path / "nowhere" / "summary.md"))
    assert (done.returncode, "name another file" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_base_that_cannot_be_built_shows_the_last_lines(repository: Project) -> None:
    git(repository, "rm", "-r", "--quiet", "mkdocs.yml")
    commit(repository)
    git(repository, "checkout", "--quiet", "HEAD~1", "--", "mkdocs.yml")
    done = impact(repository, "HEAD")
    assert (done.returncode, "no mkdocs.yml" in done.stderr) == (2, True)
    repository.edit("macros/templates/term.html.jinja", "{{ definition }}", "{{ defintion }}")
    commit(repository)
    git(repository, "checkout", "--quiet", "HEAD~2", "--", "macros")
    done = impact(repository, "HEAD")
    assert done.returncode == 2
    assert re.search(r"\| .*defintion", done.stderr)
    assert "choose a newer BASE" in done.stderr


def test_without_git_a_revision_is_refused(repository: Project, tmp_path: Path) -> None:
    done = impact(repository, "HEAD", PATH=str(tmp_path))
    assert (done.returncode, "git is not installed" in done.stderr) == (2, True)
    shutil.rmtree(repository.folder / ".git")
    done = impact(repository, "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (done.returncode, "the project is in no git repository" in done.stderr) == (2, True)


def test_the_workflow_puts_no_text_of_a_pull_request_into_a_command() -> None:
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        for command in re.findall(r"^\s*(?:- )?run: .*$", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert "${{" not in command
    job = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8").partition("\n  impact:\n")[2]
    assert "pull_request_target" not in job
    assert "secrets" not in job
    assert "fetch-depth: 2" in job
    assert 'impact HEAD^1 --markdown "$GITHUB_STEP_SUMMARY"' in job


def test_how_a_page_is_cited_is_not_told() -> None:
    """It names the version of the edition, so a new version would otherwise be a change of every page."""
    page = '<main><h1>A</h1><details class="citing"><summary>Cite</summary><p>A, version 1</p></details><p>B</p></main>'
    found = read(page, "x.html").blocks
    assert [each.words for each in found] == ["A", "B"]
