"""What tests share: an environment without the machine, the miniature corpus, the option to accept new golden files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.corpus.graph import Corpus, read_corpus
from tests.browsing import (  # noqa: F401 - fixtures
    browser,
    browser_with,
    hosted,
    on_disk,
    opened,
    playwright,
    project_with_host,
    under_a_path,
)
from tests.project import ROOT, Project, set_apart

GOOD = ROOT / "tests" / "corpora" / "good"

set_apart(os.environ)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --accept, which writes golden files anew instead of comparing them."""
    parser.addoption(
        "--accept", action="store_true", help="write golden files anew; read the difference before you commit"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write why tests were skipped, a line each, into the file that `dev.py test` names; it says so last of all."""
    if into := os.environ.get("SKIPPED_INTO"):
        reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ())]
        lines = [" ".join(reason.removeprefix("Skipped: ").split()) for reason in reasons]
        Path(into).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    """True when golden files are to be written."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def miniature() -> Corpus:
    """The miniature corpus: three recommendations with every kind of block and hostile characters."""
    return read_corpus(GOOD)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The real corpus."""
    return read_corpus(ROOT / "data")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, built once. Do not change it."""
    project = Project.copied_to(tmp_path_factory.mktemp("built") / "project")
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return project
