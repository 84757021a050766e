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
        swap('title: "The WIPO', 'title: "{# The WIPO'),
    ),
    Case(
        "the same in its short title",
        "values-have-their-form",
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


def _note(name: str, text: str, topic: str, old: str, new: str = "") -> Shown:
    """A case in the note of a topic, which a page shows as it stands; `new` is how it is written in the file."""
    return Shown(name, f"topics/{topic}.yml", old, new or text, f"topics/{topic}.html", text)


SHOWN: tuple[Shown, ...] = (
    _note(
        "a script", "<script>alert(1)</script>", "development", "a category of subjects;", "<script>alert(1)</script>"
    ),
    _note(
        "a template's instruction",
        "{{ 7*7 }} {% raw %} {# x #}",
        "evaluation",
        "projects only",
        "{{ 7*7 }} {% raw %} {# x #}",
    ),
    _note(
        "an entity of HTML",
        "financing &amp; aid &lt;b&gt;",
        "funding",
        "financing of aid",
        "financing &amp; aid &lt;b&gt;",
    ),
    _note(
        "Markdown",
        "**in** the [heading](x.md) of `Cluster` E",
        "transparency",
        "in the heading of Cluster E",
        '"**in** the [heading](x.md) of `Cluster` E"',
    ),
    _note("words that programs take for truth", "yes", "ict", "label: digital divide", "label: yes"),
    _note("a number that programs take for octal", "010", "ict", "code: 7939", "code: 010"),
    _note("a number that programs shorten", "1e3", "ict", "code: 5188", "code: 1e3"),
    _note("a number with a point", "1.10", "innovation-research", "code: 1439", "code: 1.10"),
    _note("a time of day", "12:30:45", "innovation-research", "code: 223", "code: 12:30:45"),
    _note("nothing, as programs write it", "~", "funding", "code: 1008", "code: ~"),
    _note("a date", "2007-09-28", "transparency", "code: 5937", "code: 2007-09-28"),
    _note(
        "an attribute of HTML",
        '" onload="alert(1)',
        "transparency",
        "label: governance",
        "label: '\" onload=\"alert(1)'",
    ),
    _note(
        "a colon and a space in quotation marks",
        "Creativity: a, b",
        "innovation-research",
        "  Creativity, invention",
        "  Creativity: a, b",
    ),
    _note(
        "another alphabet",
        "\u0415\u0432\u0440\u043e\u043f\u0430 \u6771\u4eac \u05e9\u05dc\u05d5\u05dd",
        "enforcement",
        "label: enforcement",
        "label: \u0415\u0432\u0440\u043e\u043f\u0430 \u6771\u4eac \u05e9\u05dc\u05d5\u05dd",
    ),
    _note(
        "a path that leads elsewhere",
        "../../etc/passwd",
        "enforcement",
        "EuroVoc has no term",
        "../../etc/passwd has no term",
    ),
)
