"""The mark of a blank in a new record, which the checks refuse until somebody has filled it in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from macros.corpus.located import Path_
from macros.corpus.source import Source

BLANK: Final = "???"
"""What stands where a value is still to be written. YAML reads it as text, and no value of a record is this."""


def blanks(read: Source) -> Iterator[Path_]:
    """Yield the path of each value that is still a blank."""
    for path in read.paths:
        value = read.values
        for step in path:
            value = value[step]  # type: ignore[index]
        if isinstance(value, str) and value.strip() == BLANK:
            yield path
