"""The faces of the book: the files that are shipped with it, whose they are, and the rules that let them be used.

They are copied unchanged from the npm packages `@fontsource/source-serif-4` and `@fontsource/source-sans-3`, which a
test compares, and are under the SIL Open Font License 1.1, whose text lies beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent / "fonts"


@dataclass(frozen=True, slots=True)
class Face:
    """A file with letters: the family it belongs to in style sheets, its weight and style. What a file of Latin letters
    lacks is in another, of the family with ` Ext` in its name, because not every program that sets type reads which
    letters a file is for (CSS Fonts, `unicode-range`)."""

    file: str
    family: str
    weight: int
    style: str

    @property
    def content(self) -> bytes:
        """The file."""
        return (FOLDER / self.file).read_bytes()

    @property
    def rule(self) -> str:
        """The rule of a style sheet that lies beside the folder `fonts`."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; font-style: {self.style}; '
            f'src: url("fonts/{self.file}") format("woff2") }}'
        )


def _face(name: str, family: str, weight: int, style: str, letters: str) -> Face:
    called = family if letters == "latin" else f"{family} Ext"
    return Face(f"{name}-{letters}-{weight}-{style}.woff2", called, weight, style)


FACES: Final = tuple(
    _face(name, family, weight, style, letters)
    for name, family, weight, style in (
        ("source-serif-4", "Source Serif 4", 400, "normal"),
        ("source-sans-3", "Source Sans 3", 400, "normal"),
        ("source-sans-3", "Source Sans 3", 400, "italic"),
        ("source-sans-3", "Source Sans 3", 600, "normal"),
    )
    for letters in ("latin", "latin-ext")
)
"""All of them. That with serifs has one form: it is kept for words of a source, which have no emphasis of ours."""

OURS: Final = "'Source Sans 3', 'Source Sans 3 Ext', sans-serif"
"""The faces of our own words, as the letters of the picture name them."""
LICENCES: Final = (
    ("Source Serif 4, © 2014-2021 Adobe, with Reserved Font Name 'Source'", "source-serif-4.LICENSE"),
    ("Source Sans 3, © 2023 Adobe, with Reserved Font Name 'Source'", "source-sans-3.LICENSE"),
)
"""Each face with the notice that its files bear, and the file with its licence."""


def lacking(words: str) -> str:
    """Return the letters of words, in the order of their codes, for which a form of a face has no glyph. Needs
    fontTools, which WeasyPrint brings."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - needed by the PDF alone

    letters: dict[tuple[str, int, str], set[int]] = {}
    for face in FACES:
        with TTFont(FOLDER / face.file, lazy=True) as font:
            form = face.family.removesuffix(" Ext"), face.weight, face.style
            letters.setdefault(form, set()).update(font.getBestCmap())
    everywhere = set.intersection(*letters.values())
    return "".join(sorted(letter for letter in {*words} if letter.isprintable() and ord(letter) not in everywhere))


def style() -> str:
    """Return the rules for all faces."""
    return "\n".join(face.rule for face in FACES) + "\n"
