"""A draft says on every page what it is a draft of; a site that is to be published carries no such mark."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.corpus.graph import Corpus
from macros.hosting import Hosting
from macros.proof import check_site
from macros.proof.built import read_site
from scripts import bundle
from tests.browsing import LAPTOP, PHONE
from tests.faces import in_all_faces
from tests.project import Project
from tests.test_accessibility import AXE, violations_everywhere
from tests.test_bundle import run
from tests.test_project import dev

WORDS = "pull request 12, commit abc1234"
HOSTILE = 'pull request <b>12</b> & " } } body { display: none !important } </style> \\'
COMMIT = "abc1234" + "0" * 33


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, built once as a draft. Do not change it."""
    project = Project.copied_to(tmp_path_factory.mktemp("draft") / "project")
    done = project.build(DRAFT_OF=WORDS)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_every_page_of_a_draft_says_so(draft: Project, corpus: Corpus) -> None:
    pages = read_site(draft.site).pages
    assert len(pages) > len(corpus.recommendations)
    assert "404.html" in pages
    for name, page in pages.items():
        assert page.draft == WORDS, name
        assert f"Draft of {WORDS}." in page.text, name
        html = (draft.site / name).read_text(encoding="utf-8")
        assert html.count('<meta name="robots" content="noindex">') == 1, name


def test_what_is_to_be_published_does_not(built: Project, corpus: Corpus) -> None:
    moved = {redirect.from_ for redirect in corpus.redirects if not redirect.from_part}
    for name, page in read_site(built.site).pages.items():
        assert page.draft == "", name
        html = (built.site / name).read_text(encoding="utf-8")
        assert "data-draft" not in html, name
        assert name in moved or "noindex" not in html, name


def test_the_archive_of_a_draft_says_so(draft: Project, corpus: Corpus, tmp_path: Path) -> None:
    done = run(draft.site, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    name = f"wipo-development-agenda-{corpus.edition.version}-draft"
    archive = tmp_path / f"{name}-pull-request-12-commit-abc1234.zip"
    assert sorted(tmp_path.iterdir()) == [archive, archive.with_name(f"{archive.name}.sha256")]
    with zipfile.ZipFile(archive) as opened:
        assert {file.partition("/")[0] for file in opened.namelist()} == {name}
        read_me = opened.read(f"{name}/READ-ME-FIRST.txt").decode("ascii")
    assert f"DRAFT of {WORDS}." in " ".join(read_me.split())


def test_the_read_me_of_a_release_knows_no_draft(corpus: Corpus) -> None:
    assert b"DRAFT" not in bundle.read_me(corpus.edition)
    assert bundle.archive_name(corpus.edition) == bundle.bundle_name(corpus.edition)


def test_a_page_without_the_mark_of_the_others_ends_the_build(draft: Project, corpus: Corpus, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(draft.site, site)
    page = site / "timeline.html"
    page.write_text(page.read_text(encoding="utf-8").replace("data-draft", "data-else"), encoding="utf-8")
    (problem,) = check_site(site, corpus)
    assert (problem.rule, problem.place.file) == ("drafts-are-marked", "site/timeline.html")


@pytest.mark.browser
def test_the_words_are_text_whatever_they_are(browser: Browser, tmp_path: Path) -> None:
    project = Project.copied_to(tmp_path / "project")
    done = project.build(DRAFT_OF=HOSTILE)
    assert done.returncode == 0, done.stdout + done.stderr
    context = browser.new_context()
    page = context.new_page()
    for name in ("recommendations/22.html", "404.html"):
        page.goto((project.site / name).as_uri())
        mark = page.get_by_role("note").filter(has_text="Draft of")
        assert f"Draft of {HOSTILE}." in mark.inner_text()
        assert mark.locator("b").count() == 0
        page.emulate_media(media="print")
        assert mark.is_visible()
        assert page.locator("h1").is_visible()
        rules = page.locator("style[media=print]").evaluate_all("all => all.map(style => style.sheet.cssRules.length)")
        assert rules == [1]
        page.emulate_media(media="screen")
    context.close()


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_mark_is_seen_and_covers_nothing(
    browser: Browser, draft: Project, scheme: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name in ("recommendations/22.html", "404.html"):
        page.goto((draft.site / name).as_uri())
        mark, header = page.locator(".draft").bounding_box(), page.locator(".md-header").bounding_box()
        assert mark
        assert header
        assert mark["y"] == 0
        assert mark["x"] >= 0
        assert mark["width"] <= size["width"]
        assert mark["y"] + mark["height"] <= header["y"] + 0.5
        ink, paper = page.locator(".draft").evaluate(
            "mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]"
        )
        assert contrast(ink, paper) >= 4.5
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["recommendations/22.html", "404.html"])
def test_axe_finds_nothing_in_a_draft(browser: Browser, draft: Project, name: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto((draft.site / name).as_uri())
    assert violations_everywhere(page) == []
    context.close()


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours written as `rgb(1, 2, 3)` (WCAG 2.2, "contrast ratio")."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


# What the platform tells


def request(event: Path | None, **other: str) -> dict[str, str]:
    """Return what GitHub Actions tells when it builds for a pull request."""
    told = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/12/merge", "GITHUB_SHA": "f" * 40}
    return told | ({"GITHUB_EVENT_PATH": str(event)} if event else {}) | other


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The file that describes the event."""
    path = tmp_path / "event.json"
    path.write_text(json.dumps({"pull_request": {"head": {"sha": COMMIT}}}), encoding="utf-8")
    return path


def test_a_pull_request_is_a_draft_of_its_own_last_commit(event: Path) -> None:
    assert Hosting.told_by(request(event)).draft == WORDS


@pytest.mark.parametrize(
    "other",
    [
        {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"},
        {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/tags/v2026.1"},
        {"GITHUB_EVENT_NAME": "workflow_dispatch", "GITHUB_REF": "refs/heads/main"},
        {"GITHUB_REF": "refs/pull/12; rm -rf/merge"},
        {"GITHUB_REF": ""},
    ],
)
def test_nothing_else_is_a_draft(event: Path, other: dict[str, str]) -> None:
    assert Hosting.told_by(request(event, **other)).draft == ""


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"pull_request": null}', '{"pull_request": {"head": {"sha": "<b>"}}}', "not json", None],
)
def test_an_event_that_cannot_be_read_costs_only_the_commit(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "event.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert Hosting.told_by(request(path)).draft == "pull request 12"
    assert Hosting.told_by(request(None)).draft == "pull request 12"


def test_words_given_outright_come_first_and_are_one_line(event: Path) -> None:
    assert Hosting.told_by(request(event, DRAFT_OF=" a\n  reading copy ")).draft == "a reading copy"
    assert Hosting.told_by({}).draft == ""


def test_the_task_explains_the_option() -> None:
    assert "--draft WORDS" in dev("bundle", "--help").stdout
