"""Texts that another program could take for instructions."""

from __future__ import annotations

from typing import NamedTuple

from tests.gallery.case import Case, swap

ICT = "topics/ict.yml"
TITLE = "title: Information technology and the digital divide"
MARKS = "titles-carry-no-template-marks"

CASES = (
    Case("a template's instruction in a title", MARKS, ICT, swap(TITLE, 'title: "{{ config }}"')),
    Case("a template's statement in a title", MARKS, ICT, swap(TITLE, 'title: "{% include %}"')),
    Case(
        "a template's comment in the title of the edition",
        MARKS,
        "edition.yml",
        swap("short_title: ", "short_title: a {# "),
    ),
    Case("a template's instruction without quotation marks", "keys-are-words", ICT, swap(TITLE, "title: {{ config }}")),
    Case(
        "an address with a quotation mark in it",
        "values-have-their-form",
        "terms/wipo.yml",
        swap("https://", 'https://"onload=alert(1)//'),
    ),
)


class Shown(NamedTuple):
    """A text that is accepted: what is remarkable, the file, the words and what takes their place, the page that
    shows it, and what must be read there."""

    name: str
    file: str
    old: str
    new: str
    page: str
    reads: str


def _gist(record: str, old: str, name: str, text: str, quoted: str = "") -> Shown:
    """A case in which the definition of a topic is another text."""
    return Shown(name, f"topics/{record}.yml", old, f"definition: {quoted or text}\n", f"topics/{record}.html", text)


SHOWN: tuple[Shown, ...] = ()
