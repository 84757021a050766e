"""How a record stands on the lines of its file: the one form that `dev.py format` gives to every record.

Keys stand in the order of the contract, blocks are indented by two spaces, a text that does not fit on its line is
folded at 100 columns, and quotation marks stand only where YAML needs them. Comments stay with what they stand above.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import yaml
from pydantic import BaseModel

from macros.corpus import source
from macros.corpus.contract import fields
from macros.corpus.records import SINGLES
from macros.corpus.source import Source, Value
from macros.corpus.spans import composed
from macros.problems import Place, Problem, Refused

WIDTH: Final = 100
"""The last column of a line, where a text can be folded."""

_FOLD = re.compile(r"(?<=\S) (?=\S)")
_SCHEMA = "# yaml-language-server:"


@dataclass
class YamlEntry:
    """A key with its value, or one value of a list, with the comments above it."""

    key: str | None
    value: str | YamlBlock
    above: list[str] = field(default_factory=list)


@dataclass
class YamlBlock:
    """The entries of a block of keys or of a list, with the comments below the last one."""

    is_list: bool
    entries: list[YamlEntry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def schema_line(kind: str) -> str:
    """Return the first line of every record, which names its schema to editors; `kind` is a key of `RECORDS`."""
    return f"{_SCHEMA} $schema={'' if kind in SINGLES else '../'}schema/{kind}.json"


def laid_out(text: str, file: str, kind: str, record: type[BaseModel]) -> str:
    """Return the text of a record in its one form.

    Raises `Refused` for text that is not readable, and when the form would change a value or lose a comment; a value
    may only lose white space at its ends, which the records strip. That holds for the source's words as for all others.
    """
    read = source.read_text(text, file)
    root = _Tree(read).root
    if not isinstance(root, YamlBlock) or root.is_list:
        return text  # no record; the checks say so
    _order(root, record)
    new = "\n".join([schema_line(kind), *written(root)]) + "\n"
    again = source.read_text(new, file)
    kept = _stripped(again.values) == _stripped(read.values)
    if not kept or sorted(words for _, words in _comments(again)) != sorted(words for _, words in _comments(read)):
        must = "the tidied form has the same values, letter by letter, and the same comments"
        found = "a value that would change" if not kept else "a comment that would be lost"
        repair = "the file is left as it is; write the value in its plainest form, or move the comment"
        raise Refused([Problem(Place(file), "form-keeps-content", must, found, repair)])
    return new


def written(block: YamlBlock, indent: int = 0) -> list[str]:
    """Return the lines of a block, indented by so many columns."""
    return list(_lines(block, indent))


def _comments(read: Source) -> list[tuple[Place, str]]:
    """Return the comments of a record but for the line that names its schema."""
    return [(place, words) for place, words in read.comments if not words.startswith(_SCHEMA)]


class _Tree:
    """The entries of a text, each with its comments."""

    def __init__(self, read: Source) -> None:
        self._entered: list[tuple[YamlEntry, int, int, tuple[YamlBlock, ...]]] = []
        self._columns: dict[int, int] = {}
        self.root = self._value(composed(read.text), ())
        for place, words in _comments(read):
            self._attach(place.line - 1, place.column - 1, words)

    def _value(self, node: yaml.Node, around: tuple[YamlBlock, ...]) -> str | YamlBlock:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        block = YamlBlock(isinstance(node, yaml.SequenceNode))
        self._columns[id(block)] = node.start_mark.column
        for each in node.value:
            key, value = (None, each) if block.is_list else each
            begin = (key or value).start_mark
            entry = YamlEntry(key.value if key else None, "")
            self._entered.append((entry, begin.line, node.start_mark.column, (*around, block)))
            block.entries.append(entry)
            entry.value = self._value(value, (*around, block))
        return block

    def _attach(self, line: int, column: int, comment: str) -> None:
        before = [entered for entered in self._entered if entered[1] <= line]
        after = next((entered for entered in self._entered if entered[1] > line), None)
        if after and (column <= after[2] or not before):
            after[0].above.append(comment)
            return
        if not before:
            return  # nothing but comments, which is no record
        entry, _, _, around = before[-1]
        chain = (*around, entry.value) if isinstance(entry.value, YamlBlock) else around
        deepest = [block for block in chain if self._columns[id(block)] <= column] or [chain[0]]
        if after and after[3][-1] is deepest[-1]:
            after[0].above.append(comment)
        else:
            deepest[-1].below.append(comment)


def _order(block: YamlBlock, part: type[BaseModel] | None) -> None:
    """Bring the keys of a block, and of all inside it, into the order of the contract; unknown keys stay last."""
    known = {each.name: (position, each.part) for position, each in enumerate(fields(part))} if part else {}
    if not block.is_list:
        block.entries.sort(key=lambda entry: known.get(entry.key or "", (len(known), None))[0])
    for entry in block.entries:
        if isinstance(entry.value, YamlBlock):
            _order(entry.value, part if block.is_list else known.get(entry.key or "", (0, None))[1])


def _lines(block: YamlBlock, indent: int) -> Iterator[str]:
    margin = " " * indent
    for entry in block.entries:
        yield from (margin + comment for comment in (*entry.above, *_hoisted(entry)))
        lead = margin + ("-" if entry.key is None else f"{_key(entry.key)}:")
        if isinstance(entry.value, str):
            first, *more = _scalar(entry.value, len(lead) + 1, indent + 2)
            yield f"{lead} {first}".rstrip()
            yield from more
        elif not entry.value.entries:
            yield f"{lead} {'[]' if entry.value.is_list else '{}'}"
        elif entry.key is None and not entry.value.is_list:
            inner = list(_lines(entry.value, indent + 2))
            yield f"{lead} {inner[0].lstrip()}"
            yield from inner[1:]
        else:
            yield lead
            yield from _lines(entry.value, indent + 2)
    yield from (margin + comment for comment in block.below)


def _hoisted(entry: YamlEntry) -> list[str]:
    """Take the comments above the first key of a list's entry, which stand above its hyphen."""
    if entry.key is not None or isinstance(entry.value, str) or not entry.value.entries:
        return []
    first = entry.value.entries[0]
    taken, first.above = [*first.above, *_hoisted(first)], []
    return taken


def _key(key: str) -> str:
    return key if _reads_as(f"{key}: x", key) else json.dumps(key, ensure_ascii=False)


def _scalar(text: str, column: int, indent: int) -> list[str]:
    """Return a text in its lines: the first goes on at a column, the others are indented by so many."""
    text = text.strip()
    margin = " " * indent
    if "\n" in text:
        return ["|-", *(margin + line if line else "" for line in text.split("\n"))]
    pieces = _FOLD.split(text)
    inline = _inline(text)
    if column + len(inline) <= WIDTH:
        return [inline]
    lines = [margin + pieces[0]]
    for piece in pieces[1:]:
        if len(lines[-1]) + 1 + len(piece) <= WIDTH:
            lines[-1] += " " + piece
        else:
            lines.append(margin + piece)
    return [">-", *lines]


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    """Return a text in one line, in quotation marks only where it would be read otherwise without."""
    if _reads_as(f"x: {text}", "x", text):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else json.dumps(text, ensure_ascii=False)


def _reads_as(line: str, key: str, value: str = "x") -> bool:
    """Tell whether a line is read as this key with this value, and nothing else."""
    try:
        return source.read_text(line, "").values == {key: value}
    except Refused:
        return False


def _stripped(value: Value) -> Value:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(each) for each in value]
    return {key: _stripped(each) for key, each in value.items()}
