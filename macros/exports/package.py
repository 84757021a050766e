"""The data of the edition as files for programs, under one address for as long as old programs can read them.

Within a version fields and files are only added. What a version has promised is kept in `tests/expected/data-v1.txt`,
and a test compares. The description of the tables follows Data Package 2.0 (Frictionless, datapackage.org).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, Final

from macros.corpus.graph import Corpus
from macros.corpus.records import FOLDERS, KINDS, Edition, Record
from macros.corpus.records.common import FieldGroup
from macros.corpus.schema import DIALECT, of_edition
from macros.exports import dataset, tables
from macros.exports.tables import Column, Row, Table

FOLDER = "data/v1"
"""Where all of it lies in the site."""
DESCRIPTION = "datapackage.json"


_NOT_OURS = "The words of the sources in it are their authors'; the licence is for all else."


@dataclass(frozen=True, slots=True)
class File:
    """A file for programs: its name, of the data within `FOLDER`, the file or folder of the project that it is made
    from, and how its bytes are made."""

    name: str
    made_from: str
    content: Callable[[], bytes]


STANDING: Final = (
    "edition.json",
    "edition.schema.json",
    *(f"{kind}.schema.json" for kind in KINDS),
    *(f"{table.name}.csv" for table in tables.tables()),
    DESCRIPTION,
)
"""The names of the files that every edition has, whatever records it has."""


def name_of(record: Record) -> str:
    """Return the name of the file that holds one record."""
    return f"{FOLDERS[type(record)]}/{record.identifier}.json"


def files(corpus: Corpus) -> Iterator[File]:
    """Yield every file: all records in one, each record by itself, the schemas, the tables and their description."""
    yield File("edition.json", "data", lambda: dataset.written(corpus).encode())
    yield File(
        "edition.schema.json", "macros/corpus/records", partial(_schema, corpus.edition, "edition", dataset.Whole)
    )
    known: dict[str, dict[str, list[Row]]] = {}
    for kind, record in KINDS.items():
        yield File(f"{kind}.schema.json", "macros/corpus/records", partial(_schema, corpus.edition, kind, record))
        for each in getattr(corpus, kind):
            yield File(name_of(each), f"data/{kind}/{each.identifier}.yml", partial(_json, each))
    for table in tables.tables():
        yield File(f"{table.name}.csv", f"data/{table.kind}", partial(_csv, corpus, known, table))
    yield File(DESCRIPTION, "data", partial(_description, corpus, known))


def _json(record: Record) -> bytes:
    return (record.model_dump_json(exclude_unset=True, by_alias=True, indent=1) + "\n").encode()


def namespace(edition: Edition) -> str:
    """Return what the identifiers of the schemas begin with: names, not addresses, because they are the same wherever a
    copy of the site lies."""
    return f"urn:open-edition:{edition.work.name_for_programs}:data:v1"


def _schema(edition: Edition, name: str, part: type[FieldGroup]) -> bytes:
    named = {"$schema": DIALECT, "$id": f"{namespace(edition)}:{name}", **of_edition(part, edition)}
    return (json.dumps(named, indent=1, ensure_ascii=False) + "\n").encode()


def _csv(corpus: Corpus, known: dict[str, dict[str, list[Row]]], table: Table) -> bytes:
    if table.kind not in known:  # the rows of a kind are made together
        known[table.kind] = tables.rows(corpus, table.kind)
    return tables.written(table, known[table.kind][table.name])


def _description(corpus: Corpus, known: dict[str, dict[str, list[Row]]]) -> bytes:
    edition = corpus.edition
    description = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": edition.work.name_for_programs,
        "title": edition.title,
        "description": f"{edition.description} {_NOT_OURS}",
        "version": edition.version,
        "created": f"{edition.date.first.isoformat()}T00:00:00Z",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "CC0 1.0 Universal",
            }
        ],
        "resources": [_resource(table, _csv(corpus, known, table)) for table in tables.tables()],
    }
    return (json.dumps(description, indent=1, ensure_ascii=False) + "\n").encode()


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.all_columns],
        "primaryKey": [column.name for column in table.keys],
        "missingValues": [""],
    }
    if table.parent:
        names = [column.name for column in table.keys[:-1]]
        schema["foreignKeys"] = [{"fields": names, "reference": {"resource": table.parent, "fields": names}}]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.about,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.about}
    return field | ({"constraints": constraints} if constraints else {})
