"""In a preview Markdown is asked about a page only when something has changed of which its answer depends."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from markdown import Markdown  # type: ignore[import-untyped]
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from macros.engine import again, version

ONE = "# One\n\n[Two](two.md#part) and [itself](#one).\n"
TWO = "# Two\n\n## Part\n"


class _Remember(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        again.remember(files, config)
        return nav


class Site:
    """A small site of two pages, and what Markdown was asked in its last build."""

    def __init__(self, folder: Path, asked: list[str]) -> None:
        self.folder, self.asked = folder, asked
        self.settings = "site_name: x\nuse_directory_urls: false\ntheme: {name: null, custom_dir: theme}\nnav: [Named: one.md, two.md]\n"
        (folder / "docs").mkdir()
        (folder / "theme").mkdir()
        (folder / "theme" / "main.html").write_text(
            "{{ page.title }}|{{ page.content }}|{% for each in page.toc %}{{ each.title }}{% endfor %}",
            encoding="utf-8",
        )
        self.write("one.md", ONE)
        self.write("two.md", TWO)

    def write(self, name: str, words: str) -> None:
        """Write a page."""
        (self.folder / "docs" / name).write_text(words, encoding="utf-8")

    def built(self, *, remembering: bool = True) -> dict[str, str]:
        """Build; return the pages."""
        self.asked.clear()
        (self.folder / "mkdocs.yml").write_text(self.settings, encoding="utf-8")
        config = load_config(str(self.folder / "mkdocs.yml"), plugins=[])
        if remembering:
            config.plugins["remember"] = _Remember()
        build(config)
        return {
            path.relative_to(self.folder / "site").as_posix(): path.read_text(encoding="utf-8")
            for path in (self.folder / "site").rglob("*.html")
        }


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    asked: list[str] = []
    plain = Markdown.convert

    def noted(self: Markdown, source: str) -> str:
        asked.append(source.split("\n", maxsplit=1)[0])
        return str(plain(self, source))

    monkeypatch.setattr(Markdown, "convert", noted)
    monkeypatch.setattr(again, "_ANSWERS", {})
    return Site(tmp_path, asked)


def test_what_is_remembered_is_what_markdown_says(site: Site) -> None:
    plain = site.built(remembering=False)
    assert site.built() == plain
    assert site.asked == ["# One", "# Two"]
    assert site.built() == plain
    assert site.asked == []


def test_a_page_is_asked_about_when_its_words_change(site: Site) -> None:
    site.built()
    site.write("two.md", TWO + "\nMore.\n")
    assert "More." in site.built()["two.html"]
    assert site.asked == ["# Two"]


@pytest.mark.parametrize("change", ["a file more", "another address", "other Markdown"])
def test_all_are_asked_about_when_what_is_around_them_changes(site: Site, change: str) -> None:
    site.built()
    if change == "a file more":
        site.write("three.md", "# Three\n")
    elif change == "another address":
        site.settings = site.settings.replace("urls: false", "urls: true")
    else:
        site.settings += "markdown_extensions: [attr_list]\n"
    remembered = site.built()
    assert {*site.asked} >= {"# One", "# Two"}
    assert remembered == site.built(remembering=False)


@pytest.mark.parametrize("link", ["two.md#nowhere", "nowhere.md"])
def test_what_is_wrong_is_said_each_time(site: Site, caplog: pytest.LogCaptureFixture, link: str) -> None:
    site.settings += "validation: {anchors: warn}\n"
    site.write("one.md", ONE.replace("two.md#part", link))
    for _ in range(3):
        caplog.clear()
        with caplog.at_level(logging.WARNING, logger="mkdocs"):
            site.built()
        assert [each for each in caplog.messages if link in each or "nowhere" in each]


def test_another_mkdocs_is_left_its_way(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "is_known", lambda: False)
    site.built()
    site.built()
    assert site.asked == ["# One", "# Two"]
