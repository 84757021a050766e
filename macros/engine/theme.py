"""The files of the theme, without its 14,000 icons, which MkDocs would list for every build and then leave out."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

from macros.engine import version


def leave_hidden(theme: Theme) -> None:
    """Let MkDocs list only those files of the theme that do not lie in a hidden folder, as the icons do. It puts none
    of the others into a site (mkdocs/structure/files.py, 1.6, `add_files_from_theme`); templates find them as ever. Of
    another version it is not known; then nothing is done."""
    if not version.is_known():
        return
    plain = theme.get_env

    def get_env() -> Environment:
        environment = plain()
        environment.loader = _Visible(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign] # MkDocs has no other way to a loader of one's own


class _Visible(FileSystemLoader):
    def list_templates(self) -> list[str]:
        """Return the names of all files that lie in no hidden folder."""
        found: set[str] = set()
        for path in self.searchpath:
            for folder, folders, files in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update((Path(folder) / name).relative_to(path).as_posix() for name in files)
        return sorted(found)
