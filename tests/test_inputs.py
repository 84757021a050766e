"""Nothing but ordinary files is read: no link is followed, no pipe is waited for, nothing huge is read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import inputs
from macros.corpus.load import load
from macros.corpus.rules import check
from macros.problems import Refused
from scripts import bundle
from scripts.impact import now
from tests.project import ROOT, Project, contents

HIDDEN = "what nobody may publish"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy to break, with a file outside of it that no page may show."""
    (tmp_path / "secret.txt").write_text(HIDDEN, encoding="utf-8")
    return Project.copied_to(tmp_path / "project")


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def listening(path: Path) -> None:
    path.unlink(missing_ok=True)
    here = os.getcwd()
    os.chdir(path.parent)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(path.name)
    finally:
        os.chdir(here)


def to(target: str | Path) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return make


def large(path: Path) -> None:
    with path.open("a", encoding="utf-8"):
        os.truncate(path, 3 * 1024**3)  # holds no blocks on the disk


CASES: list[tuple[str, Callable[[Path], None], str]] = [
    ("LICENSE", to("../secret.txt"), 'a link to "../secret.txt"'),
    ("mkdocs.yml", to("mkdocs-2.yml"), 'a link to "mkdocs-2.yml"'),
    ("data/LICENSE.md", to("../../secret.txt"), 'a link to "../../secret.txt"'),
    ("data/addresses.txt", pipe, "a pipe"),
    ("data/redirects.yml", to("nowhere"), 'a link to "nowhere"'),
    ("data/schema/new.json", to("terms.json"), 'a link to "terms.json"'),
    ("data/sources/wo-ga-34-7.txt", to("../LICENSE.md"), 'a link to "../LICENSE.md"'),
    ("data/sources/new.txt", pipe, "a pipe"),
    ("data/topics/ict.yml", pipe, "a pipe"),
    ("data/topics/funding.yml", to("../../secret.txt"), 'a link to "../../secret.txt"'),
    ("data/.hidden", to("../../secret.txt"), 'a link to "../../secret.txt"'),
    ("docs/secret.txt", to("../../secret.txt"), 'a link to "../../secret.txt"'),
    ("docs/more", to("../.."), 'a link to "../.."'),
    ("docs/contributing/twice.md", to("index.md"), 'a link to "index.md"'),
    ("docs/contributing/loop", to("."), 'a link to "."'),
    ("docs/nothing.md", to("not there"), 'a link to "not there"'),
    ("docs/pipe.md", pipe, "a pipe"),
    ("docs/assets/socket", listening, "a socket"),
    ("macros/templates/term.html.jinja", to("topic.html.jinja"), 'a link to "topic.html.jinja"'),
    ("macros/templates/pipe", pipe, "a pipe"),
    ("overrides/partials/toc.html", to("nav.html"), 'a link to "nav.html"'),
    ("docs/assets/film.bin", large, "3,221,225,472 bytes"),
    ("data/sources/large.txt", large, "3,221,225,472 bytes"),
    ("data/sources/wo-ga-31-4.txt", large, "3,221,225,472 bytes"),
    ("data/LICENSE.md", large, "3,221,225,472 bytes"),
    ("data/terms/ldc.yml", large, "3,221,225,472 bytes"),
]


def checked(project: Project) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts.check", "--format", "text", "--data", str(project.folder / "data")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def problems(project: Project) -> Refused:
    return Refused([*check(load(project.folder / "data")), *inputs.unusual_parts(project.folder)])


