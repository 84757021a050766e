"""All that is made from records is written here, at once and on all cores; MkDocs only knows where it lies.

MkDocs would take each page through the steps that one of Markdown needs, and hold all of them until the last is read.
What it is told instead has public names, but only its source tells what it does with them: a file that is no page of
Markdown, and that copies itself; see `version`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from macros.engine import context as frame_context
from macros.engine import version
from macros.engine.record_page import RecordPage
from macros.engine.run import Run
from macros.engine.skeleton import Skeletons
from macros.outputs import Asset, Output
from macros.proof.built import read_file
from macros.proof.page import BuiltPage
from macros.shares import Shared


class MadeFile(File):
    """A file that is made from records: others can link to it, but it is neither read nor copied."""

    output: Output

    def is_documentation_page(self) -> bool:
        """Return False, whatever the file is called: there is no Markdown in it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Do nothing; see `Writer`."""


def file_of(output: Output, run: Run, config: MkDocsConfig) -> File:
    """Return the file of what is made from records, with its page where it is one."""
    path = output.address if isinstance(output, Asset) else output.path
    if version.is_known():
        file: File = MadeFile(path, None, config.site_dir, config.use_directory_urls, dest_uri=output.address)
        file.output = output  # type: ignore[attr-defined] # it is one of ours
    else:
        file = File.generated(config, path, content=output.content() if isinstance(output, Asset) else "")
    if not isinstance(output, Asset):
        RecordPage(output, run, file, config)
    return file


class Writer:
    """Writes the files of one build, and knows what stands around every page."""

    def __init__(
        self, files: Files, nav: Navigation, frames: Environment, config: MkDocsConfig, read: dict[str, BuiltPage]
    ) -> None:
        """Begin to write. `frames` is the environment of the theme, prepared; `read` are the pages as the last build of
        this process read them, see `read_site`."""
        self._files, self._nav, self._config, self._read = files, nav, config, read
        self._run: Run = config["run"]()
        self._skeletons = Skeletons(frames)
        self._once: dict[Any, Any] = {}
        self._folders: set[Path] = set()
        made = [file for file in files if isinstance(file, MadeFile)]
        made.sort(key=lambda file: file.page is not None)  # what is long is begun first
        self._writing = Shared(self._write, made)

    def foot(self, context: Mapping[str, Any]) -> Markup:
        """Return what stands below a page. `context` is what main.html prints."""
        return self._skeletons.foot(context)

    def with_pages(self) -> list[File]:
        """Return the files of all pages, whoever writes them; the list of all addresses is made from it."""
        return [file for file in self._files if file.page]

    def stop(self) -> None:
        """Write no more, so that the folder can be removed."""
        self._writing.stop()

    def finish(self) -> None:
        """Write what is still to be written; most is by then, see `Shared`. The pages are put into `read`, and MkDocs
        is told their anchors, so that it can say where a page written by hand has a wrong one."""
        self._read.update((page.address, page) for page in self._writing.results() if page)
        self._once.clear()  # it holds much that another process has read as well, and sent
        for file in self._files:
            if isinstance(file, MadeFile) and file.page:
                file.page.present_anchor_ids = cast("set[str]", self._read[file.dest_uri].anchors)

    def _write(self, file: MadeFile) -> BuiltPage | None:
        path = Path(file.abs_dest_path)
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        if isinstance(file.output, Asset):
            path.write_bytes(file.output.content())
            return None
        try:
            path.write_bytes(self._html(file))
        except Exception as error:
            error.add_note(f"This happened in the page of {file.output.record}.")
            raise
        return read_file(path, file.dest_uri, self._once, self._read.get(file.dest_uri))

    def _html(self, file: MadeFile) -> bytes:
        page = file.page
        if not isinstance(page, RecordPage):
            raise TypeError(file.src_uri)
        page.read_source(self._config)
        page.render(self._config, self._files)
        around = {"page": page, **frame_context.of_page(self._run, self._config, page)}
        whole = self._skeletons.whole(around, lambda: {**get_context(self._nav, (), self._config, page), **around})
        page.content = None  # all of them at once would fill the memory
        return whole.encode()
