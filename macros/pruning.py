"""Which files of the theme no page can ask for. They are left out of the site.

The theme puts all its files into every site, whatever the site uses. `tests/test_reach.py` follows the pages of the
built site to its files and fails when one is left that nothing asks for, or when a pattern here is out of use.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

UNUSED = {
    "assets/images/favicon.png": "the pages name icons of our own",
    "assets/javascripts/bundle.*": "the theme's script; ours is edition.js",
    "assets/javascripts/lunr/*": "the theme's search, for other languages; ours is search.js",
    "assets/javascripts/workers/*": "the theme's search",
    "assets/stylesheets/palette.*": "the theme's colours; ours are in edition.css",
    "assets/*.map": "browsers ask for source maps only when a developer looks into minified code of the theme",
}
"""Patterns of addresses within the site, `*` for any characters, each with the reason why nothing asks for them."""


def is_unused(address: str) -> bool:
    """Tell whether no page, style sheet or script asks for a file of the theme with this address."""
    return any(fnmatchcase(address, pattern) for pattern in UNUSED)
