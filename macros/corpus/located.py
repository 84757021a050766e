"""Where the values of a file stand: what is left of its reading once a record is made of it.

Only a mistake and the links to a line of a file ask for places, but they may ask for any.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from macros.problems import Place

Path_ = tuple[str | int, ...]
"""The keys and list positions that lead from the top of a file to a value."""

COLUMNS: Final = 1024 * 1024
"""More than a line of a record can have: a place is kept as its line times this, and its column."""


@dataclass(frozen=True, slots=True)
class Located:
    """The text of one file as it was read, and where each value in it stands.

    A large corpus has some hundred thousand values, so all of this is packed. `paths` has the path of each (keys and
    list positions from the top), in the order of the file; a path that many files have is there once for all of them.
    `spots` has where they stand, and `keys` the same of the key that introduces each, or 0: line and column in one
    number, see `COLUMNS`.
    """

    file: str
    text: str
    paths: tuple[Path_, ...] = field(hash=False)  # all of this follows from the text
    spots: array[int] = field(hash=False)
    keys: array[int] = field(hash=False)

    @property
    def stem(self) -> str:
        """The name of the file, without its folder and its ending."""
        return self.file.rpartition("/")[2].removesuffix(".yml")

    def place(self, path: Path_ = ()) -> Place:
        """Return where the value at this path stands, or the nearest value around it when it is missing."""
        numbers = _numbers(self)
        while path not in numbers and path:
            path = path[:-1]
        return self._at(self.spots[numbers[path]]) if path in numbers else Place(self.file)

    def key_place(self, path: Path_) -> Place:
        """Return where the key of this path stands, or else its value, or else what is around it."""
        return self._at(self.keys[_numbers(self)[path]]) if self.has_key(path) else self.place(path)

    def has_key(self, path: Path_) -> bool:
        """Tell whether something stands at this path, and a key introduces it."""
        number = _numbers(self).get(path)
        return number is not None and self.keys[number] > 0

    def _at(self, spot: int) -> Place:
        return Place(self.file, *divmod(spot, COLUMNS))

    def letter_place(self, path: Path_, letters: int) -> Place:
        """Return where the text at this path goes on after so many characters, blanks not counted: the value may run
        over several lines of the file. Where escapes make that hard to tell, where the text begins."""
        start, lines = self.place(path), self.text.split("\n")
        sign = lines[start.line - 1][start.column - 1 : start.column]
        below, quote = sign in (">", "|"), sign if sign in ("'", '"') else ""
        for number in range(start.line - 1 + below, len(lines)):
            line = lines[number]
            column = start.column - 1 + len(quote) if number == start.line - 1 else 0
            while column < len(line):
                if not line[column].isspace():
                    if quote == '"' and line[column] == "\\":
                        return start
                    if not letters:
                        return Place(self.file, number + 1, column + 1)
                    letters -= 1
                    column += quote == "'" and line[column : column + 2] == "''"
                column += 1
        return start


def packed(spots: Mapping[Path_, int], keys: Mapping[Path_, int]) -> tuple[tuple[Path_, ...], array[int], array[int]]:
    """Return the paths, spots and keys of `Located`, from the spots of values and of keys by path."""
    return tuple(map(_shared, spots)), array("Q", spots.values()), array("Q", (keys.get(path, 0) for path in spots))


@lru_cache(maxsize=16)
def _numbers(located: Located) -> Mapping[Path_, int]:
    """Return the number of each path of a file. Whoever asks for one place in a file asks for others."""
    return {path: number for number, path in enumerate(located.paths)}


@lru_cache(maxsize=8192)
def _shared(path: Path_) -> Path_:
    """Return this path, as the same object for all files that have it."""
    return path
