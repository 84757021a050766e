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

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Final


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
        told = [f"{problem.place}: {problem.rule}", *_excerpt(problem.place, known[problem.place.file])]
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


_WIDEST: Final = 96
"""How many columns of a terminal the line in a message takes at most."""

_CUT: Final = "..."


def _excerpt(place: Place, lines: Sequence[str]) -> list[str]:
    """Return the line of a place and a caret under its column, cut to what fits; nothing where there is no such line
    or only blanks in it."""
    if not 1 <= place.line <= len(lines) or not lines[place.line - 1].strip():
        return []
    line = lines[place.line - 1]
    at = min(place.column - 1, len(line))
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
    number = str(place.line)
    caret = " " * _columns(before) + "^"
    return [f"  {number} | {''.join(before + after)}".rstrip(), f"  {' ' * len(number)} | {caret}"]


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


def _letters(word: str) -> str:
    return "".join(character for character in word.casefold() if not character.isdigit())


def _escape(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text
