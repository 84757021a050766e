"""The edition as files for programs: whole, described, valid by the tools of others, and never less than promised."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from macros.corpus import contract
from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS
from macros.exports import package
from macros.exports.dataset import Whole
from macros.exports.tables import BETWEEN, harmless, rows, tables, written
from tests.project import ROOT, Project

PROMISED = ROOT / "tests" / "expected" / "data-v1.txt"


@pytest.fixture(scope="module")
def folder(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the real edition. Do not change them."""
    into = tmp_path_factory.mktemp("v1")
    for file in package.files(corpus):
        path = into / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content())
    return into


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def promised() -> Iterator[str]:
    """Yield what programs may count on: every field of the JSON and every column of the tables, with its type."""
    described: dict[str, type[BaseModel]] = {"edition": Whole, **KINDS}
    for kind, record in described.items():
        yield f"{kind}.schema.json"
        for part in contract.parts(record):
            for field in contract.fields(part):
                form = field.part.__name__ if field.part else "one of a list" if field.choices else "a value"
                often = "always" if field.required else "sometimes"
                yield f"JSON {part.__name__}.{field.name}: {'list of ' if field.many else ''}{form}, {often}"
                yield from (f"JSON {part.__name__}.{field.name} = {choice}" for choice in field.choices)
    for table in tables():
        yield from (f"{table.name}.csv: {column.name} ({column.type})" for column in table.all_columns)


def test_nothing_is_taken_from_what_was_promised(accept: bool) -> None:
    """What is new is added with --accept. What is gone breaks the programs of others: bring it back, or give the data a
    new version (`package.FOLDER`) beside the old one."""
    now = sorted(set(promised()))
    before = PROMISED.read_text(encoding="utf-8").splitlines() if PROMISED.exists() else []
    assert [line for line in before if line not in now] == []
    if accept:
        PROMISED.write_text("".join(f"{line}\n" for line in now), encoding="utf-8", newline="\n")
    else:
        assert now == before, "new: read the difference, then accept"


