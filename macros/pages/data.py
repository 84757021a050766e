"""What the page about the data shows: every file for programs, and what each column of a table says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS
from macros.exports import package
from macros.exports.tables import Table, tables
from macros.pages import pieces
from macros.pages.here import Here, Link
from macros.pages.text import coded
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, the type of its cells, what it says, and the values of a closed list."""

    name: str
    type: str
    about: Markup
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableFile:
    """The file of a table: its name, the way to it, what it says, and its columns."""

    name: str
    file: Link
    about: Markup
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The files of a kind of record: an example of a record, the schema of all of them, and their tables."""

    kind: str
    example: Link
    schema: Link
    tables: tuple[TableFile, ...]


@dataclass(frozen=True, slots=True)
class DataView(View):
    """Every file for programs; of those in Akoma Ntoso also the name of each document."""

    template: ClassVar[str] = "data.html.jinja"

    everything: Link
    schema: Link
    description: Link
    groups: tuple[Group, ...]
    legal: tuple[tuple[str, Link], ...]


def view(corpus: Corpus, here: Here) -> DataView:
    """Return the list of all files for programs, by kind of record."""
    return DataView(
        _file(here, "edition.json"),
        _file(here, "edition.schema.json"),
        _file(here, package.DESCRIPTION),
        tuple(
            Group(
                kind,
                _file(here, f"{kind}/{getattr(corpus, kind)[-1].identifier}.json"),
                _file(here, f"{kind}.schema.json"),
                tuple(_table(here, table) for table in tables() if table.kind == kind),
            )
            for kind in KINDS
            if getattr(corpus, kind)
        ),
        tuple((each.name, link) for each in corpus.documents if (link := pieces.legal(corpus, here, each))),
    )


def _file(here: Here, name: str) -> Link:
    return Link(name, here.relative(f"{package.FOLDER}/{name}"))


def _table(here: Here, table: Table) -> TableFile:
    columns = tuple(Column(each.name, each.type, coded(each.about), each.choices) for each in table.all_columns)
    return TableFile(table.name, _file(here, f"{table.name}.csv"), coded(table.about), columns)
