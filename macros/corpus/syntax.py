"""Why a file cannot be read as YAML, in a contributor's words instead of the YAML reader's.

The reader says what it expected; a contributor needs to know what was probably meant. So the words that it uses are
looked up here, together with the line they are about. What is not known falls back on general advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import yaml

QUOTE: Final = "put the whole text in quotation marks, or write it below the key, indented, after `key: >-`"
_GENERAL: Final = (
    "look at this line and the one above: the indentation, a missing colon, a text that needs quotation marks"
)

_KEY: Final = re.compile(r"\s*(?:- +)*[\w-]+")
_CONFLICT: Final = re.compile(r"(?m)^<{7}(?: .*)?$|^={7}$|^>{7}(?: .*)?$")


DIRECTIVE: Final = ('a line that begins with "%"', "put the whole text in quotation marks, or remove the line")


class Unreadable(NamedTuple):
    """Line and column, counted from 1, where a file cannot be read; what was found there; the likely repair."""

    line: int
    column: int
    found: str
    repair: str


def conflicts(text: str) -> Iterator[Unreadable]:
    """Find the marks that git leaves where two changes met; one for each such place."""
    last, line, counted = "", 1, 0
    for match in _CONFLICT.finditer(text):
        sign = match.group()[0]
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        if sign == "<" or not last or (sign == "=" and last != "<") or (sign == ">" and last == ">"):
            found = "a mark that git leaves where two changes met"
            yield Unreadable(
                line, 1, found, "keep one of the two versions; delete the lines with <<<<<<<, ======= and >>>>>>>"
            )
        last = sign


def surprising(lines: Sequence[str], style: str) -> Unreadable | None:
    """Explain what YAML reads without complaint, but otherwise than it was meant, in one value; None when there is
    nothing. `lines` are those of the value, the first from where it begins; `style` is its quotation mark, if it has
    one. Lines and columns count from 1 where the value begins."""
    if style == '"':
        for number, line in enumerate(lines, start=1):
            escape = re.search(r'(?<!\\)(?:\\\\)*(\\)(?:[^"\\]|$)', line)
            if escape:
                return Unreadable(number, escape.start(1) + 1, *_BACKSLASH)
    if not style:
        for number, line in enumerate(lines[1:], start=2):
            if line.lstrip().startswith("-"):
                at = len(line) - len(line.lstrip())
                found = "a hyphen where the text above goes on"
                repair = "begin all entries of a list in the same column, each with a hyphen and a space"
                return Unreadable(number, at + 1, found, repair)
    return None


COMMENT: Final = (
    'a "#" after other words: what follows it would be left out',
    "put the whole text in quotation marks; write a comment on a line of its own",
)

_BACKSLASH: Final = (
    "a backslash within double quotation marks",
    "write single quotation marks around the text, '...'; where it has an apostrophe too, write it below the key, "
    "indented, after `key: >-`",
)


def explained(error: yaml.YAMLError, lines: Sequence[str]) -> Unreadable:
    """Explain why YAML's reader stopped. `lines` are the lines of the file."""
    said, context = str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None) or mark
    here = (mark.line, mark.column) if mark else (0, 0)
    there = (opened.line, opened.column) if opened else here
    line = lines[here[0]] if here[0] < len(lines) else ""
    before, rest = line[: here[1]], line[here[1] :]
    place, found, repair = here, "a line that does not fit what stands before it", _GENERAL
    if "quoted scalar" in context:
        place, found, repair = _in_quotes(said, here, there, lines)
    elif "mapping values are not allowed" in said:
        if _KEY.fullmatch(before):
            place = (here[0], len(before) - len(before.lstrip()))
            found, repair = "a key that does not stand below the other keys", _ALIGN
        else:
            found, repair = "another colon with a space after it in the same line", QUOTE
    elif "could not find expected ':'" in said:
        place, (found, repair) = there, _without_colon(lines[there[0]][there[1] :] if there[0] < len(lines) else "")
    elif "block sequence entries are not allowed" in said:
        found, repair = (
            "a hyphen and a space where a text begins",
            (
                "write each entry of a list on a line of its own, below the key; "
                "put a text that begins with a hyphen in quotation marks"
            ),
        )
    elif "did not find expected comment or line break" in said:
        found, repair = (
            "words in the same line as the sign > or |",
            ("begin the words in the next line, indented; put a text that begins with > or | in quotation marks"),
        )
    elif "cannot start any token" in said:
        found, repair = f'a text that begins with "{rest[:1]}"', "put the whole text in quotation marks"
    elif "expected alphabetic or numeric character" in said:
        place, sign = there, lines[there[0]][there[1] : there[1] + 1] if there[0] < len(lines) else ""
        found, repair = f'a text that begins with "{sign}"', "put the whole text in quotation marks"
    elif "flow" in context or "flow" in said:
        place = _bracket(lines, there)
        sign = lines[place[0]][place[1] : place[1] + 1] if place[0] < len(lines) else "["
        closing = {"[": "]", "{": "}"}.get(sign, "]")
        found = f'a "{sign}" that begins a list or a block, and no fitting "{closing}"'
        repair = (
            f'put a text that begins with "{sign}" in quotation marks; if a list is meant, close it with "{closing}"'
        )
    elif "tag" in context or "tag" in said:
        place = there
        found, repair = 'a text that begins with "!"', "put the whole text in quotation marks"
    elif "directive" in context or rest.startswith("%") or "directive" in said:
        place = there
        found, repair = DIRECTIVE
    elif "expected key" in said or "expected '-' indicator" in said or "<document start>" in said:
        found, repair = _out_of_line(said, before, rest, context)
        above = lines[here[0] - 1] if here[0] else ""
        if "<document start>" in said and "..." in lines[: here[0]]:
            place, found, repair = (lines.index("..."), 0), "the line `...`, which ends the record", "remove this line"
        elif above.isspace() and len(above) > here[1]:
            place, found = (here[0] - 1, 0), "a blank line with more spaces than the text below it"
            repair = "delete the spaces in the blank line"
    row = min(place[0], len(lines) - 1)  # the reader may stop behind the last line
    return Unreadable(row + 1, min(place[1], len(lines[row])) + 1, found, repair)


