"""The preview reloads what a contributor changes, and survives a mistake."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from playwright.sync_api import Browser, expect

from macros.corpus import source
from macros.corpus.graph import read_corpus
from macros.engine.frames import policy
from macros.engine.preview import LOOK, Preview, bring, with_reloading
from macros.engine.theme import leave_hidden
from macros.pages.compiled import Compiled
from macros.problems import Refused
from tests.project import Project, contents

PATIENCE = 600
"""Seconds to wait for a reload. It takes about three; a busy machine may take many times as long."""


@dataclass(frozen=True)
class Served:
    """A project that is being served: the copy, the address with a final slash, the file with what was said, and the
    folder for what is temporary."""

    project: Project
    address: str
    log: Path
    temporary: Path

    def fetch(self, page: str) -> str:
        """Return a page as the browser gets it."""
        with urllib.request.urlopen(self.address + page, timeout=PATIENCE) as answer:  # noqa: S310 - http
            return str(answer.read().decode("utf-8"))

    def said(self) -> str:
        """Return what has been printed."""
        return self.log.read_text(encoding="utf-8")

    def differing(self, site: dict[str, bytes]) -> list[str]:
        """Return the files in which the served folder differs from a site."""
        (folder,) = self.temporary.glob("mkdocs_*")
        names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} | {*site}
        return sorted(name for name in names if _bytes(folder / name) != site.get(name))


def _bytes(path: Path) -> bytes | None:
    """Return what a file holds; nothing where there is none, or none any more."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A copy of the project that is being served."""
    project = Project.copied_to(tmp_path / "project")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    preview = Served(project, f"http://{host}/", tmp_path / "said.txt", tmp_path / "temporary")
    preview.temporary.mkdir()
    with preview.log.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", host],
            cwd=project.folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={
                **os.environ,
                "NO_MKDOCS_2_WARNING": "1",
                **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(preview.temporary)),
            },
        )
        try:
            wait(lambda: "Serving on" in preview.said())
            yield preview
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait(happened: Callable[[], bool], what: str = "it") -> None:
    """Wait until something happened; fail when it does not."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"{what} did not happen"
        time.sleep(0.2)


def test_a_change_is_shown_and_a_mistake_keeps_the_last_good_page(served: Served) -> None:
    page, record = "recommendations/36.html", "data/recommendations/36.yml"
    assert "Experiences with open collaborative projects" in served.fetch(page)
    served.project.edit(record, "title: Experiences with open", "title: Lessons from open")
    wait(lambda: "Lessons from open collaborative projects" in served.fetch(page))
    served.project.edit(record, "cluster: d", "cluster: x")
    wait(lambda: "references-exist" in served.said())
    assert "Lessons from open collaborative projects" in served.fetch(page)
    served.project.edit(record, "cluster: x", "cluster: d")
    served.project.edit(record, "title: Lessons from open", "title: Insights from open")
    wait(lambda: "Insights from open collaborative projects" in served.fetch(page))


def _held_text(project: Project) -> None:
    """Change a held text, and its sum in the record after it."""
    held, record = project.folder / "data/sources/wo-ga-31-4.txt", "data/documents/wo-ga-31-4.yml"
    before = held.read_bytes()
    after = before.replace(b"held in \n", b"held in\n")
    held.write_bytes(after)
    project.edit(record, sha256(before).hexdigest(), sha256(after).hexdigest())


def _another_day(project: Project) -> None:
    """Change the day of the edition, which the record of what it changed has, too."""
    for file in ("edition", "changes/2026-1"):
        project.edit(f"data/{file}.yml", "date: 2026-11-22", "date: 2026-11-23")


RECORD, GUIDE = "data/recommendations/36.yml", "docs/contributing/correct.md"

CHANGES: dict[str, Callable[[Project], object]] = {
    "words of a record": lambda project: project.edit(RECORD, "gist: ", "gist: Measured "),
    "a title, shown on many pages": lambda project: project.edit(RECORD, "title: Experiences", "title: Lessons"),
    "a term, marked in many texts": lambda project: project.edit(
        "data/terms/folklore.yml", "definition: ", "definition: Measured "
    ),
    "a record more": lambda project: (project.folder / "data/topics/measured.yml").write_text(
        "id: measured\ntitle: Measured\ndefinition: A topic of no recommendation.\n", encoding="utf-8"
    ),
    "a record less": lambda project: (project.folder / "data/topics/measured.yml").unlink(),
    "the edition's day": _another_day,
    "a redirect": lambda project: project.edit(
        "data/redirects.yml", "It stands with the description of the code.", "Measured."
    ),
    "a template": lambda project: project.edit(
        "macros/templates/term.html.jinja", "As written in the texts", "Measured in the texts"
    ),
    "a template of all frames": lambda project: project.edit(
        "overrides/main.html", '<p class="said" role="status">', '<p class="said measured" role="status">'
    ),
    "a page written by hand": lambda project: (project.folder / GUIDE).write_text(
        (project.folder / GUIDE).read_text(encoding="utf-8") + "\n## Measured\n\n[A record](add.md)\n", encoding="utf-8"
    ),
    "a style sheet": lambda project: (project.folder / "docs/assets/stylesheets/edition.css").write_text(
        ".measured { color: red }\n", encoding="utf-8"
    ),
    "a held text": _held_text,
    "how Markdown is read": lambda project: project.edit(
        "mkdocs.yml", "  - attr_list\n", "  - attr_list\n  - smarty\n"
    ),
    "the settings": lambda project: project.edit("mkdocs.yml", "An unofficial reading edition.", "Measured."),
}


def test_after_each_change_the_preview_is_what_a_cold_build_makes(served: Served) -> None:
    """Each file, byte for byte; what the browser gets differs from it in the script that reloads and its policy."""

    def cold() -> dict[str, bytes]:
        done = served.project.build()
        assert done.returncode == 0, done.stderr
        return contents(served.project.site)

    site = cold()
    assert served.differing(site) == []
    for what, change in CHANGES.items():
        change(served.project)
        before, site = site, cold()
        assert site != before, f"{what}: changes nothing"
        wait(lambda site=site: not served.differing(site), what)  # type: ignore[misc]
    served.project.edit(RECORD, "cluster: d", "cluster: x")
    served.project.edit(GUIDE, "## Measured", "## Seen while a record is broken")
    wait(lambda: "references-exist" in served.said())
    assert served.differing(site) == []
    served.project.edit(RECORD, "cluster: x", "cluster: d")
    mended = cold()
    wait(lambda: not served.differing(mended), "mended")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (GUIDE, "\n## ", '\n{{ count("nothings") }}\n\n## ', 'there is no "nothings"'),
        (GUIDE, "\n## ", "\n[Nowhere](nowhere.md)\n\n## ", "nowhere.md"),
        ("macros/templates/topic.html.jinja", "{{", "{% if %}{{", "Expected an expression"),
        ("overrides/main.html", "{% block first %}", "{% block first %}{{ nothing.at_all }}", "undefined"),
        ("mkdocs.yml", "strict: true", "strict: [", "mkdocs.yml"),
    ],
)
def test_a_mistake_beside_the_data_keeps_the_last_good_pages_too(
    served: Served, file: str, old: str, new: str, said: str
) -> None:
    path = served.project.folder / file
    good = path.read_text(encoding="utf-8")
    (folder,) = served.temporary.glob("mkdocs_*")
    before = contents(folder)
    begun = len(served.said())
    path.write_text(good.replace(old, new, 1), encoding="utf-8", newline="\n")
    wait(lambda: "as it was before" in served.said()[begun:])
    assert said in served.said()[begun:]
    assert "Traceback" not in served.said()
    assert "</html>" in served.fetch("topics/index.html")
    assert contents(folder) == before
    path.write_text(good, encoding="utf-8", newline="\n")
    served.project.edit("data/recommendations/36.yml", "title: Experiences", "title: Lessons")
    wait(lambda: "Lessons with open" in served.fetch("recommendations/36.html"))


@pytest.mark.browser
@pytest.mark.parametrize("page", ["recommendations/36.html", "contributing/correct.html"])
def test_an_open_page_reloads_itself(served: Served, browser: Browser, page: str) -> None:
    tab = browser.new_page()
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.goto(served.address + page)
    with tab.expect_navigation(timeout=PATIENCE * 1000):
        served.project.edit("data/recommendations/36.yml", "title: Experiences with open", "title: Lessons from open")
    if page.startswith("recommendations"):
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Lessons from open")
    assert complaints == []
    tab.close()


def test_only_the_script_of_the_preview_is_let_in() -> None:
    """Its sum is added and nothing else: not those of other scripts on the page, nor any script at all."""
    before = '<head><meta http-equiv="Content-Security-Policy" content="'
    after = '"></head><body><p>x</p><script>foreign</script><script>own</script></body></html>'
    plain = str(policy(["one"]))
    wider = plain.replace("script-src 'self'", f"script-src 'self' {hash_of('own')}")
    assert wider != plain
    widened = with_reloading(f"{before}{plain}{after}".encode()).decode()
    assert widened.startswith(before)
    assert widened.endswith(after)
    assert widened.removeprefix(before).removesuffix(after) == wider


@pytest.mark.parametrize("page", ["", "<body></body>", "<script>x</script>", "<body><script>x</script></body>"])
def test_a_page_without_that_script_or_a_policy_stays_as_it_is(page: str) -> None:
    assert with_reloading(page.encode()) == page.encode()


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_only_files_that_differ_are_brought(tmp_path: Path) -> None:
    made, served = tmp_path / "made", tmp_path / "served"
    for file, data in {"same": b"1", "other": b"2", "new/deep/file": b"3", "was/folder": b"4"}.items():
        (made / file).parent.mkdir(parents=True, exist_ok=True)
        (made / file).write_bytes(data)
    for file, data in {"same": b"1", "other": b"0", "gone/deep/file": b"0", "was": b"0"}.items():
        (served / file).parent.mkdir(parents=True, exist_ok=True)
        (served / file).write_bytes(data)
    os.utime(served / "same", (1, 1))
    bring(made, served)
    assert contents(served) == contents(made)
    assert (served / "same").stat().st_mtime == 1
    assert sorted(path.name for path in served.iterdir()) == ["new", "other", "same", "was"]


def test_what_the_server_watches_is_looked_at_more_often(server: LiveReloadServer, tmp_path: Path) -> None:
    config = _config(tmp_path)
    server.watch(str(tmp_path / "docs"))
    preview = Preview.over(server, config)
    assert preview
    preview.end()
    assert not preview.folder.exists()
    assert server.observer.timeout == LOOK
    assert [emitter.watch.path for emitter in server.observer.emitters] == [str(tmp_path / "docs")]
    assert {emitter.timeout for emitter in server.observer.emitters} == {LOOK}


def test_another_mkdocs_serves_in_its_own_way(
    server: LiveReloadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = _config(tmp_path)
    before = dict(vars(server))
    monkeypatch.setattr("mkdocs.__version__", "1.7.0")
    assert Preview.over(server, config) is None
    assert vars(server) == before
    assert capsys.readouterr() == ("", "")  # the build has said it


@pytest.fixture
def server() -> Iterator[LiveReloadServer]:
    """A server that has not started."""
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, ".") as made:
        yield made


def _config(folder: Path) -> MkDocsConfig:
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    return load_config(str(folder / "mkdocs.yml"))


def test_only_records_that_changed_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And all rules are always run: what breaks a promise of a record that did not change is found."""
    project = Project.copied_to(tmp_path / "project")
    before = read_corpus(project.folder / "data")
    read: list[str] = []
    plain = source.read_text

    def noted(text: str, file: str) -> source.Source:
        read.append(file)
        return plain(text, file)

    monkeypatch.setattr(source, "read_text", noted)
    project.edit(RECORD, "gist: ", "gist: Measured ")
    after = read_corpus(project.folder / "data", before)
    assert read == [RECORD]
    assert after == read_corpus(project.folder / "data")
    project.edit("data/topics/access-to-knowledge.yml", "id: access-to-knowledge", "id: knowledge")
    (project.folder / "data/topics/access-to-knowledge.yml").rename(project.folder / "data/topics/knowledge.yml")
    with pytest.raises(Refused) as refused:
        read_corpus(project.folder / "data", after)
    assert {problem.rule for problem in refused.value.problems} >= {"references-exist"}


