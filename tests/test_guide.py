"""The messages that README and guide print are those that come out."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from macros.corpus.load import load
from macros.corpus.rules import check
from macros.problems import Refused
from tests.project import ROOT, Project

EXAMPLES = {
    "README.md": ("directed by Member Sates, issues", "directed by Member States, issues"),
    "docs/contributing/index.md": ("    words: Member Sates\n", "    words: Member Staets\n"),
}
"""The document, and the mistake in the record of Recommendation 22 whose message it shows."""


@pytest.mark.parametrize("document", EXAMPLES)
def test_a_printed_message_is_the_one_that_comes_out(document: str, tmp_path: Path) -> None:
    project = Project.copied_to(tmp_path / "project")
    project.edit("data/recommendations/22.yml", *EXAMPLES[document])
    text = (ROOT / document).read_text(encoding="utf-8")
    (printed,) = re.findall(r"(?m)^    data/\S+:\d+:\d+: .*\n(?:^      .*\n)+", text)
    draft = load(project.folder / "data")
    report = str(Refused(check(draft), draft.lines))
    assert textwrap.dedent(printed).strip() in report
