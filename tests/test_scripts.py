"""The scripts of the site: their types are checked, they are small, and what checks them is locked.

Needs node and the tools that `dev.py types` installs; left out where they are missing, which CI does not allow.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.engine.styles import without_lines_of_comment
from tests.project import ROOT

JAVASCRIPT = ROOT / "scripts" / "javascript"
SCRIPTS = ROOT / "docs" / "assets" / "javascripts"

BUDGETS = {
    # script of ours: bytes, minified and not compressed
    "citing.js": 1_900,
    "contents.js": 1_500,
    "correcting.js": 2_000,
    "edition.js": 6_500,
    "finder.js": 6_600,  # 6 000 before it folded its facets on a phone, kept words as typed and sorted lists within lists
    "moved.js": 500,
    "older.js": 500,
    "reading.js": 2_500,
    "search.js": 10_160,  # 9 225 before it knew that two letters begin a word only while they are typed, the words that tell nothing, years beside words, and what pages of prose are called; the index lost 4.6 kB
    "taking.js": 2_000,
}

BY_OTHERS = {"minisearch.js"}
"""Kept as their authors publish them, so neither checked nor measured."""


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of the installed tools."""
    folder = JAVASCRIPT / "node_modules"
    if not shutil.which("node") or not folder.is_dir():
        told = "the tools for scripts are missing; install nodejs and npm, then: python3 scripts/dev.py types"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return folder


def run(tools: Path, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    node = shutil.which("node")
    assert node
    command = [node, str(tools / program), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def ours() -> list[Path]:
    return [path for path in sorted(SCRIPTS.glob("*.js")) if path.name not in BY_OTHERS]


@pytest.mark.parametrize("script", ours(), ids=lambda path: path.name)
def test_a_script_stays_within_its_budget(tools: Path, script: Path) -> None:
    assert script.name in BUDGETS, f"give {script.name} a budget in tests/test_scripts.py"
    minified = run(tools, "esbuild/bin/esbuild", "--minify", "--charset=utf8", script)
    assert minified.returncode == 0, minified.stderr
    assert 0 < len(minified.stdout.encode()) <= BUDGETS[script.name]


@pytest.mark.parametrize("script", ours(), ids=lambda path: path.name)
def test_a_script_does_the_same_without_its_lines_of_comment(tools: Path, script: Path, tmp_path: Path) -> None:
    sent = tmp_path / script.name
    sent.write_text(without_lines_of_comment(script.read_text(encoding="utf-8")), encoding="utf-8")
    one, other = (
        run(tools, "esbuild/bin/esbuild", "--minify", "--charset=utf8", path).stdout for path in (script, sent)
    )
    assert one == other != ""


def check_types(tools: Path, project: Path) -> str:
    """Check the types of a project and return what is wrong with them."""
    done = run(tools, "typescript/bin/tsc", "--project", project)
    assert bool(done.returncode) == bool(done.stdout), done.stderr
    return done.stdout


def test_the_types_of_all_scripts_agree(tools: Path) -> None:
    assert check_types(tools, JAVASCRIPT) == ""


@pytest.mark.parametrize(
    ("planted", "words"),
    [
        ("/** @param {number} size */\nfunction grow(size) { return size * 2; }\ngrow('wide');\n", "'string' is not assignable"),
        ("document.querySelector('main').hidden = true;\n", "possibly 'null'"),
        ("function shown(term) { return term; }\nshown(1);\n", "implicitly has an 'any' type"),
        ("document.body.hiden = true;\n", "'hiden' does not exist"),
    ],
    ids=["wrong argument", "may be missing", "untyped", "no such property"],
)  # fmt: skip
def test_a_wrong_type_is_found(tools: Path, tmp_path: Path, planted: str, words: str) -> None:
    (tmp_path / "planted.js").write_text(planted, encoding="utf-8")
    settings = {"extends": str(JAVASCRIPT / "tsconfig.json"), "include": ["planted.js"], "exclude": []}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    told = check_types(tools, tmp_path)
    assert "planted.js" in told
    assert words in told


def test_every_script_of_ours_is_checked(tools: Path) -> None:
    listed = run(tools, "typescript/bin/tsc", "--project", JAVASCRIPT, "--listFilesOnly").stdout
    checked = {Path(line).name for line in listed.splitlines() if "node_modules" not in line}
    assert checked == {path.name for path in ours()}
    for path in ours():
        assert not re.search(r"@ts-(nocheck|ignore)", path.read_text(encoding="utf-8")), path.name


def test_the_library_is_the_one_its_author_published(tools: Path) -> None:
    published = tools / "minisearch"
    assert (SCRIPTS / "minisearch.js").read_bytes() == (published / "dist" / "umd" / "index.js").read_bytes()
    assert (SCRIPTS / "minisearch.LICENSE").read_bytes() == (published / "LICENSE.txt").read_bytes()


def test_the_tools_are_locked_and_no_registry_is_named() -> None:
    wanted = json.loads((JAVASCRIPT / "package.json").read_text(encoding="utf-8"))
    assert set(wanted) & {"dependencies", "scripts"} == set()
    lock = json.loads((JAVASCRIPT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert lock[""]["devDependencies"] == wanted["devDependencies"]
    for name, version in wanted["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock[f"node_modules/{name}"]["version"] == version
    for name, package in lock.items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name
    for path in JAVASCRIPT.iterdir():
        if path.is_file():
            assert "://" not in path.read_text(encoding="utf-8"), path.name


def test_without_npm_it_says_loudly_what_is_left_out_and_ci_stops(tmp_path: Path) -> None:
    def npm_found(**told: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "CI"}
        program = (
            "from pathlib import Path; from scripts import tools; "
            "lacking = [each for each in tools.missing(Path()) if each == tools.NPM]; tools.tell(lacking); print(not lacking)"
        )
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**environment, "PATH": str(tmp_path), **told},
            capture_output=True,
            text=True,
            check=False,
        )

    done = npm_found()
    assert done.returncode == 0
    assert "No npm was found: THE TYPES AND SIZES OF THE SITE'S SCRIPTS ARE LEFT OUT." in done.stdout
    assert done.stdout.endswith("False\n")
    done = npm_found(CI="true")
    assert done.returncode == 1
    assert "must not be left out" in done.stderr
