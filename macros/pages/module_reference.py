"""The modules of the project with the one reason that each exists for, as the contributing guide lists them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Final

from macros.pages.view import View

ROOT: Final = Path(__file__).resolve().parents[2]

SCRIPTS: Final = "docs/assets/javascripts"
FOLDERS: Final = (
    "macros/corpus",
    "macros/pages",
    "macros/exports",
    "macros/engine",
    "macros/proof",
    "macros/impact",
    "macros/markup",
    "macros",
    "scripts",
    SCRIPTS,
)
"""The folders in the order in which the guide lists them. One that is not named comes after the one that it lies in."""

LONGEST: Final = 4000
"""Characters of a file among which what it says of itself ends."""
_LEADS: Final = {SCRIPTS: "What runs in a reader's browser."}
"""What folders that are no packages hold; the others say it in their `__init__.py`."""
_OPENINGS: Final = {".py": ('"""', '"""'), ".js": ("/**", "*/")}
"""Between what the words stand that a file of this kind begins with. Scripts of others begin with something else."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module: the name of its file, and the first sentence of what it says of itself."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with its modules in the order of their names, and what all of them are for."""

    name: str
    lead: str
    modules: tuple[Module, ...]


@dataclass(frozen=True, slots=True)
class ModulesView(View):
    """The folders that hold modules of ours."""

    template: ClassVar[str] = "modules.html.jinja"

    folders: tuple[Folder, ...]


def view(root: Path = ROOT) -> ModulesView:
    """Return the folders under `root` that hold modules of ours. Nothing is imported, and of a file only its first
    words are parsed."""
    return ModulesView(tuple(_folder(root, name) for name in folders(root)))


def folders(root: Path) -> list[str]:
    """Return the folders under `root` that hold modules, in the order of the guide."""
    found = [*_packages(root / "macros"), *_packages(root / "scripts"), root / SCRIPTS]
    names = [path.relative_to(root).as_posix() for path in found if path.is_dir()]
    return sorted(names, key=lambda name: (_position(name), name))


def first_words(path: Path) -> str:
    """Return what a file says of itself, its docstring or its first comment; "" when it begins with anything else."""
    opening, closing = _OPENINGS[path.suffix]
    with path.open(encoding="utf-8") as file:
        text = file.read(LONGEST)
    words, closed, _ = text.removeprefix(opening).partition(closing)
    if not text.startswith(opening) or not closed:
        return ""
    if path.suffix == ".py":
        return _docstring(opening + words + closing)
    return "\n".join(line.strip().removeprefix("*").strip() for line in words.splitlines()).strip()


@cache
def _docstring(begins: str) -> str:
    return ast.get_docstring(ast.parse(begins)) or ""


def first_sentence(words: str) -> str:
    """Return the first sentence of the first paragraph, on one line: up to a full stop that ends a word."""
    paragraph = " ".join(words.partition("\n\n")[0].split())
    return re.split(r"(?<=\.) ", paragraph, maxsplit=1)[0]


def _folder(root: Path, name: str) -> Folder:
    paths = [path for path in sorted((root / name).iterdir()) if path.suffix in _OPENINGS]
    found = {path.name: first_sentence(first_words(path)) for path in paths}
    lead = found.pop("__init__.py", _LEADS.get(name, ""))
    ours = [Module(*each) for each in found.items() if each[1] or each[0].endswith(".py")]
    return Folder(name, lead, tuple(ours))


def _packages(folder: Path) -> Iterator[Path]:
    if (folder / "__init__.py").is_file():
        yield folder
        for path in folder.iterdir():
            yield from _packages(path)


def _position(name: str) -> int:
    within = [folder for folder in FOLDERS if f"{name}/".startswith(f"{folder}/")]
    return FOLDERS.index(max(within, key=len))
