"""What MkDocs calls while it builds, in this order:

1. `on_startup`: remember whether this is a build or a preview;
2. `on_config`: check the data (a problem ends the build before anything is touched), read the hosting, stage the site;
3. `on_files`: add the pages made from records, and the held transcripts as files; leave out what nothing asks for;
4. `on_page_markdown`, `on_page_content`: edit link and table of contents of each page;
5. `on_page_context`, `on_template_context`: what the frames in overrides/ print;
6. `on_post_build`: write the index of the search, check the built site;
7. `on_build_error`, `on_shutdown`: publish a whole site, discard a broken one.

This is the one module that knows MkDocs.
"""

from __future__ import annotations

import logging
import os
import sys
from html import unescape
from pathlib import Path
from typing import Any, Literal, cast

# MkDocs loads hooks by path, so the project's root is not on the import path yet.
ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros import clock, licences
from macros.corpus.graph import Corpus, read_corpus
from macros.exports import whole as export
from macros.hosting import Hosting
from macros.markup.headings import headings
from macros.pages import correcting, links, moved, search
from macros.pages.anchors import with_anchors
from macros.pages.prose import sections
from macros.pages.search import HandWritten
from macros.pages.site import pages
from macros.problems import Refused
from macros.proof import check_site
from macros.pruning import is_unused
from macros.staging import Staging

log = logging.getLogger("mkdocs.hooks.edition")


class _Run:
    """What one run of MkDocs remembers between its events."""

    command: Literal["build", "gh-deploy", "serve"] = "build"
    staging: Staging | None = None
    last_good: Corpus | None = None
    by_hand: dict[str, HandWritten]
    """Pages written by hand, by address, for the search."""


_run = _Run()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a build or a preview, which is neither staged nor proved."""
    _run.command = command


@event_priority(100)  # before mkdocs-macros, which needs the corpus
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the data and prepare the build."""
    corpus = _read(_root(config))
    # A function, because mkdocs-macros writes every setting into its debug log, and the corpus is long.
    config["corpus"] = lambda: corpus
    config.site_name, config.site_description = corpus.edition.short_title, corpus.edition.description
    # The clock must not get into the site: without another word it is dated like the edition.
    try:
        os.environ[clock.VARIABLE] = str(clock.seconds(os.environ, corpus.edition.date.first))
    except Refused as refused:
        log.error("The time of the build is not known; nothing was built.\n\n%s", refused)
        raise Abort("The time of the build is not known; nothing was built.") from None
    hosting = Hosting.told_by(os.environ)
    config["hosting"] = hosting
    parts = correcting.by_address(corpus)
    config["parts"] = lambda: parts
    config.site_url = f"{hosting.site}/" if hosting.site else ""
    config.repo_url = hosting.repository or None
    _run.by_hand = {}
    if _run.command == "build":
        _run.staging = Staging(Path(config.site_dir))
        config.site_dir = str(_run.staging.folder)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from records, the edition as data, the held transcripts and the licences; leave out files of
    the theme that nothing asks for."""
    corpus: Corpus = config["corpus"]()
    for file in list(files):
        if file.src_dir != config.docs_dir and is_unused(file.src_uri):
            files.remove(file)
    for page in pages(corpus):
        if page.moved_to and files.get_file_from_path(page.path):
            continue  # the proof says that a page that exists is redirected
        files.append(File.generated(config, page.path, content=page.markdown()))
    files.append(File.generated(config, export.ADDRESS, content=export.written(corpus)))
    files.append(File.generated(config, export.SCHEMA_ADDRESS, content=export.schema()))
    files.append(File.generated(config, licences.ADDRESS, content=licences.licences(_root(config))))
    for document in corpus.documents:
        if document.transcript:
            held = _root(config) / "data" / "sources" / document.transcript.file
            files.append(File.generated(config, links.transcript_file(document), abs_src_path=str(held)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the edit link of a page open what a correction would change: its record, or its own Markdown."""
    hosting: Hosting = config["hosting"]
    page.edit_url = hosting.edit(source_of(page))
    if "moved_to" in page.meta:
        page.canonical_url, page.abs_url = None, None  # so the sitemap leaves it out
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give every heading a link to itself, and MkDocs the headings that macros wrote as HTML, for the table of
    contents."""
    html = with_anchors(html)
    if 'class="record ' in html or "<section" in html:
        page.toc = get_toc(cast("list[Any]", _nested(headings(html))))
    if "record" not in page.meta:
        anchors = {name: anchor for _, anchor, name in headings(html)}
        _run.by_hand[page.url] = HandWritten(
            str(page.meta.get("title") or page.title),
            str(page.meta.get("description") or ""),
            page.url,
            tuple(sections(page.file.content_string, anchors)),
        )
    return html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Tell the frames around a page what they print: its source file and the edition."""
    corpus: Corpus = config["corpus"]()
    context["source_file"] = source_of(page)
    context["edition"] = corpus.edition
    context["draft"] = config["hosting"].draft
    context["moved_parts"] = moved.notices(corpus, page.url)
    moved_to = page.meta.get("moved_to")
    context["moved_to"] = links.relative(moved_to, page.url) if moved_to else None
    title, description = page.meta.get("title") or page.title or "", page.meta.get("description") or ""
    if "record" in page.meta:  # these are escaped already, see macros/pages/page.py
        title, description = unescape(title), unescape(description)
    context["head"] = _head(
        config,
        title=config.site_name if page.is_homepage else str(title),
        description=str(description),
        kind="website" if page.is_homepage else "article",
        address=f"{config.site_url}{moved_to}" if moved_to and config.site_url else page.canonical_url or "",
    )
    context["correcting"] = _correcting(config, page, context["head"]["address"])
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Tell the page for addresses that do not exist what it prints. It has no address of its own: hosts show it at
    any depth, and a reader may open it from disk. So its links are relative, to the base that its head names."""
    if template_name == "404.html":
        context["base_url"] = "."
        context["draft"] = config["hosting"].draft
        context["base"] = config["hosting"].base
        context["head"] = _head(
            config,
            title="Page not found",
            description="There is no page at this address. From here you can search, or go on to what there is.",
        )
        context["clusters"] = [
            {"name": cluster.name, "title": cluster.title, "address": links.address(cluster)}
            for cluster in config["corpus"]().clusters
        ]
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the index of the search and prove the built site; a problem ends the build and the previous site stays."""
    index = Path(config.site_dir, search.ADDRESS)
    index.write_text(search.script(config["corpus"](), _run.by_hand.values()), encoding="utf-8", newline="\n")
    if _run.staging is None:
        return
    problems = check_site(Path(config.site_dir), config["corpus"](), _root(config))
    if problems:
        log.error("The built site has problems; it was not published.\n\n%s", Refused(problems))
        raise Abort("The built site has problems; it was not published.")
    _run.staging.whole()


