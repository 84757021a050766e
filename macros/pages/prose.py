"""The prose of a page written by hand: its Markdown without marks, heading by heading, for the search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify, unique  # type: ignore[import-untyped]

from macros.corpus.records.verbatim import fold
from macros.pages.search import HandWritten, Section

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
_NAMED = re.compile(r"\s*\{:\s*#([^\s}]+)[^}]*\}")
_HEADING = re.compile(r"^#{2,}\s+(.+?)\s*$", re.MULTILINE)
_MARKS = (
    (re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL), ""),  # macros: what they print has entries of its own
    (re.compile(r"</?[a-z][^>]*>", re.IGNORECASE), " "),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^[#>*|:\-\s]+|[`*|]", re.MULTILINE), " "),
)


def hand_written(docs: Path) -> Iterator[HandWritten]:
    """Yield every page under docs/, a folder's own pages before those of its folders, its index first.

    Reads only the files: what a macro of a page prints has entries of its own. `also_called` in the head of a page
    says what else readers call it (`page`) and its sections (their anchors). Raises `OSError` and
    `UnicodeDecodeError` for a page that cannot be read, and `yaml.YAMLError` for a head that is no YAML.
    """
    files = (path for path in docs.rglob("*.md") if not any(step.startswith(".") for step in path.parts))
    for path in sorted(files, key=lambda path: _place(path.relative_to(docs))):
        text = path.read_text(encoding="utf-8-sig")
        found = _FRONT.match(text)
        head = yaml.safe_load(found[1]) if found else None
        body = text[found.end() :] if found else text
        title = _TITLE.search(body)
        told = head if isinstance(head, dict) else {}
        called = _called(told)
        yield HandWritten(
            str(told.get("title") or (_plain(title[1]) if title else path.stem.replace("-", " ").capitalize())),
            str(told.get("description") or ""),
            path.relative_to(docs).with_suffix(".html").as_posix(),
            tuple(replace(each, called=called.get(each.anchor, ())) for each in sections(body)),
            called.get("page", ()),
        )


def _called(head: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return what else readers call a page, under `page`, and its sections, under their anchors."""
    told = head.get("also_called")
    pairs = told.items() if isinstance(told, dict) else ()
    return {str(at): tuple(map(str, words)) for at, words in pairs if isinstance(words, list)}


def _place(path: Path) -> tuple[object, ...]:
    """Return what orders pages as MkDocs does: files before folders, the index before other files."""
    folders = [(True, False, name) for name in path.parts[:-1]]
    return (*folders, (False, path.stem != "index", path.name))


def sections(markdown: str) -> Iterator[Section]:
    """Yield the sections of a page's Markdown: what stands above its first heading of the second level, with an
    empty title, and then each heading with what is below it. A heading has the anchor that it names (`{: #id }`), or
    the one that Python-Markdown makes of its words; where a macro is among them it leads to the page."""
    pieces = _HEADING.split(markdown)
    taken: set[str] = {slugify(_plain(title[1]), "-")} if (title := _TITLE.search(markdown)) else set()
    yield Section("", "", _plain(pieces[0]))
    for heading, words in zip(pieces[1::2], pieces[2::2], strict=True):
        named = _NAMED.search(heading)
        words_of_it = _plain(_NAMED.sub("", heading))
        made = named[1] if named else "" if "{{" in heading else slugify(words_of_it, "-")
        anchor = unique(made, taken) if made else ""
        yield Section(words_of_it, anchor, _plain(words))


def _plain(markdown: str) -> str:
    for marks, instead in _MARKS:
        markdown = marks.sub(instead, markdown)
    return fold(markdown)
