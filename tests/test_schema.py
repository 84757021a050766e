"""One contract: the committed schemas are those of the records, and the data passes them in an independent validator."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.corpus.records import KINDS, Edition
from macros.corpus.records.common import FieldGroup
from macros.corpus.schema import schemas
from tests.project import ROOT

SCHEMA = ROOT / "data" / "schema"


def test_the_committed_schemas_are_those_of_the_records() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in SCHEMA.iterdir()}
    assert committed == schemas(), "run: python3 scripts/dev.py schema"


@pytest.mark.parametrize("kind", [*KINDS, "edition", "redirects"])
def test_the_data_passes_the_schema(kind: str) -> None:
    files = sorted((ROOT / "data" / kind).glob("*.yml")) or [ROOT / "data" / f"{kind}.yml"]
    done = validated(SCHEMA / f"{kind}.json", files)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("kind", [*KINDS, "edition", "redirects"])
def test_the_schema_refuses_an_unknown_key_and_nothing_else(kind: str, tmp_path: Path) -> None:
    """Beside all keys that are needed, so that only the unknown one can be what is wrong."""
    files = sorted((ROOT / "data" / kind).glob("*.yml")) or [ROOT / "data" / f"{kind}.yml"]
    bad = tmp_path / "bad.yml"
    bad.write_text(files[0].read_text(encoding="utf-8") + "unheard_of: words\n", encoding="utf-8")
    done = validated(SCHEMA / f"{kind}.json", [bad])
    assert done.returncode != 0
    assert "('unheard_of' was unexpected)" in " ".join(done.stdout.split())
    assert "required" not in done.stdout


@pytest.mark.parametrize("name", sorted(schemas()))
def test_no_part_of_a_record_takes_a_key_that_the_contract_does_not_know(name: str) -> None:
    found = list(objects(json.loads(schemas()[name])))
    assert found
    assert [part for part in found if part.get("additionalProperties") is not False] == []


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Yield every schema of an object that says which keys it has, at any depth."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from objects(each)


@pytest.mark.parametrize("kind", [*KINDS])
def test_every_record_names_its_schema_in_its_first_line(kind: str) -> None:
    for path in (ROOT / "data" / kind).glob("*.yml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=../schema/{kind}.json", path.name


def every_part(part: type[FieldGroup]) -> set[type[FieldGroup]]:
    """Return a part and all that derive from it."""
    return {part}.union(*(every_part(each) for each in part.__subclasses__()))


@pytest.mark.parametrize("part", sorted(every_part(FieldGroup), key=str), ids=str)
def test_every_field_of_the_contract_is_described(part: type[FieldGroup]) -> None:
    assert part.__doc__
    for name, field in part.model_fields.items():
        assert field.description, f"{part.__name__}.{name}"


def test_the_edition_is_described_too() -> None:
    assert Edition.model_fields["promises"].description


def validated(schema: Path, files: list[Path]) -> subprocess.CompletedProcess[str]:
    """Run check-jsonschema, which shares no code with ours."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
