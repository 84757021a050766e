"""What went wrong, where, and how to say it.

A `Place` is a spot in a file, a `Problem` is one thing that must be true there and is not. Everything that
refuses input makes problems; only this module turns them into words, so that every message reads alike:

    data/recommendations/22.yml:49:5: references-exist
      49 |   - competition-polcy
         |     ^
      must:   what is named here has a file data/topics/competition-polcy.yml
      found:  "competition-polcy"
      repair: write "competition-policy"
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from macros.excerpt import excerpt


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


MOST_OF_A_KIND: Final = 50
"""How many problems of a rule are said. Whoever mends these sees the others in the next run; a report of thousands is
read by nobody, and neither a terminal nor a program's log should have to hold it."""


def said(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems that are printed, in order: of each rule the first, and where there are more than
    `MOST_OF_A_KIND`, one at the place of the next that counts those left out."""
    total = Counter(problem.rule for problem in problems)
    met: Counter[str] = Counter()
    kept = []
    for problem in problems:
        met[problem.rule] += 1
        if met[problem.rule] <= MOST_OF_A_KIND or total[problem.rule] == MOST_OF_A_KIND + 1:
            kept.append(problem)
        elif met[problem.rule] == MOST_OF_A_KIND + 1:
            found = f"and {total[problem.rule] - MOST_OF_A_KIND:,} more of this kind, from here on"
            repair = "mend those above first; the next run says the others"
            kept.append(Problem(problem.place, problem.rule, problem.must, found, repair))
    return kept


Lines = Callable[[str], Sequence[str]]
"""From the name of a file to its lines as they were read; none for a file that is not there or is no text."""


def _no_lines(_: str) -> Sequence[str]:
    return ()


class Refused(Exception):
    """Raised when input has problems; carries all of them, sorted and without repetition, and the lines of the files
    they are in, where these are known. Its text is what a terminal shows."""

    def __init__(self, problems: Iterable[Problem], lines: Lines = _no_lines) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        self.lines = lines
        super().__init__()

    def __str__(self) -> str:
        return as_text(self.problems, self.lines)


def as_text(problems: Sequence[Problem], lines: Lines = _no_lines) -> str:
    """Say the problems for a terminal: a paragraph each, with its line and a caret under the column where the line is
    known, then a line that counts them. Of many of a kind it says what `said` keeps, and counts all."""
    paragraphs = []
    printed = said(problems)
    known = {file: lines(file) for file in {problem.place.file for problem in printed}}
    for problem in printed:
        told = [
            f"{problem.place}: {problem.rule}",
            *excerpt(problem.place.line, problem.place.column, known[problem.place.file]),
        ]
        told += [f"  must:   {problem.must}", f"  found:  {problem.found}"]
        if problem.repair:
            told.append(f"  repair: {problem.repair}")
        paragraphs.append("\n".join(told))
    count = len(problems)
    paragraphs.append(f"{count} problem{'' if count == 1 else 's'} found.")
    return "\n\n".join(paragraphs)


def as_annotations(problems: Sequence[Problem]) -> str:
    """Say the problems that `said` keeps as workflow commands, which GitHub shows on the changed lines of a pull
    request.

    Escapes follow GitHub's "Workflow commands" reference: `%`, CR and LF everywhere, `:` and `,` in properties.
    """
    lines = []
    for problem in said(problems):
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
    """Say the problems as a JSON list, for other tools; keys as in `Place` and `Problem`. It is bounded like the other
    formats: what `said` leaves out is counted in an entry of its own."""
    return json.dumps([asdict(problem) for problem in said(problems)], indent=2, ensure_ascii=False)


PRINTERS: dict[str, Callable[[Refused], str]] = {
    "text": str,
    "github": lambda refused: as_annotations(refused.problems),
    "json": lambda refused: as_json(refused.problems),
}
"""The formats in which problems are said; `github` and `json` show no lines, since their readers have the file."""


def one_line(text: str, limit: int = 400) -> str:
    """Return a text in one line of at most so many characters, for messages that quote what a file says."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 3] + "..."


def _escape(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text
