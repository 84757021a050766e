"""The licences of what the site is made of, in one file that goes with every copy of it, also from disk."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

ADDRESS = "licences.txt"
"""Where the file lies in the site."""

_THEIRS = (
    ("Style sheets: Material for MkDocs", "mkdocs-material", "dist-info/licenses/LICENSE"),
    ("Icons: Material Design Icons", "mkdocs-material", ".icons/material/LICENSE"),
)
"""What it is, the package that brings it, how the path of its licence ends."""


def licences(root: Path) -> str:
    """Return the text of the file. `root` is the root of the project. Raises FileNotFoundError when a package has no
    licence where it should be: then there is a new one to be read."""
    return "\n\n".join(
        [
            "LICENCES\n\nThe source texts are WIPO's, and this edition claims nothing over them. The rest is ours or "
            "others', as follows.",
            _part("Editorial data: titles, summaries, definitions, notes, links", root / "data" / "LICENSE.md"),
            _part("Code of this edition", root / "LICENSE"),
            *(_part(title, _licence_of(package, ending)) for title, package, ending in _THEIRS),
            _part("Looking words up: MiniSearch", root / "docs" / "assets" / "javascripts" / "minisearch.LICENSE"),
        ]
    )


def _part(title: str, file: Path) -> str:
    return f"{title}\n{'=' * len(title)}\n\n{file.read_text(encoding='utf-8').strip()}\n"


def _licence_of(package: str, ending: str) -> Path:
    for file in metadata.files(package) or ():
        if file.as_posix().endswith(ending):
            return Path(str(file.locate()))
    raise FileNotFoundError(f"{package} has no file that ends in {ending}")
