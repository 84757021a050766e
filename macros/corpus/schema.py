"""JSON Schemas for editors, made from the records, so that an editor completes, explains and warns while one types.

Every scalar of a record is read as text, so the schemas let an unquoted `7` or `2007` pass where text is wanted,
and leave it to the checks to tell a number from a word.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from macros.corpus.records import KINDS, RECORDS, Edition, Record
from macros.corpus.records.common import FieldGroup, Mark

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the text of each schema by its file name in data/schema/."""
    return {f"{name}.json": _text(record) for name, record in sorted(RECORDS.items())}


@cache
def definitions() -> dict[str, Any]:
    """Return the schema of every record and part by its name. To make them one by one takes five times as long."""
    _, schema = models_json_schema([(record, "validation") for record in RECORDS.values()])
    return dict(schema["$defs"])


def of_edition(part: type[FieldGroup], edition: Edition) -> dict[str, Any]:
    """Return the schema of a record or part for an edition: where it has no list, no answer is needed."""
    schema, asked = json.loads(_plain(part)), {each.field for each in edition.lists}
    for record in KINDS.values():
        answers = {name for name, field in record.model_fields.items() if Mark.LISTED in field.metadata}
        described = schema if part is record else schema.get("$defs", {}).get(record.__name__, {})
        if left_out := answers - asked:
            described["required"] = [name for name in described.get("required", ()) if name not in left_out]
    return dict(schema)


@cache
def _plain(part: type[FieldGroup]) -> str:
    """Return the schema of a record or part as JSON, of which each who asks reads a copy to change."""
    return json.dumps(part.model_json_schema())


def _text(record: type[Record]) -> str:
    schema = {"$schema": DIALECT, **record.model_json_schema()}
    return json.dumps(_as_typed(schema), indent=2, ensure_ascii=False) + "\n"


def _as_typed(node: Any) -> Any:
    """Allow for what YAML makes of an unquoted word: `number: 7` is a number to an editor, `listed: yes` to some
    editors a truth value, `date: 2007` a number."""
    if isinstance(node, list):
        return [_as_typed(each) for each in node]
    if not isinstance(node, dict):
        return node
    node = {key: _as_typed(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if node.get("type") == "string" and "enum" not in node:
        node["type"] = ["string", "number"]
    if "enum" in node and {"yes", "no"} <= set(node["enum"]):
        node["enum"] = [*node["enum"], True, False]
        node.pop("type", None)
    return node
