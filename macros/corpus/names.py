"""Which names a file among the records can have: one that every system can use, and that is the record's identifier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from pathlib import Path
from typing import Final

from macros.corpus.records.verbatim import slug_of
from macros.problems import one_line

UNPRINTABLE: Final = ("a file with an invisible character in its name", "rename it")


def fault(path: Path, names: Container[str] = ()) -> tuple[str, str] | None:
    """Return what is wrong with the name of a file among the records and how to mend it, or None. `names` are those in
    the same folder. The file need not be there."""
    wanted = slug(path)
    if not path.name.isprintable():
        return UNPRINTABLE
    if path.is_dir() and path.suffix != ".yml":
        return "a folder", f"remove it; records lie directly in data/{path.parent.name}/"
    if path.suffix != ".yml":
        if f"{wanted}.yml" in names:
            return ending(path), f"remove it; {wanted}.yml is there already"
        return ending(path), f"remove it, or rename it to {wanted or 'name'}.yml if it is a record"
    if path.stem in _RESERVED:
        return f'the name "{path.stem}", which Windows keeps for itself', "choose another name, there and in the record"
    if not _NAME.fullmatch(path.stem):
        found = f'the name "{one_line(path.stem, 80)}"; a name has only small letters, digits and single hyphens'
        if f"{wanted}.yml" in names:
            return found, f"remove it; {wanted}.yml is there already, and some systems take the two for one"
        return found, f"rename it to {wanted or 'name'}.yml, or remove it"
    if len(path.stem) > _LONGEST:
        return f"a name of {len(path.stem)} characters", f"choose a name of at most {_LONGEST} characters"
    return None


def slug(path: Path) -> str:
    """Return the name that a file should have, without accents and ending."""
    name = unicodedata.normalize("NFKD", path.name.partition(".")[0])
    return slug_of(name.encode("ascii", "ignore").decode())


def ending(path: Path) -> str:
    """Return what the ending of a file is, in words."""
    return f'a file ending in "{path.suffix}"' if path.suffix else "a file without an ending"


_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 80
"""The longest name of a record, as in the type `Slug`."""
_RESERVED: Final = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)),
}
"""Names that no file on Windows can have, whatever its ending (Microsoft, "Naming Files, Paths, and Namespaces")."""
