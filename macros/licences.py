"""The licences of what the site is made of, in one file that goes with every copy of it, also from disk."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from macros.book import faces

_THEIRS = (
    ("Style sheets: Material for MkDocs", "mkdocs-material", "{own}/licenses/LICENSE"),
    ("Icons: Material Design Icons", "mkdocs-material", "material/templates/.icons/material/LICENSE"),
)
"""What it is, the package that brings it, where its licence lies; `own` is the folder of the package's metadata."""


def licences(root: Path, publisher: str) -> str:
    """Return the text of the file. `root` is the root of the project, `publisher` whose the source texts are. Raises
    FileNotFoundError when a package has no licence where it should be: then there is a new one to be read."""
    return "\n\n".join(
        [
            f"LICENCES\n\nThe source texts are {publisher}'s, and this edition claims nothing over them. The rest is "
            "ours or others', as follows.",
            _part("Editorial data: titles, summaries, definitions, notes, links", root / "data" / "LICENSE.md"),
            _part("Code of this edition", root / "LICENSE"),
            *(_part(title, _licence_of(package, file)) for title, package, file in _THEIRS),
            *(_part(f"The book's face: {title}", faces.FOLDER / file) for title, file in faces.LICENCES),
            _part("Looking words up: MiniSearch", root / "docs" / "assets" / "javascripts" / "minisearch.LICENSE"),
        ]
    )


def _part(title: str, file: Path) -> str:
    return f"{title}\n{'=' * len(title)}\n\n{file.read_text(encoding='utf-8').strip()}\n"


def _licence_of(package: str, file: str) -> Path:
    """Return where the file lies. The list of a package's files is not read: the theme has 14,500."""
    distribution = metadata.distribution(package)
    own = f"{package.replace('-', '_')}-{distribution.version}.dist-info"
    path = Path(str(distribution.locate_file(file.format(own=own))))
    if not path.is_file():
        raise FileNotFoundError(f"{package} has no file {file}")
    return path
