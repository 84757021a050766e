"""Style sheets and scripts are sent without their comments and otherwise as they are written."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from macros.engine.styles import tight, without_comments, without_lines_of_comment
from tests.project import ROOT, Project


@pytest.mark.parametrize(
    ("css", "sent"),
    [
        ("/* a */\nb { c: d } /* e\n * f */", "b { c: d } "),
        ('a::after { content: "/* kept */" }', 'a::after { content: "/* kept */" }'),
        ('a { content: "\\"/* kept */" } /* gone */', 'a { content: "\\"/* kept */" } '),
        ("a { b: c }", "a { b: c }"),
    ],
)
def test_comments_go_and_strings_stay(css: str, sent: str) -> None:
    assert without_comments(css) == sent


def test_blanks_that_mean_nothing_go() -> None:
    css = '\n@media print {\n  a b,\n  c :d {\n    e: "  f;  g" calc(1px + 2px);\n\n    --h: i, j;\n  }\n}\n'
    assert tight(css) == '@media print{a b,c :d{e:"  f;  g" calc(1px + 2px);--h:i,j}}'


RULES = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return [...sheet.cssRules].map(rule => rule.cssText.replace(/([,:])\\s*/g, "$1")); // own properties and conditions are kept as written
}"""


@pytest.mark.browser
def test_a_browser_reads_the_same_rules(browser: Browser, built: Project) -> None:
    page = browser.new_page()
    for path in (ROOT / "docs" / "assets" / "stylesheets").glob("*.css"):
        sent = (built.site / "assets" / "stylesheets" / path.name).read_text(encoding="utf-8")
        rules = page.evaluate(RULES, path.read_text(encoding="utf-8"))
        assert len(rules) > 20
        assert page.evaluate(RULES, sent) == rules
    page.close()


def test_the_site_has_the_style_sheets_without_comments(built: Project) -> None:
    for path in (ROOT / "docs" / "assets" / "stylesheets").glob("*.css"):
        sent = (built.site / "assets" / "stylesheets" / path.name).read_text(encoding="utf-8")
        written = path.read_text(encoding="utf-8")
        assert "/*" not in sent
        assert sent == tight(without_comments(written)) != written


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("/**\n * a\n */\nb();\n", "b();\n"),
        ("  // a\nb(); // stays\n", "b(); // stays\n"),
        ("/** @type {A} */ (b).c();\n", "/** @type {A} */ (b).c();\n"),
        ("a = `/*`;\nb = `*/`;\n", "a = `/*`;\nb = `*/`;\n"),
        ("a = 'http://b';\n/* c */ /* d */\ne();", "a = 'http://b';\n/* c */ /* d */\ne();"),
        ("a();\n// the end", "a();\n"),
    ],
)
def test_lines_of_comment_go_from_a_script(script: str, sent: str) -> None:
    assert without_lines_of_comment(script) == sent


def test_the_site_has_our_scripts_without_comments_and_those_of_others_as_they_are(built: Project) -> None:
    for path in (ROOT / "docs" / "assets" / "javascripts").glob("*.js"):
        sent = (built.site / "assets" / "javascripts" / path.name).read_text(encoding="utf-8")
        written = path.read_text(encoding="utf-8")
        assert sent == (written if path.with_suffix(".LICENSE").exists() else without_lines_of_comment(written))
        assert (sent == written) == (path.name == "minisearch.js")
