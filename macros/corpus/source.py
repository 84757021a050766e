"""YAML text to plain values, each with its place in the file.

The subset is small on purpose: mappings, sequences and scalars, and every scalar is text. `no` stays "no" and
`2007-13-40` stays what was typed, so that the records decide about types and can point at the spot. Whatever can
surprise a reader of the file is refused: anchors and aliases, tags, duplicate keys, several documents, non-text keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import yaml

from macros.problems import Place, Problem, Refused, one_line

# libyaml keeps the marks and is about ten times faster; the Python parser reads the same and is the fallback.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH: Final = 24
"""Deepest nesting of a record; ours use 7. Protects the reader (and the stack) from files made to hurt."""

MAX_BYTES: Final = 512 * 1024
"""Largest record file in bytes; ours stay under 64 kB."""

MAX_PROBLEMS: Final = 100
"""How many problems of a file are said at once; whoever mends these sees the others in the next run."""

READING_RULES: Final[dict[str, str]] = {
    "file-is-readable": "a record is a file that is there and can be read",
    "file-is-small": f"a record has at most {MAX_BYTES:,} bytes",
    "file-is-not-empty": "a file holds one record",
    "text-is-utf-8": "a record is text in UTF-8",
    "characters-are-visible": "a record has only visible characters, plain spaces and plain line ends",
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
Path_ = tuple[str | int, ...]

_HIDDEN: Final = {
    "\t": ("a tab", "use spaces"),
    "\r": ("a carriage return, as in a Windows line end", "save the file with plain line ends (LF)"),
    "\u00a0": ("a no-break space", "type a plain space"),
    "\u00ad": ("a soft hyphen", "delete it"),
    "\ufeff": ("a byte order mark", "save the file as UTF-8 without BOM"),
}
"""What to call a character that is not visible and what to do about it, where there is more to say than in general."""

_SHOWN_LINES: Final = 5
"""Of the lines with the same invisible character, how many are named."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as plain values.

    `values` holds only str, list and dict. `places` maps the path of each value (keys and list positions from the
    top) to where it stands; `keys` does the same for the key that introduces it.
    """

    file: str
    values: Value
    places: dict[Path_, Place]
    keys: dict[Path_, Place]

    def place(self, path: Path_ = ()) -> Place:
        """Return where the value at this path stands, or the nearest value around it when it is missing."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def key_place(self, path: Path_) -> Place:
        """Return where the key of this path stands, or else its value, or else what is around it."""
        return self.keys.get(path) or self.place(path)


