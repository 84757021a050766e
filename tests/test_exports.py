"""The edition as data: nothing is lost, and its type is that of the contract."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from macros.corpus.contract import fields, parts
from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS
from macros.exports import dataset as export
from tests.project import Project


@pytest.fixture(scope="module")
def validator(corpus: Corpus) -> Draft202012Validator:
    schema = json.loads(export.schema(corpus.edition))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def data(corpus: Corpus) -> Any:
    return json.loads(export.written(corpus))


def test_every_kind_of_record_is_in_it() -> None:
    assert set(export.Whole.model_fields) == {"edition", *KINDS}


def test_nothing_is_lost_on_the_way_there_and_back(corpus: Corpus) -> None:
    assert export.Whole.model_validate_json(export.written(corpus)) == export.dataset(corpus)


def test_the_words_of_a_source_are_in_it_as_they_are(data: Any) -> None:
    (recommendation,) = (each for each in data["recommendations"] if each["number"] == 22)
    assert "directed by Member Sates, issues such as:" in json.dumps(recommendation)
    assert recommendation["immediate_implementation"]["basis"] == "stated"


def test_it_has_the_form_that_its_schema_tells(validator: Draft202012Validator, data: Any) -> None:
    assert [error.message for error in validator.iter_errors(data)] == []


def test_every_field_of_the_contract_is_in_the_schema(corpus: Corpus) -> None:
    schema = json.loads(export.schema(corpus.edition))["$defs"]
    for record in KINDS.values():
        for part in parts(record):
            described = schema[part.__name__]["properties"]
            assert set(described) == {field.name for field in fields(part)}
            assert all(described[field.name]["description"] for field in fields(part))


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("recommendations", "number", "22"),
        ("recommendations", "titel", "x"),
        ("terms", "basis", "known"),
        ("documents", "date", "August 2007"),
        ("sessions", "year", 2007),
    ],
)
def test_the_schema_refuses_another_form(
    validator: Draft202012Validator, data: Any, kind: str, key: str, value: object
) -> None:
    broken = copy.deepcopy(data)
    broken[kind][0][key] = value
    assert not validator.is_valid(broken)


def test_the_site_has_it(built: Project, corpus: Corpus) -> None:
    assert (built.site / export.ADDRESS).read_text(encoding="utf-8") == export.written(corpus)
    assert (built.site / export.SCHEMA_ADDRESS).read_text(encoding="utf-8") == export.schema(corpus.edition)
    assert (built.site / "data" / "v1" / "edition.json").read_text(encoding="utf-8") == export.written(corpus)
    assert 'href="data.html"' in (built.site / "sources.html").read_text(encoding="utf-8")


def test_held_texts_are_in_it(data: Any, corpus: Corpus) -> None:
    held = {each.id for each in corpus.documents if each.held}
    assert {each["id"] for each in data["documents"] if "transcript" in each} == held
