"""How much room words take in a drawing, and where to break them.

The face is the reader's system's own, so widths are estimates, on the side of the widest of the common faces.
"""

from __future__ import annotations

import re
from functools import lru_cache

PHONE = 328
"""Width of a drawing that a phone of 360 pixels shows at its own size."""
SIZE = 13
"""Size of the letters."""
LEADING = 17
"""From one line of letters to the next."""
_BEYOND = 1.1
"""How far a single word may stand out of its room; the estimate is generous, and a broken word reads badly."""

_CLASSES = (("ijlI.,:;'|!", 0.31), ("frt()-/ ", 0.40), ("mwMW%@—", 0.96), ("szcxkvyJ", 0.56))
_WIDTHS = {letter: width for letters, width in _CLASSES for letter in letters}
_CAPITAL, _OTHER = 0.72, 0.63


def width(words: str, size: int = SIZE) -> float:
    """Return how wide words are at most, in units of the drawing."""
    return size * sum(_WIDTHS.get(letter) or (_CAPITAL if letter.isupper() else _OTHER) for letter in words)


@lru_cache(4096)
def wrapped(words: str, room: float, size: int = SIZE) -> tuple[str, ...]:
    """Break words into lines that fit the room. A word that is too long may stand out a little; beyond that it breaks
    after a stroke or a hyphen, if need be anywhere. Lines keep the space they were broken at, so that joined they are
    the words again."""
    lines = [""]
    for piece in _pieces(words, room, size):
        if lines[-1] and width((lines[-1] + piece).rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return tuple(lines)


def _pieces(words: str, room: float, size: int) -> list[str]:
    found: list[str] = []
    for word in re.findall(r"\S+\s*", words):
        if width(word.rstrip(), size) <= room * _BEYOND:
            found.append(word)
            continue
        for part in re.findall(r"[^/-]+[/-]*\s*|[/-]+\s*", word):
            found += [part] if width(part.rstrip(), size) <= room else list(part)
    return found