@pytest.mark.parametrize(("name", "make", "found"), CASES, ids=[f"{name} {n}" for n, (name, _, _) in enumerate(CASES)])
def test_each_is_told_once_and_nothing_of_it_is_read(
    project: Project, name: str, make: Callable[[Path], None], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.folder / name
    make(path)
    opened: list[str] = []

    def watched(read: Callable[..., object]) -> Callable[..., object]:
        def reading(file: object, *rest: object, **named: object) -> object:
            opened.append(str(file))
            return read(file, *rest, **named)

        return reading

    for way in ("read_bytes", "read_text", "open"):
        monkeypatch.setattr(Path, way, watched(getattr(Path, way)))
    monkeypatch.setattr("builtins.open", watched(open))
    refused = problems(project)
    (problem,) = refused.problems
    assert problem.place.file == name
    assert found in problem.found
    assert problem.repair
    assert HIDDEN not in str(refused)
    assert len(opened) > 200, "the reading of others is seen"
    assert str(path) not in opened


def test_all_are_told_at_once_by_the_check(project: Project) -> None:
    chosen = {name: make for name, make, _ in CASES}
    del chosen["mkdocs.yml"]
    for name, make in chosen.items():
        make(project.folder / name)
    done = checked(project)
    assert done.returncode == 1
    for name in chosen:
        assert f"{name}:1:1: " in done.stdout, name
    assert done.stdout.endswith(f"\n{len(chosen)} problems found.\n")
    assert HIDDEN not in done.stdout + done.stderr
    assert done.stderr == ""


def test_all_are_told_at_once_by_the_build_and_nothing_is_built(project: Project) -> None:
    for name, make, _ in CASES:
        if name != "mkdocs.yml":
            make(project.folder / name)
    done = project.build()
    said = done.stdout + done.stderr
    assert done.returncode != 0
    for name in {name for name, _, _ in CASES} - {"mkdocs.yml"}:
        assert f"{name}:1:1: " in said, name
    assert "Traceback" not in said
    assert not project.site.exists()


def test_what_a_change_does_is_not_found_out_by_following_links(project: Project, tmp_path: Path) -> None:
    to("../secret.txt")(project.folder / "LICENSE")
    to("../../secret.txt")(project.folder / "data" / "note")
    with pytest.raises(Refused) as refused:
        now(project.folder, tmp_path / "after")
    assert [problem.place.file for problem in refused.value.problems] == ["LICENSE", "data/note"]
    assert not (tmp_path / "after").exists()


def test_the_project_may_be_reached_through_a_link(project: Project, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(project.folder, target_is_directory=True)
    (project.folder / ".venv").symlink_to(tmp_path)
    (project.folder / "tests").symlink_to(tmp_path)
    assert not problems(Project(tmp_path / "way")).problems


def test_the_mark_of_an_editor_is_no_link_to_a_file(project: Project) -> None:
    (project.folder / "data" / "terms" / ".#ldc.yml").symlink_to("someone@a-machine.4711")
    assert not problems(project).problems
    (project.folder / "data" / "terms" / ".#wipo.yml").symlink_to(project.folder.parent / "secret.txt")
    (problem,) = problems(project).problems
    assert problem.place.file == "data/terms/.#wipo.yml"


def test_a_name_that_cannot_be_shown_does_not_spoil_the_message(project: Project) -> None:
    os.symlink(b"\xff\x1b[31m", os.fsencode(project.folder / "docs") + b"/\xfe\n.md")
    (problem,) = problems(project).problems
    assert (problem.place.file, problem.found) == ("docs/??.md", 'a link to "??[31m"')


def site(folder: Path) -> Path:
    (folder / "site" / "assets").mkdir(parents=True)
    (folder / "site" / "index.html").write_text("<p>A page</p>", encoding="utf-8")
    (folder / "secret.txt").write_text(HIDDEN, encoding="utf-8")
    return folder / "site"


@pytest.mark.parametrize("name", ["docs", "data", "data/sources", "data/terms", "macros", "overrides", "docs/assets"])
def test_a_link_in_place_of_a_folder_is_told_and_not_followed(project: Project, tmp_path: Path, name: str) -> None:
    (project.folder / name).rename(tmp_path / "elsewhere")
    (project.folder / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    found = [problem for problem in problems(project).problems if problem.place.file == name]
    assert [problem.found for problem in found] == [f'a link to "{tmp_path / "elsewhere"}"']
    if name != "data/terms":  # what names a term is told besides, see the gallery
        assert len(problems(project).problems) == 1


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("index.html", to("../secret.txt")),
        ("assets/film", to("../../secret.txt")),
        ("more", to("..")),
        ("assets/pipe", pipe),
        ("assets/socket", listening),
    ],
)
def test_the_bundle_follows_no_link_in_the_site(tmp_path: Path, name: str, make: Callable[[Path], None]) -> None:
    built = site(tmp_path)
    make(built / name)
    before = contents(tmp_path)
    command = [sys.executable, "-m", "scripts.bundle", str(built), "--into", str(tmp_path / "dist")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert f"site/{name}:1:1: inputs-are-ordinary-files\n" in done.stderr
    assert done.stderr.endswith("1 problem found.\n")
    assert contents(tmp_path) == before


def test_the_bundle_overwrites_no_file_of_the_site(tmp_path: Path) -> None:
    built = site(tmp_path)
    (built / "sha256sums").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="site/sha256sums"):
        bundle.contents(built, load(ROOT / "data").edition.record)  # type: ignore[union-attr]
