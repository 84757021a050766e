"""Where the texts use a term: looked up, never typed, so that it cannot drift from the text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

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
        self._beginnings = _Node()
        self._known: dict[str, array[int]] = {}
        """What was found in a text, start and end in turn: each is asked about for its page, for lists, for the search
        and for pictures."""
        for form in self._term_of:
            node = self._beginnings
            for token in _TOKEN.findall(form):
                node = node.then.setdefault(token, _Node())
            node.ends = True

    def uses(self, text: str) -> Iterator[Use]:
        """Yield the uses in a folded text, from left to right, none overlapping."""
        for start, end in self._found(text):
            yield Use(start, end, self._term_of[text[start:end]])

    def used(self, text: str) -> set[str]:
        """Return the forms found in a text."""
        return {text[start:end] for start, end in self._found(text)}

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        if text not in self._known:
            self._known[text] = array("I", self._look(text))
        ends = iter(self._known[text])
        return zip(ends, ends, strict=True)

    def _look(self, text: str) -> Iterator[int]:
        """Yield start and end of each form in turn. A text costs the same however many forms there are: from each word
        one way leads through what they have in common."""
        tokens = _TOKEN.findall(text)
        position = until = 0
        for at, token in enumerate(tokens):
            if at >= until and token in self._beginnings.then and not (at and _is_word(tokens[at - 1])):
                taken = self._longest(tokens, at)
                if taken:
                    until = at + taken
                    yield from (position, position + sum(map(len, tokens[at:until])))
            position += len(token)

    def _longest(self, tokens: list[str], start: int) -> int:
        """Return of how many tokens the longest form is that begins with this one and that no letter or digit touches;
        0 where there is none."""
        node, longest = self._beginnings, 0
        for at in range(start, len(tokens)):
            following = node.then.get(tokens[at])
            if following is None:
                break
            node = following
            if node.ends and not (at + 1 < len(tokens) and _is_word(tokens[at + 1])):
                longest = at + 1 - start
        return longest


def forms_of(terms: Iterable[Term]) -> Forms:
    """Return the forms of terms in any order, the same ones as long as the terms are the same: what a rule has found in
    a text holds for its page, and for the next build of a preview."""
    return _forms_of(tuple(sorted(terms, key=lambda term: term.id)))


@lru_cache(maxsize=1)
def _forms_of(terms: tuple[Term, ...]) -> Forms:
    return Forms(terms)


@dataclass(slots=True)
class _Node:
    """What some forms have in common: the tokens that go on from there, and whether a form ends there."""

    then: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False


_TOKEN: Final = re.compile(r"[\w\u200c\u200d]+|[^\w\u200c\u200d]")
"""A word, with the joiners that some scripts have within one, or one sign or space. A form that no letter or digit
touches begins and ends between two of these."""


def _is_word(token: str) -> bool:
    return re.match(r"\w", token) is not None


def abbreviations(text: str) -> Iterator[str]:
    """Yield the words in capitals of a text that has small letters too; in a line all in capitals they say
    nothing, except within brackets."""
    if not any(character.islower() for character in text):
        text = " ".join(re.findall(r"\(([^()]*)\)", text))
    yield from ABBREVIATION.findall(text)
