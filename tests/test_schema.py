"""One contract: the committed schemas are those of the records, and the data passes them in an independent validator."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.corpus.records import KINDS, Edition
from macros.corpus.records.common import Part
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


def test_the_schema_refuses_an_unknown_key(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    text = (ROOT / "data" / "topics" / "evaluation.yml").read_text(encoding="utf-8")
    bad.write_text(text.replace("title:", "titel:"), encoding="utf-8")
    assert validated(SCHEMA / "topics.json", [bad]).returncode != 0


@pytest.mark.parametrize("kind", [*KINDS])
def test_every_record_names_its_schema_in_its_first_line(kind: str) -> None:
    for path in (ROOT / "data" / kind).glob("*.yml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=../schema/{kind}.json", path.name


def every_part(part: type[Part]) -> set[type[Part]]:
    """Return a part and all that derive from it."""
    return {part}.union(*(every_part(each) for each in part.__subclasses__()))


@pytest.mark.parametrize("part", sorted(every_part(Part), key=str), ids=str)
def test_every_field_of_the_contract_is_described(part: type[Part]) -> None:
    assert part.__doc__
    for name, field in part.model_fields.items():
        assert field.description, f"{part.__name__}.{name}"


def test_the_edition_is_described_too() -> None:
    assert Edition.model_fields["promises"].description


def validated(schema: Path, files: list[Path]) -> subprocess.CompletedProcess[str]:
    """Run check-jsonschema, which shares no code with ours."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
