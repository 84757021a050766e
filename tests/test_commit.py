"""Every page names the commit that it is made from, where one is known, and none where it is not."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from macros.commit import EXPORTED, VARIABLE, Commit, commit_of
from macros.problems import Refused
from tests.lagoon import lagoon
from tests.project import ROOT, Project

NAME = "0123456789abcdef0123456789abcdef01234567"


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A name", "-c", "user.email=name@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """What a build reads of a project, in a repository; returns its root."""
    root = tmp_path / "project"
    for name in ("data/edition.yml", "docs/index.md", "notes.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{name}\n", encoding="utf-8")
    for name in (EXPORTED, ".gitattributes"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((ROOT / name).read_bytes())
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "All of it")
    return root


def test_git_knows_the_commit(repository: Path) -> None:
    name = git(repository, "rev-parse", "HEAD")
    assert commit_of(repository, {}) == Commit(name)
    assert Commit(name).short == name[:12]


@pytest.mark.parametrize(("file", "changed"), [("data/edition.yml", True), ("docs/new.md", True), ("notes.txt", False)])
def test_what_is_in_no_commit_is_told_of_what_a_build_reads(repository: Path, file: str, changed: bool) -> None:
    (repository / file).write_text("something else\n", encoding="utf-8")
    assert commit_of(repository, {}) == Commit(git(repository, "rev-parse", "HEAD"), changed)


def test_a_shallow_clone_knows_it(repository: Path, tmp_path: Path) -> None:
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Another")
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")
    assert git(tmp_path / "shallow", "rev-list", "--count", "HEAD") == "1"
    assert commit_of(tmp_path / "shallow", {}) == Commit(git(repository, "rev-parse", "HEAD"))


def test_a_zip_of_the_project_knows_it_without_git(repository: Path, tmp_path: Path) -> None:
    git(repository, "archive", "--format=zip", "--output", str(tmp_path / "a.zip"), "HEAD")
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    assert commit_of(tmp_path / "unpacked", {}) == Commit(git(repository, "rev-parse", "HEAD"))


def test_a_repository_around_the_project_is_not_its_own(repository: Path) -> None:
    inner = repository / "copies" / "one"
    (inner / "macros").mkdir(parents=True)
    assert commit_of(inner, {}) is None


def test_what_git_tells_its_hooks_is_not_taken(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    git(tmp_path / "other", "init", "--quiet")
    name = git(repository, "rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert commit_of(repository, {}) == Commit(name)


def test_without_git_and_without_a_word_none_is_named(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(repository, {}) is None
    monkeypatch.undo()
    assert commit_of(tmp_path, {}) is None


def test_it_can_be_told_and_left_out(repository: Path) -> None:
    assert commit_of(repository, {VARIABLE: NAME}) == Commit(NAME)
    assert commit_of(repository, {VARIABLE: ""}) is None


@pytest.mark.parametrize("told", ["abc", "HEAD", NAME.upper(), f"{NAME}\n", f"{NAME}0", "<b>"])
def test_what_is_no_full_name_is_refused(tmp_path: Path, told: str) -> None:
    with pytest.raises(Refused, match="commit-is-named-in-full"):
        commit_of(tmp_path, {VARIABLE: told})


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The test edition, not built yet."""
    return lagoon(tmp_path_factory.mktemp("named") / "project")


def test_the_foot_of_every_page_names_edition_and_commit(project: Project) -> None:
    done = project.build(SOURCE_COMMIT=NAME)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = [path for path in project.site.rglob("*.html") if 'class="page-foot"' not in path.read_text("utf-8")]
    assert pages == []
    for path in project.site.rglob("*.html"):
        foot = path.read_text(encoding="utf-8").partition('class="page-foot"')[2]
        assert 'data-version="2011.1 of 31 December 2011">The Quay Charter' in foot, path
        assert "version 2011.1 of 31 December 2011, made from commit 0123456789ab. An" in foot, path
    done = project.build(SOURCE_COMMIT=NAME, REPOSITORY_URL="https://forge.example/a/b")
    assert done.returncode == 0, done.stdout + done.stderr
    home = (project.site / "index.html").read_text(encoding="utf-8")
    assert f'<a href="https://forge.example/a/b/commit/{NAME}">0123456789ab</a>' in home


def test_a_draft_names_itself_instead(project: Project) -> None:
    done = project.build(SOURCE_COMMIT=NAME, DRAFT_OF="a trial")
    assert done.returncode == 0, done.stdout + done.stderr
    home = (project.site / "index.html").read_text(encoding="utf-8")
    assert NAME[:12] not in home
    assert "data-version" not in home


def test_a_wrong_word_ends_the_build_with_one_message(project: Project) -> None:
    done = project.build(SOURCE_COMMIT="main")
    assert done.returncode != 0
    assert "commit-is-named-in-full" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_the_project_itself_is_exported_with_its_commit() -> None:
    if not (ROOT / ".git").exists() or os.environ.get("SOURCE_COMMIT"):
        pytest.skip("this copy of the project is in no git repository")
    assert git(ROOT, "check-attr", "export-subst", "--", EXPORTED).endswith(": set")
    assert (ROOT / EXPORTED).read_text(encoding="utf-8") == "$Format:%H$\n"
