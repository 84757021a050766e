"""What the page about the data shows: every file for programs, and what each column of a table says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS
from macros.exports import package
from macros.exports.tables import Table, tables

TEMPLATE: Final = "data.html.jinja"


@dataclass(frozen=True, slots=True)
class Group:
    """The files of a kind of record: an example of a record, the schema of all of them, and their tables."""

    kind: str
    example: str
    schema: str
    tables: tuple[Table, ...]


def shown(corpus: Corpus) -> dict[str, Any]:
    """Return what the template shows: the folder, and the files in it by kind of record."""
    groups = [
        Group(
            kind,
            f"{kind}/{getattr(corpus, kind)[-1].identifier}.json",
            f"{kind}.schema.json",
            tuple(table for table in tables() if table.kind == kind),
        )
        for kind in KINDS
        if getattr(corpus, kind)
    ]
    return {"folder": package.FOLDER, "description": package.DESCRIPTION, "groups": groups}
