"""The whole output over the miniature corpus, and over the edition of another body, compared with what was accepted.

`python3 scripts/dev.py accept` writes tests/golden/ and tests/corpora/lagoon/golden/ anew; the difference is then read before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from macros.corpus.graph import Corpus, read_corpus
from macros.pages.macros import Macros
from macros.pages.render import Renderer
from macros.pages.site import pages
from tests.conftest import GOOD
from tests.lagoon import LAGOON
from tests.project import ROOT

EDITIONS = pytest.mark.parametrize(
    ("data", "golden"),
    [(GOOD, ROOT / "tests" / "golden"), (LAGOON / "data", LAGOON / "golden")],
    ids=["miniature", "lagoon"],
)
LISTS = (
    "recommendations",
    "clusters",
    "sessions",
    "documents",
    "terms",
    "topics",
    "timeline",
    "full_text",
    "sources",
    "editions",
)


def outputs(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield the name of a golden file and what must be in it."""
    renderer = Renderer(corpus)
    for page in pages(corpus):
        head, _ = page.markdown(Markup("")).split("\n\n")
        yield page.path.replace("/", "-").removesuffix(".md") + ".html", f"{head}\n\n{renderer.body(page)}\n"
    macros = Macros(corpus, lambda: "index.html", renderer).macros()
    for name in LISTS:
        yield f"list-{name}.html", f"{macros[name]()}\n"


@EDITIONS
def test_every_page_is_as_accepted(data: Path, golden: Path, accept: bool) -> None:
    found = dict(outputs(read_corpus(data)))
    if accept:
        golden.mkdir(exist_ok=True)
        for path in golden.iterdir():
            path.unlink()
        for name, text in found.items():
            (golden / name).write_text(text, encoding="utf-8", newline="\n")
    assert sorted(found) == sorted(path.name for path in golden.iterdir())
    for name, text in found.items():
        assert text == (golden / name).read_text(encoding="utf-8"), (
            f"{name} differs; if that is meant: python3 scripts/dev.py accept, then read git diff tests/golden"
        )


@EDITIONS
@pytest.mark.parametrize("times", range(3))
def test_building_again_gives_the_same(data: Path, golden: Path, times: int) -> None:
    assert dict(outputs(read_corpus(data))) == dict(outputs(read_corpus(data)))
