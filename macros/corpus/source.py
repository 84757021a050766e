"""YAML text to plain values, each with its place in the file.

The subset is small on purpose: mappings, sequences and scalars, and every scalar is text. `no` stays "no" and
`2007-13-40` stays what was typed, so that the records decide about types and can point at the spot. Whatever can
surprise a reader of the file is refused: anchors and aliases, tags, duplicate keys, several documents, non-text keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from macros.problems import Place, Problem, Refused

# libyaml keeps the marks and is about ten times faster; the Python parser reads the same and is the fallback.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH: Final = 24
"""Deepest nesting of a record; ours use 7. Protects the reader (and the stack) from files made to hurt."""

MAX_BYTES: Final = 512 * 1024
"""Largest record file in bytes; ours stay under 64 kB."""

READING_RULES: Final[dict[str, str]] = {
    "file-is-readable": "a record is a file that is there and can be read",
    "file-is-small": f"a record has at most {MAX_BYTES:,} bytes",
    "file-is-not-empty": "a file holds one record",
    "text-is-utf-8": "a record is text in UTF-8",
    "characters-are-visible": "a record has only visible characters, plain spaces and plain line ends",
    "yaml-is-readable": "a file is YAML: `key: value` lines, indented with spaces, a text with a colon in quotation marks",
    "one-document": "a file holds one record, without a line `---` between two",
    "no-aliases": "each value is written where it is used, without anchors (&) and aliases (*)",
    "no-tags": "values carry no YAML tag (!)",
    "nesting-is-shallow": f"a record nests at most {MAX_DEPTH} levels",
    "keys-are-words": "a key is a plain word",
    "keys-are-unique": "a key is written once in its block",
}
"""What must be true of a file before it can be a record: the name of each rule, and what it demands."""

Value = str | list["Value"] | dict[str, "Value"]
Path_ = tuple[str | int, ...]

_FORBIDDEN: Final = {
    "\t": ("a tab", "use spaces"),
    "\r": ("a carriage return, as in a Windows line end", "save the file with plain line ends (LF)"),
    "\u00a0": ("a no-break space", "type a plain space"),
    "\u00ad": ("a soft hyphen", "delete it"),
    "\ufeff": ("a byte order mark", "save the file as UTF-8 without BOM"),
    **{
        chr(code): ("an invisible or direction-changing character", "delete it")
        for code in (*range(0x200B, 0x2010), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2060, 0x2070))
    },
}


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
    if not path.is_file():
        found = "a folder" if path.is_dir() else "no such file"
        raise Refused([_problem(Place(file), "file-is-readable", found, f"put the record in {file}")])
    data = path.read_bytes()
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
    hidden = list(_hidden_characters(text, file))
    if hidden:
        raise Refused(hidden)
    return _Reader(file).read(text)


def _problem(place: Place, rule: str, found: str, repair: str) -> Problem:
    return Problem(place, rule, READING_RULES[rule], found, repair)


def _hidden_characters(text: str, file: str) -> Iterator[Problem]:
    """Find characters that an editor does not show, or shows as something else; one a line is enough to act on."""
    for number, line in enumerate(text.split("\n"), start=1):
        for column, character in enumerate(line, start=1):
            if character in _FORBIDDEN:
                what, repair = _FORBIDDEN[character]
            elif ord(character) < 32 or 0x7F <= ord(character) < 0xA0:
                what, repair = "a control character", "delete it"
            else:
                continue
            yield _problem(
                Place(file, number, column), "characters-are-visible", f"{what} (U+{ord(character):04X})", repair
            )
            break


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
                        self._refuse(event, "one-document", 'a second "---"', "move it to a file of its own")
                    values.append(self._value(next(self.events), ()))
        except yaml.YAMLError as error:
            self._refuse_syntax(error)
        if not values and not self.problems:
            repair = "fill it in, or remove it"
            self.problems.append(_problem(Place(self.file), "file-is-not-empty", "an empty file", repair))
        if self.problems:
            raise Refused(self.problems)
        return Source(self.file, values[0], self.places, self.keys)

    def _value(self, event: yaml.Event, path: Path_) -> Value:
        self.places[path] = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "no-aliases", f"the alias *{event.anchor}", "write the value out")
            return ""
        if event.anchor is not None:
            self._refuse(event, "no-aliases", f"the anchor &{event.anchor}", f"remove &{event.anchor}")
        if event.tag is not None:
            self._refuse(event, "no-tags", f"the tag {event.tag}", "remove the tag")
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if len(path) >= MAX_DEPTH:
            self._refuse(event, "nesting-is-shallow", "a deeper level", "flatten it")
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
            if not isinstance(key, str):
                found = "a list or a block as a key"
                self._refuse(event, "keys-are-words", found, "check the colons and the indentation")
                key = "(key)"
            if key in mapping:
                first = self.keys[(*path, key)]
                found = f'"{key}" again; it stands already in line {first.line}, column {first.column}'
                self._refuse(event, "keys-are-unique", found, "remove one of the two")
                self._value(value_event, (*path, key, "(again)"))
                continue
            self.keys[(*path, key)] = place
            mapping[key] = self._value(value_event, (*path, key))
        return mapping

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: yaml.Event, rule: str, found: str, repair: str) -> None:
        self.problems.append(_problem(self._place(event), rule, found, repair))

    def _refuse_syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)
        said = getattr(error, "problem", None) or str(error)
        repair = "look at this line and the one above: indentation, a missing colon, an unclosed quotation mark"
        self.problems.append(_problem(place, "yaml-is-readable", f"something else; YAML's reader says: {said}", repair))
