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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file: the path from the project's root with forward slashes; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One broken promise: its place, the name of the rule, what must be true, what was found, the likely repair."""

    place: Place
    rule: str
    must: str
    found: str
    repair: str = ""


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


def _letters(word: str) -> str:
    return "".join(character for character in word.casefold() if not character.isdigit())


def _escape(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text
