"""Style sheets and scripts as they are sent: without the comments and blanks, which are for those who change them."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

_STRING_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|/\*.*?\*/\s*', re.DOTALL)

_STRING = re.compile(r'("(?:\\.|[^"\\])*")', re.DOTALL)
_AROUND = re.compile(r"(?: ?([{};,]) ?|(?<=:) )")
"""Blanks around signs, and after a colon; before one a blank is part of a selector."""

_LINES_OF_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def without_comments(css: str) -> str:
    """Return a style sheet without its comments (CSS Syntax Level 3, section 4.3.2).

    What looks like one within a string in double quotation marks stays.
    """
    return _STRING_OR_COMMENT.sub(lambda found: found[0] if found[0].startswith('"') else "", css)


def tight(css: str) -> str:
    """Return a style sheet without blanks around the signs that part its pieces, where they mean nothing (CSS Syntax
    Level 3, section 4), and with single ones elsewhere. Strings, which ours put in double quotation marks, stay."""
    pieces = _STRING.split(css)
    pieces[::2] = [_AROUND.sub(r"\1", re.sub(r"\s+", " ", piece)).replace(";}", "}") for piece in pieces[::2]]
    return "".join(pieces).strip()


def without_lines_of_comment(script: str) -> str:
    """Return a script of ours without the lines that are nothing but comment. What stands behind code stays: to tell it
    from a string takes a parser. Our strings of several lines have no line that looks like a comment; a test compares
    what an engine makes of a script before and after."""
    return _LINES_OF_COMMENT.sub("", script)


def lighten(files: Files, config: MkDocsConfig) -> None:
    """Let MkDocs write our own style sheets and scripts without their comments, and style sheets without blanks: both
    are more than a fourth of what every page loads of us. What is by others, with a licence beside it, stays."""
    licensed = {file.src_uri.removesuffix(".LICENSE") for file in files if file.src_uri.endswith(".LICENSE")}
    for file in files.javascript_files():
        if file.src_dir == config.docs_dir and file.src_uri.removesuffix(".js") not in licensed:
            file.content_string = without_lines_of_comment(file.content_string)
    for file in files.css_files():
        if file.src_dir == config.docs_dir:
            file.content_string = tight(without_comments(file.content_string))
