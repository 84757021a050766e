"""The project keeps its own promises: documented tasks and macros, pinned actions, no trace of a machine."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.corpus.graph import Corpus
from macros.pages.macros import Macros, WrongArgument
from tests.project import ROOT, set_apart

TASKS = (
    "setup",
    "serve",
    "build",
    "impact",
    "bundle",
    "book",
    "release",
    "verify",
    "check",
    "links",
    "new",
    "format",
    "fix",
    "test",
    "lint",
    "types",
    "lock",
    "schema",
    "accept",
)


def dev(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def test_help_explains_every_task() -> None:
    told = dev("--help").stdout
    for task in TASKS:
        assert re.search(rf"^\s+{task}\s+\w", told, re.MULTILINE), task


@pytest.mark.parametrize("task", TASKS)
def test_a_task_explains_itself_without_doing_anything(task: str) -> None:
    done = dev(task, "--help")
    assert done.returncode == 0
    assert len(done.stdout.split()) > 10


def test_nothing_of_the_machine_reaches_the_tests(tmp_path: Path) -> None:
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "CI": "true"}
    told = {"SITE_URL", "DRAFT_OF", "GITHUB_REF", "GIT_DIR", "GIT_INDEX_FILE", "https_proxy", "HTTP_PROXY"}
    (tmp_path / ".gitconfig").write_text("[core]\nautocrlf = true\n", encoding="utf-8")
    asked = ["git", "config", "core.autocrlf"]
    assert subprocess.run(asked, env=kept, cwd=tmp_path, check=True, capture_output=True).stdout == b"true\n"
    environment = kept | dict.fromkeys(told, "x")
    set_apart(environment)
    assert {name: value for name, value in environment.items() if "GIT_CONFIG" not in name} == kept
    assert subprocess.run(asked, env=environment, cwd=tmp_path, check=False, capture_output=True).stdout == b""
    assert not told & os.environ.keys()


def test_dev_needs_only_the_standard_library() -> None:
    read, imported = {"dev"}, set[str]()
    for name in (waiting := ["dev"]):
        source = (ROOT / "scripts" / f"{name}.py").read_text(encoding="utf-8")
        imported |= set(re.findall(r"(?m)^ *(?:import|from) (\w+)", source))
        ours = set(re.findall(r"(?m)^ *from scripts\.(\w+) import", source))
        for names in re.findall(r"(?m)^ *from scripts import ([\w, ]+)", source):
            ours |= {each for each in names.replace(" ", "").split(",") if (ROOT / "scripts" / f"{each}.py").exists()}
        waiting += sorted(ours - read)
        read |= ours
    assert {"dev", "environment", "terminal"} <= read
    assert imported - {"scripts"} <= sys.stdlib_module_names


def test_an_older_python_is_told_so_before_anything_else_is_read() -> None:
    """As Python 3.6 would read it: nothing in `dev.py` is newer, and what comes after the version does not matter."""
    source = (ROOT / "scripts" / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    before = source[: source.index("from scripts import children")]
    assert "sys.version_info < OLDEST" in before
    old = f"import sys; sys.version_info = (3, 10, 4); __file__ = {str(ROOT / 'scripts' / 'dev.py')!r}\n"
    done = subprocess.run([sys.executable, "-c", old + before], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "needs Python 3.11 or newer; this is Python 3.10." in done.stderr


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"scripts/dev\.py (\w+)", readme))
    assert {"serve", "test"} <= commands <= set(TASKS)
    for link in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (ROOT / link).exists(), link


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "python3 scripts/dev.py test\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "./.ci/run" in (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_workflows_have_least_permissions_and_pinned_actions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for action in re.findall(r"uses: (\S+)", text):
        assert action.startswith("./") or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action), action
    read = yaml.safe_load(text)
    assert read["permissions"] == {"contents": "read"}
    assert "continue-on-error" not in text
    for name, job in read["jobs"].items():
        writes = {what for what, how in job.get("permissions", {}).items() if how == "write"}
        assert writes == MAY_WRITE.get(f"{path.stem}/{name}", set()), name
        for step in job.get("steps", []):
            if "actions/checkout@" in step.get("uses", ""):
                assert not writes, f"{name} may write and must not run what the repository holds"
                assert step["with"]["persist-credentials"] is False


MAY_WRITE = {"publish/deploy": {"pages", "id-token"}, "release/release": {"contents"}}
"""The jobs that may write, and what."""


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_workflows_keep_secrets_and_the_words_of_others_out_of_the_shell(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    on = read[True]  # YAML 1.1 takes the key `on` for a truth value
    assert "pull_request_target" not in on
    assert "workflow_run" not in on
    assert "secrets" not in text
    steps = [step for job in read["jobs"].values() for step in job.get("steps", [])]
    assert not [step["run"] for step in steps if "${{" in step.get("run", "")]
    tokens = [step for step in steps if "github.token" in str(step)]
    assert len(tokens) == (1 if path.stem == "release" else 0)
    assert not re.search(r"github\.(event\.|head_ref)", text.replace("github.event_name", ""))


def test_only_a_release_checks_the_tag_and_only_a_pull_request_has_a_preview() -> None:
    def jobs(name: str) -> dict[str, Any]:
        read = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8"))
        assert isinstance(read["jobs"], dict)
        return read["jobs"]

    def commands(job: dict[str, Any]) -> str:
        return "\n".join(step.get("run", "") for step in job["steps"])

    release = jobs("release")
    assert release["release"]["needs"] == "bundle"
    assert release["bundle"]["needs"] == "check"
    assert release["check"]["uses"] == "./.github/workflows/check.yml"
    assert 'dev.py release --tag "$GITHUB_REF_NAME"' in commands(release["bundle"])
    assert '"$GITHUB_REF_NAME" dist/* ' in commands(release["release"])
    preview = jobs("check")["preview"]
    assert preview["if"] == "github.event_name == 'pull_request'"
    assert "dev.py bundle" in commands(preview)
    assert "permissions" not in preview
    for name in ("publish", "release"):
        assert "draft" not in (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8").lower()


def test_every_macro_is_documented_with_an_example(corpus: Corpus) -> None:
    guide = (ROOT / "docs" / "contributing" / "macros.md").read_text(encoding="utf-8")
    for name, macro in Macros(corpus, lambda: "index.html").macros().items():
        assert macro.__doc__, name
        assert re.search(rf"raw %}}{{{{ {name}\(", guide), name


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda macros: macros["recommendation"](46), 'macro "recommendation", argument "number": there is no "46"'),
        (lambda macros: macros["cluster"]("A", show="map"), 'macro "cluster", argument "show": there is no "map"'),
        (lambda macros: macros["edition"]("size"), 'macro "edition", argument "what": there is no "size"'),
    ],
)
def test_a_wrong_argument_is_named(corpus: Corpus, call: Callable[[dict[str, Any]], str], words: str) -> None:
    with pytest.raises(WrongArgument, match=re.escape(words)):
        call(Macros(corpus, lambda: "index.html").macros())


def test_inline_macros_make_relative_links(corpus: Corpus) -> None:
    macros = Macros(corpus, lambda: "contributing/macros.html").macros()
    assert macros["recommendation"](22, part="a") == '<a href="../recommendations/22.html#a">Recommendation 22 (a)</a>'
    assert (
        macros["document"]("wo ga 34 7", at="p5-ii")
        == '<a href="../documents/wo-ga-34-7.html#p5-ii">WO/GA/34/7, paragraph 5 (ii)</a>'
    )
    assert macros["term"]("ldc", label="<b>") == '<a href="../terms/ldc.html">&lt;b&gt;</a>'


def tracked() -> list[str]:
    """Return the files git tracks; in a copy without git there are none."""
    if not (ROOT / ".git").exists():
        return []
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def test_no_trace_of_a_machine_or_an_index_is_committed() -> None:
    pattern = re.compile(r"/(?:work|farm|root|home)/\w|--(?:extra-)?index-url|--find-links|file:///")
    for name in tracked():
        path = ROOT / name
        if (
            path.suffix in (".png", ".woff2", ".ico")
            or name.startswith("tests/corpora/bad/")
            or name == "tests/test_project.py"
        ):
            continue
        assert not pattern.search(path.read_text(encoding="utf-8")), name


def test_no_generated_site_is_committed() -> None:
    assert [name for name in tracked() if name.startswith(("site/", ".venv/", "dist/"))] == []


def test_locked_requirements_carry_hashes() -> None:
    for name, least in {
        "requirements.txt": 20,
        "requirements-dev.txt": 20,
        "requirements-bench.txt": 1,
        "requirements-book.txt": 5,
    }.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==\S+", text, re.MULTILINE)
        assert len(pinned) >= least
        assert text.count("--hash=sha256:") >= len(pinned)


def test_one_module_says_what_is_html_and_needs_no_escaping() -> None:
    """So that a word which is not escaped can only have come in by `macros/markup/element.py`, or by a call of it."""
    calls = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "macros").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Markup", "markupsafe.Markup")
    ]
    assert set(calls) == {"macros/markup/element.py"}
    templates = [*(ROOT / "macros" / "templates").iterdir(), *(ROOT / "overrides").rglob("*.html")]
    loose = re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b")
    assert [path.name for path in templates if loose.search(path.read_text(encoding="utf-8"))] == []
