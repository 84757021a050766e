"""Every page is valid HTML, by the checker of the W3C (vnu-jar, which npm installs with the tools for scripts).

Needs Java; left out where it is missing, which CI does not allow.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.project import ROOT, Project

CHECKER = ROOT / "scripts" / "javascript" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command that checks HTML."""
    java = shutil.which("java")
    if not java or not CHECKER.exists():
        told = "the checker of HTML is missing; install Java and npm, then: python3 scripts/dev.py types"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return [java, "-jar", str(CHECKER), "--skip-non-html", "--format", "json"]


def messages(checker: list[str], *paths: Path) -> list[str]:
    """Return what the checker says of files and folders. It does not know that 'self' in a policy means the folder of a
    page that is read from disk, nor that a block of data is no script to a policy (HTML Standard, "prepare the script
    element", step 13: what has another type ends there). So what it says of these is left out: the browser tests look
    at both, in both lives."""
    done = subprocess.run([*checker, *map(str, paths)], capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{each['url'].rsplit('/', 1)[-1]}:{each.get('lastLine')}: {each['message']}"
        for each in found
        if "Resource violates Content Security Policy" not in each["message"]
        and not (
            "Inline script violates" in each["message"] and '<script type="application/ld+json">' in each["extract"]
        )
    ]


def test_every_page_is_valid_html(checker: list[str], built: Project) -> None:
    assert messages(checker, built.site) == []


def test_what_is_invalid_is_found(checker: list[str], built: Project, tmp_path: Path) -> None:
    page = (built.site / "terms" / "ldc.html").read_text(encoding="utf-8")
    for planted in ('<input type="checkbox" autocomplete="off">', '<p markdown="1">x</p>', "<p><div>x</div></p>"):
        path = tmp_path / "planted.html"
        path.write_text(page.replace("</main>", f"{planted}</main>"), encoding="utf-8")
        assert messages(checker, path), planted
