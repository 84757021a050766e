"""What went wrong, where, and how to say it.

A `Place` is a spot in a file, a `Problem` is one thing that must be true there and is not. Everything that
refuses input makes problems; only this module turns them into words, so that every message reads alike:

    data/recommendations/22.yml:14:5: reference-exists
      must:   each name under "topics" is a topic with a record in data/topics/
      found:  "competition-polcy"
      repair: write "competition-policy"
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file: the path from the project's root with forward slashes; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A repair so certain that a program can make it: at a place, the words that stand there, and those to write
    instead. With `new` None the whole entry of a list that begins there goes."""

    place: Place
    old: str
    new: str | None


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One broken promise: its place, the name of the rule, what must be true, what was found, the likely repair, and
    where the repair is certain, the edit that makes it."""

    place: Place
    rule: str
    must: str
    found: str
    repair: str = ""
    edit: Edit | None = field(default=None, compare=False)


class Refused(Exception):
    """Raised when input has problems; carries all of them, sorted and without repetition."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(as_text(self.problems))


def as_text(problems: Sequence[Problem]) -> str:
    """Say the problems for a terminal: a paragraph each, then a line that counts them."""
    paragraphs = []
    for problem in problems:
        lines = [f"{problem.place}: {problem.rule}", f"  must:   {problem.must}", f"  found:  {problem.found}"]
        if problem.repair:
            lines.append(f"  repair: {problem.repair}")
        paragraphs.append("\n".join(lines))
    count = len(problems)
    paragraphs.append(f"{count} problem{'' if count == 1 else 's'} found.")
    return "\n\n".join(paragraphs)


def as_annotations(problems: Sequence[Problem]) -> str:
    """Say the problems as workflow commands, which GitHub shows on the changed lines of a pull request.

    Escapes follow GitHub's "Workflow commands" reference: `%`, CR and LF everywhere, `:` and `,` in properties.
    """
    lines = []
    for problem in problems:
        place = problem.place
        message = f"must: {problem.must}\nfound: {problem.found}"
        if problem.repair:
            message += f"\nrepair: {problem.repair}"
        properties = ",".join(
            f"{name}={_escape(str(value), in_property=True)}"
            for name, value in (
                ("file", place.file),
                ("line", place.line),
                ("col", place.column),
                ("title", problem.rule),
            )
        )
        lines.append(f"::error {properties}::{_escape(message)}")
    return "\n".join(lines)


def as_json(problems: Sequence[Problem]) -> str:
    """Say the problems as a JSON list, for other tools; keys as in `Place` and `Problem`."""
    return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False)


PRINTERS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "github": as_annotations,
    "json": as_json,
}


def one_line(text: str, limit: int = 400) -> str:
    """Return a text in one line of at most so many characters, for messages that quote what a file says."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 3] + "..."


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that looks most like the word, or None when nothing is near."""
    by_folded = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.casefold()[:200], by_folded, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else None


def suggestion(word: str, choices: Iterable[str]) -> str:
    """Return the repair for a word that should have been one of the choices."""
    choices = sorted(choices)
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
    choices = set(choices)
    near = [each for each in choices if _SEPARATORS.sub("-", each.casefold()) == _SEPARATORS.sub("-", word.casefold())]
    if not near:
        near = [each for each in choices if _one_slip(word.casefold(), each.casefold())]
    return near[0] if len(near) == 1 else None


_SEPARATORS = re.compile(r"[\s_/.-]+")


def _one_slip(word: str, other: str) -> bool:
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


def _escape(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text
