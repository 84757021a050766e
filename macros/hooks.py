"""What MkDocs calls while it builds. In this order:

1. `on_startup`: remember whether this is a build or a preview;
2. `on_config`: stage the site, check the data (a problem ends the build before it is made), read the hosting;
3. `on_pre_build`: shut the templates of hand-written pages into a sandbox;
4. `on_files`: add all that is made from records; leave out what nothing asks for;
5. `on_page_content`: edit link and table of contents of each page written by hand;
6. `on_nav`, `on_env`: write the pages that are made from records; then
   `on_page_context`, `on_template_context`: what the frames print around the others;
7. `on_post_build`: check the built site;
8. `on_serve`: make a preview quick and whole;
9. `on_build_error`, `on_shutdown`: publish a whole site, discard a broken one.

Only this module and `engine` know MkDocs.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Literal, cast

# MkDocs loads hooks by path, so the project's root is not on the import path yet.
ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros import clock, inputs
from macros.book import shelf
from macros.collisions import collisions
from macros.commit import commit_of
from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.load import load
from macros.corpus.rules import check
from macros.engine import again, frames, sandbox, styles, theme, version
from macros.engine import context as frame_context
from macros.engine.preview import Preview
from macros.engine.record_page import RecordPage, anchors
from macros.engine.run import Run
from macros.engine.writing import Writer, file_of
from macros.hosting import Hosting
from macros.markup.element import written
from macros.markup.headings import headings
from macros.outputs import Asset, outputs
from macros.pages.anchors import with_anchors
from macros.pages.page import Page as MadeOfRecords
from macros.problems import Refused
from macros.proof import check_site
from macros.proof.page import BuiltPage
from macros.pruning import is_unused
from macros.staging import Staging, Unpublished, reason

log = logging.getLogger("mkdocs.hooks.edition")


class _Kept:
    """What has to outlive one event of MkDocs and is no setting."""

    command: Literal["build", "gh-deploy", "serve"] = "build"
    dirty: bool = False
    environment: Mapping[str, str] = os.environ
    staging: Staging | None = None
    corpus: Corpus | None = None
    preview: Preview | None = None
    writer: Writer | None = None
    read: ClassVar[dict[str, BuiltPage]] = {}


_kept = _Kept()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a build or a preview, which is not staged, and what was told."""
    _kept.command, _kept.dirty = command, dirty
    gc.set_threshold(100_000, 50, 100)  # a build makes many objects and few cycles; looking for them was a tenth of it
    _kept.environment = dict(os.environ)  # a build sets the clock, and the next must not take that for told


