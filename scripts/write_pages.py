"""Write all that the site is made of as files: `python -m scripts.write_pages FOLDER`.

The pages made from records become Markdown files that hold their HTML. They are the very pages that macros/hooks.py
hands to MkDocs in memory; with them go the other outputs and the pages written by hand, for a generator that does not
run MkDocs hooks, such as Zensical.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from macros.book import shelf
from macros.corpus.graph import read_corpus
from macros.hosting import Hosting
from macros.outputs import outputs
from macros.pages.page import Page
from macros.pages.render import Renderer
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Copy docs/ into the folder and add a file for each page made from records."""
    parser = argparse.ArgumentParser(description="Write all pages as Markdown files.")
    parser.add_argument("folder", type=Path, help="where to write; made if missing")
    folder: Path = parser.parse_args().folder
    corpus = read_corpus(ROOT / "data")
    hosting = Hosting.told_by(os.environ)
    renderer = Renderer(corpus, hosting.site)
    shutil.copytree(ROOT / "docs", folder, dirs_exist_ok=True)
    count = 0
    for output in outputs(corpus, ROOT, hosting, shelf.volumes(ROOT, corpus.edition, hosting, os.environ)):
        if isinstance(output, Page):
            path, data = folder / output.path, output.markdown(renderer.body(output)).encode()
            count += 1
        else:
            path, data = folder / output.address, output.content()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{count} pages written to {folder}.")


if __name__ == "__main__":
    sys.exit(terminal.run(main))
