"""A clone has the same bytes whatever git is set to: every file that a build reads, and all others."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project import PARTS, ROOT, contents

SETTINGS = [("true", "crlf"), ("true", "native"), ("input", "lf"), ("false", "crlf")]
"""Values of core.autocrlf and core.eol."""


def git(folder: Path, *arguments: str) -> None:
    """Run git without the settings of this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    told = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    who = ["-c", "user.name=A name", "-c", "user.email=name@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, env={**kept, **told}, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build reads as it is on disk, committed with the attributes of the project."""
    if not shutil.which("git"):
        if os.environ.get("CI"):
            pytest.fail("git is missing")
        pytest.skip("git is missing")
    folder = tmp_path_factory.mktemp("repository") / "project"
    folder.mkdir()
    for name in (*PARTS, ".gitattributes"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copyfile(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--force", ".")
    git(folder, "commit", "--quiet", "--message", "All of it")
    return folder


@pytest.mark.parametrize(("autocrlf", "eol"), SETTINGS)
def test_a_clone_has_the_same_bytes(repository: Path, tmp_path: Path, autocrlf: str, eol: str) -> None:
    settings = ["-c", f"core.autocrlf={autocrlf}", "-c", f"core.eol={eol}"]
    git(tmp_path, *settings, "clone", "--quiet", str(repository), "clone")
    ours, theirs = contents(repository), contents(tmp_path / "clone")
    ours, theirs = ({n: b for n, b in each.items() if not n.startswith(".git/")} for each in (ours, theirs))
    assert len(ours) > 300
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


@pytest.mark.parametrize(
    "name", ["LICENSE", "mkdocs.yml", "docs/new.css", "docs/new", "overrides/new.html", "data/a.txt"]
)
def test_every_text_that_a_build_reads_is_pinned(name: str) -> None:
    """Also one of a kind that is not there yet; the held texts are kept as they are."""
    done = subprocess.run(
        ["git", "check-attr", "text", "eol", "--", name, "data/sources/new.txt", "docs/new.png"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("this copy of the project is in no git repository")
    told = done.stdout.splitlines()
    assert told[:2] == [f"{name}: text: auto", f"{name}: eol: lf"]
    assert told[2] == "data/sources/new.txt: text: unset"
    assert told[4] == "docs/new.png: text: unset"