def test_each_record_is_there_and_has_the_form_that_its_schema_tells(folder: Path, corpus: Corpus) -> None:
    for kind in KINDS:
        schema = json.loads((folder / f"{kind}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"{package.namespace(corpus.edition)}:{kind}"
        validator = Draft202012Validator(schema)
        records = getattr(corpus, kind)
        assert {path.stem for path in (folder / kind).glob("*.json")} == {record.identifier for record in records}
        for record in records:
            read_again = json.loads((folder / kind / f"{record.identifier}.json").read_text(encoding="utf-8"))
            assert [error.message for error in validator.iter_errors(read_again)] == []
            assert KINDS[kind].model_validate(read_again) == record


def test_the_file_of_all_records_holds_each_as_its_own_file_does(folder: Path, corpus: Corpus) -> None:
    everything = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    for kind in KINDS:
        names = [record.identifier for record in getattr(corpus, kind)]
        own = [json.loads((folder / kind / f"{name}.json").read_text(encoding="utf-8")) for name in names]
        assert everything[kind] == own


def test_the_tables_say_what_the_records_say(folder: Path, corpus: Corpus) -> None:
    """Compared by another way than that which makes them: from the JSON, list by list."""
    said: dict[str, list[Any]] = {table.name: [] for table in tables()}

    def gather(name: str, value: dict[str, Any], key: tuple[Any, ...]) -> None:
        flat: dict[str, Any] = {}

        def within(values: dict[str, Any], path: tuple[str, ...]) -> None:
            for field, inner in values.items():
                here = (*path, field)
                if isinstance(inner, dict):
                    within(inner, here)
                elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
                    for position, each in enumerate(inner, start=1):
                        gather("_".join((name, *here)), each, (*key, position))
                elif inner not in (None, []):
                    flat["_".join(here)] = BETWEEN.join(map(str, inner)) if isinstance(inner, list) else inner

        within(value, ())
        said[name].append((tuple(map(str, key)), {field: str(harmless(cell)) for field, cell in flat.items()}))

    for kind in KINDS:
        for record in getattr(corpus, kind):
            gather(kind, record.model_dump(mode="json", by_alias=True), (record.identifier,))
    for table in tables():
        found = []
        for line in read(folder / f"{table.name}.csv"):
            key = tuple(line.pop(column.name) for column in table.keys)
            found.append((key, {name: cell for name, cell in line.items() if cell}))
        assert found == said[table.name], table.name


def test_the_words_of_a_list_can_be_taken_apart_again(corpus: Corpus) -> None:
    for kind in KINDS:
        for record in getattr(corpus, kind):
            for part in contract.parts(type(record)):
                joined = [field.attribute for field in contract.fields(part) if field.many and not field.part]
                lists = [getattr(record, name) for name in joined if hasattr(record, name)]
                assert not [word for words in lists for word in words if BETWEEN in str(word)]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(sign: str) -> None:
    table = next(table for table in tables() if table.name == "topics")
    cell = f'{sign}HYPERLINK("http://nowhere.invalid";"a, b")'
    line = next(csv.DictReader(written(table, [{"record": "x", "title": cell}]).decode().splitlines(keepends=True)))
    assert line["title"] == f"'{cell}"
    assert harmless(7) == 7
    assert harmless(f"a{sign}b") == f"a{sign}b"


def test_hostile_words_stay_words(miniature: Corpus) -> None:
    for kind in KINDS:
        for table in tables():
            if table.kind == kind:
                assert list(csv.reader(written(table, rows(miniature, kind)[table.name]).decode().splitlines(True)))


def validity(folder: Path) -> str:
    """Return what Frictionless says of the tables."""
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", package.DESCRIPTION, "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    return " ".join(error["type"] for task in report["tasks"] for error in task["errors"]) or str(report["valid"])


def test_others_find_the_tables_valid(folder: Path) -> None:
    assert validity(folder) == "True"


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        if name != package.DESCRIPTION:  # otherwise the sum alone would tell
            about = json.loads((folder / package.DESCRIPTION).read_text(encoding="utf-8"))
            for resource in about["resources"]:
                resource.pop("hash")
                resource.pop("bytes")
            (folder / package.DESCRIPTION).write_text(json.dumps(about), encoding="utf-8")

    return apply


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (swap("recommendations_actors.csv", "\n01,1,", "\n99,1,"), "foreign-key"),
        (swap("recommendations.csv", "\n02,2,", "\n01,2,"), "primary-key"),
        (swap("recommendations.csv", "\n02,2,", "\n02,two,"), "type-error"),
        (swap("recommendations.csv", ",number,", ",no,"), "incorrect-label"),
        (swap("recommendations.csv", ",yes,stated,", ",perhaps,stated,"), "constraint-error"),
        (swap(package.DESCRIPTION, "sha256:", "sha256:0"), "hash-count"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_in_a_table_is_found(fault: Callable[[Path], None], told: str, folder: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(folder, tmp_path / "v1")
    fault(broken)
    assert told in validity(broken)


def test_the_site_has_every_file_and_its_page_names_each_table(built: Project, corpus: Corpus) -> None:
    names = {file.name for file in package.files(corpus)}
    site = built.site / package.FOLDER
    assert {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} == names
    assert json.loads((site / "edition.json").read_text(encoding="utf-8"))["recommendations"]
    page = (built.site / "data.html").read_text(encoding="utf-8")
    single = {name for name in names if "/" not in name}
    assert {name for name in single if f'href="{package.FOLDER}/{name}"' not in page} == set()


def test_the_first_query_of_the_page_works(folder: Path, corpus: Corpus) -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    block = re.search(r"In Python:\n\n((?:    .*\n|\n)+)", text)
    assert block
    code = "\n".join(line.removeprefix("    ") for line in block[1].splitlines())
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    wanted = [each for each in corpus.recommendations if "technology-transfer" in each.topics]
    assert done.stdout.splitlines() == [f"{each.number} {each.title}" for each in wanted]
    assert wanted
