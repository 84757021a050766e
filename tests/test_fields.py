"""One contract, five uses: a field of a record is in its schema, its scaffold, the reference, the checks, the order."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.corpus.contract import fields, parts
from macros.corpus.graph import Corpus
from macros.corpus.load import parse
from macros.corpus.records import KINDS, RECORDS, SINGLES
from macros.corpus.scaffold import scaffold
from macros.pages import field_reference
from macros.pages.field_reference import anchor_of
from macros.pages.macros import Macros
from macros.problems import Refused
from tests.project import ROOT

SCHEMA = ROOT / "data" / "schema"


@pytest.fixture(scope="module")
def page(corpus: Corpus) -> str:
    return str(Macros(corpus, lambda: "contributing/fields.html").macros()["fields"]())


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_is_in_schema_scaffold_and_reference(kind: str, page: str) -> None:
    schema = json.loads((SCHEMA / f"{kind}.json").read_text(encoding="utf-8"))
    begun = scaffold(kind, RECORDS[kind], {})
    for part in parts(RECORDS[kind]):
        described = schema if part is RECORDS[kind] else schema["$defs"][part.__name__]
        anchor = kind if part is RECORDS[kind] else anchor_of(part)
        assert set(described.get("required", [])) == {field.name for field in fields(part) if field.required}
        assert {field.name for field in fields(part)} == set(described["properties"])
        assert {field.attribute for field in fields(part)} == set(part.model_fields)
        for field in fields(part):
            assert " ".join(described["properties"][field.name]["description"].split()) == field.about
            assert f'id="{anchor}-{field.name}"' in page
            assert re.search(rf"(?m)^[ #-]*\b{field.name}:", begun), f"{part.__name__}.{field.name}"


class Anchors(HTMLParser):
    """Collects the anchors of a page and the links to them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value and value.startswith("#"):
                self.links.add(value[1:])


def test_every_part_is_linked_and_every_anchor_stands_once(page: str) -> None:
    found = Anchors(page)
    assert len(found.ids) == len(set(found.ids))
    assert found.links <= set(found.ids)
    assert {name for name in found.ids if name.startswith("part-") and name.count("-") == 1} <= found.links


@pytest.mark.parametrize("kind", RECORDS)
def test_an_example_is_a_record_of_this_edition(corpus: Corpus, kind: str) -> None:
    (section,) = [each for each in field_reference.view(corpus).kinds if each.anchor == kind]
    parse(section.example, section.file, RECORDS[kind])
    record = yaml.load((ROOT / section.file).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
    assert holds(record, yaml.load(section.example, yaml.BaseLoader))  # noqa: S506


def holds(whole: Any, part: Any) -> bool:
    """Tell whether one value is the other with entries of lists left out."""
    if isinstance(part, dict):
        return list(part) == list(whole) and all(holds(whole[key], value) for key, value in part.items())
    if isinstance(part, list):
        return all(any(holds(each, one) for each in whole) for one in part)
    return bool(whole == part)


def test_editors_map_every_kind_to_its_schema() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    wanted = {f"./data/schema/{kind}.json": f"data/{kind}/*.yml" for kind in KINDS}
    assert settings["yaml.schemas"] == wanted | {f"./data/schema/{kind}.json": f"data/{kind}.yml" for kind in SINGLES}
    advice = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert "redhat.vscode-yaml" in advice["recommendations"]
    assert "root = true" in (ROOT / ".editorconfig").read_text(encoding="utf-8")


FAULTS = {
    "unknown key": ("topics/evaluation.yml", "title:", "titel:"),
    "missing key": ("topics/evaluation.yml", "id: evaluation\n", ""),
    "value not of the list": ("terms/ldc.yml", "kind: group", "kind: gruop"),
    "form of a name": ("terms/ldc.yml", "id: ldc", "id: L D C"),
    "block for a text": ("terms/ldc.yml", "title: Least", "title:\n  x: Least"),
    "stated without sources": ("terms/ldc.yml", "sources:\n  - cites: witnesses/wipo-ldc-criteria-page\n", ""),
    "stated with no source": (
        "terms/ldc.yml",
        "sources:\n  - cites: witnesses/wipo-ldc-criteria-page\n",
        "sources: []\n",
    ),
    "inferred without because": ("terms/ldc.yml", "basis: stated", "basis: inferred"),
    "gap with a value": (
        "sessions/2003.yml",
        "  value: Geneva\n  basis: stated\n",
        "  value: Geneva\n  basis: not-established\n  because: x\n",
    ),
    "no value": ("sessions/2003.yml", "  value: Geneva\n", ""),
    "report without document": ("sessions/2003.yml", "  document: wo-ga-30-8\n", ""),
    "text and passages": ("recommendations/22.yml", "  - id: p2\n", "  - id: p2\n    text: x\n"),
    "neither text nor passages": (
        "clusters/a.yml",
        '    text: "CLUSTER A: TECHNICAL ASSISTANCE AND CAPACITY BUILDING"\n',
        "",
    ),
    "stated role without words": ("recommendations/22.yml", "    words: as directed by Member Sates\n", ""),
    "inferred role with words": (
        "recommendations/22.yml",
        "    words: as directed by Member Sates\n    term: member-states\n    basis: stated\n",
        "    words: as directed by Member Sates\n    basis: inferred\n    because: x\n",
    ),
    "stated slip without sources": (
        "recommendations/22.yml",
        '    basis: stated\n    sources:\n      - cites: witnesses/kei-2007-cluster-b\n        note: a draft of June 2007; has "Member States"\n',
        "    basis: stated\n",
    ),
    "listed but unknown": ("recommendations/22.yml", "  listed: no\n", "  listed: unknown\n"),
    "decision without session": ("items/audiovisual-performances.yml", "    kind: meeting\n", "    kind: decision\n"),
    "carried over by a meeting": (
        "items/audiovisual-performances.yml",
        "    kind: meeting\n",
        "    kind: meeting\n    carries_to: 2008\n",
    ),
    "a list too short": ("terms/ldc.yml", "forms:\n  - LDCs\n  - Least Developed Countries\n", "forms: []\n"),
    "a date that has no form": ("edition.yml", "date: 2026", "date: in 2026"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_refuses_what_the_contract_refuses(fault: str, tmp_path: Path) -> None:
    name, old, new = FAULTS[fault]
    text = (ROOT / "data" / name).read_text(encoding="utf-8")
    assert old in text
    bad = tmp_path / "bad.yml"
    bad.write_text(text.replace(old, new, 1), encoding="utf-8")
    kind = name.partition("/")[0].removesuffix(".yml")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA / f"{kind}.json"), str(bad)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    assert "Schema validation errors" in done.stdout, done.stdout


def test_a_blank_is_refused_with_one_message_each() -> None:
    with pytest.raises(Refused) as refused:
        parse(scaffold("topics", KINDS["topics"], {"id": "a"}), "data/topics/a.yml", KINDS["topics"])
    assert str(refused.value).count("fill in this blank") == len(refused.value.problems) == 2
