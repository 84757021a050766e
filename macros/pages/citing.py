"""What a page shows to those who quote and cite it: the block under a text, and the files for reference managers."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from macros.corpus.languages import direction
from macros.exports import citation_words
from macros.exports.citation import Cited, Item, Part
from macros.exports.citation_forms import FORMS
from macros.exports.citation_words import Sentence
from macros.markup.element import element, joined
from macros.pages.here import Here, Link
from macros.pages.text import OURS

FOLDER = "cite"
"""Where the files for reference managers lie in the site."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation on a page, as in `Sentence`; a title in another language says which."""

    before: Markup
    after: Markup
    address: str
    end: str


@dataclass(frozen=True, slots=True)
class Citing:
    """How one cites a page: the parts that one can choose, the citation in two manners, and the files for reference
    managers. `quotes` is the key of the text on the page from which words can be taken along, empty where there is
    none. `parts_from` is a selector of the parts where each stands on the page with its name, so that a long list of
    them is not there twice."""

    quotes: str
    parts: tuple[Part, ...]
    parts_from: str
    chicago: Shown
    united_nations: Shown
    files: tuple[Link, ...]


def citing(here: Here, cited: Cited, quotes: str = "", parts_from: str = "") -> Citing:
    """Return the block for the page that is being written. `quotes` and `parts_from` as in `Citing`."""
    return Citing(
        quotes,
        cited.parts if len(cited.parts) > 1 else (),
        parts_from,
        _shown(cited, citation_words.chicago(cited, here.absolute if cited.edition else cited.item.get("URL", ""))),
        _shown(cited, citation_words.united_nations(cited)),
        tuple(Link(name, here.relative(file_of(here.address, ending))) for ending, (name, _) in FORMS.items()),
    )


def _shown(cited: Cited, sentence: Sentence) -> Shown:
    before, after = (_in_its_language(cited.item, words) for words in (sentence.before, sentence.after))
    return Shown(before, after, sentence.address, sentence.end)


def _in_its_language(item: Item, words: str) -> Markup:
    """Return words of a citation in which a title of the item says its language, where that is not ours."""
    language = item.get("language", OURS)
    titles = [item[key] for key in ("title", "container-title") if key in item and item[key] in words]
    if language == OURS or not titles:
        return escape(words)
    before, title, after = words.partition(titles[0])
    return joined((before, element("span", {"lang": language, "dir": direction(language)}, title), after))


def file_of(address: str, ending: str) -> str:
    """Return the address of a file for reference managers: the name of the page in a folder of its own."""
    return f"{FOLDER}/{address.removesuffix('.html')}{ending}"
