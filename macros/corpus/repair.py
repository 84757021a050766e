"""Repairs that need no judgement, made in the text of a record. The source's words are never touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pydantic import BaseModel

from macros.corpus import source
from macros.corpus.characters import MEANINGLESS, repaired
from macros.corpus.records.common import Mark
from macros.corpus.source import Source
from macros.corpus.spans import Span, spans
from macros.excerpt import is_visible
from macros.problems import Edit, Place, Refused

_TABS = re.compile(r"^\t+", re.MULTILINE)


def cleaned(text: str, record: type[BaseModel]) -> str:
    """Return text without a byte order mark, Windows line ends, tabs before a line and invisible characters.

    What stands inside the source's words stays; so does everything of which it is not certain what it should be.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    untabbed = _TABS.sub(lambda tabs: "  " * len(tabs[0]), text)
    text = untabbed if _shown(untabbed) is not None else text
    shown = _shown(text)
    if shown is None:
        return text
    kept = bytearray(len(text))
    for span in spans(shown, record):
        if Mark.SOURCE in span.marks:
            kept[span.start : span.end] = b"\1" * (span.end - span.start)
    return "".join(character if keep else repaired(character) for character, keep in zip(text, kept, strict=True))


def applied(text: str, edits: Iterable[Edit], record: type[BaseModel]) -> str:
    """Return readable text with edits made. An edit is left out when its words do not stand at its place, when it lies
    in the source's words, or when the text could not be read afterwards."""
    for edit in sorted(set(edits), key=lambda edit: edit.place, reverse=True):
        changed = _edited(text, edit, spans(text, record))
        if changed is not None and _is_read(changed, source.read_text):
            text = changed
    return text


def _edited(text: str, edit: Edit, standing: list[Span]) -> str | None:
    """Return the text with one edit made, or None where it must not be."""
    at = _offset(text, edit.place)
    if edit.new is None:
        return _without(text, at, standing)
    if text[at : at + 1] in ("'", '"'):
        at += 1
    in_source = any(span.start <= at < span.end and Mark.SOURCE in span.marks for span in standing)
    if in_source or not text.startswith(edit.old, at):
        return None
    return text[:at] + edit.new + text[at + len(edit.old) :]


def _without(text: str, at: int, standing: list[Span]) -> str | None:
    """Return the text without the entry that begins there; with its key, when it is the only one of its list."""
    entry = next((span for span in standing if span.start == at and span.path and isinstance(span.path[-1], int)), None)
    if entry is None:
        return None
    of_list = [span for span in standing if span.path[:-1] == entry.path[:-1] and len(span.path) == len(entry.path)]
    gone = entry if len(of_list) > 1 else next(span for span in standing if span.path == entry.path[:-1])
    lines = text.splitlines(keepends=True)
    if not lines[entry.lines.start].lstrip().startswith("- "):
        return None  # a list in brackets
    return "".join([*lines[: gone.lines.start], *lines[gone.lines.stop :]])


def _offset(text: str, place: Place) -> int:
    lines = text.split("\n")[: place.line - 1]
    return sum(len(line) + 1 for line in lines) + place.column - 1


def _is_read(text: str, read: Callable[[str, str], Source]) -> bool:
    try:
        read(text, "")
    except Refused:
        return False
    return True


def _shown(text: str) -> str | None:
    """Return the text with something visible for each invisible character, so that nothing moves: a letter where it
    will be deleted, because YAML takes it for a part of the word, otherwise a space. None if that is no YAML."""
    shown = "".join("x" if each in MEANINGLESS else each if is_visible(each) or each == "\n" else " " for each in text)
    return shown if _is_read(shown, source.read_yaml) else None
