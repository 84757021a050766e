"""Where the texts use a term: looked up, never typed, so that it cannot drift from the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.corpus.records import Term

ABBREVIATION = re.compile(r"(?<!\w)[A-Z]{2,}s?(?!\w)")
"""A word of two or more capitals, with or without a plural s."""


@dataclass(frozen=True, slots=True)
class Use:
    """A term found in a text: characters `start` to `end`, counted from 0 in the folded text."""

    start: int
    end: int
    term: str


class Forms:
    """All forms of all terms, ready to be looked up in a text.

    A form counts where no letter or digit touches it, capitals as written. Where several forms match at a place the
    longest wins, so "Article 7 of the TRIPS Agreement" is not also "TRIPS Agreement".
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._term_of = {form: term.id for term in terms for form in term.forms}
        longest_first = sorted(self._term_of, key=lambda form: (-len(form), form))
        pattern = "|".join(re.escape(form) for form in longest_first) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")

    def uses(self, text: str) -> Iterator[Use]:
        """Yield the uses in a folded text, from left to right, none overlapping."""
        for match in self._pattern.finditer(text):
            yield Use(match.start(), match.end(), self._term_of[match.group()])

    def used(self, text: str) -> set[str]:
        """Return the forms found in a text."""
        return {match.group() for match in self._pattern.finditer(text)}


def abbreviations(text: str) -> Iterator[str]:
    """Yield the words in capitals of a text that has small letters too; in a line all in capitals they say
    nothing, except within brackets."""
    if not any(character.islower() for character in text):
        text = " ".join(re.findall(r"\(([^()]*)\)", text))
    yield from ABBREVIATION.findall(text)
