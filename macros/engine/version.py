"""Which MkDocs is known from within.

What MkDocs promises its plugins is used whatever its version. `writing`, `preview` and `theme` also rest on what only
its source tells. With another version they leave MkDocs its own, plain way, which makes the same site.
"""

from __future__ import annotations

from typing import Final

import mkdocs

KNOWN: Final = "1.6."
"""How the versions begin whose source was read."""

PLAIN: Final = (
    f"This is not MkDocs {KNOWN}x, so it goes its plain way: the site is the same, "
    "but a build takes longer, and a preview does not reload its pages."
)
"""What a build says once with another version."""


def is_known() -> bool:
    """Tell whether this is one of those versions."""
    return mkdocs.__version__.startswith(KNOWN)
