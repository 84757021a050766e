"""Small changes of meaning, made in the text of Python modules and templates, one at a time."""

from __future__ import annotations

import ast
import copy
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_COMPARISONS: Final[dict[type[ast.cmpop], ast.cmpop]] = {
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
}
_NAMES: Final = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}
_METHODS: Final = {
    "startswith": "endswith",
    "endswith": "startswith",
    "partition": "rpartition",
    "rpartition": "partition",
}
_TEMPLATE: Final = (
    (re.compile(r"(\{\{-?)((?:[^{}]|\{[^{}]*\})+?)(-?\}\})"), r"\1 (\2)|safe \3"),
    (re.compile(r"(\{%-? *(?:el)?if )([^%]+?)( *-?%\})"), r"\1not (\2)\3"),
    (re.compile(r"( *\| *e\b)()()"), ""),
)
"""What is changed in a template: escaping taken from what is printed, a condition turned, a filter `e` left out."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file, by its path from the root, with one change; `first` and `last` are the lines of the function around it, 0
    and 0 where there is none."""

    path: str
    line: int
    first: int
    last: int
    text: str

    def difference(self, root: Path) -> str:
        """Return the change as a diff without lines around it."""
        old = (root / self.path).read_text(encoding="utf-8").splitlines()
        return "\n".join(difflib.unified_diff(old, self.text.splitlines(), self.path, self.path, n=0, lineterm=""))


def mutants(root: Path, path: Path) -> list[Mutant]:
    """Return every mutant of a module or template, in the order of its text. Raises SyntaxError for a broken module."""
    name, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return list(_of_module(name, text))
    changes = [
        (found.start(), found.end(), found.expand(new))
        for pattern, new in _TEMPLATE
        for found in pattern.finditer(text)
    ]
    return [
        Mutant(name, text[:start].count("\n") + 1, 0, 0, text[:start] + new + text[end:])
        for start, end, new in sorted(changes)
    ]


def _of_module(name: str, text: str) -> Iterator[Mutant]:
    tree = ast.parse(text)
    lines = [0]
    for line in text.encode().splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    for node, (first, last) in _nodes(tree, (0, 0)):
        start = lines[node.lineno - 1] + node.col_offset
        end = lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        for new in _changed(node):
            whole = text.encode()
            changed = (whole[:start] + new.encode() + whole[end:]).decode()
            try:
                ast.parse(changed)
            except SyntaxError:  # such as a part of an f-string, which has no place of its own in Python 3.11
                continue
            yield Mutant(name, node.lineno, first, last, changed)


def _nodes(node: ast.AST, function: tuple[int, int]) -> Iterator[tuple[ast.expr | ast.stmt, tuple[int, int]]]:
    """Yield what runs, each with the lines of the function around it: no annotations, decorators or docstrings."""
    if isinstance(node, ast.expr | ast.stmt):
        yield node, function
    if isinstance(node, ast.FunctionDef):
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        function = (first, node.end_lineno or first)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list") or isinstance(node, ast.JoinedStr | ast.Assert):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _nodes(child, function)


def _changed(node: ast.AST) -> Iterator[str]:
    """Yield the texts that can take the place of a node."""
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in _COMPARISONS:
            yield _as(node, ops=[_COMPARISONS[type(op)], *node.ops[1:]])
        case ast.BoolOp():
            yield _as(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield f"(bool({ast.unparse(node.operand)}))"
        case ast.Constant(value=bool()):
            yield str(not node.value)
        case ast.Constant(value=int(number)):
            yield str(number + 1)
        case ast.BinOp(op=ast.Sub()):
            yield _as(node, op=ast.Add())
        case ast.Subscript(slice=ast.Constant(value=0)):
            yield _as(node, slice=ast.UnaryOp(ast.USub(), ast.Constant(1)))
        case ast.Subscript(slice=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1))):
            yield _as(node, slice=ast.Constant(0))
        case ast.Call(func=ast.Name(id=name), args=[first]) if name in _NAMES:
            yield (
                f"{_NAMES[name]}({ast.unparse(first)})"
                if name in ("sorted", "reversed")
                else _as(node, func=ast.Name(_NAMES[name]))
            )
        case ast.Call(func=ast.Attribute(attr=name)) if name in _METHODS:
            yield _as(node, func=ast.Attribute(node.func.value, _METHODS[name]))  # type: ignore[attr-defined]
        case ast.IfExp(test=ast.Name() | ast.Attribute() | ast.Call()):
            yield _as(node, body=node.orelse, orelse=node.body)
        case ast.Expr(value=ast.Call()):
            yield "pass"
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield f"False and ({ast.unparse(node.value)})"
        case ast.Return(value=ast.expr()) if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield "return None"
        case ast.Break():
            yield "continue"
        case ast.Continue():
            yield "break"


def _as(node: ast.expr, **fields: object) -> str:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return f"({ast.unparse(ast.fix_missing_locations(changed))})"
