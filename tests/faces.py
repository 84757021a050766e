"""Sets of faces as readers' systems have them, each given to a browser that then knows no other.

A page is laid out by the widths of letters, and no reader has the letters of the machine that runs the tests. Tests that
look at where things stand are marked `in_all_faces`. The files come from packages; where a package is missing its tests
are left out and say so, in CI they fail. Fontconfig's own file says which faces there are: fonts-conf(5).
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
"""Where systems and people keep the files of faces."""

_CORE = ("Sans", "Sans-Bold", "SansMono", "SansMono-Bold", "Serif", "Serif-Bold")
_EXTRA = (
    *("Sans-ExtraLight", "Sans-Oblique", "Sans-BoldOblique", "SansMono-Oblique", "SansMono-BoldOblique"),
    *("SansCondensed", "SansCondensed-Bold", "SansCondensed-Oblique", "SansCondensed-BoldOblique"),
    *("SerifCondensed", "SerifCondensed-Bold", "SerifCondensed-Italic", "SerifCondensed-BoldItalic"),
    *("Serif-Italic", "Serif-BoldItalic"),
)
_STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


@dataclass(frozen=True)
class Faces:
    """A set of faces: the names of its files, the packages of Debian and Ubuntu that bring them, and the faces that
    stand for the general names."""

    files: tuple[str, ...]
    packages: tuple[str, ...]
    serif: str
    sans: str
    mono: str

    def missing(self) -> str:
        """Say what the machine lacks to test in these faces, nothing when it has all."""
        if not sys.platform.startswith("linux"):
            return "only on Linux can a browser be given a set of faces"
        lacking = sorted(set(self.files) - set(_found()))
        told = f"no {', '.join(lacking[:3])}; install the faces (Debian and Ubuntu: sudo apt install {' '.join(self.packages)})"
        return told if lacking else ""

    def given(self, folder: Path) -> dict[str, str]:
        """Put the files into a new folder and return the environment in which a program knows these faces only."""
        shown = folder / "faces"
        shown.mkdir(parents=True)
        found = _found()
        for name in self.files:
            shutil.copyfile(found[name], shown / name)
        general = {"serif": self.serif, "sans-serif": self.sans, "system-ui": self.sans, "monospace": self.mono}
        aliases = "".join(
            f"<alias binding='same'><family>{name}</family><prefer><family>{face}</family></prefer></alias>"
            for name, face in general.items()
        )
        settings = folder / "fonts.conf"
        settings.write_text(
            f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>{escape(str(shown))}</dir>"
            f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>{aliases}"
            "<match><edit name='family' mode='append_last'>"  # what Chromium takes for system-ui: the face for no name
            f"<string>{self.sans}</string></edit></match></fontconfig>",
            encoding="utf-8",
        )
        return {**os.environ, "FONTCONFIG_FILE": str(settings)}


def _found() -> dict[str, Path]:
    """Return all files of faces on this machine by their names."""
    folders = (Path(folder).expanduser() for folder in FOLDERS)
    return {path.name: path for folder in folders for path in sorted(folder.rglob("*.ttf"))}


_DEJAVU = ("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono")
_DEJAVU_CORE = tuple(f"DejaVu{name}.ttf" for name in _CORE)

SETS = {
    "dejavu": Faces(_DEJAVU_CORE, ("fonts-dejavu-core",), *_DEJAVU),
    "dejavu-extra": Faces(
        (*_DEJAVU_CORE, *(f"DejaVu{name}.ttf" for name in _EXTRA)),
        ("fonts-dejavu-core", "fonts-dejavu-extra"),
        *("DejaVu Serif Condensed", "DejaVu Sans Condensed", "DejaVu Sans Mono"),
    ),
    "liberation": Faces(
        tuple(f"Liberation{kind}-{style}.ttf" for kind in ("Serif", "Sans", "Mono") for style in _STYLES),
        ("fonts-liberation",),
        *("Liberation Serif", "Liberation Sans", "Liberation Mono"),
    ),
}
"""The sets, from wide letters to narrow ones. With the extra files of DejaVu, the condensed faces come first."""

in_all_faces = pytest.mark.parametrize("browser", SETS, indirect=True)
"""Marks a test that looks at where things stand: it runs in the faces of each set."""
