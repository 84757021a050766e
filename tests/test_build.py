"""The build: whole or not at all, the same bytes everywhere, no invented host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.corpus.graph import Corpus
from tests.project import Project, contents


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy to break, with a previous site whose survival can be seen."""
    copy = Project.copied_to(tmp_path / "project")
    copy.site.mkdir()
    (copy.site / "previous.html").write_text("the previous site", encoding="utf-8")
    return copy


def assert_refused(project: Project, *words: str) -> None:
    """Build; demand a failure that says these words, no traceback, and the previous site as it was."""
    done = project.build()
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    for word in words:
        assert word in said
    assert "Traceback" not in said
    assert contents(project.site) == {"previous.html": b"the previous site"}
    assert not list(project.folder.glob(".site*"))


def test_a_whole_site_takes_the_place_of_the_previous_one(project: Project) -> None:
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (project.site / "previous.html").exists()
    assert (project.site / "recommendations" / "22.html").exists()
    assert not list(project.folder.glob(".site*"))


def test_one_letter_changed_is_refused_with_the_record(project: Project) -> None:
    project.edit("data/recommendations/22.yml", "directed by Member Sates, issues", "directed by Member States, issues")
    assert_refused(project, "data/recommendations/22.yml:", "texts-equal-their-source", "Member Sates,")


def test_a_missing_record_is_refused_with_the_count(project: Project) -> None:
    (project.folder / "data" / "recommendations" / "36.yml").unlink()
    assert_refused(project, "data/recommendations/36.yml:", "44 of 45")


def test_a_changed_transcript_is_refused(project: Project) -> None:
    project.edit("data/sources/wo-ga-34-7.txt", "[End of document]", "[End of document].")
    assert_refused(project, "data/documents/wo-ga-34-7.yml:", "transcripts-are-unchanged")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("recommendation(46)", ("recommendation", "number", '"46"')),
        ('recommendation(22, part="z")', ("recommendation", "part", '"z"')),
        ('recommendation(22, show="txet")', ("recommendation", "show", 'write "text"')),
        ('cluster("g")', ("cluster", "letter", '"G"')),
        ("session(2002)", ("session", "year", '"2002"')),
        ('document("WO/GA/34/8")', ("document", "symbol", '"WO/GA/34/8"')),
        ('document("WO/GA/34/7", at="p9")', ("document", "at", '"p9"')),
        ('document("WO/GA/34/7", show="page")', ("document", "show")),
        ('term("ldcs")', ("term", "name", 'write "ldc"')),
        ('topic("inovation")', ("topic", "name", '"inovation"')),
        ('count("pages")', ("count", "kind", '"pages"')),
        ("recommendation()", ("recommendation", "number")),
    ],
)
def test_a_wrong_argument_fails_naming_page_macro_and_argument(
    project: Project, call: str, words: tuple[str, ...]
) -> None:
    (project.folder / "docs" / "topics" / "index.md").write_text(f"# Topics\n\n{{{{ {call} }}}}\n", encoding="utf-8")
    assert_refused(project, "topics/index.md", *words)


def test_an_unknown_macro_fails_naming_page_and_macro(project: Project) -> None:
    project.edit("docs/terms/index.md", "# Terms", "# Terms\n\n{{ recomendation(1) }}")
    done = project.build()
    assert done.returncode != 0
    assert "terms/index.md" in done.stdout + done.stderr
    assert "recomendation" in done.stdout + done.stderr
    assert contents(project.site) == {"previous.html": b"the previous site"}


def test_a_broken_link_in_a_handwritten_page_is_refused(project: Project) -> None:
    project.edit("docs/terms/index.md", "# Terms", "# Terms\n\n[nowhere](../recommendations/46.md)")
    assert_refused(project, "terms/index.md", "../recommendations/46.md")


def test_a_broken_anchor_in_a_handwritten_page_is_refused(project: Project) -> None:
    project.edit("docs/terms/index.md", "# Terms", "# Terms\n\n[nowhere](../recommendations/22.md#z)")
    assert_refused(project, "terms/index.md", "#z")


def test_a_broken_link_in_a_template_is_refused(project: Project) -> None:
    project.edit(
        "macros/templates/topic.html.jinja", "{{ pieces.crumbs(crumbs) }}", '<p><a href="indx.html">Topics</a></p>'
    )
    assert_refused(project, "links-lead-somewhere", "indx.html")


def test_a_template_that_drops_a_letter_is_refused(project: Project) -> None:
    project.edit(
        "macros/pages/text.py",
        "cuts = sorted(",
        'text = text.replace("technology", "tecnology")\n        cuts = sorted(',
    )
    assert_refused(project, "texts-are-the-source", "recommendations/19")


def test_other_folders_and_clocks_give_the_same_bytes(tmp_path: Path, built: Project) -> None:
    other = Project.copied_to(tmp_path / "another place")
    done = other.build(clock="2031-02-03 04:05:06", TZ="Pacific/Kiritimati")
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = contents(built.site), contents(other.site)
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_source_date_epoch_is_honoured(tmp_path: Path) -> None:
    clocks = ("2031-02-03 04:05:06", "2020-01-01 00:00:00")
    sites = []
    for number, clock in enumerate(clocks):
        project = Project.copied_to(tmp_path / str(number))
        assert (
            project.build(clock=clock, SOURCE_DATE_EPOCH="1190937600", SITE_URL="https://example.org").returncode == 0
        )
        sites.append(contents(project.site))
    assert sites[0] == sites[1]
    assert b"2007-09-28" in sites[0]["sitemap.xml"]


def pages_of(project: Project) -> Iterator[tuple[str, str]]:
    for path in sorted(project.site.rglob("*.html")):
        yield path.relative_to(project.site).as_posix(), path.read_text(encoding="utf-8")


def test_without_hosting_no_host_is_invented(built: Project, corpus: Corpus) -> None:
    sources = [each.address for each in corpus.witnesses if each.address]
    for name, html in pages_of(built):
        for address in sources:  # where one can be read, which may be on a forge too
            html = html.replace(address, "")  # noqa: PLW2901 - one after the other
        assert 'rel="canonical"' not in html, name
        assert "github.com" not in html, name
        assert 'rel="edit"' not in html, name
        assert 'javascripts/correcting.js"' not in html, name


def test_with_hosting_pages_are_canonical_and_open_their_record(tmp_path: Path) -> None:
    project = Project.copied_to(tmp_path / "project")
    done = project.build(
        SITE_URL="https://example.org/agenda/", GITHUB_SERVER_URL="https://forge.example", GITHUB_REPOSITORY="a/b"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    html = (project.site / "recommendations" / "22.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/agenda/recommendations/22.html">' in html
    for name, html in pages_of(project):
        if name == "404.html":
            continue
        edits = re.findall(r'rel="edit" href="https://forge\.example/a/b/edit/main/([^"#]+)(#L[0-9]+)?"', html)
        assert edits[0][1] == "", name
        assert all((project.folder / file).is_file() for file, _ in edits), name


def test_every_copy_of_the_site_has_all_licences(built: Project) -> None:
    text = (built.site / "licences.txt").read_text(encoding="utf-8")
    for part in ("CC0 1.0", "The maintainers of this edition", "Martin Donath", "Pictogrammers", "Luca Ongaro"):
        assert part in text, part
    for page in built.site.rglob("*.html"):
        assert re.search(r'href="(\.{1,2}/)*licences\.txt"', page.read_text(encoding="utf-8")), page
