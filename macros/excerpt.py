"""A line of a file as a terminal shows it, with a caret under the place in question: no wider than a terminal is, and
with nothing in it that cannot be seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

_WIDEST: Final = 96
"""How many columns of a terminal the line in a message takes at most."""

_CUT: Final = "..."


def excerpt(number: int, column: int, lines: Sequence[str]) -> list[str]:
    """Return the line of this number and a caret under its column, both counted from 1, cut to what fits; nothing where
    there is no such line or only blanks in it."""
    if not 1 <= number <= len(lines) or not lines[number - 1].strip():
        return []
    line = lines[number - 1]
    at = min(column - 1, len(line))
    first, last = max(at - _WIDEST, 0), at + _WIDEST
    before, after = [[visible(each) for each in part] for part in (line[first:at], line[at:last])]
    cut_before, cut_after = first > 0, last < len(line)
    room = _WIDEST - 2 * len(_CUT)
    here, there = _columns(before), _columns(after)
    while here + there > room:  # what is longer gives way, so that the caret stays in sight
        if here > room // 2 and here >= there:
            here -= _columns([before.pop(0)])
            cut_before = True
        else:
            there -= _columns([after.pop()])
            cut_after = True
    if cut_before:
        before.insert(0, _CUT)
    if cut_after:
        after.append(_CUT)
    caret = " " * _columns(before) + "^"
    return [f"  {number} | {''.join(before + after)}".rstrip(), f"  {' ' * len(str(number))} | {caret}"]


def _columns(shown: Sequence[str]) -> int:
    return sum(_width(character) for each in shown for character in each)


_BLANK: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10))))
)
"""Characters that count as printable and yet show nothing: fillers, joiners and variation selectors (the property
Default_Ignorable_Code_Point of the Unicode Character Database), and the empty Braille pattern."""


def is_visible(character: str) -> bool:
    """Tell whether an editor or a terminal shows the character, and shows it as itself."""
    return character.isprintable() and character not in _BLANK


def visible(character: str) -> str:
    """Return what a terminal shows for a character: itself, or its number where it would not be seen or would move
    what stands beside it."""
    return character if is_visible(character) else f"<U+{ord(character):04X}>"


def _width(character: str) -> int:
    """Return how many columns of a terminal a character takes: 2 for a wide one, such as a Chinese sign (Unicode
    Standard Annex 11), 0 for a mark that is set over the letter before it."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
