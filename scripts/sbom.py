"""What the site is built with and what it brings along, as a software bill of materials (CycloneDX 1.6, ECMA-424).

Made from what is locked: requirements.txt with its hashes, and the scripts by others that lie beside ours, with the
versions that scripts/javascript/package-lock.json has. What only builds the site and is not in it is marked so.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from macros.corpus.records import Edition

SCRIPTS: Final = "docs/assets/javascripts"
LOCK: Final = "scripts/javascript/package-lock.json"
IN_THE_SITE: Final = frozenset(("mkdocs-material",))
"""Packages whose files go into the site: its style sheet and its icons."""

_PINNED: Final = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)[^\n]*\n((?:[ \t]+[^\n]*\n)*)", re.MULTILINE
)
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA: Final = re.compile(r"^ +#(?: via)? +(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package of requirements.txt: its name, version, the sums of its files, and who asks for it; a name that ends in
    `.in` is a file of ours."""

    name: str
    version: str
    sums: tuple[str, ...]
    via: tuple[str, ...]

    @property
    def reference(self) -> str:
        """The package as a package URL (purl, type `pypi`)."""
        return f"pkg:pypi/{_normal(self.name)}@{self.version}"


def pinned(requirements: str) -> list[Pinned]:
    """Return the packages of a locked requirements file, in its order."""
    found = []
    for name, version, below in _PINNED.findall(requirements):
        via = (each.removeprefix("-r ").removeprefix("-c ") for each in _VIA.findall(below))
        found.append(Pinned(name, version, tuple(_HASH.findall(below)), tuple(each for each in via if each != "via")))
    return found


def sbom(root: Path, edition: Edition, commit: str, seconds: int) -> bytes:
    """Return the bill of materials of the project in the folder `root` as JSON. Equal files give equal bytes: its
    serial number is made from the commit, its time is that of the build."""
    packages = pinned((root / "requirements.txt").read_text(encoding="utf-8"))
    scripts = [*_scripts(root)]
    itself = f"{edition.work.name_for_programs}@{edition.version}"
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, f"urn:open-edition:{itself}:{commit}").urn,
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "data",
                "bom-ref": itself,
                "name": edition.work.name_for_programs,
                "version": edition.version,
                "description": edition.title,
                "properties": [{"name": "commit", "value": commit}],
            },
        },
        "components": [*map(_component, packages), *scripts],
        "dependencies": [*_dependencies(itself, packages, [each["bom-ref"] for each in scripts])],
    }
    return (json.dumps(bill, indent=1, ensure_ascii=False) + "\n").encode()


def _component(package: Pinned) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": package.reference,
        "name": package.name,
        "version": package.version,
        "scope": "required" if package.name in IN_THE_SITE else "excluded",
        "hashes": [{"alg": "SHA-256", "content": each} for each in package.sums],
        "purl": package.reference,
    }


def _scripts(root: Path) -> Iterator[dict[str, Any]]:
    """Yield the scripts by others, which are told by the licence beside them."""
    locked = json.loads((root / LOCK).read_text(encoding="utf-8"))["packages"]
    for licence in sorted((root / SCRIPTS).glob("*.LICENSE")):
        package = locked[f"node_modules/{licence.stem}"]
        reference = f"pkg:npm/{licence.stem}@{package['version']}"
        content = (root / SCRIPTS / f"{licence.stem}.js").read_bytes()
        yield {
            "type": "library",
            "bom-ref": reference,
            "name": licence.stem,
            "version": package["version"],
            "scope": "required",
            "hashes": [{"alg": "SHA-256", "content": sha256(content).hexdigest()}],
            "licenses": [{"license": {"id": package["license"]}}],
            "purl": reference,
        }


def _dependencies(itself: str, packages: list[Pinned], scripts: list[str]) -> Iterator[dict[str, Any]]:
    asked: dict[str, list[str]] = {}
    for package in packages:
        for via in package.via:
            asked.setdefault(itself if via.endswith(".in") else _normal(via), []).append(package.reference)
    yield {"ref": itself, "dependsOn": sorted({*asked.get(itself, ()), *scripts})}
    for package in packages:
        yield {"ref": package.reference, "dependsOn": sorted(set(asked.get(_normal(package.name), ())))}
    for script in scripts:
        yield {"ref": script}


def _normal(name: str) -> str:
    """Return the name of a package as package indexes compare it (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()
