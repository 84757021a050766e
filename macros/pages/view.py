"""What a template shows: values that are ready to be placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class View:
    """What one template shows. A view has the names that its template uses as fields: words, links ready for the page
    on which they stand, HTML that `markup` wrote, and smaller values of the same sort. It holds no record and no
    corpus, so that its fields tell all that a page depends on."""

    template: ClassVar[str]
    """The template in macros/templates/."""
