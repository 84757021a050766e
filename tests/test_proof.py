"""The proof of the built site finds what it is for: the real site is broken in one way, and the proof says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.corpus.graph import Corpus
from macros.proof import check_site
from macros.proof.built import read_page
from tests.project import ROOT, Project

Break = Callable[[Path], None]


def swap(name: str, old: str, new: str) -> Break:
    """Return a break that replaces words in a file of the site, wherever they stand."""

    def apply(site: Path) -> None:
        text = (site / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (site / name).write_text(text.replace(old, new), encoding="utf-8")

    return apply


def remove(name: str) -> Break:
    """Return a break that removes a file of the site."""
    return lambda site: (site / name).unlink()


BREAKS: dict[str, tuple[Break, str, str]] = {
    "a letter of a recommendation": (swap("recommendations/39.html", "brain drain", "brain train"), "texts-are-the-source", "recommendations/39"),
    "a letter of a heading": (swap("clusters/b.html", "FLEXIBILITIES.", "FLEXIBILITIES,"), "texts-are-the-source", "clusters/b"),
    "a letter of a document": (swap("documents/wo-ga-31-4.html", "performers’", "performers'"), "texts-are-the-source", "documents/wo-ga-31-4"),
    "words added to a frame": (swap("recommendations/1.html", "</blockquote>", "<i>sic</i></blockquote>"), "texts-are-the-source", "recommendations/1"),
    "a recommendation left out of the full text": (swap("full-text.html", 'data-verbatim="recommendations/07"', ""), "texts-are-the-source", "full-text.html"),
    "a text not shown": (swap("recommendations/5.html", 'data-verbatim="recommendations/05"', ""), "texts-are-the-source", "not once"),
    "a page missing": (remove("recommendations/36.html"), "pages-are-there", "44 of 45"),
    "a cluster missing": (remove("clusters/f.html"), "pages-are-there", "5 of 6"),
    "a term missing": (remove("terms/ldc.html"), "pages-are-there", "terms/ldc.html"),
    "a link to nowhere": (swap("recommendations/1.html", 'href="3.html"', 'href="46.html"'), "links-lead-somewhere", "46.html"),
    "an anchor to nowhere": (swap("terms/ldc.html", "#p1", "#p9"), "links-lead-somewhere", "#p9"),
    "a link from the root of the host": (swap("recommendations/1.html", 'href="3.html"', 'href="/recommendations/3.html"'), "links-lead-somewhere", "/recommendations/3.html"),
    "only an anchor beside a base": (swap("404.html", 'href="404.html#page-text"', 'href="#page-text"'), "links-lead-somewhere", 'write "404.html#page-text"'),
    "a filter that a finder does not have": (swap("topics/norm-setting.html", "?topic=", "?subject="), "links-lead-somewhere", "subject=norm-setting"),
    "a value that a facet does not have": (swap("topics/norm-setting.html", "?topic=norm-setting", "?topic=norm"), "links-lead-somewhere", "topic=norm"),
    "a filter on a page without a finder": (swap("recommendations/1.html", 'href="3.html"', 'href="3.html?topic=ict"'), "links-lead-somewhere", "topic=ict"),
    "an anchor twice": (swap("recommendations/15.html", 'id="b2"', 'id="b1"'), "anchors-stand-once", "b1"),
    "a script from elsewhere": (swap("index.html", "</body>", '<script src="https://cdn.example/x.js"></script></body>'), "nothing-comes-from-elsewhere", "cdn.example"),
    "a font from elsewhere": (swap("assets/stylesheets/edition.css", ":root {", '@import "//fonts.example/x.css";\n:root {'), "nothing-comes-from-elsewhere", "fonts.example"),
    "a picture from elsewhere": (swap("index.html", "</body>", '<img src="//cdn.example/x.png" alt=""></body>'), "nothing-comes-from-elsewhere", "cdn.example"),
    "no description": (swap("timeline.html", 'name="description"', 'name="nothing"'), "heads-are-filled", "timeline.html"),
    "two headings": (swap("timeline.html", "</h1>", "</h1><h1>Again</h1>"), "heads-are-filled", "timeline.html"),
    "template marks": (swap("timeline.html", "All events", "{{ events }}"), "nothing-is-left-over", "timeline.html"),
    "the text of an error": (swap("timeline.html", "All events", "Macro Rendering Error"), "nothing-is-left-over", "timeline.html"),
    "a part that lost its link": (swap("recommendations/22.html", 'class="anchor" href="#a"', 'href="#a"'), "addresses-are-kept", "recommendations/22.html#a"),
    "a listed page missing": (remove("contributing/cost.html"), "addresses-are-kept", "contributing/cost.html"),
    "a record that is no file": (swap("recommendations/7.html", "data/recommendations/07.yml", "data/recommendations/7.yml"), "records-exist", "7.yml"),
}  # fmt: skip


def test_the_built_site_has_no_problems(built: Project, corpus: Corpus) -> None:
    assert check_site(built.site, corpus, ROOT) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_site_is_found_out(name: str, built: Project, corpus: Corpus, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built.site, site)
    apply, rule, words = BREAKS[name]
    apply(site)
    problems = check_site(site, corpus, ROOT)
    assert any(problem.rule == rule and words in str(problem) for problem in problems), problems


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    page = read_page(
        '<title>T &amp; t</title><meta name="description" content="d"><h1 id="x">A <b>b</b></h1>'
        '<blockquote data-verbatim="k">one<br>two <p>three &lt;b&gt; <a href="#x" aria-label="y"></a></p></blockquote><p>after',
        "a.html",
    )
    assert (page.title, page.description) == ("T & t", "d")
    assert page.headings == [(1, "x", "A b")]
    assert page.verbatim == [("k", "onetwo three <b>")]
    assert [target.address for target in page.targets] == ["#x"]
