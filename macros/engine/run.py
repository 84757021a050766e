"""One run of the generator: what is known before the first page is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.book.shelf import Volume
from macros.commit import Commit
from macros.corpus.graph import Corpus
from macros.engine.aside import Aside
from macros.exports.citation import Item
from macros.hosting import Hosting
from macros.pages import citations, edit_links, linked
from macros.pages.editable import Editable
from macros.pages.linked import Things
from macros.pages.render import Renderer


@dataclass(frozen=True, slots=True)
class Run:
    """`root` is the root of the project, the folder of mkdocs.yml; `parts` make those of each page, see `edit_links`,
    `things` what each is about, see `linked`, and `cited` is what can be cited, all by the address of the page; `aside`
    has what macros wrote, until it goes into its page; `book` are the files of the book, where the build was told of
    one; `has_guide` tells whether there are pages for those who contribute, which an edition may do without; `commit`
    is what the pages name, if anything."""

    root: Path
    corpus: Corpus
    hosting: Hosting
    renderer: Renderer
    parts: Mapping[str, Callable[[], tuple[Editable, ...]]]
    things: Mapping[str, Things]
    cited: Mapping[str, Item]
    aside: Aside
    book: tuple[Volume, ...]
    has_guide: bool
    commit: Commit | None

    @classmethod
    def over(
        cls,
        root: Path,
        corpus: Corpus,
        hosting: Hosting,
        commit: Commit | None = None,
        book: tuple[Volume, ...] = (),
    ) -> Run:
        """Return a run over a corpus."""
        has_guide = (root / "docs" / "contributing" / "index.md").is_file()
        return cls(
            root,
            corpus,
            hosting,
            Renderer(corpus, hosting.site),
            edit_links.by_address(corpus),
            linked.by_address(corpus),
            {address: item for _, address, item in citations.items(corpus, hosting.site)},
            Aside(),
            book,
            has_guide,
            commit,
        )
