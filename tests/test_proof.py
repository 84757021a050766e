"""The proof of the built site finds what it is for: the real site is broken in one way, and the proof says so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import shares
from macros.corpus.graph import Corpus
from macros.proof import built as proof_built
from macros.proof import check_site
from macros.proof import page as proof_page
from macros.proof.built import Built
from macros.proof.page import BuiltPage, read_page
from macros.proof.safety import pages_are_shut, policies_hold, scripts_are_known
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


def at_the_end(name: str, html: str) -> Break:
    """Return a break that adds HTML at the end of what a page is about."""
    return swap(name, "</main>", f"{html}</main>")


FROM_ELSEWHERE = (
    '<link rel="stylesheet" href="https://cdn.example/x.css">',
    '<link rel="canonical stylesheet" href="https://cdn.example/x.css">',
    '<link rel="icon" href="//cdn.example/x.png">',
    '<link rel="preconnect" href="//cdn.example">',
    '<link rel="preload" as="image" imagesrcset="//cdn.example/x.png 2x">',
    '<img src="assets/images/favicon-32.png" srcset="assets/images/favicon-32.png 1x, https://cdn.example/x.png 2x">',
    '<img src="https:cdn.example/x.png">',
    '<img src="\\\\cdn.example/x.png">',
    '<img src=" /\t/cdn.example/x.png">',
    '<picture><source srcset="//cdn.example/x.png"></picture>',
    '<video poster="//cdn.example/x.png"></video>',
    '<video><track src="//cdn.example/x.vtt"></video>',
    '<form action="https://cdn.example/x"></form>',
    '<form><button formaction="//cdn.example/x">x</button></form>',
    '<object data="//cdn.example/x"></object>',
    '<table background="//cdn.example/x"></table>',
    '<a href="index.html" ping="//cdn.example/x">x</a>',
    '<svg><use xlink:href="//cdn.example/x#a"/></svg>',
    '<svg><image href="//cdn.example/x.png"/></svg>',
    '<p style="background: url(//cdn.example/x.png)">x</p>',
    "<style>@import '//cdn.example/x.css';</style>",
    '<template><img src="//cdn.example/x.png"></template>',
    '<noscript><img src="//cdn.example/x.png"></noscript>',
    '<meta http-equiv="refresh" content="0; url=//cdn.example/">',
)
TO_NOWHERE = (
    '<img src="gone.x">',
    '<img srcset="assets/images/favicon-32.png, gone.x 2x">',
    '<link rel="preload" as="image" imagesrcset="gone.x 2x">',
    '<video poster="gone.x"></video>',
    '<form action="gone.x"></form>',
    '<form><input type="submit" formaction="gone.x"></form>',
    '<object data="gone.x"></object>',
    '<q cite="gone.x">x</q>',
    "<p style=\"background: url('gone.x')\">x</p>",
    "<style>a { background: url(gone.x) }</style>",
    '<meta http-equiv="refresh" content="0; url=gone.x">',
)
NOT_HARMLESS = (
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java&#10;script:alert(1)">x</a>',
    '<a href="JavaScript&colon;alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="file:/etc/hosts">x</a>',
    '<a href="http://[">x</a>',
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<math href="javascript:alert(1)">x</math>',
    '<form action="javascript:alert(1)"></form>',
    '<img srcset="data:image/png;base64,AA 1x">',
)
FOREIGN = (
    '<p onclick="x()">x</p>',
    "<P OnPointerEnter=x()>x",
    '<svg onload="x()"></svg>',
    "<template><img src=index.html onerror=x()></template>",
    "<script>x()</script>",
    '<script type="module">x()</script>',
    '<script type="importmap">{}</script>',
    "<svg><script>x()</script></svg>",
    '<iframe src="index.html"></iframe>',
    '<object data="index.html"></object>',
    '<embed src="index.html">',
    '<svg><set attributeName="href" to="index.html"/></svg>',
    '<svg><animate attributeName="href"/></svg>',
    '<div><template shadowrootmode="open"><p>x</template></div>',
    '<meta http-equiv="refresh" content="0; url=index.html">',
    '<base href="./">',
)
BREAKS: dict[str, tuple[Break, str, str]] = {
    "a letter of a recommendation": (swap("recommendations/39.html", "brain drain", "brain train"), "texts-are-the-source", "recommendations/39"),
    "a letter of a heading": (swap("clusters/b.html", "FLEXIBILITIES.", "FLEXIBILITIES,"), "texts-are-the-source", "clusters/b"),
    "a letter of a document": (swap("documents/wo-ga-31-4.html", "performers’", "performers'"), "texts-are-the-source", "documents/wo-ga-31-4"),
    "words added to a frame": (swap("recommendations/1.html", "</blockquote>", "<i>sic</i></blockquote>"), "texts-are-the-source", "recommendations/1"),
    "a line that is none of the source": (swap("recommendations/22.html", 'data-line-of="recommendations/22">The', 'data-line-of="recommendations/22">A'), "texts-are-the-source", "a line of the source"),
    "a line of another text": (swap("recommendations/22.html", 'data-line-of="recommendations/22"', 'data-line-of="recommendations/21"'), "texts-are-the-source", "a line of the source"),
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
    "a font from elsewhere": (swap("assets/stylesheets/edition.css", ":root{", '@import "//fonts.example/x.css";\n:root {'), "nothing-comes-from-elsewhere", "fonts.example"),
    "a picture from elsewhere": (swap("index.html", "</body>", '<img src="//cdn.example/x.png" alt=""></body>'), "nothing-comes-from-elsewhere", "cdn.example"),
    "no description": (swap("timeline.html", 'name="description"', 'name="nothing"'), "heads-are-filled", "timeline.html"),
    "two headings": (swap("timeline.html", "</h1>", "</h1><h1>Again</h1>"), "heads-are-filled", "timeline.html"),
    "template marks": (swap("timeline.html", "All events", "{{ events }}"), "nothing-is-left-over", "timeline.html"),
    "the text of an error": (swap("timeline.html", "All events", "Macro Rendering Error"), "nothing-is-left-over", "timeline.html"),
    "a part that lost its link": (swap("recommendations/22.html", 'class="anchor" href="#a"', 'href="#a"'), "addresses-are-kept", "recommendations/22.html#a"),
    "a listed page missing": (remove("contributing/cost.html"), "addresses-are-kept", "contributing/cost.html"),
    "a record that is no file": (swap("recommendations/7.html", "data/recommendations/07.yml", "data/recommendations/7.yml"), "records-exist", "7.yml"),
    **{f"loaded from elsewhere: {html}": (at_the_end("index.html", html), "nothing-comes-from-elsewhere", "cdn.example") for html in FROM_ELSEWHERE},
    **{f"no file of the site: {html}": (at_the_end("index.html", html), "links-lead-somewhere", "gone.x") for html in TO_NOWHERE},
    **{f"not harmless: {html}": (at_the_end("index.html", html), "links-are-harmless", "https:, http: or mailto:") for html in NOT_HARMLESS},
    **{f"runs or embeds: {html}": (at_the_end("timeline.html", html), "nothing-foreign-runs", "timeline.html") for html in FOREIGN},
    "a style from elsewhere": (swap("assets/stylesheets/edition.css", ":root{", ":root { background: u\\72l( '//cdn.example/x' );"), "nothing-comes-from-elsewhere", "cdn.example"),
    "a script on a page of its own": (swap("timeline.html", "<script>", "<script>alert(1);</script><script>"), "nothing-foreign-runs", "alert(1)"),
    "a script that a frame has, and more": (swap("timeline.html", "</script>", "; alert(1)</script>"), "nothing-foreign-runs", "timeline.html"),
    "a base on a page of its own": (swap("timeline.html", "<head>", '<head><base href="./">'), "nothing-foreign-runs", "<base>"),
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


def test_a_problem_names_the_line_and_column_of_what_it_is_about(
    built: Project, corpus: Corpus, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built.site, site)
    at_the_end("index.html", '\n<a href="gone.x">1</a>\n<p>é <a href="gone.x">2</a> <i onclick="x">3</i>\n')(site)
    lines = (site / "index.html").read_text(encoding="utf-8").splitlines()
    first = lines.index('<a href="gone.x">1</a>') + 1
    places = [str(problem.place) for problem in check_site(site, corpus, ROOT)]
    assert places == [f"site/index.html:{first}:1", f"site/index.html:{first + 1}:6", f"site/index.html:{first + 1}:29"]


def test_a_page_that_was_read_is_read_again_once_it_is_written_anew(
    built: Project, corpus: Corpus, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built.site, site)
    read: dict[str, BuiltPage] = {}
    assert check_site(site, corpus, ROOT, read) == []
    assert read.keys() == {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    page = site / "terms" / "ldc.html"
    before, times = page.read_text(encoding="utf-8"), page.stat()
    page.unlink()
    page.write_text(before.replace('href="../index.html"', 'href="../indez.html"', 1), encoding="utf-8")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns + 1))
    (problem,) = check_site(site, corpus, ROOT, read)
    assert (problem.rule, problem.place.file) == ("links-lead-somewhere", "site/terms/ldc.html")
    page.write_text(before, encoding="utf-8")
    assert check_site(site, corpus, ROOT, read) == []


def test_a_page_with_the_same_bytes_in_another_folder_is_not_read_again(
    built: Project, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: dict[str, BuiltPage] = {}
    assert check_site(shutil.copytree(built.site, tmp_path / "one"), corpus, ROOT, read) == []
    other = shutil.copytree(built.site, tmp_path / "other")
    swap("terms/ldc.html", 'href="../index.html"', 'href="../indez.html"')(other)
    again: list[str] = []
    filled = proof_page.filled
    monkeypatch.setattr(
        proof_built,
        "filled",
        lambda page, html: again.append(page.address) or filled(page, html),  # type: ignore[func-returns-value]
    )
    monkeypatch.setattr(shares, "_cores", lambda: 1)  # what a copy of this process reads is not counted here
    problems = check_site(other, corpus, ROOT, read)
    assert {problem.place.file for problem in problems} == {"site/terms/ldc.html"}
    assert again == ["terms/ldc.html"]


def with_policy(policy: str, html: str = "") -> BuiltPage:
    return read_page(f'<head><meta http-equiv="content-security-policy" content="{policy}">{html}', "x.html")


def policy_problems(page: BuiltPage) -> list[str]:
    return [f"{problem.found} {problem.repair}" for problem in policies_hold(Built({page.address: page}, frozenset()))]


ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
"""The hash of the script `alert(1)`, as `printf 'alert(1)' | openssl dgst -sha256 -binary | base64` says it."""


@pytest.mark.parametrize(
    ("policy", "html"),
    [
        ("object-src 'none'", "<script>alert(1)</script><style>a{}</style><p style='b:c'>"),
        (f"script-src 'self' {ALERT}", "<script>alert(1)</script><style>a{}</style><p style='b:c'>"),
        (
            f"default-src 'none'; script-src {ALERT}; style-src 'unsafe-inline'",
            "<script>alert(1)</script><style>a{}</style><p style='b:c'>",
        ),
        ("default-src 'self'", "<script src=x.js></script><script type=application/ld+json>{}</script>"),
        ("script-src 'self' 'inline-speculation-rules'", "<script type=speculationrules>{}</script>"),
    ],
)
def test_a_policy_that_holds(policy: str, html: str) -> None:
    assert policy_problems(with_policy(policy, html)) == []


@pytest.mark.parametrize(
    ("policy", "html", "found"),
    [
        ("script-src 'self'", "<script>alert(1)</script>", f'none for <script> "alert(1)" {ALERT}'),
        ("default-src 'self'", "<script>alert(1)</script>", ALERT),
        (f"script-src {ALERT}", "<script>alert(1) </script><script>alert(1)</script>", "alert(1)"),
        (f"script-src {ALERT}; script-src-elem 'self'", "<script>alert(1)</script>", "none for <script>"),
        (f"script-src 'self'; script-src {ALERT}", "<script>alert(1)</script>", "none for <script>"),
        ("style-src 'self'", "<style>a{}</style>", "none for <style>"),
        ("style-src 'self'", "<p style='a:b'>", "<p style>"),
        ("style-src 'self' 'unsafe-inline'; style-src-attr 'none'", "<p style='a:b'>", "<p style>"),
        ("script-src 'self'", "<script type=speculationrules>{}</script>", "none for <script>"),
        (f"script-src {ALERT}", "", f"{ALERT} remove it"),
        ("script-src 'self' 'unsafe-inline'", "", "'unsafe-inline' name their hashes"),
        ("default-src * 'unsafe-eval'", "", "'unsafe-eval', *"),
    ],
)
def test_a_policy_that_does_not_hold(policy: str, html: str, found: str) -> None:
    assert any(found in problem for problem in policy_problems(with_policy(policy, html))), policy_problems(
        with_policy(policy, html)
    )


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        ("", "no such policy"),
        ("script-src 'self'", "no such policy"),
        ("default-src 'self'", "no such policy"),
        ("default-src 'none' 'self'", "no such policy"),
        ("default-src 'none'; script-src https://example.org", "https://example.org"),
        ("default-src 'none'; img-src *", "*"),
        ("default-src 'none'; script-src 'unsafe-inline'", "'unsafe-inline'"),
        ("default-src 'none'; script-src 'self' 'nonce-abc'", "'nonce-abc'"),
    ],
)
def test_a_page_that_is_not_shut(policy: str, found: str) -> None:
    page = with_policy(policy, "") if policy else read_page("<p>x", "x.html")
    assert [problem.found for problem in pages_are_shut(Built({page.address: page}, frozenset()))] == [found]


def test_a_page_that_is_shut() -> None:
    page = with_policy(f"default-src 'none'; script-src 'self' {ALERT}; img-src 'self' data:; base-uri 'none'", "")
    assert [*pages_are_shut(Built({page.address: page}, frozenset()))] == []


def test_a_policy_binds_only_what_follows_it_and_only_from_the_head() -> None:
    meta = '<meta http-equiv="Content-Security-Policy" content="default-src &#39;self&#39;">'
    late = read_page(f"<head><link rel=stylesheet href=x.css><script src=x.js></script>{meta}", "x.html")
    assert sorted(policy_problems(late)) == [
        f"<{each}> before it move it to the beginning of the head" for each in ("link", "script")
    ]
    assert read_page(f"<body><p>{meta}", "x.html").policies == ()


def test_a_script_of_a_frame_is_known_with_a_text_filled_in(tmp_path: Path) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "main.html").write_text(
        "{% set x %}f({{ base | tojson }}, 1){% endset %}", encoding="utf-8"
    )
    for script, known in {
        'f("/a \\"b", 1)': True,
        'f("a", g(), "b", 1)': False,
        "f(g(), 1)": False,
        'f("", 1);': False,
    }.items():
        built = Built({"x.html": read_page(f"<script>{script}</script>", "x.html")}, frozenset())
        assert ([*scripts_are_known(built, tmp_path)] == []) is known, script


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    page = read_page(
        '<title>T &amp; t</title><meta name="description" content="d"><h1 id="x">A <b>b</b></h1>'
        '<blockquote data-verbatim="k">one<br>two <p>three &lt;b&gt; <a href="#x" aria-label="y"></a></p></blockquote><p>after',
        "a.html",
    )
    assert (page.title, page.description) == ("T & t", "d")
    assert page.headings == ((1, "x", "A b"),)
    assert page.verbatim == (("k", "onetwo three <b>"),)
    assert [target.address for target in page.targets] == ["#x"]