def _bracket(lines: Sequence[str], place: tuple[int, int]) -> tuple[int, int]:
    """Return where the last bracket stands that begins a list or a block, at a place or before it."""
    for row in range(min(place[0], len(lines) - 1), -1, -1):
        part = lines[row][: place[1] + 1] if row == place[0] else lines[row]
        at = max(part.rfind("["), part.rfind("{"))
        if at >= 0:
            return row, at
    return place


_ALIGN: Final = "begin keys of one block in the same column; indent the further lines of a text after `key: >-`"


def _in_quotes(
    said: str, here: tuple[int, int], there: tuple[int, int], lines: Sequence[str]
) -> tuple[tuple[int, int], str, str]:
    """Explain a mistake inside quotation marks; returns place, what was found, repair."""
    if "escape" in said or "hex" in said:
        at = lines[here[0]].rfind("\\", 0, here[1] + 1)
        return (here[0], at if at >= 0 else here[1]), *_BACKSLASH
    sign = lines[there[0]][there[1] : there[1] + 1]
    other = "single" if sign == '"' else "double"
    repair = (
        f"close it with {sign} at the end of the text; where the text has {sign} in it, write {other} quotation marks"
    )
    return there, f"a quotation mark ({sign}) that is not closed", f"{repair} around it"


def _without_colon(line: str) -> tuple[str, str]:
    key = re.match(r"[\w-]+:(?=\S)", line)
    if key:
        return "a colon without a space after it", f"write `{key.group()} ...`, with a space after the colon"
    return "a line without `key: `", (
        "write a key, a colon and a space before a value, or a hyphen and a space before an entry of a list; "
        "indent a line that goes on with the text above"
    )


def _out_of_line(said: str, before: str, rest: str, context: str) -> tuple[str, str]:
    """Explain a line that is not where a key or an entry of a list can be; returns what was found and the repair."""
    if before.strip(" -"):
        quote = '"' if '"' in before else "'"
        if quote in before:
            other = "single" if quote == '"' else "double"
            return f"more text after a closing quotation mark ({quote})", (
                f"end the text at the quotation mark, or write {other} quotation marks around all of it"
            )
        return "more text where a value has ended", QUOTE
    if rest.startswith(":"):
        return "a colon without a key before it", "write the key before the colon"
    if rest.startswith("- "):
        return "an entry of a list that does not stand below the other entries", "begin all entries in the same column"
    if "<document start>" in said:
        return "a line that does not belong to a key", "write a key, a colon and a space before the value"
    if "block collection" in context or "'-'" in said:
        return "a line without a hyphen between the entries of a list", (
            "begin each entry with a hyphen; indent a key that belongs to the entry above"
        )
    return "a line that does not stand below the other keys", _ALIGN
