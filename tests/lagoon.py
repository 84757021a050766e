"""An edition of another body, which does not exist: tests/corpora/lagoon/ has its records, its pages and its settings,
and not one line of code. Everything in it is made up."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tests.project import ROOT, Project

LAGOON: Final = ROOT / "tests" / "corpora" / "lagoon"


def lagoon(folder: Path) -> Project:
    """Return a copy of the project with this edition in place of the real one: its records, its pages, its settings.
    Of the pages of the project only scripts, styles and pictures stay."""
    project = Project.copied_to(folder)
    shutil.rmtree(project.folder / "data")
    shutil.copytree(LAGOON / "data", project.folder / "data")
    for path in (project.folder / "docs").iterdir():
        if path.name != "assets":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(LAGOON / "docs", project.folder / "docs", dirs_exist_ok=True)
    (project.folder / "mkdocs.yml").rename(project.folder / "project.yml")
    shutil.copyfile(LAGOON / "mkdocs.yml", project.folder / "mkdocs.yml")
    return project