def on_build_error(error: Exception) -> None:
    """Remember that the build failed, also when it failed last of all over a warning."""
    if _run.staging is not None:
        _run.staging.broken()


def on_shutdown() -> None:
    """Publish or discard."""
    if _run.staging is not None:
        _run.staging.end()
        _run.staging = None


def _read(root: Path) -> Corpus:
    """Return the corpus. While serving, a mistake is printed and the preview goes on with the last good data;
    otherwise it ends the build."""
    try:
        _run.last_good = read_corpus(root / "data")
    except Refused as refused:
        if _run.command == "serve" and _run.last_good is not None:
            # Not logged: MkDocs would end the build over it, and then the preview would hang.
            print(f"\nThe data has problems; the preview shows it as it was before.\n\n{refused}\n", file=sys.stderr)
            return _run.last_good
        log.error("The data has problems; nothing was built.\n\n%s", refused)
        raise Abort("The data has problems; nothing was built.") from None
    return _run.last_good


def _root(config: MkDocsConfig) -> Path:
    """Return the root of the project: the folder of mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent


def _head(
    config: MkDocsConfig, *, title: str, description: str, kind: str = "website", address: str = ""
) -> dict[str, str]:
    """Return what overrides/main.html prints in the head of a page, as plain text: `kind` is that of Open Graph,
    `site` the address of the site and `base` its path, both empty where nobody said where it is hosted."""
    hosting: Hosting = config["hosting"]
    return {
        "title": title,
        "description": description,
        "kind": kind,
        "address": address,
        "site": config.site_url or "",
        "base": hosting.base if hosting.site else "",
    }


def _correcting(config: MkDocsConfig, page: Page, address: str) -> dict[str, Any]:
    """Return what the foot of a page prints for those who correct: each part with the address of the editor at its
    line, the address of the form for reporting a mistake, and that of the forge; without a forge none of these
    addresses. `address` is that of the page, empty where nobody said where the site is hosted."""
    hosting: Hosting = config["hosting"]
    return {
        "parts": [(part, hosting.edit(part.file, part.line)) for part in config["parts"]().get(page.url, ())],
        "report": hosting.report(source_of(page), address or page.url),
        "repository": hosting.repository,
    }


def source_of(page: Page) -> str:
    """Return the file of the project that a page is made from."""
    return str(page.meta.get("record") or f"docs/{page.file.src_uri}")


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
