"""In which language a text is, and in which direction that is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from macros.corpus.records import Block
from macros.corpus.records.verbatim import fold

_RIGHT_TO_LEFT: Final = frozenset(
    (
        *("ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "he", "khw", "lrc", "mzn"),
        *("nqo", "pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi"),
    )
)
_SCRIPTS: Final = frozenset(("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"))
"""Languages that are most often written from right to left, and the scripts that are (Unicode Common Locale Data
Repository, `characterOrder`); a script that is named decides."""


def direction(language: str) -> str:
    """Return how a language is written, as HTML says it: `ltr` or `rtl`."""
    name, _, rest = language.partition("-")
    script = rest[:4] if rest[:4].isalpha() and len(rest[:4]) == 4 else ""
    return "rtl" if (script in _SCRIPTS if script else name in _RIGHT_TO_LEFT) else "ltr"


def language_of(words: str, blocks: Iterable[Block], otherwise: str) -> str:
    """Return the language of words that stand in one of these blocks, or have a block in them; `otherwise` is that of
    the text as a whole."""
    wanted = fold(words)
    for block in blocks:
        own = block.words
        if own and (wanted in own or own in wanted):
            return block.lang or otherwise
    return otherwise