def read(path: Path, file: str) -> Source:
    """Read one YAML file.

    `file` is the name to use in messages. Raises `Refused` with every problem of syntax in the file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        found, repair = "a file that cannot be opened", "look at its permissions"
        if path.is_dir():
            found, repair = "a folder", "rename the folder or remove it; only a file has this ending"
        elif isinstance(error, FileNotFoundError):
            found, repair = "no such file", f"put the record in {file}"
        raise Refused([_problem(Place(file), "file-is-readable", found, repair)]) from None
    if len(data) > MAX_BYTES:
        repair = "split the record, or remove what does not belong in it"
        raise Refused([_problem(Place(file), "file-is-small", f"{len(data):,} bytes", repair)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].rpartition(b"\n")
        place = Place(file, data[: error.start].count(b"\n") + 1, len(before[2].decode("utf-8")) + 1)
        found = f"the byte 0x{data[error.start]:02x}"
        raise Refused([_problem(place, "text-is-utf-8", found, "save the file with the encoding UTF-8")]) from None
    return read_text(text, file)


def read_text(text: str, file: str) -> Source:
    """Read YAML text; see `read`."""
    hidden = list(islice(_hidden_characters(text, file), MAX_PROBLEMS))
    if hidden:
        raise Refused(hidden)
    return _Reader(file).read(text)


def _problem(place: Place, rule: str, found: str, repair: str) -> Problem:
    return Problem(place, rule, READING_RULES[rule], found, repair)


def _hidden_characters(text: str, file: str) -> Iterator[Problem]:
    """Find characters that an editor does not show, or shows as something else: a problem for each of them, where it
    stands first."""
    first: dict[str, Place] = {}
    others: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isprintable():
            continue
        in_this_line: set[str] = set()
        for column, character in enumerate(line, start=1):
            if character.isprintable() or character in in_this_line:
                continue
            in_this_line.add(character)
            if character in first:
                others[character].append(number)
            else:
                first[character], others[character] = Place(file, number, column), []
    for character, place in first.items():
        what, repair = _HIDDEN.get(character, ("an invisible character", "delete it, or type a plain space"))
        found = f"{what} (U+{ord(character):04X})"
        if others[character]:
            listed = [str(number) for number in others[character][:_SHOWN_LINES]]
            more = ", ..." if len(others[character]) > _SHOWN_LINES else ""
            found += f", again in line {', '.join(listed)}{more}"
        yield _problem(place, "characters-are-visible", found, repair)


class _Reader:
    """Turns the event stream of one file into a `Source`; collects problems instead of stopping at the first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.places: dict[Path_, Place] = {}
        self.keys: dict[Path_, Place] = {}
        self.events: Iterator[yaml.Event] = iter(())

    def read(self, text: str) -> Source:
        values: list[Value] = []
        try:
            self.events = iter(yaml.parse(text, Loader=_LOADER))
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if values:
                        repair = "move it to a file of its own, or remove the line `---` if nothing follows"
                        self._refuse(event, "one-document", "the beginning of a second record", repair)
                    values.append(self._value(next(self.events), ()))
        except (yaml.YAMLError, UnicodeError) as error:
            self._refuse_syntax(error)
        if values in ([], [""]) and not self.problems:
            found = "nothing, or only comments"
            self.problems.append(_problem(Place(self.file), "file-is-not-empty", found, "fill it in, or remove it"))
        if self.problems:
            raise Refused(self.problems)
        return Source(self.file, values[0], self.places, self.keys)

    def _value(self, event: yaml.Event, path: Path_) -> Value:
        self.places[path] = self._place(event)
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
            hidden = next((c for c in event.value if not c.isprintable() and c != "\n"), None)
            if hidden is not None:
                found = f"an escape that means an invisible character (U+{ord(hidden):04X})"
                self._refuse(event, "characters-are-visible", found, "delete it; type the text as it is to be shown")
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
            place = self.places.pop((*path, "(key)"))
            value_event = next(self.events)
            if not isinstance(key, str) or not key:
                found = "nothing before the colon" if isinstance(key, str) else "a list or a block as a key"
                repair = "look at the colons; put a text that begins with [ or { in quotation marks"
                self._refuse(event, "keys-are-words", found, repair)
                self._value(value_event, (*path, "(value)"))
                continue
            if key in mapping:
                first = self.keys[(*path, key)]
                found = f'"{one_line(key, 80)}" again; it stands already in line {first.line}, column {first.column}'
                self._refuse(event, "keys-are-unique", found, "remove one of the two")
                self._value(value_event, (*path, key, "(again)"))
                continue
            self.keys[(*path, key)] = place
            mapping[key] = self._value(value_event, (*path, key))
        return mapping

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None, "both parsers give every event its place"
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _refuse(self, event: yaml.Event, rule: str, found: str, repair: str) -> None:
        self.problems.append(_problem(self._place(event), rule, found, repair))
        if len(self.problems) >= MAX_PROBLEMS:
            raise Refused(self.problems)

    def _refuse_syntax(self, error: yaml.YAMLError | UnicodeError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = getattr(error, "problem", None) or "this cannot be read"
        repair = (
            "look at this line and the one above: the indentation, a missing colon, a text that needs quotation marks"
        )
        if "quoted scalar" in (getattr(error, "context", None) or ""):
            mark = getattr(error, "context_mark", None) or mark
            repair = (
                "look at the quotation marks: one closes what one opens; write '...' around a text with \" or \\ in it"
            )
        place = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)
        self.problems.append(_problem(place, "yaml-is-readable", f"something else; YAML's reader says: {said}", repair))
