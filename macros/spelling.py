"""Which known word an unknown one was meant to be: near enough to suggest it, or so near that it must be it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that looks most like the word, or None when nothing is near."""
    by_folded = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.casefold()[:200], by_folded, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else None


def suggestion(word: str, choices: Iterable[str]) -> str:
    """Return the repair for a word that should have been one of the choices."""
    choices = sorted(choices, key=lambda each: (int(each) if each.isascii() and each.isdigit() else 0, each))
    near = nearest(word, choices)
    if near is not None:
        only_digits_differ = _letters(word) == _letters(near) and word.casefold() != near.casefold()
        return f'perhaps "{near}" is meant' if only_digits_differ else f'write "{near}"'
    if not choices:
        return "there is nothing to choose from yet; add the record it should name first"
    listed = ", ".join(choices[:12]) + (", ..." if len(choices) > 12 else "")
    return f"choose one of: {listed}"


def certain(word: str, choices: Iterable[str]) -> str | None:
    """Return the one choice that a word can only be a slip for, or None when there is no such choice, or more than one.

    The word differs from it in capitals and separators only; or, from four characters on, in one letter: missing, too
    many, another, or swapped with its neighbour. Digits are the same in both: another number is another thing.
    """
    choices, folded = set(choices), word.casefold()
    spelt = _separated(folded)
    near = [each for each in choices if _separated(each.casefold()) == spelt]
    if not near:
        near = [each for each in choices if _one_slip(folded, each.casefold())]
    return near[0] if len(near) == 1 else None


_SEPARATORS = re.compile(r"[\s_/.-]+")


@lru_cache(maxsize=16384)
def _separated(word: str) -> str:
    return _SEPARATORS.sub("-", word)


def _one_slip(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1:
        return False
    digits = [[character for character in each if character.isdigit()] for each in (word, other)]
    if min(len(word), len(other)) < 4 or digits[0] != digits[1]:
        return False
    word, other = _after_what_is_shared(word, other)
    word, other = _after_what_is_shared(word[::-1], other[::-1])
    return max(len(word), len(other)) <= 1 or (len(word) == 2 and word == other[::-1])


def _after_what_is_shared(word: str, other: str) -> tuple[str, str]:
    shared = 0
    while shared < min(len(word), len(other)) and word[shared] == other[shared]:
        shared += 1
    return word[shared:], other[shared:]


def _letters(word: str) -> str:
    return "".join(character for character in word.casefold() if not character.isdigit())
