"""What the frames in overrides/ may use beside the theme's own: how they escape, and the policy that guards a page."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from macros.markup.element import written
from macros.pages.compiled import Compiled

_COMPILED = Compiled()

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ,.;:/()-]")
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')


def prepared(environment: Environment) -> Environment:
    """Return the environment of the theme: every frame escapes what it prints, those of the theme as well, leaves no
    empty lines where its instructions stood, and has `css_string`, `policy` and `theme_style`."""
    environment.autoescape = True
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.bytecode_cache = _COMPILED
    environment.filters["css_string"] = css_string
    environment.globals["policy"] = policy
    environment.globals["theme_style"] = _theme_style(environment)
    return environment


def _theme_style(environment: Environment) -> str:
    """Return the address of the theme's style sheet, whose name has a sum in it."""
    loader = environment.loader
    folders = loader.searchpath if isinstance(loader, FileSystemLoader) else ()
    (found,) = (each for folder in folders for each in Path(folder, "assets", "stylesheets").glob("main.*.min.css"))
    return f"assets/stylesheets/{found.name}"


def css_string(words: object) -> Markup:
    """Return words as a string of CSS with its quotation marks, for use within a `style` element.

    There HTML knows no entities, and a quotation mark, a backslash or an end tag would leave the string. So every
    character beyond plain ones is written by its number (CSS Syntax Level 3, section 4.3.7: a backslash, hexadecimal
    digits, a space).
    """
    plain = _NOT_PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", str(words))
    return written(f'"{plain}"')  # nothing is left that could end the string


def policy(scripts: Iterable[str] = (), styles: Iterable[str] = (), base: str = "'none'") -> Markup:
    """Return the Content Security Policy of a page: files of this site and nothing else, and of what stands in the
    page itself only these very scripts and style sheets (Content Security Policy Level 3, section 6.7.2.3).

    Pictures may stand in a style sheet, as the theme's icons do (`data:`). Files of this site may be asked for from the
    page: what looks a page over in a browser does that, for robots.txt. `base` says which address the page may make its
    links relative to.
    """
    own = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *map(_hash, scripts)],
        "style-src": ["'self'", *map(_hash, styles)],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "base-uri": [base],
        "form-action": ["'none'"],
    }
    said = "; ".join(" ".join([name, *allowed]) for name, allowed in own.items())
    return written(said)  # words of ours and sums, for an attribute in double quotation marks


def widened(page: str, script: str) -> str:
    """Return a page whose policy lets this one script run as well, which stands in the page. A page without a policy
    stays as it is."""

    def also(found: re.Match[str]) -> str:
        return found[1] + found[2].replace("script-src 'self'", f"script-src 'self' {_hash(script)}", 1)

    return _POLICY.sub(also, page, count=1)


def _hash(inline: str) -> str:
    return f"'sha256-{b64encode(sha256(str(inline).encode()).digest()).decode()}'"
