"""Where each value of a record stands in the text of its file, and which marks its field has in the contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml
from pydantic import BaseModel

from macros.corpus.contract import fields
from macros.corpus.located import Path_
from macros.corpus.records.common import Mark

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PERHAPS: Final = frozenset({Mark.SOURCE})
"""The marks of a key that the contract does not know: misspelt, it may hold words of a source."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in a text: its path, the marks of its field in the contract, the offsets of
    its first character and of the first after it, and the lines of the entry with its key or hyphen, counted from 0."""

    path: Path_
    marks: frozenset[Mark]
    start: int
    end: int
    lines: range


def spans(text: str, record: type[BaseModel]) -> list[Span]:
    """Return where each value stands in readable YAML text, blocks and lists before what is in them."""
    node = composed(text)
    return list(_spans(node, record, (), frozenset(), node.start_mark.line))


def composed(text: str) -> yaml.Node:
    """Return the tree of readable YAML text."""
    node = yaml.compose(text, Loader=_LOADER)
    assert node is not None, "readable text holds a record"
    return node


def _spans(
    node: yaml.Node, part: type[BaseModel] | None, path: Path_, marks: frozenset[Mark], first: int
) -> Iterator[Span]:
    yield Span(path, marks, node.start_mark.index, node.end_mark.index, range(first, _end(node)))
    if isinstance(node, yaml.SequenceNode):
        for position, each in enumerate(node.value):
            yield from _spans(each, part, (*path, position), marks, each.start_mark.line)
    elif isinstance(node, yaml.MappingNode):
        known = {each.name: each for each in fields(part)} if part else {}
        for key, value in node.value:
            of = known.get(key.value)
            of_part, marked = (of.part, of.marks) if of else (None, _PERHAPS)
            yield from _spans(value, of_part, (*path, key.value), marked, key.start_mark.line)


def _end(node: yaml.Node) -> int:
    """Return the number of the first line after a value; a block's own end mark stands after the comments below it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last if isinstance(node, yaml.SequenceNode) else last[1])
    end = node.end_mark
    return int(end.line) + (end.column > 0 or end.line == node.start_mark.line)
