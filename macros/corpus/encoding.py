"""The bytes of a file and the text that they are: what is no plain file, no text or not in UTF-8 is refused, and it is
said what it is instead."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from macros import inputs
from macros.corpus.located import COLUMNS
from macros.problems import Place, Problem, Refused

MAX_BYTES: Final = COLUMNS // 2
"""Largest record file in bytes, 512 kB; ours stay under 64 kB."""

FILE_RULES: Final[dict[str, str]] = {
    "file-is-readable": "what belongs under data/ is there and can be read",
    "file-is-small": f"a record has at most {MAX_BYTES:,} bytes",
    "text-is-utf-8": "a file under data/ is text in UTF-8",
}
"""What must be true of a file before it is read: the name of each rule, and what it demands."""


def bytes_of(path: Path, file: str, most: int = MAX_BYTES) -> bytes:
    """Return what a file of at most so many bytes holds. `file` is the name to use in messages. Raises `Refused` for
    what is no plain file, cannot be opened or is too large; nothing of such a file is read."""
    try:
        info, found = path.lstat(), inputs.kind(path)
        if found.startswith("a link"):
            repair = "put the file itself here; not every system keeps links"
        elif found:
            repair = "remove it"
        elif stat.S_ISDIR(info.st_mode):
            found, repair = "a folder", "rename the folder or remove it; only a file has this ending"
        elif info.st_size > most:
            repair = "split the record, or remove what does not belong in it"
            must = FILE_RULES["file-is-small"] if most == MAX_BYTES else f"this file has at most {most:,} bytes"
            raise Refused([Problem(Place(file), "file-is-small", must, f"{info.st_size:,} bytes", repair)])
        else:
            return path.read_bytes()
    except FileNotFoundError:
        found, repair = "no such file", f"put the record in {file}"
    except OSError:
        found, repair = "a file that cannot be opened", "look at its permissions"
    raise Refused([_problem(Place(file), "file-is-readable", found, repair)])


def text_of(data: bytes, file: str) -> str:
    """Return the text of a file; raises `Refused` when it is not UTF-8."""
    other = next((what for start, what in _NO_TEXT.items() if data.startswith(start)), None)
    if other:
        repair = "save the words alone with an editor for plain text, or remove the file"
        raise Refused([_problem(Place(file), "text-is-utf-8", other, repair)])
    if _wide(data):
        repair = "save the file with the encoding UTF-8"
        raise Refused(
            [
                _problem(
                    Place(file),
                    "text-is-utf-8",
                    f"a file in {_wide(data)[:6].upper()}, which some programs call Unicode",
                    repair,
                )
            ]
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(file, before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8")) + 1)
        byte = data[error.start : error.start + 1]
        found, repair = f"the byte 0x{byte.hex()}", "save the file with the encoding UTF-8"
        if "end of data" in error.reason:
            found, repair = (
                "a letter that is cut off at the end of the file",
                "restore the file, or type what is missing",
            )
        elif (letter := byte.decode("cp1252", errors="replace")).isprintable() and letter != "\ufffd":
            found += f', which is "{letter}" in the encoding Windows-1252 (or Latin-1)'
            repair += "; then look whether every letter with an accent is still right"
        raise Refused([_problem(place, "text-is-utf-8", found, repair)]) from None


def plain_text(data: bytes, file: str, then: str = "") -> str:
    """Return the text of a file that is no record, such as a held transcript. Raises `Refused` when it is not UTF-8, or
    has marks of a program in it that nobody typed: a byte order mark, a zero byte. Everything else is as it is. `then`
    is what is to be done when the file was saved anew."""
    text = text_of(data, file)
    for sign, what in (("\ufeff", "a byte order mark"), ("\0", "a zero byte")):
        at = text.find(sign)
        if at >= 0:
            line = text.count("\n", 0, at) + 1
            place = Place(file, line, at - text.rfind("\n", 0, at))
            raise Refused([_problem(place, "text-is-utf-8", what, f"save the file as UTF-8 without it{then}")])
    return text


def shown(data: bytes) -> str:
    """Return the text of a file for people to look at, also where it is not UTF-8."""
    if data.startswith(tuple(_NO_TEXT)):
        return ""
    return data.decode(_wide(data) or "utf-8", errors="replace")


_NO_TEXT: Final = {
    b"PK\x03\x04": "a document of an office program, or an archive",
    b"\xd0\xcf\x11\xe0": "a document of an office program",
    b"{\\rtf": "a document of an office program",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""How files begin that people take for texts, and what they are."""


def _wide(data: bytes) -> str:
    """Return the name of the encoding when a file is in UTF-16 or UTF-32, with or without byte order mark: in a text
    that is mostly English every second byte is then zero. Otherwise return nothing."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[start:400:2]
        if len(half) > 1 and half.count(0) > len(half) // 2:
            return name
    return ""


def _problem(place: Place, rule: str, found: str, repair: str) -> Problem:
    return Problem(place, rule, FILE_RULES[rule], found, repair)
