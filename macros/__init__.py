"""From the data to the site, and the ways in and out of it. Start at docs/contributing/architecture.md.

This module is what mkdocs-macros loads: it registers the macros and nothing else.
"""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.corpus.graph import Corpus, read_corpus
from macros.pages.macros import Macros, WrongArgument
from macros.pages.render import Renderer

log = logging.getLogger("mkdocs.plugins.macros.edition")


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros (or with Zensical, which calls the same function, page by page).

    Under MkDocs `hooks`, which runs first, has read the corpus. Elsewhere, where hooks do not run, it is read here,
    once; `Refused` then stops the build with every problem.
    """
    given = env.conf.get("run")
    if given:
        run = given()
        corpus, renderer, written = run.corpus, run.renderer, run.aside.keep
        offers = tuple(volume.offer for volume in run.book)
    else:
        corpus, renderer = _read_once(Path(env.project_dir) / "data")
        written, offers = Markup, ()

    def here() -> str:
        return str(env.page.url).lstrip("/")

    for name, macro in Macros(corpus, here, renderer, offers).macros().items():
        env.macro(_plainly_refusing(name, macro, here, written), name)


@functools.cache
def _read_once(data: Path) -> tuple[Corpus, Renderer]:
    corpus = read_corpus(data)
    return corpus, Renderer(corpus)


def _plainly_refusing(
    name: str, macro: Callable[..., Markup], page: Callable[[], str], written: Callable[[Markup], Markup]
) -> Callable[..., Markup]:
    """Let a macro refuse a wrong argument in one line that names the page, instead of by a traceback, and hand what it
    writes to `written`."""
    signature = inspect.signature(macro)

    @functools.wraps(macro)
    def checked(*arguments: Any, **named: Any) -> Markup:
        try:
            try:
                signature.bind(*arguments, **named)
            except TypeError as error:
                raise WrongArgument(
                    f'macro "{name}": {error}; it takes {signature.replace(return_annotation=inspect.Signature.empty)}.'
                ) from None
            return written(macro(*arguments, **named))
        except WrongArgument as wrong:
            log.error("docs/%s: %s", page().removesuffix("html") + "md", wrong)
            raise SystemExit(1) from None  # an ordinary exception would be printed with its traceback

    return checked