def test_a_template_is_compiled_once_for_each_text_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    plain = Environment.compile

    def noted(environment: Environment, text: str, *rest: Any, **named: Any) -> Any:
        compiled.append(text)
        return plain(environment, text, *rest, **named)

    monkeypatch.setattr(Environment, "compile", noted)
    kept = Compiled()
    for text in ("one", "one", "two", "one"):
        (tmp_path / "x.html").write_text(text, encoding="utf-8")
        environment = Environment(loader=FileSystemLoader(tmp_path), bytecode_cache=kept)  # noqa: S701 - no HTML
        assert environment.get_template("x.html").render() == text
    assert compiled == ["one", "two", "one"]


def test_nothing_but_hidden_files_of_the_theme_is_left_out(built: Project) -> None:
    """All that MkDocs would put into a site it still does: it lists the same, and sorts out the same."""
    plain, lean = Theme(name="material"), Theme(name="material")
    leave_hidden(lean)
    hidden = re.compile(r"(^|/)\.")
    every = plain.get_env().list_templates()
    assert lean.get_env().list_templates() == [
        name for name in every if not hidden.search(f"/{name}".rpartition("/")[0])
    ]
    config = load_config(str(built.folder / "mkdocs.yml"))
    listed: list[list[str]] = []
    for theme in (plain, lean):
        files = Files([])
        config.theme = theme
        files.add_files_from_theme(theme.get_env(), config)
        listed.append([file.src_uri for file in files])
    assert listed[0] == listed[1]