@event_priority(100)  # before mkdocs-macros, which needs the corpus
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the data and prepare the build."""
    if _kept.command == "build":  # first of all: what a killed build left is put right also when the data is broken
        try:
            _kept.staging = Staging(Path(config.site_dir))
        except Unpublished as unpublished:
            raise Abort(str(unpublished)) from None
        config.site_dir = str(_kept.staging.folder)
    if _kept.preview:
        config.site_dir = str(_kept.preview.folder)
    if not version.is_known():
        log.info(version.PLAIN)
    theme.leave_hidden(config.theme)
    sandbox.leave_git_alone()
    root = Path(config.config_file_path).resolve().parent
    corpus = _read(root)
    config.site_name, config.site_description = corpus.edition.short_title, corpus.edition.description
    hosting = Hosting.told_by(os.environ)
    # The clock must not get into the site: without another word it is dated like the edition.
    try:
        os.environ[clock.VARIABLE] = str(clock.seconds(_kept.environment, corpus.edition.date.first))
        commit = None if hosting.draft else commit_of(root, os.environ)  # a draft says itself what it is of
    except Refused as refused:
        log.error("What was told of the build is not right; nothing was built.\n\n%s", refused)
        raise Abort("What was told of the build is not right; nothing was built.") from None
    try:
        book = shelf.volumes(root, corpus.edition, hosting, os.environ)
    except Refused as refused:
        log.error("The book is not the one of these records; nothing was built.\n\n%s", refused)
        raise Abort("The book is not the one of these records; nothing was built.") from None
    run = Run.over(root, corpus, hosting, commit, book)
    # A function, because mkdocs-macros writes every setting into its debug log, and the corpus is long.
    config["run"] = lambda: run
    config.site_url = f"{hosting.site}/" if hosting.site else ""
    config.repo_url = hosting.repository or None
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Shut the templates that pages written by hand are into a sandbox."""
    try:
        sandbox.shut(config.plugins["macros"])
    except LookupError as unknown:
        log.error("Nothing was built: %s. Install what requirements.txt names.", unknown)
        raise Abort("Nothing was built.") from None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add everything that is made from records; leave out files of the theme that nothing asks for."""
    run = _run(config)
    for file in list(files):
        if file.src_dir != config.docs_dir and is_unused(file.src_uri):
            files.remove(file)
    styles.lighten(files, config)
    for output in outputs(run.corpus, run.root, run.hosting, run.book):
        if isinstance(output, MadeOfRecords) and output.moved_to and files.get_file_from_path(output.path):
            continue  # the proof says that a page that exists is redirected
        files.append(file_of(output, run, config))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Begin to write the pages that are made from records, while those written by hand are read."""
    if _kept.command == "serve":
        again.remember(files, config)
    _kept.writer = Writer(files, nav, frames.prepared(config.theme.get_env()), config, _kept.read)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Take part in writing those pages, and prepare the frames around the others."""
    _writer().finish()
    return frames.prepared(env)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the edit link of a page written by hand open its Markdown, give its headings links to themselves, and
    MkDocs the headings that macros wrote as HTML, for the table of contents."""
    if isinstance(page, RecordPage):
        return html
    run = _run(config)
    page.edit_url = run.hosting.edit(frame_context.source_of(page))
    made = run.aside.put_back(html)
    if made != html:
        page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors(made)
    # Code that is wider than the window is scrolled, so a keyboard must be able to get into it.
    html = with_anchors(made).replace("<pre><code>", '<pre><code tabindex="0">')
    if 'class="record ' in html or "<section" in html:
        page.toc = get_toc(cast("list[Any]", _nested(headings(html))))
    return html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Tell the frames around a page what they print: its source file and the edition."""
    run = _run(config)
    page.content = written(str(page.content))  # by our templates and by Markdown
    context |= frame_context.of_page(run, config, page)
    context["foot"] = _writer().foot(context)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let go of what was written: in a large edition some pages are very long."""
    page.content = page.markdown = None
    return output


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Tell the page for addresses that do not exist what it prints. It has no address of its own: hosts show it at
    any depth, and a reader may open it from disk. So its links are relative, to the base that its head names."""
    if template_name == "404.html":
        context |= frame_context.of_not_found(_run(config), config)
    if template_name == "sitemap.xml":
        context["pages"] = _writer().with_pages()
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Prove the built site; a problem ends the build, and the previous site stays. With --dirty no site is whole."""
    if _kept.dirty:
        return
    run = _run(config)
    problems = check_site(Path(config.site_dir), run.corpus, run.root, _kept.read)
    if problems:
        log.error("The built site has problems; it was not published.\n\n%s", Refused(problems))
        raise Abort("The built site has problems; it was not published.")
    if _kept.staging:
        _kept.staging.whole()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let the next builds be shown at once, and only when they are whole. With --dirty no build is whole."""
    if not _kept.dirty:
        _kept.preview = Preview.over(server, config)
        if _kept.preview:
            _kept.preview.build_apart(partial(_know_what_stays, _run(config)))
    return server


def _know_what_stays(run: Run) -> None:
    """Make once what is made of the code alone and remembered: it was made by copies of this process, and is lost."""
    for output in outputs(run.corpus, run.root, run.hosting):
        if isinstance(output, Asset) and output.made_from.startswith("macros/"):
            output.content()


def on_build_error(error: Exception) -> None:
    """Remember that the build failed, also when it failed last of all over a warning. What the system refuses, such as
    room on the disk, ends it with a line."""
    if _kept.writer:
        _kept.writer.stop()
    if _kept.staging is not None:
        _kept.staging.broken()
        if isinstance(error, OSError) and error.errno is not None:  # Jinja has such errors too, without a number
            raise Abort(f"Nothing was published: {reason(error)}.") from None


def on_shutdown() -> None:
    """Publish or discard. What is still in memory need not be gone through once more at the end."""
    gc.freeze()
    if _kept.preview:
        _kept.preview.end()
    if _kept.writer:
        _kept.writer.stop()
    if _kept.staging is not None:
        staging, _kept.staging = _kept.staging, None
        if sys.exception() is not None:  # Ctrl-C is not told to `on_build_error`
            staging.broken()
        try:
            staging.end()
        except Unpublished as unpublished:
            raise Abort(str(unpublished)) from None


def _read(root: Path) -> Corpus:
    """Return the corpus; a mistake ends the build."""
    try:
        if beside := [*inputs.unusual_parts(root)]:
            draft = load(root / "data")
            raise Refused([*beside, *check(draft)], draft.lines)
        corpus = read_corpus(root / "data", _kept.corpus)
        if taken := collisions(root / "docs", (entry.record for entry in corpus.places.values())):
            raise Refused(taken)
    except Refused as refused:
        log.error("The data has problems; nothing was built.\n\n%s", refused)
        raise Abort("The data has problems; nothing was built.") from None
    if _kept.command == "serve":
        _kept.corpus = corpus
    return corpus


def _run(config: MkDocsConfig) -> Run:
    """Return the run, which `on_config` has put among the settings."""
    return cast("Run", config["run"]())


def _writer() -> Writer:
    """Return the writer, which `on_nav` has made."""
    return cast("Writer", _kept.writer)


def _nested(found: list[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Turn headings (level, anchor, name) into the nested tokens that MkDocs makes a table of contents from."""
    top: list[dict[str, Any]] = []
    for level, anchor, name in found:
        token: dict[str, Any] = {"level": level, "id": anchor, "name": name, "children": []}
        siblings = top
        while siblings and siblings[-1]["level"] < level:
            siblings = siblings[-1]["children"]
        siblings.append(token)
    return top
