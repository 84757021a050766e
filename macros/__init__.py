"""The open edition of the WIPO Development Agenda: data to pages. Start at docs/contributing/architecture.md.

This module is what mkdocs-macros loads: it registers the macros and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros (or with Zensical, which calls the same function).

    Under MkDocs the corpus was read by `hooks`, which runs first. Elsewhere, where hooks do not run, it is read
    here; `Refused` then stops the build with every problem.
    """
    from macros.corpus.graph import read_corpus
    from macros.pages.calls import Calls

    given = env.conf.get("corpus")
    corpus = given() if given else read_corpus(Path(env.project_dir) / "data")

    def here() -> str:
        return str(env.page.file.dest_uri)

    for name, macro in Calls(corpus, here).macros().items():
        env.macro(macro, name)
