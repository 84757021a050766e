"""The whole edition as one JSON file, with its JSON Schema.

Both are made from the contract: the file holds every record with the fields that its YAML file has, and the schema is
the type of that file. So a field that a contributor may write is a field that a program may read.
"""

from __future__ import annotations

import json

from macros.corpus.graph import Corpus
from macros.corpus.records import (
    AgendaItem,
    Changes,
    Cluster,
    Document,
    Edition,
    Recommendation,
    Session,
    Term,
    Topic,
    Witness,
)
from macros.corpus.records.common import FieldGroup
from macros.corpus.schema import DIALECT, of_edition

ADDRESS = "data/edition.json"
SCHEMA_ADDRESS = "data/edition.schema.json"
"""Where the files lie in the site."""


class Whole(FieldGroup):
    """The whole edition. Dates are written `2007`, `2007-08`, `2007-08-03` or as a range with a slash; what a record
    does not say is left out."""

    edition: Edition
    """What the edition is called, its version and date, and what it promises to contain."""
    recommendations: tuple[Recommendation, ...]
    """By number."""
    clusters: tuple[Cluster, ...]
    """By letter."""
    sessions: tuple[Session, ...]
    """By time."""
    documents: tuple[Document, ...]
    """By symbol; those that are held have their text, block by block."""
    items: tuple[AgendaItem, ...]
    """Agenda items with their dated events: the timeline."""
    terms: tuple[Term, ...]
    """By title."""
    topics: tuple[Topic, ...]
    """By title."""
    witnesses: tuple[Witness, ...]
    """By title."""
    changes: tuple[Changes, ...]
    """What each edition changed, the newest first."""


def dataset(corpus: Corpus) -> Whole:
    """Return everything that the corpus was read from, except redirects, which are about this site."""
    return Whole(**{name: getattr(corpus, name) for name in Whole.model_fields})


def written(corpus: Corpus) -> str:
    """Return the JSON file."""
    return dataset(corpus).model_dump_json(exclude_unset=True, by_alias=True, indent=1) + "\n"


def schema(edition: Edition) -> str:
    """Return the JSON Schema of that file."""
    return json.dumps({"$schema": DIALECT, **of_edition(Whole, edition)}, indent=1, ensure_ascii=False) + "\n"
