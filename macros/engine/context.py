"""What the frames in overrides/ print around a page, apart from what MkDocs tells them. All words are plain: the frames
escape them."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from macros.engine.record_page import RecordPage
from macros.engine.run import Run
from macros.pages import citations, linked, links, redirects
from macros.pages.here import Link


def of_page(run: Run, config: MkDocsConfig, page: Page) -> dict[str, Any]:
    """Return what overrides/main.html prints: where the page comes from, the edition, its head and its foot."""
    moved_to = page.of.moved_to if isinstance(page, RecordPage) else ""
    head = _head(
        run,
        config,
        title=config.site_name if page.is_homepage else str(page.meta.get("title") or page.title or ""),
        description=str(page.meta.get("description") or ""),
        kind="website" if page.is_homepage else "article",
        address=f"{config.site_url}{moved_to}" if moved_to and config.site_url else page.canonical_url or "",
    )
    if not moved_to:
        head["linked"] = _linked(run, page, head)
    return {
        "source_file": source_of(page),
        "edition": run.corpus.edition,
        "commit": _commit(run),
        "book": _book(run, page.url),
        "draft": run.hosting.draft,
        "moved_parts": redirects.notices(run.corpus, page.url),
        "moved_to": links.relative(moved_to, page.url) if moved_to else None,
        "head": head,
        "citation": citations.tags(run.cited.get(page.url)),
        "correcting": _correcting(run, page, head["address"]),
    }


def of_not_found(run: Run, config: MkDocsConfig) -> dict[str, Any]:
    """Return what overrides/404.html prints. That page has no address of its own: hosts show it at any depth, and a
    reader may open it from disk. So its links are relative, to the base that its head names."""
    return {
        "base_url": ".",
        "citation": "",
        "draft": run.hosting.draft,
        "edition": run.corpus.edition,
        "commit": _commit(run),
        "book": _book(run),
        "base": run.hosting.base,
        "head": _head(
            run,
            config,
            title="Page not found",
            description="There is no page at this address. From here you can search, or go on to what there is.",
        ),
        "thread": run.corpus.thread(run.corpus.timeline),
        "clusters": [
            {"name": run.corpus.name(cluster), "title": cluster.title, "address": links.address(cluster)}
            for cluster in run.corpus.clusters
        ],
    }


def _book(run: Run, here: str = "") -> list[Link]:
    """Return the ways from a page to the files of the book, which the foot gives, on paper too; none without a book."""
    offers = [volume.offer for volume in run.book]
    return [Link(each.kind, links.relative(each.address, here)) for each in offers]


def _commit(run: Run) -> dict[str, Any] | None:
    """Return the commit that the foot names, with its address on the forge, if there is one."""
    if run.commit is None:
        return None
    commit, repository = run.commit, run.hosting.repository
    address = f"{repository}/commit/{commit.name}" if repository else ""
    return {"short": commit.short, "changed": commit.changed, "address": address}


def _linked(run: Run, page: Page, head: dict[str, str]) -> Markup:
    """Return what the head of a page says to programs."""
    crumbs = page.crumbs if isinstance(page, RecordPage) else ()
    return linked.script(linked.At(run.corpus, page.url, head["site"]), head["title"], crumbs, run.things.get(page.url))


def source_of(page: Page) -> str:
    """Return the file of the project that a page is made from."""
    return page.of.record if isinstance(page, RecordPage) else f"docs/{page.file.src_uri}"


def _head(
    run: Run, config: MkDocsConfig, *, title: str, description: str, kind: str = "website", address: str = ""
) -> dict[str, str]:
    """Return what stands in the head of a page: `kind` is that of Open Graph, `site` the address of the site and
    `base` its path, both empty where nobody said where it is hosted."""
    return {
        "title": title,
        "description": description,
        "kind": kind,
        "address": address,
        "site": config.site_url or "",
        "base": run.hosting.base if run.hosting.site else "",
    }


def _correcting(run: Run, page: Page, address: str) -> dict[str, Any]:
    """Return what the foot of a page prints for those who correct: each part with the address of the editor at its
    line, the address of the form for reporting a mistake, that of the forge, and the way to the guide; without a forge
    only the last. `address` is that of the page, empty where nobody said where the site is hosted."""
    hosting = run.hosting
    return {
        "parts": [(part, hosting.edit(part.file, part.line)) for part in run.parts.get(page.url, tuple)()],
        "report": hosting.report(source_of(page), address or page.url),
        "repository": hosting.repository,
        "guide": links.relative(links.GUIDE, page.url) if run.has_guide else "",
    }
