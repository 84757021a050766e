"""The beginning of a new record, made from the contract: blanks for what it needs, comments for what it may have."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Mapping

from pydantic import BaseModel

from macros.corpus.blanks import BLANK
from macros.corpus.contract import Field, fields
from macros.corpus.layout import WIDTH, YamlBlock, YamlEntry, schema_line, written

HOW = (
    f"Write over each {BLANK}. A field marked as optional stands in comments: to use it, take away its # and the space "
    "after it. Comments may go."
)


def scaffold(kind: str, record: type[BaseModel], known: Mapping[str, str]) -> str:
    """Return the text of a new record of a kind, with a blank for each field that most records have.

    `known` gives values of fields by their name.
    """
    lead = _comment(" ".join((inspect.getdoc(record) or "").split()), 0) + _comment(HOW, 0)
    return "\n".join([schema_line(kind), *lead, *written(_block(record, known, 0, set()))]) + "\n"


def scaffold_entry(part: type[BaseModel], known: Mapping[str, str], indent: int) -> str:
    """Return the lines of a new entry for a list of parts as `scaffold` does, indented by so many columns."""
    entry = YamlEntry(None, _block(part, known, indent + 2, set()))
    return "\n".join(written(YamlBlock(is_list=True, entries=[entry]), indent)) + "\n"


def about(field: Field) -> str:
    """Return what a field means, and its choices where the description does not name them all."""
    named = all(choice in field.about for choice in field.choices)
    return field.about if named else f"{field.about} One of: {', '.join(field.choices)}."


def _block(part: type[BaseModel], known: Mapping[str, str], indent: int, told: set[str]) -> YamlBlock:
    """Return the keys of a part. What was told before is not explained again."""
    block = YamlBlock(is_list=False)
    waiting: list[str] = []
    for field in fields(part):
        explained = f"{field.name}: {field.about}" not in told
        told.add(f"{field.name}: {field.about}")
        if field.usual or field.name in known:
            lead = _comment(about(field), indent) if explained else []
            value = known.get(field.name) or _blank(field, indent + 2, told)
            if not block.entries:  # what is optional stands below the first key, which may bear the hyphen of a list
                block.entries.append(YamlEntry(field.name, value, above=lead))
            else:
                block.entries.append(YamlEntry(field.name, value, above=[*waiting, *lead]))
                waiting = []
        elif explained:
            waiting += _comment(f"Optional. {about(field)}", indent)
            entry = YamlEntry(field.name, _blank(field, indent + 4, told))
            waiting += [f"# {line}" for line in written(YamlBlock(is_list=False, entries=[entry]))]
    block.below = waiting
    return block


def _blank(field: Field, indent: int, told: set[str]) -> str | YamlBlock:
    one = _block(field.part, {}, indent + 2 * field.many, told) if field.part else BLANK
    return YamlBlock(is_list=True, entries=[YamlEntry(None, one)]) if field.many else one


def _comment(text: str, indent: int) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH - indent - 2, break_on_hyphens=False)]
