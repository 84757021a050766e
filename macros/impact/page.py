"""The report as one page for a browser, and as the summary of a job on GitHub."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.impact.words import Report

TITLE: Final = "What this change does"

LIMIT: Final = 1024 * 1024
"""How many bytes the summary of one step may have (GitHub's "Workflow commands" reference, step isolation and
limits)."""

_CUT: Final = "<p>The rest is left out here, because GitHub shows no more. The HTML report has all of it.</p>\n"

_macros = (
    Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent),
        autoescape=True,  # everything shown is text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    .get_template("report.html.jinja")
    .module
)


def html(report: Report) -> str:
    """Return the report as one page that needs no other file, no script and no network."""
    return str(_macros.page(report, TITLE)).lstrip()  # type: ignore[attr-defined]


def markdown(report: Report, limit: int = LIMIT, title: str = TITLE) -> str:
    """Return the report for a job's summary, cut after a whole entry to at most `limit` bytes.

    GitHub's Markdown takes a block of HTML as it is up to the next empty line (CommonMark, "HTML blocks"). So each
    piece is one such block: what the data says is escaped as HTML and never read as Markdown.
    """
    pieces = [f"<h2>{escape(title)}</h2>", f"<p>{escape(report.summary)}</p>"]
    for section in report.sections:
        pieces.append(f"<h3>{escape(section.heading)}</h3>")
        pieces += [f"<p>{escape(section.about)}</p>"] if section.about else []
        pieces += [str(_macros.entry(entry, False, 4)) for entry in section.entries]  # type: ignore[attr-defined]
    written, room = "", limit - len(_CUT.encode())
    for piece in pieces:
        block = "\n".join(line for line in piece.splitlines() if line.strip()) + "\n\n"
        room -= len(block.encode())
        if room < 0:
            return written + _CUT
        written += block
    return written
