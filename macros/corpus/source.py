"""YAML text to plain values, each with its place in the file.

The subset is small on purpose: mappings, sequences and scalars, and every scalar is text. `no` stays "no" and
`2007-13-40` stays what was typed, so that the records decide about types and can point at the spot. Whatever can
surprise a reader of the file is refused: anchors and aliases, tags, duplicate keys, several documents, non-text keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from sys import intern
from typing import Final

import yaml

from macros import inputs
from macros.corpus import syntax
from macros.corpus.characters import CHARACTER_RULES, first_hidden, letter_problems, visible_problems
from macros.corpus.encoding import FILE_RULES
from macros.corpus.located import COLUMNS, Located, Path_, packed
from macros.problems import Place, Problem, Refused, one_line

# libyaml keeps the marks and is about ten times faster; the Python parser reads the same and is the fallback.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH: Final = 24
"""Deepest nesting of a record; ours use 7. Protects the reader (and the stack) from files made to hurt."""

MAX_PROBLEMS: Final = 20
"""How many problems of a file are said at once, and how many blanks besides; whoever mends these sees the others in the
next run."""

READING_RULES: Final[dict[str, str]] = {
    inputs.RULE: inputs.MUST,
    **FILE_RULES,
    "file-is-not-empty": "a file holds one record",
    **CHARACTER_RULES,
    "yaml-is-readable": "a file is YAML: lines `key: value`, indented with spaces, a text with `: ` in quotation marks",
    "one-document": "a file holds one record, and no line `---` or `...` after its beginning",
    "no-aliases": "each value is written where it is used, without anchors (&) and aliases (*)",
    "no-tags": "values carry no YAML tag (!)",
    "nesting-is-shallow": f"a record nests at most {MAX_DEPTH} levels",
    "keys-are-words": "a key is a plain word",
    "keys-are-unique": "a key is written once in its block",
}
"""What must be true of a file before it can be a record: the name of each rule, and what it demands."""

Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Source(Located):
    """One file as plain values. `values` holds only str, list and dict. `comments` holds each comment from its # on,
    with its place; each stands on a line of its own."""

    values: Value = field(hash=False)
    comments: tuple[tuple[Place, str], ...] = field(hash=False)

    def located(self) -> Located:
        """Return what is still asked for when a record is made of the values."""
        return Located(self.file, self.text, self.paths, self.spots, self.keys)


def read_text(text: str, file: str) -> Source:
    """Read the YAML text of a file. `file` is the name to use in messages. Raises `Refused` with the problems of
    characters, or else those of syntax, in it."""
    for problems in (visible_problems(text, file, MAX_PROBLEMS), letter_problems(text, file, MAX_PROBLEMS)):
        if problems:
            raise Refused(problems)
    return read_yaml(text, file)


def read_yaml(text: str, file: str) -> Source:
    """Read the YAML text of a file as `read_text` does, but with any characters."""
    unmerged = [
        _problem(Place(file, line, column), "yaml-is-readable", found, repair)
        for line, column, found, repair in islice(syntax.conflicts(text), MAX_PROBLEMS)
    ]
    if unmerged:
        raise Refused(unmerged)
    return _Reader(file, text).read()


def _problem(place: Place, rule: str, found: str, repair: str) -> Problem:
    return Problem(place, rule, READING_RULES[rule], found, repair)


class _Reader:
    """Turns the event stream of one file into a `Source`; collects problems instead of stopping at the first."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.written: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self.spots: dict[Path_, int] = {}
        self.keys: dict[Path_, int] = {}
        self.events: Iterator[yaml.Event] = iter(())

    def read(self) -> Source:
        values: list[Value] = []
        try:
            self.events = iter(yaml.parse(self.text, Loader=_LOADER))
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if event.version or event.tags:
                        self._refuse(event, "yaml-is-readable", *syntax.DIRECTIVE)
                    if values:
                        repair = "move it to a file of its own, or remove the line `---` if nothing follows"
                        self._refuse(event, "one-document", "the beginning of a second record", repair)
                    values.append(self._value(next(self.events), ()))
        except yaml.YAMLError as error:
            self._refuse_syntax(error)
        comments = () if self.problems else tuple(self._comments())
        if values in ([], [""]) and not self.problems:
            found = "nothing, or only comments"
            self.problems.append(_problem(Place(self.file), "file-is-not-empty", found, "fill it in, or remove it"))
        if self.problems:
            raise Refused(self.problems)
        return Source(self.file, self.text, *packed(self.spots, self.keys), values[0], comments)

    def _value(self, event: yaml.Event, path: Path_) -> Value:
        self.spots[path] = self._spot(event)
        if isinstance(event, yaml.AliasEvent):
            repair = "write the value out; put a text that begins with * in quotation marks"
            self._refuse(event, "no-aliases", f"the alias *{one_line(str(event.anchor), 80)}", repair)
            return ""
        assert isinstance(event, yaml.NodeEvent), "a value is an alias, a scalar, a list or a block"
        if event.anchor is not None:
            anchor = one_line(event.anchor, 80)
            repair = f"remove &{anchor}; put a text that begins with & in quotation marks"
            self._refuse(event, "no-aliases", f"the anchor &{anchor}", repair)
        given = getattr(event, "tag", None)
        if given is not None:
            tag = given.replace("tag:yaml.org,2002:", "!!", 1)
            repair = "remove the tag; put the value in quotation marks if it begins with ! itself"
            self._refuse(event, "no-tags", f"the tag {one_line(tag, 80)}", repair)
        if isinstance(event, yaml.ScalarEvent):
            value = event.value.replace("\n", " ")
            hidden = first_hidden(value) if not value.isascii() or not value.isprintable() else None
            if hidden is not None:
                found = f"an escape that means an invisible character (U+{ord(value[hidden]):04X})"
                self._refuse(event, "characters-are-visible", found, "delete it; type the text as it is to be shown")
            else:
                self._refuse_surprises(event)
            return str(event.value)
        if len(path) >= MAX_DEPTH:
            repair = "look for brackets or hyphens too many; put a text that begins with [ or { in quotation marks"
            self._refuse(event, "nesting-is-shallow", "a deeper level", repair)
            raise Refused(self.problems)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path_) -> list[Value]:
        items: list[Value] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path_) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._value(event, (*path, "(key)"))
            spot = self.spots.pop((*path, "(key)"))
            value_event = next(self.events)
            if not isinstance(key, str) or not key:
                found = "nothing before the colon" if isinstance(key, str) else "a list or a block as a key"
                repair = "look at the colons; put a text that begins with [ or { in quotation marks"
                self._refuse(event, "keys-are-words", found, repair)
                self._value(value_event, (*path, "(value)"))
                continue
            if key in mapping:
                line, column = divmod(self.keys[(*path, key)], COLUMNS)
                found = f'"{one_line(key, 80)}" again; it stands already in line {line}, column {column}'
                self._refuse(event, "keys-are-unique", found, "remove one of the two")
                self._value(value_event, (*path, key, "(again)"))
                continue
            key = intern(key)  # the same few words in every record
            within = (*path, key)
            self.keys[within] = spot
            mapping[key] = self._value(value_event, within)
        return mapping

    def _refuse_surprises(self, event: yaml.ScalarEvent) -> None:
        """Refuse what YAML reads without a word, but otherwise than it was meant."""
        start, end = event.start_mark, event.end_mark
        assert start is not None, "both parsers give every event its place"
        assert end is not None, "and its end"
        below = event.style in (">", "|")  # the first line has only the sign, and the text is all of the others
        self.written.append(((start.line + 1, 0) if below else (start.line, start.column), (end.line, end.column)))
        if below:
            return
        written = self.lines[start.line : end.line + 1]
        if not written:
            return
        # Only what belongs to the value is copied: a line may hold thousands of them.
        written[0] = written[0][start.column : end.column if end.line == start.line else None]
        if len(written) > 1:
            written[-1] = written[-1][: end.column]
        surprise = syntax.surprising(written, event.style or "")
        if surprise:
            line, column, found, repair = surprise
            place = Place(self.file, start.line + line, column + start.column * (line == 1))
            self._add(_problem(place, "yaml-is-readable", found, repair))

    def _comments(self) -> Iterator[tuple[Place, str]]:
        """Yield the comments with their places. Those beside a value are refused: most often they were meant as
        text."""
        spans = iter(sorted(self.written))
        span = next(spans, None)
        for number, line in enumerate(self.lines):
            at = line.find("#")
            while at >= 0:
                while span and span[1] <= (number, at):
                    span = next(spans, None)
                if not span or (number, at) < span[0]:  # a comment, to the end of the line
                    place = Place(self.file, number + 1, at + 1)
                    if line[:at].strip():
                        self._add(_problem(place, "yaml-is-readable", *syntax.COMMENT))
                    yield place, line[at:].rstrip()
                    break
                at = line.find("#", at + 1)

    def _spot(self, event: yaml.Event) -> int:
        mark = event.start_mark
        assert mark is not None, "both parsers give every event its place"
        return (mark.line + 1) * COLUMNS + mark.column + 1

    def _refuse(self, event: yaml.Event, rule: str, found: str, repair: str) -> None:
        self._add(_problem(Place(self.file, *divmod(self._spot(event), COLUMNS)), rule, found, repair))

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise Refused(self.problems)

    def _refuse_syntax(self, error: yaml.YAMLError) -> None:
        line, column, found, repair = syntax.explained(error, self.lines)
        if any(problem.place.line == line for problem in self.problems):
            return  # what is said of this line already has led the reader astray
        self.problems.append(_problem(Place(self.file, line, column), "yaml-is-readable", found, repair))
