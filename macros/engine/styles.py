"""Style sheets and scripts as they are sent: without the comments and indents, which are for those who change them."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

_STRING_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|/\*.*?\*/\s*', re.DOTALL)

_LINES_OF_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def without_comments(css: str) -> str:
    """Return a style sheet without its comments (CSS Syntax Level 3, section 4.3.2).

    What looks like one within a string in double quotation marks stays.
    """
    return _STRING_OR_COMMENT.sub(lambda found: found[0] if found[0].startswith('"') else "", css)


def without_indents(css: str) -> str:
    """Return a style sheet without the blanks that begin its lines and without its empty lines. A string goes on in
    another line only after a backslash (CSS Syntax Level 3, section 4.3.5); ours have none, which a test keeps so."""
    return re.sub(r"^\s+", "", css, flags=re.MULTILINE)


def without_lines_of_comment(script: str) -> str:
    """Return a script of ours without the lines that are nothing but comment. What stands behind code stays: to tell it
    from a string takes a parser. Our strings of several lines have no line that looks like a comment; a test compares
    what an engine makes of a script before and after."""
    return _LINES_OF_COMMENT.sub("", script)


def lighten(files: Files, config: MkDocsConfig) -> None:
    """Let MkDocs write our own style sheets and scripts without their comments, and style sheets without indents: both
    are a fourth of what every page loads of us. What is by others, with a licence beside it, stays as it is."""
    licensed = {file.src_uri.removesuffix(".LICENSE") for file in files if file.src_uri.endswith(".LICENSE")}
    for file in files.javascript_files():
        if file.src_dir == config.docs_dir and file.src_uri.removesuffix(".js") not in licensed:
            file.content_string = without_lines_of_comment(file.content_string)
    for file in files.css_files():
        if file.src_dir == config.docs_dir:
            file.content_string = without_indents(without_comments(file.content_string))
