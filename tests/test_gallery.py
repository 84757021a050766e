"""Files as people break them are refused with a message that helps; see tests/gallery/."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.corpus.load import load
from macros.corpus.rules import check
from macros.problems import Refused
from tests.gallery import REFUSED
from tests.gallery.case import Case
from tests.project import ROOT

MESSAGES = ROOT / "tests" / "gallery" / "messages.txt"
BETWEEN = "=" * 100


def broken(case: Case, folder: Path) -> Path:
    """Return a copy of the real data, broken as the case says."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    case.change(data / case.file)
    return data


def report(data: Path) -> Refused:
    draft = load(data)
    return Refused(check(draft), draft.lines)
