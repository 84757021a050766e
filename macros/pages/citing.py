"""What a page shows to those who quote and cite it: the block under a text, and the files for reference managers."""

from __future__ import annotations

from dataclasses import dataclass

from macros.exports import citation_words
from macros.exports.citation import Cited, Part
from macros.exports.citation_forms import FORMS
from macros.exports.citation_words import Sentence
from macros.pages.here import Here, Link

FOLDER = "cite"
"""Where the files for reference managers lie in the site."""


@dataclass(frozen=True, slots=True)
class Citing:
    """How one cites a page: the parts that one can choose, the citation in two manners, and the files for reference
    managers. `quotes` is the key of the text on the page from which words can be taken along, empty where there is
    none. `parts_from` is a selector of the parts where each stands on the page with its name, so that a long list of
    them is not there twice."""

    quotes: str
    parts: tuple[Part, ...]
    parts_from: str
    chicago: Sentence
    united_nations: Sentence
    files: tuple[Link, ...]


def citing(here: Here, cited: Cited, quotes: str = "", parts_from: str = "") -> Citing:
    """Return the block for the page that is being written. `quotes` and `parts_from` as in `Citing`."""
    return Citing(
        quotes,
        cited.parts if len(cited.parts) > 1 else (),
        parts_from,
        citation_words.chicago(cited, here.absolute if cited.edition else cited.item.get("URL", "")),
        citation_words.united_nations(cited),
        tuple(Link(name, here.relative(file_of(here.address, ending))) for ending, (name, _) in FORMS.items()),
    )


def file_of(address: str, ending: str) -> str:
    """Return the address of a file for reference managers: the name of the page in a folder of its own."""
    return f"{FOLDER}/{address.removesuffix('.html')}{ending}"
